"""Arabic: data only."""
