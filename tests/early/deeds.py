"""What every deed needs: somebody by chance, a paper by chance, a new text with its mark."""

import random
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from mukhtabar.content.base import Workflowed
from mukhtabar.content.bin import in_bin
from mukhtabar.content.texts import Texts
from mukhtabar.rules.reasons import REASONS
from mukhtabar.store.folder import path_of
from mukhtabar.store.revisions import digest_of
from tests.early.ledger import EVERYBODY, Ledger, Paper
from tests.early.look import Eyes
from tests.functional.test_matrix import FILES
from tests.world import World

LONG_AGO = "0" * 64
#: What goes along the line of its file, from hand to hand.
ON_THEIR_WAY = ("answer", "commitment", "council_file", "petition", "register")
#: Steps that need more than a button: they are deeds of their own.
APART = frozenset({"make_ready", "lodge", "accept", "deliberate"})
#: Steps by which the council says something to everyone.
HELD_BACK = frozenset({"publish", "confirm", "start", "complete"})


class Deeds:
    """Those who act. `last` says what was done last, `touched` to which paper, `beside` where else it may be seen."""

    world: World
    ledger: Ledger
    eyes: Eyes
    chance: random.Random
    told: deque[str]
    last: str = ""
    touched: Paper | None = None
    beside: tuple[str, ...] = ()
    actor: str | None = None

    @contextmanager
    def acting(self, who: str | None) -> Iterator[Any]:
        """Act as a person, the portal itself without a name; who it was is remembered for judging what came of it."""
        self.actor = who
        with self.world.acting(who) as ctx:
            yield ctx

    def anyone(self) -> str:
        return self.chance.choice([*EVERYBODY])

    def someone(self, *likely: str) -> str:
        """Return one of those who are likely to do it, or anyone."""
        return self.chance.choice([*likely, self.anyone()])

    def papers(self, *kinds: str) -> list[Paper]:
        """Return the papers of those kinds that lie nowhere in the trash."""
        return [paper for paper in self.ledger.papers.values() if not paper.gone and (not kinds or paper.kind in kinds)]

    def paper(self, *kinds: str) -> Paper | None:
        """Return one of them, or None when there is none."""
        found = self.papers(*kinds)
        self.touched = self.chance.choice(found) if found else None
        return self.touched

    def ripe(self, kind: str, *states: str) -> Paper | None:
        """Return mostly one that is in a state that something is meant for, and now and then any other of its kind."""
        if self.chance.random() < 0.2:
            return self.paper(kind)
        found = [paper for paper in self.papers(kind) if paper.state in states]
        self.touched = self.chance.choice(found) if found else None
        return self.touched

    def text(self, ctx: Any, mark: str, words: str = "كلام يكتبه شخص ما في هذا المكان") -> Texts:
        return Texts.of(ctx.now, ar=f"{words} {mark}")

    def taken_in(self, ctx: Any, document: Any, author: str, *marks: str) -> Paper:
        """Enter a new document into the ledger, once the session has committed it."""
        path = "/" + "/".join(path_of(document))
        self.touched = Paper(path, document.type_name, author, set(marks))
        self.touched.state = document.state
        return self.touched

    def near(self) -> Iterator[str]:
        """Yield the address of what was touched last, of what it stands in, of its history, of the bytes with it."""
        yield from self.beside
        if self.touched is not None and not self.touched.gone:
            parts = self.touched.path.split("/")
            yield self.touched.path
            yield f"{self.touched.path}/history"
            yield from self.touched.files
            yield from ("/".join(parts[:end]) for end in range(len(parts) - 1, 2, -1))

    def follow(self) -> None:
        """Read the states and the places again: a step can bring others about, and the clock takes steps of its own."""
        with self.world.acting() as ctx:
            here = {}
            for uid in list(ctx.portal.uids):
                node = ctx.portal.uids.get(uid)
                if isinstance(node, Workflowed):
                    here["/" + "/".join(path_of(node))] = (node.state, in_bin(node))
        for path, paper in self.ledger.papers.items():
            if path in here:
                before, (paper.state, paper.gone) = paper.state, here[path]
                if before != paper.state:
                    self.arrived(paper, before)

    def take(self, who: str | None, paper: Paper, name: str, stale: bool = False) -> None:
        """Take one step, with everything that it may ask for; some have read an older text. Raises Refused."""
        step = FILES[self._file(paper)]["transition"][name]
        mark = self.ledger.mark()
        comment = f"سبب هذا القرار مكتوب هنا {mark}" if step.get("comment", "none") != "none" else ""
        reason = self.chance.choice(sorted(REASONS[step["reasons"]])) if "reasons" in step else None
        self.last = f"{who} {name} {paper.path}{' unread' if stale else ''}"
        with self.acting(who) as ctx:
            document = self.world.at(ctx, paper.path)
            read = LONG_AGO if stale else digest_of(document.field_values())
            from mukhtabar.actions.transition import transition

            transition(ctx, document, name, comment, reason, read)
        if comment:
            (paper.open if step.get("public_comment") else paper.asides).add(mark)
        self.follow()

    def arrived(self, paper: Paper, before: str) -> None:
        """Judge a change of state, whatever brought it; overridden where the ledger knows better than the portal."""

    @staticmethod
    def _file(paper: Paper) -> str:
        from tests.early.ledger import FILE_OF

        return FILE_OF[paper.kind]

    def exits(self, paper: Paper) -> list[str]:
        """Return the steps that the file knows from the state of a paper."""
        return [name for name, step in FILES[self._file(paper)]["transition"].items() if paper.state in step["from"]]

    def do_move_on(self) -> None:
        """Two people bring something of the council a step on its way: by chance alone, few would get to the end."""
        ways = [(paper, name) for paper in self.papers(*ON_THEIR_WAY) if (name := self._next(paper))]
        # What waits for the end of a period without publications is tried by others, and not ten times.
        ways = [(paper, name) for paper, name in ways if name not in HELD_BACK or not self.ledger.frozen(paper.path)]
        if not ways:
            return
        self.touched, name = self.chance.choice(ways)
        able = self._able(self.touched, name)
        if FILES[self._file(self.touched)]["transition"][name]["needs"] == "approve":
            able = [who for who in able if who not in self.touched.drafters]
        if able:
            self.take(self.chance.choice(able), self.touched, name)

    def _next(self, paper: Paper) -> str:
        """Return the step by which a paper goes on along the line of its file; "" when it is at the end, or beside it."""
        rules = FILES[self._file(paper)]
        line = rules["line"]
        if paper.state not in line[:-1]:
            return ""
        to = line[line.index(paper.state) + 1]
        steps = rules["transition"].items()
        found = (name for name, step in steps if paper.state in step["from"] and step["to"] == to and "needs" in step)
        return next((name for name in found if name not in APART), "")

    def _able(self, paper: Paper, name: str) -> list[str]:
        """Return who has the role for a step: by the file alone."""
        allowed = set(paper.rules.get(FILES[self._file(paper)]["transition"][name].get("needs", ""), ()))
        return [who for who in EVERYBODY if allowed & self.ledger.roles(who, paper.path, paper.author)]

    def do_some_step(self) -> None:
        """Somebody tries a step of something, permitted or not."""
        if (paper := self.paper()) is not None and (names := self.exits(paper)):
            self.take(self.anyone(), paper, self.chance.choice(names), stale=self.chance.random() < 0.2)

    def do_right_step(self) -> None:
        """Somebody takes a step who has the role for it: by the file alone."""
        if (paper := self.paper()) is None or not (names := self.exits(paper)):
            return
        name = self.chance.choice(names)
        if able := self._able(paper, name):
            self.take(self.chance.choice(able), paper, name)
