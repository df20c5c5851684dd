"""Delivery: to whom, once, and what a failure does."""

import logging
import smtplib
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from mukhtabar.rules.workflow.installed import workflows
from mukhtabar.services import mail_words
from mukhtabar.services.mail import compose, deliver
from mukhtabar.services.mail_letter import UnknownKindError
from mukhtabar.services.mail_transport import FilesTransport, MemoryTransport, UnreachableError
from mukhtabar.store.outbox import BACKOFF, Letter


@pytest.mark.parametrize(
    "address",
    ["", "nobody", "a@b\r\nBcc: x@evil.ma", "a@b, c@d", "<a@b>", "a b@c", "@b", "a@", "a@" + "b" * 300, "a@-.."],
)
def test_without_a_usable_address_the_letter_counts_as_sent(world: Any, address: str) -> None:
    world.propose("author", "Eclairage")
    with world.session() as ctx:
        for who in ("lead", "moderator"):
            ctx.register.get(world.people[who]).email = address
    out = MemoryTransport()
    done = deliver(world.site, transport=out)
    assert (done.sent, done.failed, done.skipped, out.sent, world.letters()) == (0, 0, 2, [], [])


@pytest.mark.parametrize("change", ["erased", "disabled", "no grant", "gone"])
def test_who_is_no_longer_concerned_gets_nothing(world: Any, change: str) -> None:
    uid = world.propose("author", "Eclairage")
    with world.session() as ctx:
        for who in ("lead", "moderator"):
            pid = world.people[who]
            if change == "erased":
                ctx.register.erase(pid)
            elif change == "disabled":
                ctx.register.get(pid).disabled = True
            elif change == "no grant":
                for held in ctx.portal.grants.of(pid):
                    ctx.portal.grants.take(pid, held.role, held.node)
        if change == "gone":
            ctx.portal.uids.forget(uid)
    assert deliver(world.site, transport=MemoryTransport()).skipped == 2
    assert world.letters() == []


def test_a_failure_is_put_off_and_the_next_goes_on(world: Any, caplog: pytest.LogCaptureFixture) -> None:
    world.propose("author", "Eclairage")
    out = MemoryTransport()
    out.failures = [OSError("550 no such mailbox lead@example.ma")]
    with caplog.at_level(logging.DEBUG):
        done = deliver(world.site, transport=out)
    assert (done.sent, done.failed) == (1, 1)
    assert "@" not in caplog.text and "Name-of" not in caplog.text
    (letter,) = world.letters()
    assert (letter.attempts, letter.problem) == (1, "OSError")
    assert deliver(world.site, transport=out).sent == 0, "it is not due yet"
    world.clock.moment += BACKOFF[0]
    assert deliver(world.site, transport=out).sent == 1
    assert world.letters() == []


@pytest.mark.parametrize(("problem", "tried_again"), [
    (smtplib.SMTPRecipientsRefused({"lead@example.ma": (550, b"no such mailbox")}), False),
    (smtplib.SMTPRecipientsRefused({"lead@example.ma": (450, b"greylisted")}), True),
    (smtplib.SMTPDataError(554, b"looks like spam"), False),
    (smtplib.SMTPDataError(451, b"later"), True),
    (smtplib.SMTPSenderRefused(550, b"who are you", "portal@example.ma"), True),
])  # fmt: skip
def test_what_a_server_refuses_for_good_is_kept_and_not_tried_again(
    world: Any, problem: Exception, tried_again: bool
) -> None:
    world.propose("author", "Eclairage")
    out = MemoryTransport()
    out.failures = [problem]
    deliver(world.site, transport=out)
    (letter,) = world.letters()
    assert letter.problem.startswith(type(problem).__name__)
    world.clock.moment += timedelta(days=30)
    assert deliver(world.site, transport=out).sent == tried_again
    assert len(world.letters()) == (not tried_again)


def test_an_unreachable_server_ends_the_round(world: Any) -> None:
    world.propose("author", "Eclairage")
    out = MemoryTransport()
    out.failures = [UnreachableError("TimeoutError"), UnreachableError("TimeoutError")]
    assert deliver(world.site, transport=out).failed == 1
    assert sorted(letter.attempts for letter in world.letters()) == [0, 1]


def test_a_letter_sent_twice_has_one_message_id(world: Any, tmp_path: Any) -> None:
    world.propose("author", "Eclairage")
    with world.session() as ctx:
        (key, letter), (other, _letter) = ctx.portal.outbox.due(ctx.now)
        first, again = compose(world.site, ctx, letter, key), compose(world.site, ctx, letter, key)
        next_one = compose(world.site, ctx, letter, other)
    assert first["Message-ID"] == again["Message-ID"] != next_one["Message-ID"]
    files = FilesTransport(tmp_path / "mail")
    for message in (first, again, next_one):
        files.send(message)
    assert len(list((tmp_path / "mail").iterdir())) == 2


def test_what_was_handed_over_stays_handed_over_when_a_writer_is_in_the_way(
    world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ZODB.POSException import ConflictError

    from mukhtabar.store.outbox import Outbox

    world.propose("author", "Eclairage")
    real, conflicts = Outbox.sent, [ConflictError(), ConflictError()]

    def sent(self: Outbox, key: int) -> None:
        if conflicts:
            raise conflicts.pop()
        real(self, key)

    monkeypatch.setattr(Outbox, "sent", sent)
    out = MemoryTransport()
    assert deliver(world.site, transport=out).sent == len(out.sent) == 2


def test_only_one_delivers(world: Any) -> None:
    from mukhtabar.services.lock import exclusive

    world.propose("author", "Eclairage")
    out = MemoryTransport()
    with exclusive(world.site.settings.data / "mail.lock"):
        assert deliver(world.site, transport=out).sent == 0
    assert deliver(world.site, limit=1, transport=out).sent == 1
    assert len(world.letters()) == 1


def test_every_letter_a_workflow_can_ask_for_has_words(world: Any) -> None:
    groups = {
        "notify_author": "author", "notify_editors": "waiting", "notify_officers": "waiting",
        "notify_approvers": "waiting", "notify_drafters": "drafter",
    }  # fmt: skip
    unsaid = []
    for definition in workflows().values():
        for type_name in definition.types:
            for step in definition.transitions.values():
                for effect in set(step.effects) & set(groups):
                    kind = groups[effect]
                    event = mail_words.event(f"author_{type_name}" if kind == "author" else kind, type_name, step.name)
                    assert event is not None
                    own = mail_words.EVENTS.get((kind, type_name)) or mail_words.EVENTS[kind, "*"]
                    if step.name not in own:
                        unsaid.append((definition.name, step.name, kind))
    assert set(unsaid) <= {("page", "submit", "waiting")}


def test_a_kind_nobody_wrote_is_a_failure_not_a_loss(world: Any) -> None:
    uid = world.propose("author", "Eclairage")
    with world.session() as ctx:
        odd = Letter("unheard_of", world.people["lead"], uid, ctx.now)
        with pytest.raises(UnknownKindError):
            compose(world.site, ctx, odd)
        assert compose(world.site, ctx, replace(odd, kind="waiting")) is not None
