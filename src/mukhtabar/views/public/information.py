"""How to ask a council for information by Law 31-13: the official channel, and the terms that a source confirms."""

from typing import Any

from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.content.interfaces import IPortal
from mukhtabar.language import _
from mukhtabar.rules.clocks.loader import clocks
from mukhtabar.views.clock import basis
from mukhtabar.views.helpers import Helpers

#: Where requests to territorial collectivities are filed since 12 January 2022.
CHANNEL = "https://www.chafafiya.ma"


@view_config(
    context=IPortal,
    name="information",
    permission="view",
    request_method=("GET", "HEAD"),
    renderer="mukhtabar.templates:public/information.pt",
)
def information(context: Any, request: Request) -> dict[str, Any]:
    """What can be asked, where, and how long the answer may take."""
    request.depends_on(context)
    usual, urgent = clocks()["information"], clocks()["urgent_information"]
    return {
        "title": _("Asking for information"),
        "channel": CHANNEL,
        "host": CHANNEL.partition("//")[2],
        "usual": _("${days} working days, which can be prolonged once by ${more}",
                   days=usual.length, more=usual.extension),
        "urgent": _("${days} days, which can be prolonged once by ${more}", days=urgent.length, more=urgent.extension),
        # Each once: the two may rest on different articles.
        "bases": list(dict.fromkeys(basis(Helpers(request), clock) for clock in (usual, urgent))),
        "source": _(usual.source),
    }  # fmt: skip
