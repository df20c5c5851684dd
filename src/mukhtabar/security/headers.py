"""The headers every response carries."""

from typing import Any

from pyramid.config import Configurator
from pyramid.request import Request
from pyramid.tweens import INGRESS

#: Set in the environment of a request whose page is made for everyone (views/depends.py).
SHARED = "mukhtabar.depends"
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; media-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}

#: What a page carries that a page of ours may show in a frame, and what that page carries: nobody else frames anything.
FRAMED = {"Content-Security-Policy": CSP.replace("frame-ancestors 'none'", "frame-ancestors 'self'"),
          "X-Frame-Options": "SAMEORIGIN"}  # fmt: skip
FRAMING = {"Content-Security-Policy": f"{CSP}; frame-src 'self'"}


def headers_tween(handler: Any, registry: Any) -> Any:
    """Tween: add what is missing; what no view called a page for everyone is kept by nobody (ASVS 14.3.2)."""
    secure = registry.site.settings.cookies_secure

    def tween(request: Request) -> Any:
        response = handler(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if secure:
            response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
        if "Cache-Control" not in response.headers:
            shared = SHARED in request.environ and not request.has_session and "Set-Cookie" not in response.headers
            response.headers["Cache-Control"] = "max-age=0, must-revalidate" if shared else "private, no-store"
        return response

    return tween


def includeme(config: Configurator) -> None:
    """Install the tween."""
    config.add_tween("mukhtabar.security.headers.headers_tween", under=INGRESS)
