"""mukhtabar tick."""

import click

from mukhtabar.actions.tick import tick as run
from mukhtabar.cli.options import opened


@click.command()
@click.pass_context
def tick(context: click.Context) -> None:
    """Take every dated step that is due. The running site does this by itself; cron may do it as well."""
    with opened(context) as site, site.session(system=True) as ctx:
        click.echo(f"{run(ctx)} steps taken.")
