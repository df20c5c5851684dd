"""mukhtabar tick."""

import click

from mukhtabar.actions.automate import automate
from mukhtabar.actions.information import remind_askers
from mukhtabar.actions.tick import tick as run
from mukhtabar.cli.options import opened
from mukhtabar.services.holidays import calendar


@click.command()
@click.pass_context
def tick(context: click.Context) -> None:
    """Take every dated step that is due, and do what the rules of each place say.

    The running site does this by itself; cron may do it as well.
    """
    with opened(context) as site:
        with site.session(system=True) as ctx:
            taken = run(ctx) + remind_askers(ctx, calendar(ctx.portal))
        with site.session(system=True) as ctx:
            taken += automate(ctx)
    click.echo(f"{taken} steps taken.")
