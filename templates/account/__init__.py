"""Templates: account."""
