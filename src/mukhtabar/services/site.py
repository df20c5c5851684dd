"""One open site: its settings, its books, its services. Views, commands and tests all start from here."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Self

from mukhtabar.actions.context import Ctx
from mukhtabar.content.counted import counted
from mukhtabar.content.portal import Portal
from mukhtabar.language.catalogues import Catalogues
from mukhtabar.rules.clocks.loader import agreed, clocks
from mukhtabar.rules.workflow.checks import untranslated
from mukhtabar.rules.workflow.installed import workflows
from mukhtabar.rules.workflow.problem import WorkflowError
from mukhtabar.security.passwords import Passwords
from mukhtabar.security.throttle import Throttle
from mukhtabar.services.assets import Assets
from mukhtabar.services.clock import Clock
from mukhtabar.services.search import Search
from mukhtabar.services.secret import signing_key
from mukhtabar.settings import Settings
from mukhtabar.store.books import Books, open_books
from mukhtabar.store.register import Register


class NoSite(RuntimeError):
    """There is no portal in the database yet; the text is one sentence for the operator."""


@cache
def catalogues() -> Catalogues:
    """Return the translations that the portal ships, read once a process."""
    return Catalogues(files("mukhtabar") / "locale")


@dataclass
class Site:
    """Everything that lives as long as the process."""

    settings: Settings
    books: Books
    clock: Clock
    catalogues: Catalogues
    assets: Assets
    search: Search
    passwords: Passwords
    throttle: Throttle
    key: str

    @classmethod
    def open(cls, settings: Settings, clock: Clock | None = None) -> Self:
        """Open the books and services that `settings` name. Raises BooksError, WorkflowError, NoSite."""
        for problem in untranslated(workflows().values(), catalogues().knows):
            file, _colon, key = problem.key.partition(": ")
            raise WorkflowError(file, None, key, problem.sentence)
        agreed(clocks(), counted())
        return cls(
            settings=settings,
            books=open_books(settings.storage, settings.data, settings.cache_objects),
            clock=clock or Clock(),
            catalogues=catalogues(),
            assets=Assets(files("mukhtabar") / "static"),
            search=Search(settings.data / "search"),
            passwords=Passwords(),
            throttle=Throttle(),
            key=signing_key(settings.data),
        )

    @contextmanager
    def session(self, actor: str | None = None, system: bool = False) -> Iterator[Ctx]:
        """Yield the context of one transaction, committed on success. Raises NoSite."""
        with self.books.session() as (main, people):
            portal, register = roots(main, people)
            yield Ctx(portal, register, actor, self.clock.now(), system)

    def close(self) -> None:
        """Close the books."""
        self.books.close()


def roots(main: Any, people: Any) -> tuple[Portal, Register]:
    """Return the portal and the register from the two database roots. Raises NoSite."""
    try:
        return main["portal"], people["register"]
    except KeyError:
        raise NoSite("There is no portal here yet: run 'mukhtabar init', or 'mukhtabar demo' for a sample.") from None
