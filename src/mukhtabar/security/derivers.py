"""Secure by default: a view without context, permission or methods stops the start (security.md, mechanisms)."""

from typing import Any

from pyramid.config import Configurator
from pyramid.exceptions import ConfigurationError
from pyramid.httpexceptions import HTTPNotFound
from pyramid.request import Request


def _of_pyramid(info: Any) -> bool:
    return info.options.get("context") is None and getattr(info.original_view, "__module__", "").startswith("pyramid.")


def explicit_view(view: Any, info: Any) -> Any:
    """View deriver: refuse to build a view that leaves open where, for whom, or how it may be called."""
    options = info.options
    if info.exception_only or _of_pyramid(info):
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


def exact_address(view: Any, info: Any) -> Any:
    """View deriver: one page, one address. Behind a view's name stands nothing, unless it says `subpath=True`."""
    if info.exception_only or info.options.get("subpath"):
        return view

    def exact(context: Any, request: Request) -> Any:
        if request.subpath:
            raise HTTPNotFound
        return view(context, request)

    return exact


exact_address.options = ("subpath",)  # type: ignore[attr-defined]


def includeme(config: Configurator) -> None:
    """Install the derivers."""
    config.add_view_deriver(explicit_view, name="explicit_view")
    config.add_view_deriver(exact_address, name="exact_address")
