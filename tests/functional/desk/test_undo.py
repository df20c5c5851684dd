"""«Take it back»: the last thing I did, within ten minutes, by its inverse."""

from webtest import TestResponse

from mukhtabar.actions.copy import copy
from mukhtabar.actions.edit import edit
from mukhtabar.actions.grant import withdraw_grant
from mukhtabar.actions.move import move
from mukhtabar.actions.trash import trash
from mukhtabar.content.texts import Texts
from mukhtabar.rules.roles import Role
from tests.world import CONSULTATION, SPACE, World

EN = "/en"


def take_back(world: World, who: str = "lead") -> TestResponse:
    """Press the button on the contents page and return the page that follows."""
    page = world.browser(who).get(f"{EN}{SPACE}/contents")
    form = next(form for form in page.forms.values() if form.action.endswith("/undo"))
    return form.submit().follow()


def offered(world: World, who: str = "lead") -> bool:
    """Whether the contents page offers to take something back."""
    return bool(world.browser(who).get(f"{EN}{SPACE}/contents").html.select("form.undo"))


def test_what_was_thrown_away_comes_back_together(world: World) -> None:
    for name in ("a", "b"):
        world.page(name=name)
    with world.acting("lead") as ctx:
        for name in ("a", "b"):
            trash(ctx, world.at(ctx, f"{SPACE}/{name}"))
    page = take_back(world)
    assert "It is taken back." in page
    for name in ("a", "b"):
        world.browser("lead").get(f"{SPACE}/{name}/edit", status=200)
    assert not offered(world)


def test_a_clock_that_goes_back_gives_no_more_time(world: World) -> None:
    world.page(name="a")
    path = world.submitted()
    world.later(days=1)
    with world.acting("lead") as ctx:
        trash(ctx, world.at(ctx, f"{SPACE}/a"))
    world.step("editor", path, "publish")
    assert offered(world)
    world.later(hours=-5)
    assert not offered(world)
    assert "undo_publish" not in world.browser("editor").get(f"{path}/review")


def test_the_newest_save_is_the_last_one_after_the_clock_went_back(world: World) -> None:
    world.page(name="a", title="الأول")
    world.later(days=1)
    for hours, title in ((0, "الثاني"), (-5, "الثالث"), (0, "الرابع")):
        world.later(hours=hours, minutes=1)
        with world.acting("lead") as ctx:
            edit(ctx, world.at(ctx, f"{SPACE}/a"), {"title": Texts.of(ctx.now, ar=title)})
    take_back(world)
    with world.acting() as ctx:
        assert world.at(ctx, f"{SPACE}/a").title.get("ar") == "الثالث"


def test_what_was_moved_or_renamed_goes_back(world: World) -> None:
    world.page(name="a")
    with world.acting("lead") as ctx:
        move(ctx, world.at(ctx, f"{SPACE}/a"), world.at(ctx, CONSULTATION), "b")
    take_back(world)
    world.browser("lead").get(f"{SPACE}/a/edit", status=200)
    assert world.browser("lead").get(f"{CONSULTATION}/b/edit", status=301).location.endswith(f"{SPACE}/a/edit")


def test_what_was_written_says_again_what_it_said(world: World) -> None:
    path = world.page(name="a", title="قبل")
    world.later(hours=1)
    with world.acting("lead") as ctx:
        edit(ctx, world.at(ctx, path), {"title": Texts.of(ctx.now, ar="بعد")})
    take_back(world)
    with world.acting() as ctx:
        document = world.at(ctx, path)
        assert document.title.get("ar") == "قبل" and len(document.revisions) == 3


def test_what_somebody_changed_since_stays(world: World) -> None:
    path = world.page(name="a", title="قبل")
    for who, title in (("lead", "بعد"), ("editor", "بعده")):
        world.later(minutes=1)
        with world.acting(who) as ctx:
            edit(ctx, world.at(ctx, path), {"title": Texts.of(ctx.now, ar=title)})
    assert "Somebody has changed it since." in take_back(world)
    with world.acting() as ctx:
        assert world.at(ctx, path).title.get("ar") == "بعده"


def test_a_copy_goes_into_the_trash(world: World) -> None:
    path = world.page(name="a")
    with world.acting("lead") as ctx:
        copy(ctx, world.at(ctx, path), world.at(ctx, SPACE))
    take_back(world)
    world.browser("lead").get(f"{SPACE}/a-2/edit", status=404)


def test_after_ten_minutes_and_for_others_nothing_is_taken_back(world: World) -> None:
    path = world.page(name="a")
    with world.acting("lead") as ctx:
        trash(ctx, world.at(ctx, path))
    assert offered(world) and not offered(world, "editor")
    world.later(minutes=10)
    assert not offered(world)
    browser = world.browser("lead")
    token = browser.get(f"{EN}{SPACE}/contents").forms["contents"]["csrf_token"].value
    page = browser.post(f"{EN}/undo", {"csrf_token": token}).follow()
    assert "There is nothing to take back" in page
    browser.get(f"{path}/edit", status=404)


def test_who_lost_the_right_meanwhile_takes_nothing_back(world: World) -> None:
    path = world.page(name="a", who="editor")
    with world.acting("editor") as ctx:
        trash(ctx, world.at(ctx, path))
    with world.acting() as ctx:
        withdraw_grant(ctx, world.at(ctx, SPACE), world.pids["editor"], Role.EDITOR)
    browser = world.browser("editor")
    token = browser.form(browser.get(f"{EN}/password"), "csrf_token")["csrf_token"].value
    page = browser.post(f"{EN}/undo", {"csrf_token": token}).follow()
    assert "You do not have the right to do this here." in page
    world.browser("lead").get(f"{path}/edit", status=404)


def test_what_was_closed_to_one_since_is_not_named(world: World) -> None:
    proposal = world.published()
    answer = world.drafted(proposal, summary="سنجيب قريبا.")
    with world.acting("officer") as ctx:
        edit(ctx, world.at(ctx, answer), {"summary": Texts.of(ctx.now, ar="سنجيب غدا.")})
    other = world.published(title="طلب آخر في نفس المكان")
    page = world.browser("officer").get(f"{other}/review")
    assert "سنجيب غدا." in page.html.select_one("form.undo").get_text()
    world.step("citizen", proposal, "withdraw")
    page = world.browser("officer").get(f"{other}/review")
    assert not page.html.select("form.undo") and "سنجيب غدا." not in page
