"""What a page for everyone is made from: said by its view, used by cache.py to know when it no longer holds."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pyramid.config import Configurator
from pyramid.request import Request

from mukhtabar.language.dates import local_midnight
from mukhtabar.security.headers import SHARED as DEPENDS
from mukhtabar.store.folder import lineage


@dataclass(frozen=True)
class Depends:
    """What a page was made from: uids of each lineage, their counts, the register's count, until when it holds."""

    uids: tuple[tuple[int, ...], ...]
    counts: tuple[tuple[int, ...], ...]
    shown: int
    until: datetime


def depends_on(request: Request, *contexts: Any, until: datetime | None = None) -> None:
    """Say that the page shows `contexts` and what is below them, no more; `until` is when time alone changes it."""
    if request.rehearsal is not None:
        return  # closed to everyone: nobody is sent it again
    midnight = local_midnight(request.now)
    uids = tuple(dict.fromkeys(tuple(node.uid for node in lineage(context)) for context in contexts))
    request.environ[DEPENDS] = Depends(
        uids,
        tuple(request.portal.stamps.read(each) for each in uids),
        request.register.shown(),
        min(until or midnight, midnight),
    )


def includeme(config: Configurator) -> None:
    """Let views say what their page depends on."""
    config.add_request_method(depends_on)
