"""Views: desk. Named as the templates are."""
