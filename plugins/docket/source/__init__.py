"""Turn bytes into values: find and decode files, parse YAML, read the base map."""
