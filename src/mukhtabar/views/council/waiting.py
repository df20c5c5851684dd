"""All that waits for the council of a commune, the longest waiting first, with filters that are plain links."""

from types import SimpleNamespace as Shown
from typing import Any
from urllib.parse import urlencode

from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.actions.assign import colleagues, services
from mukhtabar.content.answer import TO_PUBLISH
from mukhtabar.content.interfaces import ICommune
from mukhtabar.content.proposal import TOPICS
from mukhtabar.content.words import word
from mukhtabar.language import Message, _
from mukhtabar.language.dates import local_day
from mukhtabar.services.council import DIMENSIONS, GONE, LATE, MINE, NOBODY, PRESSING, RESTING, SOON, Looking, waiting
from mukhtabar.views.desk.worklist import row
from mukhtabar.views.helpers import Helpers
from mukhtabar.views.listed import documents, page_number, paging

#: As many consultations as the filter names: those of which the most waits.
MOST_NAMED = 30
LONGEST = 40
WHEN: dict[str, Message] = {
    LATE: _("Late"),
    SOON: _("Due within ${n} days", n=PRESSING),
    RESTING: _("The clock rests"),
}
WORK: dict[str, Message] = {"officer": _("To answer"), "approver": _("To approve")}
HELD: dict[str, Message] = {
    MINE: _("Assigned to me"),
    NOBODY: _("Assigned to nobody"),
    GONE: _("Assigned to somebody without a role here"),
}


@view_config(
    context=ICommune,
    name="waiting",
    permission="confer",
    request_method=("GET", "HEAD"),
    renderer="mukhtabar.templates:council/waiting.pt",
)
def page(context: Any, request: Request) -> dict[str, Any]:
    """One page of what waits, and each filter with how many it would show. Only what is shown is loaded."""
    able = services(request.ctx, context)
    looking = Looking(
        local_day(request.now), request.authenticated_userid, frozenset({*colleagues(request.ctx, context), *able})
    )
    chosen = {name: request.GET.get(name, "")[:LONGEST] for name in DIMENSIONS}
    found = waiting(request.portal.listings_index, context.uid, looking, chosen, page_number(request))
    titles = {gid: group.title for gid, (group, _people) in able.items()}
    held = {MINE: HELD[MINE], **titles, NOBODY: HELD[NOBODY], GONE: HELD[GONE]}
    words: tuple[tuple[str, Message, dict[str, Any]], ...] = (
        ("when", _("Term"), WHEN),
        ("for", _("Assigned to"), held),
        ("do", _("What is to be done"), WORK),
        ("topic", _("Topic"), {code: word("topic", code) for code in TOPICS}),
        ("in", _("Consultation"), _consultations(request, found.counts, chosen["in"])),
    )
    terms, *groups = (_filter(request, context, name, title, said, chosen, found.counts) for name, title, said in words)
    return {
        "title": _("What waits for the council"),
        "name": request.page.title_of(context),
        "items": [row(request, document) for document in documents(request, found.batch)],
        "total": found.batch.total,
        "to_publish": _to_publish(request, context),
        "filtered": any(chosen.values()),
        "terms": terms,
        "filters": [group for group in groups if len(group.options) > 1],
        "filters_clear": request.page.url_of(context, "waiting") if any(chosen.values()) else None,
        "paging": paging(request, found.batch),
    }


def _to_publish(request: Request, context: Any) -> tuple[str, Message] | None:
    """Return where approved answers wait to be published, and how many in words; None when there are none."""
    n = request.portal.listings_index.count(TO_PUBLISH, context.uid)
    words = _("${n} approved answer waits to be published", "${n} approved answers wait to be published", n=n)
    return (request.page.url_of(context, "to-publish"), words) if n else None


def _filter(request: Request, context: Any, name: str, title: Message, words: Any, chosen: Any, counts: Any) -> Shown:
    """Return one filter: all, then each choice that would show something, and the one that is chosen."""

    def option(code: str, said: Any) -> tuple[str, Any, str, bool]:
        asked = {key: value for key, value in {**chosen, name: code}.items() if value}
        url = request.page.url_of(context, "waiting") + (f"?{urlencode(asked)}" if asked else "")
        return url, said, Helpers(request).number(counts.get((name, code), 0)), chosen[name] == code

    found = [(code, said) for code, said in words.items() if counts.get((name, code)) or code == chosen[name]]
    return Shown(title=title, options=[option("", _("All")), *(option(code, said) for code, said in found)])


def _consultations(request: Request, counts: Any, current: str) -> dict[str, str]:
    """Return the titles of the consultations of which the most waits, and of the one chosen, by uid."""
    codes = [(n, code) for (name, code), n in counts.items() if name == "in" and code]
    most = [code for _n, code in sorted(codes, key=lambda one: (-one[0], one[1]))[:MOST_NAMED]]
    found = {code: request.portal.uids.get(int(code)) for code in most}
    return {code: request.page.title_of(node) for code, node in found.items() if node is not None}
