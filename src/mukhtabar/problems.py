"""What a person can put right: each is told in one sentence, never in a traceback."""

from mukhtabar.rules.refused import Refused
from mukhtabar.rules.workflow.problem import WorkflowError
from mukhtabar.services.site import NoSite
from mukhtabar.settings import SettingsError
from mukhtabar.store.books import BooksError

ANSWERABLE = (SettingsError, BooksError, NoSite, WorkflowError, Refused)


def sentence(problem: Exception) -> str:
    """Return the one sentence to print."""
    return problem.message.english() if isinstance(problem, Refused) else str(problem)
