"""Templates: feeds."""
