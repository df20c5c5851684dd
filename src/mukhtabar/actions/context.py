"""What every action is given: the two books, who acts, and what time it is."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mukhtabar.content.portal import Portal
from mukhtabar.language import Message, _
from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.refused import Refused
from mukhtabar.security.acl import decide
from mukhtabar.store.lately import Did
from mukhtabar.store.register import Register


@dataclass(frozen=True)
class Ctx:
    """`actor` is an opaque person id, None for a visitor. `system` marks the portal's own clock."""

    portal: Portal
    register: Register
    actor: str | None
    now: datetime
    system: bool = False
    #: A rule acts in the actor's name: it is nothing that they did last.
    by_rule: bool = False

    def remember(self, verb: str, document: Any, *detail: Any) -> None:
        """Remember that the actor did `verb` to `document`, so that it can be taken back (actions/undo.py)."""
        if self.actor is not None and not self.by_rule:
            self.portal.lately.remember(self.actor, Did(self.now, verb, document.uid, detail))

    def require(self, permission: Permission, target: Any) -> None:
        """Raise Refused("not_permitted") unless the actor holds `permission` on `target`."""
        if not self.system and not decide(target, permission, self.actor, self.now):
            raise Refused("not_permitted", _("You do not have the right to do this here."))

    def in_earnest(self) -> None:
        """Raise Refused("rehearsal") in a rehearsal copy: what reaches beyond it is done in the space itself."""
        if self.portal.rehearsing:
            raise Refused("rehearsal", _("This cannot be rehearsed: it would count outside of the rehearsal copy."))


def refused(code: str, sentence: Message) -> Refused:
    """Return a refusal with a coded reason and a sentence for the person."""
    return Refused(code, sentence)
