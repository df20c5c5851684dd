"""Rules at a place: set one up, switch it, drop it; and do what they say, with the rights of who made them."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from mukhtabar.actions.context import Ctx, refused
from mukhtabar.actions.effects import people_with
from mukhtabar.actions.inside import rehearsing
from mukhtabar.actions.label import put_label
from mukhtabar.actions.move import move
from mukhtabar.actions.record import record
from mukhtabar.actions.route import route
from mukhtabar.content.base import Workflowed
from mukhtabar.content.bin import in_bin
from mukhtabar.content.consultation import Consultation
from mukhtabar.content.proposal import Proposal
from mukhtabar.content.texts import Texts
from mukhtabar.language import _
from mukhtabar.language.html import text_of
from mukhtabar.rules.automation import CITIZENS, EVENTS, Happening, Rule, does_something, matches
from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.refused import Refused
from mukhtabar.rules.roles import Role
from mukhtabar.security.acl import may
from mukhtabar.store.automation import Deed, Noted, Reminder
from mukhtabar.store.revisions import digest_of

RULES_MOST = 30
#: As many happenings as one transaction works through.
AT_ONCE = 100


def set_rule(ctx: Ctx, node: Any, rule: Rule) -> None:
    """Add `rule` to those of `node`, or put it in the place of the one with the same id. Raises Refused."""
    ctx.require(Permission.AUTOMATE, node)
    if rule.event not in EVENTS:
        raise ValueError(f"no event {rule.event}")
    if not does_something(rule):
        raise refused("does_nothing", _("Say what is to be done then: tell somebody, move it, or put a label on it."))
    if rule.days and not rule.notify:
        raise refused("nobody_to_remind", _("Say who is to be reminded."))
    if rule.move_to:
        _checked_target(ctx, rule)
    kept = ctx.portal.automation.at(node.uid)
    if rule.rid in {one.rid for one in kept}:
        kept = tuple(rule if one.rid == rule.rid else one for one in kept)
    elif len(kept) >= RULES_MOST:
        raise refused("too_many", _("There are enough rules here: at most ${most}.", most=RULES_MOST))
    else:
        kept = (*kept, rule)
    ctx.portal.automation.set(node.uid, kept)
    record(ctx, node, "set_rule", {"rule": rule.rid}, changed=False)


def _checked_target(ctx: Ctx, rule: Rule) -> None:
    target = ctx.portal.uids.get(rule.move_to)
    if target is None or in_bin(target) or not may(target, Permission.VIEW, ctx.actor, ctx.now):
        raise refused("no_target", _("There is no such place."))
    if not rule.kind or rule.kind not in getattr(target, "children", ()):
        raise refused("wrong_target", _("Choose a type of document that this place takes."))
    if rule.kind in CITIZENS and not rule.why:
        raise refused("no_why", _("Say what the author is told when it is moved."))


def switch_rule(ctx: Ctx, node: Any, rid: str, on: bool) -> None:
    """Let the rule act, or rest. Raises Refused."""
    rule = find_rule(ctx, node, rid)
    kept = ctx.portal.automation.at(node.uid)
    ctx.portal.automation.set(node.uid, tuple(replace(one, on=on) if one == rule else one for one in kept))
    record(ctx, node, "switch_rule", {"rule": rid, "on": "yes" if on else "no"}, changed=False)


def drop_rule(ctx: Ctx, node: Any, rid: str) -> None:
    """Forget the rule; what it did stays done. Raises Refused."""
    rule = find_rule(ctx, node, rid)
    kept = ctx.portal.automation.at(node.uid)
    ctx.portal.automation.set(node.uid, tuple(one for one in kept if one != rule))
    record(ctx, node, "drop_rule", {"rule": rid}, changed=False)


def find_rule(ctx: Ctx, node: Any, rid: str) -> Rule:
    """Return the rule `rid` of `node`. Raises Refused."""
    ctx.require(Permission.AUTOMATE, node)
    rule = next((one for one in ctx.portal.automation.at(node.uid) if one.rid == rid), None)
    if rule is None:
        raise refused("no_rule", _("There is no such rule here."))
    return rule


def automate(ctx: Ctx) -> int:
    """Do what the rules say about what has happened, and remind of what has not moved on; return how much was done."""
    done = 0
    for noted in ctx.portal.automation.take(AT_ONCE):
        document = ctx.portal.uids.get(noted.uid)
        if document is None or in_bin(document):
            continue
        seen = _happening(noted, document)
        for node in noted.nodes:
            for rule in ctx.portal.automation.at(node):
                if matches(rule, seen):
                    _act(ctx, node, rule, document)
                    done += 1
    done += sum(_remind(ctx, reminder) for reminder in ctx.portal.automation.due(ctx.now))
    return done + sum(automate(inside) for inside in rehearsing(ctx))


def _happening(noted: Noted, document: Any) -> Happening:
    texts = (getattr(document, name, "") for name in ("title", "summary", "body"))
    said = (" ".join(text.values.values()) if isinstance(text, Texts) else str(text) for text in texts)
    return Happening(
        noted.event,
        document.type_name,
        getattr(document, "topic", ""),
        getattr(document, "language", ""),
        text_of(" ".join(said)),
    )


def _act(ctx: Ctx, node: int, rule: Rule, document: Workflowed) -> None:
    """Do what `rule` says, as far as who made it may; what came of it is in the log of the place."""
    place, author = ctx.portal.uids.get(node), replace(ctx, actor=rule.author, system=False, by_rule=True)
    did: list[str] = []
    problem = ""
    maker = ctx.register.get(rule.author)
    gone = place is None or maker is None or maker.disabled
    if gone or not may(place, Permission.AUTOMATE, rule.author, ctx.now):
        problem = "author_gone"
    else:
        problem = _tried(author, node, rule, document, did)
    ctx.portal.automation.log(node, Deed(ctx.now, rule, document.uid, tuple(did), problem))
    detail = {"rule": rule.rid, "did": ",".join(did), **({"refused": problem} if problem else {})}
    record(ctx, document, "rule", detail, changed=False)


def _tried(ctx: Ctx, node: int, rule: Rule, document: Any, did: list[str]) -> str:
    """Do all that the rule says; return the code of what stood in the way, and then nothing of it is done."""
    before = ctx.portal._p_jar.transaction_manager.get().savepoint()
    try:
        _do(ctx, node, rule, document, did)
    except Refused as refusal:
        before.rollback()
        did.clear()
        return refusal.code
    return ""


def _do(ctx: Ctx, node: int, rule: Rule, document: Any, did: list[str]) -> None:
    # Whoever is told, is told of what they may find: moved first, then spoken of.
    if rule.label and put_label(ctx, document, rule.label):
        did.append("labelled")
    if rule.move_to and document.__parent__.uid != rule.move_to:
        _move(ctx, rule, document)
        did.append("moved")
    if rule.notify and _tell(ctx, rule.notify, document, "tell"):
        did.append("told")
    if rule.days:
        waits = Reminder(document.uid, node, rule.rid, rule.notify, document.state, document.state_since)
        ctx.portal.automation.remind(ctx.now + timedelta(days=rule.days), waits)
        did.append("clock")


def _move(ctx: Ctx, rule: Rule, document: Any) -> None:
    target = ctx.portal.uids.get(rule.move_to)
    if target is None or in_bin(target):
        raise refused("no_target", _("There is no such place."))
    if isinstance(document, Proposal) and isinstance(target, Consultation):
        route(ctx, document, target, "other_consultation", rule.why, digest_of(document.field_values()))
    else:
        move(ctx, document, target)


def _tell(ctx: Ctx, role: str, document: Any, what: str) -> int:
    people = people_with(ctx, document, frozenset({Role(role)}))
    for person in sorted(people):
        ctx.portal.outbox.put("rule", person, document.uid, ctx.now, {"transition": what})
    return len(people)


def _remind(ctx: Ctx, reminder: Reminder) -> int:
    """Tell the people of the role, unless the document has moved on or the rule is gone; return whether it did."""
    document = ctx.portal.uids.get(reminder.uid)
    rules = ctx.portal.automation.at(reminder.node)
    rule = next((one for one in rules if one.rid == reminder.rid and one.on), None)
    if rule is None or document is None or in_bin(document):
        return 0
    if (document.state, document.state_since) != (reminder.state, reminder.since):
        return 0
    if _tell(ctx, reminder.notify, document, "remind"):
        ctx.portal.automation.log(reminder.node, Deed(ctx.now, rule, document.uid, ("reminded",)))
        record(ctx, document, "rule", {"rule": rule.rid, "did": "reminded"}, changed=False)
    return 1
