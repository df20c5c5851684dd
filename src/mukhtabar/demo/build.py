"""Fill an empty portal with a sample: by the same actions that people use, each at its own moment."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from mukhtabar.actions.answer_template import keep_template
from mukhtabar.actions.context import Ctx
from mukhtabar.actions.delegate import delegate
from mukhtabar.actions.grant import grant
from mukhtabar.demo.accounts import ACCOUNTS, Account, load
from mukhtabar.demo.gathered import add_gathered
from mukhtabar.demo.learning import add_learning
from mukhtabar.demo.pages import add_news, add_page, add_seed
from mukhtabar.demo.petition import add_petition
from mukhtabar.demo.seats import add_council
from mukhtabar.demo.spaces import fill_space, open_space
from mukhtabar.demo.stage import SYSTEM, Stage
from mukhtabar.rules.roles import DYNAMIC, Role
from mukhtabar.security.passwords import Passwords
from mukhtabar.store.folder import path_of

#: From when to when the sample president is stood in for, and why.
DELEGATED, WHY = ("20 09:00", "-40 00:00"), "تحضير دورة المجلس (بيانات تجريبية)."
#: How long before the present the portal must have been installed for its first day to make sense.
BEFORE = timedelta(days=200)


def size() -> int:
    """Return how many times build() reports progress."""
    content, spaces = load("content"), _spaces()
    inside = sum(
        1 + len(data.get("news", ())) + sum(1 + len(row.get("proposal", ())) for row in data["consultation"])
        for data in spaces
    )
    return len(content["page"]) + len(content.get("news", ())) + len(content["event"]) + 5 + inside


def build(ctx: Ctx, passwords: Passwords, progress: Callable[[int], None] = lambda done: None) -> list[Account]:
    """Fill the portal of the system context `ctx`, as it would stand at `ctx.now`, and return who can sign in."""
    stage, content = Stage(ctx, progress), load("content")
    first_day = content["accounts"]["when"]
    for account in ACCOUNTS:
        _enrol(stage, account, passwords, first_day)
    _grant(stage, "admin", SYSTEM, first_day)
    spaces = [(open_space(stage, data), data) for data in _spaces()]
    for account in ACCOUNTS:
        if account.where and account.role != Role.ADMIN:
            _grant(stage, account.key, "admin", content["accounts"]["granted"])
    add_council(stage)
    for row in content["page"]:
        add_page(stage, row)
    add_seed(stage)
    for row in content.get("news", ()):
        add_news(stage, ctx.portal, row)
    for space, data in spaces:
        fill_space(stage, space, data)
    add_gathered(stage, content)
    for row in content["answer_template"]:
        commune = spaces[0][0].__parent__
        words = {name: dict(row.get(name, {})) for name in ("summary", "details")}
        keep_template(stage.acting("officer", row["when"]), commune, row["title"], {**words, "outcome": row["outcome"]})
    add_petition(stage, content["petition"])
    add_learning(stage, spaces[0][0])
    _empty_outbox(ctx)
    return list(ACCOUNTS)


def addresses(ctx: Ctx) -> list[str]:
    """Return the paths of the sample spaces, for the operator."""
    rows = (data["space"] for data in _spaces())
    portal = ctx.portal
    return ["/" + "/".join(path_of(portal[row["region"]][row["commune"]][row["name"]])) for row in rows]


def _spaces() -> list[dict[str, Any]]:
    return [load(name) for name in load("content")["spaces"]]


def _enrol(stage: Stage, account: Account, passwords: Passwords, moment: str) -> None:
    person = stage.ctx.register.enrol(account.name, stage.at(moment), account.email, account.language)
    person.password = passwords.hash(account.password)
    person.capacity = dict(account.capacity)
    stage.people[account.key] = person


def _grant(stage: Stage, key: str, giver: str, moment: str) -> None:
    account = next(account for account in ACCOUNTS if account.key == key)
    if account.role in DYNAMIC:
        return
    node = stage.ctx.portal
    for name in (part for part in account.where.split("/") if part):
        node = node[name]
    ctx, pid = stage.acting(giver, moment), stage.person(key).pid
    if account.role == Role.DELEGATE:
        # Whoever approves for another works for the commune already.
        grant(ctx, node, pid, Role.OFFICER, ctx.now)
        approver = stage.acting("approver", DELEGATED[0])
        delegate(approver, node, pid, approver.now, stage.at(DELEGATED[1]), WHY)
        return
    grant(ctx, node, pid, Role(account.role), ctx.now)


def _empty_outbox(ctx: Ctx) -> None:
    """Letters about what lies in the past went out in the past: nobody is written to when the sample site starts."""
    for key, _letter in ctx.portal.outbox.due(ctx.now):
        ctx.portal.outbox.sent(key)
