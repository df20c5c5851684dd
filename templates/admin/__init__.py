"""Templates: admin."""
