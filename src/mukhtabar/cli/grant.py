"""mukhtabar grant."""

from datetime import UTC, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import click

from mukhtabar.actions.context import Ctx
from mukhtabar.actions.grant import grant as give
from mukhtabar.actions.grant import withdraw_grant
from mukhtabar.cli.options import Failure, opened
from mukhtabar.rules.roles import GRANTABLE, Role

ROLES = sorted(role.value for role in GRANTABLE)


def at(portal: Any, path: str) -> Any:
    """Return the document at `path`, for example /souss-massa/tata. Raises Failure."""
    node = portal
    for name in (part for part in path.split("/") if part):
        try:
            node = node[name]
        except (KeyError, TypeError):
            raise Failure(f"There is nothing at '{path}': '{name}' does not exist there.") from None
    return node


@click.command()
@click.argument("email")
@click.argument("role", type=click.Choice(ROLES))
@click.option("--at", "path", required=True, help="Where: / for the whole portal, or a path such as /souss-massa/tata.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="The last day on which it holds.")
@click.option("--withdraw", is_flag=True, help="Take the role back.")
@click.pass_context
def grant(context: click.Context, email: str, role: str, path: str, until: datetime | None, withdraw: bool) -> None:
    """Give the person with address EMAIL a ROLE at a node and everything below it."""
    with opened(context) as site, site.session(system=True) as ctx:
        person = ctx.register.by_address(email)
        if person is None:
            raise Failure(f"Nobody is registered with '{email}'.")
        node = at(ctx.portal, path)
        if withdraw:
            withdraw_grant(ctx, node, person.pid, Role(role))
        else:
            _give(ctx, node, person.pid, role, until)
    click.echo(f"{email}: {role} at {path}{' taken back' if withdraw else ''}.")


def _give(ctx: Ctx, node: Any, pid: str, role: str, until: datetime | None) -> None:
    end = datetime.combine(until.date(), time.max, ZoneInfo("Africa/Casablanca")).astimezone(UTC) if until else None
    give(ctx, node, pid, Role(role), ctx.now, end)
