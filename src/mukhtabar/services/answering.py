"""The table of answering: a line for each council that was asked anything in a time. No proposal is loaded for it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from mukhtabar.content.answering import ASKED, AskedRank
from mukhtabar.content.embargo import EMBARGOES, Embargo
from mukhtabar.rules.answering import Asked, Figures, figures
from mukhtabar.rules.clocks import BARE, Unit
from mukhtabar.services.holidays import calendar


@dataclass(frozen=True)
class Line:
    """What the table says of a commune: its figures, or the embargo for which it says none."""

    commune: Any
    figures: Figures | None
    embargo: Embargo | None
    #: Whether any of it is sample content.
    sample: bool


def held_out(portal: Any, place: Any, today: date) -> Embargo | None:
    """Return the embargo for which no figure of `place` is shown on `today`, or None: its own, or that of all."""
    own = place.embargo_on(today) if place.type_name == "commune" else None
    found: Embargo | None = portal.embargo_on(today) or own
    return found


def table(portal: Any, node: Any, today: date, first: date, last: date) -> list[Line]:
    """Return the lines of the communes at or below `node`, of what was published from `first` to `last`, unsorted.

    Whoever is held out has a line without figures, whatever there is: nothing else of the portal reads the figures.
    Nobody has a line while all are held out.
    """
    if portal.embargo_on(today) is not None:
        return []
    index, asked = portal.listings_index, defaultdict[int, list[tuple[AskedRank, Asked]]](list)
    for rank, uid in index.walk(ASKED, node.uid, (last.toordinal() + 1,), (first.toordinal(),)):
        read = AskedRank(*rank)
        asked[read.commune].append((read, read.asked(uid)))
    shut = {uid for _until, uid in index.walk(EMBARGOES, node.uid, above=today.toordinal() + 1)}
    communes = (portal.uids.get(uid) for uid in sorted({*asked, *shut}))
    return [_line(portal, commune, today, asked[commune.uid]) for commune in communes if commune.type_name == "commune"]


def _line(portal: Any, commune: Any, today: date, asked: Sequence[tuple[AskedRank, Asked]]) -> Line:
    if (embargo := commune.embargo_on(today)) is not None:
        return Line(commune, None, embargo, sample=False)
    found = figures(
        # What counts every day loads no holidays.
        calendar(portal) if any(one.clock.unit is Unit.WORKING_DAYS for _rank, one in asked) else BARE,
        today,
        (one for _rank, one in asked),
        (bool(quick) for rank, _one in asked for quick in rank.quick),
    )
    return Line(commune, found, None, any(rank.sample for rank, _one in asked))
