"""The fields of a document, a picture or a recording."""

from collections.abc import Callable, Mapping
from typing import Any

import colander

from mukhtabar.actions.complete import ALTERNATIVE, TRANSCRIPT
from mukhtabar.actions.fit import SECONDS_MOST, most_bytes
from mukhtabar.content.audio import Audio
from mukhtabar.content.file import File, Image
from mukhtabar.content.media import MEDIA
from mukhtabar.forms import nodes
from mukhtabar.forms.audio import audio_fields
from mukhtabar.forms.focus import focus
from mukhtabar.forms.leading import languages
from mukhtabar.forms.space import title
from mukhtabar.forms.upload import upload
from mukhtabar.language import Message, _

ALTERNATIVE_MAX = 300
#: Letters of a digest that tell two files apart in an address.
VERSION = 16


def file_fields(document: Any) -> list[Any]:
    """Return the fields of a file that is there."""
    if isinstance(document, Audio):
        return audio_fields(document)
    fields = [title(document, _("Under this title people find it."))]
    if isinstance(document, Image):
        fields += [
            nodes.texts(
                "alternative",
                _("What the picture shows"),
                ALTERNATIVE_MAX,
                rows=2,
                languages=languages(document.alternative),
                help_text=_("Read aloud to those who do not see it."),
            ),
            nodes.tick(
                "decorative",
                _("This picture is only decoration"),
                help_text=_("Then nothing is read aloud. A picture that says something needs words."),
            ),
        ]
        if document.scales:
            fields.append(_focus(document))
    return fields


def _focus(document: Image) -> Any:
    node = focus("", (document.width, document.height), [])

    def shown(node: Any, kw: Any) -> Any:
        def address(digest: str) -> str:
            return f"{kw['request'].page.url_of(document, 'scale')}?v={digest[:VERSION]}"

        small = next(scale for scale in document.scales if scale.name == "full")
        cuts = [scale for scale in document.scales if scale.name != "full" and scale.media_type == "image/webp"]
        made = focus(
            address(small.digest),
            (document.width, document.height),
            [(address(cut.digest), cut.width // 2, cut.height // 2) for cut in cuts],
        )
        return made.widget

    node.widget = colander.deferred(shown)
    return node


def upload_fields(document: Any) -> list[Any]:
    """Return the fields of a file that is to be sent."""
    return [file_node(document, document.type_name), *file_fields(document)]


def file_node(document: File, form: str) -> Any:
    """Return the field for the bytes of `document`; `form` is the one for which they are kept when it has a mistake."""
    most = most_bytes(document) // 1024**2
    wanted = (isinstance(document, Image), isinstance(document, Audio))
    endings = [
        ending for media in MEDIA.values() if (media.picture, media.sound) == wanted for ending in media.endings
    ]
    words: Message = _("PDF, DOCX, XLSX, ODT or ODS, at most ${most} MB.", most=most)
    if isinstance(document, Image):
        words = _(
            "JPEG, PNG or WebP, at most ${most} MB. Place, date and camera are taken out; very large pictures are made"
            " smaller.",
            most=most,
        )
    if isinstance(document, Audio):
        words = _("MP3 or Opus, at most ${most} MB and ${minutes} minutes.", most=most, minutes=SECONDS_MOST // 60)
    return upload("upload", _("File"), most_bytes(document), endings, _("Choose a file."), words, form)


def in_words(document: Any) -> Callable[[Any, Mapping[str, Any]], None] | None:
    """Return the validator of the whole form: what a picture or a recording must have in words, beside its field."""
    if isinstance(document, Image):
        return _needs("alternative", ALTERNATIVE, unless="decorative")
    return _needs("transcript", TRANSCRIPT) if isinstance(document, Audio) else None


def _needs(name: str, sentence: Message, unless: str = "") -> Callable[[Any, Mapping[str, Any]], None]:
    def validate(form: Any, values: Mapping[str, Any]) -> None:
        if not any(values[name].values()) and not (unless and values.get(unless)):
            wrong = colander.Invalid(form)
            leading = form[name].children[0]
            inner = colander.Invalid(form[name])
            inner.add(colander.Invalid(leading, sentence), 0)
            wrong.add(inner, form.children.index(form[name]))
            raise wrong

    return validate
