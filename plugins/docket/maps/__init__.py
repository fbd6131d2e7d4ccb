"""Geography and drawing."""
