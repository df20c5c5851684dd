"""A council file: the agenda of one sitting of the council, what stands on it, and what was decided."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from zope.interface import implementer

from mukhtabar.content.approved import Approvable
from mukhtabar.content.base import microseconds
from mukhtabar.content.interfaces import ICouncilFile
from mukhtabar.content.petition import ACCEPTED, Petition
from mukhtabar.content.seated import Seated
from mukhtabar.content.texts import Texts
from mukhtabar.language import Message, _
from mukhtabar.language.dates import local_day, month_of
from mukhtabar.rules.sessions import from_code
from mukhtabar.store.catalog.listings import Entry
from mukhtabar.store.folder import lineage

#: The lists of a commune from which points are chosen: code -> (list, what it is called). Another type that can come
#: before the council is added here; its class is Seated, and it has a reference.
SOURCES: dict[str, tuple[str, Message]] = {
    "answered": ("proposals.answered", _("Answered proposals")),
    "waiting": ("proposals.waiting", _("Proposals that wait for an answer")),
    "petitions": (ACCEPTED, _("Accepted petitions")),
}
#: It is called by its session, in every language: nobody types a title.
TITLES = {
    "ar": "جدول أعمال دورة {}", "fr": "Ordre du jour de la session de {}", "zgh": "ⴰⵖⴰⵡⴰⵙ ⵏ ⵜⵖⵉⵎⵉⵜ ⵏ {}",
    "en": "Agenda of the session of {}",
}  # fmt: skip
#: The states in which an agenda is sent and its decisions are not confirmed.
SENT = frozenset({"convened", "deciding"})
#: An agenda has no more points.
POINTS_MOST = 40


@dataclass(frozen=True, slots=True)
class Point:
    """One point: the reference of what is discussed, and what was decided: not public before it is confirmed."""

    reference: str
    decision: str = ""
    words: str = ""


def on_agenda(portal: Any, point: Point) -> Any:
    """Return the document that a point is about, whatever became of it; None when it is not there any more."""
    found = portal.uids.get(portal.references.get(point.reference) or 0)
    return found if isinstance(found, Seated) else None


def sent_with(portal: Any, document: Any) -> Any:
    """Return the council file that was sent with `document` on its agenda and is not closed; None for none."""
    files = (portal.uids.get(each.file) for each in document.sittings)
    # An archive that was brought in has numbers of another portal.
    here = (each for each in files if isinstance(each, CouncilFile) and each.state in SENT)
    return next((each for each in here if any(point.reference == document.reference for point in each.points)), None)


@implementer(ICouncilFile)
class CouncilFile(Approvable):
    """The file of one sitting, under its commune."""

    type_name = "council_file"
    fields = ("session", "day", "details", "points")
    #: The ordinary session, as rules/sessions.py codes it, and the first moment of the day of the sitting.
    session: str = ""
    day: datetime | None = None
    #: The agenda note.
    details = Texts()
    points: tuple[Point, ...] = ()

    def rests_on(self, portal: Any) -> Iterator[Any]:
        yield from (found for point in self.points if (found := on_agenda(portal, point)) is not None)

    def for_readers(self, name: str) -> Any:
        """Return a field as it is read now: what was decided is public when it is confirmed."""
        if name == "points" and self.state != "closed":
            return tuple(Point(each.reference) for each in self.points)
        return super().for_readers(name)

    @property
    def title_text(self) -> Texts:
        session = from_code(self.session)
        if session is None:
            return Texts()
        return Texts({code: words.format(month_of(session.first_day, code)) for code, words in TITLES.items()})

    @property
    def day_fits(self) -> bool:
        """Whether it has a day, and that lies in its session."""
        session = from_code(self.session)
        return session is not None and self.day is not None and session.holds(local_day(self.day))

    @property
    def has_decisions(self) -> bool:
        """Whether something was decided on every point, and said in words where it was not adopted."""
        return bool(self.points) and all(
            each.decision and (each.words or each.decision == "adopted") for each in self.points
        )

    def listings(self) -> Iterator[Entry]:
        yield from self.worklist_entries()
        rank = -microseconds(self.day or self.created)
        for node in lineage(self.__parent__):
            yield Entry("council_files" if self.is_public else "council_files.drafts", node.uid, rank)


def takes(portal: Any, file: CouncilFile, document: Any) -> bool:
    """Whether `document` may stand on the agenda of `file`: a petition only of its session, and on no other agenda."""
    if not isinstance(document, Petition):
        return True
    return document.state == "accepted" and document.session == file.session and sent_with(portal, document) is None
