"""The content check: what stands in the way of publishing, what is advice, and a tick for what is an institution's (J11)."""

from typing import Any

import pytest

from mukhtabar.actions.edit import edit
from mukhtabar.actions.tick import tick
from mukhtabar.actions.vouch import vouch
from mukhtabar.content.checked import to_fix
from mukhtabar.content.consultation import Consultation
from mukhtabar.content.file import Image
from mukhtabar.content.texts import Texts
from mukhtabar.rules.phases import Phase
from mukhtabar.rules.refused import Refused
from tests import files
from tests.functional.desk.test_schedule import clock, dated, typed
from tests.world import CONSULTATION, PEOPLE, SPACE, World

EN = "/en"
BAD = '<p>للتسجيل <a href="/x">هنا</a>.</p>'
PHONE = "<p>هاتف الجمعية 0500000000.</p>"


def checked(world: World, path: str, who: str = "lead") -> Any:
    return world.browser(who).get(f"{EN}{path}/check")


def rows(page: Any) -> list[str]:
    return [row.get_text(" ", strip=True) for row in page.html.select("main li.item")]


def mended(world: World, path: str, body: str, who: str = "lead") -> None:
    with world.acting(who) as ctx:
        edit(ctx, world.at(ctx, path), {"body": Texts.of(ctx.now, ar=body)})


def test_a_sound_text_has_nothing_to_put_right(world: World) -> None:
    path = world.page()
    assert "nothing to put right" in checked(world, path) and rows(checked(world, path)) == []
    assert "nothing to put right" in world.browser("lead").get(f"{EN}{path}/review")


def test_an_error_stands_in_the_way_of_publishing_and_says_which_and_where(world: World) -> None:
    path = world.page(body=BAD)
    page = world.browser("lead").get(f"{EN}{path}/review")
    assert "1 thing to put right" in page and page.html.select_one(f'main a[href="{EN}{path}/check"]')
    assert "Something must be put right before this is published. «هنا» does not say where the link leads." in page
    assert not page.html.select("button[value=publish]")
    with pytest.raises(Refused) as refusal:
        world.step("lead", path, "publish")
    assert refusal.value.code == "passes_checks" and world.state(path) == "private"
    with pytest.raises(Refused):
        world.step("editor", path, "submit")
    mended(world, path, '<p>للتسجيل <a href="/x">استمارة التسجيل</a>.</p>')
    world.step("lead", path, "publish")
    assert world.state(path) == "published"


def test_several_are_counted(world: World) -> None:
    path = world.page(body=f"{BAD}<h2> </h2><p>0600000000</p>")
    page = world.browser("lead").get(f"{EN}{path}/review")
    assert "3 things to put right" in page and "Something must be put right before this is published." in page


def test_advice_stands_in_nobodys_way(world: World) -> None:
    path = world.page(body="<p>مـــرحبا  بكم.</p>")
    assert "2 pieces of advice" in checked(world, path)
    world.step("lead", path, "publish")


def test_each_finding_leads_to_its_field_in_the_form(world: World) -> None:
    path = world.page(body=BAD)
    with world.acting("lead") as ctx:
        page = world.at(ctx, path)
        edit(ctx, page, {"body": page.body.with_values(ctx.now, {"fr": '<p><a href="/x">Cliquez ici</a></p>'})})
    browser = world.browser("lead")
    links = [a["href"] for a in checked(world, path).html.select("main li.item a")]
    form = browser.get(f"{EN}{path}/edit").html
    fields = [form.find(id=href.partition("#")[2]) for href in links]
    assert [(field.name, field["lang"]) for field in fields] == [("textarea", "ar"), ("textarea", "fr")]
    headings = [h.get_text(" ", strip=True) for h in checked(world, path).html.select("main h2")]
    assert headings == ["Text · العربية", "Text · Français", "Weight of the page"]


def test_who_may_not_edit_reads_the_findings_without_links_or_ticks(world: World) -> None:
    path = world.page(body=PHONE)
    mended(world, path, PHONE.replace("0500000000", "0500000001"))
    with world.acting("lead") as ctx:
        for finding in to_fix(world.at(ctx, path)):
            vouch(ctx, world.at(ctx, path), finding.key)
    world.step("lead", path, "publish")
    page = checked(world, path, "editor")
    assert not page.html.select("main li.item a") and not page.html.select("main button[name=vouch], main button[name=unvouch]")


def test_the_number_of_an_institution_is_ticked_and_the_tick_is_written_down(world: World) -> None:
    path = world.page(body=PHONE)
    browser = world.browser("editor")
    page = browser.get(f"{EN}{path}/check")
    assert "This seems to be a telephone number." in page
    page = browser.form(page, "vouch").submit("vouch").follow()
    assert "Noted: it belongs to an institution." in page and "nothing to put right" in page
    with world.acting() as ctx:
        entry = next(e for e in ctx.portal.journal if e.action == "vouch")
        assert entry.actor == world.pids["editor"] and "0500000000" not in str(vars(entry)) and "500000000" not in str(entry.detail)
    world.step("lead", path, "publish")
    assert world.browser(cached=True).get(path).status_int == 200


def test_a_tick_holds_for_that_number_alone_and_can_be_taken_back(world: World) -> None:
    path = world.page(body=PHONE)
    browser = world.browser("lead")
    browser.form(browser.get(f"{EN}{path}/check"), "vouch").submit("vouch")
    mended(world, path, PHONE + "<p>أو 0600000000.</p>")
    assert "1 thing to put right" in checked(world, path)
    mended(world, path, PHONE)
    page = browser.get(f"{EN}{path}/check")
    page = browser.form(page, "unvouch").submit("unvouch").follow()
    assert "The tick is taken back." in page and "1 thing to put right" in page


def test_ticks_of_what_is_gone_go_with_the_next(world: World) -> None:
    path = world.page(body=PHONE)
    with world.acting("lead") as ctx:
        page = world.at(ctx, path)
        (first,) = to_fix(page)
        vouch(ctx, page, first.key)
    mended(world, path, "<p>0600000009</p>")
    with world.acting("lead") as ctx:
        page = world.at(ctx, path)
        (second,) = to_fix(page)
        vouch(ctx, page, second.key)
        assert page.vouched == (second.key,)


@pytest.mark.parametrize("key", ["", "phone:ffff", "x" * 5000, "<b>", "phone:\x00"])
def test_nonsense_ticks_nothing(world: World, key: str) -> None:
    path = world.page(body=PHONE)
    browser = world.browser("lead")
    form = browser.form(browser.get(f"{EN}{path}/check"), "vouch")
    page = browser.post(f"{EN}{path}/check", {"csrf_token": form["csrf_token"].value, "vouch": key})
    assert "This is not in the list any more." in page and "1 thing to put right" in page
    with world.acting() as ctx:
        assert world.at(ctx, path).vouched == ()


@pytest.mark.parametrize("who", [name for name in PEOPLE if name not in {"editor", "lead", "admin"}])
def test_who_may_not_edit_ticks_nothing(world: World, who: str) -> None:
    path = world.page(body=PHONE)
    world.browser(who).get(f"{path}/check", status=404)
    with world.acting() as ctx:
        (finding,) = to_fix(world.at(ctx, path))
    with pytest.raises(Refused) as refusal, world.acting(who) as ctx:
        vouch(ctx, world.at(ctx, path), finding.key)
    assert refusal.value.code == "not_permitted"


def test_the_clock_publishes_what_passed_when_the_date_was_set(world: World) -> None:
    path = world.page(body=BAD)
    page = dated(world, path, typed(world, hours=2))
    assert "Something must be put right before this is published." in page and world.state(path) == "private"
    mended(world, path, "<p>سليم.</p>")
    dated(world, path, typed(world, hours=2))
    assert clock(world, hours=3) == 1 and world.state(path) == "published"


def test_a_text_that_was_spoiled_while_it_waited_gets_no_date(world: World) -> None:
    path = world.page()
    world.step("editor", path, "submit")
    mended(world, path, BAD, "editor")
    assert "Something must be put right" in dated(world, path, typed(world, hours=2))
    with world.acting() as ctx:
        assert world.at(ctx, path).schedule is None and tick(ctx) == 0


def test_a_consultation_is_announced_when_its_texts_pass(world: World) -> None:
    now = world.clock.now()
    phase = Phase("النقاش", now, now.replace(year=now.year + 1), frozenset({"propose"}))
    path = world.made("editor", SPACE, Consultation(), "other", title="استشارة", summary="اتصلوا بي: 0600000000", phases=(phase,))
    with pytest.raises(Refused) as refusal:
        world.step("lead", path, "announce")
    assert refusal.value.code == "passes_checks"
    with world.acting("lead") as ctx:
        edit(ctx, world.at(ctx, path), {"summary": Texts.of(ctx.now, ar="ملخص")})
    world.step("lead", path, "announce")


def test_a_picture_whose_words_are_its_file_name(world: World) -> None:
    with world.acting("editor") as ctx:
        from mukhtabar.actions.attach import attach

        values = {"title": Texts.of(ctx.now, ar="بئر"), "alternative": Texts.of(ctx.now, ar="IMG_2041")}
        attach(ctx, world.at(ctx, SPACE), Image(), values, "IMG_2041.png", files.png())
        name = next(child.__name__ for child in world.at(ctx, SPACE).values() if isinstance(child, Image))
    page = checked(world, f"{SPACE}/{name}")
    assert "The alternative text is the name of the file." in page
    assert page.html.select_one("main li.item a")["href"].startswith(f"{EN}{SPACE}/{name}/edit#")


def test_the_page_exists_for_everything_the_house_writes(world: World) -> None:
    for path in ("", "/souss-massa", SPACE, CONSULTATION):
        assert world.browser("admin").get(f"{EN}{path}/check").status_int == 200


def test_what_is_found_is_shown_and_not_obeyed(world: World) -> None:
    path = world.page(body="<p>&lt;script&gt;alert(1)&lt;/script&gt; 0600000000</p>")
    page = checked(world, path)
    assert "<script>alert" not in page.text and "&lt;script&gt;" in page.text
