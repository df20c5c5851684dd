"""Pages kept for visitors are never a moment old: every change is seen at once, in every process."""

from collections.abc import Callable

import pytest

from mukhtabar.actions.create import create
from mukhtabar.actions.edit import edit
from mukhtabar.actions.tick import tick
from mukhtabar.content.space import Space
from mukhtabar.content.texts import Texts
from mukhtabar.views.cache import PageCache
from tests.town import Town
from tests.world import COMMUNE, CONSULTATION, SPACE, Browser, World

ABOVE = ("/", "/souss-massa", COMMUNE, SPACE, CONSULTATION, "/consultations", "/news", "/feed", "/sitemap.xml")


class Pair:
    """Two processes over one database, each with pages of its own, and a reader who asks both and no cache at all."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.first, self.second = PageCache(world.pyramid, world.site), PageCache(world.pyramid, world.site)

    def agree(self, *paths: str) -> None:
        """Both caches answer what Pyramid would answer now."""
        fresh = Browser(self.world.pyramid)
        for path in paths:
            wanted = fresh.get(path, status="*")
            for cache in (self.first, self.second):
                found = Browser(cache).get(path, status="*")
                assert (found.status_int, found.text) == (wanted.status_int, wanted.text), path


@pytest.fixture
def pair(world: World) -> Pair:
    return Pair(world)


def test_pages_are_kept_at_all(pair: Pair) -> None:
    path = pair.world.published()
    calls: list[str] = []

    def counting(environ: dict[str, str], start: Callable[..., object]) -> object:
        calls.append(environ["PATH_INFO"])
        return pair.world.pyramid(environ, start)

    browser = Browser(PageCache(counting, pair.world.site))
    for _again in range(3):
        for address in ("/", path, CONSULTATION, f"{CONSULTATION}?order=waiting", "/fr/"):
            browser.get(address)
    assert len(calls) == 5


def test_each_step_of_a_proposal_is_seen_at_once_everywhere(pair: Pair) -> None:
    world = pair.world
    path = world.submitted()
    pair.agree(*ABOVE, path)
    world.step("editor", path, "publish")
    pair.agree(*ABOVE, path)
    answer = world.drafted(path)
    for who, name in (("officer", "send"), ("approver", "approve"), ("officer", "publish")):
        world.step(who, answer, name)
        pair.agree(*ABOVE, path)
    assert "سنعبد الطريق." in Browser(pair.first).get(path)
    world.step("editor", path, "hide", reason="personal_data")
    pair.agree(*ABOVE, path)
    Browser(pair.first).get(path, status=410)
    world.later(minutes=20)
    world.step("editor", path, "restore_answered")
    pair.agree(*ABOVE, path)


def test_news_and_comments_are_seen_at_once(pair: Pair) -> None:
    world = pair.world
    news = world.news()
    pair.agree(*ABOVE, news)
    world.step("lead", news, "publish")
    pair.agree(*ABOVE, news)
    comment = world.commented(news)
    pair.agree(*ABOVE, news)
    world.step("moderator", comment, "publish")
    pair.agree(*ABOVE, news)
    world.step("editor", comment, "hide", reason="off_topic")
    pair.agree(*ABOVE, news)
    with world.acting("lead") as ctx:
        edit(ctx, world.at(ctx, news), {"title": Texts.of(ctx.now, ar="عنوان مصحح")})
    pair.agree(*ABOVE, news)
    world.step("lead", news, "retract")
    pair.agree(*ABOVE, news)


def test_new_names_above_a_page_are_seen_on_it(pair: Pair) -> None:
    world = pair.world
    path = world.published()
    pair.agree(path)
    for place in (SPACE, CONSULTATION):
        with world.acting("lead") as ctx:
            edit(ctx, world.at(ctx, place), {"title": Texts.of(ctx.now, ar="اسم جديد", fr="Nouveau nom")})
        pair.agree(path, f"/fr{path}", *ABOVE)
    with world.acting() as ctx:
        create(ctx, world.at(ctx, COMMUNE), Space(), "other", {"title": Texts.of(ctx.now, ar="فضاء ثان")})
    pair.agree(*ABOVE)


def test_a_new_name_of_a_person_is_seen_at_once(pair: Pair) -> None:
    path = pair.world.published()
    pair.agree(path)
    with pair.world.acting() as ctx:
        ctx.register.rename(ctx.register.get(pair.world.pids["citizen"]), "اسم جديد لصاحبة المقترح")
    assert "اسم جديد لصاحبة المقترح" in Browser(pair.second).get(path)
    pair.agree(path)


def test_the_calendar_alone_changes_a_page(pair: Pair) -> None:
    world = pair.world
    path = world.published()
    pair.agree(*ABOVE, path)
    for _day in range(3):
        world.later(days=1)
        pair.agree(*ABOVE, path)
    world.later(days=28)
    pair.agree(CONSULTATION)
    assert "propose" not in Browser(pair.first).get(CONSULTATION).html.select_one("main").get_text()
    with world.acting() as ctx:
        assert tick(ctx)
    pair.agree(*ABOVE)


def test_who_is_signed_in_is_never_given_a_visitors_page_nor_the_other_way_round(pair: Pair) -> None:
    path = pair.world.published()
    lead = pair.world.browser("lead", cached=True)
    visitor = pair.world.browser(cached=True)
    for _again in range(2):
        assert "Lead" in lead.get(path) and "Lead" not in visitor.get(path)
        assert "Set-Cookie" not in visitor.get(path).headers


def test_languages_comfort_and_queries_have_pages_of_their_own(pair: Pair) -> None:
    browser = Browser(pair.first)
    path = pair.world.published()
    for address in (path, f"/fr{path}", f"/zgh{path}", f"/en{path}"):
        language = address.split("/")[1] if not address.startswith("/souss") else "ar"
        assert browser.get(address).html.find("html")["lang"] == language
    pair.agree(path, f"/fr{path}", f"{CONSULTATION}?page=2", f"{CONSULTATION}?order=answered", "/?utm=x", "/en/?page=2")
    large = browser.get(path, headers={"Cookie": "comfort=150.high.normal.dark"})
    assert large.html.find("html")["data-size"] == "150"
    assert Browser(pair.first).get(path).html.find("html")["data-size"] == "100"


def test_what_is_for_one_person_is_never_kept(world: World) -> None:
    town = Town(world)
    cache = PageCache(world.pyramid, world.site)
    for view, path in town.addresses():
        if "GET" in view.methods:
            Browser(cache).get(path, status="*")
    kept = {key[1] for key in cache.pages}
    assert kept and not [path for path in kept if path == "/account" or path.startswith(("/s/", "/desk", "/sign-in", "/search"))]
    assert not [path for path in kept if path.endswith(("/review", "/edit", "/who", "/propose", "/answer"))]
    assert not kept & {town.submitted, town.draft_answer, town.private_page, town.private_news}


def test_a_head_is_answered_from_the_same_page(pair: Pair) -> None:
    path = pair.world.published()
    browser = Browser(pair.first)
    head, page = browser.head(path), browser.get(path)
    assert head.headers["ETag"] == page.headers["ETag"] and head.headers["Content-Length"] == str(len(page.body))
