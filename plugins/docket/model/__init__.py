"""What the data is: records, kinds, references, dates, diagnostics."""
