"""Many people at the same moment, on the database that sites run on (abuse cases 26, 27, 36; invariants 1-3, 7)."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from webtest.response import TestResponse
from ZODB.POSException import ConflictError

from mukhtabar.actions.audit import audit
from mukhtabar.actions.transition import transition
from mukhtabar.rules.refused import Refused
from mukhtabar.rules.signatures import counted
from mukhtabar.store.revisions import digest_of
from tests.conftest import NOW
from tests.merging import agreed, asked
from tests.petitioning import collecting, with_bureau
from tests.unit.cli.conftest import Shell
from tests.world import BODY, CONSULTATION, Browser, World


@pytest.fixture
def site(tmp_path: Path) -> Iterator[World]:
    """A portal on SQLite files."""
    world = World(tmp_path / "var", NOW, storage="sqlite", strict_reads="false")
    yield world
    world.close()


def together(jobs: list[Callable[[], Any]], workers: int = 8) -> list[Any]:
    """Run all jobs, `workers` at a time, each beginning when the others are ready; return results or exceptions."""
    start = Barrier(min(workers, len(jobs)))

    def run(job: Callable[[], Any]) -> Any:
        if len(jobs) <= workers:
            start.wait(30)
        try:
            return job()
        except Exception as error:
            return error

    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(run, jobs))


def given(browser: Browser, title: str, **more: str) -> dict[str, str]:
    form = browser.form(browser.get(f"{CONSULTATION}/propose"), "title")
    hidden = {name: form[name].value for name in ("csrf_token", "once")}
    values = {"kind": "need", "title": title, "topic": "water", "body": BODY, "name": "سعاد", "consent": "true"}
    return {**hidden, **values, **more}


def sound(world: World) -> None:
    """Everything that must agree agrees."""
    world.later(hours=1)
    with world.acting() as ctx:
        assert not audit(ctx)


def test_sixty_four_submissions_at_once_are_all_there(site: World) -> None:
    ready = [(browser, given(browser, f"مقترح متزامن رقم {n}")) for n, browser in enumerate([site.browser() for _ in range(64)])]
    site.site.throttle.allows = site.site.throttle.hit = lambda *who: True  # type: ignore[method-assign]

    def send(browser: Browser, values: dict[str, str]) -> TestResponse:
        return browser.post(f"{CONSULTATION}/propose", values, status="*")

    answers = together([lambda b=b, v=v: send(b, v) for b, v in ready])  # type: ignore[misc]
    again = [(pair, page) for pair, page in zip(ready, answers, strict=True) if page.status_int == 409]
    assert {page.status_int for page in answers} <= {303, 409}
    for (browser, values), page in again:
        assert values["title"] in page
        assert send(browser, values).status_int == 303
    with site.acting() as ctx:
        titles = [proposal.title for proposal in site.at(ctx, CONSULTATION).values()]
        assert sorted(titles) == sorted(f"مقترح متزامن رقم {n}" for n in range(64))
        created = [entry for entry in ctx.portal.journal if entry.action == "create" and dict(entry.detail)["type"] == "proposal"]
        assert len(created) == len({entry.uid for entry in created}) == 64
        assert len(ctx.portal.references) == len(ctx.portal.receipts) == 64
    sound(site)


def test_one_form_sent_by_eight_hands_at_once_makes_one_proposal(site: World) -> None:
    first = site.browser()
    values = given(first, "مقترح واحد لا غير")
    cookies = dict(first.cookies)

    def send() -> TestResponse:
        browser = Browser(site.pyramid)
        for name, value in cookies.items():
            browser.set_cookie(name, value.strip('"'))
        return browser.post(f"{CONSULTATION}/propose", values, status="*")

    answers = together([send] * 8)
    assert {page.status_int for page in answers} <= {303, 409} and 303 in {page.status_int for page in answers}
    assert len({page.headers["Location"] for page in answers if page.status_int == 303}) == 1
    with site.acting() as ctx:
        assert len(list(site.at(ctx, CONSULTATION))) == 1


def test_of_two_opposite_decisions_one_wins_and_the_other_is_told(site: World) -> None:
    browsers = [site.browser("editor"), site.browser("lead")]
    for number in range(6):
        path = site.submitted(f"مقترح يختلف حوله {number}")
        forms = [browser.form(browser.get(f"{path}/review"), "transition") for browser in browsers]
        forms[1]["reason"] = "off_topic"
        presses = [
            lambda form=forms[0]: form.submit("transition", value="publish", status="*"),
            lambda form=forms[1]: form.submit("transition", value="refuse", status="*"),
        ]
        answers = together(presses)
        assert sorted(page.status_int for page in answers) in ([200, 303], [303, 409])
        with site.acting() as ctx:
            document = site.at(ctx, path)
            taken = [entry.transition for entry in document.history if entry.transition != "submit"]
            assert taken in (["publish"], ["refuse"]) and document.state in {"published", "refused"}
            winner = answers[0 if taken == ["publish"] else 1]
            assert winner.status_int == 303
            assert sum(1 for e in ctx.portal.journal if e.uid == document.uid and e.action in {"publish", "refuse"}) == 1
    sound(site)


def test_a_writer_in_the_way_is_tried_again_unseen(site: World) -> None:
    """A conflict in the middle of a request: the second attempt sees the other's change and succeeds."""
    path, editor, calls = site.submitted(), site.browser("editor"), []
    form = editor.form(editor.get(f"{path}/review"), "transition")
    original = site.site.books.connect

    def interrupted(tm: Any) -> Any:
        connections = original(tm)
        if not calls:
            calls.append(1)
            list(connections[0].root()["portal"].stamps._own.items())
            with site.acting() as ctx:
                site.at(ctx, path).place = "دوار جديد"
        return connections

    site.site.books.connect = interrupted  # type: ignore[method-assign]
    page = form.submit("transition", value="publish", status="*")
    assert page.status_int in {200, 303}
    with site.acting() as ctx:
        assert site.at(ctx, path).place == "دوار جديد"


def test_after_three_conflicts_the_page_keeps_what_was_typed(site: World) -> None:
    browser = site.browser()
    values = given(browser, "عنوان لا يجوز أن يضيع", website="")
    begun = []

    def always(ctx: Any, *more: Any, **named: Any) -> None:
        begun.append(1)
        raise ConflictError

    import mukhtabar.views.public.propose as view

    kept, view.submit = view.submit, always  # type: ignore[assignment]
    try:
        page = browser.post(f"{CONSULTATION}/propose", values, status=409)
    finally:
        view.submit = kept
    assert len(begun) == 3 and "عنوان لا يجوز أن يضيع" in page and BODY in page
    assert all(values["csrf_token"] not in one.get_text() for one in page.html.select(".kept"))
    assert browser.post(f"{CONSULTATION}/propose", values).status_int == 303


def test_two_approvers_at_once_approve_once(site: World) -> None:
    answer = site.drafted(site.published())
    site.step("officer", answer, "send")

    def approve(who: str) -> None:
        with site.acting(who) as ctx:
            document = site.at(ctx, answer)
            transition(ctx, document, "approve", read_hash=digest_of(document.field_values()))

    results = together([lambda: approve("approver"), lambda: approve("approver2")])
    failed = [result for result in results if result is not None]
    assert len(failed) == 1 and isinstance(failed[0], ConflictError | Refused)
    with site.acting() as ctx:
        assert [entry.transition for entry in site.at(ctx, answer).history] == ["send", "approve"]
    sound(site)


def test_readers_and_writers_do_not_hinder_each_other(site: World) -> None:
    paths = [site.published(f"مقترح يقرأ ويعلق {n}") for n in range(4)]
    cached = [site.browser(cached=True) for _n in range(4)]

    def read(n: int) -> set[int]:
        return {cached[n].get(path).status_int for path in (*paths, "/", CONSULTATION) for _again in range(3)}

    def write(n: int) -> str:
        return site.submitted(f"مقترح أثناء القراءة {n}")

    jobs = [lambda n=n: read(n) for n in range(4)] + [lambda n=n: write(n) for n in range(4)]  # type: ignore[misc]
    results = together(jobs)
    assert results[:4] == [{200}] * 4
    sound(site)


def test_the_command_line_works_beside_a_running_site(site: World, tmp_path: Path) -> None:
    shell = Shell(tmp_path)
    shell.write(more="mukhtabar.secure_cookies = false")
    browser, path = site.browser("editor"), site.submitted()
    assert browser.get(f"{path}/review").status_int == 200
    listed = shell.process("user", "list")
    assert listed.code == 0 and "editor@example.org" in listed.out
    added = shell.process("user", "add", "new@example.org", "--name", "جديد", "--password", "a long password")
    assert added.code == 0, added.err
    checked = shell.process("check")
    assert checked.code == 0, checked.out + checked.err
    newcomer = site.browser()
    form = newcomer.form(newcomer.get("/sign-in"), "password")
    form["email"], form["password"] = "new@example.org", "a long password"
    assert form.submit().status_int == 303
    form = browser.form(browser.get(f"{path}/review"), "transition")
    assert form.submit("transition", value="publish").status_int == 303


def test_two_moderators_who_ask_the_opposite_at_once_have_one_outcome(site: World) -> None:
    """Each reads what the other changes: one of the two begins again, and is told."""
    for number in range(4):
        one, other = (site.published(f"مقترح متقابل {number} {side}") for side in ("أ", "ب"))
        results = together([lambda: asked(site, one, other, "moderator"), lambda: asked(site, other, one, "lead")])  # noqa: B023
        failed = [result for result in results if result is not None]
        assert len(failed) == 1 and isinstance(failed[0], ConflictError | Refused)
        with site.acting() as ctx:
            assert sum(site.at(ctx, path).is_asked for path in (one, other)) == 1
    sound(site)


def test_a_yes_and_a_decision_about_the_target_at_once_have_one_outcome(site: World) -> None:
    for number in range(4):
        one, other = site.submitted(f"مقترح ينضم {number}"), site.published(f"مقترح يحجب {number}")
        asked(site, one, other)

        def hide(path: str = other) -> None:
            site.step("lead", path, "hide", reason="off_topic")

        results = together([lambda path=one: agreed(site, path), hide])  # type: ignore[misc]
        assert not any(isinstance(result, Exception) and not isinstance(result, ConflictError) for result in results)
        with site.acting() as ctx:
            mine, theirs = site.at(ctx, one), site.at(ctx, other)
            if theirs.state == "hidden" and mine.state == "merged":
                # The yes came first.
                assert [entry.transition for entry in theirs.history[-2:]] == ["joined", "hide"]
            assert (mine.state == "merged") == bool(mine.joined_to)
    sound(site)


def test_two_windows_of_one_author_say_yes_once(site: World) -> None:
    one, other = site.submitted("مقترح ينضم مرة واحدة"), site.published("مقترح ينضم إليه غيره")
    asked(site, one, other)
    results = together([lambda: agreed(site, one)] * 4)
    assert results.count(True) == 1 and all(isinstance(r, ConflictError | Refused) for r in results if r is not True)
    with site.acting() as ctx:
        assert [entry.transition for entry in site.at(ctx, one).history].count("merge") == 1
        assert [entry.transition for entry in site.at(ctx, other).history].count("joined") == 1
    sound(site)


def waiting_answer(site: World, title: str, *steps: tuple[str, str]) -> str:
    """Return the path of an answer that was taken through `steps`."""
    answer = site.drafted(site.published(title))
    for who, name in (("officer", "send"), *steps):
        site.step(who, answer, name)
    return answer


def pressed(site: World, answer: str, *presses: tuple[str, str]) -> list[TestResponse]:
    """Let two people who have the same page open press a button at the same moment; return what each is told."""
    forms = []
    for who, name in presses:
        browser = site.browser(who)
        form = browser.form(browser.get(f"{answer}/review"), "transition")
        if name in {"send_back", "withdraw"}:
            form["comment"] = "سبب واضح."
        forms.append((form, name))
    return together([lambda f=form, n=name: f.submit("transition", value=n, status="*") for form, name in forms])  # type: ignore[misc]


APPROVED = (("approver", "approve"),)
PUBLISHED = (*APPROVED, ("officer", "publish"))


@pytest.mark.parametrize(
    ("steps", "one", "other"),
    [
        ((), ("approver", "approve"), ("approver2", "send_back")),
        (APPROVED, ("officer", "publish"), ("approver2", "send_back")),
        (APPROVED, ("officer", "publish"), ("approver2", "publish")),
        (PUBLISHED, ("approver", "withdraw"), ("approver2", "withdraw")),
    ],
    ids=["approve-send_back", "publish-send_back", "publish-publish", "withdraw-withdraw"],
)
def test_of_two_opposite_decisions_on_an_answer_one_holds_and_the_other_is_told_and_kept(
    site: World, steps: tuple[tuple[str, str], ...], one: tuple[str, str], other: tuple[str, str]
) -> None:
    for number in range(3):
        answer = waiting_answer(site, f"طلب يختلف حوله {number}", *steps)
        before = len(history(site, answer))
        answers = pressed(site, answer, one, other)
        assert sorted(page.status_int for page in answers) in ([200, 303], [303, 409])
        taken = history(site, answer)[before:]
        assert taken in ([one[1]], [other[1]])
        refused = next(page for page in answers if page.status_int != 303)
        late = other if answers[0].status_int == 303 else one
        assert site.attempts(answer) == [(late[1], "wrong_state" if refused.status_int == 200 else "conflict")]
        if refused.status_int == 200:
            assert refused.html.select_one(".problems")
    sound(site)


def history(site: World, path: str) -> list[str]:
    with site.acting() as ctx:
        return [entry.transition for entry in site.at(ctx, path).history]


def test_a_new_answer_and_the_withdrawal_of_the_one_before_at_once_leave_nothing_torn(site: World) -> None:
    for number in range(3):
        first = waiting_answer(site, f"طلب أجيب عنه مرتين {number}", *PUBLISHED)
        proposal = first.rpartition("/")[0]
        later = site.drafted(proposal, summary="جواب لاحق.")
        site.step("officer", later, "send")
        site.step("approver", later, "approve")
        presses = []
        for who, path, name in (("officer", later, "publish"), ("approver2", first, "withdraw")):
            browser = site.browser(who)
            form = browser.form(browser.get(f"{path}/review"), "transition")
            if name == "withdraw":
                form["comment"] = "سبب واضح."
            presses.append(lambda f=form, n=name: f.submit("transition", value=n, status="*"))
        together(presses)
        with site.acting() as ctx:
            document, states = site.at(ctx, proposal), [site.at(ctx, path).state for path in (first, later)]
            assert states in (["superseded", "published"], ["withdrawn", "published"], ["withdrawn", "approved"])
            assert document.state == ("answered" if document.answer_in_force() else "published")
    sound(site)


def test_an_approval_while_the_text_changes_approves_the_text_that_was_read_or_nothing(site: World) -> None:
    for number in range(3):
        answer = waiting_answer(site, f"طلب يتغير جوابه {number}")
        approver, officer = site.browser("approver"), site.browser("officer")
        approve = approver.form(approver.get(f"{answer}/review"), "transition")
        change = officer.form(officer.get(f"{answer}/edit"), "outcome")
        change["cost"] = "1000 درهم"
        with site.acting() as ctx:
            read = site.at(ctx, answer).digest
        told, _saved = together([lambda f=approve: f.submit("transition", value="approve", status="*"), lambda f=change: f.submit(status="*")])  # type: ignore[misc]
        kept = [step for step, _code in site.attempts(answer)]
        assert kept == ([] if told.status_int == 303 else ["approve"])
        with site.acting() as ctx:
            document = site.at(ctx, answer)
            if document.state == "approved":
                assert document.approved_digest == read == document.digest
            else:
                assert document.state == "drafting" and document.approved_by is None
    sound(site)


def test_of_two_opposite_decisions_on_a_petition_one_wins_and_the_other_is_told(site: World) -> None:
    path = with_bureau(site)
    browsers = [site.browser("approver"), site.browser("approver2")]
    pages = [browser.get(f"{path}/review") for browser in browsers]
    accepting, refusing = browsers[0].form(pages[0], "session"), browsers[1].form(pages[1], "reason")
    accepting["session"], refusing["reason"], refusing["comment"] = "2027-02", "not_competence", "خارج الاختصاص."
    answers = together([
        lambda: accepting.submit("transition", value="accept", status="*"),
        lambda: refusing.submit("transition", value="refuse", status="*"),
    ])  # fmt: skip
    assert sorted(page.status_int for page in answers) in ([200, 303], [303, 409])
    with site.acting() as ctx:
        petition = site.at(ctx, path)
        assert petition.state in {"accepted", "refused"} and bool(petition.session) == (petition.state == "accepted")
        decided = [entry.transition for entry in petition.history if entry.transition in {"accept", "refuse"}]
        assert len(decided) == 1
    late = next(number for number, page in enumerate(answers) if page.status_int != 303)
    why = "wrong_state" if answers[late].status_int == 200 else "conflict"
    assert site.attempts(path) == [(("accept", "refuse")[late], why)]
    sound(site)


def test_eight_hands_that_type_in_sheets_at_once_count_every_line_once(site: World) -> None:
    path = collecting(site)
    browsers = [site.browser("citizen") for _ in range(8)]
    forms = []
    for number, browser in enumerate(browsers, 1):
        form = browser.form(browser.get(f"{path}/sheet?number={number}"), "name-1")
        # One name stands on every sheet.
        form["signed"], form["name-1"], form["name-2"] = "2", "سعاد أيت علي", f"موقع رقم {number}"
        forms.append(form)
    waiting, conflicts = list(forms), 0
    for _round in range(8):
        answers = together([lambda form=form: form.submit(status="*") for form in waiting])  # type: ignore[misc]
        waiting = [form for form, page in zip(waiting, answers, strict=True) if page.status_int == 409]
        conflicts += len(waiting)
        if not waiting:
            break
    with site.acting() as ctx:
        petition = site.at(ctx, path)
        assert (len(petition.sheets), petition.counted) == (8, 9)
        assert petition.counted == counted(ctx.register.petitioners.lines(petition.uid))
    # Who was told that others were faster was told so once, and each such attempt is kept.
    assert site.attempts(path) == [("enter_sheet", "conflict")] * conflicts
    sound(site)
