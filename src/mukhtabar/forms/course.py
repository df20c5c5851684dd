"""The fields of an exercise. A course and a lesson have those of a page."""

from typing import Any

from mukhtabar.content.course import HOW, TASKS
from mukhtabar.content.words import word
from mukhtabar.forms import nodes
from mukhtabar.forms.leading import languages
from mukhtabar.forms.space import title
from mukhtabar.language import _

CHOICES_MAX, EXPLANATION_MAX = 2000, 2000


def exercise_fields(document: Any) -> list[Any]:
    """Return the fields of an exercise."""
    return [
        title(document, _("The question, or what is to be done.")),
        nodes.choice("how", _("How is it answered?"), [(code, word("how", code)) for code in HOW],
                     required=_("Choose how it is answered."), default=document.how),
        nodes.texts("choices", _("Choices"), CHOICES_MAX, rows=4, languages=languages(document.choices), help_text=_(
            "One a line, at least two. Put a star before each right one: “* The council”. Leave it empty for a text or "
            "for something to do.")),
        nodes.choice("task", _("What is to be done"), [(code, word("task", code)) for code in TASKS], as_list=True,
                     help_text=_("For something done in the rehearsal copy: the portal looks whether it was done.")),
        nodes.texts("explanation", _("Explanation"), EXPLANATION_MAX, rows=3,
                    languages=languages(document.explanation), help_text=_("Shown after an answer, right or wrong.")),
    ]  # fmt: skip
