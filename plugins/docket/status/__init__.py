"""Compute what was in force when."""
