"""The forms of a commitment: what is promised, what was reached, what shows it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import colander
import deform
from pyramid.request import Request

from mukhtabar.content.commitment import Commitment, Milestone
from mukhtabar.content.evidence import Evidence
from mukhtabar.forms import nodes
from mukhtabar.forms.days import day, same_day
from mukhtabar.forms.file import in_words, upload_fields
from mukhtabar.forms.once import new_token
from mukhtabar.forms.render import form
from mukhtabar.language import Message, _
from mukhtabar.language.dates import local_day
from mukhtabar.rules.plan import wrong_with

TITLE_MAX, DETAILS_MAX, LINE_MAX, WORDS_MAX = 150, 3000, 150, 1000
ROWS = 8


def _rows(filled: int) -> Any:
    group = colander.SchemaNode(
        colander.Mapping(),
        name="milestones",
        title=_("Milestones"),
        description=_("Up to ${rows}. Progress is counted by them, so nobody types a percentage.", rows=ROWS),
        widget=deform.widget.MappingWidget(),
    )
    for number in range(ROWS):
        row = colander.SchemaNode(
            colander.Mapping(),
            name=f"milestone{number + 1}",
            title=_("Milestone ${number}", number=number + 1),
            widget=deform.widget.MappingWidget(template="mapping_accordion", open=number <= filled),
        )
        row.add(nodes.line("title", _("What is done then"), LINE_MAX, dir="auto"))
        row.add(day("planned", _("Planned for")))
        group.add(row)
    return group


def _filled(rows: Mapping[str, Any]) -> list[tuple[str, Mapping[str, Any]]]:
    return [(name, row) for name, row in rows.items() if row["title"] or row["planned"]]


def _whole(request: Request) -> Any:
    """Return the validator of the whole form: the days agree with one another, said beside the one that does not."""

    def validate(node: Any, values: Mapping[str, Any]) -> None:
        rows = _filled(values["milestones"])
        planned = [(row["title"], local_day(row["planned"]) if row["planned"] else None) for _name, row in rows]
        found = wrong_with(local_day(values["due"]), planned, local_day(request.now))
        if found is None:
            return
        wrong = colander.Invalid(node)
        if found.milestone is None:
            wrong["due"] = found.sentence
        else:
            group = colander.Invalid(node["milestones"])
            row = colander.Invalid(node["milestones"][rows[found.milestone][0]])
            row["title" if found.code == "milestone_untitled" else "planned"] = found.sentence
            group.add(row, node["milestones"].children.index(row.node))
            wrong.add(group, node.children.index(node["milestones"]))
        raise wrong

    return validate


def commitment_form(request: Request, filled: int, bases: Sequence[tuple[str, str]] = ()) -> deform.Form:
    """Return the form of what is promised; `bases` are offered when it begins: (code, words)."""
    schema = colander.SchemaNode(colander.Mapping(), validator=_whole(request))
    if bases:
        schema.add(nodes.choice("basis", _("It comes from"), bases, required=_("Choose what it comes from."),
                                default=bases[0][0]))  # fmt: skip
    for node in (
        nodes.texts("title", _("Title"), TITLE_MAX, required=_("Give it a title.")),
        nodes.texts("details", _("What will be done"), DETAILS_MAX, rows=5,
                    help_text=_("So that everybody can see at the end whether it was.")),
        day("due", _("By when"), required=_("Enter by when it will be done."),
            help_text=_("Once confirmed, this day does not move any more.")),
        nodes.line("budget", _("Budget"), LINE_MAX, dir="auto"),
        nodes.line("service", _("Responsible service"), LINE_MAX, dir="auto",
                   help_text=_("An office of the commune, not a person.")),
        _rows(filled),
        nodes.hidden("serial", 64),
        nodes.hidden("once"),
    ):  # fmt: skip
        schema.add(node)
    schema["once"].default = new_token()
    return form(request, schema, (deform.Button("save", _("Save the draft")),))


def milestones_in(rows: Mapping[str, Any], before: Sequence[Milestone] = ()) -> tuple[Milestone, ...]:
    """Return the milestones of the rows filled in; a day that was not changed keeps its hour."""
    found = []
    for number, (_name, row) in enumerate(_filled(rows)):
        old = before[number].planned if number < len(before) else None
        found.append(Milestone(row["title"], same_day(row["planned"], old)))
    return tuple(found)


def milestone_rows(milestones: Sequence[Milestone]) -> dict[str, dict[str, Any]]:
    """Return what the rows should show at first."""
    return {
        f"milestone{number + 1}": {"title": each.title, "planned": each.planned}
        for number, each in enumerate(milestones[:ROWS])
    }


def progress_form(request: Request, commitment: Commitment, now: datetime) -> deform.Form:
    """Return the form that reports what was done: a milestone that was reached, or words, or both."""
    left = [(str(n), each.title) for n, each in enumerate(commitment.milestones) if each.done is None]
    schema = colander.SchemaNode(colander.Mapping())
    if left:
        schema.add(nodes.choice("milestone", _("Milestone that was reached"), left, as_list=True))
        schema.add(day("day", _("Reached on"), help_text=_("Left empty, it is today.")))
    schema.add(nodes.text("words", _("What was done"), WORDS_MAX, rows=4, dir="auto",
                          help_text=_("Everyone reads it at once, with your name and the date.")))  # fmt: skip
    # A form that was sent already adds nothing a second time.
    schema.add(nodes.hidden("seen", 12))
    schema["seen"].default = str(len(commitment.notes))
    return form(request, schema, (deform.Button("save", _("Report progress")),))


def evidence_form(request: Request, blank: Evidence) -> deform.Form:
    """Return the form that attaches a document or a photograph."""
    schema = colander.SchemaNode(colander.Mapping(), validator=in_words(blank))
    for node in upload_fields(blank):
        # It is public at once: it has a title, and a photograph that shows something is no decoration.
        if node.name == "title":
            schema.add(nodes.texts("title", _("Title"), TITLE_MAX, required=_("Give it a title.")))
        elif node.name != "decorative":
            schema.add(node)
    schema.add(nodes.hidden("once"))
    schema["once"].default = new_token()
    words: Message = _("Attach")
    return form(request, schema, (deform.Button("save", words),))
