"""The form that gives a role at a node, and those that begin a group and put people into it."""

from collections.abc import Mapping, Sequence
from typing import Any

import colander
import deform
from pyramid.request import Request

from mukhtabar.actions.group import TITLE_MOST
from mukhtabar.content.words import CAPACITY
from mukhtabar.forms import nodes
from mukhtabar.forms.days import EndOfDay, day
from mukhtabar.forms.render import form
from mukhtabar.language import _
from mukhtabar.rules.roles import Role
from mukhtabar.store.groups import Group

INVITED = _("Whoever has no account yet is sent an invitation.")


def _one_of_both(node: Any, given: Mapping[str, Any]) -> None:
    """Validator: a role goes to a person or to a group."""
    if bool(given["email"]) == bool(given.get("group")):
        wrong = colander.Invalid(node)
        wrong["email"] = (
            _("Choose one: a person or a group.") if given["email"] else _("Enter the person's e-mail address.")
        )
        raise wrong


def grant_form(request: Request, roles: Sequence[Role], groups: Sequence[Group]) -> deform.Form:
    """Return the form: whose address, or which of `groups`; which of `roles`; from when, until which day."""
    schema = colander.SchemaNode(colander.Mapping(), validator=_one_of_both)
    schema.add(nodes.email("email", _("E-mail of the person"), help_text=INVITED))
    if groups:
        choices = [(group.gid, group.title) for group in groups]
        schema.add(nodes.choice("group", _("Or a group"), choices, as_list=True))
    schema.add(
        nodes.choice("role", _("Role"), [(role.value, CAPACITY[role]) for role in roles], required=_("Choose a role."))
    )
    schema.add(day("since", _("From"), help_text=_("Empty: from now on.")))
    schema.add(day("until", _("Until and including"), EndOfDay, help_text=_("Empty: until it is taken back.")))
    return form(request, schema, (deform.Button("give", _("Give the role")),))


def group_form(request: Request) -> deform.Form:
    """Return the form that begins a group."""
    schema = colander.SchemaNode(colander.Mapping())
    schema.add(
        nodes.line(
            "title",
            _("Name of the group"),
            TITLE_MOST,
            2,
            required=_("Give the group a name."),
            help_text=_("What its people do, for example: editors of the news."),
        )
    )
    return form(request, schema, (deform.Button("begin", _("Begin the group")),))


def member_form(request: Request) -> deform.Form:
    """Return the form that puts a person into a group."""
    schema = colander.SchemaNode(colander.Mapping())
    required = _("Enter the person's e-mail address.")
    schema.add(nodes.email("email", _("E-mail of the person"), required=required, help_text=INVITED))
    return form(request, schema, (deform.Button("put_in", _("Put into the group")),))
