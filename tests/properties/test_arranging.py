"""Whatever is moved, copied, thrown away and brought back, in any order: nothing is lost, and all lists agree."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mukhtabar.actions.audit import audit
from mukhtabar.actions.copy import copy
from mukhtabar.actions.move import move
from mukhtabar.actions.order import ROOM, WHERE, reorder
from mukhtabar.actions.trash import restore, trash
from mukhtabar.content.bin import in_bin
from mukhtabar.rules.refused import Refused
from tests.conftest import NOW
from tests.world import CONSULTATION, SPACE, World

NAMES = ("aa", "bb", "cc", "dd")
PLACES = (SPACE, CONSULTATION)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A space with a consultation and four pages."""
    folder: Path = tmp_path_factory.mktemp("arranging")
    world = World(folder, NOW)
    for name in NAMES:
        world.page(name=name, title=name)
    yield world
    world.close()


def contents(world: World, ctx: Any, path: str = SPACE) -> list[str]:
    """Return the names in a container, as its contents page lists them."""
    uid = world.at(ctx, path).uid
    return [ctx.portal.uids.get(found).__name__ for _rank, found in ctx.portal.listings_index.walk("contents.position", uid)]


def expected(order: list[str], chosen: list[str], where: str) -> list[str]:
    """Return `order` after the button `where` was pressed with `chosen` ticked: the plain way to do it."""
    rest, moving = [n for n in order if n not in chosen], [n for n in order if n in chosen]
    if where in {"first", "last"}:
        return moving + rest if where == "first" else rest + moving
    order = list(order) if where == "earlier" else order[::-1]
    for at in range(1, len(order)):
        if order[at] in chosen and order[at - 1] not in chosen:
            order[at - 1], order[at] = order[at], order[at - 1]
    return order if where == "earlier" else order[::-1]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(presses=st.lists(st.tuples(st.sets(st.sampled_from((*NAMES, "ma"))), st.sampled_from(WHERE)), max_size=8))
def test_the_order_is_what_the_buttons_say(shelf: World, presses: list[tuple[set[str], str]]) -> None:
    with shelf.acting("admin") as ctx:
        space = shelf.at(ctx, SPACE)
        for chosen, where in presses:
            before = contents(shelf, ctx)
            reorder(ctx, space, [space[name] for name in chosen], where)
            assert contents(shelf, ctx) == expected(before, list(chosen), where)


def test_there_is_always_room_between_two(shelf: World) -> None:
    with shelf.acting("admin") as ctx:
        space = shelf.at(ctx, SPACE)
        for _time in range(ROOM.bit_length() * 2):
            first, second = contents(shelf, ctx)[:2]
            third = contents(shelf, ctx)[2]
            reorder(ctx, space, [space[third]], "earlier")
            assert contents(shelf, ctx)[:3] == [first, third, second]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(
        st.tuples(st.sampled_from(("move", "copy", "trash", "restore")), st.integers(0, 30), st.sampled_from(PLACES)),
        max_size=12,
    )
)
def test_nothing_is_lost_and_all_lists_agree(shelf: World, steps: list[tuple[str, int, str]]) -> None:
    with shelf.acting("admin") as ctx:
        pages = [uid for uid in ctx.portal.uids if ctx.portal.uids.get(uid).type_name == "page"]
        for verb, number, place in steps:
            document = ctx.portal.uids.get(pages[number % len(pages)])
            target = shelf.at(ctx, place)
            try:
                if verb == "restore":
                    restore(ctx, document.uid)
                elif in_bin(document):
                    continue
                elif verb == "move":
                    move(ctx, document, target)
                elif verb == "copy" and len(pages) < 12:
                    pages.append(copy(ctx, document, target).uid)
                elif verb == "trash":
                    trash(ctx, document, "سبب")
            except Refused as refusal:
                assert refusal.code == "not_in_trash"  # noqa: PT017 (the only refusal there may be)
        for uid in pages:
            document = ctx.portal.uids.get(uid)
            assert document.title
            assert in_bin(document) or document.__name__ in contents(
                shelf, ctx, SPACE if document.__parent__.__name__ == "fada" else CONSULTATION
            )
    with shelf.acting() as ctx:
        assert audit(ctx) == []
