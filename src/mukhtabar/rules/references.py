"""Names that mean nothing and cannot be guessed or misread: references, receipts, ids of persons and documents."""

import secrets

#: Digits and small Latin letters without the look-alikes 0 o, 1 i l: 31 signs, 4.95 bits each.
ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
LETTERS = "abcdefghjkmnpqrstuvwxyz"

#: 8 signs are 39 bits: short enough for the telephone. A reference is an address, not a secret: what is not public is
#: refused by permission, with the same answer as an address that does not exist.
REFERENCE_LENGTH = 8
#: A receipt opens a private page without an account, so it is a secret: 20 signs are 99 bits, beyond guessing.
RECEIPT_LENGTH = 20
#: 16 letters out of 23 are 72 bits: no two persons meet, and no order shows who came first.
PID_LENGTH = 16
#: The signed 64-bit keys of BTrees hold it with room to spare.
UID_BITS = 62


def _draw(alphabet: str, length: int) -> str:
    return "".join(secrets.choice(alphabet) for _ in range(length))


def new_reference(prefix: str = "p", length: int = REFERENCE_LENGTH) -> str:
    """Return a public reference like ``p-7k3m9x2w``: ``prefix``, a hyphen, ``length`` signs (at least 6).

    39 bits do not exclude a collision among millions: the caller draws again when the name is taken in its container.
    Raises ValueError for a shorter length or a prefix that is not small Latin letters.
    """
    if length < 6:
        raise ValueError(f"a reference of {length} signs could be guessed; take at least 6")
    if not (prefix.isascii() and prefix.isalpha() and prefix.islower()):
        raise ValueError(f"the prefix {prefix!r} must be small Latin letters")
    return f"{prefix}-{_draw(ALPHABET, length)}"


def new_receipt() -> str:
    """Return the secret of a submission's private status page: 20 signs, 99 bits."""
    return _draw(ALPHABET, RECEIPT_LENGTH)


def new_pid() -> str:
    """Return the opaque id of a person: 16 small Latin letters, 72 bits."""
    return _draw(LETTERS, PID_LENGTH)


def new_uid() -> int:
    """Return the uid of a document: an integer from 1 to 2**62 - 1."""
    return secrets.randbelow((1 << UID_BITS) - 1) + 1
