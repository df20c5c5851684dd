"""What one letter to one person holds, in that person's language, before it is laid out."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote, urlsplit

from mukhtabar.actions.context import Ctx
from mukhtabar.content.base import Workflowed
from mukhtabar.language import DEFAULT, LANGUAGES, Message, _
from mukhtabar.language.clean import clean_line, clean_text
from mukhtabar.language.direction import direction
from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.reasons import REASONS, REDACTION, ROUTING
from mukhtabar.rules.roles import DYNAMIC
from mukhtabar.security.acl import decide, roles_at
from mukhtabar.services import mail_words as words
from mukhtabar.store.folder import path_of
from mukhtabar.store.outbox import Letter
from mukhtabar.store.register import Person

#: First-strong isolate and its end: a title in another script cannot reorder the sentence around it (UAX #9).
FSI, PDI = "\u2068", "\u2069"
#: Reasons of what no workflow speaks of.
BESIDE = {"redact": REDACTION, "uncover": REDACTION, "route": ROUTING, "keep_hidden": REASONS["refusal"]}
#: What the council says to itself stands on a page of its own.
AMONG_THE_COUNCIL = frozenset({"assign", "note"})
LONGEST_TITLE, LONGEST_COMMENT = 100, 4000


class UnknownKindError(ValueError):
    """Nobody wrote the words for a letter of that kind."""


@dataclass(frozen=True)
class Said:
    """The parts of a letter as a template shows them. What is not said is empty. User text is without isolates."""

    language: str
    direction: str
    subject: str
    hello: str
    headline: str
    title: str
    reference: str
    state: str
    reason: str
    comment_intro: str
    comment: str
    more: str
    link_intro: str
    link: str
    private: str
    automatic: str
    portal: str

    @property
    def comment_lines(self) -> list[str]:
        """The lines of the comment."""
        return self.comment.split("\n") if self.comment else []


def isolated(text: str) -> str:
    """Return each line of `text` between isolates; an empty text stays empty."""
    return "\n".join(f"{FSI}{line}{PDI}" if line else "" for line in text.split("\n"))


def link_to(start: str, person: Person, document: Any, letter: Letter, now: datetime) -> tuple[str, bool]:
    """Return the address (`start` is the site's) where the person goes on, and whether it is a secret one."""
    if letter.kind == "invitation":
        token = person.invitation.token if person.invitation else ""
        return f"{start}/invitation?key={token}", True
    if letter.kind.startswith("author"):
        receipt = person.receipts.get(document.uid)
        # What the author alone can answer is asked on the status page, with an account or without.
        if receipt and (not person.password or dict(letter.detail).get("transition") == "ask_merge"):
            return f"{start}/s/{receipt}", True
        if document.type_name != "comment":
            return start + _path(document), False
        # What was commented on may have gone from the site meanwhile: its address says what it was about.
        about = document.__parent__
        there = decide(about, Permission.VIEW, person.pid, now)
        return (start + _path(about) if there else f"{start}/"), False
    return start + _desk_way(start, letter.kind, document, dict(letter.detail)), False


def _desk_way(start: str, kind: str, document: Any, said: dict[str, str]) -> str:
    """Return where the reader of a letter of that kind goes on, below `start`."""
    if document.type_name == "answer" and said.get("transition") not in AMONG_THE_COUNCIL:
        # Whoever is signed in is led on at once; whoever is not comes back to the page right after.
        return f"/sign-in?next={quote(f'{urlsplit(start).path}{_path(document)}/review')}"
    if isinstance(document, Workflowed):
        return f"{_path(document)}/{_view(document, said)}"
    if kind == "information":
        return "/my-requests"
    return f"{_path(document)}/delegations" if said.get("transition") == "delegate" else "/desk"


def _view(document: Workflowed, said: dict[str, str]) -> str:
    """Return the name of the page on which the reader of a letter goes on."""
    if said.get("transition") in AMONG_THE_COUNCIL:
        return "council"
    # The state that the letter speaks of; the document may have moved on since. What is late is told above as well.
    begins = document.type_name == "proposal" and said.get("state") == "published"
    return "answer" if begins and said.get("transition") != "overdue" else "review"


def _path(document: Any) -> str:
    return "/" + "/".join(quote(name) for name in path_of(document))


def _reason(document: Any, letter_detail: dict[str, str]) -> Message | None:
    if not isinstance(document, Workflowed):
        return None
    step = document.definition.transitions.get(letter_detail.get("transition", ""))
    known = REASONS[step.reasons] if step and step.reasons else BESIDE.get(letter_detail.get("transition", ""), {})
    reason = known.get(letter_detail.get("reason", ""))
    return reason.title if reason else None


def _may_read(ctx: Ctx, document: Any, person: Person, letter: Letter) -> tuple[bool, bool]:
    """Return whether the letter still concerns the person, and whether they may read what it is about."""
    if letter.kind.startswith("author"):
        mine = document.creator == person.pid
        return mine, mine
    if letter.kind == "information":
        return bool(ctx.register.requests.of(person.pid)), True
    sits = any(one.person == person.pid for one in ctx.portal.mandates.at(document.uid))
    concerned = sits or bool(roles_at(document, person.pid, ctx.now) - DYNAMIC)
    return concerned, concerned and bool(decide(document, Permission.VIEW, person.pid, ctx.now))


def say(site: Any, ctx: Ctx, letter: Letter, person: Person, document: Any) -> Said | None:
    """Return the words of `letter`, or None when it no longer concerns the person. Raises UnknownKindError."""
    concerned, readable = _may_read(ctx, document, person, letter)
    if not concerned:
        return None
    detail = dict(letter.detail)
    event = words.event(letter.kind, document.type_name, detail.get("transition", ""))
    if event is None:
        raise UnknownKindError(letter.kind)
    language = person.language if person.language in LANGUAGES else DEFAULT

    def t(message: Message | None, **values: str) -> str:
        return str(site.catalogues.translate(language, message, values)) if message else ""

    governed = readable and isinstance(document, Workflowed)
    state = document.definition.states.get(detail.get("state", "")) if governed else None
    reason = _reason(document, detail)
    named = readable and letter.kind != "information"
    title = clean_line(document.title_text.best(language)[1])[:LONGEST_TITLE] if named else ""
    reference = getattr(document, "reference", "") if readable else ""
    comment = clean_text(detail.get("comment", ""))[:LONGEST_COMMENT] if readable else ""
    start = f"{site.settings.base_url}{'' if language == DEFAULT else '/' + language}"
    link, secret = link_to(start, person, document, letter, ctx.now) if readable else (f"{start}/desk", False)
    headline = t(event.headline)
    return Said(
        language=language,
        direction=direction(language),
        subject=clean_subject(f"{headline}: {FSI}{title}{PDI}" if title else headline),
        hello=t(words.HELLO),
        headline=f"{headline}.",
        title=title,
        reference=t(words.REFERENCE, reference=isolated(reference)) if reference else "",
        state=t(words.STATE, state=t(_(state.title))) if state else "",
        reason=t(words.REASON, reason=t(reason)) if reason else "",
        comment_intro=t(words.COMMENT) if comment else "",
        comment=comment,
        more=t(event.more),
        link_intro=t(words.LINK),
        link=link,
        private=t(words.INVITED if letter.kind == "invitation" else words.PRIVATE) if secret else "",
        automatic=t(words.AUTOMATIC),
        portal=clean_line(ctx.portal.title_text.best(language)[1]),
    )


def clean_subject(text: str) -> str:
    """Return `text` without line ends and control characters: a subject is one line (RFC 5322 section 2.2)."""
    return "".join(sign if sign.isprintable() or sign in (FSI, PDI) else " " for sign in text).strip()
