"""What the guards may know about a document and the person who acts. The caller gathers it; rules only read it."""

from dataclasses import dataclass
from datetime import date, datetime

from mukhtabar.language.message import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Facts at the moment of the step. Every default is the one that refuses: what is not stated is not so.

    Persons are opaque ids, of the canonical record of each person, so that two accounts of one person count as one.
    """

    # who
    actor: str | None = None
    author: str | None = None
    #: Who typed it for an author who is not online.
    entered_by: str | None = None
    #: All who drafted or edited the text, ever; also those who typed it for somebody else.
    drafted_by: frozenset[str] = frozenset()
    #: Who asked for what is answered or promised, all who joined in it too.
    asked_by: frozenset[str] = frozenset()
    #: In whose name the person approves, when it is by delegation alone; and whether that one may still approve here.
    delegated_by: str | None = None
    delegator_approves: bool = False
    #: Those who refused it before and did not take that back: another one decides an appeal.
    refused_by: frozenset[str] = frozenset()
    #: The portal itself acts: a date was reached, or another document's step brings this one about.
    system: bool = False

    # the text
    #: There is a title in the default language, or in the document's own.
    has_title: bool = False
    #: What the content check says must be put right first; None while it has not looked.
    to_fix: tuple[Message, ...] | None = None
    #: Hash of the text the person had on the screen, and of the text as it is now.
    read_hash: str | None = None
    current_hash: str | None = None
    #: Hash of the text that was approved, while that approval stands.
    approved_hash: str | None = None

    # time
    now: datetime | None = None
    #: When a dated step is due: the start or end of a phase, a set publication date, a legal deadline.
    due_at: datetime | None = None
    #: Until when the last step may be undone, and which step that was.
    undo_until: datetime | None = None
    last_transition: str | None = None
    #: Whether the calendar allows it now; None where no calendar governs.
    phase_allows: bool | None = False
    #: Whether the council may publish now; until and including which day it may not, when that is known.
    unfrozen: bool = False
    frozen_until: date | None = None

    # what must be there
    has_outcome: bool = False
    has_summary: bool = False
    #: For the outcome "not our competence": the addressee is named. True for every other outcome.
    has_addressee: bool = False
    has_calendar: bool = False
    has_synthesis: bool = False
    has_reply: bool = False
    has_merge_target: bool = False
    has_evidence: bool = False
    has_date: bool = False
    #: What cites the law says where it comes from and when that was checked. True for everything else.
    has_source: bool = False
    #: A charter: nobody has signed its text; both sides have.
    unsigned: bool = False
    signed_by_both: bool = False

    # what happened
    #: An answer to the proposal is published.
    answered: bool = False
    #: The author has already used the one appeal.
    appealed: bool = False

    #: The council has never answered a proposal in public, promised something about it, or decided on it.
    nothing_on_record: bool = False
    #: What an answer answers is still public; what a commitment comes from still stands, and its day is to come.
    still_asked: bool = False
    basis_stands: bool = False

    # working copies
    #: Whether it is one, standing beside a published document; None when that is not known.
    working_copy: bool | None = None
    #: Its original stands in the tree, says what it said when the copy was made, and may be edited by who decides.
    original_stands: bool = False
    original_unchanged: bool = False
    may_edit_original: bool = False

    # council files
    #: There is a day of the sitting, in its session; it has come; points, each still public; each decided on.
    has_sitting: bool = False
    session_held: bool = False
    has_points: bool = False
    has_decisions: bool = False

    # petitions
    #: Every question of the check is answered, and with yes what the law surely asks.
    admissible: bool = False
    #: Object, reasons and aims are written.
    has_text: bool = False
    has_agent: bool = False
    #: Its list of signatures was closed when it was hidden.
    was_ready: bool = False
    has_lodging_record: bool = False
    has_session: bool = False
    signatures: int = 0
    #: How many the portal reckons with in this commune; None when it is not known, which is never enough.
    threshold: int | None = None
