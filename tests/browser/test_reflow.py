"""GOALS A4: what is opened on a narrow screen is not lost either; pages as they come are looked at in test_pages.py."""

import pytest

from tests.browser.conftest import Open
from tests.browser.narrow import LOST


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_four_times_as_large(surf: Open, language: str) -> None:
    """WCAG 1.4.10: 1280 px at 400 % is 320 px with letters of the usual size; the drawers still open and close."""
    page = surf("/" if language == "ar" else "/fr/", size={"width": 320, "height": 256})
    for drawer in ("comfort", "menu"):
        page.locator(f"details.{drawer} > summary").click()
        assert page.evaluate(LOST) == []
        page.locator(f"details.{drawer} > summary").click()
