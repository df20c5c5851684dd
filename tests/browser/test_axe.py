"""GOALS A1: axe-core finds nothing, on any page type, in any state."""

import pytest
from playwright.sync_api import ViewportSize

from mukhtabar.app import configure
from tests.browser.axe import violations
from tests.browser.built import BUILT
from tests.browser.conftest import DESKTOP, PHONE, Open, Served
from tests.browser.pages import EXAMPLES, NO_PAGE, Example, address, examples, show
from tests.world import SPACE

#: size.contrast.motion.theme of the comfort cookie.
LOOKS = {
    "dark": "100.normal.normal.dark",
    "contrast": "125.high.normal.light",
    "contrast dark": "150.high.reduced.dark",
}
SUBSET = {
    ("IPortal", ""), ("IRegion", ""), ("IConsultation", ""), ("IProposal", ""), ("IConsultation", "propose"), ("IAnswer", "review"),
    ("IPortal", "desk"), ("IReceipt", ""), ("INews", ""), ("IResource", "who"),
}  # fmt: skip

#: Every state in Arabic on a phone; every kind of page once more in French on a desk.
LOOKED_AT = [("ar", PHONE, example) for example in examples()] + [
    ("fr", DESKTOP, example) for example in {one.view: one for one in reversed(examples())}.values()
]


def test_every_view_has_an_example(served: Served) -> None:
    config = configure(served.world.settings, served.world.site)
    config.commit()
    found = set()
    for item in config.introspector.get_category("views"):
        view = item["introspectable"]
        context = getattr(view["context"], "__name__", "")
        if view["request_methods"] and not issubclass_of_error(view["context"]):
            found.add((context, view["name"]))
    known = {view for view in EXAMPLES if view[0] != "errors"}
    assert found - known - NO_PAGE == set(), "These views need an example in tests/browser/pages.py"
    assert known | NO_PAGE <= found, "These examples are of views that are gone"


def issubclass_of_error(context: object) -> bool:
    return isinstance(context, type) and issubclass(context, Exception)


@pytest.mark.parametrize(("language", "size", "example"), LOOKED_AT, ids=str)
def test_nothing_is_found(
    glance: Open, served: Served, language: str, size: ViewportSize, example: Example
) -> None:
    page = show(glance, served, example, language, size=size)
    assert page.evaluate(BUILT) + violations(page) == []


@pytest.mark.parametrize("example", [e for e in examples() if e.view in SUBSET], ids=str)
def test_nothing_is_found_in_the_dark_and_in_high_contrast(glance: Open, served: Served, example: Example) -> None:
    found = []
    for name, comfort in LOOKS.items():
        page = show(glance, served, example, "ar", size=PHONE if "dark" in name else DESKTOP, comfort=comfort)
        found += [f"{name}: {line}" for line in violations(page, contrast="contrast" in name)]
    assert found == []


@pytest.mark.parametrize("drawer", ["comfort", "menu"])
def test_nothing_is_found_in_an_open_drawer(surf: Open, served: Served, drawer: str) -> None:
    page = surf("/", size=PHONE)
    page.locator(f"details.{drawer} > summary").click()
    assert violations(page) == []


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_nothing_is_found_in_a_comparison(surf: Open, served: Served, language: str) -> None:
    page = surf(address(served, f"{SPACE}/history", language), "lead", size=PHONE)
    with page.expect_navigation():
        page.locator("#versions button").click()
    assert page.locator("#comparison ins").count() and page.locator("button[name=revert]").count()
    assert violations(page) == []
