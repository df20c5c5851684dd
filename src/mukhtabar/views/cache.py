"""Pages for visitors, kept above Pyramid and dropped by what they depend on, never served stale (decision 0006).

A page is kept with the counts it was made from. Before it is served again the counts are read anew: if one moved,
or midnight or a phase boundary has passed, the page is made again. So the validator is right by construction.
"""

import gzip
import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from typing import Any, Self

import transaction

from mukhtabar.security.sessions import COOKIE as SESSION
from mukhtabar.services.site import Site, roots
from mukhtabar.views.comfort import COOKIE as COMFORT
from mukhtabar.views.comfort import Comfort
from mukhtabar.views.depends import DEPENDS, Depends

#: Pages kept by one process; each is some ten kilobytes.
CAPACITY = 2000
SMALLEST = 500
DROPPED = frozenset({"content-length", "content-encoding", "etag", "vary"})


@dataclass(frozen=True)
class Form:
    """The bytes of a page in one encoding, and what is said about them."""

    body: bytes
    tag: str
    headers: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, body: bytes, tag: str, *more: tuple[str, str]) -> Self:
        """Return the form with its validator and length."""
        return cls(body, tag, (("ETag", tag), ("Content-Length", str(len(body))), *more))


@dataclass(frozen=True)
class Kept:
    """One page, ready to send."""

    headers: tuple[tuple[str, str], ...]
    plain: Form
    packed: Form
    depends: Depends
    #: When its counts were last found right; nothing committed since then means that they still are.
    beats: list[Any]


class PageCache:
    """The WSGI layer. Who has a session, and what is no plain GET of a page that said what it shows, passes by."""

    def __init__(self, app: Callable[..., Iterable[bytes]], site: Site) -> None:
        self.app, self.site = app, site
        self.pages: OrderedDict[tuple[str, ...], Kept] = OrderedDict()
        self.lock = threading.Lock()

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        key = self._key(environ)
        if key is None:
            return self.app(environ, start_response)
        kept = self.pages.get(key)
        if kept is None or not self._holds(kept):
            return self._make(key, environ, start_response)
        return _send(kept, environ, start_response)

    def _key(self, environ: dict[str, Any]) -> tuple[str, ...] | None:
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD"} or "HTTP_AUTHORIZATION" in environ:
            return None
        comfort = ""
        if cookie := environ.get("HTTP_COOKIE", ""):
            try:
                jar = SimpleCookie(cookie)
            except CookieError:
                return None
            if SESSION in jar:
                return None
            comfort = str(Comfort.parse(jar[COMFORT].value)) if COMFORT in jar else ""
        return environ.get("SCRIPT_NAME", ""), environ.get("PATH_INFO", ""), environ.get("QUERY_STRING", ""), comfort

    def _counts(self, uids: tuple[tuple[int, ...], ...]) -> tuple[tuple[tuple[int, ...], ...], int]:
        """Read the present counts; a connection that has just been opened sees the newest commit."""
        tm = transaction.TransactionManager(explicit=True)
        tm.begin()
        main, people = self.site.books.connect(tm)
        try:
            portal, register = roots(main.root(), people.root())
            return tuple(portal.stamps.read(each) for each in uids), register.shown()
        finally:
            tm.abort()
            main.close()

    def _holds(self, kept: Kept) -> bool:
        depends = kept.depends
        if self.site.clock.now() >= depends.until:
            return False
        # Read before the counts: what is committed in between is noticed the next time.
        beat = self.site.books.beat()
        if beat is not None and beat == kept.beats[0]:
            return True
        if self._counts(depends.uids) != (depends.counts, depends.shown):
            return False
        kept.beats[0] = beat
        return True

    def _make(
        self, key: tuple[str, ...], environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        """Let Pyramid make the page, keep it if it may be kept, and send it."""
        caught: list[Any] = []
        head = environ["REQUEST_METHOD"] == "HEAD"
        inner = {**environ, "REQUEST_METHOD": "GET"}
        made = self.app(inner, lambda *given: caught.append(given))
        try:
            body = b"".join(made)
        finally:
            if hasattr(made, "close"):
                made.close()
        status, headers = caught[0][0], caught[0][1]
        depends = inner.get(DEPENDS)
        names = {name.lower() for name, _value in headers}
        if depends is None or status != "200 OK" or "set-cookie" in names:
            start_response(status, headers)
            return [b""] if head else [body]
        kept = _keep(headers, body, depends)
        with self.lock:
            self.pages[key] = kept
            while len(self.pages) > CAPACITY:
                self.pages.popitem(last=False)
        return _send(kept, environ, start_response)


def _keep(headers: Iterable[tuple[str, str]], body: bytes, depends: Depends) -> Kept:
    """Return a page as it will be sent, plain and compressed."""
    tag = hashlib.sha256(body).hexdigest()[:20]
    plain = Form.of(body, f'"{tag}"')
    packed = Form.of(gzip.compress(body, 6, mtime=0), f'"{tag}-gz"', ("Content-Encoding", "gzip"))
    return Kept(
        headers=(
            *((name, value) for name, value in headers if name.lower() not in DROPPED),
            ("Vary", "Accept-Encoding, Cookie"),
        ),
        plain=plain,
        packed=packed if len(body) > SMALLEST else plain,
        depends=depends,
        beats=[None],
    )


def _send(kept: Kept, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    form = kept.packed if "gzip" in environ.get("HTTP_ACCEPT_ENCODING", "") else kept.plain
    if _matches(environ.get("HTTP_IF_NONE_MATCH", ""), form.tag):
        headers = [h for h in kept.headers if h[0].lower() != "content-type"]
        start_response("304 Not Modified", [*headers, ("ETag", form.tag)])
        return []
    start_response("200 OK", [*kept.headers, *form.headers])
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [form.body]


def _matches(header: str, tag: str) -> bool:
    """If-None-Match, compared weakly (RFC 9110 section 13.1.2)."""
    return bool(header) and any(part.strip().removeprefix("W/") in {tag, "*"} for part in header.split(","))
