"""The headers every response carries."""

from typing import Any

from pyramid.config import Configurator
from pyramid.request import Request
from pyramid.tweens import INGRESS

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


def headers_tween(handler: Any, registry: Any) -> Any:
    """Tween: add what is missing; pages that belong to one person are kept by nobody (ASVS 14.3.2)."""
    secure = registry.site.settings.cookies_secure

    def tween(request: Request) -> Any:
        response = handler(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if secure:
            response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
        if "Cache-Control" not in response.headers:
            private = request.has_session or "Set-Cookie" in response.headers or request.method not in {"GET", "HEAD"}
            response.headers["Cache-Control"] = "private, no-store" if private else "max-age=0, must-revalidate"
        return response

    return tween


def includeme(config: Configurator) -> None:
    """Install the tween."""
    config.add_tween("mukhtabar.security.headers.headers_tween", under=INGRESS)
