"""mukhtabar check."""

import click

from mukhtabar.actions.audit import Finding, audit, repair
from mukhtabar.cli.options import opened
from mukhtabar.store.books import durability


@click.command()
@click.option("--repair", "mend", is_flag=True, help="Put right what can be put right without losing anything.")
@click.pass_context
def check(context: click.Context, mend: bool) -> None:
    """Compare what must agree: tree, lists, register, durability. Exit code 1 if something does not."""
    with opened(context) as site, site.session(system=True) as ctx:
        findings: list[Finding] = [
            Finding("durability", f"The book '{name}' does not run with synchronous=FULL.", None)
            for name, value in durability(site.books).items()
            if value != "2"
        ]
        with click.progressbar(length=len(ctx.portal.uids), label="Documents") as bar:
            findings += audit(ctx, bar.update)
        for finding in findings:
            click.echo(f"{finding.code}: {finding.sentence}")
        if mend:
            click.echo(f"{repair(ctx, findings)} put right.")
        journal = len(ctx.portal.journal)
        click.echo(f"{len(ctx.portal.uids)} documents, {journal} journal entries, {len(findings)} findings.")
    if mend:
        with opened(context) as site:
            site.books.forget_log()
    if findings and not mend:
        context.exit(1)
