"""Explanations of the codes that are no rules: of files, and of records and their schemas."""
