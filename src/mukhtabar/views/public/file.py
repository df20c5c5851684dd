"""A document or a picture: its page, its bytes, and the list of those that stand in a container."""

from types import SimpleNamespace as Shown
from typing import Any
from urllib.parse import quote

from pyramid.httpexceptions import HTTPNotFound
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from mukhtabar.content.file import File, Image
from mukhtabar.content.interfaces import IFile
from mukhtabar.language import Message, _
from mukhtabar.language.slug import slug
from mukhtabar.rules.permissions import Permission
from mukhtabar.security.acl import may
from mukhtabar.store.blobs import read
from mukhtabar.views.helpers import Helpers
from mukhtabar.views.listed import documents

READ = ("GET", "HEAD")
#: Opened in a browser all the same, a file may do nothing: it is not a page of the portal (abuse case 51).
SANDBOX = "default-src 'none'; sandbox"
#: A container shows so many at once.
SHOWN = 50
#: As many letters of the digest as tell two versions of a file apart in an address.
VERSION = 16


def size_words(h: Helpers, size: int) -> Message:
    """Return a size in words: who pays by the megabyte reads it before the download."""
    if size < 1024 * 1024:
        return _("${size} kB", size=h.number(max(1, round(size / 1024))))
    return _("${size} MB", size=h.number(round(size / 1024 / 1024, 1)))


def blob_url(request: Request, file: File) -> str:
    """Return the address of the bytes. It changes with them, so that a browser may keep what it has."""
    return f"{request.page.url_of(file, 'blob')}?v={file.digest[:VERSION]}"


def files(request: Request, container: Any) -> list[Shown]:
    """Return the published files of a container as parts/files.pt wants them, oldest first."""
    h = Helpers(request)
    found = documents(request, request.portal.listings_index.batch("files", container.uid, size=SHOWN))
    return [
        Shown(
            url=request.page.url_of(file),
            title=h.text(file.title),
            lang=h.lang(file.title),
            kind=file.media.title,
            size=size_words(h, file.size),
            picture=blob_url(request, file) if isinstance(file, Image) else None,
        )
        for file in found
    ]


@view_config(context=IFile, permission="view", request_method=READ, renderer="mukhtabar.templates:public/file.pt")
def file_page(context: Any, request: Request) -> dict[str, Any]:
    """What it is, how big it is, and the way to it."""
    request.depends_on(context)
    h = Helpers(request)
    return {
        "title": context.title.best(request.language)[1] or context.filename,
        "kind": context.media.title,
        "size": size_words(h, context.size),
        "blob": blob_url(request, context),
        "picture": isinstance(context, Image),
    }


@view_config(context=IFile, name="blob", permission="view", request_method=READ)
def blob(context: Any, request: Request) -> Any:
    """The bytes, for whoever may view the document now: asked each time (abuse cases 10 to 12)."""
    if context.blob is None:
        raise HTTPNotFound
    # No charset: bytes are bytes.
    response = Response(body=read(context.blob), content_type=context.media_type, charset=None)
    response.headers["Content-Disposition"] = disposition(context.filename, inline=context.media.picture)
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["Cache-Control"] = "private, no-store"
    if may(context, Permission.VIEW, None, request.now):
        response.etag = context.digest
        response.conditional_response = True
        # Kept by the reader's browser only: a shared cache would go on serving what was taken off the site.
        versioned = request.GET.get("v") == context.digest[:VERSION]
        response.headers["Cache-Control"] = "private, max-age=31536000, immutable" if versioned else "private, no-cache"
    return response


def disposition(name: str, inline: bool) -> str:
    """Return the Content-Disposition for `name` in any script (RFC 6266; RFC 8187 for the encoded form)."""
    stem, _dot, ending = name.rpartition(".")
    kind = "inline" if inline else "attachment"
    return f"{kind}; filename=\"{slug(stem)}.{slug(ending)}\"; filename*=UTF-8''{quote(name, safe='')}"
