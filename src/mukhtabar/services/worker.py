"""What `serve` does beside answering: the search queue, the letters, the calendar, the rules of each place."""

import logging
import threading
import traceback
from collections.abc import Callable
from typing import Any

from ZODB.POSException import ConflictError

from mukhtabar.actions.automate import automate
from mukhtabar.actions.information import remind_askers
from mukhtabar.actions.tick import tick
from mukhtabar.services.holidays import calendar
from mukhtabar.services.lock import exclusive
from mukhtabar.services.mail import deliver
from mukhtabar.services.mail_transport import Transport

log = logging.getLogger(__name__)
MET_OFTEN = 5


class Worker:
    """A thread for each job, so that a slow mail server holds up no search. Several processes may each have one.

    Jobs take turns between processes by lock files, and all they do can be done twice.
    """

    def __init__(self, site: Any, interval: float = 2.0, transport: Transport | None = None) -> None:
        self._site = site
        self._interval = interval
        self._transport = transport
        self._stopping = threading.Event()
        self._jobs: dict[str, Callable[[], object]] = {
            "search": self._search, "mail": self._mail, "calendar": self._calendar, "rules": self._rules,
        }  # fmt: skip
        self._bells = {name: threading.Event() for name in self._jobs}
        self._threads: list[threading.Thread] = []
        #: How often in a row each job met another writer.
        self._met = dict.fromkeys(self._jobs, 0)

    def start(self) -> None:
        """Begin. Each job runs at once, then every `interval` seconds."""
        self._stopping.clear()
        self._threads = [
            threading.Thread(target=self._run, args=(name,), name=f"mukhtabar-{name}", daemon=True)
            for name in self._jobs
        ]
        for thread in self._threads:
            thread.start()

    def wake(self) -> None:
        """Let the jobs run now: something was changed."""
        for bell in self._bells.values():
            bell.set()

    def stop(self, timeout: float = 30.0) -> bool:
        """End after the work in hand; return whether all threads ended within `timeout` seconds each."""
        self._stopping.set()
        self.wake()
        for thread in self._threads:
            thread.join(timeout)
        return not any(thread.is_alive() for thread in self._threads)

    def once(self) -> None:
        """Run every job one time in this thread: for commands and tests."""
        for name in ("calendar", "rules", "search", "mail"):
            self._attempt(name)

    def _run(self, name: str) -> None:
        bell = self._bells[name]
        while not self._stopping.is_set():
            bell.clear()
            self._attempt(name)
            if not self._stopping.is_set():
                bell.wait(self._interval)

    def _attempt(self, name: str) -> None:
        try:
            self._jobs[name]()
            self._met[name] = 0
        except ConflictError:
            # Somebody wrote at the same moment: nothing is wrong, and the next round does it, unless it never does.
            self._met[name] += 1
            if self._met[name] % MET_OFTEN == 0:
                log.warning("The job '%s' met other writers %d times in a row.", name, self._met[name])
        except Exception as error:
            # Where, not what: the text of an error may quote a person.
            places = "".join(traceback.format_tb(error.__traceback__))
            log.error("The job '%s' failed and will be tried again: %s\n%s", name, type(error).__name__, places)

    def _search(self) -> None:
        while not self._stopping.is_set():
            with self._site.session(system=True) as ctx:
                done = self._site.search.drain(ctx.portal)
            if not done:
                return

    def _mail(self) -> None:
        deliver(self._site, transport=self._transport)

    def _calendar(self) -> None:
        with exclusive(self._site.settings.data / "calendar.lock") as mine:
            if not mine:
                return
            with self._site.session(system=True) as ctx:
                taken = tick(ctx) + remind_askers(ctx, calendar(ctx.portal))
        if taken:
            self.wake()

    def _rules(self) -> None:
        with exclusive(self._site.settings.data / "rules.lock") as mine:
            if not mine:
                return
            with self._site.session(system=True) as ctx:
                done = automate(ctx)
        if done:
            self.wake()
