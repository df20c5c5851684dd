"""Views: what everyone reads."""
