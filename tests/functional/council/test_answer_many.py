"""One text answers many proposals: a draft for each, each approved by itself, together when the text was read (J17)."""

import pytest

from mukhtabar.actions.answer import begin_many
from mukhtabar.rules.refused import Refused
from mukhtabar.store.revisions import digest_of
from tests.world import COMMUNE, Browser, World

PAGE = f"/en{COMMUNE}/answer-many"
TEXT = "سنجيب عن هذه الطلبات بأشغال واحدة."


def three(world: World) -> list[str]:
    return [world.published(f"إنارة الزقاق رقم {number}") for number in range(3)]


def chosen_form(browser: Browser, count: int = 3) -> object:
    form = browser.form(browser.get(PAGE), "item")
    for box in form.fields["item"][:count]:
        box.checked = True
    return form.submit("write")


def written(world: World, proposals: list[str], who: str = "officer") -> list[str]:
    from mukhtabar.content.texts import Texts
    from mukhtabar.store.folder import path_of

    with world.acting(who) as ctx:
        nodes = [world.at(ctx, path) for path in proposals]
        items = [(node.uid, digest_of(node.field_values())) for node in nodes]
        values = {"outcome": "accepted", "summary": Texts.of(ctx.now, ar=TEXT)}
        _outcomes, made = begin_many(ctx, world.at(ctx, COMMUNE), items, values)
        return ["/" + "/".join(path_of(answer)) for answer in made]


def waiting(world: World) -> list[str]:
    answers = written(world, three(world))
    for answer in answers:
        world.step("officer", answer, "send")
    return answers


def test_each_chosen_proposal_gets_a_draft_of_its_own(world: World) -> None:
    proposals, officer = three(world), world.browser("officer")
    page = chosen_form(officer)
    assert "3 proposals are answered" in page  # type: ignore[operator]
    form = officer.form(page, "outcome")
    form["outcome"] = "accepted"
    form.set("ar", TEXT, index=0)
    assert "3 drafts are begun with this text." in form.submit().follow()
    with world.acting() as ctx:
        answers = [world.at(ctx, path).answers() for path in proposals]
        assert [len(found) for found in answers] == [1, 1, 1]
        assert {found[0].summary.get("ar") for found in answers} == {TEXT}
        assert len({found[0].uid for found in answers}) == 3 and len({found[0].digest for found in answers}) == 1


def test_what_is_wrong_in_the_form_loses_neither_words_nor_choice(world: World) -> None:
    three(world)
    officer = world.browser("officer")
    form = officer.form(chosen_form(officer, 2), "outcome")
    form.set("ar", "س" * 201, index=0)
    page = form.submit()
    assert page.html.select_one("[aria-invalid=true]") and "2 proposals are answered" in page
    form = officer.form(page, "outcome")
    form.set("ar", TEXT, index=0)
    assert "2 drafts are begun" in form.submit().follow()


@pytest.mark.parametrize("like", ["9" * 4400, "٩" * 30, "²", "-1", "nonsense"])
def test_likeness_to_what_is_no_proposal_shows_all_that_waits(world: World, like: str) -> None:
    three(world)
    assert len(world.browser("officer").get(f"{PAGE}?like={like}").html.select("[name=item]")) == 3


def test_nothing_chosen_is_said(world: World) -> None:
    three(world)
    page = chosen_form(world.browser("officer"), 0)
    assert page.html.select_one(".problems a[href='#rows']")  # type: ignore[attr-defined]


def test_what_has_a_draft_or_changed_is_left_alone_and_told(world: World) -> None:
    proposals, officer = three(world), world.browser("officer")
    form = officer.form(chosen_form(officer), "outcome")
    world.drafted(proposals[1], "both")
    form.set("ar", TEXT, index=0)
    page = form.submit()
    said = page.html.select_one("section[role=status]").get_text(" ")
    assert said.count("Draft begun") == 2 and said.count("Not done") == 1 and "begun already" in said


def test_only_what_waits_in_this_commune_can_be_chosen(world: World) -> None:
    path, secret = world.published(), world.submitted("سر لم ينشر")
    with world.acting("officer") as ctx:
        uids = [world.at(ctx, one).uid for one in (path, secret)]
    officer = world.browser("officer")
    page = officer.get(f"{PAGE}?item={uids[0]}&item={uids[1]}&item=abc&item=99&write=1")
    assert "1 proposal is answered" in page and "سر لم ينشر" not in page
    assert "سر لم ينشر" not in officer.get(f"/en/souss-massa/agadir/answer-many?item={uids[0]}", status=403)
    for who in (None, "citizen", "approver", "lead"):
        world.browser(who).get(PAGE, status=403)


def test_what_is_alike_is_offered_together(world: World) -> None:
    proposals = three(world)
    world.published("ملعب للقرب في حي المسيرة لفائدة الشباب")
    officer = world.browser("officer")
    with world.acting() as ctx:
        uid = world.at(ctx, proposals[0]).uid
    page = officer.get(f"{PAGE}?like={uid}")
    assert page.html.select("[name=item][checked]")


def together(browser: Browser, answer: str, do: str, only: list[int] | None = None, comment: str = "") -> object:
    form = browser.form(browser.get(f"/en{answer}/together"), "item")
    for number, box in enumerate(form.fields["item"]):
        box.checked = only is None or number in only
    form["comment"] = comment
    return form.submit("do", value=do)


def test_one_who_read_the_text_once_approves_all_of_it(world: World) -> None:
    answers, approver = waiting(world), world.browser("approver")
    page = approver.get(f"/en{answers[0]}/review").click("2 more answers have this text")
    assert page.html.main.get_text().count(TEXT) == 1 and len(page.html.select("[name=item][checked]")) == 3
    page = together(approver, answers[0], "approve", [0, 2])
    assert page.html.select_one("section[role=status]").get_text(" ").count("Approved") == 2  # type: ignore[attr-defined]
    assert sorted(world.state(answer) for answer in answers) == ["approved", "approved", "for_approval"]
    with world.acting() as ctx:
        done = [world.at(ctx, answer) for answer in answers if world.at(ctx, answer).state == "approved"]
        assert all(one.approved_digest == one.digest and one.approved_by == world.pids["approver"] for one in done)


def test_what_changed_meanwhile_is_left_alone(world: World) -> None:
    answers, approver = waiting(world), world.browser("approver")
    form = approver.form(approver.get(f"/en{answers[0]}/together"), "item")
    officer = world.browser("officer")
    edit = officer.form(officer.get(f"{answers[1]}/edit"), "outcome")
    edit["cost"] = "1000"
    edit.submit()
    world.step("officer", answers[1], "send")
    page = form.submit("do", value="approve")
    assert "The text changed after you opened it" in page
    assert [world.state(answer) for answer in answers] == ["approved", "for_approval", "approved"]


def test_the_drafter_of_one_approves_the_others_only(world: World) -> None:
    answers = waiting(world)
    with world.acting() as ctx:
        world.at(ctx, answers[1]).drafted_by |= {world.pids["both"]}
    with world.acting() as ctx:
        world.at(ctx, answers[0]).drafted_by = frozenset({world.pids["officer"]})
    page = together(world.browser("both"), answers[0], "approve")
    assert page.html.select_one("section[role=status]").get_text(" ").count("Not done") == 1  # type: ignore[attr-defined]
    assert world.state(answers[1]) == "for_approval"
    with world.acting() as ctx:
        kept = [one for one in ctx.portal.journal.of(world.at(ctx, answers[1]).uid) if one.action == "attempt"]
        assert [dict(one.detail)["refused"] for one in kept] == ["not_drafter"]


def test_sending_back_together_needs_a_word(world: World) -> None:
    answers, approver = waiting(world), world.browser("approver")
    page = together(approver, answers[0], "send_back")
    assert page.html.select_one("#comment[aria-invalid=true]")  # type: ignore[attr-defined]
    assert {world.state(answer) for answer in answers} == {"for_approval"}
    together(approver, answers[0], "send_back", comment="بأي كلفة؟")
    assert {world.state(answer) for answer in answers} == {"drafting"}


def test_an_officer_reads_but_has_no_button(world: World) -> None:
    answers = waiting(world)
    page = world.browser("officer").get(f"/en{answers[0]}/together")
    assert not page.html.select("main button[name=do]")
    with pytest.raises(Refused):
        written(world, [answers[0].rpartition("/")[0]] * 0)
