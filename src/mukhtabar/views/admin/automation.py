"""Rules of a place that act by themselves: when, if, then; and the log of what they did."""

from types import SimpleNamespace as Shown
from typing import Any
from urllib.parse import urlencode

import deform
from pyramid.httpexceptions import HTTPSeeOther
from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.actions.automate import drop_rule, set_rule, switch_rule
from mukhtabar.content.interfaces import IContainer
from mukhtabar.content.words import CAPACITY, word
from mukhtabar.forms.automation import rule_form, rule_of, rule_values
from mukhtabar.language import NAMES, Message, _
from mukhtabar.rules.automation import EVENTS, Rule
from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.refused import Refused
from mukhtabar.security.acl import may
from mukhtabar.views import shown
from mukhtabar.views.helpers import Helpers
from mukhtabar.views.posting import text, validate, with_problem, with_refusal

#: Entries of the log on the page.
LOG_MOST = 30
#: What a rule did, or what kept it from it -> in words.
DID: dict[str, Message] = {
    "labelled": _("a label was put on it"), "moved": _("it was moved"), "told": _("people were written to"),
    "clock": _("a reminder was set"), "reminded": _("people were reminded"),
}  # fmt: skip
PROBLEMS: dict[str, Message] = {
    "author_gone": _("Not done: who made the rule has no right to that here any more."),
    "not_permitted": _("Not all done: who made the rule has no right to the rest."),
    "not_there": _("Not moved: who made the rule could not take it away from there again."),
    "no_target": _("Not moved: the place is gone."),
    "moved_on": _("Not moved: it does not wait for moderation any more."),
    "too_many": _("Not labelled: it has enough labels."),
}
PROBLEM = _("Not all done: something stood in the way.")


def _row(request: Request, context: Any, rule: Rule) -> Shown:
    """Return a rule in words."""
    h, portal = Helpers(request), request.portal
    target = portal.uids.get(rule.move_to) if rule.move_to else None
    ifs = [
        *([(_("It is about"), h.word("topic", rule.topic))] if rule.topic else []),
        *([(_("It is written in"), NAMES[rule.language])] if rule.language else []),
        *([(_("One of these words stands in it"), " · ".join(rule.words))] if rule.words else []),
    ]
    thens = [
        *([(_("Write to"), h.t(CAPACITY[rule.notify]))] if rule.notify else []),
        *([(_("Remind them after so many days"), h.number(rule.days))] if rule.days else []),
        *([(_("Put this label on it"), rule.label)] if rule.label else []),
        *([(_("Move it to"), _name(request, target))] if rule.move_to else []),
    ]
    return Shown(
        rid=rule.rid,
        event=EVENTS[rule.event][0],
        kind=word("type", rule.kind) if rule.kind else None,
        ifs=ifs,
        thens=thens,
        on=rule.on,
        person=h.person(rule.author),
        when=shown.when(h, rule.made),
        url=f"{request.page.url_of(context, 'automation')}?{urlencode({'rule': rule.rid})}",
    )


def _name(request: Request, document: Any) -> str:
    seen = document is not None and may(document, Permission.VIEW, request.authenticated_userid, request.now)
    return request.page.title_of(document) if seen else request.translate(_("a place that is gone"))


def _log(request: Request, context: Any) -> list[Shown]:
    """Return what the rules of this place did, newest first; of what the person may not see, no title."""
    h = Helpers(request)
    found: list[Shown] = []
    for deed in request.portal.automation.logged(context.uid):
        if len(found) == LOG_MOST:
            break
        document = request.portal.uids.get(deed.uid)
        if document is None or not may(document, Permission.VIEW, request.authenticated_userid, request.now):
            continue
        found.append(
            Shown(
                when=shown.when(h, deed.time, time=True),
                title=request.page.title_of(document),
                url=request.page.url_of(document, "review"),
                did=[DID[code] for code in deed.did],
                problem=PROBLEMS.get(deed.problem, PROBLEM) if deed.problem else None,
                event=EVENTS[deed.rule.event][0],
            )
        )
    return found


@view_config(
    context=IContainer,
    name="automation",
    permission="automate",
    request_method=("GET", "HEAD", "POST"),
    renderer="mukhtabar.templates:admin/automation.pt",
)
def automation(context: Any, request: Request) -> Any:
    """The rules, the form that sets one up or changes one, and what they did."""
    rules = request.portal.automation.at(context.uid)
    chosen = next((rule for rule in rules if rule.rid == request.GET.get("rule")), None)
    form, error = rule_form(request), False
    if chosen is not None:
        form.set_appstruct(rule_values(request.portal, chosen))
    if request.method == "POST":
        done, form = _posted(context, request, chosen, form)
        if done:
            request.flash("done", done)
            return HTTPSeeOther(request.page.url_of(context, "automation"))
        error = True
    return {
        "title": _("Rules that act by themselves"),
        "name": request.page.place_of(context),
        "rules": [_row(request, context, rule) for rule in rules],
        "chosen": chosen is not None,
        "log": _log(request, context),
        "form": form,
        "error": error,
    }


def _posted(
    context: Any, request: Request, chosen: Rule | None, form: deform.Form
) -> tuple[Message | None, deform.Form]:
    """Do what was asked; return what is said then, or None and the form with what is wrong."""
    try:
        for name, act in (("drop", _drop), ("off", _off), ("on", _on)):
            if name in request.POST:
                return act(context, request, text(request, name)), form
        posted = validate(request, form)
        if posted.values is None:
            return None, posted.form
        author = request.authenticated_userid or ""
        rule, found = rule_of(request.portal, posted.values, author, request.now, chosen)
        if not found:
            problem = _("Nothing stands at that address. Copy it from the page of the place.")
            return None, with_problem(form, list(request.POST.items()), problem)
        set_rule(request.ctx, context, rule)
    except Refused as refusal:
        request.tm.doom()
        return None, with_refusal(request, form, refusal)
    return _("The rule is saved. It acts on what happens from now on."), form


def _drop(context: Any, request: Request, rid: str) -> Message:
    drop_rule(request.ctx, context, rid)
    return _("The rule is gone. What it did stays done.")


def _off(context: Any, request: Request, rid: str) -> Message:
    switch_rule(request.ctx, context, rid, False)
    return _("The rule rests.")


def _on(context: Any, request: Request, rid: str) -> Message:
    switch_rule(request.ctx, context, rid, True)
    return _("The rule acts again.")


