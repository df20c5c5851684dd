"""Coded reasons: what a decision rests on, in a word that can be counted and a title that can be translated.

A code is stored in the history of documents, so it is never renamed or removed; its title may be reworded.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from mukhtabar.language.message import Message, _
from mukhtabar.rules.admissibility import CHECKS


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason. ``hidden``: not even the tombstone shows the title of the text. ``explain``: needs a comment."""

    code: str
    title: Message
    hidden: bool = False
    explain: bool = False


def _coded(*reasons: Reason) -> Mapping[str, Reason]:
    return MappingProxyType({reason.code: reason for reason in reasons})


_OTHER = Reason("other", _("Another reason, explained in the comment"), explain=True)

_REFUSAL = _coded(
    Reason("off_topic", _("It is not about the subject of this consultation")),
    Reason("not_competence", _("The commune cannot decide on this")),
    Reason("personal_data", _("It shows personal data of somebody"), hidden=True),
    Reason("insult_hate", _("It insults or incites hatred"), hidden=True),
    Reason("duplicate", _("The same has already been proposed")),
    Reason("unintelligible", _("It cannot be understood as it is written")),
    Reason("advertising", _("It is advertising")),
    Reason("illegal", _("The law forbids publishing it"), hidden=True),
    _OTHER,
)

_RETURN = _coded(
    Reason("incomplete", _("Something necessary is missing")),
    Reason("unclear", _("It is not clear what is asked for")),
    Reason("several_subjects", _("It holds several proposals: please send one for each")),
    Reason("wrong_place", _("The place is missing or wrong")),
    Reason("names_persons", _("It names persons: please describe the matter without them")),
    Reason("attachment", _("An attachment cannot be opened or may not be shown")),
    _OTHER,
)

#: Recorded when the council's bureau refuses a petition; the reasoned text itself goes into the comment.
_PETITION = _coded(*(Reason(check.code, check.title) for check in CHECKS), _OTHER)

_DROPPING = _coded(
    Reason("budget", _("The money is not available")),
    Reason("not_feasible", _("A study showed that it cannot be done")),
    Reason("law_changed", _("The law or the competence changed")),
    Reason("replaced", _("Another project replaces it")),
    _OTHER,
)

#: Why words were blacked out: short, because it stands in the text in their place.
REDACTION = _coded(
    Reason("personal_data", _("personal data")),
    Reason("insult", _("insult")),
    Reason("hatred", _("incitement to hatred")),
    Reason("accusation", _("accusation against a person")),
    Reason("advertising", _("advertising")),
    Reason("illegal", _("forbidden by law")),
    Reason("other", _("other reason"), explain=True),
)

#: Why a reader reports what is public.
REPORTING = MappingProxyType(
    {code: _REFUSAL[code] for code in ("personal_data", "insult_hate", "illegal", "advertising", "off_topic", "other")}
)

#: Why a submission was passed on to another consultation.
ROUTING = _coded(
    Reason("other_consultation", _("It belongs to the subject of another consultation")),
    Reason("not_competence", _("Not our competence: another commune can decide on it")),
    _OTHER,
)

#: The lists a workflow file may name.
REASONS: Mapping[str, Mapping[str, Reason]] = MappingProxyType(
    {"refusal": _REFUSAL, "return": _RETURN, "petition": _PETITION, "dropping": _DROPPING}
)
