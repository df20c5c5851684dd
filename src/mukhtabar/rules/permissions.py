"""The permissions, and who holds each where no workflow decides (DESIGN.md section 6).

Naming rule: the verb a person would use, then the noun only where the verb alone would be ambiguous.
"""

from enum import StrEnum

from mukhtabar.rules.roles import Role


class Permission(StrEnum):
    """One permission. Views, workflow files and the matrix use the value.

    MODERATE judges what another person wrote, PUBLISH brings out what the house wrote, APPROVE is the second
    pair of eyes on an official text.

    SUPPORT is an opinion and no signature: a petition is signed in ink, and ENTER is typing in what stands on paper.
    """

    ADD_ANSWER = "add_answer"
    ADD_COMMENT = "add_comment"
    ADD_COMMITMENT = "add_commitment"
    ADD_CONSULTATION = "add_consultation"
    ADD_COUNCIL_FILE = "add_council_file"
    ADD_FILE = "add_file"
    ADD_NEWS = "add_news"
    ADD_PAGE = "add_page"
    ADD_PETITION = "add_petition"
    ADD_PROPOSAL = "add_proposal"
    ADD_SPACE = "add_space"
    ANSWER = "answer"
    APPROVE = "approve"
    AUTOMATE = "automate"
    CONFER = "confer"
    DELEGATE = "delegate"
    EDIT = "edit"
    ENTER = "enter"
    EVALUATE = "evaluate"
    HAND_OVER = "hand_over"
    MANAGE = "manage"
    MODERATE = "moderate"
    PUBLISH = "publish"
    PUBLISH_TRANSLATION = "publish_translation"
    REHEARSE = "rehearse"
    SEE_COUNCIL = "see_council"
    SEE_DESK = "see_desk"
    SEE_GRANTS = "see_grants"
    SEE_HISTORY = "see_history"
    SEE_SEALED = "see_sealed"
    SHARE = "share"
    SIGN_AS_ASSOCIATION = "sign_as_association"
    SIGN_AS_COUNCIL = "sign_as_council"
    SUBMIT = "submit"
    SUPPORT = "support"
    TRANSLATE = "translate"
    TRASH = "trash"
    VIEW = "view"
    WITHDRAW = "withdraw"


_STAFF = frozenset({Role.EDITOR, Role.SPACE_LEAD, Role.MODERATOR, Role.ADMIN})
_EDITORS = frozenset({Role.EDITOR, Role.SPACE_LEAD, Role.ADMIN})
_COUNCIL = frozenset({Role.OFFICER, Role.APPROVER, Role.DELEGATE})

#: Permission -> roles that hold it on a document whose workflow does not manage it. What is absent is refused.
DEFAULTS: dict[Permission, frozenset[Role]] = {
    Permission.ADD_ANSWER: frozenset({Role.OFFICER}),
    Permission.ADD_CONSULTATION: _EDITORS,
    Permission.ADD_COUNCIL_FILE: frozenset({Role.OFFICER, Role.APPROVER}),
    Permission.ADD_FILE: _EDITORS,
    Permission.ADD_NEWS: _EDITORS,
    Permission.ADD_PAGE: _EDITORS,
    Permission.ADD_SPACE: frozenset({Role.ADMIN}),
    Permission.AUTOMATE: frozenset({Role.SPACE_LEAD, Role.ADMIN}),
    # Not managed by any workflow: wherever the council may look, it talks among itself. See actions/assign.py.
    Permission.CONFER: _COUNCIL,
    Permission.DELEGATE: frozenset({Role.APPROVER}),
    Permission.EDIT: _EDITORS,
    Permission.HAND_OVER: _COUNCIL | {Role.ADMIN},
    Permission.MANAGE: frozenset({Role.ADMIN}),
    Permission.MODERATE: frozenset({Role.EDITOR, Role.SPACE_LEAD, Role.MODERATOR, Role.ADMIN}),
    # Beside those who may edit the text itself, in any state: a translation adds nothing to what was decided.
    Permission.PUBLISH_TRANSLATION: frozenset({Role.SPACE_LEAD, Role.ADMIN}),
    Permission.REHEARSE: frozenset({Role.SPACE_LEAD, Role.ADMIN}),
    Permission.SEE_COUNCIL: _COUNCIL,
    Permission.SEE_DESK: _STAFF | _COUNCIL | {Role.OBSERVER, Role.DESK_AGENT},
    Permission.SEE_GRANTS: frozenset({Role.SPACE_LEAD, Role.OBSERVER, Role.ADMIN}),
    Permission.SEE_HISTORY: _STAFF | _COUNCIL | {Role.OBSERVER},
    Permission.SEE_SEALED: frozenset({Role.SPACE_LEAD, Role.ADMIN}),
    Permission.SHARE: frozenset({Role.SPACE_LEAD, Role.ADMIN}),
    Permission.TRANSLATE: _EDITORS,
    Permission.SIGN_AS_ASSOCIATION: frozenset({Role.SPACE_LEAD}),
    Permission.TRASH: frozenset({Role.ADMIN}),
    Permission.VIEW: frozenset({Role.EVERYONE}),
}
