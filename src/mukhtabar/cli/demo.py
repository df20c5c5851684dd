"""mukhtabar demo."""

from dataclasses import replace

import click

from mukhtabar.actions.install import install
from mukhtabar.cli.options import Failure, opened
from mukhtabar.content.territory import territory
from mukhtabar.demo.accounts import ACCOUNTS
from mukhtabar.demo.build import BEFORE, addresses, build, size
from mukhtabar.services.site import Site


@click.command()
@click.pass_context
def demo(context: click.Context) -> None:
    """Make a sample portal: three spaces with consultations, proposals and answers, and an account for every role."""
    with opened(context) as site:
        paths = _fill(site)
        with site.session() as ctx, click.progressbar(length=len(ctx.portal.uids), label="Search   ") as bar:
            site.search.rebuild(ctx.portal, bar.update)
        base = site.settings.base_url
    click.echo(f"\nThe sample portal is ready. Nothing in it was said by a real council.\n\n  {base}/")
    for path in paths:
        click.echo(f"  {base}{path}")
    click.echo(f"\n{table()}\n\nEverybody can read these passwords: do not open this site to the public.")
    click.echo("Next: mukhtabar serve")


def _fill(site: Site) -> list[str]:
    with site.books.session() as (main, people):
        if "portal" in main:
            raise Failure(f"There is a portal in '{site.settings.data}' already; a sample needs an empty folder.")
        now = site.clock.now()
        with click.progressbar(length=len(territory().communes), label="Communes ") as bar:
            installed = install(main, people, now - BEFORE, bar.update)
        ctx = replace(installed, now=now)
        with click.progressbar(length=size(), label="Content  ") as bar:
            build(ctx, site.passwords, bar.update)
        return addresses(ctx)


def table() -> str:
    """Return the accounts as a table in plain text."""
    rows = [("E-MAIL", "PASSWORD", "ROLE", "WHERE")]
    rows += [(account.email, account.password, account.role, account.where or "everywhere") for account in ACCOUNTS]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    return "\n".join(
        "  " + "  ".join(f"{cell:{width}}" for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )
