"""Every Deform widget, plain and in error: what axe does not see (GOALS A2)."""

import datetime
from types import ModuleType
from typing import Any

import colander
import deform
import pytest
from bs4 import BeautifulSoup, Tag
from deform import widget

from .conftest import TEMPLATES

UNTYPED = ("hidden", "submit", "button")


@pytest.fixture(scope="module")
def wrong(samples: ModuleType, renderer: Any) -> BeautifulSoup:
    """Return the sample form after a submission in which nearly everything is wrong."""
    form = samples.form(renderer, wrong=True)
    return BeautifulSoup(form.serialize(form.cstruct), "html.parser")


@pytest.fixture(scope="module")
def plain(samples: ModuleType, renderer: Any) -> BeautifulSoup:
    """Return the sample form as first shown."""
    return BeautifulSoup(samples.form(renderer).render({"title": "x", "partners": ["a", "b"]}), "html.parser")


def controls(soup: BeautifulSoup) -> list[Tag]:
    """Return what a person fills in."""
    return [tag for tag in soup.select("input, select, textarea") if tag.get("type") not in UNTYPED]


def widgets() -> list[type[widget.Widget]]:
    """Return Deform's widgets."""
    return [
        kind
        for kind in vars(widget).values()
        if isinstance(kind, type) and issubclass(kind, widget.Widget) and kind is not widget.Widget
    ]


@pytest.mark.parametrize("kind", widgets(), ids=lambda kind: kind.__name__)
def test_every_widget_has_its_templates(kind: Any) -> None:
    for name in ("template", "readonly_template", "item_template", "readonly_item_template"):
        if value := getattr(kind, name, None):
            assert (TEMPLATES / "forms" / f"{value}.pt").is_file(), value


@pytest.mark.parametrize("state", ["plain", "wrong"])
def test_every_control_has_a_label(state: str, request: pytest.FixtureRequest) -> None:
    soup = request.getfixturevalue(state)
    for control in controls(soup):
        assert soup.select(f'label[for="{control["id"]}"]') or control.find_parent("label"), control


@pytest.mark.parametrize("state", ["plain", "wrong"])
def test_no_orphan_label_and_no_twin_id(state: str, request: pytest.FixtureRequest) -> None:
    soup = request.getfixturevalue(state)
    ids = [str(tag["id"]) for tag in soup.select("[id]")]
    assert sorted(ids) == sorted(set(ids))
    assert [label for label in soup.select("label[for]") if label["for"] not in ids] == []
    for tag in soup.select("[aria-describedby], [aria-labelledby]"):
        for name in ("aria-describedby", "aria-labelledby"):
            assert all(one in ids for one in str(tag.get(name, "")).split()), tag


def test_error_fields_are_marked_and_described(wrong: BeautifulSoup) -> None:
    fields = wrong.select(".field[data-wrong]")
    assert len(fields) >= 17
    for field in fields:
        message = field.select_one(".wrong")
        assert message
        mine = controls(BeautifulSoup(str(field), "html.parser"))
        assert mine
        for control in mine:
            assert control.get("aria-invalid") == "true", control
            assert message["id"] in str(control.get("aria-describedby", "")).split(), control


def test_help_comes_first_then_error_then_control(wrong: BeautifulSoup) -> None:
    text = str(wrong.select_one("#item-" + str(wrong.select_one('input[name="title"]')["id"])))  # type: ignore[index]
    assert text.index("<label") < text.index('class="help"') < text.index('class="wrong"') < text.index("<input")


def test_summary(wrong: BeautifulSoup) -> None:
    (summary,) = wrong.select(".problems")
    assert summary["role"] == "alert" and summary["tabindex"] == "-1" and summary.has_attr("autofocus")
    assert summary.h2 and summary.h2.get_text() == "There is a problem"
    ids = {str(tag["id"]): tag for tag in wrong.select("[id]")}
    links = summary.select("a")
    assert len(links) == len(wrong.select(".wrong"))
    for link in links:
        target = str(link["href"])[1:]
        assert target in ids
        assert ids[target].name in ("input", "select", "textarea", "fieldset")
        beside = wrong.select_one(f"#error-{target}")
        assert beside
        assert beside.get_text().replace("Error:", "").strip() in link.get_text()


def test_no_summary_without_errors(plain: BeautifulSoup) -> None:
    assert not plain.select(".problems, .wrong, [aria-invalid]")


def test_groups_have_legends(wrong: BeautifulSoup) -> None:
    for name in ("radio", "checkbox"):
        for box in wrong.select(f'.choices input[type="{name}"]'):
            group = box.find_parent("fieldset")
            assert group and group.legend and group.legend.get_text(strip=True)
    assert all(group.find("legend", recursive=False) for group in wrong.select("fieldset"))


def test_form_element(plain: BeautifulSoup) -> None:
    form = plain.form
    assert (
        form
        and form.has_attr("novalidate")
        and form["accept-charset"] == ["utf-8"]
        and form["enctype"] == "multipart/form-data"
    )
    assert [tag["value"] for tag in plain.select('input[name="csrf_token"]')] == ["sample-token"]
    assert not plain.select("script, style, [style], [onclick]")
    assert [" ".join(button["class"]) for button in plain.select(".actions button")] == [
        "button main",
        "button secondary",
        "button danger",
    ]


def test_no_multipart_without_file(renderer: Any) -> None:
    class Small(colander.MappingSchema):
        name = colander.SchemaNode(colander.String())

    html = deform.Form(Small(), renderer=renderer).render()
    assert "multipart" not in html and "csrf_token" not in html


def test_directions(plain: BeautifulSoup) -> None:
    for control in controls(plain):
        if control.get("type") in ("email", "tel", "url", "date", "time", "password") or control.get("inputmode"):
            assert control["dir"] == "ltr", control
        elif control.name == "textarea" or control.get("type") == "text":
            assert control["dir"] == "auto", control


def test_optional_is_said_in_words(plain: BeautifulSoup) -> None:
    assert len(plain.select(".optional")) == 3
    assert "*" not in plain.get_text()


def test_sequence_without_scripts(plain: BeautifulSoup) -> None:
    (sequence,) = plain.select(".sequence")
    assert len(sequence.select("input[name=partner]")) == 3
    assert sequence.select_one("button[name=add]")["value"] == "partners"  # type: ignore[index]


def test_posts_back_what_deform_expects(samples: ModuleType, renderer: Any) -> None:
    class Schema(colander.MappingSchema):
        day = colander.SchemaNode(colander.Date(), widget=widget.DateInputWidget())
        at = colander.SchemaNode(colander.DateTime(), widget=widget.DateTimeInputWidget())
        kind = colander.SchemaNode(colander.String(), widget=widget.RadioChoiceWidget(values=(("a", "A"), ("b", "B"))))
        many = colander.SchemaNode(colander.Set(), widget=widget.CheckboxChoiceWidget(values=(("a", "A"), ("b", "B"))))
        some = colander.SchemaNode(
            colander.Set(), widget=widget.SelectWidget(values=(("a", "A"), ("b", "B")), multiple=True)
        )
        yes = colander.SchemaNode(colander.Boolean(), widget=widget.CheckboxWidget())
        text = colander.SchemaNode(colander.String(), widget=widget.TextAreaWidget())

    given = {
        "day": datetime.date(2027, 3, 2),
        "at": datetime.datetime(2027, 3, 2, 9, 30, tzinfo=datetime.UTC),
        "kind": "b",
        "many": {"a", "b"},
        "some": {"b"},
        "yes": True,
        "text": "\nline & <b>\n",
    }
    soup = BeautifulSoup(deform.Form(Schema(), renderer=renderer).render(given), "html.parser")
    posted = []
    for tag in soup.select("input, select, textarea"):
        if tag.name == "select":
            posted += [(tag["name"], option["value"]) for option in tag.select("option[selected]")]
        elif tag.name == "textarea":
            posted.append((tag["name"], tag.get_text()))
        elif tag.get("type") not in ("radio", "checkbox") or tag.has_attr("checked"):
            posted.append((tag["name"], tag.get("value", "")))
    assert deform.Form(Schema(), renderer=renderer).validate(posted) == given | {"text": "line & <b>"}


def test_readonly(samples: ModuleType, renderer: Any) -> None:
    soup = BeautifulSoup(
        samples.form(renderer).render(
            {"title": "<b>", "kind": "need", "topics": {"water"}, "partners": ["x"]}, readonly=True
        ),
        "html.parser",
    )
    assert not soup.select("input, select, textarea, button, form")
    assert "<b>" in soup.get_text() and "حاجة" in soup.get_text() and "الماء" in soup.get_text()
