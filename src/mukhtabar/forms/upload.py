"""A field for a file to send. Nothing of it is kept between two showings of a form: the page says so in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import colander
import deform.widget

from mukhtabar.language import Message, _


@dataclass(frozen=True)
class Sent:
    """A file as it came: what the browser called it, and its bytes, one more than `most` when there were more."""

    name: str
    data: bytes


class Upload(colander.SchemaType):
    """A file sent with the form."""

    def __init__(self, most: int) -> None:
        self.most = most

    def serialize(self, node: Any, appstruct: Any) -> Any:
        """A file is never shown in a form."""
        return colander.null

    def deserialize(self, node: Any, cstruct: Any) -> Any:
        """Return a Sent; raises colander.Invalid for what is no file."""
        if cstruct is colander.null:
            return colander.null
        if not hasattr(cstruct, "file") or not hasattr(cstruct, "filename"):
            raise colander.Invalid(node, _("Choose a file."))
        cstruct.file.seek(0)
        return Sent(str(cstruct.filename), cstruct.file.read(self.most + 1))


class UploadWidget(deform.widget.Widget):
    """The browser's own control."""

    template = "file_upload"
    #: Its presence makes the form multipart (templates/forms/form.pt); nothing is ever stored in it.
    tmpstore = None

    def serialize(self, field: Any, cstruct: Any, **more: Any) -> Any:
        """Return the control, always empty."""
        return field.renderer(self.template, field=field, cstruct={}, **more)

    def deserialize(self, field: Any, pstruct: Any) -> Any:
        """Return what was sent, or null."""
        sent = pstruct.get("upload", colander.null) if isinstance(pstruct, dict) else pstruct
        return colander.null if sent in (b"", "") else sent


def upload(name: str, title: Message, most: int, endings: Iterable[str], required: Message, help_text: Message) -> Any:
    """Return a node for a file of at most `most` bytes; `endings` only help the person to find it."""
    return colander.SchemaNode(
        Upload(most),
        name=name,
        title=title,
        description=help_text,
        missing=colander.required,
        missing_msg=required,
        widget=UploadWidget(accept=",".join(f".{ending}" for ending in endings)),
    )
