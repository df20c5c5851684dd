"""Views: feeds. Named as the templates are."""
