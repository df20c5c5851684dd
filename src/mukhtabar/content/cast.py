"""Who plays in a rehearsal: real people, seen and never changed, and sample people who go when it is wiped."""

from collections.abc import Iterator, Mapping, MutableMapping
from datetime import datetime
from typing import Any

from mukhtabar.content.rehearsal import Rehearsal
from mukhtabar.rules.references import new_pid
from mukhtabar.rules.roles import Role
from mukhtabar.store.register import Register


class _Receipts(MutableMapping[int, str]):
    """The receipts of one person in a rehearsal, by uid."""

    def __init__(self, given: Any, pid: str) -> None:
        self._given, self._pid = given, pid

    def __getitem__(self, uid: int) -> str:
        return str(self._given[self._pid, uid])

    def __setitem__(self, uid: int, receipt: str) -> None:
        self._given[self._pid, uid] = receipt

    def __delitem__(self, uid: int) -> None:
        del self._given[self._pid, uid]

    def __iter__(self) -> Iterator[int]:
        return (uid for pid, uid in self._given.keys((self._pid,), (self._pid + "\0",)))

    def __len__(self) -> int:
        return sum(1 for _uid in self)


class Player:
    """A real person as a rehearsal sees them: read, never changed; only their receipts are the rehearsal's own."""

    __slots__ = ("_person", "receipts")

    def __init__(self, person: Any, receipts: _Receipts) -> None:
        self._person, self.receipts = person, receipts

    def __getattr__(self, name: str) -> Any:
        return getattr(self._person, name)


class Extra:
    """A sample person: a name, and nothing that anybody could be reached at."""

    email = phone = password = ""
    disabled = True
    capacity: Mapping[str, str] = {}

    def __init__(self, pid: str, name: str, receipts: _Receipts) -> None:
        self.pid, self.name, self.receipts = pid, name, receipts
        self.language = "ar"


class Cast:
    """The register as a rehearsal sees it. Nothing that happens there is written into the people book."""

    def __init__(self, register: Register, rehearsal: Rehearsal) -> None:
        self._register, self._rehearsal = register, rehearsal

    @property
    def shown(self) -> Any:
        """The count of changes of what pages show of people."""
        return self._register.shown

    def get(self, pid: str | None) -> Any:
        """Return the person `pid`: a sample person of the rehearsal, or a real one, or None."""
        if not pid:
            return None
        receipts = _Receipts(self._rehearsal.given, pid)
        if pid in self._rehearsal.extras:
            return Extra(pid, self._rehearsal.extras[pid][0], receipts)
        person = self._register.get(pid)
        return None if person is None else Player(person, receipts)

    def __iter__(self) -> Iterator[Any]:
        """Yield nobody: the people book is looked after in the portal itself."""
        return iter(())

    def by_address(self, email: str) -> None:
        """Find nobody: roles are given in the portal itself."""

    def enrol(self, name: str, now: datetime, email: str = "", language: str = "ar") -> Extra:
        """Add a sample person and return them. An address is not kept."""
        pid = new_pid()
        self._rehearsal.extras[pid] = name, Role.MEMBER
        return Extra(pid, name, _Receipts(self._rehearsal.given, pid))
