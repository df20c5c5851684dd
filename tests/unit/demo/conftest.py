"""One sample site in memory for all tests of this room: building it is what takes the time."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mukhtabar.actions.context import Ctx
from mukhtabar.actions.install import install
from mukhtabar.demo.build import BEFORE, build
from mukhtabar.security.passwords import Passwords
from mukhtabar.store.books import open_books

NOW = datetime(2026, 3, 11, 10, 30, tzinfo=UTC)


@contextmanager
def sample_site(
    folder: Path, now: datetime = NOW, progress: Callable[[int], None] = lambda done: None
) -> Iterator[Ctx]:
    """Yield the system context of a sample site that was built at `now`."""
    books = open_books("memory", folder)
    try:
        with books.session() as (main, people):
            ctx = replace(install(main, people, now - BEFORE), now=now)
            build(ctx, Passwords(cheap=True), progress)
            yield ctx
    finally:
        books.close()


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ctx]:
    """The sample site of the reference moment."""
    with sample_site(tmp_path_factory.mktemp("sample")) as ctx:
        yield ctx


@pytest.fixture
def later() -> datetime:
    """A moment in another season: Ramadan time, another week day."""
    return NOW + timedelta(days=203, hours=9)
