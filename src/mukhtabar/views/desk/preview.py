"""Preview: the page as readers will get it, on a phone, on paper, in high contrast, in each language (J11)."""

from types import SimpleNamespace as Shown
from typing import Any
from urllib.parse import urlencode

from pyramid.httpexceptions import HTTPNotFound
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from mukhtabar.content.addressed import MEMBERS, Addressed
from mukhtabar.content.interfaces import IWritten
from mukhtabar.language import LANGUAGES, NAMES, Message, _
from mukhtabar.language.outline import outline
from mukhtabar.rules.permissions import Permission
from mukhtabar.security.acl import may
from mukhtabar.security.headers import FRAMED, FRAMING
from mukhtabar.views.anonymous import page_of
from mukhtabar.views.comfort import Comfort
from mukhtabar.views.language import in_language

READ = ("GET", "HEAD")
#: Where the mark goes: into the first landmark, so that whoever hears the page hears it first; paper shows it too.
PLACE = '<header class="top">'
WAYS: dict[str, Message] = {
    "desktop": _("Desktop"),
    "phone": _("Phone, 320 pixels"),
    "print": _("Printed"),
    "contrast": _("High contrast"),
    "large": _("Text at 200 %"),
    "outline": _("Screen-reader outline"),
}
ROLES: dict[str, Message] = {
    "banner": _("Head of the page"),
    "navigation": _("Navigation"),
    "main": _("Main content"),
    "complementary": _("Beside the content"),
    "contentinfo": _("Foot of the page"),
    "search": _("Search"),
    "region": _("Section"),
    "form": _("Form"),
}


def _asked(request: Request) -> tuple[str, str]:
    """Return the way and the language asked for; nonsense asks for the usual ones."""
    way, language = request.GET.get("as", ""), request.GET.get("language", "")
    return way if way in WAYS else "desktop", language if language in LANGUAGES else request.language


def _mark(request: Request, document: Any) -> str:
    if may(document, Permission.VIEW, None, request.now):
        words = _("Preview: this is what readers see now.")
    elif isinstance(document, Addressed) and document.is_published and document.audience == MEMBERS:
        words = _("Preview: this page is published for the members of the spaces.")
    else:
        words = _("Preview: this page is not published.")
    return f'<p class="sample"><span class="wrap">{request.translate(words)}</span></p>'


def marked(html: str, mark: str) -> str:
    """Return a page with the mark of a preview."""
    return html.replace(PLACE, PLACE + mark, 1)


def _styled(request: Request, html: str, way: str) -> str:
    """Return a page as it is printed, or with its letters twice as large: by one more stylesheet."""
    site, more = request.page.asset("site.css"), request.page.asset("preview.css")
    if way == "print":
        html = html.replace(f'href="{site}"', f'href="{request.page.asset("print.css")}"', 1)
    if way == "large":
        html = html.replace('data-size="100"', 'data-size="200"', 1)
    return html.replace("</head>", f'<link rel="stylesheet" href="{more}">\n</head>', 1)


@view_config(context=IWritten, name="previewed", permission="see_history", request_method=READ)
def previewed(context: Any, request: Request) -> Response:
    """The page alone, marked; no part of it comes from the session of who looks at it."""
    way, _language = _asked(request)
    comfort = Comfort(contrast="high") if way == "contrast" else Comfort()
    html = page_of(request, context, request.language, comfort)
    if html is None:
        raise HTTPNotFound
    html = marked(html, _mark(request, context))
    if way in {"print", "large"}:
        html = _styled(request, html, way)
    headers = {**FRAMED, "Cache-Control": "private, no-store", "X-Robots-Tag": "noindex"}
    response = Response(html, content_type="text/html", charset="utf-8")
    response.headers.update(headers)
    return response


def _outline(request: Request, context: Any, language: str) -> Shown:
    found = outline(page_of(request, context, language) or "")
    return Shown(
        title=found.title,
        lang=language,
        landmarks=[(ROLES[one.kind], one.text) for one in found.landmarks],
        headings=[(int(one.kind[1]), one.text) for one in found.headings],
        links=[one.text for one in found.links],
        pictures=[one.text for one in found.pictures],
    )


@view_config(
    context=IWritten,
    name="preview",
    permission="see_history",
    request_method=READ,
    renderer="mukhtabar.templates:desk/preview.pt",
)
def preview(context: Any, request: Request) -> dict[str, Any]:
    """The page in a frame, and links to see it in another way or another language."""
    way, language = _asked(request)
    here = request.page.url_of(context, "preview")
    inner = in_language(request, language, request.page.path.partition("?")[0].removesuffix("preview") + "previewed")
    request.response.headers.update(FRAMING)
    public = may(context, Permission.VIEW, None, request.now)
    return {
        "title": _("Preview"),
        "name": request.page.title_of(context),
        "way": way,
        "public": public,
        "inner": f"{inner}?{urlencode({'as': way})}",
        "ways": [(f"{here}?{urlencode({'as': code, 'language': language})}", title, code == way)
                 for code, title in WAYS.items()],
        "tongues": [(f"{here}?{urlencode({'as': way, 'language': code})}", NAMES[code], code, code == language)
                    for code in LANGUAGES],
        "outline": _outline(request, context, language) if way == "outline" else None,
        "share": request.page.url_of(context, "private-links")
        if not public and request.page.may(Permission.EDIT) else None,
    }  # fmt: skip
