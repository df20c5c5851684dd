"""The frames and the style guide hold together."""

import itertools
from collections.abc import Callable
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from bs4 import BeautifulSoup


def page(**changed: Any) -> SimpleNamespace:
    """Return a page as views give it."""
    values = {
        "title": "إنارة الطريق",
        "language": "ar",
        "direction": "rtl",
        "description": "وصف",
        "url": "https://x.example/p",
        "home_url": "/",
        "here": "/p?a=1&b=2",
        "rehearsal": None,
        "comfort": SimpleNamespace(size="125", contrast="high", motion="normal", theme="dark"),
        "crumbs": [("/", "Home")],
        "menu": [("/a", "A", True, "")],
        "languages": [
            {"code": "ar", "name": "العربية", "url": "/", "current": True},
            {"code": "fr", "name": "Français", "url": "/fr/", "current": False},
        ],
        "asset": lambda name: f"/static/{name}",
        "person": None,
        "flashes": [],
        "csrf": None,
        "sample": False,
        "error": False,
        "staff": False,
        "shared": True,
        "pages": frozenset({"about", "charter", "privacy"}),
    }
    return SimpleNamespace(**(values | changed))


@pytest.fixture(scope="module")
def guide(samples: ModuleType, renderer: Any, render: Callable[..., str]) -> BeautifulSoup:
    """Return the style guide."""
    wrong = samples.form(renderer, wrong=True, formid="wrong", counter=itertools.count(100))
    html = render(
        "styleguide/index.pt",
        page=page(sample=True),
        guide=samples.guide(),
        form=samples.form(renderer).render({}),
        wrong=wrong.serialize(wrong.cstruct),
        readonly=samples.form(renderer, counter=itertools.count(200)).render({}, readonly=True),
        request=None,
        context=None,
    )
    return BeautifulSoup(html, "html.parser")


def test_root(guide: BeautifulSoup) -> None:
    assert guide.html and guide.html.attrs == {
        "lang": "ar",
        "dir": "rtl",
        "data-size": "125",
        "data-contrast": "high",
        "data-motion": "normal",
        "data-theme": "dark",
    }
    assert str(guide).lstrip().startswith("<!DOCTYPE html>")


def test_skip_link_is_first(guide: BeautifulSoup) -> None:
    assert guide.body and guide.body.find("a") is guide.select_one("a.skip")
    assert guide.select_one("main#main[tabindex='-1']")


def test_landmarks_and_headings(guide: BeautifulSoup) -> None:
    assert (
        len(guide.select("h1"))
        == len(guide.select("main"))
        == len(guide.select("body > header"))
        == len(guide.select("body > footer"))
        == 1
    )
    assert all(nav.get("aria-label") for nav in guide.select("nav"))
    names = [nav["aria-label"] for nav in guide.select("nav")]
    assert len(names) == len(set(names))


def test_ids_are_unique(guide: BeautifulSoup) -> None:
    ids = [tag["id"] for tag in guide.select("[id]")]
    assert sorted(ids) == sorted(set(ids))


def test_languages_speak_their_own(guide: BeautifulSoup) -> None:
    assert [(link["lang"], link.get("aria-current")) for link in guide.select(".tongues a")] == [
        ("ar", "true"),
        ("fr", None),
    ]


def test_comfort_form(guide: BeautifulSoup) -> None:
    form = guide.select_one("details.comfort form")
    assert form and form["method"] == "get" and form["action"] == "/comfort"
    assert form.select_one("input[name=back]")["value"] == "/p?a=1&b=2"  # type: ignore[index]
    assert sorted(str(box["name"]) + "=" + str(box["value"]) for box in form.select("input[checked]")) == [
        "contrast=high",
        "motion=normal",
        "size=125",
        "theme=dark",
    ]


def test_no_script_within(guide: BeautifulSoup) -> None:
    assert [script.get("src") for script in guide.select("script")] == ["/static/site.js"]
    assert not guide.select("[style], style") and not [
        tag for tag in guide.find_all(True) if any(name.startswith("on") for name in tag.attrs)
    ]


@pytest.mark.parametrize("layout", ["main", "narrow", "bare", "print"])
def test_user_text_is_escaped_and_error_is_said(render: Callable[..., str], layout: str) -> None:
    html = render(f"layouts/{layout}.pt", page=page(title="<script>x</script>", error=True), request=None, context=None)
    assert "<script>x" not in html
    soup = BeautifulSoup(html, "html.parser")
    assert soup.title and (layout == "print" or soup.title.get_text().startswith("Error:"))
    assert len(soup.select("h1")) == 1


def test_bare_is_light(render: Callable[..., str]) -> None:
    assert len(render("layouts/bare.pt", page=page(), request=None, context=None).encode()) < 2_500


def test_signed_in(render: Callable[..., str]) -> None:
    soup = BeautifulSoup(
        render("layouts/main.pt", page=page(person=SimpleNamespace(name="Amina & co")), request=None, context=None),
        "html.parser",
    )
    assert soup.select_one(".account bdi").get_text() == "Amina & co"  # type: ignore[union-attr]


def test_share_links_are_quoted(guide: BeautifulSoup) -> None:
    hrefs = [str(link["href"]) for link in guide.select("aside .share a")]
    assert hrefs[0].startswith("https://wa.me/?text=%D8%A5") and "https%3A%2F%2Fx.example%2Fp" in hrefs[0]


def test_colour_is_never_alone(guide: BeautifulSoup) -> None:
    assert all(tag.get_text(strip=True) for tag in guide.select(".badge, .flash-kind, .phase-now"))
    assert all(tag.select_one(".hush") for tag in guide.select(".diff ins, .diff del"))
