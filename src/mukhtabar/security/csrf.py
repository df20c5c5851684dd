"""Cross-site requests: every POST needs the session's token, and the browser's word for where it came from."""

from pyramid.config import Configurator


def includeme(config: Configurator) -> None:
    """Turn Pyramid's CSRF check on for every view (OWASP ASVS 5.0, 3.5.1)."""
    config.set_default_csrf_options(require_csrf=True)
