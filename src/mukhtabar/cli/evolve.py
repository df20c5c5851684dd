"""mukhtabar evolve."""

import click

from mukhtabar.cli.options import opened
from mukhtabar.store.evolve.manager import evolve as run
from mukhtabar.store.evolve.manager import pending


@click.command()
@click.option("--dry-run", is_flag=True, help="Only say which steps would be taken.")
@click.pass_context
def evolve(context: click.Context, dry_run: bool) -> None:
    """Bring the database to the form this version expects, one transaction a step."""
    with opened(context) as site:
        with site.session() as ctx:
            names = [step.name for step in pending(ctx.portal)]
        if not names:
            click.echo("Nothing to do: the database has the form of this version.")
        for name in names:
            click.echo(name)
            if not dry_run:
                with site.session() as ctx:
                    run(ctx.portal, name)
