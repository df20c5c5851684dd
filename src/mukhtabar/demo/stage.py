"""Who acts and when: every action of the sample site is taken by a person, at a moment before the real one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from mukhtabar.actions.answer import remember_look
from mukhtabar.actions.context import Ctx
from mukhtabar.actions.edit import edit, serial
from mukhtabar.actions.publish_at import publish_at
from mukhtabar.actions.question import pass_on
from mukhtabar.actions.submit import participant
from mukhtabar.actions.tick import take_due
from mukhtabar.actions.transition import transition
from mukhtabar.actions.translate import draft
from mukhtabar.content.answer import Answer
from mukhtabar.content.base import Workflowed
from mukhtabar.content.texts import HTML, Texts
from mukhtabar.language.dates import ZONE, local_day
from mukhtabar.language.html import plain_to_html
from mukhtabar.store.register import Person

AUTHOR, SYSTEM, MODERATOR = "author", "system", "moderator"


@dataclass
class Stage:
    """The portal being filled. `ctx` is the system's, at the real moment; `people` are known by the files' names."""

    ctx: Ctx
    progress: Callable[[int], None]
    people: dict[str, Person] = field(default_factory=dict)
    #: The mandates of the sample council, by the keys of its file.
    seats: dict[str, int] = field(default_factory=dict)
    #: The part a file speaks of ("lead") -> the account that plays it in the space being filled.
    cast: Mapping[str, str] = field(default_factory=dict)
    #: The services of the commune being filled, by the file's names -> the id of the group.
    services: Mapping[str, str] = field(default_factory=dict)

    def at(self, moment: str) -> datetime:
        """Return the moment "<days ago> <hour:minute in Morocco>"; a negative number of days lies ahead."""
        days, clock = moment.split()
        return day_before(local_day(self.ctx.now), int(days), time.fromisoformat(clock))

    def person(self, who: str) -> Person:
        """Return the person a file calls `who`."""
        return self.people[self.cast.get(who, who)]

    def acting(self, who: str, moment: str) -> Ctx:
        """Return the context in which `who` acts at `moment`."""
        if who == SYSTEM:
            return replace(self.ctx, now=self.at(moment))
        return replace(self.ctx, actor=self.person(who).pid, now=self.at(moment), system=False)

    def participant(self, row: Mapping[str, str], moment: str) -> Person:
        """Return a new person without an account who takes part at `moment`."""
        ctx = self.acting(SYSTEM, moment)
        return participant(ctx, row["name"], row.get("email", ""), row.get("language", "ar"))

    def values(self, moment: str, row: Mapping[str, Any], fields: tuple[str, ...]) -> dict[str, Any]:
        """Return what `row` says for `fields`, as written at `moment`."""
        found = {}
        for name in fields:
            value = row.get(name)
            if isinstance(value, Mapping):
                words = {
                    code: plain_to_html(text, editor=True) if name in HTML else text.strip()
                    for code, text in value.items()
                }
                found[name] = Texts.of(self.at(moment), **words)
            elif value is not None:
                found[name] = value.strip()
        return found

    def take(self, document: Workflowed, step: Mapping[str, Any], default: str = MODERATOR) -> None:
        """Take one step of a file with `document`. Raises Refused.

        An edit of whole texts, a «rewrite» of some languages, a translation made ready, a date of an answer, a turn
        of the clock, a question passed on to a member of the council, or a transition.
        """
        who, moment, name = step.get("by", default), step["when"], step["do"]
        if who == AUTHOR:
            ctx = replace(self.ctx, actor=document.creator, now=self.at(moment), system=False)
        else:
            ctx = self.acting(who, moment)
        comment = step.get("comment", "")
        if name == "tick":
            take_due(self.acting(SYSTEM, moment))
        elif name == "publish_at":
            publish_at(ctx, document, self.at(step["on"]), serial(document))
        elif name == "edit":
            edit(ctx, document, self.values(moment, step, document.fields), comment)
        elif name == "rewrite":
            found = self.values(moment, step, document.fields)
            values = {key: getattr(document, key).with_values(ctx.now, text.values) for key, text in found.items()}
            edit(ctx, document, values, comment)
        elif name == "pass_on":
            pass_on(ctx, document, self.seats[step["member"]])
        elif name == "translate":
            language, values = step["language"], self.values(moment, step, document.fields)
            draft(ctx, document, language, {key: text.get(language) for key, text in values.items()}, ready=True)
        else:
            transition(ctx, document, name, comment, step.get("reason"), read_hash=serial(document))
        if isinstance(document, Answer):
            remember_look(ctx, document)


def day_before(today: date, days: int, clock: time) -> datetime:
    """Return `clock` in Morocco, so many days before `today`, in UTC."""
    return datetime.combine(today - timedelta(days=days), clock, ZONE).astimezone(UTC)
