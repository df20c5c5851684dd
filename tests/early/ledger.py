"""Who may read what, kept apart from the portal: by the workflow files read as text, and the tests' own table of roles.

Every text that somebody writes here carries a mark that nothing else has. The ledger knows whose each mark is.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import count

from mukhtabar.language.dates import local_day
from mukhtabar.rules.roles import Role
from tests.functional.test_matrix import FILES
from tests.world import COMMUNE, CONSULTATION, PEOPLE

MARK = re.compile(r"zq\d{7}q")
#: Another commune, to whose consultation some texts are passed on, and a second consultation of the first space.
OTHER = "/souss-massa/akka"
ELSEWHERE, BESIDE = f"{OTHER}/fada/ma", f"{CONSULTATION.rpartition('/')[0]}/sihha"
#: Who walks here: the tests' people, the whole council of the other commune, and a clerk who can stand in for somebody.
EVERYBODY = PEOPLE | {
    "neighbour": ((Role.OFFICER, OTHER), (Role.APPROVER, OTHER)), "clerk": ((Role.DESK_AGENT, COMMUNE),),
}  # fmt: skip
COUNCIL = frozenset({"officer", "approver", "delegate"})
HOUSE = frozenset({"editor", "space_lead", "moderator", "admin"})
#: What is no business of the house's before everyone reads it.
OF_COUNCIL = frozenset({"answer", "commitment", "council_file"})
#: What is shown as it was approved last, whatever is being written since.
IN_EDITIONS = frozenset({"register"})
#: Who reads the earlier versions, and the history, where the file of a workflow does not say.
KEEPERS = COUNCIL | {"editor", "space_lead", "moderator", "observer", "admin"}
FILE_OF = {kind: name for name, rules in FILES.items() for kind in rules["types"]}


@dataclass
class Paper:
    """One document: where it stands, who wrote it, and its marks: what it says now, said before, and was told of it."""

    path: str
    kind: str
    author: str
    now: set[str] = field(default_factory=set)
    before: set[str] = field(default_factory=set)
    asides: set[str] = field(default_factory=set)
    #: Of those that it says now, what stays when its text is written anew: the documents attached to it.
    attached: set[str] = field(default_factory=set)
    #: Marks of what readers see from some states on only, with those states.
    later: dict[str, frozenset[str]] = field(default_factory=dict)
    #: Marks of what everyone reads who reads what it stands in: a public reason, an approved edition.
    open: set[str] = field(default_factory=set)
    state: str = ""
    gone: bool = False
    #: Marks of what the council of its place reads beside those who wrote it, with the states in which it does.
    inner: dict[str, frozenset[str]] = field(default_factory=dict)
    #: Marks of what that council notes on it: nobody else's, and never those of who wrote what it stands in.
    notes: dict[str, str] = field(default_factory=dict)
    #: Marks of what is blacked out in it: on no page at all.
    sealed: dict[str, str] = field(default_factory=dict)
    #: Addresses of bytes that go with it, and the marks of each: title, bytes, name.
    files: dict[str, list[str]] = field(default_factory=dict)
    #: Path of the proposal that its author is asked to let it join.
    joins: str = ""
    #: Whether it is a question, which may be passed on to a member.
    question: bool = False
    #: Of what a second person approves: who wrote any of it, and which marks were approved, by whom.
    drafters: set[str] = field(default_factory=set)
    approved: set[str] = field(default_factory=set)

    @property
    def rules(self) -> dict[str, object]:
        """What the file says of its state."""
        return dict(FILES[FILE_OF[self.kind]]["state"][self.state]["allow"])


@dataclass(frozen=True)
class Delegation:
    """Who stands in at a place, and below it, from when to when, in whose name."""

    who: str
    path: str
    start: datetime
    end: datetime
    by: str


@dataclass(frozen=True)
class Mandate:
    """Who sits in the council of the commune, on which days, both included, and whether they approve."""

    who: str
    start: date
    end: date
    approves: bool


@dataclass
class Ledger:
    """Every paper by its path, and the marks that are nobody's but the council's."""

    now: Callable[[], datetime]
    papers: dict[str, Paper] = field(default_factory=dict)
    #: Who stands in for whom; by their ids the mandates, and the periods without publications: where, from when to when.
    given: list[Delegation] = field(default_factory=list)
    mandates: dict[int, Mandate] = field(default_factory=dict)
    freezes: dict[int, tuple[str, date, date]] = field(default_factory=dict)
    #: Path of a question -> the mandate of the member it was passed on to.
    charges: dict[str, int] = field(default_factory=dict)
    private: dict[str, frozenset[str]] = field(default_factory=dict)
    #: Marks that some people alone may read, by name.
    own: dict[str, frozenset[str]] = field(default_factory=dict)
    _numbers: count = field(default_factory=count)

    def mark(self) -> str:
        """Return a mark that stands nowhere yet."""
        return f"zq{next(self._numbers):07d}q"

    def keep(self, paper: Paper) -> Paper:
        """Take a new paper in."""
        self.papers[paper.path] = paper
        return paper

    def roles(self, who: str | None, path: str, author: str = "") -> set[str]:
        """Return the roles of a person at a path, now."""
        found = {"everyone"}
        if who:
            found |= {"citizen"} | {role.value for role, at in EVERYBODY[who] if below(path, at)}
            found |= {role for role, at in self._for_a_time(who) if below(path, at)}
            # Nobody moderates and answers in one place, whatever was passed on to them (domain §2.1).
            found |= {"officer"} if not found & HOUSE and self._in_charge(who, path) else set()
            found |= {"author"} if who == author else set()
        return found

    def _for_a_time(self, who: str) -> Iterator[tuple[str, str]]:
        """Yield (role, path) of what a person holds today because it was delegated to them, or they were elected."""
        now, today = self.now(), local_day(self.now())
        yield from (("delegate", one.path) for one in self.given if one.who == who and one.start <= now < one.end)
        held = {number for number, one in self.mandates.items() if one.who == who and one.start <= today <= one.end}
        yield from (("approver", COMMUNE) for number in held if self.mandates[number].approves)

    def _in_charge(self, who: str, path: str) -> bool:
        today = local_day(self.now())
        seats = (self.mandates.get(number) for at, number in self.charges.items() if below(path, at))
        return any(one is not None and one.who == who and one.start <= today <= one.end for one in seats)

    def signs(self, who: str | None, paper: Paper) -> bool:
        """Whether a person may approve a paper: an approver who drafted none of it, or who stands in for such a one."""
        if who is None or who in paper.drafters:
            return False
        if "approver" in self.roles(who, paper.path):
            return True
        names = {one.by for one in self.given if one.who == who and below(paper.path, one.path)} - paper.drafters
        able = [name for name in names if "approver" in self.roles(name, paper.path)]
        return paper.kind == "answer" and "delegate" in self.roles(who, paper.path) and bool(able)

    def frozen(self, path: str) -> bool:
        """Whether the council above a path publishes nothing today."""
        today = local_day(self.now())
        return any(below(path, at) and first <= today <= last for at, first, last in self.freezes.values())

    def moved(self, old: str, new: str) -> None:
        """Follow what was passed on to another place, and all that stands in it."""
        for path in [path for path in self.papers if below(path, old)]:
            paper = self.papers.pop(path)
            paper.path = new + path.removeprefix(old)
            paper.files = {new + address.removeprefix(old): marks for address, marks in paper.files.items()}
            self.keep(paper)
            if path in self.charges:
                self.charges[paper.path] = self.charges.pop(path)

    def _reads(self, who: str | None, paper: Paper, permission: str, default: frozenset[str]) -> bool:
        allowed = set(paper.rules.get(permission, default))
        if paper.gone:
            # In the trash of the place: the house reads what the house wrote, the council what the council wrote.
            allowed = (allowed - {"everyone", "citizen", "author"}) | (COUNCIL if paper.kind in OF_COUNCIL else HOUSE)
        if not allowed & self.roles(who, paper.path, paper.author):
            return False
        above = self.papers.get(paper.path.rpartition("/")[0])
        return above is None or self._reads(who, above, "view", default)

    def readable(self, who: str | None) -> set[str]:
        """Return every mark that a person may see somewhere."""
        here = self.roles(who, CONSULTATION)
        found = {mark for mark, roles in self.private.items() if roles & here}
        found |= {mark for mark, people in self.own.items() if who in people}
        for paper in self.papers.values():
            found |= self._of(who, paper)
        return found

    def _of(self, who: str | None, paper: Paper) -> set[str]:
        """Return the marks of one paper that a person may see."""
        if who and who == paper.author:
            return paper.now | paper.before | paper.asides | paper.open | set(paper.later) | set(paper.inner)
        found: set[str] = set()
        if self._reads(who, paper, "view", frozenset()):
            if self.roles(who, paper.path) & COUNCIL:
                found |= {mark for mark, states in paper.inner.items() if paper.state in states}
                above = self.papers.get(paper.path.rpartition("/")[0])
                found |= set(paper.notes) if who != (paper.author or (above.author if above else "")) else set()
            drafts = paper.kind in IN_EDITIONS and not self.roles(who, paper.path) & (HOUSE | COUNCIL)
            found |= paper.open if drafts else paper.open | paper.now
            found |= {mark for mark, states in paper.later.items() if paper.state in states}
            if self._reads(who, paper, "see_history", KEEPERS):
                found |= paper.before | paper.asides
                if paper.kind not in OF_COUNCIL or self.roles(who, paper.path) & COUNCIL:
                    found |= set(paper.later)
        elif not paper.gone:
            above = self.papers.get(paper.path.rpartition("/")[0])
            found |= paper.open if above is not None and self._reads(who, above, "view", frozenset()) else set()
        return found

    def whose(self, mark: str) -> str:
        """Return in words what a mark belongs to."""
        for paper in self.papers.values():
            for name in ("now", "before", "asides", "later", "open", "inner", "notes", "sealed"):
                if mark in getattr(paper, name):
                    return f"{mark} ({name} of {paper.path}, {paper.state}{', thrown away' if paper.gone else ''})"
        return mark


def below(path: str, place: str) -> bool:
    """Whether a path is that of a place, or of something in it."""
    return f"{path}/".startswith(place.rstrip("/") + "/")
