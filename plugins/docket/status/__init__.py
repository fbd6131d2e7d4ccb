"""What was in force when."""
