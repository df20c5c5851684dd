"""Collections: a query made in a form, a list that keeps itself up to date, a feed; nothing that is not for everybody."""

import xml.etree.ElementTree as ET
from datetime import timedelta
from typing import Any

import pytest

from mukhtabar.actions.edit import edit
from mukhtabar.actions.export import export
from mukhtabar.actions.move import move
from mukhtabar.actions.record import refresh
from mukhtabar.actions.revert import revert
from mukhtabar.actions.trash import restore, trash
from mukhtabar.content.news import News
from mukhtabar.content.target import Target
from mukhtabar.content.texts import Texts
from mukhtabar.rules.refused import Refused
from mukhtabar.services.gathering import find
from mukhtabar.views.cache import PageCache
from tests.world import COMMUNE, CONSULTATION, PEOPLE, SPACE, Browser, World

EN = "/en"
ATOM = "{http://www.w3.org/2005/Atom}"


def titles(page: Any) -> list[str]:
    """Return the titles of the list on a page."""
    return [title.get_text() for title in page.html.select("#main .item-title")]


def form(world: World, who: str = "lead", path: str = SPACE) -> tuple[Browser, Any]:
    """Return a person's browser and the form that adds a collection, filled in but for what it holds."""
    browser = world.browser(who)
    form_ = browser.form(browser.get(f"{EN}{path}/add?type=collection"), "once")
    form_.fields["ar"][0].value = "كل جديد"
    return browser, form_


def tick(form_: Any, *codes: str) -> None:
    """Tick the boxes with these values."""
    for box in form_.fields["checkbox"]:
        if box._value in codes:
            box.checked = True


def test_an_editor_saves_a_query_and_is_told_how_much_it_finds(world: World) -> None:
    world.public_news(title="خبر منشور")
    world.news(name="secret", title="خبر سري")
    browser, form_ = form(world, "editor")
    tick(form_, "news")
    form_["where"] = f"http://127.0.0.1:6543/fr{COMMUNE}/"
    answer = form_.submit("save")
    path = answer.location.removeprefix("http://localhost/en").removesuffix("/review")
    with world.acting() as ctx:
        made = world.at(ctx, path)
        assert made.kinds == ("news",) and made.where == Target(COMMUNE, world.at(ctx, COMMUNE).uid)
    assert "finds 1 document now" in answer.follow().text
    assert "finds 1 document now" in browser.get(f"{EN}{path}/edit").text
    world.step("lead", path, "publish")
    assert titles(world.browser().get(path)) == ["خبر منشور"]


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("where", f"{SPACE}/nothing", "Nothing stands at this address"),
        ("where", "https://example.org/", "Enter an address of this portal"),
        ("where", "/news", "This is something else"),
        ("where", "javascript:alert(1)", "Enter an address of this portal"),
        ("where", "//evil.example/souss-massa/x", "Nothing stands at this address"),
        ("where", "/" + "a/" * 140, "Nothing stands at this address"),
        ("size", "0", "Enter a number from 1 to 100."),
        ("size", "9" * 400, "Enter a number from 1 to 100."),
        ("size", "many", "is not a number"),
        ("within", "-1", "Enter a number from 0 to 3,650."),
        ("order", "waiting", "Only proposals wait for an answer."),
        ("since", "yesterday", "Enter a day such as 2027-12-31."),
    ],
)
def test_what_is_wrong_is_said(world: World, field: str, value: str, sentence: str) -> None:
    _browser, form_ = form(world)
    tick(form_, "news")
    form_[field] = value
    assert sentence in form_.submit("save").html.select_one(".problems").get_text(" ", strip=True)


def test_what_was_not_offered_is_not_taken(world: World) -> None:
    browser, form_ = form(world)
    assert "Choose at least one kind." in form_.submit("save").text
    tick(form_, "news")
    controls = [(name, "comment" if value == "news" else value) for name, value in form_.submit_fields("save")]
    assert "Choose one of the options offered." in browser.post(f"{EN}{SPACE}/add?type=collection", controls).text


def test_an_address_of_something_that_may_not_be_seen_is_no_address(world: World) -> None:
    secret = world.news(name="secret")
    _browser, form_ = form(world, "editor", SPACE)
    with world.acting() as ctx:
        other = world.at(ctx, "/souss-massa/akka")
        hidden = world.made(None, "/souss-massa/akka", News(), "hidden", title="سر", dated=world.clock.now())
        assert other is not None
    tick(form_, "file")
    form_["where"] = hidden
    assert "Nothing stands at this address" in form_.submit("save").text
    form_["where"] = secret
    assert form_.submit("save").status_int == 303


def test_the_list_has_pages_and_is_kept_until_what_it_shows_changes(world: World) -> None:
    for number in range(5):
        world.public_news(name=f"n{number}", title=f"خبر {number}", dated=world.clock.now() - timedelta(days=number))
    path = world.collection(kinds=("news",), size=2, parent="/", who="admin", where=Target(SPACE))
    with world.acting() as ctx:
        world.at(ctx, path).where = Target(SPACE, world.at(ctx, SPACE).uid)
    pyramid = world.pyramid
    calls: list[str] = []

    def counting(environ: Any, start: Any) -> Any:
        calls.append(environ["PATH_INFO"])
        return pyramid(environ, start)

    browser = Browser(PageCache(counting, world.site))
    assert titles(browser.get(path)) == ["خبر 0", "خبر 1"]
    assert titles(browser.get(f"{path}?page=3")) == ["خبر 4"] == titles(browser.get(f"{path}?page=99"))
    assert titles(browser.get(path)) == ["خبر 0", "خبر 1"] and len(calls) == 3
    # A change of the place that it looks in, which does not stand above the collection.
    world.step("lead", f"{SPACE}/n0", "retract")
    assert titles(browser.get(path)) == ["خبر 1", "خبر 2"] and len(calls) == 4
    world.page(parent="/", who="admin")
    browser.get(path)
    assert len(calls) == 4


def test_waiting_longest_and_by_hand(world: World) -> None:
    first, second = world.published("الأول"), None
    world.later(hours=1)
    second = world.published("الثاني")
    world.answered("المجاب عنه")
    path = world.collection(kinds=("proposal",), order="waiting")
    assert titles(world.browser().get(path)) == ["الأول", "الثاني"]
    for name in ("a", "b"):
        world.step("lead", world.page(name=name, title=name), "publish")
    hand = world.collection("hand", kinds=("page",), order="hand")
    assert titles(world.browser().get(hand)) == ["a", "b"]
    with world.acting("lead") as ctx:
        page = world.at(ctx, f"{SPACE}/b")
        page.position = world.at(ctx, f"{SPACE}/a").position - 1
        refresh(ctx, page)
    assert titles(world.browser().get(hand)) == ["b", "a"] and first and second


def test_it_follows_its_place_and_says_kindly_when_that_is_gone(world: World) -> None:
    world.step("lead", world.page(parent=CONSULTATION, title="وثيقة"), "publish")
    news = world.public_news()
    path = world.collection("c", kinds=("page",))
    with world.acting() as ctx:
        world.at(ctx, path).where = Target(CONSULTATION, world.at(ctx, CONSULTATION).uid)
    browser = world.browser(cached=True)
    assert titles(browser.get(path)) == ["وثيقة"]
    with world.acting() as ctx:
        move(ctx, world.at(ctx, CONSULTATION), world.at(ctx, SPACE), "moved")
    assert titles(browser.get(path)) == ["وثيقة"]
    with world.acting() as ctx:
        thrown = trash(ctx, world.at(ctx, f"{SPACE}/moved"), "سبب")
    page = browser.get(f"{EN}{path}")
    assert "is not here any more" in page.text and titles(page) == []
    assert "is not here any more" in world.browser("lead").get(f"{EN}{path}").text
    with world.acting("lead") as ctx:
        edit(ctx, world.at(ctx, path), {"title": Texts.of(ctx.now, ar="مجموعة")})
    assert CONSULTATION in world.browser("lead").get(f"{EN}{SPACE}/links").text
    with world.acting() as ctx:
        restore(ctx, thrown.uid)
    assert titles(browser.get(path)) == ["وثيقة"] and news
    assert CONSULTATION not in world.browser("lead").get(f"{EN}{SPACE}/links").html.select_one("main").get_text()


def test_a_query_for_nothing_says_so(world: World) -> None:
    path = world.collection(kinds=("image",))
    assert "Nothing here for the moment." in world.browser().get(f"{EN}{path}").text


def test_its_feed_tells_the_newest_first_whatever_its_order(world: World) -> None:
    for number in range(3):
        world.public_news(name=f"n{number}", title=f"خبر {number}", dated=world.clock.now() - timedelta(days=number))
    world.news(name="secret", title="خبر سري")
    path = world.collection(kinds=("news", "space"), order="oldest")
    answer = world.browser(cached=True).get(f"{path}/feed")
    entries = [entry.findtext(f"{ATOM}title") for entry in ET.fromstring(answer.body).iter(f"{ATOM}entry")]
    assert [title for title in entries if title.startswith("خبر")] == ["خبر 0", "خبر 1", "خبر 2"]
    assert answer.content_type == "application/atom+xml"


def test_no_reader_is_shown_more_than_everybody(world: World) -> None:
    world.news(name="secret", title="خبر سري")
    world.submitted("لم ينشر بعد")
    path = world.collection(kinds=("news", "proposal"))
    for who in (None, *PEOPLE):
        page = world.browser(who).get(f"{EN}{path}")
        assert titles(page) == [] and "result" not in page.html.select_one("main").get_text(), who


@pytest.mark.parametrize("who", ["citizen", "moderator", "desk", "officer", "approver", "observer", None])
def test_only_who_writes_here_makes_or_changes_one(world: World, who: str | None) -> None:
    path = world.collection()
    browser = world.browser(who)
    browser.get(f"{SPACE}/add?type=collection", status=403)
    browser.get(f"{path}/edit", status=403)
    with world.acting("citizen") as ctx, pytest.raises(Refused):
        edit(ctx, world.at(ctx, path), {"order": "title"})


def test_an_earlier_query_comes_back(world: World) -> None:
    path = world.collection(kinds=("news",))
    with world.acting("lead") as ctx:
        document = world.at(ctx, path)
        before = len(list(ctx.portal.journal))
        edit(ctx, document, {"kinds": ("page",), "order": "title", "where": Target(COMMUNE, 5)})
        assert len(list(ctx.portal.journal)) == before + 1
        first = document.revisions.items()[0][0]
    page = world.browser("lead").get(f"{EN}{path}/history?old={first}")
    assert page.status_int == 200
    with world.acting("lead") as ctx:
        document = world.at(ctx, path)
        revert(ctx, document, document.revisions.items()[0][0], document.fields)
        assert (document.kinds, document.order, document.where) == (("news",), "newest", Target())


def test_a_page_of_two_thousand_costs_what_it_shows(world: World) -> None:
    with world.acting() as ctx:
        space = world.at(ctx, SPACE)
        # As many as it takes, without the steps of each: what is measured is the reading.
        for number in range(2000):
            news = News()
            news.title, news.dated = Texts.of(ctx.now, ar=f"خبر {number}"), ctx.now - timedelta(minutes=number)
            news.created = news.modified = news.state_since = ctx.now
            news.state, news.position = "published", number
            space.add(f"n{number}", news)
            ctx.portal.uids.register(news)
            refresh(ctx, news)
    path = world.collection(kinds=("news",), size=20)

    def loads(**changed: Any) -> int:
        with world.acting() as ctx:
            collection = world.at(ctx, path)
            for name, value in changed.items():
                setattr(collection, name, value)
        world.site.books.main.cacheMinimize()
        with world.site.session() as ctx:
            collection = world.at(ctx, path)
            jar = ctx.portal._p_jar
            before = jar.getTransferCounts(clear=True) and 0
            found = find(ctx.portal, collection, ctx.now)
            documents = [ctx.portal.uids.get(uid) for uid in found.batch.uids]
            assert found.batch.total >= 1 and all(document.title for document in documents)
            return int(jar.getTransferCounts(clear=True)[0]) - before

    assert loads() <= 100
    assert loads(order="title") <= 100
    assert loads(order="hand") <= 100
    # With a filter the ranks are walked, but no document is loaded that is not shown.
    assert loads(order="newest", categories=("initiatives",)) <= 400


def test_it_goes_into_an_archive(world: World, tmp_path: Any) -> None:
    world.collection(where=Target("/", 1), since=world.clock.now(), topics=("water",))
    with world.acting("admin") as ctx, (tmp_path / "a.zip").open("wb") as out:
        assert export(ctx, world.at(ctx, SPACE), out) >= 1
