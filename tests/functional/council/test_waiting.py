"""What waits for the council of a commune: the longest waiting first, filtered by links that load nothing else."""

from typing import Any

import pytest

from mukhtabar.actions.record import refresh
from mukhtabar.content.proposal import Proposal
from mukhtabar.services.council import Looking, waiting
from tests.functional.council.test_clock import pressed
from tests.functional.council.test_council_file import made
from tests.functional.desk.test_worklist import titles
from tests.world import BODY, COMMUNE, CONSULTATION, PEOPLE, World

URL = f"/en{COMMUNE}/waiting"
CHOICES = "nav.tabs[aria-label=Term] a, .filters a"
COUNCIL = {"officer", "approver", "approver2", "both"}


def options(page: Any, title: str) -> dict[str, str]:
    """Return the choices of one filter with their numbers."""
    if title == "Term":
        links = page.html.select("nav.tabs[aria-label=Term] a")
    else:
        group = next((div for div in page.html.select(".filters > div") if div.p.get_text() == title), None)
        links = group.select("a") if group else []
    return {words(link): link.select_one(".count").get_text() for link in links}


def words(link: Any) -> str:
    """Return what a choice says, without its number."""
    return link.bdi.get_text() if link.bdi else link.contents[0].strip()


def chosen(page: Any) -> list[str]:
    return [words(link) for link in page.html.select(CHOICES) if link.get("aria-current") == "true"]


def pick(page: Any, said: str) -> Any:
    """Press a choice of a filter, as a link without any script."""
    link = next(link for link in page.html.select(CHOICES) if words(link) == said)
    return page.goto(link["href"])


@pytest.fixture
def busy(world: World) -> World:
    """One late, one that rests, one pressing question, one answer for approval, and a fresh one."""
    world.published("متأخر", kind="question", topic="water")
    world.later(days=1)
    resting = world.published("متوقف", topic="roads")
    pressed(world, resting, "rest", "ننتظر الخبرة").follow()
    world.later(days=4)
    world.published("سؤال", kind="question", topic="water")
    world.later(days=1)
    answered = world.published("ينتظر المصادقة", topic="health")
    world.later(days=18)
    answer = world.drafted(answered, summary="جواب للمصادقة")
    world.step("officer", answer, "send")
    world.later(days=5)
    world.published("جديد", topic="roads")
    world.later(days=2)
    return world


@pytest.mark.parametrize("who", [None, *PEOPLE])
def test_only_the_council_opens_it_and_finds_it_on_the_desk(busy: World, who: str | None) -> None:
    browser = busy.browser(who)
    browser.get(URL, status=200 if who in COUNCIL else "4*" if who else "*")
    assert (f"{COMMUNE}/waiting" in browser.get("/en/desk")) is (who in COUNCIL)
    assert (f"{COMMUNE}/waiting" in browser.get("/en/desk").text) is (who in COUNCIL)


def test_the_longest_waiting_stands_first_with_its_clock_in_words(busy: World) -> None:
    page = busy.browser("officer").get(URL)
    assert titles(page) == ["متأخر", "متوقف", "سؤال", "ينتظر المصادقة", "جواب للمصادقة", "جديد"]
    assert "late by 1 day" in page and "The clock rests on day 0 of 60" in page and "Day 26 of 30" in page
    assert page.html.select_one(".badge[data-tone=refused]")


def test_an_answer_says_what_it_is_to_and_where_that_clock_stands(busy: World) -> None:
    page = busy.browser("approver").get(f"{URL}?do=approver")
    row = page.html.select_one(".item-meta").get_text(" ", strip=True)
    assert titles(page) == ["جواب للمصادقة"] and "ينتظر المصادقة" in row and "Day 25 of 60" in row
    assert page.html.select_one(".item .badge").get_text() == "3 days left" and "Waiting for approval" in row


def test_a_proposal_says_how_far_its_answer_is_to_those_who_may_read_that(world: World) -> None:
    path = world.published("حافلة للثانوية")
    assert "Answer: " not in world.browser("officer").get(URL)
    world.step("officer", world.drafted(path), "send")
    row = world.browser("officer").get(URL).html.select_one(f'.listing .item:has(a[href$="{path}/review"])')
    assert "Answer: Waiting for approval" in row.get_text(" ", strip=True)
    world.step("editor", path, "hide", reason="personal_data", comment="فيه رقم هاتف.")
    for who in ("editor", "moderator", "lead"):
        assert "Answer: " not in world.browser(who).get("/en/desk")


def test_what_waits_to_be_published_is_counted_and_led_to(world: World) -> None:
    officer = world.browser("officer")
    assert "waits to be published" not in officer.get(URL)
    answer = world.drafted(world.published())
    world.step("officer", answer, "send")
    world.step("approver", answer, "approve")
    page = officer.get(URL).click("1 approved answer waits to be published")
    assert page.request.path == f"/en{COMMUNE}/to-publish" and page.html.select("[name=item]")


def test_each_filter_says_how_many_it_shows_and_marks_the_current_one(busy: World) -> None:
    page = busy.browser("officer").get(URL)
    assert options(page, "Term") == {"All": "6", "Late": "1", "Due within 10 days": "2", "The clock rests": "1"}
    assert options(page, "What is to be done") == {"All": "6", "To answer": "5", "To approve": "1"}
    assert options(page, "Topic") == {"All": "6", "Water": "2", "Roads and transport": "2", "Health": "2"}
    assert set(chosen(page)) == {"All"}
    for title in ("Term", "What is to be done", "Topic"):
        for said, number in options(page, title).items():
            found = pick(page, said)
            assert len(titles(found)) == int(number), said
            assert said in chosen(found)


def test_filters_narrow_each_other_and_are_dropped_together(busy: World) -> None:
    page = pick(busy.browser("officer").get(URL), "Water")
    assert options(page, "Term") == {"All": "2", "Late": "1", "Due within 10 days": "1"}
    page = pick(page, "Late")
    assert titles(page) == ["متأخر"] and {"Water", "Late"} <= set(chosen(page))
    assert len(titles(page.click("Clear all filters"))) == 6


def test_a_filter_that_shows_nothing_says_so_and_stays_marked(busy: World) -> None:
    page = busy.browser("officer").get(f"{URL}?when=late&topic=health")
    assert not titles(page) and "Nothing is waiting here." in page
    assert {"Late", "Health"} <= set(chosen(page))


@pytest.mark.parametrize("query", ["when=x", "in=abc", "in=99999999999999999999", "for=g-nobody", "topic=<b>", "page=0", "page=-1"])
def test_nonsense_breaks_nothing(busy: World, query: str) -> None:
    page = busy.browser("officer").get(f"{URL}?{query}", status=200)
    assert "<b>" not in page.text.split("<main")[1] or query != "topic=<b>" or "topic=%3Cb%3E" in page


def test_a_consultation_is_a_filter_and_waits_itself(busy: World) -> None:
    busy.summed_up()
    page = busy.browser("approver").get(URL)
    assert "الماء والطرق" in titles(page) or "Eau et routes" in titles(page)
    (name,) = [said for said in options(page, "Consultation") if said != "All"]
    assert len(titles(pick(page, name))) == 7


def test_a_filter_survives_paging(world: World) -> None:
    names = [f"طريق {number}" for number in range(23)]
    for name in names:
        world.published(name, topic="roads")
        world.published(f"ماء {name}", topic="water")
        world.later(minutes=1)
    page = pick(world.browser("officer").get(URL), "Roads and transport")
    assert titles(page) == names[:20]
    page = page.click(href="page=2", index=0)
    assert titles(page) == names[20:] and "Roads and transport" in chosen(page)


def test_what_is_answered_withdrawn_or_thrown_away_waits_no_more(world: World) -> None:
    world.answered()
    gone, hidden = world.published("يسحبه صاحبه"), world.published("يخفى")
    world.step("citizen", gone, "withdraw")
    world.step("moderator", hidden, "hide", reason="off_topic")
    with world.acting() as ctx:
        assert not list(ctx.portal.listings_index.walk("council", world.at(ctx, COMMUNE).uid))


def filled(world: World, count: int) -> None:
    """Put so many published proposals there, without the steps of each: what is measured is the reading."""
    path = world.published("الأول", topic="water")
    with world.acting() as ctx:
        consultation, first = world.at(ctx, CONSULTATION), world.at(ctx, path)
        for number in range(count):
            made = Proposal()
            made.title, made.body, made.topic = f"مقترح {number}", BODY, "health" if number % 100 == 7 else "roads"
            made.created = made.modified = made.state_since = ctx.now
            made.state, made.history, made.creator = "published", first.history, first.creator
            consultation.add(f"x{number}", made)
            ctx.portal.uids.register(made)
            refresh(ctx, made)


def test_a_filter_loads_the_documents_it_shows_and_no_others(world: World) -> None:
    world.published("الأول", topic="water")
    filled(world, 600)
    world.site.books.main.cacheMinimize()
    with world.site.session() as ctx:
        jar, commune = ctx.portal._p_jar, world.at(ctx, COMMUNE)
        looking = Looking(ctx.now.date(), None, frozenset())
        jar.getTransferCounts(clear=True)
        found = waiting(ctx.portal.listings_index, commune.uid, looking, {"topic": "health"})
        index = jar.getTransferCounts(clear=True)[0]
        loaded = [one for one in jar._cache.lru_items() if isinstance(one[1], Proposal) and one[1]._p_state == 0]
        assert found.batch.total == 6 and not loaded
        # Buckets of the list alone: some thirty keys each.
        assert index <= 60
        assert sum(n for (name, code), n in found.counts.items() if name == "topic" and code) == 602


def test_the_page_of_a_filter_loads_as_many_proposals_as_it_shows(world: World) -> None:
    filled(world, 300)
    browser = world.browser("officer")

    def loads(query: str) -> tuple[int, int]:
        world.site.books.main.cacheMinimize()
        connection = world.site.books.main.open()
        connection.getTransferCounts(clear=True)
        connection.close()
        page = browser.get(f"{URL}?{query}")
        connection = world.site.books.main.open()
        try:
            held = [one for _oid, one in connection._cache.lru_items() if isinstance(one, Proposal)]
            assert len(titles(page)) == len([one for one in held if one._p_state == 0])
            return len(titles(page)), int(connection.getTransferCounts(clear=True)[0])
        finally:
            connection.close()

    shown, few = loads("topic=health")
    assert shown == 3
    shown, many = loads("topic=roads")
    assert shown == 20 and many > few


def test_what_the_council_makes_itself_waits_there_too(world: World) -> None:
    road = world.answered()[0]
    promise = world.committed(road, upto="drafting", title="تعبيد الطريق")
    file = made(world, [road])
    world.step("officer", file, "send")
    page = world.browser("both").get(URL)
    assert set(titles(page)) >= {"تعبيد الطريق"} and page.html.select_one(f'main a[href*="{file}"]')
    assert options(page, "What is to be done") == {"All": "2", "To answer": "1", "To approve": "1"}
    officer = world.browser("officer")
    form = officer.form(officer.get(f"/en{promise}/council"), "holder")
    form["holder"] = world.pids["both"]
    form.submit("assign").follow()
    assert titles(world.browser("both").get(f"{URL}?for=me")) == ["تعبيد الطريق"]
    for who in (None, "citizen", "lead", "moderator", "admin"):
        assert world.browser(who).get(f"{promise}/council", status="*").status_int in {403, 404}
