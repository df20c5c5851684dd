"""What all commands share: the group, the site they work on, the way they fail."""

import configparser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from plaster_pastedeploy import Loader

from mukhtabar.services.site import Site
from mukhtabar.settings import Settings, SettingsError

PROMISE = "development.ini"


class Failure(RuntimeError):
    """Something the person at the keyboard can put right; the text is one sentence."""


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "-c",
    "--config",
    default=PROMISE,
    envvar="MUKHTABAR_CONFIG",
    show_default=True,
    help="The ini file of the site.",
)
@click.version_option(package_name="mukhtabar")
@click.pass_context
def main_group(context: click.Context, config: str) -> None:
    """Mukhtabar, the Citizenship Laboratory: a civic portal.

    \b
    A new site:           mukhtabar init, then mukhtabar user add, mukhtabar grant
    A sample to look at:  mukhtabar demo
    Run it:               mukhtabar serve
    Is it well:           mukhtabar check
    """
    context.obj = Path(config)


def read_settings(config: Path) -> Settings:
    """Return the settings of the ini file, or of the environment when there is none. Raises Failure, SettingsError."""
    if not config.exists():
        if str(config) == PROMISE:
            return Settings.read({})
        raise Failure(f"There is no file '{config}'.")
    try:
        section = Loader(_uri(config)).get_wsgi_app_settings("main")
    except (LookupError, ValueError, OSError, configparser.Error) as error:
        sentence = " ".join(str(error).split())
        raise SettingsError(f"The file '{config}' cannot be read: {sentence}") from None
    return Settings.read({key: value for key, value in section.items() if not key.startswith("__")})


def _uri(config: Path) -> Any:
    from plaster import PlasterURL

    return PlasterURL("file+ini", str(config.resolve()))


@contextmanager
def opened(context: click.Context) -> Iterator[Site]:
    """Open the site that the command line names, and close it."""
    site = Site.open(read_settings(context.find_root().obj))
    try:
        yield site
    finally:
        site.close()
