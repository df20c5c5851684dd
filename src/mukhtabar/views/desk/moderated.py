"""What stands beside a text for who moderates it, on every page that decides: parts/moderated.pt, parts/more.pt."""

from types import SimpleNamespace as Shown
from typing import Any

from pyramid.request import Request

from mukhtabar.actions.merge import step_of
from mukhtabar.content.interfaces import IModerated, IProposal
from mukhtabar.language import Message, _
from mukhtabar.rules.permissions import Permission
from mukhtabar.views.checked import personal_kinds


def moderated(request: Request, document: Any) -> Shown | None:
    """Return the open reports in words, the kinds of personal data that it seems to hold, and what more can be done.

    None for who does not moderate it.
    """
    if not IModerated.providedBy(document) or not request.page.may(Permission.MODERATE):
        return None
    n = len(document.reports) if document.reports is not None else 0
    return Shown(
        reported=_("${n} report waits for a decision", "${n} reports wait for a decision", n=n) if n else None,
        personal=personal_kinds(document),
        redactable=bool(document.redactable),
        more=_more(request, document),
    )


def _more(request: Request, document: Any) -> list[tuple[str, Message]]:
    """Return (address, title) of what else a moderator may do with the text; nothing with what they wrote."""
    if document.creator == request.authenticated_userid:
        return []
    found = [("reports", _("Reports"))] if document.reports is not None else []
    if document.redactable:
        found.append(("redact", _("Black out words")))
    if document.to_decide is not None:
        found.append(("park", _("Set aside")))
    if IProposal.providedBy(document) and document.for_moderators(document.state):
        found.append(("route", _("Pass on to another consultation")))
    if IProposal.providedBy(document) and step_of(document) is not None:
        asked = _("The author is asked whether it may join another")
        found.append(("merge", asked if document.is_asked else _("Join to another proposal")))
    return [(request.page.url_of(document, name), title) for name, title in found]
