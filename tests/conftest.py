"""What every test may ask for: a site in memory, a clock that stands still, people with roles, a browser for each."""

import gc
import warnings
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

import tests.compiled  # noqa: F401  (first: Chameleon reads what it sets)
from tests.world import World

settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60)
settings.load_profile("house")

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A portal in memory with one space, one open consultation, and a person for every role."""
    made = World(tmp_path, NOW)
    yield made
    made.close()


@pytest.fixture
def swept() -> Iterator[None]:
    """WebOb leaves the temporary file of a large body to the garbage collector, which Python warns of."""
    yield
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()
