"""Whatever is done in whatever order, a private link is open exactly when it should be (point 14)."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from mukhtabar.actions.grant import grant, withdraw_grant
from mukhtabar.actions.private_link import make, opened, revoke
from mukhtabar.actions.trash import restore, trash
from mukhtabar.content.doors import receipt_key
from mukhtabar.rules.refused import Refused
from mukhtabar.rules.roles import Role
from tests.conftest import NOW
from tests.world import SPACE, World

ROLE = {"editor": Role.EDITOR, "lead": Role.SPACE_LEAD}
STEPS = st.one_of(
    st.tuples(st.just("make"), st.sampled_from(sorted(ROLE)), st.sampled_from([1, 7, 30])),
    st.tuples(st.just("revoke"), st.integers(0, 5)),
    st.tuples(st.just("later"), st.sampled_from([1, 23, 24, 24 * 7, 24 * 29])),
    st.tuples(st.just("role"), st.sampled_from(sorted(ROLE)), st.booleans()),
    st.tuples(st.sampled_from(["trash", "restore", "publish", "retract"])),
)


@dataclass
class Made:
    """What the model knows of one link."""

    secret: str
    by: str
    until: datetime
    revoked: bool = False


@settings(max_examples=40)
@given(st.lists(STEPS, max_size=14))
def test_a_link_is_open_when_it_should_be_and_at_no_other_time(steps: list[tuple[object, ...]]) -> None:
    with TemporaryDirectory() as folder:
        world = World(Path(folder), NOW)
        try:
            _play(world, steps)
        finally:
            world.close()


def _play(world: World, steps: list[tuple[object, ...]]) -> None:
    path = world.page()
    with world.acting() as ctx:
        uid = world.at(ctx, path).uid
    links: list[Made] = []
    holds, thrown, public = dict.fromkeys(ROLE, True), False, False
    for name, *given_ in steps:
        if name == "make":
            who, days = str(given_[0]), int(str(given_[1]))
            may = holds[who] and not thrown and not public
            try:
                with world.acting(who) as ctx:
                    document = ctx.portal.uids.get(uid)
                    links.append(Made(make(ctx, document, days), who, ctx.now + timedelta(days=days)))
                assert may
            except Refused:
                assert not may
        elif name == "revoke" and links:
            link = links[int(str(given_[0])) % len(links)]
            with suppress(Refused), world.acting("admin") as ctx:
                revoke(ctx, ctx.portal.uids.get(uid), receipt_key(link.secret))
                link.revoked = True
        elif name == "later":
            world.later(hours=float(str(given_[0])))
        elif name == "role":
            who = str(given_[0])
            with suppress(Refused), world.acting() as ctx:
                node = world.at(ctx, SPACE)
                if given_[1]:
                    grant(ctx, node, world.pids[who], ROLE[who], ctx.now)
                else:
                    withdraw_grant(ctx, node, world.pids[who], ROLE[who])
            holds[who] = bool(given_[1])
        elif name == "trash" and not thrown:
            with world.acting() as ctx:
                trash(ctx, ctx.portal.uids.get(uid), "زائدة")
            thrown = True
        elif name == "restore" and thrown:
            with world.acting() as ctx:
                restore(ctx, uid)
            thrown = False
        elif name in {"publish", "retract"} and not thrown and public == (name == "retract"):
            world.step("admin", path, str(name))
            public = name == "publish"
        with world.acting() as ctx:
            for link in links:
                should = not link.revoked and ctx.now < link.until and not thrown and (public or holds[link.by])
                assert (opened(ctx, link.secret) is not None) == should, (name, given_)
