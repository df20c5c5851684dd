"""Terms counted by hand beforehand, each with why it ends on that day, and the table of them in docs/clocks.md.

    python -m tests.unit.rules.worked    writes the table again
"""

from datetime import date
from pathlib import Path

from mukhtabar.rules.clocks import BARE, SINCE, Basis, Calendar, Clock, Holiday, Unit, due_day, due_moment
from mukhtabar.rules.clocks.loader import clocks
from mukhtabar.services.holidays import known

FILE = Path(__file__).parents[3] / "docs" / "clocks.md"
MOROCCO = Calendar(known, {})
#: The moon was seen a day later than reckoned: Eid al-Fitr of 2026 is the 21st and the 22nd of March.
SEEN = Calendar(known, {date(2026, 3, 20): None, date(2026, 3, 22): Holiday("عيد الفطر")})
CALENDARS = {BARE: "none", MOROCCO: "Morocco", SEEN: "Morocco, corrected"}

#: Letter -> how it is counted, and where that is from.
RULES = {
    "A": ("The day of the event is not counted; the last day is in time until it ends in Casablanca.",
          "Rule of this portal. The hour is the tz database's: UTC+1, and UTC in Ramadan."),
    "B": ("Working days are Monday to Friday without the holidays.",
          "CDAI says «working days» and not which those are. Holidays by the library `holidays`, corrected at `/holidays`."),
    "C": ("Days are counted every day, holidays and Ramadan included.", "The charter promises days, and CDAI says «3 days» of what is urgent: not working days."),
    "D": ("Months end on the same day, or on the last one of a shorter month.",
          "Rule of this portal. The guide says «three months» and no more."),
    "E": ("A term that ends on a Saturday, a Sunday or a holiday is not moved.",
          "No source that we have says that it is: decision 0023."),
    "F": ("What hangs on the moon is taken as reckoned until somebody confirms or moves it.",
          "The library `holidays`; corrections are made at `/holidays`, which everyone reads."),
}  # fmt: skip

#: Clock, first day, last day, calendar, rules: why. Counted on paper.
WORKED = [
    ("answer", "2026-11-20", "2027-01-19", BARE, "AC", "10 days of November, 31 of December, 19 of January"),
    ("answer", "2026-01-01", "2026-03-02", BARE, "AC", "30 + 28 + 2"),
    ("answer", "2028-01-01", "2028-03-01", BARE, "AC", "a leap year: 30 + 29 + 1"),
    ("question", "2026-12-15", "2027-01-14", BARE, "ACE", "over the end of the year; a holiday counts among days"),
    ("question", "2026-02-18", "2026-03-20", MOROCCO, "ACE", "through Ramadan, to the day of the feast: calendar days count all"),
    ("urgent_information", "2026-12-31", "2027-01-03", BARE, "ACE", "three days, a Sunday among them"),
    ("urgent_information", "2028-02-27", "2028-03-01", BARE, "AC", "28, 29 February, 1 March"),
    ("petition", "2026-11-30", "2027-02-28", BARE, "ADE", "no 30 February: the last day of the month"),
    ("petition", "2027-11-30", "2028-02-29", BARE, "AD", "the same in a leap year"),
    ("petition", "2027-01-31", "2027-04-30", BARE, "AD", "April has 30 days"),
    ("petition", "2026-08-14", "2026-11-14", BARE, "ADE", "the same day three months later, a Saturday"),
    ("petition", "2026-12-31", "2027-03-31", BARE, "AD", "over the end of the year"),
    ("information", "2026-11-02", "2026-12-02", MOROCCO, "AB", "without the Green March on the 6th and Independence on the 18th"),
    ("information", "2026-11-02", "2026-11-30", BARE, "AB", "four weeks when there is no holiday"),
    ("information", "2026-03-02", "2026-03-31", MOROCCO, "ABF", "without the Friday of Eid al-Fitr as it is reckoned"),
    ("information", "2026-03-02", "2026-03-30", SEEN, "ABF", "the moon came a day later: the Friday was worked"),
    ("information", "2026-05-04", "2026-06-03", MOROCCO, "ABF", "without the two days of Eid al-Adha, 27 and 28 May"),
    ("information", "2026-07-24", "2026-08-31", MOROCCO, "ABF", "without 30 July, 14, 20 and 21 August, and the Mawlid, reckoned for the 25th and 26th"),
    ("information", "2026-12-28", "2027-01-28", MOROCCO, "AB", "without 1, 11 and 14 January"),
    ("information", "2026-11-07", "2026-12-07", MOROCCO, "AB", "from a Saturday: the first day that counts is the Monday"),
]  # fmt: skip

HEAD = """# Clocks, and twenty dates worked out

Written by `python -m tests.unit.rules.worked` from `data/clocks.toml` and from the code that counts; a test holds this page
against both. The last days were counted on paper first. What a clock of the law rests on stands beside it, with the article
where the source names it («–»: it names none); every other clock is a promise of the platform charter, not a term of law.
The event is the one that the public reads beside the clock, and the one that the code counts from: else the portal does not start.
"""


def _length(clock: Clock, n: int) -> str:
    return f"{n} {clock.unit.replace('_', ' ')}" if n else "–"


def _event(clock: Clock) -> str:
    return SINCE[clock.starts].removeprefix("Counts from ").rstrip(":")


def _basis(clock: Clock) -> str:
    return f"law: {clock.law}" if clock.basis is Basis.LAW else "charter"


def _article(clock: Clock) -> str:
    return clock.article or ("–" if clock.basis is Basis.LAW else "")


def _letters(clock: Clock) -> str:
    before = ", ".join(str(days) for days in clock.remind)
    return f"{before} before; {clock.escalate} after" if clock.escalate else f"{before} before"


def table() -> str:
    """Return the page: each clock, each rule with its source, each date as the code reckons it today."""
    lines = [
        HEAD,
        "| clock | for | counts from | length | may rest | once longer by | basis | article | source | letters (days) |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    lines += [
        f"| `{name}` | {one.title} | `{one.starts}`: {_event(one)} | {_length(one, one.length)} "
        f"| {'yes' if one.pauses else 'no'} | {_length(one, one.extension)} | {_basis(one)} | {_article(one)} "
        f"| {one.source} | {_letters(one)} |"
        for name, one in clocks().items()
    ]
    lines += ["", "| rule | how it is counted | where that is from |", "|---|---|---|"]
    lines += [f"| {letter} | {how} | {source} |" for letter, (how, source) in RULES.items()]
    lines += ["", "| clock | begins | last day | in time until (UTC) | holidays | rules | why |", "|---|---|---|---|---|---|---|"]
    for name, first, _last, calendar, rules, why in WORKED:
        due = due_day(clocks()[name], date.fromisoformat(first), calendar)
        assert due is not None
        shown = CALENDARS[calendar] if clocks()[name].unit is Unit.WORKING_DAYS else "not asked"
        moment = f"{due_moment(due):%Y-%m-%d %H:%M}"
        lines.append(f"| `{name}` | {first} | **{due}** | {moment} | {shown} | {' '.join(rules)} | {why} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    FILE.write_text(table(), encoding="utf-8")
