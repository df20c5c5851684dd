"""The people book: the only place with names, addresses and credentials (DESIGN.md section 3)."""

import hashlib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from BTrees.Length import Length
from BTrees.LOBTree import LOBTree
from BTrees.OOBTree import OOBTree
from persistent import Persistent

from mukhtabar.rules.references import new_pid
from mukhtabar.store.petitioners import Petitioners
from mukhtabar.store.progress import Progress
from mukhtabar.store.requests import Requests


class AddressTaken(ValueError):
    """Somebody is registered with that address already."""


def canonical(address: str) -> str:
    """Return the form of an e-mail address under which one mailbox is one person: NFKC, trimmed, lower case."""
    return unicodedata.normalize("NFKC", address).strip().lower()


@dataclass(frozen=True)
class Invitation:
    """What lets somebody choose a name and a password: a secret `token`, until `until`."""

    token: str
    until: datetime


def _sealed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


class Person(Persistent):
    """One person. `pid` is opaque and the only thing the record ever says about them."""

    #: The sessions this person is signed in with, by random id.
    sessions: tuple[str, ...] = ()
    invitation: Invitation | None = None

    def __init__(self, pid: str, name: str, created: datetime) -> None:
        self.pid = pid
        self.name = name
        self.created = created
        self.email = ""
        self.phone = ""
        self.language = "ar"
        self.password = ""
        self.capacity: dict[str, str] = {}
        self.disabled = False
        self.session_epoch = 1
        self.consents: tuple[tuple[str, str, datetime], ...] = ()
        self.receipts: Any = LOBTree()


class Register(Persistent):
    """Everyone the portal knows, by opaque id and by address."""

    def __init__(self) -> None:
        self._people: Any = OOBTree()
        self._by_address: Any = OOBTree()
        #: SHA-256 of the token of an invitation -> person.
        self._invited: Any = OOBTree()
        self.progress = Progress()
        self.petitioners = Petitioners()
        self.requests = Requests()
        #: Counts changes of what pages show of people (a name changed, a person erased).
        self.shown = Length()

    def enrol(self, name: str, now: datetime, email: str = "", language: str = "ar") -> Person:
        """Add a person and return them. Raises AddressTaken."""
        key = canonical(email)
        if key and key in self._by_address:
            raise AddressTaken(email)
        while (pid := new_pid()) in self._people:
            pass
        person = Person(pid, name, now)
        person.language = language
        if key:
            person.email = email.strip()
            self._by_address[key] = pid
        self._people[pid] = person
        return person

    def get(self, pid: str | None) -> Person | None:
        """Return the person `pid`, or None when there is none (erased, or never was)."""
        return self._people.get(pid) if pid else None

    def by_address(self, email: str) -> Person | None:
        """Return the person with that e-mail address."""
        return self.get(self._by_address.get(canonical(email)))

    def invite(self, person: Person, token: str, until: datetime) -> None:
        """Let whoever has `token` become `person` before `until`; an earlier invitation holds no more."""
        self.disinvite(person)
        person.invitation = Invitation(token, until)
        self._invited[_sealed(token)] = person.pid

    def disinvite(self, person: Person) -> None:
        """Take an invitation back: it was accepted, or another is sent."""
        if person.invitation is not None:
            self._invited.pop(_sealed(person.invitation.token), None)
            person.invitation = None

    def invited(self, token: str, now: datetime) -> Person | None:
        """Return whom `token` invites at `now`, or None."""
        person = self.get(self._invited.get(_sealed(token)))
        return person if person and person.invitation and now < person.invitation.until else None

    def rename(self, person: Person, name: str) -> None:
        """Change the name shown; cached pages that show people notice."""
        person.name = name
        self.shown.change(1)

    def erase(self, pid: str) -> bool:
        """Forget the person: every page then says «former participant». Return whether there was one.

        Only actions/erase.py asks for it: there goes what hangs on the person in the record. After the commit, call
        Books.forget_log(): the write-ahead log still holds the old pages."""
        person = self._people.pop(pid, None)
        if person is None:
            return False
        self._by_address.pop(canonical(person.email), None)
        self.disinvite(person)
        self.progress.forget(pid)
        self.petitioners.forget(pid)
        self.requests.forget(pid)
        # The record of the object itself stays until the next pack: it must hold nothing.
        person.receipts.clear()
        for field in ("name", "email", "phone", "password"):
            setattr(person, field, "")
        person.capacity, person.consents, person.sessions, person.disabled = {}, (), (), True
        self.shown.change(1)
        return True

    def same(self, pid: str) -> str:
        """Return what stands for the person behind `pid`: equal for two records with one e-mail address.

        Only for counting people, and never shown: nobody has proved that the address is theirs. A false one can make a
        number smaller by one and never larger.
        """
        person = self.get(pid)
        address = canonical(person.email) if person is not None else ""
        return address or pid

    def __iter__(self) -> Iterator[Person]:
        """Yield everyone. Reads the whole book: for commands, not for pages."""
        return iter(self._people.values())
