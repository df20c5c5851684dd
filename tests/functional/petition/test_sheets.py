"""Signature sheets: printed with empty lines, typed in afterwards; every person counts once, and nobody is named."""

from datetime import timedelta
from typing import Any

import pytest

from mukhtabar.actions.grant import grant
from mukhtabar.actions.sheet import enter_sheet
from mukhtabar.content.space import Space
from mukhtabar.content.texts import Texts
from mukhtabar.rules.refused import Refused
from mukhtabar.rules.roles import Role
from mukhtabar.rules.signatures import LINES, Line
from tests.petitioning import AGENT, TITLE, collecting, lodged, names, ready, signed, written
from tests.world import COMMUNE, PEOPLE, World

EN = "/en"
FATIMA, SAME = "فاطمة أيت علي", "أيت على فاطمه"


def typed(page: Any, browser: Any, lines: dict[int, str], signed: int | None = None, **more: str) -> Any:
    form: Any = browser.form(page, "name-1")
    for number, name in lines.items():
        form[f"name-{number}"] = name
    for field, value in more.items():
        form[field.replace("_", "-")] = value
    form["signed"] = str(len(lines) if signed is None else signed)
    return form.submit()


def test_the_printed_sheets_carry_number_object_agent_and_empty_columns(world: World) -> None:
    path = collecting(world)
    page = world.browser("citizen").get(f"{EN}{path}/sheets?from=3&many=2")
    sheets = page.html.select("section.paper")
    assert [sheet.h2.text.strip() for sheet in sheets] == ["Signature sheet 3", "Signature sheet 4"]
    for sheet in sheets:
        text = sheet.get_text(" ")
        assert TITLE in text and AGENT in text and "Number of the national card" in text
        rows = sheet.select("tbody tr")
        assert len(rows) == LINES and all(not cell.text for row in rows for cell in row.select("td"))


@pytest.mark.parametrize(("query", "count"), [("", 10), ("many=0", 1), ("many=999", 40), ("many=x&from=y", 10), ("from=400", 1), ("many=٣", 3)])
def test_how_many_sheets(world: World, query: str, count: int) -> None:
    path = collecting(world)
    assert len(world.browser("citizen").get(f"{EN}{path}/sheets?{query}").html.select("section.paper")) == count


def test_the_agent_types_in_a_sheet_and_everyone_reads_numbers_only(world: World) -> None:
    path, browser = collecting(world), world.browser("citizen")
    page = browser.form(browser.get(f"{EN}{path}/sheet"), "number").submit()
    page = typed(page, browser, {1: FATIMA, 2: "محمد العلوي", 3: "زهرة بنت أحمد"}, cause_3="illegible").follow()
    assert "Sheet 1 is saved." in page and FATIMA in page
    public = world.browser().get(f"{EN}{path}")
    assert "2 signatures count" in public and "1 line struck out" in public
    assert FATIMA not in public and "العلوي" not in public


def test_the_same_name_is_flagged_and_counts_once_until_somebody_looked(world: World) -> None:
    path, browser = collecting(world), world.browser("citizen")
    typed(browser.get(f"{EN}{path}/sheet?number=1"), browser, {1: FATIMA}).follow()
    page = typed(browser.get(f"{EN}{path}/sheet?number=2"), browser, {4: SAME}).follow()
    assert "This name stands on another line too." in page and "1 signature counts" in page
    with world.acting() as ctx:
        entered = [one for one in ctx.portal.journal.of(world.at(ctx, path).uid) if one.action == "enter_sheet"]
    first, second = sorted((dict(one.detail) for one in entered), key=lambda detail: detail["sheet"])
    assert first["doubles"] == "0"
    assert second == {"sheet": "2", "lines": "1", "counted": "1", "doubles": "1"}
    form: Any = browser.form(page, "another-4")
    form["another-4"] = True
    page = form.submit().follow()
    assert "2 signatures count" in page and "This name stands on another line too." not in page


def test_a_sheet_is_typed_in_once_and_corrected_in_its_place(world: World) -> None:
    path, browser = collecting(world), world.browser("citizen")
    first, second = (browser.get(f"{EN}{path}/sheet?number=1") for _ in range(2))
    typed(first, browser, {1: FATIMA}).follow()
    page = typed(second, browser, {1: "محمد العلوي"})
    assert page.status_int == 200 and "typed in already" in page and "محمد العلوي" in page
    assert world.attempts(path) == [("enter_sheet", "sheet_changed")]
    with world.acting() as ctx:
        assert "العلوي" not in repr(list(ctx.portal.journal))
    # The very same form again is no second sheet, and no error.
    assert typed(first, browser, {1: FATIMA}).status_int == 303
    with world.acting() as ctx:
        petition = world.at(ctx, path)
        assert (petition.counted, len(petition.sheets)) == (1, 1)
        assert sum(entry.action == "enter_sheet" for entry in ctx.portal.journal) == 1


def test_a_count_that_differs_is_an_error_and_nothing_typed_is_lost(world: World) -> None:
    path, browser = collecting(world), world.browser("citizen")
    page = typed(browser.get(f"{EN}{path}/sheet?number=1"), browser, {1: FATIMA, 2: "زهرة"}, signed=3)
    assert "You counted 3 lines with a signature, and 2 are filled in." in page
    assert page.html.select_one("#signed")["aria-invalid"] == "true"
    # A slip of the pen is no attempt.
    assert not world.attempts(path)
    form: Any = browser.form(page, "name-1")
    assert (form["name-1"].value, form["name-2"].value) == (FATIMA, "زهرة")


def test_a_sheet_typed_in_by_mistake_is_taken_out_again(world: World) -> None:
    path, browser = collecting(world), world.browser("citizen")
    page = typed(browser.get(f"{EN}{path}/sheet?number=1"), browser, {1: FATIMA}).follow()
    typed(page, browser, {1: ""}, signed=0).follow()
    with world.acting() as ctx:
        assert not world.at(ctx, path).sheets and not list(ctx.register.petitioners.lines(world.at(ctx, path).uid))


@pytest.mark.parametrize(
    ("number", "lines", "code"),
    [
        (0, [], "no_sheet"), (401, [], "no_sheet"), (1, [Line(1, 11, "سعاد")], "no_line"), (1, [Line(1, 0, "سعاد")], "no_line"),
        (1, [Line(1, 1, "سعاد", "because")], "no_line"), (1, [Line(1, 1, " ")], "no_name"),
        (1, [Line(1, 1, "سعاد"), Line(1, 1, "زهرة")], "line_twice"),
    ],
)  # fmt: skip
def test_what_no_sheet_holds_is_refused(world: World, number: int, lines: list[Line], code: str) -> None:
    path = collecting(world)
    with world.acting("citizen") as ctx, pytest.raises(Refused) as no:
        enter_sheet(ctx, world.at(ctx, path), number, len(lines), lines)
    assert no.value.code == code


@pytest.mark.parametrize("who", [None, *sorted(set(PEOPLE) - {"citizen", "desk"})])
def test_nobody_else_types_in_or_reads_the_names(world: World, who: str | None) -> None:
    path = collecting(world)
    signed(world, path, 3)
    for below in ("/sheet", "/sheet?number=1", "/sheets"):
        page = world.browser(who).get(f"{EN}{path}{below}", status=403)
        assert names(1)[0].name not in page and AGENT not in page
    if who:
        with world.acting(who) as ctx, pytest.raises(Refused, match="not_permitted"):
            enter_sheet(ctx, world.at(ctx, path), 9, 1, names(9, 1))


def test_the_desk_of_a_space_in_the_commune_types_in_and_no_other_desk(world: World) -> None:
    path, browser = collecting(world), world.browser("desk")
    page = browser.get(f"{EN}{path}").click("Type in a sheet")
    assert page.status_int == 200
    with world.acting() as ctx:
        elsewhere = world.at(ctx, "/souss-massa/akka")
        from mukhtabar.actions.create import create

        space = create(ctx, elsewhere, Space(), "fada", {"title": Texts.of(ctx.now, ar="فضاء أقا")})
        grant(ctx, space, world.pids["editor"], Role.DESK_AGENT, ctx.now)
    world.browser("editor").get(f"{EN}{path}/sheet", status=403)


def test_a_desk_whose_role_ended_types_in_no_more(world: World) -> None:
    path = collecting(world)
    with world.acting() as ctx:
        grant(ctx, world.at(ctx, COMMUNE), world.pids["observer"], Role.DESK_AGENT, ctx.now, ctx.now + timedelta(days=1))
    world.browser("observer").get(f"{EN}{path}/sheet", status=200)
    world.later(days=2)
    world.browser("observer").get(f"{EN}{path}/sheet", status=403)


@pytest.mark.parametrize("place", [written, ready, lodged], ids=["draft", "ready", "lodged"])
def test_sheets_are_typed_in_only_while_signatures_are_collected(world: World, place: Any) -> None:
    path = place(world)
    with world.acting("citizen") as ctx, pytest.raises(Refused, match="not_permitted"):
        enter_sheet(ctx, world.at(ctx, path), 30, 1, names(30, 1))


def test_below_the_number_the_list_is_not_closed_and_at_it_it_is(world: World) -> None:
    path = collecting(world)
    signed(world, path, 99)
    with pytest.raises(Refused, match="threshold_reached"):
        world.step("citizen", path, "make_ready")
    page = world.browser("citizen").get(f"{EN}{path}/prepare")
    assert "The petition has 99 of the 100 signatures it needs." in page
    with world.acting("citizen") as ctx:
        enter_sheet(ctx, world.at(ctx, path), 40, 1, names(40, 1))
    world.step("citizen", path, "make_ready")
    world.step("citizen", path, "collect_again")
    assert world.state(path) == "collecting"


def test_the_names_are_in_the_people_book_alone_and_go_when_it_is_lodged(world: World) -> None:
    path = ready(world)
    raw = b"".join(record.data or b"" for part in world.site.books.main.storage.iterator() for record in part)
    journal: list[Any] = []
    with world.acting() as ctx:
        petition = world.at(ctx, path)
        assert len(list(ctx.register.petitioners.lines(petition.uid))) == 100
        journal = list(ctx.portal.journal)
    for name in (names(1)[0].name, AGENT):
        assert name.encode() not in raw and name not in repr(journal)
    from mukhtabar.actions.petition import lodge
    from mukhtabar.language.dates import local_day

    with world.acting("citizen") as ctx:
        lodge(ctx, world.at(ctx, path), local_day(ctx.now), "7")
    with world.acting() as ctx:
        petition = world.at(ctx, path)
        assert not list(ctx.register.petitioners.lines(petition.uid)) and petition.counted == 100


def test_who_withdraws_leaves_no_names(world: World) -> None:
    path = collecting(world)
    signed(world, path, 3)
    browser = world.browser("citizen")
    browser.form(browser.get(f"{EN}{path}/withdraw"), "comment").submit().follow()
    with world.acting() as ctx:
        assert not list(ctx.register.petitioners.lines(world.at(ctx, path).uid))
    page = world.browser().get(f"{EN}{path}", status=410)
    assert TITLE not in page and "Withdrawn by its agent" in page
    assert TITLE not in world.browser().get(f"{EN}{COMMUNE}/petitions")


def test_a_sheet_typed_in_while_the_list_was_closed_is_given_back_to_who_typed_it(world: World) -> None:
    path = collecting(world)
    with world.acting() as ctx:
        grant(ctx, world.at(ctx, COMMUNE), world.pids["desk"], Role.DESK_AGENT, ctx.now)
    signed(world, path, 100)
    desk = world.browser("desk")
    open_page = desk.get(f"{EN}{path}/sheet?number=40")
    world.step("citizen", path, "make_ready")
    form: Any = desk.form(open_page, "name-1")
    form["name-1"], form["signed"] = FATIMA, "1"
    assert FATIMA in form.submit(status=403)
    assert FATIMA not in world.browser("citizen").get(f"{EN}{path}/sheets", status="*")
