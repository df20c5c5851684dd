"""The fields of a consultation: which of them depends on how far it has come (workflows/consultation.toml)."""

from typing import Any

from mukhtabar.forms import nodes
from mukhtabar.forms.leading import languages
from mukhtabar.forms.page import easy, marked
from mukhtabar.forms.phases import phases_node
from mukhtabar.forms.space import summary, title
from mukhtabar.language import _

DECIDES_MAX = 2000
#: While it is in one of these, its dates move it on, so it must have some.
DATED = frozenset({"announced", "open"})


def consultation_fields(document: Any) -> list[Any]:
    """Return the fields of a consultation. Once the synthesis is out, the council writes its reply and nothing else."""
    if document.state == "synthesis":
        return [node for node in every_field(document) if node.name == "reply"]
    later = {"reply"} if document.state == "closed" else {"synthesis", "reply"}
    return [node for node in every_field(document) if node.name not in later]


def every_field(document: Any) -> list[Any]:
    """Return what is written in any state: a translation of it is worked on in all of them."""
    return [
        marked(document, "synthesis", _("What was said")),
        title(document),
        summary(document),
        phases_node(len(document.phases), needed=document.state in DATED),
        marked(document, "body", _("Text")),
        nodes.texts("decides", _("Who decides, and what can still change"), DECIDES_MAX, rows=3,
                    languages=languages(document.decides)),
        easy(document),
        marked(document, "reply", _("Reply of the council")),
    ]  # fmt: skip
