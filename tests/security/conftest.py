"""One town for the tests that only read it, and one of their own for those that write."""

from collections.abc import Iterator

import pytest

from tests.conftest import NOW
from tests.town import Town
from tests.world import World


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A town that every test of the module shares: nothing in it may be changed."""
    world = World(tmp_path_factory.mktemp("town"), NOW)
    yield Town(world)
    world.close()
