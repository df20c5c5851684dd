"""/fr/…, /zgh/…, /en/…: the first segment becomes part of SCRIPT_NAME, so every generated address keeps it."""

from typing import Any

from pyramid.config import Configurator
from pyramid.httpexceptions import HTTPBadRequest, HTTPMovedPermanently
from pyramid.request import Request
from pyramid.tweens import INGRESS

from mukhtabar.language import DEFAULT, LANGUAGES, Message

PREFIXED = frozenset(LANGUAGES) - {DEFAULT}


def language_tween(handler: Any, registry: Any) -> Any:
    """Tween: take the language off the path before traversal."""

    def tween(request: Request) -> Any:
        try:
            first = request.path_info_peek()
        except UnicodeDecodeError:
            return HTTPBadRequest("The address is not UTF-8.")
        request.environ.setdefault("mukhtabar.mount", request.script_name)
        if first in PREFIXED:
            request.path_info_pop()
            request.environ["mukhtabar.language"] = first
        elif first == DEFAULT:
            request.path_info_pop()
            query = f"?{request.query_string}" if request.query_string else ""
            return HTTPMovedPermanently(request.environ["mukhtabar.mount"] + (request.path_info or "/") + query)
        return handler(request)

    return tween


def language_of(request: Request) -> str:
    """Return the language of the page: ar, fr, zgh or en."""
    return str(request.environ.get("mukhtabar.language", DEFAULT))


def in_language(request: Request, language: str, path: str) -> str:
    """Return the address of `path` (as it would be in Arabic, from the site's root) in another language."""
    prefix = f"/{language}" if language in PREFIXED else ""
    return f"{request.environ.get('mukhtabar.mount', '')}{prefix}{path}"


def translate(request: Request, message: str) -> str:
    """Return a Message (or a bare msgid) in the language of the request."""
    if isinstance(message, Message) and message.plural is not None and message.n is not None:
        return request.site.catalogues.plural(
            request.language, str(message), message.plural, message.n, message.mapping
        )
    mapping = message.mapping if isinstance(message, Message) else None
    return request.site.catalogues.translate(request.language, str(message), mapping)


def includeme(config: Configurator) -> None:
    """Register the tween outermost and give requests their language."""
    config.add_tween("mukhtabar.views.language.language_tween", under=INGRESS)
    config.add_request_method(language_of, "language", reify=True)
    config.add_request_method(translate, "translate")
