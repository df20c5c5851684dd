"""The fields of a collection: what it asks for."""

from collections.abc import Mapping
from typing import Any

import colander

from mukhtabar.content.collection import ORDERS, PAGE_MOST
from mukhtabar.content.gathered import TYPES
from mukhtabar.content.news import CATEGORIES
from mukhtabar.content.proposal import TOPICS
from mukhtabar.content.words import word
from mukhtabar.forms import nodes
from mukhtabar.forms.days import day
from mukhtabar.forms.page import marked
from mukhtabar.forms.space import summary, title
from mukhtabar.forms.target import pointed
from mukhtabar.language import Message, _
from mukhtabar.rules.workflow.installed import workflows

#: Where a collection may look: what holds others.
PLACES = ("portal", "region", "commune", "space", "consultation", "news")
DAYS_MOST = 3650


def states() -> list[tuple[str, Message]]:
    """Return the states that everybody may read something in, each once, in the order of the workflows."""
    found: dict[str, Message] = {}
    for kind in TYPES:
        if workflows().governs(kind):
            known = workflows().for_type(kind).states.items()
            found |= {name: _(state.title) for name, state in known if state.public and name not in found}
    return list(found.items())


def collection_fields(document: Any) -> list[Any]:
    """Return the fields of a collection."""
    return [
        title(document),
        summary(document),
        nodes.several("kinds", _("What it holds"), [(kind, word("type", kind)) for kind in TYPES],
                      required=_("Choose at least one kind.")),
        pointed("where", _("Where to look"), _("The address of a place: it looks there and in all that stands in it."
                " Empty: the place where the collection stands."), kinds=PLACES),
        nodes.several("states", _("In which state"), states(),
                      help_text=_("Nothing chosen: all that everybody may read. A state that a kind does not have"
                                  " leaves that kind as it is.")),
        nodes.several("topics", _("Topics of proposals"), [(code, word("topic", code)) for code in TOPICS],
                      help_text=_("Nothing chosen: all.")),
        nodes.several("categories", _("Categories of news"), [(code, word("category", code)) for code in CATEGORIES],
                      help_text=_("Nothing chosen: all.")),
        day("since", _("Not older than this day")),
        nodes.whole("within", _("Not older than so many days"), DAYS_MOST, help_text=_("0: of any age.")),
        nodes.tick("coming", _("Of events, only those that are not over")),
        nodes.choice("order", _("Order"), [(code, word("order", code)) for code in ORDERS], default="newest"),
        nodes.whole("size", _("How many a page"), PAGE_MOST, least=1, default=20),
        marked(document, "body", _("Text above the list")),
    ]  # fmt: skip


def collection_whole(node: Any, values: Mapping[str, Any]) -> None:
    """Validator: the order says something about one of the kinds."""
    if values["order"] == "waiting" and "proposal" not in values["kinds"]:
        wrong = colander.Invalid(node)
        wrong["order"] = _("Only proposals wait for an answer. Choose them above, or another order.")
        raise wrong
