"""mukhtabar init."""

import click

from mukhtabar.actions.install import install
from mukhtabar.cli.options import Failure, opened
from mukhtabar.content.territory import territory


@click.command()
@click.pass_context
def init(context: click.Context) -> None:
    """Make an empty portal: the twelve regions, and every commune of the three that are open."""
    with opened(context) as site, site.books.session() as (main, people):
        if "portal" in main:
            raise Failure(f"There is a portal in '{site.settings.data}' already.")
        total = len(territory().communes)
        with click.progressbar(length=total, label="Communes") as bar:
            install(main, people, site.clock.now(), bar.update)
    click.echo("The portal is ready. Next: mukhtabar user add, then mukhtabar grant … admin --at /")
