"""A field for a file to send. One that came with a form that had a mistake elsewhere is kept, and named in the form."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import colander
import deform.widget
from pyramid.request import Request

from mukhtabar.language import Message, _
from mukhtabar.store.blobs import read
from mukhtabar.store.held import Held

#: A key of ours is shorter.
KEY_MOST = 40


@dataclass(frozen=True)
class Sent:
    """A file as it came: what the browser called it, and its bytes, one more than `most` when there were more."""

    name: str
    data: bytes
    #: Under which it was kept since an earlier showing of the form; empty for one that has just come.
    key: str = ""


@dataclass(frozen=True)
class Key:
    """What a form says of a file that was kept before."""

    key: str


def held(request: Request, form: str, key: str) -> Held | None:
    """Return the file that is kept for the person and the form so called of the document on the page, or None."""
    place = request.context.uid, form
    found: Held | None = request.portal.held.of(request.authenticated_userid, place, key, request.now)
    return found


class Upload(colander.SchemaType):
    """A file sent with the form, or one kept for it. `form` is how that is called."""

    def __init__(self, most: int, form: str) -> None:
        self.most, self.form = most, form

    def serialize(self, node: Any, appstruct: Any) -> Any:
        """A file is never shown in a form."""
        return colander.null

    def deserialize(self, node: Any, cstruct: Any) -> Any:
        """Return a Sent; raises colander.Invalid for what is no file."""
        if cstruct is colander.null:
            return colander.null
        if isinstance(cstruct, Key):
            kept = held(node.bindings["request"], self.form, cstruct.key)
            if kept is None:
                raise colander.Invalid(node, _("The file was not kept so long. Choose it again."))
            return Sent(kept.name, read(kept.blob), cstruct.key)
        if not hasattr(cstruct, "file") or not hasattr(cstruct, "filename"):
            raise colander.Invalid(node, _("Choose a file."))
        return sent(cstruct, self.most)


def sent(storage: Any, most: int) -> Sent:
    """Return what a browser sent as a file."""
    storage.file.seek(0)
    return Sent(str(storage.filename), storage.file.read(most + 1))


class UploadWidget(deform.widget.Widget):
    """The browser's own control, and beside it the name of a file that was kept."""

    template = "file_upload"
    #: Its presence makes the form multipart (templates/forms/form.pt); nothing is ever stored in it.
    tmpstore = None
    #: The key of a file that has just been kept.
    key = ""

    def serialize(self, field: Any, cstruct: Any, **more: Any) -> Any:
        """Return the control, and what is kept."""
        key = self.key or (cstruct.key if isinstance(cstruct, Key) else "")
        kept = held(field.schema.bindings["request"], field.schema.typ.form, key) if key else None
        shown = {"filename": kept.name, "size": kept.size, "uid": key} if kept is not None else {}
        return field.renderer(self.template, field=field, cstruct=shown, **more)

    def deserialize(self, field: Any, pstruct: Any) -> Any:
        """Return what was sent, or the key of what is kept, or null."""
        if not isinstance(pstruct, dict):
            return colander.null if pstruct in (b"", "") else pstruct
        given, key = pstruct.get("upload", b""), pstruct.get("uid", "")
        if given not in (b"", ""):
            return given
        return Key(key) if isinstance(key, str) and 0 < len(key) <= KEY_MOST else colander.null


def upload(
    name: str,
    title: Message,
    most: int,
    endings: Iterable[str],
    required: Message,
    help_text: Message,
    form: str,
) -> Any:
    """Return a node for a file of at most `most` bytes; `endings` only help the person to find it.

    `form` is how the form is called for which a file is kept.
    """
    return colander.SchemaNode(
        Upload(most, form),
        name=name,
        title=title,
        description=help_text,
        missing=colander.required,
        missing_msg=required,
        widget=UploadWidget(accept=",".join(f".{ending}" for ending in endings)),
    )
