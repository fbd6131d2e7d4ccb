"""Bytes to records: files found and read, YAML, the base map."""
