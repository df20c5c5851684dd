"""What became of each of several things that were to be done at once: what parts/outcomes.pt shows."""

from types import SimpleNamespace as Shown
from typing import Any

from pyramid.request import Request

from mukhtabar.actions.decide import Outcome
from mukhtabar.content.answer import Answer
from mukhtabar.language import Message


def told(request: Request, outcomes: list[Outcome], done: Message | None, leads: str = "review") -> list[Shown]:
    """Return for each what it is, and `done` or why not; it links to its view `leads`.

    Answers of one text have one title, so each is known by what it answers.
    """
    return [
        Shown(
            title=request.page.title_of(_known_by(one.document)) if one.document else None,
            url=request.page.url_of(one.document, leads) if one.document else None,
            done=one.refused is None,
            said=one.refused.message if one.refused else done,
        )
        for one in outcomes
    ]


def _known_by(document: Any) -> Any:
    return document.__parent__ if isinstance(document, Answer) else document
