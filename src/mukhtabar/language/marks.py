"""Character classes Python's ``re`` cannot name: combining marks, format characters, compatibility symbols.

They are read once, on import, from the Unicode data Python carries, so they are right for any Unicode version.
Each is the inside of a regular expression's ``[...]``.
"""

import unicodedata
from collections.abc import Iterator

#: Planes 0 and 1 and the tags and variation selectors of plane 14; planes 2 and 3 hold only Han letters.
_SCANNED = (
    range(0xA0, 0x3400),
    range(0xA000, 0xAC00),
    range(0xD7B0, 0xD800),
    range(0xF900, 0x20000),
    range(0xE0000, 0xE01F0),
)


def _classes() -> tuple[list[int], list[int], list[int]]:
    """Return the code points that are marks (M*), format characters (Cf), and symbols that normalise to letters."""
    marks, formats, symbols = [], [], []
    for number in (number for block in _SCANNED for number in block):
        character = chr(number)
        category = unicodedata.category(character)
        if category[0] == "M":
            marks.append(number)
        elif category == "Cf":
            formats.append(number)
        elif category[0] == "S" and any(letter.isalnum() for letter in unicodedata.normalize("NFKC", character)):
            symbols.append(number)
    return marks, formats, symbols


def _ranges(numbers: list[int]) -> Iterator[str]:
    """Yield ``\\Uxxxxxxxx-\\Uxxxxxxxx`` for each unbroken run of the sorted ``numbers``."""
    first = last = numbers[0]
    for number in [*numbers[1:], -1]:
        if number != last + 1:
            yield f"\\U{first:08x}-\\U{last:08x}"
            first = number
        last = number


#: Combining marks (general category M, Unicode Standard 4.5): harakat, accents, and those of every other script.
MARKS, FORMATS, SYMBOLS = ("".join(_ranges(numbers)) for numbers in _classes())
#: The marks of the basic plane. A class that ends there is searched fifteen times faster; few texts leave it.
BASIC_MARKS = "".join(_ranges([number for number in _classes()[0] if number < 0x10000]))
#: Soft hyphen is a format character below the scanned planes' first letter.
FORMATS = "\\u00ad" + FORMATS
