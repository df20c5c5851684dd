"""One text answers many proposals: a draft for each, each approved by itself, together when the text was read (J17)."""

import pytest

from mukhtabar.actions.answer import begin_many
from mukhtabar.actions.edit import edit
from mukhtabar.content.texts import Texts
from mukhtabar.rules.refused import Refused
from mukhtabar.store.folder import path_of
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


def test_what_has_an_answer_begun_leads_to_it_and_is_not_chosen(world: World) -> None:
    proposals, officer = three(world), world.browser("officer")
    draft = world.drafted(proposals[1])
    page = officer.get(PAGE)
    assert len(page.html.select("[name=item]")) == 2
    assert page.html.select_one(f'.listing a[href$="{draft}/review"]').get_text().startswith("An answer is being drafted")
    with world.acting() as ctx:
        uid = world.at(ctx, proposals[1]).uid
    assert "Choose at least one proposal." in officer.get(f"{PAGE}?item={uid}&write=1")


def test_no_word_is_lost_when_others_were_faster_with_all_of_them(world: World) -> None:
    proposals, officer = three(world), world.browser("officer")
    form = officer.form(chosen_form(officer), "outcome")
    for path in proposals:
        world.drafted(path, "both")
    form.set("ar", TEXT, index=0)
    page = form.submit()
    assert page.html.select_one("section[role=status]").get_text(" ").count("Not done") == 3
    assert TEXT in [field.get_text(strip=True) for field in page.html.select("textarea[name=ar]")]
    assert not page.html.select("ul.plain summary")


def test_what_changed_in_all_of_them_is_read_again_and_answered_with_the_words_that_stand(world: World) -> None:
    proposals, officer = three(world), world.browser("officer")
    form = officer.form(chosen_form(officer), "outcome")
    for path in proposals:
        with world.acting() as ctx:
            edit(ctx, world.at(ctx, path), {"place": "قرب المسجد"})
    form.set("ar", TEXT, index=0)
    page = form.submit()
    assert "Read it again" in page and "3 proposals are answered" in page
    assert "3 drafts are begun" in officer.form(page, "outcome").submit().follow()


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
    told = page.html.select_one("section[role=status]").get_text(" ")
    assert "The text changed after you opened it" in told
    assert [f"إنارة الزقاق رقم {number}" in told for number in range(3)] == [True] * 3
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


def status(page: object) -> str:
    """Return what a page says became of each."""
    return " ".join(page.html.select_one("section[role=status]").get_text(" ").split())  # type: ignore[attr-defined]


def test_who_began_drafts_with_one_text_sends_them_from_one_page(world: World) -> None:
    proposals, officer = three(world), world.browser("officer")
    form = officer.form(chosen_form(officer), "outcome")
    form["outcome"] = "accepted"
    form.set("ar", TEXT, index=0)
    page = form.submit().follow()
    assert page.request.path.endswith("/together") and page.html.main.get_text().count(TEXT) == 1
    assert len(page.html.select("[name=item][checked]")) == 3
    assert [button["value"] for button in page.html.select("main button[name=do]")] == ["send"]
    form = officer.form(page, "item")
    form["comment"] = "الجواب نفسه للأزقة الثلاثة."
    page = form.submit("do", value="send")
    assert status(page).count("Sent for approval.") == 3
    assert "No draft with this text waits to be sent." in page and not page.html.select("[name=item]")
    with world.acting() as ctx:
        answers = [world.at(ctx, path).answers()[0] for path in proposals]
        assert {one.state for one in answers} == {"for_approval"}
        assert {one.history[-1].comment for one in answers} == {"الجواب نفسه للأزقة الثلاثة."}
        path = "/" + "/".join(path_of(answers[0]))
    page = together(world.browser("approver"), path, "approve")
    assert status(page).count("Approved") == 3


def test_drafts_with_one_text_lead_to_each_other(world: World) -> None:
    answers = written(world, three(world))
    alone = world.drafted(world.published("ملعب للقرب"), summary="نص آخر.")
    officer = world.browser("officer")
    page = officer.get(f"/en{answers[1]}/review").click("2 more drafts have this text: send them together")
    assert len(page.html.select("[name=item]")) == 3
    assert "have this text" not in officer.get(f"/en{alone}/review")
    world.step("officer", answers[0], "send")
    assert "1 more draft has this text" in officer.get(f"/en{answers[1]}/review")
    assert "has this text" not in officer.get(f"/en{answers[0]}/review")
    world.step("officer", answers[0], "recall")
    assert "2 more drafts have this text" in officer.get(f"/en{answers[1]}/review")


def test_a_draft_that_changed_or_was_sent_meanwhile_is_left_alone_and_the_others_go(world: World) -> None:
    answers = written(world, three(world))
    alone = written(world, [world.published("إنارة الساحة")])
    officer = world.browser("officer")
    form = officer.form(officer.get(f"/en{answers[0]}/together"), "item")
    other = world.browser("both")
    edit = other.form(other.get(f"{answers[1]}/edit"), "outcome")
    edit["cost"] = "1000"
    edit.submit().follow()
    world.step("both", answers[2], "send")
    next(box for box in form.fields["item"] if box._value.startswith(f"{uid(world, alone[0])}.")).checked = False
    page = form.submit("do", value="send")
    said = status(page)
    assert said.count("Sent for approval.") == 1 and "The text changed after you opened it" in said
    assert "Somebody has already moved this on." in said
    assert [world.state(one) for one in (*answers, *alone)] == ["for_approval", "drafting", "for_approval", "drafting"]
    # What was not chosen stands there still, not ticked.
    (box,) = page.html.select("[name=item]")
    assert box["value"].startswith(f"{uid(world, alone[0])}.") and not box.has_attr("checked")


def uid(world: World, path: str) -> int:
    with world.acting() as ctx:
        return int(world.at(ctx, path).uid)


def test_what_a_draft_lacks_is_said_of_each_and_nothing_is_sent(world: World) -> None:
    answers = [world.drafted(path, summary=TEXT, outcome="") for path in three(world)]
    page = together(world.browser("officer"), answers[0], "send", [0, 1], comment="للاطلاع.")
    assert status(page).count("Not done") == 2 and "Sent for approval." not in page
    assert {world.state(answer) for answer in answers} == {"drafting"}
    assert [box.has_attr("checked") for box in page.html.select("[name=item]")] == [True, True, False]  # type: ignore[attr-defined]
    assert page.html.select_one("#comment").get_text() == "للاطلاع."  # type: ignore[attr-defined]


def test_the_draft_of_another_officer_is_named_and_not_ticked(world: World) -> None:
    proposals = three(world)
    mine, (theirs,) = written(world, proposals[:2]), written(world, proposals[2:], "both")
    officer = world.browser("officer")
    page = officer.get(f"/en{mine[0]}/together")
    rows = {row.input["value"].partition(".")[0]: row for row in page.html.select("#rows .item")}
    assert {number for number, row in rows.items() if row.input.has_attr("checked")} == {str(uid(world, one)) for one in mine}
    assert "Drafted by: Both" in " ".join(rows[str(uid(world, theirs))].get_text(" ").split())
    officer.form(page, "item").submit("do", value="send")
    assert [world.state(one) for one in (*mine, theirs)] == ["for_approval", "for_approval", "drafting"]
    together(officer, theirs, "send")
    assert world.state(theirs) == "for_approval"


def test_nobody_but_who_drafts_for_the_council_sends_drafts_together(world: World) -> None:
    answers = written(world, three(world))
    officer = world.browser("officer")
    items = [box._value for box in officer.form(officer.get(f"/en{answers[0]}/together"), "item").fields["item"]]
    for who in (None, "citizen", "lead", "editor", "observer", "admin"):
        world.browser(who).get(f"/en{answers[0]}/together", status="4*")
    approver = world.browser("approver")
    page = approver.get(f"/en{answers[0]}/together")
    assert "No draft with this text waits to be sent." in page and not page.html.select("main button[name=do]")
    token = approver.get("/en/password").html.select_one("[name=csrf_token]")["value"]
    page = approver.post(f"/en{answers[0]}/together", [("csrf_token", token), ("do", "send"), *(("item", one) for one in items)])
    assert status(page).count("Not done") == 3 and {world.state(one) for one in answers} == {"drafting"}
    # A draft is neither approved nor sent back, whoever asks for it.
    for step in ("approve", "send_back", "publish", "nonsense"):
        approver.post(f"/en{answers[0]}/together", [("csrf_token", token), ("do", step), ("comment", "لا."), *(("item", one) for one in items)])
    assert {world.state(one) for one in answers} == {"drafting"}


def test_nothing_chosen_to_send_is_said(world: World) -> None:
    answers = written(world, three(world))
    page = together(world.browser("officer"), answers[0], "send", [])
    assert "Choose at least one" in page.html.select_one(".problems").get_text()  # type: ignore[attr-defined]
    assert {world.state(one) for one in answers} == {"drafting"}
