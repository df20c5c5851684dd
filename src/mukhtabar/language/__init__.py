"""Arabic, French, Tamazight and English: pure Python, no web, no database."""

from mukhtabar.language.message import Message, _

LANGUAGES = ("ar", "fr", "zgh", "en")
DEFAULT = "ar"
#: Each language's name in itself (Unicode CLDR).
NAMES = {"ar": "العربية", "fr": "Français", "zgh": "ⵜⴰⵎⴰⵣⵉⵖⵜ", "en": "English"}

__all__ = ["DEFAULT", "LANGUAGES", "NAMES", "Message", "_"]
