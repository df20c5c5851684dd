"""Every surface of the portal, and the marks that somebody finds there."""

import io
import random
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from mukhtabar.content.petition import Petition
from mukhtabar.services.mail import compose
from mukhtabar.store.folder import path_of
from tests.early.ledger import MARK, OTHER, Ledger, below
from tests.town import views
from tests.world import COMMUNE, Browser, World

#: What changes something by being asked for, or ends the session.
NOT_ASKED = frozenset({"sign-out"})
LANGUAGES = ("", "/fr")


class Leak(AssertionError):
    """Somebody read what is not theirs."""


class Eyes:
    """People looking at a world: a visitor through the kept pages, everybody else as they are signed in."""

    def __init__(self, world: World, ledger: Ledger, chance: random.Random) -> None:
        self.world, self.ledger, self.chance = world, ledger, chance
        self._views = [view for view in views(world) if "GET" in view.methods and view.name not in NOT_ASKED]
        self._browsers: dict[str | None, Browser] = {}
        self._names: dict[type, list[str]] = {}
        #: What each may read, while nothing happens.
        self._readable: dict[str | None, set[str]] | None = None
        self.looked = 0

    @contextmanager
    def while_nothing_happens(self) -> Iterator[None]:
        """Look at many pages: the ledger is asked once for each person."""
        self._readable = {}
        yield
        self._readable = None

    def readable(self, who: str | None) -> set[str]:
        """Return every mark that a person may see somewhere, now."""
        if self._readable is None:
            return self.ledger.readable(who)
        if who not in self._readable:
            self._readable[who] = self.ledger.readable(who)
        return self._readable[who]

    def browser(self, who: str | None) -> Browser:
        """Return the browser of a person; a visitor's goes through the kept pages."""
        if who not in self._browsers:
            self._browsers[who] = self.world.browser(who, cached=who is None)
        return self._browsers[who]

    def sign_in_again(self) -> None:
        """Forget the sessions: time has passed."""
        self._browsers = {None: self._browsers[None]} if None in self._browsers else {}

    def addresses(self) -> list[str]:
        """Return the address of every view of every document that there is, and of what is attached to petitions.

        The doors and the empty communes are left out.
        """
        found = []
        with self.world.acting() as ctx:
            for uid in list(ctx.portal.uids):
                node = ctx.portal.uids.get(uid)
                path = "/" + "/".join(path_of(node))
                if node.type_name in {"region", "commune"} and not any(below(at, path) for at in (COMMUNE, OTHER)):
                    continue
                if isinstance(node, Petition):
                    found += [f"{path}/annex?v={one.digest}" for one in node.annexes]
                found += [f"{path.rstrip('/')}/{name}" if name else path for name in self._names_of(node)]
        return found

    def _names_of(self, node: Any) -> list[str]:
        """Return the names of the views of a document, which are those of all of its type."""
        if type(node) not in self._names:
            here = []
            for view in self._views:
                provides = getattr(view.context, "providedBy", None)
                if provides(node) if provides else isinstance(node, view.context):
                    here.append(view.name)
            self._names[type(node)] = here
        return self._names[type(node)]

    def see(self, who: str | None, address: str) -> set[str]:
        """Return the marks on one page, as one person gets it; raise Leak for one that is not theirs to read."""
        answer = self.browser(who).get(address, status="*")
        self.looked += 1
        asked = set(MARK.findall(address))
        return self._judge(who, address, set(MARK.findall(_words(answer))) - asked)

    def search(self, who: str | None, mark: str) -> None:
        """Search for a mark; what is found leads to nothing that the person may not read. Raises Leak."""
        page = self.browser(who).get(f"/search?q={mark}", status="*")
        self.looked += 1
        if mark not in self.readable(who) and page.html.select("main .item"):
            raise Leak(f"{who} finds {mark} by searching")

    def letters(self) -> None:
        """Open every letter that goes out now; raise Leak for what its reader may not read."""
        names = {pid: name for name, pid in self.world.pids.items()}
        with self.world.acting() as ctx:
            due = ctx.portal.outbox.due(ctx.now)
            made = [
                (names.get(letter.person), letter.kind, compose(self.world.site, ctx, letter, key))
                for key, letter in due
            ]
            for key, _letter in due:
                ctx.portal.outbox.sent(key)
        for who, kind, message in made:
            if message is not None and who is not None:
                self._judge(who, f"letter {kind}", set(MARK.findall(_text_of(message))))

    def _judge(self, who: str | None, where: str, found: set[str]) -> set[str]:
        if found and (shown := found - self.readable(who)):
            raise Leak(f"{who} reads {[self.ledger.whose(mark) for mark in sorted(shown)]} at {where}")
        return found

    def some(self, who: str | None, addresses: list[str], most: int) -> None:
        """Look at some of the addresses, in some language."""
        for address in self.chance.sample(addresses, min(most, len(addresses))):
            self.see(who, self.chance.choice(LANGUAGES) + address)


def _words(answer: Any) -> str:
    """Return what an answer says, whatever it is packed in, its head included."""
    body = answer.body
    if body[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            body = b"\n".join(archive.read(name) + name.encode() for name in archive.namelist())
    return body.decode("utf-8", "replace") + "\n".join(answer.headers.values())


def _text_of(message: Any) -> str:
    """Return every readable part of a letter, and its head."""
    parts = (part.get_content() for part in message.walk() if part.get_content_maintype() == "text")
    return "\n".join([str(message["Subject"]), *parts])
