"""Views: council. Named as the templates are."""
