"""GOALS A1, A2, A4: axe-core finds nothing and nothing is lost, on any page type, in any state, with any error."""

import pytest

from mukhtabar.app import configure
from tests.browser.axe import violations
from tests.browser.built import BUILT
from tests.browser.came_back import wrong
from tests.browser.conftest import DESKTOP, PHONE, Open, Served
from tests.browser.narrow import lost
from tests.browser.pages import EXAMPLES, NO_PAGE, Example, examples, show

#: Nothing is required to save a draft, so sending it empty is no error.
NEVER_WRONG = {("IProposal", "answer"), ("ILesson", "")}
#: Every kind of page once, for what does not hang on its state.
KINDS = list({one.view: one for one in reversed(examples())}.values())


def sent(example: Example) -> bool:
    """Whether the example is a form that comes back with errors."""
    return bool(example.post) and example.view not in NEVER_WRONG


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


@pytest.mark.parametrize("example", examples(), ids=str)
def test_a_page_on_a_phone(glance: Open, served: Served, example: Example) -> None:
    page = show(glance, served, example, "ar", size=PHONE)
    came_back = wrong(page) if sent(example) else []
    assert came_back + page.evaluate(BUILT) + violations(page) + lost(page) == []


@pytest.mark.parametrize("example", KINDS, ids=str)
def test_a_page_in_french_on_a_desk(glance: Open, served: Served, example: Example) -> None:
    """Colours are those of the phone, and of a desk in high contrast: test_axe.py."""
    page = show(glance, served, example, "fr", size=DESKTOP)
    assert page.evaluate(BUILT) + violations(page, contrast=0) == []


@pytest.mark.parametrize("example", [one for one in examples() if sent(one)], ids=str)
def test_a_form_that_came_back_without_scripts(glance: Open, served: Served, example: Example) -> None:
    page = show(glance, served, example, "ar", scripts=False)
    assert wrong(page) + page.evaluate(BUILT) == []
