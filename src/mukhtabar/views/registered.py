"""A register as pages show it: its rows with the documents they name, as far as readers may still see those."""

from collections.abc import Mapping, Sequence
from types import SimpleNamespace as Shown
from typing import Any

from pyramid.request import Request

from mukhtabar.content.answer import OUTCOMES
from mukhtabar.content.base import Workflowed
from mukhtabar.content.proposal import Proposal
from mukhtabar.content.register import EVIDENCE, Counted, Paths, Row, Taken
from mukhtabar.content.seated import DECISIONS
from mukhtabar.content.texts import Texts
from mukhtabar.language import DEFAULT, _
from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.workflow.installed import workflows
from mukhtabar.security.acl import may
from mukhtabar.views import shown
from mukhtabar.views.helpers import Helpers

SNIPPET = 140


def rows(request: Request, consultation: Any, words: Sequence[Row], taken: Taken) -> list[Shown]:
    """Return the rows of a register. What was hidden, withdrawn or moved away since is counted, and not named."""
    by_topic, h = {row.topic: row for row in words}, Helpers(request)
    titles, found = _titles(h), []
    for part in taken.parts:
        row = by_topic.get(part.topics[0], Row(part.topics[0]))
        usual = ", ".join(h.word("topic", topic) for topic in part.topics)
        lang, title = Texts(dict(row.title), {}, DEFAULT).best(request.language)
        said = [by_topic[topic].said for topic in part.topics if topic in by_topic and by_topic[topic].said]
        found.append(
            Shown(
                title=title or usual,
                lang=lang if title else request.language,
                said=[Texts(dict(each), {}, DEFAULT).best(request.language) for each in said],
                proposals=part.proposals,
                voices=part.voices,
                waiting=part.waiting,
                first=_named(request, consultation, part.first),
                decided=_counted(request, consultation, part.decided, titles),
                done=_counted(request, consultation, part.done, titles),
                shows=_counted(request, consultation, part.done, {EVIDENCE: ""}),
            )
        )
    return found


def _titles(h: Helpers) -> dict[str, str]:
    """Return the words for what is counted under a code: no outcome, decision and state share one."""
    states = workflows().for_type("commitment").states
    return {
        **{code: h.word("outcome", code) for code in OUTCOMES},
        **{
            code: h.t(_("Decided by the council: ${decision}", decision=h.word("decision", code)))
            for code in DECISIONS
        },
        **{code: h.t(_(state.title)) for code, state in states.items()},
    }


def _counted(
    request: Request, consultation: Any, counted: Sequence[Counted], titles: Mapping[str, str]
) -> list[Shown]:
    """Return those whose code has a title."""
    tone = Helpers(request).tone
    return [
        Shown(
            title=titles[one.code],
            tone=tone(one.code),
            count=one.count,
            items=_named(request, consultation, one.first),
        )
        for one in counted
        if one.code in titles
    ]


def _named(request: Request, consultation: Any, paths: Paths) -> list[Shown]:
    found = (_at(consultation, path) for path in paths)
    return [
        _item(request, document)
        for document in found
        if isinstance(document, Workflowed) and may(document, Permission.VIEW, None, request.now)
    ]


def _at(consultation: Any, path: tuple[str, ...]) -> Any:
    """Return what stands at `path` below `consultation` now, or None."""
    node = consultation
    for name in path:
        node = node.get(name) if hasattr(node, "get") else None
    return node


def _item(request: Request, document: Any) -> Shown:
    language = document.title_text.best(request.language)[0]
    title, url = request.page.title_of(document), request.page.url_of(document)
    if document.type_name == "answer":
        url = shown.url_of_answer(request, document)
    return Shown(
        url=url,
        title=title if isinstance(document, Proposal) else shown.shorten(title, SNIPPET),
        lang=language,
    )


def asked(request: Request, consultation: Any) -> Shown:
    """Return what was asked: the consultation itself, and from when until when."""
    h, phases = Helpers(request), consultation.phases
    return Shown(
        url=request.page.url_of(consultation),
        title=request.page.title_of(consultation),
        lang=h.lang(consultation.title),
        summary=consultation.summary.best(request.language),
        first=shown.when(h, min((phase.start for phase in phases), default=None)),
        last=shown.when(h, max((phase.end for phase in phases), default=None)),
    )


def shown_of(request: Request, consultation: Any, words: Sequence[Row], taken: Taken) -> dict[str, Any]:
    """Return what parts/register.pt needs."""
    h, reply = Helpers(request), consultation.for_readers("reply") if taken.replied else None
    return {
        "asked": asked(request, consultation),
        "rows": rows(request, consultation, words, taken),
        "taken": shown.when(h, taken.time),
        "total": (taken.proposals, taken.voices),
        "reply": reply or None,
        "translated": reply is not None and not consultation.by_council(h.lang(reply)),
    }
