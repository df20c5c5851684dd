"""Personal data in a text: telephone numbers, e-mail addresses, identity card numbers, bank accounts (law 09-08).

Numbers are found in every writing: with blanks, dots or hyphens, in Arabic digits, with the country's number. What only
looks like one is left alone: prices, dates, references, counts, the short numbers of public services.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from mukhtabar.language.clean import ascii_digits


class Kind(StrEnum):
    """What kind of personal data it is."""

    PHONE = "phone"
    EMAIL = "email"
    IDENTITY = "identity"
    ACCOUNT = "account"


@dataclass(frozen=True)
class Personal:
    """Something personal that stands in a text from `start` to `end`; `value` is it in one writing."""

    kind: Kind
    start: int
    end: int
    value: str

    @property
    def key(self) -> str:
        """What a tick is kept under: sixteen bits, enough to know it again, too few to say what it was."""
        return f"{self.kind}:{hashlib.sha256(f'{self.kind} {self.value}'.encode()).hexdigest()[:4]}"


#: What may stand between the digits of one number, direction marks and joiners included.
_GAP = " \\t\u00a0\u2007\u2009\u202f\u200c-\u200f\u061c.\\-\u2010-\u2013/"
#: ITU-T E.164: country 212, nine digits; from within the country a 0 before them. 5 stands for fixed, 6 and 7 for
#: mobile lines (ANRT, plan national de numérotation); 08 numbers belong to services.
_COUNTRY = rf"(?:\+|00)?[{_GAP}]?212\+?[{_GAP}]{{0,2}}\(?0?\)?[{_GAP}]{{0,2}}"
_PHONE = re.compile(
    rf"(?<![0-9A-Za-z])(?<![0-9][.,/])(?:(?P<country>{_COUNTRY})|\(?0\)?[ \u00a0\u202f]?)"
    rf"(?P<rest>[567]\)?(?:[{_GAP}]{{0,3}}[0-9]){{8}})(?![0-9])"
)
_DATE = re.compile(r"(?<![0-9])[0-9]{1,2}([./\-])[0-9]{1,2}\1(?:19|20)[0-9]{2}(?![0-9])")
_EMAIL = re.compile(
    r"(?<![A-Za-z0-9._%+\-])[A-Za-z0-9][A-Za-z0-9._%+\-]{0,63}\s?@\s?[A-Za-z0-9](?:[A-Za-z0-9\-]*[A-Za-z0-9])?"
    r"(?:\.[A-Za-z0-9\-]+)*\.[A-Za-z]{2,24}(?![A-Za-z0-9@])"
)
#: One or two letters of the bureau and five to seven digits (DGSN, carte nationale d'identité électronique).
_IDENTITY = re.compile(
    r"(?<![0-9A-Za-z./@\-_#=])(?P<letters>[A-Za-z]{1,2})(?P<gap>[ \u00a0]?)(?P<digits>[0-9]{5,7})"
    r"(?![0-9A-Za-z@_])(?![.,][0-9])"
)
#: In Arabic letters it is one only when the words beside it say so.
_IDENTITY_ARABIC = re.compile(
    r"(?<![\u0620-\u064a0-9])(?P<letters>[\u0621-\u064a](?:[ .]?[\u0621-\u064a])?)[ .\u00a0]?(?P<digits>[0-9]{5,7})"
    r"(?![0-9A-Za-z\u0620-\u064a])"
)
#: Units, units of money, standards and what else stands before a number in two letters.
_NO_BUREAU = frozenset({
    "dh", "km", "kg", "cm", "mm", "ha", "ht", "no", "n", "nr", "bp", "cp", "pk", "rn", "rp", "rr", "en", "le", "la",
    "de", "du", "et", "au", "ou", "un", "sa", "st", "to", "of", "in", "is", "at", "by", "or", "eu", "us", "p", "v",
})  # fmt: skip
_SAID = re.compile(
    r"(?:\bCN?I?N?E\b|\bC\.?I\.?N\b|carte nationale|identité|identity"
    r"|بطاقة|البطاقة|ب\.? ?ت\.? ?و|رقم التعريف|الهوية)",
    re.IGNORECASE,
)
#: Before a number, this many letters may say what it is.
_BEFORE = 40
_ACCOUNT = re.compile(
    r"(?<![0-9])(?P<iban>MA[ \u00a0]?[0-9]{2}[ \u00a0.\-]?)?(?P<rib>[0-9](?:[ \u00a0\u202f.\-]?[0-9]){23})(?![0-9])",
    re.IGNORECASE,
)
_ACCOUNT_SAID = re.compile(r"RIB|IBAN|compte|bancaire|حساب|بنكي|البنك", re.IGNORECASE)
_HYPHENS = "-\u2010\u2011\u2012\u2013"
_NO_SIGN = re.compile(r"[0-9\s\u200c-\u200f\u061c+()]")
_NOT_DIGIT = re.compile("[^0-9]")


def _digits(text: str) -> str:
    return _NOT_DIGIT.sub("", text)


def _rib_holds(digits: str) -> bool:
    """Whether the key of a bank account is right: 97 less the remainder of the rest (Bank Al-Maghrib; ISO 7064)."""
    return 97 - int(digits[:22]) * 100 % 97 == int(digits[22:])


def _accounts(text: str) -> Iterator[Personal]:
    for hit in _ACCOUNT.finditer(text):
        digits = _digits(hit["rib"])
        if hit["iban"] or _rib_holds(digits) or _ACCOUNT_SAID.search(text, max(0, hit.start() - _BEFORE), hit.start()):
            yield Personal(Kind.ACCOUNT, hit.start(), hit.end(), digits)


def _one_number(written: str) -> bool:
    """Whether the groups of digits are those of one number: no date begins in it, and its signs are of one kind."""
    if _DATE.search(written):
        return False
    signs = {"-" if sign in _HYPHENS else sign for sign in _NO_SIGN.sub("", written)}
    if len(signs) > 1:
        return False
    # With strokes, only in pairs: 06/12/34/56/78.
    return signs != {"/"} or bool(re.fullmatch(r"[0-9]{2}(?:/[0-9]{2})+", written.strip()))


def _phones(text: str) -> Iterator[Personal]:
    for hit in _PHONE.finditer(text):
        if _one_number(hit[0] if not hit["country"] else hit["rest"]):
            yield Personal(Kind.PHONE, hit.start(), hit.end(), _digits(hit["rest"]))


def _identities(text: str) -> Iterator[Personal]:
    for hit in _IDENTITY.finditer(text):
        letters, said = hit["letters"], bool(_SAID.search(text, max(0, hit.start() - _BEFORE), hit.start()))
        # Apart from its number, a letter is a word as a rule: «A 12000 habitants».
        apart = bool(hit["gap"]) and (len(letters) == 1 or not letters.isupper())
        if said or (letters.casefold() not in _NO_BUREAU and not apart):
            yield Personal(Kind.IDENTITY, hit.start(), hit.end(), letters.upper() + hit["digits"])
    for hit in _IDENTITY_ARABIC.finditer(text):
        if _SAID.search(text, max(0, hit.start() - _BEFORE), hit.start()):
            yield Personal(Kind.IDENTITY, hit.start(), hit.end(), hit["letters"].replace(" ", "") + hit["digits"])


def _emails(text: str) -> Iterator[Personal]:
    for hit in _EMAIL.finditer(text):
        yield Personal(Kind.EMAIL, hit.start(), hit.end(), "".join(hit[0].split()).casefold())


def personal(text: str) -> list[Personal]:
    """Return the personal data in a plain text, in its order; what lies within something longer is not told again."""
    plain = ascii_digits(text)
    found: list[Personal] = []
    for reader in (_emails, _accounts, _phones, _identities):
        found += [one for one in reader(plain) if not any(one.start < two.end and two.start < one.end for two in found)]
    return sorted(found, key=lambda one: one.start)
