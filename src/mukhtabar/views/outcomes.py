"""What became of each of several things that were to be done at once: what parts/outcomes.pt shows."""

from types import SimpleNamespace as Shown

from pyramid.request import Request

from mukhtabar.actions.decide import Outcome
from mukhtabar.language import Message


def told(request: Request, outcomes: list[Outcome], done: Message | None, leads: str = "review") -> list[Shown]:
    """Return for each what it is, and `done` or why not; it links to its view `leads`."""
    return [
        Shown(
            title=request.page.title_of(one.document) if one.document else None,
            url=request.page.url_of(one.document, leads) if one.document else None,
            done=one.refused is None,
            said=one.refused.message if one.refused else done,
        )
        for one in outcomes
    ]
