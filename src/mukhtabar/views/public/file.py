"""A document or a picture: its page, its bytes, its scales, and the list of those that stand in a container."""

from types import SimpleNamespace as Shown
from typing import Any
from urllib.parse import quote

from pyramid.httpexceptions import HTTPNotFound
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from mukhtabar.content.audio import Audio
from mukhtabar.content.file import File, Image
from mukhtabar.content.interfaces import IFile, IImage
from mukhtabar.content.media import MEDIA
from mukhtabar.forms.file import VERSION
from mukhtabar.language import Message, _
from mukhtabar.language.slug import slug
from mukhtabar.rules.permissions import Permission
from mukhtabar.security.acl import may
from mukhtabar.store.blobs import read
from mukhtabar.views.helpers import Helpers
from mukhtabar.views.listed import documents
from mukhtabar.views.pictures import picture

READ = ("GET", "HEAD")
#: Opened in a browser all the same, a file may do nothing: it is not a page of the portal (abuse case 51).
SANDBOX = "default-src 'none'; sandbox; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
#: A container shows so many at once.
SHOWN = 50
#: So many pictures of a list are seen in it: a page loads at most eight things (GOALS W1).
THUMBNAILS = 3


def blob_url(request: Request, file: File) -> str:
    """Return the address of the bytes. It changes with them, so that a browser may keep what it has."""
    return f"{request.page.url_of(file, 'blob')}?v={file.digest[:VERSION]}"


def inside(request: Request, container: Any) -> list[Any]:
    """Return the published files of a container, in their order. Loads nothing when there are none."""
    return documents(request, request.portal.listings_index.batch("files", container.uid, size=SHOWN))


def files(request: Request, container: Any, beside: bool = False) -> list[Shown]:
    """Return the published files of a container as parts/files.pt wants them, in their order.

    `beside` is for a page that shows the pictures themselves, and lists only the others.
    """
    h = Helpers(request)
    found = [file for file in inside(request, container) if not (beside and isinstance(file, Image))]
    seen = [file for file in found if isinstance(file, Image)][:THUMBNAILS]
    return [
        Shown(
            url=request.page.url_of(file),
            title=h.text(file.title),
            lang=h.lang(file.title),
            kind=file.media.title,
            size=h.size(file.size),
            picture=picture(request, file, "square", silent=True) if file in seen else None,
            length=length_words(h, file.seconds) if isinstance(file, Audio) else None,
        )
        for file in found
    ]


def length_words(h: Helpers, seconds: int) -> Message:
    """Return the length of a recording in words."""
    if seconds < 60:
        return _("${seconds} s", seconds=h.number(seconds))
    return _("${minutes} min ${seconds} s", minutes=h.number(seconds // 60), seconds=h.number(seconds % 60))


@view_config(context=IFile, permission="view", request_method=READ, renderer="mukhtabar.templates:public/file.pt")
def file_page(context: Any, request: Request) -> dict[str, Any]:
    """What it is, how big it is, and the way to it."""
    request.depends_on(context)
    h = Helpers(request)
    return {
        "title": context.title.best(request.language)[1] or context.filename,
        "kind": context.media.title,
        "size": h.size(context.size),
        "blob": blob_url(request, context),
        "picture": picture(request, context, lazy=False) if isinstance(context, Image) else None,
    }


@view_config(context=IFile, name="blob", permission="view", request_method=READ)
def blob(context: Any, request: Request) -> Any:
    """The bytes, for whoever may view the document now: asked each time (abuse cases 10 to 12)."""
    if context.blob is None:
        raise HTTPNotFound
    versioned = request.GET.get("v") == context.digest[:VERSION]
    shown = context.media.picture or context.media.sound
    response = bytes_of(request, context, context.blob, context.media_type, context.digest, versioned)
    response.headers["Content-Disposition"] = disposition(context.filename, inline=shown)
    return response


@view_config(context=IImage, name="scale", permission="view", request_method=READ)
def scale(context: Any, request: Request) -> Any:
    """One scale of a picture, named by its bytes, for whoever may view the picture now."""
    version = request.GET.get("v", "")
    found = context.scale(version) if len(version) == VERSION else None
    if found is None or found.blob is None:
        raise HTTPNotFound
    response = bytes_of(request, context, found.blob, found.media_type, found.digest, versioned=True)
    name = f"{context.filename.rpartition('.')[0]}-{found.width}.{MEDIA[found.media_type].endings[0]}"
    response.headers["Content-Disposition"] = disposition(name, inline=True)
    return response


def bytes_of(request: Request, document: Any, kept: Any, media_type: str, digest: str, versioned: bool) -> Any:
    """Return a response with the bytes of a blob; `versioned` says that its address is theirs alone."""
    # No charset: bytes are bytes.
    response = Response(body=read(kept), content_type=media_type, charset=None)
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["Cache-Control"] = "private, no-store"
    # A recording is heard from the middle by asking for a part of it (RFC 9110, section 14).
    response.accept_ranges = "bytes"
    response.conditional_response = True
    if may(document, Permission.VIEW, None, request.now):
        response.etag = digest
        # Kept by the reader's browser only: a shared cache would go on serving what was taken off the site.
        response.headers["Cache-Control"] = "private, max-age=31536000, immutable" if versioned else "private, no-cache"
    return response


def disposition(name: str, inline: bool) -> str:
    """Return the Content-Disposition for `name` in any script (RFC 6266; RFC 8187 for the encoded form)."""
    stem, _dot, ending = name.rpartition(".")
    kind = "inline" if inline else "attachment"
    return f"{kind}; filename=\"{slug(stem)}.{slug(ending)}\"; filename*=UTF-8''{quote(name, safe='')}"
