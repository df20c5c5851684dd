"""Keep a template for answers at a commune, change it, let it go."""

from collections.abc import Mapping
from typing import Any

from mukhtabar.actions.context import Ctx, refused
from mukhtabar.actions.record import record
from mukhtabar.content.answer_template import AnswerTemplate, AnswerTemplates
from mukhtabar.content.commune import Commune
from mukhtabar.language import _
from mukhtabar.rules.permissions import Permission

#: More than these nobody finds anything in.
MOST = 50
GONE = _("A colleague has removed this template. Save it as a new one, or choose another.")


def keep_template(ctx: Ctx, commune: Commune, title: str, values: Mapping[str, Any], key: str = "") -> str:
    """Keep a template at `commune`, in place of the one under `key` if that is given; return its key.

    Raises Refused; then nothing has changed.
    """
    ctx.require(Permission.ADD_ANSWER, commune)
    held = commune.answer_templates
    if key and (held is None or held.get(key) is None):
        raise refused("gone", GONE)
    if held is None:
        held = commune.answer_templates = AnswerTemplates()
    if not key and len(held) >= MOST:
        raise refused("too_many", _("At most ${most} templates are kept. Remove one first.", most=MOST))
    if any(other.title == title and other_key != key for other_key, other in held.items()):
        raise refused("same_title", _("There is a template of this name already."))
    key = held.put(key, AnswerTemplate(title, dict(values)))
    record(ctx, commune, "keep_answer_template", {"key": key}, changed=False)
    return key


def drop_template(ctx: Ctx, commune: Commune, key: str) -> None:
    """Let the template `key` of `commune` go. Raises Refused."""
    ctx.require(Permission.ADD_ANSWER, commune)
    if commune.answer_templates is None or not commune.answer_templates.drop(key):
        raise refused("gone", _("It is not there any more."))
    record(ctx, commune, "drop_answer_template", {"key": key}, changed=False)
