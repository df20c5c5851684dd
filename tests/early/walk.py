"""Somebody does something, then others look. All by chance, from a seed: the same seed walks the same way."""

import random
from collections import deque
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from traceback import format_exception
from typing import Any

from mukhtabar.actions.edit import Stale
from mukhtabar.rules.refused import Refused
from tests.conftest import NOW
from tests.early.council import Council
from tests.early.ledger import EVERYBODY, Ledger
from tests.early.look import Eyes, Leak
from tests.early.moderating import Moderating
from tests.early.office import Office
from tests.early.petitions import Petitions
from tests.early.promises import Promises
from tests.early.space import Space
from tests.early.together import Together
from tests.world import Patient, World

#: Steps in one portal; at their end some people look everywhere, a visitor always.
LONGEST, LOOKERS = 400, 4
#: How much more often than others a deed is done: what leads to the later states is rare otherwise.
OFTEN = {
    "do_move_on": 14, "do_submit": 4, "do_publish_a_proposal": 5, "do_begin_answer": 4, "do_begin_commitment": 4,
    "do_fill_the_sheets": 2, "do_lodge": 2, "do_accept": 2, "do_deliberate": 2, "do_wait": 2,
    "do_pass_on": 3, "do_delegate": 2, "do_answer_to_joining": 3, "do_redact": 2,
}  # fmt: skip
VIEWERS: list[str | None] = [None, *EVERYBODY]


class Broken(Exception):
    """The portal failed at what somebody did, or at what somebody looked at."""


class Walk(Office, Together, Council, Promises, Petitions, Moderating, Space):
    """A portal, its ledger, those who act (`do_…`) and those who look."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.chance = random.Random(seed)
        self.world = World(folder, NOW, base_url="http://localhost")
        self.ledger = Ledger(self.world.clock.now)
        self.world.site.throttle = Patient()
        self.eyes = Eyes(self.world, self.ledger, self.chance)
        self.told: deque[str] = deque(maxlen=12)
        self.done = self.refused = 0
        self.begin()

    @classmethod
    def deeds(cls) -> list[str]:
        """The names of all that people do here."""
        return sorted(name for name in dir(cls) if name.startswith("do_"))

    def step(self) -> None:
        """Let one thing happen, and let some people look. Raises Leak."""
        deeds = self.deeds()
        often = [OFTEN.get(name, 1) for name in deeds]
        while not self.attempt(self.chance.choices(deeds, often)[0]):
            # There was nothing to do that with yet.
            pass
        with self.eyes.while_nothing_happens():
            self.eyes.letters()
            self._glances()

    def attempt(self, name: str) -> bool:
        """Let one thing happen, or be refused; return whether there was anything to do it with.

        Raises Leak for a step that should not have been let through.
        """
        self.last, self.touched, self.beside = "", None, ()
        deed: Callable[[], Any] = getattr(self, name)
        try:
            deed()
            if not self.last:
                return False
            self.done += 1
        except (Refused, Stale):
            self.refused += 1
        self.told.append(f"{name} {self.last}")
        return True

    def _glances(self) -> None:
        if self.chance.random() < 0.3:
            self.world.drain()
        near = [*self.near()]
        for address in near:
            self.eyes.see(None, address)
        addresses = self.eyes.addresses()
        self.eyes.some(None, addresses, 3)
        for who in self.chance.sample(VIEWERS[1:], 2):
            self.eyes.some(who, [*near, *addresses], 2)
        papers = self.ledger.papers.values()
        written = {mark for paper in papers for mark in (*paper.now, *paper.later, *paper.notes, *paper.sealed)}
        if marks := sorted(written | set(self.ledger.private)):
            self.eyes.search(self.chance.choice(VIEWERS), self.chance.choice(marks))

    def everywhere(self, lookers: int = LOOKERS) -> None:
        """Let a visitor, and some others, look at everything there is. Raises Leak."""
        self.world.drain()
        addresses = self.eyes.addresses()
        with self.eyes.while_nothing_happens():
            for who in [None, *self.chance.sample(VIEWERS[1:], lookers)]:
                for address in addresses:
                    self.eyes.see(who, address)

    def close(self) -> None:
        self.world.close()


def one_portal(steps: int, seed: int) -> tuple[int, int, int]:
    """Take so many steps in a portal of its own; return how many were taken, refused, and pages looked at. Raises Leak."""
    with TemporaryDirectory() as folder:
        one = Walk(Path(folder), seed)
        try:
            for _number in range(steps):
                one.step()
            one.everywhere()
        except Exception as found:
            said = found if isinstance(found, Leak) else "".join(format_exception(found))
            kind = Leak if isinstance(found, Leak) else Broken
            raise kind(f"{said}; seed {seed}, after: {' | '.join(one.told)}") from None
        finally:
            one.close()
    return one.done + one.refused, one.refused, one.eyes.looked


def portals(steps: int, seed: int) -> list[tuple[int, int]]:
    """Return (steps, seed) of each of the portals that so many steps need."""
    return [(min(LONGEST, steps - begun), seed + begun // LONGEST) for begun in range(0, steps, LONGEST)]
