"""GOALS A1: axe-core finds nothing in the dark, in high contrast and in what is opened; pages as they come: test_pages.py."""

import pytest

from tests.browser.axe import violations
from tests.browser.conftest import DESKTOP, PHONE, Open, Served
from tests.browser.pages import Example, address, examples, show
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


@pytest.mark.parametrize("example", [e for e in examples() if e.view in SUBSET], ids=str)
def test_nothing_is_found_in_the_dark_and_in_high_contrast(glance: Open, served: Served, example: Example) -> None:
    found = []
    for name, comfort in LOOKS.items():
        page = show(glance, served, example, "ar", size=PHONE if "dark" in name else DESKTOP, comfort=comfort)
        found += [f"{name}: {line}" for line in violations(page, contrast=7 if "contrast" in name else 4.5)]
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
