"""mukhtabar workflow check | table | draw."""

from importlib.resources import files
from pathlib import Path

import click

from mukhtabar.cli.options import Failure
from mukhtabar.language.catalogues import Catalogues
from mukhtabar.language.direction import direction
from mukhtabar.rules.workflow.draw import svg
from mukhtabar.rules.workflow.installed import workflows
from mukhtabar.rules.workflow.loader import load_text
from mukhtabar.rules.workflow.model import Definition
from mukhtabar.rules.workflow.table import text_table


@click.group()
def workflow() -> None:
    """The workflow files: check one, print its matrix, draw it."""


def _named(name: str) -> Definition:
    try:
        return workflows()[name]
    except KeyError:
        raise Failure(f"There is no workflow '{name}'. There are: {', '.join(sorted(workflows()))}.") from None


@workflow.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, exists=True, dir_okay=False))
def check(paths: tuple[Path, ...]) -> None:
    """Check workflow files; without PATHS, those of the portal."""
    if not paths:
        for name, definition in sorted(workflows().items()):
            click.echo(f"{name}: {len(definition.states)} states, {len(definition.transitions)} transitions, sound.")
    for path in paths:
        definition = load_text(path.read_text("utf-8"), path.name)
        click.echo(
            f"{definition.name}: {len(definition.states)} states, {len(definition.transitions)} transitions, sound."
        )


@workflow.command()
@click.argument("name")
def table(name: str) -> None:
    """Print who may do what in which state of the workflow NAME."""
    click.echo(text_table(_named(name)))


@workflow.command()
@click.argument("name")
@click.option("--language", default="en", help="ar, fr, zgh or en.", show_default=True)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="The SVG file; else standard output."
)
def draw(name: str, language: str, output: Path | None) -> None:
    """Draw the workflow NAME as an SVG picture."""
    catalogues = Catalogues(files("mukhtabar") / "locale")
    picture = svg(_named(name), lambda text: catalogues.translate(language, text), direction(language))
    if output is None:
        click.echo(picture)
    else:
        output.write_text(picture, "utf-8")
        click.echo(f"Drawn: {output}")
