"""The calendar of a consultation as rows of a form: what the phase is called, its days, what citizens may do."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import colander
import deform.widget

from mukhtabar.content.words import WORDS
from mukhtabar.forms import nodes
from mukhtabar.forms.days import EndOfDay, day, same_day, same_end
from mukhtabar.language import DEFAULT, LANGUAGES, NAMES, Message, _
from mukhtabar.language.direction import direction
from mukhtabar.rules.phases import Phase, problems

ROWS = 6
NAME_MOST = 120


def _others() -> Any:
    group = colander.SchemaNode(
        colander.Mapping(),
        name="others",
        title=_("Name in other languages"),
        widget=deform.widget.MappingWidget(template="mapping_accordion"),
    )
    for code in LANGUAGES:
        if code != DEFAULT:
            group.add(nodes.line(code, Message(NAMES[code]), NAME_MOST, lang=code, dir=direction(code)))
    return group


def _verbs() -> Any:
    words = WORDS["verb"]

    def offered(node: Any, value: Any) -> None:
        if not set(value) <= set(words):
            raise colander.Invalid(node, _("Choose one of the options offered."))

    return colander.SchemaNode(
        colander.Set(),
        name="verbs",
        title=_("What citizens may do"),
        missing=frozenset(),
        validator=offered,
        widget=deform.widget.CheckboxChoiceWidget(values=list(words.items()), inline=True),
    )


def _whole(node: Any, row: Mapping[str, Any]) -> None:
    """Validator: a row is empty, or it says everything."""
    if _blank(row):
        return
    wrong = colander.Invalid(node)
    for name, sentence in (
        ("name", _("Give the phase a name.")),
        ("start", _("Enter the first day.")),
        ("end", _("Enter the last day.")),
        ("verbs", _("Choose what citizens may do.")),
    ):
        if not row[name]:
            wrong[name] = sentence
    if wrong.children:
        raise wrong
    if found := problems([_phase(row)]):
        wrong["end"] = found[0]
        raise wrong


def _agree(node: Any, rows: Mapping[str, Any]) -> None:
    """Validator: the phases agree with one another."""
    if found := problems(phases_in(rows)):
        raise colander.Invalid(node, found)


def _some(node: Any, rows: Mapping[str, Any]) -> None:
    if not phases_in(rows):
        raise colander.Invalid(node, _("This consultation is public: it needs at least one phase."))


def phases_node(filled: int, needed: bool) -> Any:
    """Return the node of all rows; `filled` of them stand open, and one more. With `needed` one must be filled in."""
    group = colander.SchemaNode(
        colander.Mapping(),
        name="phases",
        title=_("Dates"),
        description=_(
            "Up to ${rows} phases. Days are days in Morocco, the last one included. Empty rows are left out.",
            rows=ROWS,
        ),
        validator=colander.All(_agree, _some) if needed else _agree,
        widget=deform.widget.MappingWidget(),
    )  # fmt: skip
    for number in range(ROWS):
        row = colander.SchemaNode(
            colander.Mapping(),
            name=f"phase{number + 1}",
            title=_("Phase ${number}", number=number + 1),
            validator=_whole,
            widget=deform.widget.MappingWidget(template="mapping_accordion", open=number <= filled),
        )
        row.add(nodes.line("name", _("Name of the phase"), NAME_MOST, lang=DEFAULT, dir=direction(DEFAULT)))
        row.add(_others())
        row.add(day("start", _("First day")))
        row.add(day("end", _("Last day"), EndOfDay))
        row.add(_verbs())
        group.add(row)
    return group


def _blank(row: Mapping[str, Any]) -> bool:
    return not (row["name"] or row["start"] or row["end"] or row["verbs"] or any(row["others"].values()))


def _phase(row: Mapping[str, Any], start: datetime | None = None, end: datetime | None = None) -> Phase:
    others = tuple((code, name) for code, name in row["others"].items() if name)
    return Phase(row["name"], start or row["start"], end or row["end"], frozenset(row["verbs"]), others)


def phases_in(rows: Mapping[str, Any], before: Sequence[Phase] = ()) -> tuple[Phase, ...]:
    """Return the phases of the rows filled in. A day that was not changed keeps the hour it had in `before`."""
    found = []
    for number in range(ROWS):
        row = rows[f"phase{number + 1}"]
        if _blank(row):
            continue
        old = before[number] if number < len(before) else None
        start = same_day(row["start"], old.start if old else None)
        end = same_end(row["end"], old.end if old else None)
        found.append(_phase(row, start, end))
    return tuple(found)


def phase_rows(phases: Sequence[Phase]) -> dict[str, dict[str, Any]]:
    """Return what the rows should show at first."""
    return {
        f"phase{number + 1}": {
            "name": phase.name,
            "others": dict(phase.others),
            "start": phase.start,
            "end": phase.end,
            "verbs": set(phase.verbs),
        }
        for number, phase in enumerate(phases[:ROWS])
    }
