"""A reader comments; a moderator decides whether it is shown."""

from typing import Any

from mukhtabar.actions.context import Ctx
from mukhtabar.actions.create import create
from mukhtabar.actions.effects import issue_receipt
from mukhtabar.content.comment import Comment
from mukhtabar.rules.references import new_reference
from mukhtabar.store.register import Person


def comment(ctx: Ctx, document: Any, author: Person, body: str, language: str) -> Comment:
    """Leave the comment of `author` under `document`; it waits for moderation. Raises Refused.

    The receipt is in `author.receipts[comment.uid]`.
    """
    as_author = Ctx(ctx.portal, ctx.register, author.pid, ctx.now)
    left: Comment = create(as_author, document, Comment(), new_reference("c"), {"body": body, "language": language})
    issue_receipt(as_author, left)
    return left
