"""Every check is seen to hold something back: one that nothing needs may be asleep."""

import pytest

from mukhtabar.rules.workflow import checks
from mukhtabar.rules.workflow.loader import WorkflowError, load_text
from tests.unit.rules import test_check_access, test_check_graph, test_check_names
from tests.unit.rules.sample import LETTER, UNREACHABLE, VIEWLESS, broken

CASES = [*test_check_access.CASES.values(), *test_check_graph.CASES.values(), *test_check_names.CASES.values()]
TEXTS = [*(broken(case.old, case.new, case.after) for case in CASES), UNREACHABLE, VIEWLESS]


@pytest.mark.parametrize("check", checks.CHECKS, ids=lambda check: check.__name__)
def test_without_this_check_a_broken_file_would_pass(check: checks.Check, monkeypatch: pytest.MonkeyPatch) -> None:
    load_text(LETTER, "letter.toml")
    monkeypatch.setattr(checks, "CHECKS", tuple(other for other in checks.CHECKS if other is not check))
    assert any(accepted(text) for text in TEXTS)


def accepted(text: str) -> bool:
    """Whether the file loads; an arrow to nowhere that is followed is a traceback nobody should see."""
    try:
        load_text(text, "letter.toml")
    except WorkflowError:
        return False
    except KeyError:
        return True
    return True
