"""mukhtabar mail deliver | waiting."""

import click

from mukhtabar.cli.options import opened
from mukhtabar.services.mail import deliver as hand_over


@click.group()
def mail() -> None:
    """The outbox."""


@mail.command()
@click.pass_context
def deliver(context: click.Context) -> None:
    """Send the letters that are due; what fails is tried again later."""
    with opened(context) as site:
        result = hand_over(site)
    click.echo(f"Sent {result.sent}, failed {result.failed}, without an address {result.skipped}.")


@mail.command()
@click.pass_context
def waiting(context: click.Context) -> None:
    """Print how many letters wait, and the last problem of those that failed."""
    with opened(context) as site, site.session() as ctx:
        click.echo(f"{len(ctx.portal.outbox)} letters wait.")
        for _key, letter in ctx.portal.outbox.due(ctx.now):
            if letter.problem:
                click.echo(f"  {letter.kind}: tried {letter.attempts} times: {letter.problem}")
