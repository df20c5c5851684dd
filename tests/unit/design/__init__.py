"""The looks, by rule: colours, directions, templates, forms."""
