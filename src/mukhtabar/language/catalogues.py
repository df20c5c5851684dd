"""Translations, from gettext ``.po`` files read once at start; no compiled file to forget.

A sentence that no catalogue holds is shown as it stands in the code, in English.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from gettext import GNUTranslations, NullTranslations
from importlib.resources.abc import Traversable
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

from mukhtabar.language import LANGUAGES
from mukhtabar.language.dates import long_date, noon, number
from mukhtabar.language.message import Message

#: The header each catalogue must carry, in the order of CLDR's categories: Arabic zero, one, two, few, many, other;
#: French one, many (whole millions), other; Tamazight other only (CLDR has no more).
PLURAL_FORMS = {
    "ar": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);",
    "fr": "nplurals=3; plural=(n==0 || n==1) ? 0 : n%1000000==0 ? 1 : 2;",
    "zgh": "nplurals=1; plural=0;",
    "en": "nplurals=2; plural=(n != 1);",
}
_PLACE = re.compile(r"\$\{(\w+)\}")


class Catalogues:
    """The four languages' translations. Nothing changes after the start, so threads may share it."""

    def __init__(self, folder: Traversable | Path) -> None:
        """Read ``folder``/<language>.po for each language; a file that is not there is an empty catalogue.

        ``ValueError`` says which file cannot be read, or counts without a ``Plural-Forms`` header.
        """
        self._books = {language: _read(folder.joinpath(f"{language}.po"), language) for language in LANGUAGES}

    def translate(self, language: str, msgid: str, mapping: Mapping[str, Any] | None = None) -> str:
        """Return ``msgid`` in ``language`` with its ``${name}`` places filled from its own mapping, then ``mapping``.

        A ``Message`` that counts gets the plural form for its ``n``. Values are plain text, numbers or days, not HTML;
        a place without a value stays as written.
        """
        if isinstance(msgid, Message):
            mapping = {**msgid.mapping, **(mapping or {})}
            if msgid.plural is not None and msgid.n is not None:
                return self.plural(language, str(msgid), msgid.plural, msgid.n, mapping)
        # gettext keeps the file's header under the empty msgid.
        sentence = self._book(language).gettext(str(msgid)) if msgid else ""
        return self._fill(language, sentence, mapping or {})

    def knows(self, language: str, msgid: str) -> bool:
        """Return whether ``language`` has a translation of ``msgid``; English, being the source, has every one."""
        return language == "en" or bool(getattr(self._book(language), "_catalog", {}).get(str(msgid)))

    def plural(
        self, language: str, singular: str, plural: str, n: int, mapping: Mapping[str, Any] | None = None
    ) -> str:
        """Return the form for ``n`` things (``nplurals`` of the catalogue; English rule without one), places filled.

        ``${n}`` is ``n`` written with the language's separators unless ``mapping`` says otherwise.
        """
        sentence = self._book(language).ngettext(str(singular), str(plural), abs(n))
        return self._fill(language, sentence, {"n": n, **(mapping or {})})

    def _book(self, language: str) -> NullTranslations:
        return self._books.get(language) or NullTranslations()

    def _fill(self, language: str, sentence: str, mapping: Mapping[str, Any]) -> str:
        # One pass: a value that itself reads "${name}" is never filled again, and no format string is evaluated.
        if "${" not in sentence:
            return sentence
        return _PLACE.sub(lambda place: self._value(language, place, mapping), sentence)

    def _value(self, language: str, place: re.Match[str], mapping: Mapping[str, Any]) -> str:
        if place[1] not in mapping:
            return place[0]
        value = mapping[place[1]]
        if isinstance(value, Message):
            return self.translate(language, value)
        if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
            return number(value, language)
        if isinstance(value, date):
            return long_date(value if isinstance(value, datetime) else noon(value), language)
        return str(value)


def _read(file: Traversable | Path, language: str) -> NullTranslations:
    if not file.is_file():
        return NullTranslations()
    source = file.read_bytes()
    if b"msgid_plural" in source and b"Plural-Forms:" not in source:
        # Babel would count by a rule of its own, and it is not CLDR's for Arabic or French.
        raise ValueError(f"{language}.po: write in its header Plural-Forms: {PLURAL_FORMS[language]}")
    try:
        catalogue = read_po(BytesIO(source), locale=language, abort_invalid=True)
    except (PoFileError, UnicodeDecodeError) as error:
        raise ValueError(f"{language}.po: {error}") from error
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)
