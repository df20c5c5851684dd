"""The fields of a resource of the resource centre."""

from typing import Any

from mukhtabar.content.addressed import AUDIENCES
from mukhtabar.content.guidance import KINDS, THEMES
from mukhtabar.content.words import word
from mukhtabar.forms import nodes
from mukhtabar.forms.days import day
from mukhtabar.forms.page import marked
from mukhtabar.forms.space import summary, title
from mukhtabar.language import _

SOURCE_MAX = 300


def guidance_fields(document: Any) -> list[Any]:
    """Return the fields of a resource."""
    return [
        title(document),
        nodes.choice("kind", _("Kind"), [(code, word("resource_kind", code)) for code in KINDS],
                     required=_("Choose what it is."), default=document.kind, as_list=True),
        nodes.choice("theme", _("Topic"), [(code, word("resource_theme", code)) for code in THEMES],
                     required=_("Choose a topic."), default=document.theme, as_list=True),
        nodes.choice("audience", _("Who may read it?"), [(code, word("audience", code)) for code in AUDIENCES],
                     required=_("Choose who may read it."), default=document.audience),
        summary(document),
        marked(document, "body", _("Text")),
        nodes.line("source", _("Source"), SOURCE_MAX, help_text=_(
            "Who says so, and where it can be read. A text of law cannot be published without one.")),
        day("checked", _("Last checked on"), help_text=_(
            "The day on which somebody last held it against its source. After a year it is marked for the editors.")),
    ]  # fmt: skip
