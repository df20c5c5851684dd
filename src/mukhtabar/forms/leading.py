"""Which language leads a text: its field comes first, and it alone can be required."""

from mukhtabar.content.texts import Texts
from mukhtabar.language import LANGUAGES


def languages(texts: Texts) -> tuple[str, ...]:
    """Return the languages of the portal in the order of a form's fields."""
    return (texts.source, *(code for code in LANGUAGES if code != texts.source))
