"""The worker: does its jobs, survives their failures, stops when told."""

import logging
import threading
from datetime import timedelta
from typing import Any

import pytest
from ZODB.POSException import ConflictError

from mukhtabar.actions.tick import tick
from mukhtabar.services import worker as worker_module
from mukhtabar.services.mail_transport import MemoryTransport
from mukhtabar.services.worker import Worker


def state(world: Any) -> str:
    with world.session() as ctx:
        return str(ctx.portal.uids.get(world.consultation).state)


def test_once_does_every_job(world: Any) -> None:
    world.propose("author", "Eclairage xylophone")
    out = MemoryTransport()
    world.clock.moment += timedelta(days=40)
    Worker(world.site, transport=out).once()
    assert state(world) == "closed"
    assert world.site.search.query("budget", actor=None, grants=(), closed=()).total == 1
    subjects = [str(message["Subject"]) for message in out.sent]
    assert any(subject.startswith("A consultation has closed") for subject in subjects)
    assert world.letters() == []


def test_a_failing_job_stops_neither_itself_nor_the_others(
    world: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    personal = "@".join(("somebody", "example.ma"))

    def broken(ctx: Any) -> int:
        raise ValueError(personal)

    monkeypatch.setattr(worker_module, "tick", broken)
    out = MemoryTransport()
    world.propose("author", "Eclairage")
    with caplog.at_level(logging.DEBUG):
        Worker(world.site, transport=out).once()
    assert len(out.sent) == 2
    assert "'calendar' failed" in caplog.text and "ValueError" in caplog.text
    assert "somebody" not in caplog.text


def test_who_writes_at_the_same_moment_is_no_failure(
    world: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    tries = iter((ConflictError(), None))

    def met(ctx: Any) -> int:
        error = next(tries)
        if error is not None:
            raise error
        return tick(ctx)

    monkeypatch.setattr(worker_module, "tick", met)
    world.clock.moment += timedelta(days=40)
    worker = Worker(world.site, transport=MemoryTransport())
    with caplog.at_level(logging.WARNING):
        worker.once()
        assert state(world) == "open"
        worker.once()
    assert state(world) == "closed" and "calendar" not in caplog.text


def test_a_job_that_meets_others_each_time_is_told_of(
    world: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def met(ctx: Any) -> int:
        raise ConflictError

    monkeypatch.setattr(worker_module, "tick", met)
    worker = Worker(world.site, transport=MemoryTransport())
    for _round in range(5):
        assert "calendar" not in caplog.text
        worker.once()
    assert "The job 'calendar' met other writers 5 times in a row." in caplog.text


def test_it_wakes_at_once_and_stops_cleanly(world: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    rounds, enough = [0], threading.Event()
    first = threading.Event()

    def counted(site: Any, transport: Any = None) -> None:
        rounds[0] += 1
        first.set()
        if rounds[0] == 3:
            enough.set()
        raise RuntimeError("each round fails")

    monkeypatch.setattr(worker_module, "deliver", counted)
    worker = Worker(world.site, interval=3600)
    worker.start()
    assert first.wait(20)
    while not enough.wait(0.005):
        worker.wake()
    assert worker.stop(20)
    after = rounds[0]
    worker.wake()
    assert rounds[0] == after


def test_two_workers_beside_each_other(make: Any) -> None:
    world = make("sqlite")
    for number in range(6):
        world.propose("author", f"Eclairage xylophone {number}")
    outs = [MemoryTransport(), MemoryTransport()]
    workers = [Worker(world.site, 3600, out) for out in outs]
    for one in workers:
        one.start()
    for one in workers:
        assert one.stop(60)
    Worker(world.site, transport=outs[0]).once()
    identifiers = [message["Message-ID"] for out in outs for message in out.sent]
    assert len(identifiers) == len(set(identifiers)) == 12
    found = world.site.search.query("xylophone", actor=world.people["author"], grants=(), closed=())
    assert found.total == 6
