"""Templates: public."""
