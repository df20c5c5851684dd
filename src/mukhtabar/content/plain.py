"""Values of documents as plain JSON and back, for archives. Nothing is unpickled or built by a name it says."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any

from mukhtabar.content.base import HistoryEntry
from mukhtabar.content.charter import Signature
from mukhtabar.content.commitment import Milestone, Note
from mukhtabar.content.council_file import Point
from mukhtabar.content.front import Block
from mukhtabar.content.measured import Paused
from mukhtabar.content.menu import MenuEntry
from mukhtabar.content.petition import Annex, Deliberation, Lodging, Sheet
from mukhtabar.content.register import Counted, Edition, Part, Row, Taken
from mukhtabar.content.seated import Sitting
from mukhtabar.content.target import Target
from mukhtabar.content.texts import Texts
from mukhtabar.content.translations import Draft
from mukhtabar.language import LANGUAGES
from mukhtabar.rules.phases import Phase
from mukhtabar.store.revisions import Revision

#: The one key of an object that stands for something JSON has no word for.
MARK = "$"


class Malformed(ValueError):
    """An archive says something that no portal would have written; the text is a short English phrase."""


def plain(value: Any) -> Any:
    """Return `value` as JSON can hold it. Raises TypeError for what no document holds."""
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, datetime):
        return {MARK: "time", "at": value.astimezone(UTC).isoformat()}
    if isinstance(value, (set, frozenset)):
        return {MARK: "set", "of": sorted(value)}
    if isinstance(value, (list, tuple)):
        return {MARK: "tuple", "of": [plain(item) for item in value]}
    if isinstance(value, Mapping):
        return {MARK: "map", "of": [[key, plain(item)] for key, item in value.items()]}
    for name, (kind, parts) in RECORDS.items():
        if isinstance(value, kind):
            return {MARK: name, **{part: plain(getattr(value, part)) for part in parts}}
    raise TypeError(f"an archive cannot hold a {type(value).__name__}")


def rich(value: Any) -> Any:
    """Return what plain() was given. Raises Malformed."""
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if not isinstance(value, dict) or not isinstance(value.get(MARK), str):
        raise Malformed("a value without a mark")
    build = BUILD.get(value[MARK])
    if build is None:
        raise Malformed("a value of an unknown kind")
    try:
        return build({key: item for key, item in value.items() if key != MARK})
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise error if isinstance(error, Malformed) else Malformed(f"a broken {value[MARK]}") from None


def _moment(given: dict[str, Any]) -> datetime:
    moment = datetime.fromisoformat(given["at"])
    if moment.tzinfo is None:
        raise Malformed("a time without a zone")
    return moment.astimezone(UTC)


def _map(given: dict[str, Any]) -> dict[Any, Any]:
    return {_word(key): rich(item) for key, item in given["of"]}


def _word(key: Any) -> str:
    if not isinstance(key, str):
        raise Malformed("a name that is no text")
    return key


def _texts(given: dict[str, Any]) -> Texts:
    values, changed, source = (rich(given[name]) for name in ("values", "changed", "source"))
    for language, text in values.items():
        if language not in LANGUAGES or not isinstance(text, str):
            raise Malformed("a text in no language of the portal")
    if source not in LANGUAGES or not all(isinstance(when, datetime) for when in changed.values()):
        raise Malformed("a text without a source")
    return Texts(values, changed, source)


def _draft(given: dict[str, Any]) -> Draft:
    parts = ("fields", "held", "by", "time", "ready")
    if set(given) != set(parts):
        raise Malformed("a Draft with other parts")
    made = Draft(**{part: rich(given[part]) for part in parts})
    if not isinstance(made.time, datetime) or not isinstance(made.ready, bool) or set(made.fields) != set(made.held):
        raise Malformed("a draft that cannot be")
    if not all(isinstance(text, str) for text in made.fields.values()):
        raise Malformed("a draft that is no text")
    if not all(isinstance(when, datetime) for when in made.held.values()) or not isinstance(made.by, (str, type(None))):
        raise Malformed("a draft without its dates")
    return made


def _record(kind: type, parts: tuple[str, ...]) -> Callable[[dict[str, Any]], Any]:
    def build(given: dict[str, Any]) -> Any:
        if set(given) != set(parts):
            raise Malformed(f"a {kind.__name__} with other parts")
        return kind(**{part: rich(given[part]) for part in parts})

    return build


RECORDS: dict[str, tuple[type, tuple[str, ...]]] = {
    "texts": (Texts, ("values", "changed", "source")),
    "block": (Block, ("kind", "names", "texts", "to", "link", "entries", "on")),
    "entry": (MenuEntry, ("names", "to", "on")),
    "target": (Target, ("address", "uid")),
    "signature": (Signature, tuple(part.name for part in fields(Signature))),
    "phase": (Phase, ("name", "start", "end", "verbs", "others")),
    "step": (HistoryEntry, ("time", "actor", "transition", "before", "after", "comment", "reason", "version")),
    **{
        kind.__name__.lower(): (kind, tuple(part.name for part in fields(kind)))
        for kind in (Annex, Counted, Deliberation, Edition, Lodging, Milestone, Note, Part, Point, Row, Sheet, Sitting,
                     Taken)
    },
    "rest": (Paused, tuple(part.name for part in fields(Paused))),
    "draft": (Draft, ("fields", "held", "by", "time", "ready")),
    "save": (Revision, ("time", "author", "comment", "fields", "digest", "restores")),
}
BUILD: dict[str, Callable[[dict[str, Any]], Any]] = {
    "time": _moment,
    "set": lambda given: frozenset(_word(item) for item in given["of"]),
    "tuple": lambda given: tuple(rich(item) for item in given["of"]),
    "map": _map,
    **{name: _record(kind, parts) for name, (kind, parts) in RECORDS.items()},
    "texts": _texts,
    "draft": _draft,
}
