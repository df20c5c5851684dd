"""Secure by default: a view without context, permission or methods stops the start (security.md, mechanisms)."""

from typing import Any

from pyramid.config import Configurator
from pyramid.exceptions import ConfigurationError


def explicit_view(view: Any, info: Any) -> Any:
    """View deriver: refuse to build a view that leaves open where, for whom, or how it may be called."""
    options = info.options
    if info.exception_only or (
        options.get("context") is None and getattr(info.original_view, "__module__", "").startswith("pyramid.")
    ):
        return view
    name = getattr(info.original_view, "__qualname__", repr(info.original_view))
    for option, sentence in (
        ("context", "names no context"),
        ("permission", "names no permission"),
        ("request_method", "names no request method"),
    ):
        if not options.get(option):
            raise ConfigurationError(f"The view {name} {sentence}.")
    return view


def includeme(config: Configurator) -> None:
    """Install the deriver."""
    config.add_view_deriver(explicit_view, name="explicit_view")
