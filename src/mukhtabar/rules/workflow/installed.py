"""The workflows this installation runs on, read once from the package."""

from functools import cache
from importlib.resources import files

from mukhtabar.rules.workflow.loader import Workflows, load_all


@cache
def workflows() -> Workflows:
    """Return every workflow of workflows/. Raises WorkflowError with a sentence when a file is wrong."""
    return load_all(files("mukhtabar.workflows"))
