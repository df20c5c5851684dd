"""Who may read what, kept apart from the portal: by the workflow files read as text, and the tests' own table of roles.

Every text that somebody writes here carries a mark that nothing else has. The ledger knows whose each mark is.
"""

import re
from dataclasses import dataclass, field
from itertools import count

from tests.functional.test_matrix import FILES
from tests.world import CONSULTATION, PEOPLE

MARK = re.compile(r"zq\d{7}q")
COUNCIL = frozenset({"officer", "approver"})
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
    #: Of what a second person approves: who wrote any of it, and which marks were approved, by whom.
    drafters: set[str] = field(default_factory=set)
    approved: set[str] = field(default_factory=set)

    @property
    def rules(self) -> dict[str, object]:
        """What the file says of its state."""
        return dict(FILES[FILE_OF[self.kind]]["state"][self.state]["allow"])


@dataclass
class Ledger:
    """Every paper by its path, and the marks that are nobody's but the council's."""

    papers: dict[str, Paper] = field(default_factory=dict)
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
        """Return the roles of a person at a path."""
        found = {"everyone"}
        if who:
            found |= {"citizen"} | {
                role.value for role, at in PEOPLE[who] if f"{path}/".startswith(at.rstrip("/") + "/")
            }
            found |= {"author"} if who == author else set()
        return found

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
            return paper.now | paper.before | paper.asides | paper.open | set(paper.later)
        found: set[str] = set()
        if self._reads(who, paper, "view", frozenset()):
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
            for name in ("now", "before", "asides", "later", "open"):
                if mark in getattr(paper, name):
                    return f"{mark} ({name} of {paper.path}, {paper.state}{', thrown away' if paper.gone else ''})"
        return mark
