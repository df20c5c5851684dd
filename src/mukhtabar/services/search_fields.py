"""What the full-text index holds of a document. Words and codes only: no name or address of a person is ever in it."""

from typing import Any

from tantivy import Document, Schema, SchemaBuilder

from mukhtabar.content.base import microseconds
from mukhtabar.content.bin import in_bin
from mukhtabar.content.texts import Texts
from mukhtabar.language.html import text_of
from mukhtabar.language.search import VERSION, terms
from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.roles import Role
from mukhtabar.store.folder import lineage

#: Goes up when the fields below change; with the version of the words it decides whether an index is out of date.
FIELDS_VERSION = 3
RECIPE = f"{FIELDS_VERSION}.{VERSION}"

#: The attributes whose words are found. An allow-list: `author` of a news item is not in it, nor any new field.
TEXTS = (
    "summary", "body", "easy", "decides", "synthesis", "reply", "details", "association", "alternative",
    "competence", "addressee", "place", "venue", "organiser", "access", "reference", "protocol", "transcript",
)  # fmt: skip
#: A text of more terms is cut: no document may fill the index.
MOST_TERMS = 50_000


def schema() -> Schema:
    """Return the fields of the index. Words are split at blanks only: they are terms already."""
    builder = SchemaBuilder()
    builder.add_unsigned_field("uid", indexed=True, fast=True)
    builder.add_text_field("title", tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("terms", tokenizer_name="whitespace", index_option="freq")
    for name in ("type", "topic"):
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    for name in ("state", "language", "allowed", "author"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("under", indexed=True)
    builder.add_integer_field("dated", fast=True)
    return builder.build()


def is_indexed(document: Any) -> bool:
    """Whether the document can be searched for: not the root, nor what belongs to an answer or was thrown away."""
    return bool(document.uid) and document.type_name not in {"attachment", "portal"} and not in_bin(document)


def _words(value: Any) -> list[str]:
    if isinstance(value, Texts):
        return [term for text in value.values.values() for term in terms(text_of(text))]
    return terms(value) if isinstance(value, str) else []


def _languages(document: Any) -> set[str]:
    own = getattr(document, "language", "")
    return {own} if own else {language for language, text in document.title_text.values.items() if text}


def _topic(document: Any) -> str:
    """The document's own topic; an answer has that of its proposal."""
    return getattr(document, "topic", "") or getattr(document.__parent__, "topic", "")


def _dated(document: Any) -> int:
    """The day a listing by date goes by: what it tells of, else its publication, else its creation."""
    for name in ("start", "dated", "published_at", "published", "created"):
        if (moment := getattr(document, name, None)) is not None:
            return microseconds(moment)
    return 0


def as_fields(document: Any) -> Document:
    """Return what the index holds of `document` as it is now."""
    # The title of a comment is the beginning of its body.
    title = _words(document.title_text) if "body" not in document.fields or "title" in document.fields else []
    words = title + [term for name in TEXTS for term in _words(document.for_readers(name))]
    allowed = document.allowed(Permission.VIEW)
    made = Document()
    made.add_unsigned("uid", document.uid)
    made.add_text("title", " ".join(title))
    made.add_text("terms", " ".join(words[:MOST_TERMS]))
    made.add_text("type", document.type_name)
    if topic := _topic(document):
        made.add_text("topic", topic)
    made.add_text("state", getattr(document, "state", ""))
    for language in sorted(_languages(document)):
        made.add_text("language", language)
    for role in sorted(allowed):
        made.add_text("allowed", str(role))
    # Being the author opens a document only in states that say so.
    if document.creator and Role.AUTHOR in allowed:
        made.add_text("author", document.creator)
    for node in lineage(document):
        made.add_unsigned("under", node.uid)
    made.add_integer("dated", _dated(document))
    return made
