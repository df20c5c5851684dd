"""Who sees and does what, in every state of every workflow: expected from the files themselves, found on the pages.

Nothing here asks the application what it allows: the TOML files are read as text, people's roles from the tests' world.
"""

import tomllib
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from mukhtabar.actions.agenda import begin_file
from mukhtabar.actions.record import refresh
from mukhtabar.content.base import HistoryEntry
from mukhtabar.content.charter import Charter
from mukhtabar.content.consultation import Consultation
from mukhtabar.content.event import Event
from mukhtabar.content.evidence import Evidence, Photo
from mukhtabar.content.guidance import Guidance
from mukhtabar.content.petition import Deliberation, Lodging, Sheet
from mukhtabar.content.register import Register
from mukhtabar.content.texts import Texts
from mukhtabar.language.dates import noon
from mukhtabar.rules.phases import Phase
from mukhtabar.rules.reasons import REASONS
from mukhtabar.rules.refused import Refused
from mukhtabar.rules.sessions import next_session
from mukhtabar.store.revisions import digest_of
from tests import files
from tests.petitioning import written
from tests.world import COMMUNE, CONSULTATION, PEOPLE, SPACE, Browser, World

FOLDER = Path(__file__).parents[2] / "workflows"
FILES = {path.stem: tomllib.loads(path.read_text("utf-8")) for path in FOLDER.glob("*.toml")}
TYPES = {"proposal": "proposal", "answer": "answer", "comment": "comment", "page": "page", "news": "page", "event": "page",
         "consultation": "consultation", "file": "page", "image": "page", "audio": "page", "resource": "page", "charter": "charter",
         "commitment": "commitment", "council_file": "council_file", "evidence": "evidence", "petition": "petition", "photo": "evidence",
         "register": "register"}  # fmt: skip
#: Types whose address is a page of its own; an answer stands on the page above it.
WITH_PAGE = frozenset({"proposal", "page", "news", "event", "consultation", "comment", "file", "image", "audio", "resource", "charter", "commitment", "council_file",
                       "evidence", "petition", "photo", "register"})
CASES = [(kind, state) for kind, name in TYPES.items() for state in FILES[name]["state"]]
#: What this version has no document for.
NEVER = frozenset({"has_merge_target", "has_evidence", "has_points", "has_decisions"})
#: Steps that ask for a day on which a session sits, which is not now: tests/functional/petition/test_council.py takes them.
ASK_MORE = frozenset({"deliberate"})


@dataclass
class Case:
    """One document in one state: where it stands, who wrote it, and what was done last."""

    world: World
    path: str
    author: str
    state: str = ""
    browsers: dict[str | None, Browser] = field(default_factory=dict)
    tokens: dict[str | None, str] = field(default_factory=dict)
    steps: list[tuple[str | None, str]] = field(default_factory=list)

    def walk(self, rules: dict[str, Any], target: str) -> None:
        """Bring the document into the state `target` as people do; where no way leads there, write it down."""
        self.state = self.world.state(self.path)
        for name in route(rules, self.state, target):
            if not self._take(rules, name):
                self._write(target)
                return
        if self.state != target:
            self._write(target)

    def _take(self, rules: dict[str, Any], name: str) -> bool:
        step = rules["transition"][name]
        reason = next(iter(REASONS[step["reasons"]])) if "reasons" in step else None
        comment = "لأن الأمر واضح." if step.get("comment") == "required" else ""
        people: list[str | None] = [None] if step.get("system") else [*PEOPLE]
        for who in people:
            try:
                self.world.step(who, self.path, name, comment=comment, reason=reason)
            except Refused:
                continue
            self.state = step["to"]
            self.steps.append((who, name))
            return True
        return False

    def _write(self, target: str) -> None:
        with self.world.acting() as ctx:
            document = self.world.at(ctx, self.path)
            entry = HistoryEntry(ctx.now, None, "written", document.state, target)
            document.state, document.state_since, document.history = target, ctx.now, (*document.history, entry)
            refresh(ctx, document)
        self.state = target
        self.steps.append((None, "written"))


def route(rules: dict[str, Any], start: str, target: str) -> list[str]:
    """Return the shortest list of steps from `start` to `target`; empty when there is none."""
    waiting, seen = deque([(start, [])]), {start}
    while waiting:
        state, steps = waiting.popleft()
        if state == target:
            return list(steps)
        for name, step in rules["transition"].items():
            if state in step["from"] and step["to"] not in seen and not NEVER & set(step.get("guards", ())):
                seen.add(step["to"])
                waiting.append((step["to"], [*steps, name]))
    return []


def place(world: World, kind: str) -> Case:  # noqa: PLR0911 (one return a type)
    """Make a document of a type, as far as its author brings it."""
    if kind == "proposal":
        return Case(world, world.submitted(), "citizen")
    if kind == "answer":
        return Case(world, world.drafted(world.published()), "officer")
    if kind == "comment":
        news = world.public_news()
        with world.acting("citizen") as ctx:
            from mukhtabar.actions.comment import comment

            person = ctx.register.get(world.pids["citizen"])
            assert person is not None
            left = comment(ctx, world.at(ctx, news), person, "تعليق على الخبر.", "ar")
            return Case(world, f"{news}/{left.__name__}", "citizen")
    if kind in {"page", "news", "file", "image", "audio"}:
        return Case(world, getattr(world, kind)("editor"), "editor")
    now = world.clock.now()
    if kind == "petition":
        path = written(world)
        with world.acting() as ctx:
            # What its steps ask for beside a comment and a reason.
            petition = world.at(ctx, path)
            petition.sheets, petition.lodging, petition.session = (Sheet(1, 100, 100),), Lodging(now, "7"), "2027-02"
            petition.deliberation = Deliberation(now, "adopted", "مقرر.")
        return Case(world, path, "citizen")
    if kind == "event":
        return Case(world, world.made("editor", SPACE, Event(), "warsha", title="ورشة", start=now, end=now), "editor")
    if kind == "resource":
        return Case(world, world.made("editor", SPACE, Guidance(), "dalil", title="دليل", kind="guide", theme="money"), "editor")
    if kind in {"commitment", "evidence", "photo"}:
        return _promise(world, kind)
    if kind == "council_file":
        session = next_session(now.date())
        with world.acting("officer") as ctx:
            values = {"session": session.code, "day": noon(session.first_day), "details": Texts.of(now, ar="مذكرة.")}
            file = begin_file(ctx, world.at(ctx, COMMUNE), values)
            return Case(world, f"{COMMUNE}/{file.__name__}", "officer")
    if kind == "charter":
        return Case(world, world.made("editor", SPACE, Charter(), "mithaq", title="ميثاق مقترح", body="<p>نص.</p>"), "editor")
    if kind == "register":
        return Case(world, world.made("editor", CONSULTATION, Register(), "register"), "editor")
    phase = Phase("النقاش", now, now.replace(year=now.year + 1), frozenset({"propose"}))
    values = {"title": "استشارة", "summary": "ملخص", "synthesis": "خلاصة", "reply": "جواب", "phases": (phase,)}
    return Case(world, world.made("editor", SPACE, Consultation(), "other", **values), "editor")


def _promise(world: World, kind: str) -> Case:
    path = world.committed(world.answered()[0], "drafting" if kind == "commitment" else "planned")
    if kind == "commitment":
        return Case(world, path, "officer")
    given = {"title": "ما يثبت", **({"alternative": "طريق معبد"} if kind == "photo" else {})}
    data, name = (files.photo(90, 60), "صورة.jpg") if kind == "photo" else (files.PDF, "محضر.pdf")
    blank = Photo() if kind == "photo" else Evidence()
    return Case(world, world.attached("officer", path, blank, data, name, **given), "officer")


def roles_of(case: Case, who: str | None) -> set[str]:
    """The roles a person has at the document, by the tests' own table."""
    roles = {"everyone"}
    if who:
        roles |= {"citizen"} | {role.value for role, at in PEOPLE[who] if f"{case.path}/".startswith(at.rstrip("/") + "/")}
        roles |= {"author"} if who == case.author else set()
    return roles


def passes(case: Case, guard: str, who: str | None) -> bool:
    """Whether a guard lets a person through who has read the present text."""
    name = case.path.rpartition("/")[2]
    drafters = {case.author} if name.startswith(("a-", "c-", "session-")) or name in {"other", "register"} else set()
    refusers = {actor for actor, name in case.steps if name == "refuse"}
    done = [name for _actor, name in case.steps]
    with case.world.acting() as ctx:
        history = case.world.at(ctx, case.path).history
        before = next((entry.before for entry in reversed(history) if entry.after == "hidden"), "")
    return {
        "not_author": who != case.author,
        "not_drafter": who not in drafters,
        "not_refuser": who not in refusers,
        "has_merge_target": False,
        # What stands in the matrix has neither points nor evidence.
        "has_evidence": False,
        "has_points": False,
        "has_decisions": False,
        "session_held": False,
        "is_working_copy": False,
        "not_appealed_before": "appeal" not in done,
        "signed_by_both": False,
        "was_answered": False,
        "was_not_answered": True,
        "was_ready": before == "ready",
        "was_not_ready": before != "ready",
    }.get(guard, True)


def expected(rules: dict[str, Any], case: Case, who: str | None, name: str) -> bool:
    """Whether the file lets this person take this step now."""
    step, allow = rules["transition"][name], rules["state"][case.state]["allow"]
    if name in ASK_MORE or case.state not in step["from"] or step.get("system") or not set(allow[step["needs"]]) & roles_of(case, who):
        return False
    if "undo" in step and (not case.steps or case.steps[-1] != (who, step["undo"])):
        return False
    return all(passes(case, guard, who) for guard in step.get("guards", ()))


def token(browser: Browser, who: str | None) -> str:
    page = browser.get("/password" if who else "/sign-in")
    return str(browser.form(page, "current" if who else "password")["csrf_token"].value)


def unchanged(case: Case) -> Iterator[None]:
    """Put the document, and what stands above it, back to what it was."""
    with case.world.acting() as ctx:
        document = case.world.at(ctx, case.path)
        kept = [(node, dict(vars(node))) for node in (document, document.__parent__)]
        uids = [(node.uid, state) for node, state in kept]
    yield
    with case.world.acting() as ctx:
        for uid, state in uids:
            node = ctx.portal.uids.get(uid)
            for key in set(vars(node)) - set(state):
                delattr(node, key)
            for key in ("state", "state_since", "history", "drafted_by", "approved_by", "approved_digest", "capacity"):
                if key in state:
                    setattr(node, key, state[key])
            refresh(ctx, node)


def seen(rules: dict[str, Any], case: Case, who: str | None, kind: str) -> None:
    """The page and the review page of one person."""
    allow, state, roles = rules["state"][case.state]["allow"], rules["state"][case.state], roles_of(case, who)
    browser = case.browsers[who]
    hidden = 410 if state.get("tombstone") else 404
    views, history = bool(set(allow["view"]) & roles), bool(set(allow["see_history"]) & roles)
    if kind in WITH_PAGE:
        assert browser.get(case.path, status="*").status_int == (200 if views else hidden), (who, "view")
    found = browser.get(f"{case.path}/review", status="*").status_int
    assert found == (200 if views and history else 403 if views else hidden), (who, "review")


def acts(rules: dict[str, Any], case: Case, who: str | None) -> None:
    """Every step of the file, tried by one person with everything a step may ask for."""
    browser, csrf = case.browsers[who], case.tokens[who]
    allow = rules["state"][case.state]["allow"]
    reviews = bool(set(allow["view"]) & roles_of(case, who)) and bool(set(allow["see_history"]) & roles_of(case, who))
    with case.world.acting() as ctx:
        serial = digest_of(case.world.at(ctx, case.path).field_values())
    for name, step in rules["transition"].items():
        values = {"csrf_token": csrf, "transition": name, "serial": serial}
        values["comment"] = "كلمة توضح القرار." if step.get("comment", "none") != "none" else ""
        values["reason"] = next(iter(REASONS[step["reasons"]])) if "reasons" in step else ""
        back = unchanged(case)
        next(back)
        page = browser.post(f"{case.path}/review", values, status="*")
        should, now = reviews and expected(rules, case, who, name), case.world.state(case.path)
        assert now == (step["to"] if should else case.state), (who, name, page.status)
        assert page.status_int in ({303} if should else {200, 403, 404, 410}), (who, name, page.status)
        if should:
            next(back, None)


@pytest.mark.parametrize(("kind", "state"), CASES, ids=[f"{kind}-{state}" for kind, state in CASES])
def test_the_pages_do_what_the_file_says(world: World, kind: str, state: str) -> None:
    rules = FILES[TYPES[kind]]
    case = place(world, kind)
    case.walk(rules, state)
    case.browsers = {who: world.browser(who) for who in (None, *PEOPLE)}
    case.tokens = {who: token(browser, who) for who, browser in case.browsers.items()}
    for who in (None, *PEOPLE):
        seen(rules, case, who, kind)
        acts(rules, case, who)


def test_every_workflow_with_a_document_is_covered() -> None:
    from mukhtabar.actions.create import NEEDS

    covered = {name for rules in FILES.values() for name in rules["types"]} & set(NEEDS)
    assert covered - set(TYPES) <= {"collection", "menu", "front", "course", "lesson"}
    assert {state for kind, state in CASES if kind == "proposal"} == set(FILES["proposal"]["state"])
