"""mukhtabar check-content."""

import click

from mukhtabar.cli.options import Failure, opened
from mukhtabar.content.checked import findings
from mukhtabar.content.interfaces import IWritten
from mukhtabar.store.folder import path_of, subtree


@click.command("check-content")
@click.argument("path", default="/")
@click.pass_context
def check_content(context: click.Context, path: str) -> None:
    """Check the texts at PATH and below: headings, links, language, personal data. Exit code 1 on errors."""
    documents = errors = advice = 0
    with opened(context) as site, site.session(system=True) as ctx:
        node = ctx.portal
        for name in (part for part in path.split("/") if part):
            try:
                node = node[name]
            except (KeyError, TypeError):
                raise Failure(f"There is nothing at '{path}'.") from None
        for document in subtree(node):
            if not IWritten.providedBy(document):
                continue
            documents += 1
            for one in findings(document):
                errors, advice = errors + one.blocks, advice + (not one.blocks)
                place = "/".join(filter(None, ("/" + "/".join(path_of(document)), f"#{one.field}.{one.language}")))
                kind = "error" if one.blocks else "advice"
                # What is personal stays where it is: no terminal, no log has it.
                where = f" «{one.where}»" if one.where and not one.key else ""
                click.echo(f"{kind}: {place}: {one.code}: {one.sentence.english()}{where}")
    click.echo(f"{documents} documents, {errors} errors, {advice} pieces of advice.")
    if errors:
        context.exit(1)
