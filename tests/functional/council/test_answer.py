"""The council answers: drafted by one, approved by another, bound to the text that was read (J17, J18)."""

from typing import Any

import pytest

from mukhtabar.actions.grant import withdraw_grant
from mukhtabar.rules.refused import Refused
from mukhtabar.rules.roles import Role
from tests.world import COMMUNE, Browser, World


def drafting(world: World, browser: Browser, proposal: str) -> object:
    return browser.form(browser.get(f"{proposal}/answer"), "outcome")


def press(browser: Browser, answer: str, name: str, **words: str) -> object:
    """Open the review page of an answer and press one of its buttons."""
    form = browser.form(browser.get(f"{answer}/review"), "transition")
    for field, value in words.items():
        form[field] = value
    return form.submit("transition", value=name)


def buttons(page: object) -> list[str]:
    return [button["value"] for button in page.html.select("button[name=transition]")]  # type: ignore[attr-defined]


def test_an_officer_drafts_an_answer_that_nobody_outside_the_commune_sees(world: World) -> None:
    proposal, officer = world.published(), world.browser("officer")
    form = drafting(world, officer, proposal)
    form["outcome"], form["cost"] = "partly", "120 000 درهم"  # type: ignore[index]
    form.set("ar", "سنعبد نصف الطريق.", index=0)  # type: ignore[attr-defined]
    review = form.submit().follow()  # type: ignore[attr-defined]
    assert "سنعبد نصف الطريق." in review and "120 000 درهم" in review
    answer = review.request.path.removesuffix("/review")
    assert "سنعبد نصف الطريق." in world.browser("approver").get(f"{answer}/review")
    for who in (None, "citizen", "editor", "lead", "moderator", "observer", "admin"):
        assert "سنعبد نصف الطريق." not in world.browser(who).get(proposal)
        assert "سنعبد نصف الطريق." not in world.browser(who).get(f"{proposal}/review", status="*")
        world.browser(who).get(f"{answer}/review", status=404)


def test_the_address_of_an_answer_leads_to_where_it_is_read(world: World) -> None:
    proposal = world.published()
    draft = world.drafted(proposal)
    assert world.browser("officer").get(draft, status=303).location.endswith(f"{draft}/review")
    for who in (None, "citizen", "editor"):
        world.browser(who).get(draft, status="4*")
    proposal, answer = world.answered("بئر", "سنحفرها.")
    for who in (None, "citizen", "officer"):
        assert world.browser(who).get(answer, status=303).location.endswith(f"{proposal}#{answer.rpartition('/')[2]}")
    page = world.browser().get(proposal)
    assert "سنحفرها." in page.html.find(id=answer.rpartition("/")[2]).get_text()
    assert "The answer proposed" not in world.browser("officer").get(f"/en{answer}/review")


def test_who_changes_what_was_sent_is_told_that_it_has_to_be_sent_again(world: World) -> None:
    answer, officer = world.drafted(world.published()), world.browser("officer")
    assert "has to be sent once more" not in officer.get(f"/en{answer}/edit")
    world.step("officer", answer, "send")
    page = officer.get(f"/en{answer}/edit")
    assert "has to be sent once more" in page
    form = officer.form(page, "outcome")
    form["cost"] = "1000 درهم"
    assert "send it for approval once more" in form.submit().follow()
    assert world.state(answer) == "drafting"


def test_who_reads_in_french_writes_in_french_without_looking_for_it(world: World) -> None:
    proposal, officer = world.published(), world.browser("officer")
    for prefix, shown in (("", ["ar", "ar"]), ("/fr", ["ar", "fr", "ar", "fr"])):
        page = officer.get(f"{prefix}{proposal}/answer")
        boxes = [box for box in page.html.select("fieldset.group textarea") if box.find_parent("details", "others") is None]
        assert [box["name"] for box in boxes] == shown


def test_a_form_that_is_sent_twice_makes_one_draft(world: World) -> None:
    proposal, officer = world.published(), world.browser("officer")
    form = drafting(world, officer, proposal)
    form["outcome"] = "partly"  # type: ignore[index]
    first = form.submit()  # type: ignore[attr-defined]
    assert "تم حفظ المسودة" in first.follow()
    again = form.submit()  # type: ignore[attr-defined]
    assert again.location == first.location and "تم حفظ المسودة" not in again.follow()


def test_words_that_came_after_the_first_sending_stand_beside_it_and_are_saved_over_it(world: World) -> None:
    proposal, officer = world.published(), world.browser("officer")
    form: Any = officer.form(officer.get(f"/en{proposal}/answer"), "outcome")
    form["outcome"], form["cost"] = "partly", "1000 درهم"
    form.set("ar", "نصف جملة", index=0)
    answer = form.submit().follow().request.path.removesuffix("/review")
    form.set("ar", "جملة كاملة.", index=0)
    page = form.submit(status=200)
    assert "What you changed since is not saved yet." in page and "The draft is saved" not in page
    assert "نصف" in page.html.select_one(".conflict del").get_text() and "كاملة." in page.html.select_one(".conflict").get_text()
    again = officer.form(page, "outcome")
    assert again.get("ar", index=0).value == "جملة كاملة." and again["cost"].value == "1000 درهم"
    assert again.submit().follow().request.path == f"{answer}/review"
    with world.acting() as ctx:
        (made,) = world.at(ctx, proposal).answers()
        assert [save.fields["summary"]["ar"] for save in made.revisions] == ["نصف جملة", "جملة كاملة."]


def test_such_words_are_given_back_when_the_draft_has_gone_on(world: World) -> None:
    proposal, officer = world.published(), world.browser("officer")
    form: Any = officer.form(officer.get(f"/en{proposal}/answer"), "outcome")
    form["outcome"] = "partly"
    form.set("ar", "جواب أول.", index=0)
    answer = form.submit().follow().request.path.removesuffix("/review").removeprefix("/en")
    world.step("officer", answer, "send")
    world.step("approver", answer, "approve")
    form.set("ar", "كلام كتب بعد ذلك.", index=0)
    page = form.submit(status=200)
    assert "copy what you still need" in page
    assert officer.form(page, "outcome").get("ar", index=0).value == "كلام كتب بعد ذلك."
    with world.acting() as ctx:
        assert len(world.at(ctx, proposal).answers()) == 1


def test_what_is_no_longer_published_gets_no_published_answer(world: World) -> None:
    proposal = world.published()
    answer = world.drafted(proposal)
    world.step("officer", answer, "send")
    world.step("approver", answer, "approve")
    with world.acting() as ctx:
        world.at(ctx, proposal).state = "merged"
    with pytest.raises(Refused, match="still_asked"):
        world.step("officer", answer, "publish")


def test_an_answer_without_a_decision_is_not_sent(world: World) -> None:
    answer = world.drafted(world.published(), outcome="", summary="")
    page = world.browser("officer").get(f"/en{answer}/review")
    assert "send" not in buttons(page) and page.html.select("main .waiting p")
    with pytest.raises(Refused):
        world.step("officer", answer, "send")


def test_another_body_must_be_named_when_it_is_competent(world: World) -> None:
    answer = world.drafted(world.published(), outcome="not_our_competence")
    with pytest.raises(Refused, match="has_addressee"):
        world.step("officer", answer, "send")


def test_who_saves_over_a_colleague_gets_both_texts_and_loses_nothing(world: World) -> None:
    answer, officer, other = world.drafted(world.published()), world.browser("officer"), world.browser("both")
    mine = officer.form(officer.get(f"{answer}/edit"), "outcome")
    theirs = other.form(other.get(f"{answer}/edit"), "outcome")
    theirs.set("ar", "نص كتبه الزميل.", index=0)
    theirs.submit().follow()
    mine.set("ar", "نص كتبته أنا.", index=0)
    page = mine.submit()
    assert page.status_int == 200
    assert "كتبه الزميل" in page.html.select_one("del").get_text()
    assert "كتبته أنا" in page.html.select_one("ins").get_text()
    assert [row.get_text() for row in page.html.select(".conflict h3")] == ["الملخص · العربية"]
    form = officer.form(page, "outcome")
    assert form.get("ar", index=0).value == "نص كتبته أنا."
    form.submit().follow()
    assert "نص كتبته أنا." in officer.get(f"{answer}/review")
    with world.acting() as ctx:
        said = [revision.fields["summary"]["ar"] for revision in world.at(ctx, answer).revisions]
    assert said == ["سنعبد الطريق.", "نص كتبه الزميل.", "نص كتبته أنا."]


@pytest.mark.parametrize("who", ["both", "officer"])
def test_who_drafted_cannot_approve_whatever_their_roles(world: World, who: str) -> None:
    answer = world.drafted(world.published(), who)
    world.step(who, answer, "send")
    with world.acting() as ctx:
        from mukhtabar.actions.grant import grant
        from mukhtabar.rules.roles import Role

        grant(ctx, ctx.portal, world.pids[who], Role.ADMIN, ctx.now)
    browser = world.browser(who)
    page = browser.get(f"/en{answer}/review")
    assert "approve" not in buttons(page)
    if who == "both":
        assert "another approver of the commune decides on it" in page
    form = browser.form(page, "transition")
    form.submit("transition", value="approve")
    assert world.state(answer) == "for_approval"


def test_one_who_changed_a_word_counts_as_drafter_for_ever(world: World) -> None:
    answer, both = world.drafted(world.published()), world.browser("both")
    form = both.form(both.get(f"{answer}/edit"), "outcome")
    form["cost"] = "1000"
    form.submit().follow()
    officer = world.browser("officer")
    form = officer.form(officer.get(f"{answer}/edit"), "outcome")
    form["cost"] = ""
    form.submit().follow()
    press(officer, answer, "send")
    press(both, answer, "approve")
    assert world.state(answer) == "for_approval"
    press(world.browser("approver"), answer, "approve")
    assert world.state(answer) == "approved"


def test_an_approval_is_bound_to_the_text_on_the_screen(world: World) -> None:
    answer = world.drafted(world.published())
    world.step("officer", answer, "send")
    approver = world.browser("approver")
    on_screen = approver.form(approver.get(f"{answer}/review"), "transition")
    officer = world.browser("officer")
    form = officer.form(officer.get(f"{answer}/edit"), "outcome")
    form.set("ar", "لن نعبد الطريق.", index=0)
    form.submit().follow()
    assert world.state(answer) == "drafting"
    press(officer, answer, "send")
    page = on_screen.submit("transition", value="approve")
    assert world.state(answer) == "for_approval" and "لن نعبد الطريق." in page
    assert world.attempts(answer) == [("approve", "read_what_is_current")]
    press(approver, answer, "approve")
    assert world.state(answer) == "approved"


def test_approving_without_having_read_anything_is_refused(world: World) -> None:
    answer = world.drafted(world.published())
    world.step("officer", answer, "send")
    approver = world.browser("approver")
    form = approver.form(approver.get(f"{answer}/review"), "transition")
    form["serial"] = ""
    form.submit("transition", value="approve")
    assert world.state(answer) == "for_approval"


def test_sending_back_needs_a_word_and_shows_the_difference_next_time(world: World) -> None:
    answer = world.drafted(world.published(), summary="سنعبد الطريق قريبا.")
    world.step("officer", answer, "send")
    approver = world.browser("approver")
    page = press(approver, answer, "send_back")
    assert page.status_int == 200 and page.html.select_one("#wf-comment[aria-invalid=true]")  # type: ignore[attr-defined]
    assert world.state(answer) == "for_approval"
    press(approver, answer, "send_back", comment="متى بالضبط؟")
    world.later(minutes=5)
    officer = world.browser("officer")
    assert "متى بالضبط؟" in officer.get(f"{answer}/review").html.select_one("main").get_text()
    assert "Sent back" in officer.get("/en/desk")
    form = officer.form(officer.get(f"{answer}/edit"), "outcome")
    form.set("ar", "سنعبد الطريق في مارس.", index=0)
    form.submit().follow()
    press(officer, answer, "send")
    page = approver.get(f"/en{answer}/review")
    assert "متى بالضبط؟" not in page.html.select_one("main").get_text() and "Sent back" not in officer.get("/en/desk")
    assert "Changed since you last decided" in page
    assert "قريبا" in page.html.select_one("del").get_text() and "مارس" in page.html.select_one("ins").get_text()
    other = world.browser("approver2").get(f"/en{answer}/review")
    assert "Changed since you last decided" not in other and "Changed since it was sent before" in other
    assert "قريبا" in other.html.select_one("del").get_text() and "مارس" in other.html.select_one("ins").get_text()


def test_what_was_sent_once_has_nothing_to_be_compared_with(world: World) -> None:
    answer = world.drafted(world.published())
    world.step("officer", answer, "send")
    assert not world.browser("approver").get(f"/en{answer}/review").html.select("#changes-title")


def test_who_read_and_decided_nothing_sees_what_changed_when_it_is_sent_again(world: World) -> None:
    answer, officer = world.drafted(world.published(), summary="سنعبد الطريق قريبا."), world.browser("officer")
    world.step("officer", answer, "send")
    approver = world.browser("approver")
    approver.get(f"{answer}/review")
    world.later(minutes=5)
    world.step("officer", answer, "recall")
    form = officer.form(officer.get(f"{answer}/edit"), "outcome")
    form.set("ar", "سنعبد الطريق في مارس.", index=0)
    form.submit().follow()
    world.step("officer", answer, "send")
    page = approver.get(f"/en{answer}/review")
    assert "قريبا" in page.html.select_one("del").get_text() and "مارس" in page.html.select_one("ins").get_text()


def test_publishing_makes_the_answer_public_and_the_proposal_answered(world: World) -> None:
    proposal = world.published()
    answer = world.drafted(proposal)
    for who, name in (("officer", "send"), ("approver", "approve"), ("officer", "publish")):
        assert "سنعبد الطريق." not in world.browser().get(proposal)
        press(world.browser(who), answer, name)
    page = world.browser().get(proposal)
    assert "سنعبد الطريق." in page and "رئيسة المجلس" in page and world.state(proposal) == "answered"
    with world.acting() as ctx:
        assert "author_proposal" in {letter.kind for _key, letter in ctx.portal.outbox.due(ctx.now)}


def test_a_published_answer_is_never_changed(world: World) -> None:
    _proposal, answer = world.answered()
    for who in ("officer", "approver", "both", "admin"):
        assert world.browser(who).get(f"{answer}/edit", status="*").status_int in {403, 404}


def test_an_approver_of_another_commune_has_no_say(world: World) -> None:
    from mukhtabar.actions.grant import grant
    from mukhtabar.rules.roles import Role

    with world.acting() as ctx:
        grant(ctx, world.at(ctx, "/souss-massa/agadir"), world.pids["desk"], Role.APPROVER, ctx.now)
    answer = world.drafted(world.published())
    world.step("officer", answer, "send")
    world.browser("desk").get(f"{answer}/review", status=404)


def test_a_look_decides_nothing(world: World) -> None:
    answer = world.drafted(world.published())
    world.step("officer", answer, "send")
    before = world.serials()
    world.browser("approver").get(f"{answer}/review?transition=approve&serial=x")
    after = {key for key, tid in world.serials().items() if before.get(key) != tid}
    assert {key.partition(":")[0] for key in after} <= {"people"} and world.state(answer) == "for_approval"


def test_who_saves_what_was_approved_meanwhile_gets_their_words_back(world: World) -> None:
    answer, officer = world.drafted(world.published(), "both"), world.browser("officer")
    form = officer.form(officer.get(f"/en{answer}/edit"), "outcome")
    world.step("both", answer, "send")
    world.step("approver", answer, "approve")
    form.set("ar", "نص كتبته أنا.", index=0)
    page = form.submit(status=403)
    assert page.html.select_one("main h2").get_text() == "Your text" and "نص كتبته أنا." in page
    assert "نص كتبته أنا." not in officer.get(f"/en{answer}/review")


def test_a_word_to_send_back_with_is_given_back_and_a_button_is_no_word(world: World) -> None:
    answer = world.drafted(world.published())
    world.step("officer", answer, "send")
    browsers = world.browser("approver"), world.browser("approver")
    forms = [one.form(one.get(f"/en{answer}/review"), "transition") for one in browsers]
    with world.acting("admin") as ctx:
        withdraw_grant(ctx, world.at(ctx, COMMUNE), world.pids["approver"], Role.APPROVER)
    forms[0]["comment"] = "متى تبدأ الأشغال؟"
    page = forms[0].submit("transition", value="send_back", status=404)
    assert [one.get_text() for one in page.html.select(".kept pre")] == ["متى تبدأ الأشغال؟"]
    assert not forms[1].submit("transition", value="approve", status=404).html.select(".kept")
