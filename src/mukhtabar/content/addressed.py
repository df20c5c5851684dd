"""What is published for everyone, or for the members of the spaces alone."""

from typing import ClassVar

from mukhtabar.content.scheduled import Scheduled
from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.roles import Role

EVERYONE, MEMBERS = "everyone", "members"
AUDIENCES = (EVERYONE, MEMBERS)


class Addressed(Scheduled):
    """A document of the page workflow with an audience. A member is who holds a role anywhere (security/acl.py)."""

    audience: str = EVERYONE
    kept: ClassVar[tuple[str, ...]] = ()

    @property
    def is_public(self) -> bool:
        """Whether it is published for everyone, and not for members alone."""
        return self.is_published and self.audience == EVERYONE

    def allowed(self, permission: Permission) -> frozenset[Role]:
        """Return the roles that hold `permission`; in place of everyone, the members, when it is for them."""
        found = super().allowed(permission)
        if self.audience == EVERYONE or permission is not Permission.VIEW or Role.EVERYONE not in found:
            return found
        return frozenset({Role.MEMBER})
