"""mukhtabar export, mukhtabar import."""

import os
from pathlib import Path

import click

from mukhtabar.actions.bring_in import bring_in
from mukhtabar.actions.export import export as write
from mukhtabar.cli.grant import at
from mukhtabar.cli.options import Failure, opened
from mukhtabar.store.folder import subtree


@click.command("export")
@click.argument("path")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.pass_context
def export(context: click.Context, path: str, file: Path) -> None:
    """Write what stands at PATH, with all in it, into the archive FILE: documents, files, history.

    \b
    mukhtabar export /souss-massa/tata/fada fada.zip

    Names and addresses of persons are not in it. FILE appears when it is whole; one that exists is not overwritten.
    """
    if file.exists():
        raise Failure(f"'{file}' exists already.")
    part = file.with_name(f"{file.name}.part")
    with opened(context) as site, site.session(system=True) as ctx:
        document = at(ctx.portal, path)
        total = sum(1 for _each in subtree(document))
        try:
            with part.open("wb") as out, click.progressbar(length=total, label="Writing") as bar:
                count = write(ctx, document, out, bar.update)
                out.flush()
                os.fsync(out.fileno())
            part.rename(file)
        finally:
            part.unlink(missing_ok=True)
    click.echo(f"{count} documents in {file}.")


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--into", "path", required=True, help="Where: a path such as /souss-massa/tata, or / for the portal.")
@click.pass_context
def bring(context: click.Context, file: Path, path: str) -> None:
    """Bring the archive FILE into the tree, as it was: states, history and files included.

    \b
    mukhtabar import fada.zip --into /souss-massa/tata

    Everything is checked before anything is changed.
    """
    with opened(context) as site, site.session(system=True) as ctx, file.open("rb") as source:
        target = at(ctx.portal, path)
        with click.progressbar(length=0, label="Reading") as bar:
            count = bring_in(ctx, target, source, bar.update)
    click.echo(f"{count} documents brought into {path}.")
