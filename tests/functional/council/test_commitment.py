"""A commitment: one drafts it, another confirms it, everyone follows it, and at its end citizens say how it was kept."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from webtest import Upload

from mukhtabar.actions.commitment import Basis, begin_commitment, evaluate, report_progress
from mukhtabar.actions.tick import tick
from mukhtabar.actions.transition import transition
from mukhtabar.content.commitment import Milestone
from mukhtabar.content.texts import Texts
from mukhtabar.rules.refused import Refused
from mukhtabar.services.mail_words import event
from mukhtabar.store.folder import path_of
from tests import files
from tests.world import COMMUNE, PEOPLE, World

EN = "/en"


def day(world: World, days: int) -> str:
    return (world.clock.now() + timedelta(days=days)).date().isoformat()


def begun(world: World, browser: Any, proposal: str, **values: str) -> Any:
    """Fill in the form of a new commitment and send it; return what comes back."""
    form = browser.form(browser.get(f"{EN}{proposal}/commit"), "due")
    titles = [name for name in form.fields if name in {"ar"}]
    assert titles
    form.fields["ar"][0].value = values.get("title", "تعبيد الطريق إلى المدرسة")
    form.fields["ar"][1].value = "ثلاثة كيلومترات."
    form["due"] = values.get("due", day(world, 100))
    form["budget"] = "300.000 درهم"
    form["service"] = "مصلحة الأشغال"
    for number, (what, when) in enumerate((("إعلان الصفقة", day(world, 30)), ("نهاية الأشغال", day(world, 90)))):
        form.fields["title"][number].value = values.get(f"m{number}", what) if "title" in form.fields else ""
        form.fields["planned"][number].value = values.get(f"d{number}", when)
    return form.submit()


@pytest.fixture
def proposal(world: World) -> str:
    return world.answered()[0]


def promised(world: World, proposal: str, upto: str = "planned", title: str = "تعبيد الطريق", days: int = 100) -> str:
    """Return the path of a commitment, brought as far as `upto` by the people whose part that is."""
    return world.committed(proposal, upto, title, days)


def test_of_two_who_decide_at_once_one_is_told_and_that_is_kept(world: World, proposal: str) -> None:
    path = promised(world, proposal, "for_approval")
    browser = world.browser("approver")
    form = browser.form(browser.get(f"{EN}{path}/review"), "transition")
    world.step("approver2", path, "send_back", comment="متى تنتهي الأشغال؟")
    page = form.submit("transition", value="confirm")
    assert "Somebody has already moved this on." in page and world.state(path) == "drafting"
    with world.acting() as ctx:
        kept = [dict(one.detail) for one in ctx.portal.journal.of(world.at(ctx, path).uid) if one.action == "attempt"]
    assert kept == [{"step": "confirm", "refused": "wrong_state"}]


def test_every_step_says_what_it_did_and_a_draft_that_came_back_says_why(world: World, proposal: str) -> None:
    path, why = promised(world, proposal, "drafting"), "متى تنتهي الأشغال؟"

    def taken(who: str, step: str, comment: str = "", **more: str) -> str:
        browser = world.browser(who)
        form = browser.form(browser.get(f"{EN}{path}/review"), "transition")
        for name, value in {"comment": comment, **more}.items():
            form[name] = value
        return str(form.submit("transition", value=step).follow().html.select_one("main").get_text())

    assert "Sent for approval." in taken("officer", "send")
    assert "Sent back to drafting." in taken("approver", "send_back", why)
    page = world.browser("officer").get(f"{EN}{path}/review").html.select_one("main").get_text()
    assert "Sent back by" in page and why in page
    assert why not in taken("officer", "send")
    assert "The promise is public now." in taken("approver", "confirm")
    assert "The work has begun." in taken("officer", "start")
    assert "The reason is public." in taken("approver", "drop", "لم تعد هناك اعتمادات.", reason="budget")


def test_what_was_written_when_it_was_confirmed_stays_in_the_council(world: World, proposal: str) -> None:
    path = promised(world, proposal, "for_approval")
    world.step("approver", path, "confirm", comment="بشرط موافقة العمالة.")
    world.step("officer", path, "start", comment="وصلت الآليات.")
    with world.acting() as ctx:
        told = {
            dict(one.detail)["transition"]: dict(one.detail)["comment"]
            for _key, one in ctx.portal.outbox.due(ctx.now)
            if one.kind == "author_proposal" and dict(one.detail)["transition"].startswith("commitment")
        }
    assert told == {"commitment_confirm": "", "commitment_start": "وصلت الآليات."}
    page = world.browser().get(f"{EN}{path}")
    assert "وصلت الآليات." in page and "بشرط موافقة العمالة." not in page


def test_it_is_not_confirmed_when_its_answer_was_withdrawn_meanwhile(world: World, proposal: str) -> None:
    path = promised(world, proposal, "for_approval")
    with world.acting() as ctx:
        answer = "/" + "/".join(path_of(world.at(ctx, proposal).answer_in_force()))
    world.step("approver2", answer, "withdraw", comment="تغيرت الميزانية.")
    page = world.browser("approver").get(f"{EN}{path}/review")
    assert "confirm" not in [button.get("value") for button in page.html.select("button[name=transition]")]
    assert "What it comes from was withdrawn or replaced" in page


def test_it_is_not_confirmed_when_its_day_has_passed(world: World, proposal: str) -> None:
    path = promised(world, proposal, "for_approval", days=10)
    world.later(days=11)
    with pytest.raises(Refused, match="basis_stands"):
        world.step("approver", path, "confirm")


def test_two_milestones_without_words_are_both_kept(world: World, proposal: str) -> None:
    path = promised(world, proposal, "in_progress")
    officer = world.browser("officer")
    tabs = [officer.form(officer.get(f"{EN}{path}/progress"), "words") for _tab in range(2)]
    for number, form in enumerate(tabs):
        form["milestone"] = str(number)
        form.submit("save")
    with world.acting() as ctx:
        assert all(each.done for each in world.at(ctx, path).milestones)


def test_from_the_answer_to_a_public_promise_on_the_pages(world: World, proposal: str) -> None:
    officer = world.browser("officer")
    assert "Begin a commitment" in officer.get(f"{EN}{proposal}")
    answer = begun(world, officer, proposal)
    page = answer.follow()
    assert "The draft is saved." in page and "Milestones done: 0 of 2" in page
    path = page.request.path.removesuffix("/review").removeprefix(EN)
    assert world.browser().get(path, status=404)
    assert "تعبيد" not in world.browser().get(f"{EN}{COMMUNE}/commitments").html.select_one("main").get_text()
    step = officer.form(page, "serial")
    step.submit("transition", value="send").follow()
    approver = world.browser("approver")
    review = approver.get(f"{EN}{path}/review")
    approver.form(review, "serial").submit("transition", value="confirm").follow()
    assert world.state(path) == "planned"
    visitor = world.browser()
    text = visitor.get(f"{EN}{path}").html.select_one("main").get_text(" ")
    for words in ("Planned", "300.000", "مصلحة الأشغال", "إعلان الصفقة", "Promised by the council", "to be done by"):
        assert words in text, words
    assert "What the council has promised" in visitor.get(f"{EN}{proposal}")
    assert "Commitments of the council" in visitor.get(f"{EN}{COMMUNE}")
    assert "تعبيد الطريق إلى المدرسة" in visitor.get(f"{EN}{COMMUNE}/commitments?state=planned")
    assert path in visitor.get(f"{COMMUNE}/feed")


@pytest.mark.parametrize("who", [None, *sorted(set(PEOPLE) - {"officer", "both"})])
def test_nobody_else_begins_one_and_an_officer_alone_publishes_none(
    world: World, proposal: str, who: str | None
) -> None:
    world.browser(who).get(f"{proposal}/commit", status=403)
    path = promised(world, proposal, "for_approval")
    if who in {None, "citizen", "editor", "observer", "admin", "lead"}:
        world.browser(who).get(path, status=404)


def test_who_drafted_does_not_confirm_and_what_is_confirmed_is_what_was_read(world: World, proposal: str) -> None:
    with world.acting("both") as ctx:
        document = world.at(ctx, proposal)
        basis = Basis(answer=document.published_answers()[0].uid)
        values = {"title": Texts.of(ctx.now, ar="التزام"), "due": ctx.now + timedelta(days=9)}
        made = begin_commitment(ctx, document, values, basis)
        transition(ctx, made, "send")
        path = f"{proposal}/{made.__name__}"
    with pytest.raises(Refused) as own:
        world.step("both", path, "confirm")
    assert own.value.code == "not_drafter"
    with world.acting("approver") as ctx, pytest.raises(Refused) as unread:
        transition(ctx, world.at(ctx, path), "confirm", read_hash="something else")
    assert unread.value.code == "read_what_is_current"
    with world.acting("officer") as ctx, pytest.raises(Refused):
        transition(ctx, world.at(ctx, path), "confirm")


@pytest.mark.parametrize(
    ("outcome", "begins"), [("accepted", True), ("partly", True), ("refused", False), ("not_now", False)]
)
def test_only_an_answer_that_promises_leads_to_one(world: World, outcome: str, begins: bool) -> None:
    path = world.published()
    answer = world.drafted(path, outcome=outcome)
    world.browser("officer").get(f"{path}/commit", status=404)
    world.step("officer", answer, "send")
    world.step("approver", answer, "approve")
    world.step("officer", answer, "publish")
    world.browser("officer").get(f"{path}/commit", status=200 if begins else 404)
    if not begins:
        with world.acting("officer") as ctx, pytest.raises(Refused) as no:
            document = world.at(ctx, path)
            begin_commitment(ctx, document, {}, Basis(answer=document.answers()[0].uid))
        assert no.value.code == "no_basis"


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"due": "2020-01-01"}, "This day has passed already."),
        ({"due": ""}, "Enter by when it will be done."),
        ({"d1": "2099-01-01"}, "This day comes after the day of the promise itself."),
        ({"d0": ""}, "Enter the day for this milestone."),
        ({"m0": ""}, "Say what is done on that day."),
        ({"title": ""}, "Give it a title."),
        ({"due": "٢٠٢٧-٩٩-٩٩"}, "Enter a day such as"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field_and_nothing_is_lost(
    world: World, proposal: str, values: dict[str, str], sentence: str
) -> None:
    page = begun(world, world.browser("officer"), proposal, **values)
    assert page.status_int == 200 and sentence in page
    assert page.html.select_one("[aria-invalid=true]") and "مصلحة الأشغال" in page
    with world.acting() as ctx:
        assert not world.at(ctx, proposal).commitments()


def test_one_form_sent_twice_begins_one(world: World, proposal: str) -> None:
    officer = world.browser("officer")
    form = officer.form(officer.get(f"{EN}{proposal}/commit"), "due")
    form.fields["ar"][0].value, form["due"] = "التزام", day(world, 10)
    assert form.submit().location == form.submit().location
    with world.acting() as ctx:
        assert len(world.at(ctx, proposal).commitments()) == 1


def test_words_that_came_after_the_first_sending_are_not_dropped(world: World, proposal: str) -> None:
    officer = world.browser("officer")
    form = officer.form(officer.get(f"{EN}{proposal}/commit"), "due")
    form.fields["ar"][0].value, form["due"] = "التزام", day(world, 10)
    form.submit().follow()
    form.fields["ar"][0].value, form["budget"] = "التزام كامل", "500 درهم"
    page = form.submit(status=200)
    assert "What you changed since is not saved yet." in page and "500 درهم" in page.html.select_one(".conflict").get_text()
    assert "It comes from" not in page
    officer.form(page, "due").submit().follow()
    with world.acting() as ctx:
        (one,) = world.at(ctx, proposal).commitments()
        assert (one.title.best("ar")[1], one.budget) == ("التزام كامل", "500 درهم")


def test_progress_is_counted_by_milestones_and_read_at_once(world: World, proposal: str) -> None:
    path = promised(world, proposal)
    officer = world.browser("officer")
    form = officer.form(officer.get(f"{EN}{path}/progress"), "words")
    form["milestone"], form["words"] = "0", "أعلنت الصفقة."
    form.submit().follow()
    text = world.browser().get(f"{EN}{path}").html.select_one("main").get_text(" ")
    assert "Milestones done: 1 of 2" in text and "أعلنت الصفقة." in text and "Officer" in text
    assert world.browser().get(path).html.select_one("progress")["value"] == "50"


def test_a_report_that_cannot_be_is_refused_and_one_sent_twice_stands_once(world: World, proposal: str) -> None:
    path = promised(world, proposal)
    officer = world.browser("officer")
    form = officer.form(officer.get(f"{EN}{path}/progress"), "words")
    assert "Write a comment" in form.submit()
    form["milestone"], form["day"] = "0", day(world, 3)
    page = form.submit()
    assert (
        "This day has not come yet." in page and world.browser().get(path).html.select_one("progress")["value"] == "0"
    )
    form["day"], form["words"] = "", "تم."
    form.submit()
    form.submit()
    with world.acting() as ctx:
        commitment = world.at(ctx, path)
        assert len(commitment.notes) == 1
    with world.acting("officer") as ctx, pytest.raises(Refused) as again:
        report_progress(ctx, world.at(ctx, path), "مرة أخرى", 0, None)
    assert again.value.code == "done_already"
    for number in (-1, 9):
        with world.acting("officer") as ctx, pytest.raises(Refused):
            report_progress(ctx, world.at(ctx, path), "تم", number, None)


@pytest.mark.parametrize("who", [None, "citizen", "editor", "lead", "observer", "admin"])
def test_nobody_else_reports_or_attaches(world: World, proposal: str, who: str | None) -> None:
    path = promised(world, proposal)
    for name in ("progress", "evidence", "review"):
        status = 200 if (who, name) == ("observer", "review") else 403
        world.browser(who).get(f"{path}/{name}", status=status)


def attach(world: World, path: str, words: str = "الطريق بعد التعبيد", who: str = "officer") -> Any:
    browser = world.browser(who)
    form = browser.form(browser.get(f"{EN}{path}/evidence?type=photo"), "upload")
    form["upload"] = Upload("photo.jpg", files.photo(90, 60), "image/jpeg")
    form.fields["ar"][0].value, form.fields["ar"][1].value = "صورة الأشغال", words
    return form.submit()


def test_done_needs_evidence_and_a_photograph_needs_words(world: World, proposal: str) -> None:
    path = promised(world, proposal, "in_progress")
    approver = world.browser("approver")
    form = approver.form(approver.get(f"{EN}{path}/review"), "serial")
    assert "Nothing shows yet that it is done." in form.submit("transition", value="complete")
    assert world.state(path) == "in_progress"
    refused = attach(world, path, words="")
    assert "Say in words what the picture shows" in refused and "photo.jpg" in refused
    attach(world, path).follow()
    visitor = world.browser()
    assert "صورة الأشغال" in visitor.get(f"{EN}{path}")
    world.step("approver", path, "complete")
    assert world.state(path) == "done"
    world.browser("officer").get(f"{path}/evidence", status=403)


def test_what_shows_a_person_is_taken_away_with_a_reason_and_counts_no_more(world: World, proposal: str) -> None:
    path = promised(world, proposal, "in_progress")
    attach(world, path)
    with world.acting() as ctx:
        (photo,) = world.at(ctx, path).evidence()
        address = f"{path}/{photo.__name__}"
    visitor, officer = world.browser(), world.browser("officer")
    assert visitor.get(f"{address}/blob").status_int == 200
    form = officer.form(officer.get(f"{EN}{path}/evidence"), "why")
    assert "Write a comment" in form.submit("take", value=address.rpartition("/")[2])
    form["why"] = "يظهر وجه شخص."
    form.submit("take", value=address.rpartition("/")[2]).follow()
    visitor.get(address, status=410)
    visitor.get(f"{address}/blob", status=410)
    assert "صورة الأشغال" not in visitor.get(path)
    with pytest.raises(Refused) as nothing:
        world.step("approver", path, "complete")
    assert nothing.value.code == "has_evidence"


def test_dropping_needs_a_coded_reason_and_words_and_both_are_public(world: World, proposal: str) -> None:
    path = promised(world, proposal)
    for more in ({}, {"reason": "budget"}, {"comment": "لا اعتماد."}):
        with pytest.raises(Refused):
            world.step("approver", path, "drop", **more)
    with pytest.raises(Refused):
        world.step("officer", path, "drop", reason="budget", comment="لا اعتماد.")
    world.step("approver", path, "drop", reason="budget", comment="لم يفتح الاعتماد.")
    text = world.browser().get(f"{EN}{path}").html.select_one("main").get_text(" ")
    assert "The money is not available" in text and "لم يفتح الاعتماد." in text and "Dropped" in text
    world.step("approver", path, "resume", comment="فتح الاعتماد.")
    assert world.state(path) == "planned"


def test_the_list_of_a_commune_counts_and_filters_and_says_what_is_late(world: World) -> None:
    late = promised(world, world.answered("مقترح أول")[0], "in_progress", "الالتزام المتأخر", days=10)
    promised(world, world.answered("مقترح ثان")[0], "planned", "التزام آخر", days=200)
    dropped = promised(world, world.answered("مقترح ثالث")[0], "planned", "التزام متروك", days=10)
    world.step("approver", dropped, "drop", reason="budget", comment="لا اعتماد.")
    world.later(days=13)
    page = world.browser().get(f"{EN}{COMMUNE}/commitments?state=late")
    counts = {a.select_one("bdi").get_text(): a.select_one(".count").get_text() for a in page.html.select(".filters a")}
    assert counts == {"All": "3", "Planned": "1", "In progress": "1", "Done": "0", "Dropped": "1", "Late": "1"}
    listing = page.html.select_one(".listing").get_text(" ")
    assert "الالتزام المتأخر" in listing and "late by 3 days" in listing and "متروك" not in listing
    assert "late by 3 days" in world.browser().get(f"{EN}{late}")
    assert world.browser().get(f"{EN}{COMMUNE}/commitments?state=nonsense&page=99").status_int == 200


def test_a_hidden_proposal_hides_what_was_promised_about_it_everywhere(world: World, proposal: str) -> None:
    path = promised(world, proposal, title="عنوان لا يرى")
    world.step("moderator", proposal, "hide", reason="personal_data")
    visitor = world.browser()
    visitor.get(path, status="4*")
    world.drain()
    for address in (
        f"{EN}{COMMUNE}/commitments",
        f"{COMMUNE}/feed",
        f"{EN}{COMMUNE}",
        "/search?q=لا+يرى",
        "/sitemap.xml",
    ):
        assert "عنوان لا يرى" not in visitor.get(address).text and path not in visitor.get(address).text, address
    page = visitor.get(f"{EN}{COMMUNE}/commitments")
    assert page.html.select_one(".filters .count").get_text() == "0"
    world.step("moderator", proposal, "restore_answered")
    assert "عنوان لا يرى" in visitor.get(f"{EN}{COMMUNE}/commitments")


def ended(world: World, proposal: str) -> str:
    path = promised(world, proposal, "in_progress")
    attach(world, path)
    world.step("approver", path, "complete")
    return path


def says(world: World, who: str, path: str, choice: str) -> None:
    with world.acting(who) as ctx:
        evaluate(ctx, world.at(ctx, path), choice)


def test_a_citizen_says_once_how_it_was_kept_and_may_change_it(world: World, proposal: str) -> None:
    path = ended(world, proposal)
    visitor = world.browser()
    assert "Nobody has said it yet." in visitor.get(f"{EN}{path}")
    visitor.get(f"{path}/evaluate", status=403)
    citizen = world.browser("citizen")
    form = citizen.form(citizen.get(f"{EN}{path}/evaluate"), "choice")
    assert "Choose one of the options offered." in form.submit()
    for choice in ("as_promised", "partly"):
        form["choice"] = choice
        form.submit().follow()
    assert "1 person has said how they find it" in visitor.get(f"{EN}{path}")
    assert "Done in part" not in visitor.get(f"{EN}{path}"), "no shares among fewer than five people"
    for who in ("editor", "lead", "moderator", "desk"):
        says(world, who, path, "as_promised")
    text = visitor.get(f"{EN}{path}").html.select_one("#evaluation").get_text(" ")
    assert "5 people have said how they find it" in text and "80%" in text and "20%" in text


def test_who_works_for_the_council_does_not_judge_it(world: World, proposal: str) -> None:
    path = ended(world, proposal)
    for who in ("officer", "approver", "both"):
        with pytest.raises(Refused) as own:
            says(world, who, path, "as_promised")
        assert own.value.code == "own_promise"


def test_two_records_of_one_person_count_once_and_a_new_end_begins_anew(world: World, proposal: str) -> None:
    path = ended(world, proposal)
    with world.acting() as ctx:
        twin = ctx.register.enrol("Citizen", ctx.now)
        twin.email = "Citizen@example.org "
        world.pids["twin"] = twin.pid
    says(world, "citizen", path, "partly")
    says(world, "twin", path, "not_done")
    with world.acting() as ctx:
        votes = world.at(ctx, path).votes
        assert [vote.choice for vote in votes.values()] == ["not_done"] and "@" not in str(list(votes))
    world.later(days=1)
    world.step("approver", path, "reopen", comment="بقي مقطع.")
    with pytest.raises(Refused):
        says(world, "citizen", path, "partly")
    assert "Was this promise kept?" not in world.browser().get(f"{EN}{path}")
    world.later(days=1)
    world.step("approver", path, "complete")
    assert "Nobody has said it yet." in world.browser().get(f"{EN}{path}")


def test_what_is_said_after_the_clock_went_back_counts(world: World, proposal: str) -> None:
    path = ended(world, proposal)
    world.later(hours=-5)
    says(world, "citizen", path, "partly")
    assert "Nobody has said it yet." not in world.browser().get(f"{EN}{path}")
    page = world.browser("citizen").get(f"{EN}{path}/evaluate")
    assert page.html.select_one("input[name=choice][checked]")["value"] == "partly"


def test_the_author_those_who_joined_and_the_drafters_are_written_to(world: World, proposal: str) -> None:
    path = promised(world, proposal, "in_progress")
    names = {pid: name for name, pid in world.pids.items()}
    with world.acting() as ctx:
        told = [
            (names[one.person], one.kind, dict(one.detail)["transition"])
            for _key, one in ctx.portal.outbox.due(ctx.now)
        ]
    assert ("citizen", "author_proposal", "commitment_confirm") in told
    assert ("citizen", "author_proposal", "commitment_start") in told
    assert ("officer", "drafter", "confirm") in told and ("approver", "waiting", "send") in told
    for name in ("confirm", "start", "complete", "drop", "reopen", "resume"):
        said = event("author_proposal", "proposal", f"commitment_{name}")
        assert said is not None and said != event("author_proposal", "proposal", "something")
    assert path


def test_a_letter_comes_when_a_milestone_or_the_day_has_passed(world: World, proposal: str) -> None:
    path = promised(world, proposal, "planned", days=20)
    names = {pid: name for name, pid in world.pids.items()}

    def letters() -> list[tuple[str, str]]:
        with world.acting() as ctx:
            tick(ctx)
        with world.acting() as ctx:
            uid = world.at(ctx, path).uid
            found = [
                (names[one.person], dict(one.detail)["transition"])
                for _key, one in ctx.portal.outbox.due(ctx.now)
                if one.uid == uid
            ]
        return sorted(pair for pair in found if pair[1] in {"remind", "overdue"})

    world.later(days=9)
    assert letters() == []
    world.later(days=2)  # the first milestone was planned for the tenth day
    assert letters() == [("both", "remind"), ("officer", "remind")]
    world.later(days=11)
    assert ("approver", "overdue") in letters() and ("officer", "overdue") in letters()
    before = len(letters())
    world.later(days=60)
    assert len(letters()) == before


def test_two_who_change_a_draft_at_once_see_both_texts(world: World, proposal: str) -> None:
    path = promised(world, proposal, "drafting")
    one, other = world.browser("officer"), world.browser("both")
    forms = [browser.form(browser.get(f"{EN}{path}/edit"), "due") for browser in (one, other)]
    forms[0]["budget"], forms[1]["budget"] = "100 درهم", "200 درهم"
    forms[0].submit().follow()
    page = forms[1].submit()
    assert "Somebody saved this while you were writing." in page and "200 درهم" in page and "100" in page
    one.form(page, "due")["budget"]
    other.form(page, "due").submit().follow()
    with world.acting() as ctx:
        assert world.at(ctx, path).budget == "200 درهم"


def test_nothing_of_it_names_a_person_in_the_record(world: World, proposal: str) -> None:
    path = promised(world, proposal)
    with world.acting() as ctx:
        assert isinstance(world.at(ctx, path).due, datetime)
        assert isinstance(world.at(ctx, path).milestones[0], Milestone)
        lines = [entry for entry in ctx.portal.journal if entry.path.startswith(path)]
        assert lines and "Officer" not in str(lines) and "officer@" not in str(lines)


def test_a_report_on_a_promise_that_was_dropped_meanwhile_is_given_back(world: World, proposal: str) -> None:
    path, officer = promised(world, proposal), world.browser("officer")
    form = officer.form(officer.get(f"{EN}{path}/progress"), "words")
    world.step("approver", path, "drop", reason="budget", comment="لم يفتح الاعتماد.")
    form["words"] = "أعلنت الصفقة."
    assert "أعلنت الصفقة." in form.submit(status=403)


def test_a_promise_whose_answer_was_withdrawn_meanwhile_is_given_back(world: World) -> None:
    proposal, answer = world.answered()
    officer = world.browser("officer")
    form = officer.form(officer.get(f"{EN}{proposal}/commit"), "due")
    world.step("approver", answer, "withdraw", comment="خطأ.")
    form.fields["ar"][0].value, form["due"] = "تعبيد الطريق كله", day(world, 10)
    assert "تعبيد الطريق كله" in form.submit(status="4*")
