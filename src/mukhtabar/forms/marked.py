"""A long text: marks typed into a textarea, or HTML that the editor of the page writes into it."""

from typing import Any

import deform.widget

from mukhtabar.language.html import plain_to_html
from mukhtabar.language.marks_back import html_to_plain

#: Before HTML in place of marks (editor/src/field.js). Who types it means it: HTML is cleaned whoever wrote it.
HTML_FOLLOWS = "<!--html-->"


class MarkedWidget(deform.widget.TextAreaWidget):
    """Shows marks, and the same text as HTML for the editor. This is the one place that tells marks from HTML.

    HTML that comes back becomes marks at once: lengths, the words that are kept unsaved, the conflict page and a form
    that comes back with an error know one spelling only. `explain` is whether the marks are told of beside the field.
    """

    template = "richtext"
    explain = False
    #: The form that holds such a field brings the editor (templates/forms/form.pt).
    rich = True

    def get_template_values(self, field: Any, cstruct: str, kw: dict[str, Any]) -> dict[str, Any]:
        """Return what the template sees: also the text as HTML."""
        return {**super().get_template_values(field, cstruct, kw), "html": plain_to_html(cstruct, editor=True)}

    def deserialize(self, field: Any, pstruct: Any) -> Any:
        """Return the marks that were posted, or those of the HTML that was."""
        if isinstance(pstruct, str) and pstruct.startswith(HTML_FOLLOWS):
            pstruct = html_to_plain(pstruct.removeprefix(HTML_FOLLOWS))
        return super().deserialize(field, pstruct)
