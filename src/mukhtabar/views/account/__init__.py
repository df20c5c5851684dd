"""Views: account. Named as the templates are."""
