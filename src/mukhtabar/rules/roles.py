"""The roles a person can hold, and at which kind of node each may be granted (DESIGN.md section 6)."""

from enum import StrEnum


class Role(StrEnum):
    """One role. The value is what grants, workflow files and the index store."""

    EVERYONE = "everyone"
    CITIZEN = "citizen"
    AUTHOR = "author"
    MEMBER = "member"
    DESK_AGENT = "desk_agent"
    EDITOR = "editor"
    SPACE_LEAD = "space_lead"
    MODERATOR = "moderator"
    OFFICER = "officer"
    APPROVER = "approver"
    DELEGATE = "delegate"
    OBSERVER = "observer"
    ADMIN = "admin"


#: Roles that follow from who is asking, never from a grant by themselves. A member is who holds a role anywhere.
DYNAMIC = frozenset({Role.EVERYONE, Role.CITIZEN, Role.AUTHOR, Role.MEMBER})

#: Whoever leads or moderates a space never answers for its council: the two sides are different accounts.
HOUSE = frozenset({Role.EDITOR, Role.SPACE_LEAD, Role.MODERATOR})
COUNCIL = frozenset({Role.OFFICER, Role.APPROVER, Role.DELEGATE})

#: Role -> the kinds of node where it may be granted; it holds for everything below.
GRANTABLE: dict[Role, frozenset[str]] = {
    Role.DESK_AGENT: frozenset({"commune", "space"}),
    Role.EDITOR: frozenset({"portal", "region", "commune", "space"}),
    Role.SPACE_LEAD: frozenset({"commune", "space"}),
    Role.MODERATOR: frozenset({"portal", "region", "commune", "space"}),
    Role.OFFICER: frozenset({"commune"}),
    Role.APPROVER: frozenset({"commune"}),
    #: Given by an approver for some days, and by nobody else: actions/delegate.py.
    Role.DELEGATE: frozenset({"commune"}),
    Role.OBSERVER: frozenset({"portal", "region"}),
    Role.ADMIN: frozenset({"portal"}),
}
