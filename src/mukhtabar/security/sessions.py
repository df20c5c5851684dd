"""Sessions in a signed JSON cookie: nothing is stored, nothing is pickled, no visitor gets one without need."""

from typing import Any

from pyramid.config import Configurator
from pyramid.request import Request
from pyramid.session import JSONSerializer, SignedCookieSessionFactory

from mukhtabar.language import Message

COOKIE = "mukhtabar"
#: A signed-in person is asked again after a day without a click.
TIMEOUT = 24 * 3600


class Flash:
    """A message for the next page: `kind` is done, problem or info; `text` a Message."""

    def __init__(self, kind: str, text: Message) -> None:
        self.kind = kind
        self.text = text


def has_session(request: Request) -> bool:
    """Whether the browser sent a session cookie. A visitor without one is nobody."""
    return COOKIE in request.cookies


def flash(request: Request, kind: str, text: Message) -> None:
    """Leave a message for the next page this browser loads."""
    values = {name: value for name, value in text.mapping.items() if name != "n"}
    request.session.flash([kind, str(text), text.plural, text.n, values])


def take_flashes(request: Request) -> list[Flash]:
    """Return the messages left, once."""
    if not request.session.peek_flash():
        return []
    return [
        Flash(kind, Message(text, plural, n=n, **values))
        for kind, text, plural, n, values in request.session.pop_flash()
    ]


def includeme(config: Configurator) -> None:
    """Install the session factory (HttpOnly, SameSite=Lax, Secure but on plain-HTTP localhost)."""
    site: Any = config.registry.site
    config.set_session_factory(
        SignedCookieSessionFactory(
            site.key,
            serializer=JSONSerializer(),
            cookie_name=COOKIE,
            httponly=True,
            samesite="Lax",
            secure=site.settings.cookies_secure,
            timeout=TIMEOUT,
            reissue_time=600,
            max_age=None,
        )
    )
    config.add_request_method(has_session, reify=True)
    config.add_request_method(flash)
    config.add_request_method(take_flashes)
