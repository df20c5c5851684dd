"""Templates: council."""
