"""Translate a document: a draft that no reader sees, ready when somebody says so, public when who may says so.

Drafts stand apart from the texts (content/translations.py): whatever shows a document is safe without knowing of them.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from mukhtabar.actions.context import Ctx, refused
from mukhtabar.actions.early import read_by
from mukhtabar.actions.edit import Stale
from mukhtabar.actions.link import relink
from mukhtabar.actions.lock import unlocked
from mukhtabar.actions.record import record
from mukhtabar.content.approved import Approvable
from mukhtabar.content.texts import Texts
from mukhtabar.content.translations import EASY, Draft, easy_behind, leading, originals, standing
from mukhtabar.language import LANGUAGES, NAMES, _
from mukhtabar.rules.permissions import Permission
from mukhtabar.security.acl import may
from mukhtabar.store.revisions import digest_of

#: Type -> the fields that the council writes and approves.
COUNCILS = {"consultation": frozenset({"reply"})}
#: One field of a translation as it was: its name, its text, and when it was held against the original.
Was = tuple[str, str, datetime | None]


def serial(ctx: Ctx, document: Any, language: str) -> str:
    """Return what a translation form carries: the originals, the translation and its draft, as they stand."""
    draft = document.translations.get(language)
    found = _originals(ctx, document, language)
    said = {name: [texts.get(texts.source), texts.get(language)] for name, texts in found.items()}
    return digest_of({"texts": said, "draft": dict(draft.fields) if draft else {}})


def written(ctx: Ctx, document: Any, language: str) -> dict[str, str]:
    """Return what a translator goes on with: the draft over what is public, by field."""
    draft = document.translations.get(language)
    public = {name: texts.get(language) for name, texts in _originals(ctx, document, language).items()}
    return {**public, **({name: text for name, text in draft.fields.items() if name in public} if draft else {})}


def may_publish(ctx: Ctx, document: Any) -> bool:
    """Whether the actor may bring a translation out: who may change the text itself, and the head of the space."""
    needed = (Permission.EDIT, Permission.PUBLISH_TRANSLATION)
    return ctx.system or any(may(document, permission, ctx.actor, ctx.now) for permission in needed)


def draft(
    ctx: Ctx, document: Any, language: str, values: Mapping[str, str], ready: bool = False, expected: str | None = None
) -> bool:
    """Keep `values` (field -> text) as the draft of `language`, and return whether anything changed.

    `ready` asks who may to publish it. Raises Refused, and Stale when `expected` is no longer the serial().
    """
    _begin(ctx, document, language, expected)
    old = document.translations.get(language)
    new = _merged(ctx, document, language, values, ready)
    if ready and new is None:
        raise refused("nothing_to_publish", _("There is nothing new in this translation. Write something first."))
    if (old is None and new is None) or (old and new and (old.fields, old.ready) == (new.fields, new.ready)):
        return False
    _keep(document, language, new)
    fields = ",".join(sorted(new.fields)) if new else ""
    detail = {"language": language, "fields": fields, "ready": "yes" if ready else "no"}
    record(ctx, document, "draft_translation", detail, changed=False)
    return True


def publish(
    ctx: Ctx,
    document: Any,
    language: str,
    values: Mapping[str, str] | None = None,
    comment: str = "",
    expected: str | None = None,
) -> bool:
    """Let readers see the draft of `language`, with `values` over it; return whether that changed anything for them.

    What was not touched since is dated as it was drafted: if the original moved on meanwhile, it is out of date.
    Raises Refused, and Stale when `expected` is no longer the serial().
    """
    _begin(ctx, document, language, expected)
    _require_publishing(ctx, document)
    unlocked(ctx, document)
    old = document.translations.get(language)
    new = _merged(ctx, document, language, values or {}, ready=False)
    _keep(document, language, None)
    found = _originals(ctx, document, language)
    _leave_to_council(ctx, document, language, new.fields if new else ())
    changes = {
        name: found[name].written(language, text, new.held[name]) for name, text in new.fields.items() if name in found
    } if new else {}  # fmt: skip
    if not changes:
        if old is not None:
            record(ctx, document, "discard_translation", {"language": language}, changed=False)
        return False
    _write(ctx, document, language, changes, old, comment, {old.by} if old else ())
    detail = {"language": language, "fields": ",".join(sorted(changes)), "digest": digest_of(document.field_values())}
    record(ctx, document, "publish_translation", detail)
    return True


def withdraw(ctx: Ctx, document: Any, language: str, comment: str = "") -> None:
    """Take one language off the site and leave the others; its words become a draft. Raises Refused."""
    _begin(ctx, document, language)
    _require_publishing(ctx, document)
    unlocked(ctx, document)
    old = document.translations.get(language)
    found = {name: texts for name, texts in _originals(ctx, document, language).items() if texts.get(language)}
    if not found:
        raise refused("not_public", _("There is no public translation in this language."))
    _leave_to_council(ctx, document, language, found)
    fields = {name: texts.get(language) for name, texts in found.items()}
    held = {name: texts.changed.get(language, ctx.now) for name, texts in found.items()}
    if old is not None:
        fields, held = {**fields, **old.fields}, {**held, **old.held}
    _keep(document, language, Draft(fields, held, old.by if old else ctx.actor, ctx.now))
    _write(ctx, document, language, {name: texts.without(language) for name, texts in found.items()}, old, comment)
    record(ctx, document, "withdraw_translation", {"language": language, "fields": ",".join(sorted(found))})


def discard(ctx: Ctx, document: Any, language: str) -> None:
    """Throw the draft of `language` away; what is public stays. Raises Refused."""
    _begin(ctx, document, language)
    old = document.translations.get(language)
    if old is None:
        raise refused("no_draft", _("There is no draft in this language."))
    _keep(document, language, None)
    ctx.remember("translate", document, language, (), old, serial(ctx, document, language))
    record(ctx, document, "discard_translation", {"language": language}, changed=False)


def confirm(ctx: Ctx, document: Any, language: str) -> tuple[str, ...]:
    """Say that what is out of date in `language` is still right: only dates move. Return the fields it was said of.

    Of the leading language it is said of the easy-read text. Who may not publish says it in the draft, and who may
    confirms it by publishing. Raises Refused.
    """
    ctx.require(Permission.TRANSLATE, document)
    if language == leading(document):
        fields = _confirm_easy(ctx, document)
    else:
        _begin(ctx, document, language)
        fields = _confirm(ctx, document, language)
    if not fields:
        raise refused("up_to_date", _("This is up to date already."))
    detail = {"language": language, "fields": ",".join(sorted(fields))}
    record(ctx, document, "confirm_translation", detail, changed=False)
    return fields


def take_back(
    ctx: Ctx, document: Any, language: str, before: Iterable[Was], old: Draft | None, expected: str
) -> None:
    """Undo the last publish(), withdraw() or discard(): the texts and the draft as they were.

    Raises Refused, with the code changed_since when somebody went on meanwhile.
    """
    _begin(ctx, document, language)
    was = tuple(before)
    if was:
        _require_publishing(ctx, document)
        unlocked(ctx, document)
    if serial(ctx, document, language) != expected:
        raise refused("changed_since", _("Somebody has changed it since. Choose a version to bring back."))
    _keep(document, language, old)
    if was:
        texts = {name: getattr(document, name) for name, _text, _when in was}
        changes = {name: texts[name].written(language, text, when or ctx.now) for name, text, when in was}
        _save(ctx, document, language, changes, "")
    record(ctx, document, "undo_translation", {"language": language}, changed=bool(was))


def _originals(ctx: Ctx, document: Any, language: str) -> dict[str, Texts]:
    return originals(document, language, read_by(ctx, document))


def _begin(ctx: Ctx, document: Any, language: str, expected: str | None = None) -> None:
    ctx.require(Permission.TRANSLATE, document)
    if language not in LANGUAGES or language == leading(document):
        raise refused("not_a_translation", _("This is the leading language. Change it by editing the document."))
    if expected is not None and expected != serial(ctx, document, language):
        raise Stale(written(ctx, document, language))


def _require_publishing(ctx: Ctx, document: Any) -> None:
    if not may_publish(ctx, document):
        ctx.require(Permission.PUBLISH_TRANSLATION, document)


def _leave_to_council(ctx: Ctx, document: Any, language: str, names: Iterable[str]) -> None:
    """Raise Refused when the council has written one of the fields in that language itself, and the actor may not edit.

    What is missing may be added: its reply in another language than those it wrote in.
    """
    own = COUNCILS.get(document.type_name, frozenset()) & set(names)
    if ctx.system or not any(getattr(document, name).get(language) for name in own):
        return
    if isinstance(document, Approvable) and not may(document, Permission.EDIT, ctx.actor, ctx.now):
        raise refused("councils_own", _("The council has written this language itself: only the council changes it."))


def _merged(ctx: Ctx, document: Any, language: str, values: Mapping[str, str], ready: bool) -> Draft | None:
    """Return the draft with `values` in it; None when it then says nothing that is not public."""
    old, found = document.translations.get(language), _originals(ctx, document, language)
    if unknown := set(values) - set(found):
        raise ValueError(f"{document.type_name} has no {min(unknown)} to translate into {language}")
    fields, held = (dict(old.fields), dict(old.held)) if old else ({}, {})
    for name, text in values.items():
        public = found[name].get(language)
        if text == fields.get(name, public):
            continue
        fields[name], held[name] = text, ctx.now
        if text == public:
            del fields[name], held[name]
    if not fields:
        return None
    if old is not None and old.fields == fields:
        return Draft(fields, held, old.by, old.time if old.ready == ready else ctx.now, ready)
    return Draft(fields, held, ctx.actor, ctx.now, ready)


def _keep(document: Any, language: str, new: Draft | None) -> None:
    others = {code: each for code, each in document.translations.items() if code != language}
    document.translations = {**others, language: new} if new else others


def _write(
    ctx: Ctx, document: Any, language: str, changes: Mapping[str, Any], old: Draft | None, comment: str,
    by: Iterable[str | None] = (),
) -> None:  # fmt: skip
    """Write `changes` (field -> texts), so that they can be taken back."""
    texts = {name: getattr(document, name) for name in changes}
    was = tuple((name, each.get(language), each.changed.get(language)) for name, each in texts.items())
    _save(ctx, document, language, changes, comment, by)
    ctx.remember("translate", document, language, was, old, serial(ctx, document, language))


def _save(
    ctx: Ctx, document: Any, language: str, changes: Mapping[str, Any], comment: str, by: Iterable[str | None] = ()
) -> None:
    """Put `changes` into the document; a save is kept when any word is another one."""
    said = any(texts.get(language) != getattr(document, name).get(language) for name, texts in changes.items())
    if said and not document.revisions:
        document.keep_revision(document.created, None)
    for name, texts in changes.items():
        setattr(document, name, texts)
    if said:
        document.keep_revision(ctx.now, ctx.actor, comment or NAMES[language])
        relink(ctx, document)
    if isinstance(document, Approvable):
        document.drafted_by |= {person for person in (ctx.actor, *by) if person}


def _confirm(ctx: Ctx, document: Any, language: str) -> tuple[str, ...]:
    old, found = document.translations.get(language), _originals(ctx, document, language)
    fields, held = (dict(old.fields), dict(old.held)) if old else ({}, {})
    public = [name for name in standing(document, language, read_by(ctx, document)).stale if name not in fields]
    drafted = [name for name in fields if name in found and found[name].moved_since(held[name])]
    if may_publish(ctx, document):
        for name in public:
            setattr(document, name, found[name].confirmed(language, ctx.now))
    else:
        drafted += public
    for name in drafted:
        fields[name], held[name] = fields.get(name, found[name].get(language)), ctx.now
    if drafted:
        by, ready = (old.by, old.ready) if old else (ctx.actor, False)
        _keep(document, language, Draft(fields, held, by, ctx.now, ready))
    return tuple(dict.fromkeys([*public, *drafted]))


def _confirm_easy(ctx: Ctx, document: Any) -> tuple[str, ...]:
    if easy_behind(document) is None:
        return ()
    _require_publishing(ctx, document)
    easy = document.easy
    # What was up to date with the easy-read text stays so: its words are the same.
    current = [code for code in easy.values if easy.stale_since(code) is None]
    for code in current:
        easy = easy.confirmed(code, ctx.now)
    setattr(document, EASY, easy)
    return (EASY,)
