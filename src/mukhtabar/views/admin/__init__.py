"""Views: admin. Named as the templates are."""
