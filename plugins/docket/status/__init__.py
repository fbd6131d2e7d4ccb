"""Work out what was in force when."""
