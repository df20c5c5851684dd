"""To whom work of the council is assigned, in words: a person or a service, and whether they still have a role."""

from types import SimpleNamespace as Shown
from typing import Any

from pyramid.request import Request

from mukhtabar.actions.assign import colleagues, confers, services
from mukhtabar.content.matter import Matter
from mukhtabar.language import Message, _
from mukhtabar.store.groups import is_group
from mukhtabar.views.helpers import Helpers


def held_by(request: Request, document: Any) -> Shown | None:
    """Return the name of whom `document` is assigned to, and whether their role ended; None for nobody."""
    holder = document.holder
    if not holder:
        return None
    if is_group(holder):
        group = request.portal.grants.groups.get(holder)
        name = group.title if group is not None else Helpers(request).t(_("A service that ended"))
        return Shown(name=name, gone=holder not in services(request.ctx, document))
    return Shown(name=Helpers(request).person(holder), gone=holder not in colleagues(request.ctx, document))


def assigned(request: Request, document: Any) -> Message | None:
    """Return the line of a list that says to whom `document` is assigned, to those who may know it; or None."""
    if not isinstance(document, Matter) or not confers(request.ctx, document):
        return None
    held = held_by(request, document)
    if held is None:
        return None
    if held.gone:
        return _("Assigned to ${name}, who has no role here any more", name=held.name)
    return _("Assigned to ${name}", name=held.name)
