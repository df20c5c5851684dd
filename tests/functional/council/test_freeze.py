"""Before an election the council drafts and approves, and publishes nothing; everyone reads why."""

from datetime import date, timedelta
from typing import Any

import pytest

from mukhtabar.actions.commitment import add_evidence
from mukhtabar.actions.freeze import set_freeze
from mukhtabar.actions.publish_at import publish_at
from mukhtabar.actions.schedule import schedule
from mukhtabar.actions.tick import tick
from mukhtabar.actions.transition import offers
from mukhtabar.content.evidence import Evidence
from mukhtabar.content.texts import Texts
from mukhtabar.rules.refused import Refused
from mukhtabar.store.revisions import digest_of
from tests import files
from tests.world import COMMUNE, SPACE, World

EN = f"/en{COMMUNE}"
TODAY = date(2026, 11, 20)
WHY = "الانتخابات الجماعية"


def frozen(world: World, days: int = 10, place: str = COMMUNE, start: int = 0) -> None:
    """Set a period as the administrator: it begins `start` days from today and lasts so many."""
    with world.acting("admin") as ctx:
        first = TODAY + timedelta(days=start)
        set_freeze(ctx, world.at(ctx, place), first, first + timedelta(days=days - 1), WHY)


def approved(world: World, title: str = "تعبيد الطريق إلى المدرسة") -> tuple[str, str]:
    path = world.published(title)
    answer = world.drafted(path)
    world.step("officer", answer, "send")
    world.step("approver", answer, "approve")
    return path, answer


def asked(world: World, start: str, end: str, reason: str = WHY, place: str = COMMUNE) -> Any:
    browser = world.browser("admin")
    form = browser.form(browser.get(f"/en{place}/freeze"), "reason")
    form["start"], form["end"], form["reason"] = start, end, reason
    return form.submit("set")


@pytest.mark.parametrize("place", [COMMUNE, "/souss-massa", "/"])
def test_an_answer_is_approved_and_waits_with_a_sentence_that_names_the_day(world: World, place: str) -> None:
    frozen(world, place=place)
    path, answer = approved(world)
    page = world.browser("officer").get(f"/en{answer}/review")
    assert "Until 29 November 2026 included, the council publishes no answer, promise, progress or news here" in page
    with pytest.raises(Refused, match="not_frozen"):
        world.step("officer", answer, "publish")
    world.later(days=9, hours=12)
    with pytest.raises(Refused, match="not_frozen"):
        world.step("officer", answer, "publish")
    world.later(hours=1)
    world.step("officer", answer, "publish")
    assert world.state(path) == "answered"


def test_the_council_promises_nothing_new_either(world: World) -> None:
    path = world.answered()[0]
    draft = world.committed(path, "for_approval")
    going_on = world.committed(path, "planned", "التزام سابق")
    frozen(world)
    with pytest.raises(Refused, match="not_frozen"):
        world.step("approver", draft, "confirm")
    with pytest.raises(Refused, match="not_frozen"):
        world.step("officer", going_on, "start")
    world.later(days=10)
    world.step("approver", draft, "confirm")
    world.step("officer", going_on, "start")


def test_what_was_achieved_is_told_before_or_after_but_that_a_promise_is_dropped_at_any_time(world: World) -> None:
    path = world.answered()[0]
    done, dropped = (world.committed(path, "in_progress", title) for title in ("قنطرة", "بئر"))
    frozen(world)
    officer = world.browser("officer")
    form = officer.form(officer.get(f"/en{done}/progress"), "words")
    form["words"] = "بدأ صب الخرسانة."
    page = form.submit()
    assert "Until 29 November 2026 included" in page and "بدأ صب الخرسانة." in page
    with pytest.raises(Refused, match="not_frozen"), world.acting("officer") as ctx:
        values = {"title": Texts.of(ctx.now, ar="محضر التسليم")}
        add_evidence(ctx, world.at(ctx, done), Evidence(), values, "محضر.pdf", files.PDF)
    world.step("approver", dropped, "drop", comment="لم تعد هناك اعتمادات.", reason="budget")
    world.later(days=10)
    assert officer.form(page, "words").submit().status_int == 303


def test_everyone_reads_why_beside_the_clock_which_goes_on(world: World) -> None:
    path = world.published()
    visitor = world.browser(cached=True)
    assert WHY not in visitor.get(f"/en{path}")
    frozen(world, days=5)
    world.later(days=3)
    text = visitor.get(f"/en{path}").html.select_one(".clock").get_text(" ")
    assert "Until 24 November 2026 included" in text and WHY in text
    assert "Day 3 of 60" in text and "not a term of law" in text
    assert WHY in visitor.get(f"{EN}/council")
    world.later(days=2)
    assert WHY not in visitor.get(f"/en{path}") and WHY not in visitor.get(f"{EN}/council")


def test_one_period_after_the_other_is_one_wait(world: World) -> None:
    frozen(world, days=3)
    frozen(world, days=4, start=3, place="/")
    _path, answer = approved(world)
    assert "Until 26 November 2026 included" in world.browser("officer").get(f"/en{answer}/review")


def test_news_of_the_commune_waits_and_news_of_a_space_does_not(world: World) -> None:
    frozen(world)
    world.public_news()
    path = world.news(who="admin", parent=COMMUNE, name="khabar")
    with pytest.raises(Refused, match="not_frozen"):
        world.step("admin", path, "publish")
    page = world.page(who="admin", parent=COMMUNE, name="safha")
    world.step("admin", page, "publish")


def test_what_has_a_date_in_the_period_goes_out_when_it_has_ended(world: World) -> None:
    path = world.news(who="admin", parent=COMMUNE, name="khabar")
    with world.acting("admin") as ctx:
        document = world.at(ctx, path)
        schedule(ctx, document, ctx.now + timedelta(days=2), None, digest_of(document.field_values()))
    frozen(world, days=5)
    for days, state in ((2, "pending"), (1, "pending"), (2, "published")):
        world.later(days=days)
        with world.acting() as ctx:
            tick(ctx)
        assert world.state(path) == state


def test_an_answer_with_a_date_in_the_period_keeps_it_and_goes_out_when_it_has_ended(world: World) -> None:
    path, answer = approved(world)
    with world.acting("officer") as ctx:
        document = world.at(ctx, answer)
        publish_at(ctx, document, ctx.now + timedelta(days=2), document.digest)
    frozen(world, days=5)
    visitor, officer = world.browser(cached=True), world.browser("officer")
    for days, state in ((2, "approved"), (2, "approved"), (1, "published")):
        world.later(days=days)
        with world.acting() as ctx:
            tick(ctx)
            kept = world.at(ctx, answer).next_date
        assert (kept is not None) == (state == "approved")
        assert world.state(answer) == state
        assert ("سنعبد الطريق." in visitor.get(f"/en{path}")) == (state == "published")
        if state == "approved":
            page = officer.get(f"/en{answer}/review")
            assert "22 November 2026" in page and "Until 24 November 2026 included" in page
    assert world.state(path) == "answered"


def test_the_reply_to_a_consultation_waits_as_well(world: World) -> None:
    frozen(world)
    consultation = f"{SPACE}/ma"
    with world.acting() as ctx:
        document = world.at(ctx, consultation)
        document.state = "synthesis"
    with world.acting("approver") as ctx:
        offer = next(o for o in offers(ctx, world.at(ctx, consultation)) if o.transition.name == "reply")
        assert offer.refused is not None
    with world.acting() as ctx:
        assert "not_frozen" in world.at(ctx, consultation).definition.transitions["reply"].guards


@pytest.mark.parametrize(("start", "end", "reason", "sentence"), [
    ("2026-12-10", "2026-12-09", WHY, "The end must come after the beginning."),
    ("2026-10-01", "2026-11-19", WHY, "These days have passed."),
    ("2026-12-01", "2027-04-01", WHY, "A period lasts 120 days at most."),
    ("2026-12-01", "2026-12-09", " . ", "Say why: everyone reads it."),
    ("", "2026-12-09", WHY, "Enter the day."),
    ("2026-12-01", "tomorrow", WHY, "Enter a day such as 2027-12-31."),
])  # fmt: skip
def test_what_is_wrong_stands_beside_its_field(world: World, start: str, end: str, reason: str, sentence: str) -> None:
    page = asked(world, start, end, reason)
    assert sentence in " ".join(node.get_text(" ") for node in page.html.select(".field .wrong"))
    with world.acting() as ctx:
        assert not ctx.portal.freezes.at(world.at(ctx, COMMUNE).uid)


def test_a_period_is_set_listed_and_lifted(world: World) -> None:
    page = asked(world, "2026-11-20", "2026-12-09").follow()
    assert "runs now" in page and WHY in page
    path, answer = approved(world)
    with pytest.raises(Refused, match="not_frozen"):
        world.step("officer", answer, "publish")
    assert "The period is lifted." in world.browser("admin").form(page, "lift").submit("lift").follow()
    world.step("officer", answer, "publish")
    assert world.state(path) == "answered"
    assert world.browser("admin").get(EN).click("Nothing published before an election", href="/freeze")


def test_a_period_lifted_twice_from_one_page_is_said_to_be_gone(world: World) -> None:
    browser = world.browser("admin")
    form = browser.form(asked(world, "2026-11-20", "2026-12-09").follow(), "lift")
    form.submit("lift").follow()
    assert "There is no such period here." in form.submit("lift").follow()


def test_a_period_that_no_page_of_ours_names_is_not_there(world: World) -> None:
    asked(world, "2026-11-20", "2026-12-09").follow()
    browser = world.browser("admin")
    form = browser.form(browser.get(f"{EN}/freeze"), "lift")
    for number in ("9" * 4400, "³", ""):
        given = {"csrf_token": form["csrf_token"].value, "lift": number}
        assert "There is no such period here." in browser.post(f"{EN}/freeze", given).follow()
    assert WHY in browser.get(f"{EN}/freeze")


def test_a_place_above_is_shown_and_lifted_there_only(world: World) -> None:
    frozen(world, place="/souss-massa")
    page = world.browser("admin").get(f"{EN}/freeze")
    assert WHY in page and not page.html.select("button[name=lift]")


@pytest.mark.parametrize("who", [None, "citizen", "lead", "officer", "approver", "observer"])
def test_nobody_else_sets_one(world: World, who: str | None) -> None:
    world.browser(who).get(f"{EN}/freeze", status="4*")
    with world.acting(who) as ctx:
        if who is not None:
            with pytest.raises(Refused, match="not_permitted"):
                set_freeze(ctx, world.at(ctx, COMMUNE), TODAY, TODAY, WHY)


def test_what_was_dropped_is_not_taken_up_again(world: World) -> None:
    path = world.committed(world.answered()[0], "planned")
    frozen(world)
    world.step("approver", path, "drop", reason="budget", comment="لا اعتماد.")
    with pytest.raises(Refused, match="not_frozen"):
        world.step("approver", path, "resume", comment="وجد الاعتماد.")
    world.later(days=10)
    world.step("approver", path, "resume", comment="وجد الاعتماد.")
    assert world.state(path) == "planned"
