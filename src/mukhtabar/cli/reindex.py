"""mukhtabar reindex."""

import click

from mukhtabar.cli.options import opened


@click.command()
@click.pass_context
def reindex(context: click.Context) -> None:
    """Make the search index anew from the record. The site may run meanwhile."""
    with (
        opened(context) as site,
        site.session() as ctx,
        click.progressbar(length=len(ctx.portal.uids), label="Documents") as bar,
    ):
        done = site.search.rebuild(ctx.portal, bar.update)
    click.echo(f"{done} documents are in the index.")
