"""Mukhtabar (مختبر المواطنة), the Citizenship Laboratory: an Arabic-first civic portal."""

from typing import Any


def main(global_config: dict[str, str], **ini: str) -> Any:
    """Return the WSGI application for one section of an ini file (paste.app_factory)."""
    from mukhtabar.app import make_app
    from mukhtabar.settings import Settings

    return make_app(Settings.read(ini))
