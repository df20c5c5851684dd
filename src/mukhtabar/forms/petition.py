"""What the agent of a petition fills in: its text, their own name, what is attached, and the receipt of the commune."""

import colander
import deform
from pyramid.request import Request

from mukhtabar.actions.fit import FILE_MOST
from mukhtabar.content.media import MEDIA
from mukhtabar.forms import nodes
from mukhtabar.forms.days import day
from mukhtabar.forms.once import new_token
from mukhtabar.forms.render import form
from mukhtabar.forms.upload import upload
from mukhtabar.language import _
from mukhtabar.rules.workflow.engine import COMMENT_LIMIT

TITLE_MAX, TEXT_MAX, NAME_MAX = 150, 3000, 80
ANNEX = "annex"


def _title() -> colander.SchemaNode:
    return nodes.line(
        "title",
        _("Object of the petition"),
        TITLE_MAX,
        least=10,
        required=_("Give it a title."),
        help_text=_("The point that the council is to put on its agenda, in one sentence."),
    )


def begin_form(request: Request) -> deform.Form:
    """Return the form that begins a petition."""
    schema = colander.SchemaNode(colander.Mapping())
    schema.add(_title())
    schema.add(nodes.hidden("once"))
    schema["once"].default = new_token()
    return form(request, schema, (deform.Button("begin", _("Begin the petition")),))


def text_form(request: Request) -> deform.Form:
    """Return the form for the text. A draft may be saved half written: what is missing holds up the collecting only."""
    schema = colander.SchemaNode(colander.Mapping())
    schema.add(_title())
    for name, title, help_text in (
        ("body", _("What is asked of the council"), _("The point in your own words. Do not write names or numbers.")),
        ("reasons", _("Reasons"), _("Why the council is to debate it: what is missing, and for whom.")),
        ("aims", _("Aims"), _("What is to be better when the council has decided.")),
    ):
        schema.add(nodes.text(name, title, TEXT_MAX, rows=5, help_text=help_text))
    schema.add(nodes.hidden("serial", 64))
    return form(request, schema, (deform.Button("save", _("Save the draft")),))


def agent_form(request: Request) -> deform.Form:
    """Return the form in which the agent says who they are."""
    schema = colander.SchemaNode(colander.Mapping())
    schema.add(
        nodes.line(
            "name",
            _("Name of the agent"),
            NAME_MAX,
            least=2,
            required=_("Write your name as it stands on your national card."),
            help_text=_(
                "It stands on the sheets and in the file. Kept apart from the page, and gone with your account. The"
                " number of the card is written by hand, never here."
            ),
            autocomplete="name",
        )
    )
    schema.add(nodes.tick("anonymous", _("Do not show my name on the public page")))
    return form(request, schema, (deform.Button("save", _("Save")),))


def annex_form(request: Request, receipt: bool) -> deform.Form:
    """Return the form by which a document of the file, or the scan of the receipt, is attached."""
    schema = colander.SchemaNode(colander.Mapping())
    schema.add(nodes.line("title", _("Title"), 120, required=_("Give it a title.")))
    schema["title"].default = request.translate(_("Receipt of the commune")) if receipt else ""
    schema.add(
        upload(
            "upload",
            _("File"),
            FILE_MOST,
            [ending for media in MEDIA.values() if not media.sound for ending in media.endings],
            _("Choose a file."),
            _("A document or a picture, at most ${most} MB.", most=FILE_MOST // 1024**2),
            ANNEX,
        )
    )
    schema.add(
        nodes.tick(
            "open",
            _("It holds no personal data: everyone may read it"),
            help_text=_("Without this tick only you and the council read it."),
        )
    )
    return form(request, schema, (deform.Button("attach", _("Attach")),))


def _receipt() -> colander.SchemaNode:
    """What stands on the receipt."""
    schema = colander.SchemaNode(colander.Mapping())
    schema.add(
        day(
            "day",
            _("On which day did the commune receive it?"),
            required=_("Enter the day that stands on the receipt."),
            help_text=_("The day on the receipt. The three months are counted from it."),
        )
    )
    schema.add(nodes.line("number", _("Number of the receipt"), 60, required=_("Enter the number of the receipt.")))
    return schema


def lodge_form(request: Request) -> deform.Form:
    """Return the form in which the agent records that the file was lodged."""
    return form(request, _receipt(), (deform.Button("lodge", _("Record the lodging")),))


def correction_form(request: Request) -> deform.Form:
    """Return the form in which that record is corrected."""
    schema = _receipt()
    schema.add(
        nodes.text(
            "comment",
            _("Reason for the correction"),
            COMMENT_LIMIT,
            rows=2,
            required=_("Write why it is corrected."),
            help_text=_("Everyone reads it on the page of the petition. Do not write names or numbers."),
        )
    )
    schema.add(nodes.hidden("serial", 64))
    return form(request, schema, (deform.Button("correct", _("Correct the record")),))
