"""Goal R3, the short form: random people do random things, and nobody reads on any page what is not theirs yet.

The long form: `make early ARGS="--steps 100000"`.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from mukhtabar.actions.record import refresh
from tests.early.look import Leak
from tests.early.walk import Broken, Walk, one_portal

STEPS = 55


@pytest.fixture
def one(tmp_path: Path) -> Iterator[Walk]:
    """A portal in which an answer is being drafted."""
    made = Walk(tmp_path, seed=1)
    made.do_submit()
    made.do_publish_a_proposal()
    while not made.papers("answer"):
        made.attempt("do_begin_answer")
    yield made
    made.close()


@pytest.mark.parametrize("seed", [1, 2])
def test_nothing_is_shown_before_its_time(seed: int) -> None:
    taken, refused, looked = one_portal(STEPS, seed * 1000)
    assert taken == STEPS
    assert refused < STEPS * 2 / 3, "what people did was nearly always refused: nothing was tried"
    assert looked > STEPS * 5


@pytest.mark.parametrize(("found", "kind"), [(Leak("she reads it"), Leak), (ZeroDivisionError("by chance"), Broken)])
def test_what_is_found_is_told_with_the_seed_that_leads_there(
    monkeypatch: pytest.MonkeyPatch, found: Exception, kind: type[Exception]
) -> None:
    def stumbles(_one: Walk) -> None:
        raise found

    monkeypatch.setattr(Walk, "do_submit", stumbles)
    with pytest.raises(kind, match=rf"(?s){found}.*; seed 7, after: "):
        one_portal(200, 7)


def test_an_answer_that_comes_out_unapproved_is_seen(one: Walk) -> None:
    paper = one.papers("answer")[0]
    with one.acting("officer") as ctx:
        answer = one.world.at(ctx, paper.path)
        answer.state = "published"
        refresh(ctx, answer)
    with pytest.raises(Leak, match="nobody has approved"):
        one.follow()


def test_a_page_that_shows_too_much_is_seen(one: Walk) -> None:
    paper = one.papers("answer")[0]
    with one.acting("officer") as ctx:
        proposal = one.world.at(ctx, paper.path).__parent__
        proposal.place = min(paper.now)
        refresh(ctx, proposal)
    with pytest.raises(Leak, match="now of"):
        one.everywhere(lookers=0)


def test_bytes_that_are_not_for_everyone_are_seen(one: Walk) -> None:
    one.do_begin_petition()
    paper = one.papers("petition")[0]
    while not any(marks[0] in paper.inner for marks in paper.files.values()):
        one.attempt("do_annex")
    one.take("citizen", paper, "collect")
    address = next(address for address, marks in paper.files.items() if marks[0] in paper.inner)
    one.eyes.see(None, address)
    with one.acting(None) as ctx:
        petition = one.world.at(ctx, paper.path)
        petition.annexes = tuple(replace(each, open=True) for each in petition.annexes)
    with pytest.raises(Leak, match="inner of"):
        one.eyes.see(None, address)


def test_words_that_were_blacked_out_are_seen_wherever_they_come_back(one: Walk) -> None:
    paper = one.papers("proposal")[0]
    while not paper.sealed:
        one.attempt("do_redact")
    one.eyes.see("moderator", f"{paper.path}/redact")
    with one.acting(None) as ctx:
        proposal = one.world.at(ctx, paper.path)
        proposal.title = proposal.body = f"{proposal.title} {min(paper.sealed)}"
    with pytest.raises(Leak, match="sealed of"):
        one.eyes.see("moderator", f"{paper.path}/redact")


def test_a_note_that_its_council_does_not_read_alone_is_seen(one: Walk) -> None:
    paper = one.papers("proposal")[0]
    while not paper.notes:
        one.attempt("do_note")
    marks = sorted(paper.notes)
    assert set(marks) <= one.ledger.readable("officer")
    assert not set(marks) & (one.ledger.readable("neighbour") | one.ledger.readable("moderator"))
    with one.acting(None) as ctx:
        one.world.at(ctx, paper.path).place = marks[0]
    with pytest.raises(Leak, match="notes of"):
        one.eyes.see("moderator", paper.path)


def test_a_letter_that_says_too_much_is_seen(one: Walk) -> None:
    paper = one.papers("answer")[0]
    with one.acting("officer") as ctx:
        proposal = one.world.at(ctx, paper.path).__parent__
        detail = {"transition": "publish", "state": "published", "comment": min(paper.now)}
        ctx.portal.outbox.put("author_proposal", one.world.pids["citizen"], proposal.uid, ctx.now, detail)
    with pytest.raises(Leak, match="letter"):
        one.eyes.letters()
