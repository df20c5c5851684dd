"""From the receipt to the deliberation: the clock of the law runs in public, and each step has one clear outcome."""

from datetime import date, timedelta
from typing import Any

import pytest

from mukhtabar.actions.annex import annex
from mukhtabar.actions.bureau import accept, deliberate, put_off
from mukhtabar.actions.clock import prolong, rest
from mukhtabar.actions.petition import lodge
from mukhtabar.actions.tick import tick
from mukhtabar.language.dates import local_day
from mukhtabar.rules.refused import Refused
from tests import files
from tests.petitioning import AGENT, TITLE, accepted, collecting, lodged, ready, with_bureau
from tests.world import COMMUNE, PEOPLE, World

EN = "/en"
#: What the bureau may refuse for, and its words.
WHY = {"reason": "not_competence", "comment": "الإنارة من اختصاص مجموعة الجماعات."}


def letters(world: World, who: str) -> list[str]:
    """The steps of the letters that wait for a person."""
    with world.acting() as ctx:
        waiting = [letter for _key, letter in ctx.portal.outbox._waiting.items() if letter.person == world.pids[who]]
        return [dict(letter.detail)["transition"] for letter in waiting]


def test_the_lodging_is_recorded_and_the_three_months_are_counted_from_the_receipt(world: World) -> None:
    path, browser = ready(world), world.browser("citizen")
    world.later(days=3)
    page = browser.get(f"{EN}{path}/prepare").click("Lodge it and record the receipt")
    assert "This page only records it." in page
    form: Any = browser.form(page, "day")
    form["day"], form["number"] = "2026-11-21", "2026/77"
    page = form.submit().follow()
    assert "Attach the scan of the receipt." in page
    public = world.browser().get(f"{EN}{path}")
    for words in ("Lodged with the council", "21 November 2026", "Day 2 of 92", "21 February 2027", "Set by law: Organic Law 113-14", "Counts from the day on the receipt of the commune:"):
        assert words in public.html.select_one("main").get_text(" "), words
    assert "2026/77" not in public
    assert letters(world, "officer") == ["lodge"]


@pytest.mark.parametrize(
    ("day", "number", "sentence", "kept"),
    [
        ("2026-11-24", "7", "This day has not come yet.", ["not_yet"]),
        ("2026-11-19", "7", "On that day the list of signatures was not closed yet.", ["before_ready"]),
        ("2026-11-21", "", "Enter the number of the receipt.", []),
        ("", "7", "Enter the day that stands on the receipt.", []),
        ("21/11", "7", "Enter a day such as 2027-12-31.", []),
    ],
)
def test_a_lodging_that_cannot_be_is_refused_and_nothing_typed_is_lost(
    world: World, day: str, number: str, sentence: str, kept: list[str]
) -> None:
    path, browser = ready(world), world.browser("citizen")
    world.later(days=3)
    form: Any = browser.form(browser.get(f"{EN}{path}/lodge"), "day")
    form["day"], form["number"] = day, number
    page = form.submit()
    assert sentence in page and world.state(path) == "ready"
    assert browser.form(page, "number")["number"].value == number
    assert world.attempts(path) == [("lodge", code) for code in kept]
    with world.acting() as ctx:
        assert world.at(ctx, path).lodging is None and world.at(ctx, path).measured is None


def test_a_lodging_that_is_sent_twice_is_recorded_once_and_the_second_is_kept(world: World) -> None:
    path, browser = ready(world), world.browser("citizen")
    form: Any = browser.form(browser.get(f"{EN}{path}/lodge"), "day")
    form["number"] = "2026/77"
    form.submit().follow()
    form["number"] = "2026/78"
    assert "and only once." in form.submit()
    assert world.attempts(path) == [("lodge", "wrong_state")]
    with world.acting() as ctx:
        assert world.at(ctx, path).lodging.number == "2026/77"


def test_nothing_is_lodged_before_the_number_is_reached_or_twice(world: World) -> None:
    path = collecting(world)
    for place, code in ((path, "wrong_state"), (lodged(world), "wrong_state")):
        with world.acting("citizen") as ctx, pytest.raises(Refused) as no:
            lodge(ctx, world.at(ctx, place), local_day(ctx.now), "8")
        assert no.value.code == code
        with world.acting() as ctx:
            assert getattr(world.at(ctx, place).lodging, "number", None) in {None, "2026/77"}
    form: Any = world.browser("citizen").get(f"{EN}{path}/lodge")
    assert "number" not in {field for each in form.forms.values() for field in each.fields}


def test_the_officer_passes_it_on_and_the_bureau_refuses_with_reasons(world: World) -> None:
    path = lodged(world)
    page = world.browser("officer").get(f"{EN}/desk").click(TITLE)
    form = next(form for form in page.forms.values() if "transition" in form.fields)
    assert "Everyone reads it on the page" in form.submit("transition", value="pass_on").follow()
    browser = world.browser("approver")
    page = browser.get(f"{EN}{path}/review")
    form = browser.form(page, "reason")
    page = form.submit("transition", value="refuse")
    assert "Choose a reason." in page and world.state(path) == "with_bureau"
    form = browser.form(page, "reason")
    form["reason"] = WHY["reason"]
    page = form.submit("transition", value="refuse")
    assert "Write a comment" in page and world.state(path) == "with_bureau"
    form = browser.form(page, "reason")
    form["reason"], form["comment"] = WHY["reason"], WHY["comment"]
    form.submit("transition", value="refuse").follow()
    public = world.browser().get(f"{EN}{path}").html.select_one("main").get_text(" ")
    for words in ("Refused", "The council cannot decide on this", WHY["comment"], "administrative court", "does not know it for sure", "Answered on day 0"):
        assert words in public, words
    assert "refuse" in letters(world, "citizen")


def test_the_bureau_accepts_for_a_session_and_the_council_deliberates_in_it(world: World) -> None:
    path, browser = with_bureau(world), world.browser("approver")
    page = browser.get(f"{EN}{path}/review")
    form: Any = browser.form(page, "session")
    assert [value for value, *_rest in form["session"].options] == ["", "2027-02", "2027-05", "2027-10"]
    page = form.submit("transition", value="accept")
    assert "The session is missing." in page and world.state(path) == "with_bureau"
    form = browser.form(page, "session")
    form["session"] = "2027-02"
    page = form.submit("transition", value="accept").follow()
    assert "Session of February 2027" in world.browser().get(f"{EN}{path}")
    world.later(days=85)
    form = browser.form(browser.get(f"{EN}{path}/review"), "day")
    form["day"], form["outcome"], form["decision"] = "2027-02-12", "adopted", "قرر المجلس برمجة الإنارة."
    form.submit("transition", value="deliberate").follow()
    public = world.browser().get(f"{EN}{path}").html.select_one("main").get_text(" ")
    for words in ("Adopted by the council", "12 February 2027", "قرر المجلس برمجة الإنارة."):
        assert words in public, words


@pytest.mark.parametrize(
    ("day", "outcome", "words", "code"),
    [
        ("2027-03-01", "adopted", "قرار", "not_yet"),
        ("2027-01-31", "adopted", "قرار", "outside_session"),
        ("2026-02-10", "adopted", "قرار", "outside_session"),
        ("2027-02-10", "", "قرار", "no_outcome"),
        ("2027-02-10", "perhaps", "قرار", "no_outcome"),
        ("2027-02-10", "adopted", "  ", "no_text"),
        ("2027-02-10", "adopted", "ا" * 5001, "text_too_long"),
    ],
)
def test_a_deliberation_that_cannot_be_is_refused(world: World, day: str, outcome: str, words: str, code: str) -> None:
    path = accepted(world)
    world.later(days=90)
    with world.acting("approver") as ctx, pytest.raises(Refused) as no:
        deliberate(ctx, world.at(ctx, path), date.fromisoformat(day), outcome, words)
    assert no.value.code == code
    with world.acting() as ctx:
        assert world.at(ctx, path).deliberation is None and world.state(path) == "accepted"


@pytest.mark.parametrize(
    ("given", "sentence", "field", "kept"),
    [
        (("", "", ""), "Enter the day of the sitting.", "day", []),
        (("", "adopted", "قرار"), "Enter the day of the sitting.", "day", []),
        (("12/2", "adopted", "قرار"), "Enter a day such as 2027-12-31.", "day", []),
        (("2027-02-12", "", "قرار"), "Choose what the council decided.", "outcome", []),
        (("2027-02-12", "adopted", " "), "Write the text of the decision, or its summary.", "decision", []),
        (("2027-01-31", "adopted", "قرار"), "the session on whose agenda it is does not sit.", "day", ["outside_session"]),
    ],
)
def test_what_is_missing_of_a_deliberation_is_said_beside_its_field_and_a_slip_is_no_attempt(
    world: World, given: tuple[str, str, str], sentence: str, field: str, kept: list[str]
) -> None:
    path, browser = accepted(world), world.browser("approver")
    world.later(days=85)
    form: Any = browser.form(browser.get(f"{EN}{path}/review"), "day")
    form["day"], form["outcome"], form["decision"] = given
    page = form.submit("transition", value="deliberate")
    assert sentence in page and world.state(path) == "accepted"
    assert [found["id"] for found in page.html.select("[aria-invalid=true]")] == [field]
    assert page.html.select_one(f".problems a[href='#{field}']") and page.html.select_one(f"#{field}-error")
    form = browser.form(page, "day")
    assert (form["day"].value, form["outcome"].value, form["decision"].value.strip()) == (*given[:2], given[2].strip())
    assert world.attempts(path) == [("deliberate", code) for code in kept]
    with world.acting() as ctx:
        assert world.at(ctx, path).deliberation is None


@pytest.mark.parametrize("session", ["2027-03", "2026-10", "2028-02", "2027-2", "x"])
def test_a_session_outside_is_refused_with_a_sentence(world: World, session: str) -> None:
    path = with_bureau(world)
    with world.acting("approver") as ctx, pytest.raises(Refused) as no:
        accept(ctx, world.at(ctx, path), session)
    assert no.value.code == "no_session"
    with world.acting() as ctx:
        assert world.at(ctx, path).session == ""


def test_a_session_that_put_it_off_is_said_with_its_reason(world: World) -> None:
    path = accepted(world)
    for code, why, problem in (("2027-02", "لضيق الوقت.", "no_session"), ("2027-05", " ", "comment_required")):
        with world.acting("approver") as ctx, pytest.raises(Refused) as no:
            put_off(ctx, world.at(ctx, path), code, why)
        assert no.value.code == problem
    browser = world.browser("approver")
    form: Any = browser.get(f"{EN}{path}/review").forms
    found = next(form for form in form.values() if "session" in form.fields)
    found["session"], found["comment"] = "2027-05", "لضيق الوقت."
    found.submit("transition", value="put_off").follow()
    public = world.browser().get(f"{EN}{path}").html.select_one("main").get_text(" ")
    assert "Session of May 2027" in public and "لضيق الوقت." in public and "Moved to another session" in public
    with world.acting("officer") as ctx, pytest.raises(Refused, match="not_permitted"):
        put_off(ctx, world.at(ctx, path), "2027-10", "لا.")


def test_after_three_months_everyone_reads_that_there_is_no_reply_and_the_council_is_told(world: World) -> None:
    path = lodged(world)
    world.later(days=91)
    with world.acting() as ctx:
        tick(ctx)
    assert world.state(path) == "lodged"
    world.later(days=2)
    with world.acting() as ctx:
        tick(ctx)
        tick(ctx)
    assert world.state(path) == "overdue"
    public = world.browser().get(f"{EN}{path}").html.select_one("main").get_text(" ")
    assert "No reply in time" in public and "late by 1 day" in public
    for who in ("citizen", "officer", "approver"):
        assert letters(world, who).count("become_overdue") == 1, who
    world.step("approver", path, "refuse", **WHY)
    assert world.state(path) == "refused"


def test_the_council_is_reminded_before_the_end(world: World) -> None:
    path = with_bureau(world)
    with world.acting() as ctx:
        due = world.at(ctx, path).reckoned_due
        ctx_now = local_day(ctx.now)
    world.clock.moment += timedelta(days=(due - ctx_now).days - 10)
    with world.acting() as ctx:
        tick(ctx)
    assert letters(world, "approver").count("remind") == letters(world, "officer").count("remind") == 1


def test_a_clock_moved_back_changes_nothing(world: World) -> None:
    path = lodged(world)
    world.later(days=95)
    with world.acting() as ctx:
        tick(ctx)
    told = letters(world, "officer").count("become_overdue")
    for days in (-200, 100, 101):
        world.later(days=days)
        with world.acting() as ctx:
            tick(ctx)
        assert world.state(path) == "overdue" and world.browser().get(f"{EN}{path}").status_int == 200
    assert letters(world, "officer").count("become_overdue") == told == 1
    with world.acting() as ctx:
        assert [entry.transition for entry in world.at(ctx, path).history].count("become_overdue") == 1


@pytest.mark.parametrize("who", ["officer", "approver", "both", "admin"])
def test_the_clock_of_the_law_neither_rests_nor_runs_longer(world: World, who: str) -> None:
    path = with_bureau(world)
    for act in (rest, prolong):
        with world.acting(who) as ctx, pytest.raises(Refused, match="not_permitted"):
            act(ctx, world.at(ctx, path), "نريد وقتا.")
    page = world.browser(who).get(f"{EN}{path}")
    assert f"{path}/clock" not in page


def test_not_even_the_portal_stops_the_clock_of_the_law(world: World) -> None:
    path = with_bureau(world)
    with world.acting() as ctx, pytest.raises(Refused, match="no_rest"):
        rest(ctx, world.at(ctx, path), "نريد وقتا.")


def test_the_worklist_of_the_council_shows_where_the_clock_stands(world: World) -> None:
    lodged(world)
    world.later(days=80)
    page = world.browser("officer").get(f"{EN}/desk").html.select_one("main").get_text(" ")
    assert TITLE in page and "Day 80 of 92" in page


def test_the_agent_who_withdraws_too_late_is_told(world: World) -> None:
    path, browser = ready(world), world.browser("citizen")
    form: Any = browser.form(browser.get(f"{EN}{path}/withdraw"), "comment")
    with world.acting("citizen") as ctx:
        lodge(ctx, world.at(ctx, path), local_day(ctx.now), "9")
    page = form.submit(status="*")
    assert page.status_int == 403 and world.state(path) == "lodged"


def test_a_decision_on_a_page_that_is_out_of_date_is_refused_with_a_sentence(world: World) -> None:
    path, browser = with_bureau(world), world.browser("approver")
    form: Any = browser.form(browser.get(f"{EN}{path}/review"), "session")
    form["session"] = "2027-02"
    world.step("approver2", path, "refuse", **WHY)
    page = form.submit("transition", value="accept")
    assert "Somebody has already moved this on." in page and world.state(path) == "refused"
    assert world.attempts(path) == [("accept", "wrong_state")]
    with world.acting() as ctx:
        assert world.at(ctx, path).session == ""


@pytest.mark.parametrize(
    ("session", "kept"), [("2026-11", [("accept", "no_session")]), ("2020-02", [("accept", "no_session")])]
)
def test_a_session_that_is_none_or_is_over_is_refused_on_the_page_and_kept(
    world: World, session: str, kept: list[tuple[str, str]]
) -> None:
    path, browser = with_bureau(world), world.browser("approver")
    form: Any = browser.form(browser.get(f"{EN}{path}/review"), "session")
    form["session"].force_value(session)
    page = form.submit("transition", value="accept")
    assert "There is no ordinary session then, or it is over." in page and world.state(path) == "with_bureau"
    assert world.attempts(path) == kept


@pytest.mark.parametrize("who", [None, *sorted(set(PEOPLE) - {"approver", "approver2", "both"})])
def test_only_the_council_decides(world: World, who: str | None) -> None:
    path = with_bureau(world)
    with world.acting(who) if who else world.site.session() as ctx:
        for act in (lambda: accept(ctx, world.at(ctx, path), "2027-02"), lambda: deliberate(ctx, world.at(ctx, path), None, "", "")):
            with pytest.raises(Refused):
                act()
    assert world.state(path) == "with_bureau"


def test_a_scan_is_for_the_agent_and_the_council_unless_it_holds_no_personal_data(world: World, swept: None) -> None:
    path, browser = lodged(world), world.browser("citizen")
    form: Any = browser.form(browser.get(f"{EN}{path}/annexes"), "title")
    form["upload"] = ("scan.pdf", files.PDF)
    page = form.submit().follow()
    address = page.html.select_one("main .listing a")["href"]
    for who, status in (("citizen", 200), ("officer", 200), ("approver", 200), (None, 404), ("editor", 404), ("admin", 404)):
        got = world.browser(who).get(address, status=status)
        assert status == 404 or "no-store" in got.headers["Cache-Control"]
    public = world.browser().get(f"{EN}{path}")
    assert "A document for the council" in public and "Receipt of the commune" not in public and "/annex?v=" not in public
    with world.acting("citizen") as ctx:
        annex(ctx, world.at(ctx, path), "receipt", "وصل بدون اسم", True, "a.jpg", files.photo())
    open_one = world.browser().get(f"{EN}{path}").html.select_one("ul.files a")["href"]
    assert world.browser().get(open_one).content_type == "image/jpeg"


@pytest.mark.parametrize("data", [b"", b"%PDF-broken", b"<html>", b"x" * 100], ids=["empty", "broken", "page", "bytes"])
def test_what_is_no_document_is_refused_beside_the_field(world: World, data: bytes, swept: None) -> None:
    path, browser = collecting(world), world.browser("citizen")
    form: Any = browser.form(browser.get(f"{EN}{path}/annexes"), "title")
    form["title"], form["upload"] = "خريطة الطريق", ("map.pdf", data)
    page = form.submit()
    assert page.status_int == 200 and page.html.select_one("[id^=error-]") and "خريطة الطريق" in page
    with world.acting() as ctx:
        assert not world.at(ctx, path).annexes


def test_a_document_is_attached_once_and_taken_off_before_the_lodging_only(world: World, swept: None) -> None:
    path, browser = ready(world), world.browser("citizen")
    form: Any = browser.form(browser.get(f"{EN}{path}/annexes"), "title")
    form["title"], form["upload"] = "خريطة", ("map.pdf", files.PDF)
    page = form.submit().follow()
    with world.acting("citizen") as ctx:
        for code, purpose in (("attached_already", "document"), ("wrong_time", "receipt"), ("wrong_time", "other")):
            with pytest.raises(Refused) as no:
                annex(ctx, world.at(ctx, path), purpose, "خريطة", False, "map.pdf", files.PDF)
            assert no.value.code == code
    with world.acting("citizen") as ctx:
        lodge(ctx, world.at(ctx, path), local_day(ctx.now), "7")
    assert "belongs to what was lodged" in browser.form(page, "take_off").submit("take_off")


def test_the_file_names_everything_and_is_for_the_agent_and_the_council(world: World) -> None:
    path = ready(world)
    with world.acting("citizen") as ctx:
        made = annex(ctx, world.at(ctx, path), "document", "خريطة الطريق", False, "map.pdf", files.PDF)
        lodge(ctx, world.at(ctx, path), local_day(ctx.now), "7")
    for who in ("citizen", "officer", "approver"):
        text = world.browser(who).get(f"{EN}{path}/full-file").html.select_one("main").get_text(" ")
        for words in (TITLE, AGENT, "Signatures that count 100", "خريطة الطريق", made.digest[:32], "Contents"):
            assert words in " ".join(text.split()), words
    for who in (None, "editor", "lead", "admin", "desk"):
        world.browser(who).get(f"{EN}{path}/full-file", status=403)


def test_a_report_of_personal_data_hides_it_and_a_moderator_shows_it_again(world: World) -> None:
    path = collecting(world)
    browser = world.browser()
    form: Any = browser.form(browser.get(f"{EN}{path}/report"), "reason")
    form["reason"] = "personal_data"
    form.submit().follow(status="*")
    assert world.state(path) == "hidden"
    page = world.browser().get(f"{EN}{path}", status=410)
    assert TITLE not in page and TITLE not in world.browser().get(f"{EN}{COMMUNE}")
    world.step("admin", path, "restore")
    assert world.state(path) == "collecting"


def test_what_was_lodged_is_no_longer_hidden_by_a_report(world: World) -> None:
    path = lodged(world)
    assert f"{path}/report" not in world.browser().get(f"{EN}{path}")


def test_the_commune_lists_it_and_the_search_finds_it(world: World) -> None:
    path = collecting(world)
    world.drain()
    for address in (COMMUNE, f"{COMMUNE}/petitions", f"/search?q={TITLE.split()[1]}"):
        assert f'{EN}{path}"' in world.browser().get(f"{EN}{address}"), address


@pytest.mark.parametrize("place", [collecting, ready, lodged, with_bureau, accepted])
def test_the_page_of_the_council_and_the_desk_opens_in_every_state(world: World, place: Any) -> None:
    path = place(world)
    for who in ("observer", "admin"):
        page = world.browser(who).get(f"{EN}{path}/review")
        assert TITLE in page and not page.html.select("main button[name=transition][value=accept]")


def test_a_moderator_hides_it_and_the_agent_is_told_why(world: World) -> None:
    path, browser = collecting(world), world.browser("admin")
    form: Any = browser.form(browser.get(f"{EN}{path}/review"), "reason")
    form["reason"] = "insult_hate"
    form.submit("transition", value="hide").follow()
    page = world.browser().get(f"{EN}{path}", status=410)
    assert TITLE not in page and "incites hatred" in page
    assert letters(world, "citizen") == ["hide"]


def test_the_feed_and_the_sitemap_name_what_is_public_and_nothing_before_or_after(world: World) -> None:
    from tests.petitioning import written

    draft, path = written(world), collecting(world)
    for address in ("/sitemap.xml", f"{COMMUNE}/feed"):
        text = world.browser().get(address).text
        assert path in text and draft not in text, address
    world.step("citizen", path, "withdraw")
    for address in ("/sitemap.xml", f"{COMMUNE}/feed"):
        assert path not in world.browser().get(address).text, address


def test_what_is_refused_beside_its_form_is_not_said_twice(world: World) -> None:
    path = accepted(world)
    browser = world.browser("approver")
    found = next(form for form in browser.get(f"{EN}{path}/review").forms.values() if "session" in form.fields)
    found["session"], found["comment"] = "2027-02", "لضيق الوقت."
    page = found.submit("transition", value="put_off")
    assert "Choose another session" in page and "Your text" not in page and page.text.count("لضيق الوقت.") == 1
