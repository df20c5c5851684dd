"""The form of a rule: when, if, then."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import colander
import deform
from pyramid.request import Request

from mukhtabar.actions.label import LABEL_MOST
from mukhtabar.content.links import leads_to
from mukhtabar.content.words import CAPACITY, WORDS, word
from mukhtabar.forms import nodes
from mukhtabar.forms.render import form
from mukhtabar.language import LANGUAGES, NAMES, Message, _
from mukhtabar.language.clean import ascii_digits, clean_line
from mukhtabar.rules.automation import CITIZENS, EVENTS, HOUSE, TOLD, Rule
from mukhtabar.rules.references import new_pid
from mukhtabar.store.folder import path_of

WORDS_MOST, WHY_MOST, ADDRESS_MOST = 300, 500, 300
DAYS_MOST = 365
EXAMPLE = "/souss-massa/tata/fada"
#: What stands between the words of a condition, in Arabic and in Latin script.
COMMAS = str.maketrans("،;؛", ",,,")


def _number(node: Any, value: str) -> None:
    digits = ascii_digits(value)
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 3 and 1 <= int(digits) <= DAYS_MOST):
        raise colander.Invalid(node, _("Enter a number of days from 1 to ${most}.", most=DAYS_MOST))


def _group(name: str, title: Message, *children: Any) -> Any:
    group = colander.SchemaNode(colander.Mapping(), name=name, title=title, widget=deform.widget.MappingWidget())
    for child in children:
        group.add(child)
    return group


def rule_form(request: Request) -> deform.Form:
    """Return the form that sets up a rule."""
    kinds = [(kind, word("type", kind)) for kind in sorted(CITIZENS | HOUSE)]
    roles = [(role.value, CAPACITY[role]) for role in TOLD]
    tongues = [(code, Message(NAMES[code])) for code in LANGUAGES]
    days = nodes.line("days", _("Remind them after so many days"), 3, inputmode="numeric", dir="ltr", help_text=_(
        "If it is still in the same state by then."))
    days.validator = colander.All(days.validator, _number)
    schema = colander.SchemaNode(colander.Mapping())
    events = [(event, title) for event, (title, _actions) in EVENTS.items()]
    schema.add(_group(
        "when", _("When"),
        nodes.choice("event", _("What happens"), events, required=_("Say what happens.")),
        nodes.choice("kind", _("To what"), kinds, as_list=True, help_text=_("Empty: to anything here or below.")),
    ))  # fmt: skip
    schema.add(_group(
        "if", _("If"),
        nodes.choice("topic", _("It is about"), list(WORDS["topic"].items()), as_list=True),
        nodes.choice("language", _("It is written in"), tongues, as_list=True),
        nodes.line("words", _("One of these words stands in it"), WORDS_MOST, help_text=_(
            "Separate them by commas. Any spelling is found. Empty: whatever it says.")),
    ))  # fmt: skip
    schema.add(_group(
        "then", _("Then"),
        nodes.choice("notify", _("Write to"), roles, as_list=True, help_text=_("Everybody with that role there.")),
        days,
        nodes.line("label", _("Put this label on it"), LABEL_MOST, help_text=_("Only the desk sees it.")),
        nodes.line("move_to", _("Move it to"), ADDRESS_MOST, dir="ltr", help_text=_(
            "The address of the place, for example ${example}.", example=EXAMPLE)),
        nodes.line("why", _("What its author is told when it is moved"), WHY_MOST),
    ))  # fmt: skip
    return form(request, schema, (deform.Button("save", _("Save the rule")),))


def rule_values(portal: Any, rule: Rule) -> dict[str, Any]:
    """Return what the form shows of a rule."""
    target = portal.uids.get(rule.move_to) if rule.move_to else None
    return {
        "when": {"event": rule.event, "kind": rule.kind},
        "if": {"topic": rule.topic, "language": rule.language, "words": ", ".join(rule.words)},
        "then": {
            "notify": rule.notify, "days": str(rule.days or ""), "label": rule.label, "why": rule.why,
            "move_to": "/" + "/".join(path_of(target)) if target is not None else "",
        },
    }  # fmt: skip


def rule_of(
    portal: Any, posted: Mapping[str, Any], author: str, now: datetime, before: Rule | None
) -> tuple[Rule, bool]:
    """Return the rule that the form describes, and whether the address in it leads to a document."""
    when, cond, then = posted["when"], posted["if"], posted["then"]
    address = then["move_to"]
    uid = leads_to(portal, address) if address.startswith("/") else None
    found = uid is not None and uid > 0
    words = tuple(filter(None, (clean_line(one) for one in cond["words"].translate(COMMAS).split(","))))
    rule = Rule(
        rid=before.rid if before else new_pid(),
        event=when["event"],
        author=author,
        made=now,
        kind=when["kind"],
        topic=cond["topic"],
        language=cond["language"],
        words=words,
        notify=then["notify"],
        move_to=uid if found and uid else 0,
        why=then["why"],
        label=then["label"],
        days=int(ascii_digits(then["days"])) if then["days"] else 0,
        on=before.on if before else True,
    )
    return rule, found or not address
