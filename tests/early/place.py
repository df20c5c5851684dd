"""The portal that is walked through: that of all tests, another commune beside it, a second consultation, two people."""

from dataclasses import replace
from datetime import timedelta

from mukhtabar.actions.create import create
from mukhtabar.actions.grant import grant
from mukhtabar.actions.tick import tick
from mukhtabar.actions.transition import transition
from mukhtabar.content.consultation import Consultation
from mukhtabar.content.space import Space
from mukhtabar.content.texts import Texts
from mukhtabar.rules.phases import Phase
from tests.early.ledger import BESIDE, ELSEWHERE, EVERYBODY
from tests.world import PASSWORD, PEOPLE, World


def furnish(world: World) -> None:
    """Build the other space and both consultations, open for a year, and let in who is no one of the tests' people."""
    with world.acting() as ctx:
        start, end = ctx.now - timedelta(days=1), ctx.now + timedelta(days=400)
        phase = Phase("تقديم المقترحات", start, end, frozenset({"propose"}))
        texts = {name: Texts.of(ctx.now, ar="فضاء نموذجي للنقاش العمومي") for name in ("title", "summary")}
        home, name = ELSEWHERE.rsplit("/", 2)[0], ELSEWHERE.split("/")[-2]
        create(ctx, world.at(ctx, home), Space(), name, texts | {"association": texts["title"]})
        for path in (BESIDE, ELSEWHERE):
            parent, _, name = path.rpartition("/")
            made = create(ctx, world.at(ctx, parent), Consultation(), name, texts | {"phases": (phase,)})
            transition(replace(ctx, actor=world.pids["admin"], system=False), made, "announce")
        tick(ctx)
        for who in [who for who in EVERYBODY if who not in PEOPLE]:
            person = ctx.register.enrol(who.title(), ctx.now, f"{who}@example.org")
            person.password = world.site.passwords.hash(PASSWORD)
            world.pids[who] = person.pid
            for role, path in EVERYBODY[who]:
                grant(ctx, world.at(ctx, path), person.pid, role, ctx.now)
