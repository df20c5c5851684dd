"""How much two texts say the same: the part of their word stems that they share (Jaccard); sketches to find them by.

A text is its set of folded stems without the commonest words, so harakat, spelling, inflection and word order do not
count. The sketch keeps the MOST smallest hashes of that set (bottom-k): up to MOST different words the likeness is
exact, beyond it is estimated. Bands of two smallest hashes each (MinHash, locality-sensitive hashing) find texts that
are alike without looking at the others: Broder, "On the resemblance and containment of documents", 1997.
"""

from hashlib import blake2b
from struct import pack, unpack

from mukhtabar.language import arabic, french
from mukhtabar.language.search import VERSION as WORDS
from mukhtabar.language.search import tokens

#: Goes up when the sketch of a text changes; the words have a version of their own.
VERSION = f"1.{WORDS}"
#: From here on two texts are «nearly the same», and from here on they are worth showing to who writes one of them.
SAME, NEAR = 0.4, 0.25
#: Hashes that a sketch keeps; a longer text is known by these.
MOST = 128
BANDS, ROWS = 16, 2
_STOPWORDS = arabic.STOPWORDS | french.STOPWORDS
#: Hashes have four bytes, and are shuffled modulo a larger prime.
_SIZE, _PRIME = 4, (1 << 61) - 1


def stems(text: str) -> list[str]:
    """Return one stem for each word of `text` that says something, in order, each once."""
    found: dict[str, None] = {}
    for token in tokens(text):
        if token.terms[0] not in _STOPWORDS:
            found[min(token.terms, key=lambda term: (len(term), term))] = None
    return list(found)


def sketch(text: str) -> bytes:
    """Return the sketch of `text`: its smallest hashes in order, four bytes each; empty for a text without words."""
    hashes = sorted({_hash(stem.encode()) for stem in stems(text)})[:MOST]
    return pack(f">{len(hashes)}I", *hashes)


def likeness(one: bytes, other: bytes) -> float:
    """Return from 0 to 1 how much two texts say the same, by their sketches; two texts without words are not alike."""
    mine, theirs = set(_hashes(one)), set(_hashes(other))
    union = sorted(mine | theirs)
    if len(mine) == MOST or len(theirs) == MOST:
        # Only as far as both sketches reach can it be said whether a hash is missing in one of them.
        union = union[:MOST]
    return sum(1 for found in union if found in mine and found in theirs) / len(union) if union else 0.0


def bands(one: bytes) -> tuple[int, ...]:
    """Return a key for each band: two texts with the same key at the same place are perhaps alike, others hardly."""
    hashes = _hashes(one)
    if not hashes:
        return ()
    least = [min((factor * found + shift) % _PRIME for found in hashes) for factor, shift in _SHUFFLES]
    rows = (least[start : start + ROWS] for start in range(0, len(least), ROWS))
    return tuple(_hash(pack(f">{ROWS}Q", *row)) for row in rows)


def _hash(data: bytes) -> int:
    return int.from_bytes(blake2b(data, digest_size=_SIZE).digest())


def _hashes(one: bytes) -> tuple[int, ...]:
    return unpack(f">{len(one) // _SIZE}I", one)


#: (factor, shift) of each shuffle: the same in every process, for ever.
_SHUFFLES = tuple(
    (int.from_bytes(blake2b(pack(">I", n), digest_size=7).digest()) | 1, _hash(pack(">I", ~n & 0xFFFFFFFF)))
    for n in range(BANDS * ROWS)
)
