"""Two people decide on two documents at one moment, and the one rests on the other: only one decision goes through."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from ZODB.POSException import ConflictError

from mukhtabar.actions.audit import audit
from mukhtabar.actions.transition import transition
from mukhtabar.content.evidence import Evidence
from mukhtabar.store.revisions import digest_of
from tests import files
from tests.conftest import NOW
from tests.functional.council.test_council_file import made
from tests.world import World


@pytest.fixture
def site(tmp_path: Path) -> Iterator[World]:
    """A portal on SQLite files."""
    world = World(tmp_path / "var", NOW, storage="sqlite", strict_reads="false")
    yield world
    with world.acting() as ctx:
        assert not audit(ctx)
    world.close()


def both(site: World, one: tuple[str, str, str], other: tuple[str, str, str], **more: str) -> bool:
    """Let somebody take a step (who, where, which), and somebody else another one before the first is kept.

    Return whether both came through.
    """
    who, path, step = one
    try:
        with site.acting(who) as ctx:
            document = site.at(ctx, path)
            transition(ctx, document, step, read_hash=digest_of(document.field_values()))
            site.step(*other, comment="سبب واضح.", **more)
    except ConflictError:
        return False
    return True


def test_a_promise_is_not_confirmed_while_its_answer_is_withdrawn(site: World) -> None:
    for number in range(3):
        proposal, answer = site.answered(f"طلب ووعد {number}")
        promise = site.committed(proposal, "for_approval", f"وعد {number}")
        assert not both(site, ("approver", promise, "confirm"), ("approver2", answer, "withdraw"))
        assert (site.state(promise), site.state(answer)) == ("for_approval", "withdrawn")


def test_a_promise_is_not_done_while_what_shows_it_is_taken_away(site: World) -> None:
    promise = site.committed(site.answered()[0], "in_progress")
    shown = site.attached("officer", promise, Evidence(), files.PDF, "محضر.pdf", title="محضر التسليم")
    assert not both(site, ("approver", promise, "complete"), ("officer", shown, "take_away"))
    assert (site.state(promise), site.state(shown)) == ("in_progress", "taken_away")


def test_an_agenda_is_not_sent_while_one_of_its_points_is_hidden(site: World) -> None:
    proposal = site.answered()[0]
    agenda = made(site, [proposal])
    site.step("officer", agenda, "send")
    assert not both(site, ("approver", agenda, "convene"), ("lead", proposal, "hide"), reason="off_topic")
    assert (site.state(agenda), site.state(proposal)) == ("for_approval", "hidden")
