"""The pages everyone reads, in Chromium with axe-core: nothing is found, in Arabic and French."""

import pytest

from tests.browser.axe import violations
from tests.browser.conftest import Open
from tests.world import COMMUNE, CONSULTATION, SPACE


@pytest.mark.parametrize("language", ["", "/fr"])
@pytest.mark.parametrize("path", ["/", COMMUNE, SPACE, CONSULTATION, "/sign-in"])
def test_axe_finds_nothing(surf: Open, language: str, path: str) -> None:
    page = surf(language + path, size={"width": 360, "height": 800})
    assert violations(page) == []
