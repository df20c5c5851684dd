"""The submission form, and the form by which an author completes what was returned."""

from collections.abc import Mapping, Sequence
from typing import Any

import colander
import deform
from pyramid.request import Request

from mukhtabar.actions.question import NOT_A_QUESTION
from mukhtabar.content.proposal import CHANNELS, KINDS, QUESTION, TOPICS
from mukhtabar.content.words import word
from mukhtabar.forms import nodes
from mukhtabar.forms.days import day
from mukhtabar.forms.once import new_token
from mukhtabar.forms.render import form
from mukhtabar.language import Message, _

TITLE_MAX, BODY_MAX = 150, 5000
#: What the author is asked, and what stands there for whoever writes down what somebody else said.
ASKED = (_("What kind of contribution is it?"), _("What do you want to say?"))
NOTED = (_("Kind of contribution"), _("Text of the proposal"))


Members = Sequence[tuple[str, str]]


def _addressed(node: Any, given: Mapping[str, Any]) -> None:
    """Validator: only a question is put to a member."""
    if given.get("addressee") and given["kind"] != QUESTION:
        wrong = colander.Invalid(node)
        wrong["addressee"] = NOT_A_QUESTION
        raise wrong


def _content(schema: colander.SchemaNode, kind: Message, body: Message, members: Members = ()) -> None:
    """Add what a proposal consists of; `kind` and `body` are what the two fields ask of whoever fills them in.

    `members` are those that a question may be put to: id of a mandate, name and capacity.
    """
    schema.add(
        nodes.choice(
            "kind",
            kind,
            [(code, word("kind", code)) for code in KINDS],
            required=_("Choose what it is: a need, a proposal or a question."),
            default="proposal",
        )
    )
    if members:
        asked = nodes.choice("addressee", _("To whom is the question put?"), members, as_list=True)
        asked.widget.values = [("", _("To the council as a whole")), *members]
        asked.widget.item_css_class = "asked-of"
        schema.add(asked)
        schema.validator = _addressed
    schema.add(
        nodes.line(
            "title",
            _("Title"),
            TITLE_MAX,
            least=10,
            required=_("Give it a title."),
            help_text=_("In one sentence, for example: a safe crossing in front of the school."),
        )
    )
    schema.add(
        nodes.text(
            "body",
            body,
            BODY_MAX,
            least=20,
            rows=10,
            required=_("Write what you want to say."),
            help_text=_(
                "Where is it, who is concerned, what would you change? Do not write names or telephone numbers."
            ),
        )
    )
    schema.add(
        nodes.choice(
            "topic",
            _("Topic"),
            [(code, word("topic", code)) for code in TOPICS],
            required=_("Choose a topic."),
            as_list=True,
        )
    )
    schema.add(nodes.line("place", _("Place"), 120, help_text=_("A neighbourhood, a douar, a road.")))  # fmt: skip


def propose_form(request: Request, members: Members = ()) -> deform.Form:
    """Return the form to submit a proposal. A visitor without an account gives a name; the address is optional."""
    schema = colander.SchemaNode(colander.Mapping())
    _content(schema, *ASKED, members)
    if request.identity is None:
        schema.add(
            nodes.line(
                "name",
                _("Your name"),
                80,
                least=2,
                required=_("Enter your name, or the name you want to go by."),
                autocomplete="name",
            )
        )
        schema.add(
            nodes.email(
                "email",
                _("E-mail"),
                help_text=_(
                    "Never shown. We write to it when something happens. Without it, keep the receipt you will get."
                ),
            )
        )
    schema.add(nodes.tick("anonymous", _("Do not show my name with the proposal")))
    schema.add(
        nodes.tick(
            "consent",
            _("I agree that my proposal is published and answered in public"),
            required=_("Tick this box: without it we cannot publish your proposal."),
        )
    )
    schema.add(nodes.trap())
    schema.add(nodes.hidden("once"))
    #: Whether what is published already and comes near was shown before.
    schema.add(nodes.hidden("seen", 1))
    schema["once"].default = new_token()
    return form(request, schema, (deform.Button("send", _("Submit")),))  # fmt: skip


def enter_form(request: Request, members: Members = ()) -> deform.Form:
    """Return the form by which somebody enters what a person who is not online said or wrote."""
    schema = colander.SchemaNode(colander.Mapping())
    channels = [(code, word("channel", code)) for code in CHANNELS]
    schema.add(nodes.choice("channel", _("How was it received?"), channels, required=_("Say how it was received.")))
    schema.add(
        day(
            "received",
            _("On which day?"),
            required=_("Enter the day on which it was said or handed in."),
            help_text=_("A day on which the consultation took proposals, even if it has closed since."),
        )
    )
    _content(schema, *NOTED, members)
    schema.add(
        nodes.line("name", _("Name of the person"), 80, help_text=_("As they want to be named. Empty: a resident."))
    )
    schema.add(nodes.email("email", _("E-mail of the person"), help_text=_("If there is one: never shown.")))
    schema.add(nodes.tick("anonymous", _("Do not show the name with the proposal")))
    schema.add(
        nodes.tick(
            "consent",
            _("I read the text out to the person, who agrees that it is published and answered in public"),
            required=_("Tick this box: without the agreement of the person it cannot be published."),
        )
    )
    schema.add(nodes.hidden("once"))
    schema["once"].default = new_token()
    return form(request, schema, (deform.Button("send", _("Submit for the person")),))


def amend_form(request: Request) -> deform.Form:
    """Return the form by which an author changes a proposal that was returned."""
    schema = colander.SchemaNode(colander.Mapping())
    _content(schema, *ASKED)
    schema.add(nodes.hidden("serial", 64))
    return form(request, schema, (deform.Button("send", _("Save and submit again")),))
