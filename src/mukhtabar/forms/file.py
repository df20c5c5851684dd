"""The fields of a document or a picture to be shown and downloaded."""

from typing import Any

from mukhtabar.actions.attach import FILE_MOST, IMAGE_MOST
from mukhtabar.content.file import Image
from mukhtabar.content.media import MEDIA
from mukhtabar.forms import nodes
from mukhtabar.forms.leading import languages
from mukhtabar.forms.space import title
from mukhtabar.forms.upload import upload
from mukhtabar.language import _

ALTERNATIVE_MAX = 300


def file_fields(document: Any) -> list[Any]:
    """Return the fields of a file that is there."""
    fields = [title(document, _("Under this title people find it."))]
    if isinstance(document, Image):
        fields.append(
            nodes.texts(
                "alternative",
                _("What the picture shows"),
                ALTERNATIVE_MAX,
                rows=2,
                languages=languages(document.alternative),
                required=_("Say in words what the picture shows: not everybody sees it."),
                help_text=_("Read aloud to those who do not see it."),
            )
        )
    return fields  # fmt: skip


def upload_fields(document: Any) -> list[Any]:
    """Return the fields of a file that is to be sent."""
    picture = isinstance(document, Image)
    endings = [ending for media in MEDIA.values() if media.picture == picture for ending in media.endings]
    words = (
        _("JPEG, PNG or WebP, at most ${most} MB.", most=IMAGE_MOST // 1024**2)
        if picture
        else _("PDF, DOCX, XLSX, ODT or ODS, at most ${most} MB.", most=FILE_MOST // 1024**2)
    )
    most = IMAGE_MOST if picture else FILE_MOST
    return [upload("upload", _("File"), most, endings, _("Choose a file."), words), *file_fields(document)]  # fmt: skip
