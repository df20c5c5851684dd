"""Letters: made from what the outbox asks for, in the recipient's language, and handed over one by one.

Each letter leaves the outbox after it was handed over. A crash between the two sends it twice, under one Message-ID.
"""

import logging
import re
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

from chameleon import PageTemplate, PageTextTemplate
from ZODB.POSException import ConflictError

from mukhtabar.actions.context import Ctx
from mukhtabar.language.clean import clean_line
from mukhtabar.services.lock import exclusive
from mukhtabar.services.mail_letter import Said, isolated, say
from mukhtabar.services.mail_transport import Transport, UnreachableError, refused_for_good, transport_for
from mukhtabar.store.outbox import Letter, Outbox

log = logging.getLogger(__name__)
TRIES = 5
_ADDRESS = re.compile(r'([^\s<>,;:"()\[\]\\@\x00-\x1f\x7f]{1,64})@([^\s<>,;:"()\[\]\\@\x00-\x1f\x7f]{1,250})')


@dataclass(frozen=True)
class Delivered:
    """How many letters were handed over, failed for now, and had nobody to go to."""

    sent: int = 0
    failed: int = 0
    skipped: int = 0


@cache
def _template(name: str) -> Any:
    text = (files("mukhtabar.templates") / "mail" / name).read_text("utf-8")
    return PageTemplate(text) if name.endswith(".pt") else PageTextTemplate(text)


def _plain(said: Said, kind: str) -> str:
    folder = files("mukhtabar.templates") / "mail"
    name = kind if (folder / f"{kind}.txt").is_file() else kind.partition("_")[0]
    text = _template(f"{name}.txt").render(say=said, isolated=isolated)
    # What is not said leaves no gap.
    return re.sub(r"\n(?:[ \t]*\n){2,}", "\n\n", text.replace("\r\n", "\n")).strip() + "\n"


def _address(text: str) -> Address | None:
    """Return the mailbox, or None when the text is none: whatever it holds, it cannot become another header."""
    match = _ADDRESS.fullmatch(text.strip())
    try:
        return Address(username=match[1], domain=match[2].encode("idna").decode("ascii")) if match else None
    except (UnicodeError, ValueError):
        return None


def compose(site: Any, ctx: Ctx, letter: Letter, key: int = 0) -> EmailMessage | None:
    """Return the message for `letter`, which stands in the outbox under `key`; None when there is nobody to write to.

    Nobody: the person was erased, is disabled, has no usable address, or the document is gone or no longer concerns
    them. Raises UnknownKindError.
    """
    person, document = ctx.register.get(letter.person), ctx.portal.uids.get(letter.uid)
    if person is None or document is None or person.disabled or (to := _address(person.email)) is None:
        return None
    said = say(site, ctx, letter, person, document)
    if said is None:
        return None
    message = EmailMessage(policy=SMTP)
    message["Message-ID"] = f"<letter.{key:x}@{urlsplit(site.settings.base_url).hostname}>"
    message["Date"] = format_datetime(ctx.now)
    message["From"] = _sender(said, site.settings.mail_from)
    message["To"] = to
    message.set_raw("Subject", folded_subject(said.subject))
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(_plain(said, letter.kind), charset="utf-8", cte="base64")
    message.add_alternative(_template("letter.pt").render(say=said), subtype="html", charset="utf-8", cte="base64")
    # Last, because setting the content takes away what describes it.
    message["Content-Language"] = said.language
    return message


def folded_subject(text: str) -> str:
    """Return one line of words, encoded and folded (RFC 2047 section 5): parsed it says `text`, whatever the script.

    The header that EmailMessage makes itself loses the space at which an encoded word ends (CPython 3.11 to 3.13).
    """
    return Header(text, "us-ascii" if text.isascii() else "utf-8", header_name="Subject").encode()


def _sender(said: Said, address: str) -> Address:
    name, _at, domain = address.rpartition("@")
    return Address(clean_line(said.portal), name, domain)


def _settle(site: Any, change: Callable[[Outbox], None]) -> None:
    """Write down what became of a letter, again if another writer was in the way: what has left has left."""
    for attempt in range(TRIES):
        try:
            with site.session(system=True) as ctx:
                change(ctx.portal.outbox)
            return
        except ConflictError:
            if attempt == TRIES - 1:
                raise


def _problem(error: Exception) -> str:
    """Return what went wrong without what it went wrong with: messages of servers quote addresses."""
    code = getattr(error, "smtp_code", "")
    return f"{type(error).__name__} {code}".strip()


def _deliver_one(site: Any, key: int, letter: Letter, transport: Transport) -> str:
    try:
        with site.session(system=True) as ctx:
            message = compose(site, ctx, letter, key)
        if message is not None:
            transport.send(message)
    except Exception as error:
        problem = _problem(error)
        log.warning("The letter %x (%s) was not handed over: %s", key, letter.kind, problem)
        now = site.clock.now()
        for_good = refused_for_good(error)
        _settle(site, lambda outbox: outbox.failed(key, now, problem, for_good))
        return "unreachable" if isinstance(error, UnreachableError) else "failed"
    _settle(site, lambda outbox: outbox.sent(key))
    return "skipped" if message is None else "sent"


def deliver(site: Any, limit: int = 100, transport: Transport | None = None) -> Delivered:
    """Hand over up to `limit` letters that are due, each in a transaction of its own; a failure stops none of the rest.

    Does nothing while another process of this machine delivers. When the server cannot be reached at all the round
    ends: the other letters stay due as they are.
    """
    counted = {"sent": 0, "failed": 0, "skipped": 0, "unreachable": 0}
    with exclusive(site.settings.data / "mail.lock") as mine, closing(transport or transport_for(site.settings)) as out:
        if not mine:
            return Delivered()
        with site.session(system=True) as ctx:
            due = ctx.portal.outbox.due(ctx.now)[:limit]
        for key, letter in due:
            outcome = _deliver_one(site, key, letter, out)
            counted[outcome] += 1
            if outcome == "unreachable":
                break
    return Delivered(counted["sent"], counted["failed"] + counted["unreachable"], counted["skipped"])
