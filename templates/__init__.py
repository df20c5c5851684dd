"""The Chameleon templates, as the package mukhtabar.templates."""
