"""Templates: desk."""
