"""The agent begins a petition: the check, the text, the name; nothing is lost, and nothing is public before its time."""

from typing import Any

import pytest

from mukhtabar.actions.petition import begin
from mukhtabar.rules.admissibility import CHECKS
from mukhtabar.rules.refused import Refused
from tests.petitioning import AGENT, TEXT, TITLE, begun, collecting, lodged, ready, written
from tests.world import COMMUNE, PEOPLE, Browser, World

EN = "/en"


def answer(browser: Browser, path: str, code: str, given: str) -> Any:
    form: Any = browser.form(browser.get(f"{EN}{path}/questions?about={code}"), "answer")
    form["answer"] = given
    return form.submit().follow()


def test_a_visitor_reads_what_a_petition_is_and_that_a_click_is_no_signature(world: World) -> None:
    page = world.browser().get(f"{EN}{COMMUNE}").click("What a petition is, and how to begin one")
    for words in ("A click here is no signature", "eparticipation.ma", "to be checked with the commune", "2024", "100 signatures"):
        assert words in page, words
    assert "set by law" not in page
    assert world.browser().get(f"{EN}{COMMUNE}/petition", status=403)


def test_from_the_commune_to_collecting_as_a_person_goes(world: World) -> None:
    browser = world.browser("citizen")
    page = browser.get(f"{EN}{COMMUNE}/petitions").click("Begin a petition")
    form: Any = browser.form(page, "title")
    form["title"] = TITLE
    page = form.submit().follow()
    path = page.request.path.removeprefix(EN).removesuffix("/prepare")
    assert "Only you see it" in page and "Answer every question of the check." in page
    page = page.click("Check whether it can be accepted")
    for number, check in enumerate(CHECKS, 1):
        assert f"Question {number} of {len(CHECKS)}" in page.html.get_text(" ", strip=True).replace("\n", " ")
        form = browser.form(page, "answer")
        form["answer"] = "yes"
        page = form.submit().follow()
        assert check.question not in page.html.select_one("h1").text
    form = browser.form(page.click("Write the text"), "body")
    for name, words in TEXT.items():
        form[name] = words
    page = form.submit().follow()
    form = browser.form(page.click("Name the agent"), "name")
    form["name"] = AGENT
    page = form.submit().follow()
    assert not page.html.select("ul.note li")
    page = page.forms[next(key for key, form in page.forms.items() if "transition" in form.fields)].submit("transition", value="collect").follow()
    assert "Print the sheets and have them signed." in page
    assert world.state(path) == "collecting"
    public = world.browser().get(f"{EN}{path}")
    for words in (TITLE, *TEXT.values(), "Citizen", "0 signatures count", "Collecting signatures"):
        assert words in public, words
    assert AGENT not in public


def test_who_decides_on_what_stands_beside_the_question_of_competence_and_no_other(world: World) -> None:
    path, browser = begun(world), world.browser("citizen")
    for check in CHECKS:
        page = browser.get(f"{EN}{path}/questions?about={check.code}").html.select_one("main").get_text(" ")
        assert ("Who decides on what" in page) == (check.code == "not_competence")
    page = " ".join(browser.get(f"{EN}{path}/questions?about=not_competence").html.select_one("main").get_text(" ").split())
    for words in (
        "Council of the commune Lighting", "Council of the province or prefecture School buses",
        "Write to the president of the council of the province or prefecture.", "Council of the region Transport between towns",
        "Write to the president of the council of the region.", "A ministry Teachers", "Write to its office in the province",
        "not from a text of the law",
    ):  # fmt: skip
        assert words in page, words


@pytest.mark.parametrize("made", [collecting, ready], ids=["collecting", "ready"])
def test_the_own_page_of_a_petition_says_that_a_click_is_no_signature_while_there_is_one_to_give(world: World, made: Any) -> None:
    path = made(world)
    for who in (None, "citizen", "desk"):
        page = world.browser(who).get(f"{EN}{path}").html.select_one("main").get_text(" ")
        assert "A click here is no signature and lodges nothing." in page and "does so in ink" in page, who


@pytest.mark.parametrize("made", [begun, collecting, ready, lodged], ids=["drafting", "collecting", "ready", "lodged"])
def test_the_room_of_the_agent_says_so_too(world: World, made: Any) -> None:
    page = world.browser("citizen").get(f"{EN}{made(world)}/prepare").html.select_one("main").get_text(" ")
    assert "A click here is no signature and lodges nothing." in page and "eparticipation.ma" in page


@pytest.mark.parametrize("given", ["no", "unknown"])
@pytest.mark.parametrize("check", CHECKS, ids=[check.code for check in CHECKS])
def test_what_is_not_yes_is_kept_and_explained_and_holds_up_only_what_is_sure(world: World, check: Any, given: str) -> None:
    path, browser = written(world), world.browser("citizen")
    page = answer(browser, path, check.code, given)
    assert check.advice in page.html.select_one("main").get_text(" ")
    assert page.html.select_one(f"input[value={given}]").has_attr("checked")
    with world.acting() as ctx:
        assert world.at(ctx, path).checks[check.code] == given
    if check.sure:
        with pytest.raises(Refused, match="admissible"):
            world.step("citizen", path, "collect")
    else:
        world.step("citizen", path, "collect")


def test_no_answer_is_an_error_beside_the_question(world: World) -> None:
    path, browser = begun(world), world.browser("citizen")
    form: Any = browser.form(browser.get(f"{EN}{path}/questions"), "answer")
    page = form.submit()
    assert page.html.select_one("#answer-error") and world.state(path) == "drafting"
    with world.acting() as ctx:
        assert not world.at(ctx, path).checks


def test_a_text_that_is_half_written_is_saved_and_holds_the_collecting_up(world: World) -> None:
    path, browser = begun(world), world.browser("citizen")
    form: Any = browser.form(browser.get(f"{EN}{path}/edit"), "body")
    form["reasons"] = TEXT["reasons"]
    page = form.submit().follow()
    assert "The text is not complete." in page or "Answer every question" in page
    assert TEXT["reasons"] in browser.get(f"{EN}{path}/edit")


def test_what_is_too_long_is_an_error_and_nothing_typed_is_lost(world: World) -> None:
    path, browser = begun(world), world.browser("citizen")
    form: Any = browser.form(browser.get(f"{EN}{path}/edit"), "body")
    form["title"], form["aims"] = "ا" * 151, TEXT["aims"]
    page = form.submit()
    assert "at most 150" in page and TEXT["aims"] in page


def test_a_number_of_a_card_is_asked_about_before_it_is_saved(world: World) -> None:
    path, browser = begun(world), world.browser("citizen")
    form: Any = browser.form(browser.get(f"{EN}{path}/edit"), "body")
    form["body"] = "اتصلوا بي على 0612345678."
    page = form.submit()
    assert "telephone number" in page
    browser.form(page, "body").submit("anyway").follow()
    with world.acting() as ctx:
        assert "0612345678" in world.at(ctx, path).body


def test_two_windows_do_not_write_over_each_other(world: World) -> None:
    path, browser = begun(world), world.browser("citizen")
    forms: list[Any] = [browser.form(browser.get(f"{EN}{path}/edit"), "body") for _ in range(2)]
    forms[0]["body"], forms[1]["body"] = "النص الأول كما كتب.", "النص الثاني كما كتب."
    forms[0].submit().follow()
    page = forms[1].submit()
    assert "changed in another window" in page and "النص الثاني" in page


@pytest.mark.parametrize("who", [None, *sorted(set(PEOPLE) - {"citizen"})])
def test_nobody_else_sees_a_draft_or_its_rooms(world: World, who: str | None) -> None:
    path, browser = written(world), world.browser(who)
    for below in ("", "/prepare", "/questions", "/edit", "/agent", "/annexes", "/lodge", "/sheets", "/sheet", "/full-file", "/withdraw", "/review"):
        assert browser.get(f"{EN}{path}{below}", status=404).status_int == 404, below
    assert TITLE not in browser.get(f"{EN}{COMMUNE}/petitions") and TITLE not in browser.get(f"{EN}{COMMUNE}")


@pytest.mark.parametrize("who", [None, *sorted(set(PEOPLE) - {"citizen"})])
def test_nobody_else_enters_the_rooms_of_the_agent_once_it_is_public(world: World, who: str | None) -> None:
    path, browser = collecting(world), world.browser(who)
    browser.get(f"{EN}{path}", status=200)
    for below in ("/prepare", "/questions", "/edit", "/agent", "/annexes", "/lodge", "/full-file"):
        browser.get(f"{EN}{path}{below}", status=403)


def test_the_text_does_not_change_once_people_sign(world: World) -> None:
    path, browser = collecting(world), world.browser("citizen")
    for below in ("/edit", "/agent", "/questions"):
        browser.get(f"{EN}{path}{below}", status=403)


def test_an_agent_whose_name_is_hidden_is_a_resident(world: World) -> None:
    path, browser = written(world), world.browser("citizen")
    form: Any = browser.form(browser.get(f"{EN}{path}/agent"), "anonymous")
    assert form["name"].value == AGENT
    form["anonymous"] = True
    form.submit().follow()
    world.step("citizen", path, "collect")
    page = world.browser().get(f"{EN}{path}")
    assert "A resident" in page and "Citizen<" not in page and AGENT not in page


def test_a_form_sent_twice_begins_one_petition(world: World) -> None:
    browser = world.browser("citizen")
    form: Any = browser.form(browser.get(f"{EN}{COMMUNE}/petition"), "title")
    form["title"] = TITLE
    assert form.submit().headers["Location"] == form.submit().headers["Location"]


def test_a_title_changed_after_the_first_sending_is_given_back(world: World) -> None:
    browser = world.browser("citizen")
    form: Any = browser.form(browser.get(f"{EN}{COMMUNE}/petition"), "title")
    form["title"] = TITLE
    form.submit().follow()
    form["title"] = f"{TITLE} هذه السنة"
    page = form.submit(status=200)
    assert "This form was sent before" in page and browser.form(page, "title")["title"].value == f"{TITLE} هذه السنة"


def test_five_are_under_way_at_most(world: World) -> None:
    paths = [begun(world) for _ in range(5)]
    with pytest.raises(Refused, match="too_many"):
        begun(world)
    world.step("citizen", paths[0], "withdraw")
    begun(world)
    with world.acting() as ctx, pytest.raises(Refused, match="nobody"):
        begin(ctx, world.at(ctx, COMMUNE), TITLE)
