"""What the buttons of the contents page do with what is chosen: for each document all or nothing."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import urlencode

from pyramid.request import Request

from mukhtabar.actions.copy import copy
from mukhtabar.actions.move import move
from mukhtabar.actions.order import WHERE, reorder
from mukhtabar.actions.transition import transition
from mukhtabar.content.base import Workflowed
from mukhtabar.language import Message, _
from mukhtabar.rules.refused import Refused
from mukhtabar.views.desk.selection import CLIP_MOST, Clip
from mukhtabar.views.posting import text

#: An address of more is not followed by every server.
NAMES_MOST = 50


@dataclass
class Outcome:
    """`said` of what went well; `problems` (name, title, why) of what did not; `left` stays chosen; or where to go."""

    said: Message | None = None
    problems: list[tuple[str, str, Message]] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    leads_to: str = ""

    @classmethod
    def of(cls, problem: Message) -> Self:
        """Return the outcome of what could not even begin."""
        return cls(problems=[("", "", problem)])


NOTHING = _("Choose at least one document.")


def each(
    request: Request, documents: Iterable[Any], do: Callable[[Any], object], said: Callable[[int], Message]
) -> Outcome:
    """Do something with each document. One that is refused is left as it was, and the others go on."""
    outcome, done = Outcome(), 0
    for document in documents:
        point = request.tm.get().savepoint(optimistic=True)
        try:
            do(document)
        except Refused as refusal:
            point.rollback()
            outcome.problems.append((document.__name__, request.page.title_of(document), refusal.message))
            outcome.left.append(document.__name__)
        else:
            done += 1
    outcome.said = said(done)
    if outcome.problems and done:
        request.flash("done", outcome.said)
    return outcome


def _carry(verb: str) -> Callable[..., Outcome]:
    def carry(request: Request, container: Any, chosen: list[Any]) -> Outcome:
        if not chosen:
            return Outcome.of(NOTHING)
        if len(chosen) > CLIP_MOST:
            return Outcome.of(_("Choose at most ${most} documents at once.", most=CLIP_MOST))
        Clip(verb, tuple(document.uid for document in chosen)).keep(request)
        n = len(chosen)
        return Outcome(
            _("${n} document is cut. Go where it belongs and paste it.",
              "${n} documents are cut. Go where they belong and paste them.", n=n)
            if verb == "cut"
            else _("${n} document is copied. Go where the copy belongs and paste it.",
                   "${n} documents are copied. Go where the copies belong and paste them.", n=n)
        )  # fmt: skip

    return carry


def _paste(request: Request, container: Any, chosen: list[Any]) -> Outcome:
    clip = Clip.of(request)
    carried = clip.documents(request)
    if not carried:
        Clip().keep(request)
        return Outcome.of(_("Nothing is cut or copied, or it is not there any more."))
    do = move if clip.verb == "cut" else copy
    outcome = each(
        request, carried, lambda document: do(request.ctx, document, container),
        lambda n: _("${n} document was pasted.", "${n} documents were pasted.", n=n),
    )  # fmt: skip
    if not outcome.problems:
        Clip().keep(request)
    return outcome


def _put_down(request: Request, container: Any, chosen: list[Any]) -> Outcome:
    Clip().keep(request)
    return Outcome(_("Nothing is cut or copied any more."))


def _order(where: str) -> Callable[..., Outcome]:
    def order(request: Request, container: Any, chosen: list[Any]) -> Outcome:
        if not chosen:
            return Outcome.of(NOTHING)
        try:
            reorder(request.ctx, container, chosen, where)
        except Refused as refusal:
            request.tm.doom()
            return Outcome(problems=[("", "", refusal.message)], left=[document.__name__ for document in chosen])
        return Outcome(_("The order is changed."), left=[document.__name__ for document in chosen])

    return order


def _go(view: str) -> Callable[..., Outcome]:
    def go(request: Request, container: Any, chosen: list[Any]) -> Outcome:
        if not chosen:
            return Outcome.of(NOTHING)
        names = urlencode([("name", document.__name__) for document in chosen[:NAMES_MOST]])
        return Outcome(leads_to=f"{request.page.url_of(container, view)}?{names}")

    return go


def _step(request: Request, container: Any, chosen: list[Any]) -> Outcome:
    name = text(request, "step")
    if not chosen:
        return Outcome.of(NOTHING)
    if not name:
        return Outcome.of(_("Choose the next step."))

    def take(document: Any) -> None:
        if not isinstance(document, Workflowed) or name not in document.definition.transitions:
            raise Refused("no_such_step", _("This step does not exist for it."))
        read = text(request, f"serial-{document.__name__}") or None
        transition(request.ctx, document, name, comment=text(request, "comment"), read_hash=read)

    return each(
        request, chosen, take,
        lambda n: _("${n} document went a step further.", "${n} documents went a step further.", n=n),
    )  # fmt: skip


HANDLERS: dict[str, Callable[..., Outcome]] = {
    "cut": _carry("cut"),
    "copy": _carry("copy"),
    "paste": _paste,
    "put_down": _put_down,
    "rename": _go("rename"),
    "remove": _go("remove"),
    "step": _step,
    **{where: _order(where) for where in WHERE},
}
