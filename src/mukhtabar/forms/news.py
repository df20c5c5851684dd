"""The fields of a news item."""

from typing import Any

from mukhtabar.content.news import CATEGORIES
from mukhtabar.content.words import word
from mukhtabar.forms import nodes
from mukhtabar.forms.days import day
from mukhtabar.forms.leading import languages
from mukhtabar.forms.page import easy, marked
from mukhtabar.forms.space import summary, title
from mukhtabar.language import _

AUTHOR_MAX = 120


def news_fields(document: Any) -> list[Any]:
    """Return the fields of a news item."""
    return [
        title(document),
        nodes.choice("category", _("Category"), [(code, word("category", code)) for code in CATEGORIES],
                     required=_("Choose a category."), as_list=True),
        day("dated", _("Date"), required=_("Enter the day it tells of.")),
        nodes.texts("author", _("Author line"), AUTHOR_MAX, languages=languages(document.author),
                    help_text=_("As it should stand under the title.")),
        summary(document),
        marked(document, "body", _("Text")),
        easy(document),
    ]  # fmt: skip
