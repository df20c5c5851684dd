"""Write to those who owe an answer: some days before its day, and once after it, then to those above them as well."""

from mukhtabar.actions.context import Ctx
from mukhtabar.actions.due import due
from mukhtabar.actions.effects import people_with, write_to
from mukhtabar.actions.record import record
from mukhtabar.content.measured import REMINDERS
from mukhtabar.language.dates import local_day
from mukhtabar.rules.roles import Role
from mukhtabar.rules.workflow.engine import Step

OWING = frozenset({Role.OFFICER})
#: Who is told as well when the day has passed.
ABOVE = OWING | {Role.APPROVER}


def remind(ctx: Ctx) -> int:
    """Write every letter about a clock that is due at `ctx.now`; return about how many documents. Safe at any time.

    After a standstill one letter stands for all that were missed.
    """
    found = due(ctx, REMINDERS)
    for document in found:
        last = document.reckoned_due
        late = last is not None and local_day(ctx.now) > last
        step = Step(document.state, document.state, "overdue" if late else "remind", ())
        queue = document.definition.state(document.state).queue
        owing = OWING | ({queue.role} if queue is not None else set())
        write_to(ctx, people_with(ctx, document, ABOVE if late else owing), "waiting", document, step)
        document.reminded = ctx.now
        record(ctx, document, step.transition, changed=False)
    return len(found)
