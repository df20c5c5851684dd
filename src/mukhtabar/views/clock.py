"""A clock as people read it: «day 12 of 60», until when, and on which basis."""

from datetime import datetime
from types import SimpleNamespace as Shown
from typing import Any

from pyramid.request import Request

from mukhtabar.content.council import frozen, frozen_until
from mukhtabar.language import Message, _
from mukhtabar.language.dates import local_day, noon
from mukhtabar.rules.clocks import BARE, SINCE, Basis, Clock, Reading, Unit, read
from mukhtabar.rules.clocks.loader import clocks
from mukhtabar.services.holidays import calendar
from mukhtabar.views import shown
from mukhtabar.views.helpers import Helpers

#: From so many days before the end on a clock is marked as pressing.
PRESSING = 10


def reading_of(request: Request, document: Any) -> Reading | None:
    """Return where the clock of `document` stands today; None when none counts for it."""
    measured = getattr(document, "measured", None)
    if measured is None:
        return None
    clock = clocks()[measured.clock]
    return read(
        clock,
        local_day(measured.start),
        local_day(request.now),
        # What counts every day loads no holidays.
        calendar(request.portal) if clock.unit is Unit.WORKING_DAYS else BARE,
        document.rest_days(),
        bool(document.prolonged),
        local_day(measured.stop) if measured.stop is not None else None,
    )


def in_words(reading: Reading, stopped: bool) -> tuple[Message, str]:
    """Return the sentence of a clock, and the tone of its badge."""
    if stopped and reading.late:
        return _("Answered ${n} day late", "Answered ${n} days late", n=reading.late), "refused"
    if stopped:
        return _("Answered on day ${day} of ${total}", day=reading.day, total=reading.total), "done"
    # What came to rest in time is not late while it rests; what was late before is, whatever is said of it after.
    if reading.late:
        return _("late by ${n} day", "late by ${n} days", n=reading.late), "refused"
    if reading.rests:
        return _("The clock rests on day ${day} of ${total}", day=reading.day, total=reading.total), "neutral"
    if not reading.day:
        return _("Runs from tomorrow, for ${n} day", "Runs from tomorrow, for ${n} days", n=reading.total), "open"
    tone = "waiting" if reading.total - reading.day <= PRESSING else "open"
    return _("Day ${day} of ${total}", day=reading.day, total=reading.total), tone


def basis(h: Helpers, clock: Clock) -> str:
    """Return on which basis a clock runs: a law is named only where data/clocks.toml has its source."""
    if clock.article:
        return h.t(_("Set by law: ${law}, article ${article}", law=h.t(_(clock.law)), article=clock.article))
    if clock.basis is Basis.LAW:
        return h.t(_("Set by law: ${law}", law=h.t(_(clock.law))))
    return h.t(_("A promise of the platform charter, not a term of law"))


def clock(request: Request, document: Any) -> Shown | None:
    """Return the clock of `document`: badge, event and last day, basis and rests; None when none counts."""
    reading, h = reading_of(request, document), Helpers(request)
    if reading is None:
        return None
    stopped = document.measured.stop is not None
    kind, (words, tone) = clocks()[document.measured.clock], in_words(reading, stopped)
    return Shown(
        title=_(kind.title),
        words=words,
        tone=tone,
        due=shown.when(h, noon(reading.due)) if not stopped and not reading.rests else None,
        late=bool(reading.late),
        since=SINCE[kind.starts],
        began=shown.when(h, noon(local_day(document.measured.start))),
        basis=basis(h, kind),
        rests=[(each.reason, each is document.resting) for each in document.rests],
        stood=[_days(h, since, until) for since, until in getattr(document, "stood", list)()],
        prolonged=document.prolonged,
        source=h.t(_(kind.source)) if kind.basis is Basis.LAW else None,
        # What the law sets a term for is not held up.
        frozen=_frozen(request, document) if kind.basis is Basis.CHARTER and not stopped else None,
    )


def _days(h: Helpers, since: datetime, until: datetime) -> tuple[tuple[str, str] | None, tuple[str, str] | None]:
    """Return the first and the last day of a span, the last one empty when it is the first."""
    one_day = local_day(since) == local_day(until)
    return shown.when(h, since), None if one_day else shown.when(h, until)


def _frozen(request: Request, document: Any) -> tuple[Message, str] | None:
    """Return why the council publishes nothing now, with the reason that was given; None when it may."""
    today = local_day(request.now)
    period, until = frozen(document, today), frozen_until(document, today)
    if period is None or until is None:
        return None
    sentence = _(
        "Until ${day} included, the council publishes no answer, promise, progress or news here: a rule of the "
        "platform, not a term of law. The clock goes on.",
        day=until,
    )
    return sentence, period.reason
