"""Another name in the address: checked, and the old address goes on leading there."""

from typing import Any

import pytest
from webtest import TestResponse

from tests.world import SPACE, World

EN = "/en"


@pytest.fixture
def shelf(world: World) -> World:
    """A space with a published page and a private one."""
    world.page(name="alif", title="ألف")
    world.step("lead", f"{SPACE}/alif", "publish")
    world.page(name="ba", title="باء")
    return world


def renamed(world: World, who: str = "lead", **names: str) -> TestResponse:
    """Give documents other names and return the page that follows."""
    browser = world.browser(who)
    query = "&".join(f"name={name}" for name in names)
    form: Any = browser.form(browser.get(f"{EN}{SPACE}/rename?{query}"), f"to-{next(iter(names))}")
    for name, wanted in names.items():
        form[f"to-{name}"] = wanted
    answer = form.submit()
    return answer.follow() if answer.status_int == 303 else answer


def test_a_document_gets_another_name_and_the_old_address_leads_to_it(shelf: World) -> None:
    page = renamed(shelf, alif="charter-2027")
    assert "Renamed." in page
    shelf.browser().get(f"{SPACE}/charter-2027", status=200)
    assert shelf.browser().get(f"/fr{SPACE}/alif", status=301).location.endswith(f"/fr{SPACE}/charter-2027")


def test_a_chain_of_names_leads_to_the_last_one(shelf: World) -> None:
    for old, new in (("alif", "one"), ("one", "two"), ("two", "three")):
        renamed(shelf, **{old: new})
    for old in ("alif", "one", "two"):
        assert shelf.browser().get(f"{SPACE}/{old}", status=301).location.endswith(f"{SPACE}/three")


def test_a_name_that_is_free_again_belongs_to_whoever_takes_it(shelf: World) -> None:
    renamed(shelf, alif="one")
    renamed(shelf, ba="alif")
    shelf.browser("lead").get(f"{SPACE}/alif/edit", status=200)


@pytest.mark.parametrize(
    ("wanted", "sentence"),
    [
        ("", "Use small Latin letters"),
        ("ميثاق", "Use small Latin letters"),
        ("a b", "Use small Latin letters"),
        ("../etc", "Use small Latin letters"),
        ("-a", "Use small Latin letters"),
        ("a" * 61, "Use small Latin letters"),
        ("edit", "The portal needs this name"),
        ("contents", "The portal needs this name"),
        ("trash", "The portal needs this name"),
        ("ba", "Something else here has this name already."),
        ("ma", "Something else here has this name already."),
    ],
)
def test_a_name_that_cannot_be_is_said_beside_it_and_kept(shelf: World, wanted: str, sentence: str) -> None:
    page = renamed(shelf, alif=wanted)
    field = page.html.select_one("#to-alif")
    assert field["aria-invalid"] == "true" and sentence in page.html.select_one("#wrong-alif").get_text()
    assert page.html.select_one('.problems a[href="#to-alif"]')
    assert field["value"] == wanted[:60] or len(wanted) > 60
    shelf.browser().get(f"{SPACE}/alif", status=200)


def test_when_one_cannot_be_none_is_renamed(shelf: World) -> None:
    page = renamed(shelf, alif="one", ba="edit")
    assert page.html.select_one("#to-alif")["value"] == "one"
    shelf.browser().get(f"{SPACE}/alif", status=200)
    shelf.browser().get(f"{SPACE}/one", status=404)


def test_an_editor_does_not_rename_what_is_published(shelf: World) -> None:
    assert "You do not have the right to do this here." in renamed(shelf, "editor", alif="one")
    renamed(shelf, "editor", ba="two")
    shelf.browser("editor").get(f"{SPACE}/two/edit", status=200)


def test_a_place_of_the_country_keeps_its_name(shelf: World) -> None:
    browser = shelf.browser("admin")
    form = browser.form(browser.get(f"{EN}/souss-massa/rename?name=tata"), "to-tata")
    form["to-tata"] = "elsewhere"
    assert "This stays where it is." in form.submit()


def test_nothing_chosen_is_said(shelf: World) -> None:
    assert "Nothing is chosen." in shelf.browser("lead").get(f"{EN}{SPACE}/rename?name=nobody")
