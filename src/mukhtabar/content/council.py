"""The council of a commune: who sits in it on a day, in which capacity, and whether it publishes anything then."""

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from mukhtabar.content.texts import Texts
from mukhtabar.rules.clocks import due_moment
from mukhtabar.rules.roles import Role
from mukhtabar.rules.spans import last_of
from mukhtabar.store.folder import lineage
from mukhtabar.store.freezes import Freeze
from mukhtabar.store.grants import Grant
from mukhtabar.store.mandates import Mandate

#: The roles that speak for a council, and what one is to the mandate of who holds it.
OF_COUNCIL = frozenset({Role.OFFICER, Role.APPROVER})
LASTS, OUTLIVES, ENDED = "lasts", "outlives", "ended"


@cache
def offices() -> Mapping[str, Mapping[str, tuple[str, str]]]:
    """Return every office, in the order of a council: language -> how a woman and how a man in it is addressed."""
    raw = tomllib.loads((files("mukhtabar.data") / "offices.toml").read_text("utf-8"))
    return MappingProxyType(
        {code: {language: (woman, man) for language, (woman, man) in words.items()} for code, words in raw.items()}
    )


def office_of(mandate: Mandate) -> Texts:
    """Return the capacity of a mandate in words: what an answer is signed with."""
    words = offices()[mandate.office]
    source = next((text for text in mandate.of.values() if text), "")
    field = {language: mandate.of.get(language) or source for language in words}
    said = {language: pair[not mandate.woman] for language, pair in words.items()}
    if source:
        # A colon stands apart in French.
        said = {code: f"{text}{' ' * (code == 'fr')}: {field[code]}" for code, text in said.items()}
    return Texts(said)


def commune_of(node: Any) -> Any:
    """Return the commune that `node` is or stands in, or None."""
    return next((above for above in lineage(node) if getattr(above, "type_name", "") == "commune"), None)


def seat_of(node: Any) -> Any:
    """Return the commune that `node` stands in; in a rehearsal, where there is none, its root."""
    return commune_of(node) or list(lineage(node))[-1]


def _order(mandate: Mandate) -> tuple[int, date, int]:
    return list(offices()).index(mandate.office), mandate.span.start, mandate.id


def sitting(portal: Any, commune: Any, day: date) -> list[Mandate]:
    """Return who sits in the council of `commune` on `day`, the president first."""
    return sorted((one for one in portal.mandates.at(commune.uid) if one.span.holds(day)), key=_order)


def held_by(portal: Any, commune: Any, person: str | None, day: date) -> Mandate | None:
    """Return the mandate in which `person` acts at `commune` on `day`: one that approves before another; or None."""
    mine = [one for one in sitting(portal, commune, day) if one.person == person]
    return next((one for one in mine if one.approves), mine[0] if mine else None)


def behind(portal: Any, commune: Any, given: Grant, day: date) -> tuple[Mandate, str] | None:
    """Return the mandate of who holds a role of the council at `commune`, and which ends first on `day`; None for none.

    LASTS: the role ends with the mandate or before; OUTLIVES: it does not; ENDED: the mandate is over, the role is not.
    """
    if given.role not in OF_COUNCIL:
        return None
    mine = [one for one in portal.mandates.at(commune.uid) if one.person == given.person]
    if not mine:
        return None
    last = max(mine, key=lambda one: (one.span.end is None, one.span.end or day))
    if last.span.over(day):
        return last, ENDED
    ends = last.span.end
    lasts = ends is None or (given.end is not None and given.end <= due_moment(ends))
    return last, LASTS if lasts else OUTLIVES


def _periods(node: Any) -> list[Freeze]:
    """Return the periods set for `node` or a place above it in which a council publishes nothing."""
    above = list(lineage(node))
    return [one for place in above for one in above[-1].freezes.at(place.uid)]


def frozen(node: Any, day: date) -> Freeze | None:
    """Return the period in which the council of `node` publishes nothing on `day`: the one that ends last; or None."""
    found = (one for one in _periods(node) if one.span.holds(day))
    return max(found, key=lambda one: one.span.end or day, default=None)


def frozen_until(node: Any, day: date) -> date | None:
    """Return the last day of that time, periods that follow one another taken together; None when there is none."""
    return last_of((one.span for one in _periods(node)), day)
