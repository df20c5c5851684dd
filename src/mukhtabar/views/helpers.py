"""Small things templates say often: dates, numbers, names, the best language of a text."""

from datetime import datetime
from typing import Any

from pyramid.request import Request

from mukhtabar.content.texts import Texts
from mukhtabar.content.words import CAPACITY, STATE_TONES, word
from mukhtabar.language import Message, _, dates
from mukhtabar.language.direction import direction
from mukhtabar.language.html import sanitise
from mukhtabar.rules.reasons import Reason
from mukhtabar.rules.sessions import from_code


class Helpers:
    """`h` in templates."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.language: str = request.language

    def t(self, message: str) -> str:
        """Return a message in the language of the page."""
        return str(self.request.translate(message))

    def text(self, texts: Texts) -> str:
        """Return the text in the reader's language or the best other."""
        return texts.best(self.language)[1]

    def lang(self, texts: Texts) -> str:
        """Return the language that text() answers in."""
        return texts.best(self.language)[0]

    def dir(self, language: str) -> str:
        """Return rtl or ltr."""
        return direction(language or self.language)

    def html(self, texts: Texts) -> str:
        """Return sanitised HTML in the best language: once more on render (abuse case 48)."""
        return sanitise(texts.best(self.language)[1], editor=True)

    def date(self, when: datetime) -> str:
        """Return a day in words, for example 19 دجنبر 2021."""
        return dates.long_date(when, self.language)

    def moment(self, when: datetime) -> str:
        """Return a day in words and the time."""
        return dates.date_time(when, self.language)

    def iso(self, when: datetime) -> str:
        """Return the value of a datetime attribute."""
        return dates.iso(when)

    def number(self, n: float) -> str:
        """Return a number with this language's separators."""
        return dates.number(n, self.language)

    def size(self, size: int) -> str:
        """Return a size in bytes in words: who pays by the megabyte reads it before the download."""
        if size < 1024 * 1024:
            return self.t(_("${size} kB", size=self.number(max(1, round(size / 1024)))))
        return self.t(_("${size} MB", size=self.number(round(size / 1024 / 1024, 1))))

    def session(self, code: str) -> str:
        """Return what a session of a council (rules/sessions.py) is called: «session of February 2027»."""
        session = from_code(code)
        if session is None:
            return code
        return self.t(_("Session of ${month}", month=dates.month_of(session.first_day, self.language)))

    def person(self, pid: str | None) -> str:
        """Return the name shown of a person: looked up now, so an erasure works everywhere at once."""
        person = self.request.register.get(pid)
        if person is None:
            return self.t(_("Former participant"))
        return person.name or self.t(_("Invited, not here yet"))

    def author(self, document: Any) -> str:
        """Return how the author of a document is named."""
        return self.actor(document, document.creator)

    def actor(self, document: Any, pid: str | None) -> str:
        """Return how one who acted on a document is named: an author who hid the name has none, at the desk either."""
        if pid == document.creator and not getattr(document, "name_shown", True):
            return self.t(_("A resident"))
        return self.person(pid)

    def word(self, vocabulary: str, code: str) -> str:
        """Return the word for a code, for example word("outcome", "accepted")."""
        return self.t(word(vocabulary, code))

    def reason(self, reason: Reason) -> str:
        """Return a reason as it is offered to who decides: one that takes the title away as well says so."""
        title = self.t(reason.title)
        return self.t(_("${reason} (its title is not shown either)", reason=title)) if reason.hidden else title

    def state(self, document: Any) -> str:
        """Return the name of a document's state."""
        return self.t(_(document.definition.state(document.state).title))

    def tone(self, state: str) -> str:
        """Return the badge tone of a state or an outcome."""
        return STATE_TONES.get(state, "neutral")

    def capacity(self, role: str) -> str:
        """Return the name of a role."""
        return self.t(CAPACITY[role])

    def n(self, one: str, many: str, n: int) -> Message:
        """Return a counting message, for t()."""
        return Message(one, many, n=n)
