"""In which capacity a person speaks for a council today: the mandate they hold there, else what their account says."""

from typing import Any

from mukhtabar.actions.context import Ctx
from mukhtabar.content.council import commune_of, held_by, office_of
from mukhtabar.content.texts import Texts
from mukhtabar.language.dates import local_day


def capacity(ctx: Ctx, document: Any) -> Texts:
    """Return the capacity of the actor on `document` in words; empty when neither says anything."""
    commune = commune_of(document)
    mandate = held_by(ctx.portal, commune, ctx.actor, local_day(ctx.now)) if commune is not None else None
    if mandate is not None:
        return Texts.of(ctx.now, **office_of(mandate).values)
    person = ctx.register.get(ctx.actor)
    return Texts.of(ctx.now, **(person.capacity if person is not None else {}))
