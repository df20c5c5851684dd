"""Adding from the web: who may add what where, what is asked, and what bad input comes to."""

import gc
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from webtest import Upload

from mukhtabar.actions.create import NEEDS
from mukhtabar.actions.edit import edit
from mukhtabar.content.texts import Texts
from mukhtabar.forms.document import ADDED
from mukhtabar.security.acl import may
from tests import files
from tests.world import COMMUNE, CONSULTATION, PEOPLE, SPACE, Browser, World

# Python keeps a big request in a temporary file that it closes when the request is forgotten, and says so.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

EN = "/en"
HOSTILE = "عنوان\u202e مقلوب\u200b <script>alert(1)</script>"
IN_SPACE = {
    "consultation", "news", "page", "file", "image", "audio", "event", "collection", "menu", "front", "charter", "resource", "course",
}  # fmt: skip


@pytest.fixture(autouse=True)
def forget() -> Iterator[None]:
    """Forget big requests before the next test begins."""
    yield
    gc.collect()


def offered(world: World, who: str, path: str) -> set[str]:
    """Return what the chooser at `path` offers to a person."""
    page = world.browser(who).get(f"{EN}{path}/add")
    return {link["href"].partition("type=")[2] for link in page.html.select(".listing a")}


def start(world: World, who: str, kind: str, path: str = SPACE, language: str = EN) -> tuple[Browser, Any]:
    """Return a person's browser and the form that adds a document of `kind`."""
    browser = world.browser(who)
    return browser, browser.form(browser.get(f"{language}{path}/add?type={kind}"), "once")


def children(world: World, path: str = SPACE) -> list[str]:
    """Return the names of what stands at `path`."""
    with world.acting() as ctx:
        return list(world.at(ctx, path))


@pytest.mark.parametrize(
    ("who", "path", "kinds"),
    [
        ("editor", SPACE, IN_SPACE),
        ("lead", SPACE, IN_SPACE),
        ("admin", SPACE, IN_SPACE),
        ("admin", COMMUNE, {"space", "page", "news", "event", "collection", "charter"}),
        ("admin", "/", {"page", "news", "file", "image", "audio", "event", "collection", "menu", "front", "resource", "course"}),
        ("admin", "/souss-massa", {"page", "news", "event", "collection"}),
        ("editor", CONSULTATION, {"page", "news", "file", "image", "audio", "event"}),
    ],
)
def test_the_chooser_lists_what_the_person_may_add_there(world: World, who: str, path: str, kinds: set[str]) -> None:
    assert offered(world, who, "" if path == "/" else path) == kinds


@pytest.mark.parametrize("path", ["/", "/souss-massa", COMMUNE, SPACE, CONSULTATION])
def test_whoever_may_add_anything_comes_to_the_chooser_and_nobody_else(world: World, path: str) -> None:
    with world.acting() as ctx:
        node = world.at(ctx, path)
        anything = {
            who
            for who in PEOPLE
            for kind in node.children
            if kind in ADDED and may(node, NEEDS[kind], world.pids[who], ctx.now)
        }
    for who in PEOPLE:
        page = world.browser(who).get(f"{path.rstrip('/')}/add", expect_errors=True)
        assert (page.status_int == 200) == (who in anything), (who, path)


def test_a_visitor_is_asked_to_sign_in(world: World) -> None:
    assert "/sign-in" in world.browser().get(f"{SPACE}/add?type=page", status=403)


@pytest.mark.parametrize("kind", ["commune", "region", "proposal", "answer", "comment", "x", "__class__"])
def test_what_is_not_offered_is_not_there(world: World, kind: str) -> None:
    for path in ("", COMMUNE, SPACE, CONSULTATION):
        world.browser("admin").get(f"{path}/add?type={kind}", status=404)


def test_a_kind_that_the_person_may_not_add_is_refused_in_words(world: World) -> None:
    with world.acting() as ctx:
        ctx.portal.grants.take(world.pids["editor"], "editor", world.at(ctx, SPACE).uid)
    world.browser("editor").get(f"{SPACE}/add?type=space", status=403)


def test_an_editor_of_a_commune_may_not_open_a_space(world: World) -> None:
    from mukhtabar.actions.grant import grant
    from mukhtabar.rules.roles import Role

    with world.acting() as ctx:
        grant(ctx, world.at(ctx, COMMUNE), world.pids["editor"], Role.EDITOR, ctx.now)
    assert offered(world, "editor", COMMUNE) == {"page", "news", "event", "collection", "charter"}
    refusal = world.browser("editor").get(f"{EN}{COMMUNE}/add?type=space", status=403)
    assert "Portal administrator" in refusal


def test_an_empty_portal_is_filled_from_the_web(world: World) -> None:
    path = "/souss-massa/agadir"
    browser, form = start(world, "admin", "space", path)
    form.set("ar", "فضاء أكادير", index=0)
    form.set("fr", "Espace d'Agadir", index=0)
    form.set("ar", "جمعية الشباب", index=2)
    page = form.submit("save").follow()
    assert page.request.path == f"{EN}{path}/fda-akadir"
    assert "Espace d'Agadir" in world.browser().get(f"/fr{page.request.path.removeprefix(EN)}")
    assert "فضاء أكادير" in world.browser().get(path)


def test_a_page_is_written_with_marks_sent_and_published(world: World) -> None:
    browser, form = start(world, "editor", "page")
    form.set("ar", "من نحن", index=0)
    form.set("ar", "## من نحن\n\nنحن *جمعية*.\n\n- واحد\n- اثنان", index=2)
    review = form.submit("save").follow()
    path = review.request.path.removesuffix("/review").removeprefix(EN)
    assert world.state(path) == "private"
    world.browser().get(path, status=404)
    assert browser.get(path).status_int == 200
    browser.form(review, "transition").submit("transition", value="submit")
    lead = world.browser("lead")
    lead.form(lead.get(f"{path}/review"), "transition").submit("transition", value="publish")
    body = world.browser().get(path)
    assert "<strong>جمعية</strong>" in body and "<li" in body and "<h2" in body


def test_news_has_a_category_a_day_and_an_author(world: World) -> None:
    _browser, form = start(world, "editor", "news")
    form.set("ar", "خبر", index=0)
    form["category"], form["dated"] = "meetings", "2026-11-01"
    path = form.submit("save").follow().request.path.removesuffix("/review").removeprefix(EN)
    with world.acting() as ctx:
        news = world.at(ctx, path)
        assert (news.category, news.dated) == ("meetings", datetime(2026, 10, 31, 23, tzinfo=UTC))


def test_a_consultation_is_opened_with_its_days(world: World) -> None:
    browser, form = start(world, "lead", "consultation")
    form.set("ar", "المدرسة", index=0)
    form.set("name", "الاقتراح", index=0)
    form.set("start", "2026-11-20", index=0)
    form.set("end", "2026-11-30", index=0)
    form.set("checkbox", True, index=0)
    form.set("name", "النقاش", index=1)
    form.set("start", "2026-12-01", index=1)
    form.set("end", "2026-12-01", index=1)
    form.set("checkbox", True, index=5)
    review = form.submit("save").follow()
    path = review.request.path.removesuffix("/review").removeprefix(EN)
    with world.acting() as ctx:
        first, second = world.at(ctx, path).phases
    assert first.start == datetime(2026, 11, 19, 23, tzinfo=UTC) and first.end == datetime(2026, 11, 30, 23, tzinfo=UTC)
    assert second.start == first.end and second.end == datetime(2026, 12, 1, 23, tzinfo=UTC)
    assert first.verbs == {"propose"} and second.verbs == {"comment"}
    browser.form(review, "transition").submit("transition", value="announce")
    assert "المدرسة" in world.browser().get("/consultations")


def test_a_phase_is_called_by_its_name_in_each_language(world: World) -> None:
    browser, form = start(world, "lead", "consultation")
    form.set("ar", "المدرسة", index=0)
    form.set("name", "الاقتراح", index=0)
    # After the title and the summary.
    form.set("fr", "Dépôt", index=2)
    form.set("start", "2026-11-20", index=0)
    form.set("end", "2026-11-30", index=0)
    form.set("checkbox", True, index=0)
    path = form.submit("save").follow().request.path.removesuffix("/review").removeprefix(EN)
    with world.acting() as ctx:
        (phase,) = world.at(ctx, path).phases
    assert phase.others == (("fr", "Dépôt"),)
    assert "Dépôt" in browser.get(f"/fr{path}") and "Dépôt" in browser.get(f"/fr{path}/calendar.ics")
    shown = browser.get(f"/zgh{path}").html.select_one(".phase-title bdi")
    assert (shown["lang"], shown.get_text()) == ("ar", "الاقتراح")
    again = browser.get(f"{EN}{path}/edit")
    assert 'value="Dépôt"' in again


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([("أ", "2026-11-20", "", True)], "Enter the last day."),
        ([("", "2026-11-20", "2026-11-21", True)], "Give the phase a name."),
        ([("أ", "2026-11-20", "2026-11-21", False)], "Choose what citizens may do."),
        ([("أ", "2026-11-22", "2026-11-21", True)], "must end after it starts"),
        ([("أ", "2026-11-20", "2026-11-21", True), ("ب", "2026-11-21", "2026-11-22", True)], "overlap"),
        ([("أ", "tomorrow", "2026-11-21", True)], "Enter a day such as"),
        ([("أ", "2026-02-30", "2026-11-21", True)], "Enter a day such as"),
        ([("أ", "0001-01-01", "9999-12-31", True)], "Enter a day such as"),
    ],
)
def test_a_calendar_that_is_wrong_says_so_beside_its_row(world: World, rows: list[Any], sentence: str) -> None:
    _browser, form = start(world, "lead", "consultation")
    form.set("ar", "المدرسة", index=0)
    for number, (name, first, last, ticked) in enumerate(rows):
        form.set("name", name, index=number)
        form.set("start", first, index=number)
        form.set("end", last, index=number)
        form.set("checkbox", ticked, index=number * 4)
    page = form.submit("save")
    assert page.status_int == 200 and page.html.title.get_text().startswith("Error")
    beside = " ".join(tag.get_text() for tag in page.html.select(".group .wrong"))
    assert sentence in beside
    assert rows[0][0] in {tag["value"] for tag in page.html.select("input[name=name]")}
    assert children(world) == ["ma"]


@pytest.mark.parametrize("kind", ["page", "consultation", "space"])
def test_nothing_at_all_is_not_saved_and_a_place_needs_its_title(world: World, kind: str) -> None:
    _browser, form = start(world, "admin", kind, COMMUNE if kind == "space" else SPACE)
    page = form.submit("save")
    wrong = [tag.get_text(" ", strip=True) for tag in page.html.select(".wrong")]
    asked = "Give it a title." if kind == "space" else "Give it a title, or write something first."
    assert wrong == [f"Error: {asked}"] and children(world) == ["ma"]


@pytest.mark.parametrize("length", [151, 70_000, 5_000_000])
def test_a_text_that_is_too_long_is_refused_soon(world: World, length: int) -> None:
    _browser, form = start(world, "editor", "page")
    form.set("ar", "من نحن", index=0)
    form.set("fr", "a" * length, index=0)
    page = form.submit("save")
    assert "too long" in page.text and "من نحن" in page
    assert len(page.body) < 300_000
    assert children(world) == ["ma"]


def test_ten_thousand_fields_are_refused(world: World) -> None:
    browser, form = start(world, "editor", "page")
    page = browser.post(f"{EN}{SPACE}/add?type=page", [*form.submit_fields(), *[("x", "y")] * 10_000])
    assert "too many fields" in page.text
    assert children(world) == ["ma"]


@pytest.mark.parametrize(("field", "value"), [("category", "gossip"), ("category", ""), ("dated", "x")])
def test_what_was_not_offered_is_refused(world: World, field: str, value: str) -> None:
    _browser, form = start(world, "editor", "news")
    form.set("ar", "خبر", index=0)
    form["category"], form["dated"] = "meetings", "2026-11-01"
    form[field].force_value(value)
    assert form.submit("save").status_int == 200
    assert children(world) == ["ma"]


def test_a_verb_that_was_not_offered_is_refused(world: World) -> None:
    _browser, form = start(world, "lead", "consultation")
    form.set("ar", "المدرسة", index=0)
    form.set("name", "أ", index=0)
    form.set("start", "2026-11-20", index=0)
    form.set("end", "2026-11-21", index=0)
    box = form.fields["checkbox"][0]
    box._value, box._checked = "decide", True
    page = form.submit("save")
    assert "Choose one of the options offered." in page
    assert children(world) == ["ma"]


def test_fields_of_the_machine_cannot_be_posted(world: World) -> None:
    browser, form = start(world, "editor", "page")
    form.set("ar", "صفحة", index=0)
    browser.post(
        f"{SPACE}/add?type=page", [*form.submit_fields("save"), ("state", "published"), ("uid", "1"), ("creator", "x")]
    )
    (name,) = set(children(world)) - {"ma"}
    with world.acting() as ctx:
        page = world.at(ctx, f"{SPACE}/{name}")
        assert page.state == "private" and page.uid != 1 and page.creator == world.pids["editor"]


def test_one_form_sent_twice_makes_one_document(world: World) -> None:
    browser, form = start(world, "editor", "page")
    form.set("ar", "صفحة", index=0)
    first, second = form.submit("save"), form.submit("save")
    assert first.location == second.location and len(children(world)) == 2


def test_words_changed_after_the_first_sending_are_not_saved_yet_and_not_lost(world: World) -> None:
    browser, form = start(world, "editor", "page")
    form.set("ar", "صفحة", index=0)
    made = form.submit("save").location
    form.set("ar", "صفحة أخرى", index=0)
    page = form.submit("save").follow()
    assert page.request.path.endswith("/edit") and page.request.path.removesuffix("/edit") in made
    assert "not saved yet" in page and len(children(world)) == 2
    edit = browser.form(page, "serial")
    assert edit.get("ar", index=0).value == "صفحة أخرى"
    edit.submit("save").follow()
    with world.acting() as ctx:
        (name,) = set(children(world)) - {"ma"}
        assert world.at(ctx, f"{SPACE}/{name}").title.best("ar")[1] == "صفحة أخرى"


def test_a_form_without_its_number_makes_nothing(world: World) -> None:
    _browser, form = start(world, "editor", "page")
    form.set("ar", "صفحة", index=0)
    form["once"].force_value("")
    assert "lost its number" in form.submit("save")
    assert children(world) == ["ma"]


def test_a_form_without_its_token_makes_nothing(world: World) -> None:
    _browser, form = start(world, "editor", "page")
    form.set("ar", "صفحة", index=0)
    form["csrf_token"].force_value("x")
    form.submit("save", status=403)
    assert children(world) == ["ma"]


def test_two_documents_of_one_title_have_two_names(world: World) -> None:
    for _n in range(2):
        _browser, form = start(world, "editor", "page")
        form.set("ar", "add", index=0)
        form.submit("save")
    assert set(children(world)) == {"ma", "add-2", "add-3"}


def test_hostile_text_is_cleaned_and_escaped(world: World) -> None:
    browser, form = start(world, "editor", "page")
    form.set("ar", HOSTILE, index=0)
    form.set("ar", "<img src=x onerror=alert(1)>\n[x](javascript:alert(1)) &lt;script&gt;", index=2)
    review = form.submit("save").follow()
    path = review.request.path.removesuffix("/review").removeprefix(EN)
    for page in (review, browser.get(path), browser.get(f"{path}/edit")):
        assert "<script>alert" not in page and "<img src=x" not in page and 'href="javascript' not in page
        assert "\u202e" not in page and "\u200b" not in page


def test_what_is_added_to_a_sample_is_marked_as_sample(world: World) -> None:
    with world.acting() as ctx:
        world.at(ctx, SPACE).sample = True
    browser, form = start(world, "editor", "page")
    form.set("ar", "صفحة", index=0)
    assert "Sample data" in form.submit("save").follow()


def test_a_document_is_sent_with_its_title(world: World) -> None:
    _browser, form = start(world, "editor", "file")
    form.set("ar", "محضر", index=0)
    form["upload"] = Upload("محضر\u202efdp.pdf", files.PDF, "text/html")
    review = form.submit("save").follow()
    path = review.request.path.removesuffix("/review").removeprefix(EN)
    with world.acting() as ctx:
        file = world.at(ctx, path)
        assert (file.media_type, file.filename) == ("application/pdf", "محضرfdp.pdf")


@pytest.mark.parametrize(
    ("kind", "name", "data", "sentence"),
    [
        ("file", "a.pdf", files.HTML, "not a document that the portal takes"),
        ("file", "a.pdf", b"", "This file is empty."),
        ("file", "a.png", files.png(), "Add it as an image"),
        ("file", "a.pdf", files.PDF + b" " * 5 * 1024 * 1024, "too big: at most 5 MB"),
        ("image", "a.png", files.SVG, "not a picture that the portal takes"),
        ("image", "a.png", files.png(41_000, 1000), "too many points"),
        ("image", "a.png", files.png() + b" " * 5 * 1024 * 1024, "too big: at most 5 MB"),
        ("image", "a.jpg", files.scans(), "This picture is broken"),
        ("audio", "a.mp3", files.HTML, "not a recording that the portal takes"),
        ("audio", "a.mp3", files.mp3(700), "too long: at most 10 minutes"),
        ("file", "a.mp3", files.mp3(), "Add it as a recording"),
    ],
)
def test_a_file_that_is_not_taken_keeps_the_other_fields(
    world: World, kind: str, name: str, data: bytes, sentence: str
) -> None:
    _browser, form = start(world, "editor", kind)
    form.set("ar", "عنوان يبقى", index=0)
    if kind != "file":
        form.set("ar", "وصف يبقى", index=1)
    if kind == "audio":
        form["speech"] = "ary"
    form["upload"] = Upload(name, data, "image/png")
    page = form.submit("save")
    wrong = page.html.select(".wrong")
    assert len(wrong) == 1 and sentence in wrong[0].get_text()
    assert wrong[0].find_parent(class_="field").select("input[type=file]")
    assert "عنوان يبقى" in page and (kind == "file" or "وصف يبقى" in page)
    assert children(world) == ["ma"]


@pytest.mark.parametrize("sent", [None, "text"])
def test_no_file_is_no_document(world: World, sent: str | None) -> None:
    browser, form = start(world, "editor", "file")
    form.set("ar", "عنوان", index=0)
    fields = [(name, sent if name == "upload" and sent else value) for name, value in form.submit_fields("save")]
    page = browser.post(f"{EN}{SPACE}/add?type=file", fields)
    assert "Choose a file." in page and children(world) == ["ma"]


def test_what_somebody_saved_since_is_compared_before_it_is_written_over(world: World) -> None:
    browser, form = start(world, "editor", "page")
    form.set("ar", "صفحة", index=0)
    form.submit("save")
    (name,) = set(children(world)) - {"ma"}
    with world.acting("lead") as ctx:
        page = world.at(ctx, f"{SPACE}/{name}")
        edit(ctx, page, {"title": Texts.of(ctx.now, ar="عنوان الزميلة")})
    form.set("ar", "صفحة أخرى", index=0)
    again = browser.form(form.submit("save").follow(), "serial").submit("save")
    assert again.status_int == 200 and "عنوان الزميلة" in again and "صفحة أخرى" in again
    with world.acting() as ctx:
        assert str(world.at(ctx, f"{SPACE}/{name}").title.get("ar")) == "عنوان الزميلة"
