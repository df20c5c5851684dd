"""The command `mukhtabar`: one file per command."""

import sys

import click

from mukhtabar.cli.options import Failure, main_group
from mukhtabar.rules.refused import Refused
from mukhtabar.rules.workflow.problem import WorkflowError
from mukhtabar.services.site import NoSite
from mukhtabar.settings import SettingsError
from mukhtabar.store.books import BooksError

#: What a person can put right: one sentence and exit code 2.
ANSWERABLE = (Failure, SettingsError, BooksError, NoSite, WorkflowError, Refused)


def main() -> None:
    """Run the command line; a problem the operator can solve is one line on standard error and exit code 2."""
    from mukhtabar.cli import check, demo, evolve, grant, init, mail, reindex, serve, tick, user, workflow

    for command in (
        init.init, demo.demo, serve.serve, user.user, grant.grant, workflow.workflow, check.check, evolve.evolve,
        reindex.reindex, mail.mail, tick.tick,
    ):  # fmt: skip
        main_group.add_command(command)
    try:
        main_group(standalone_mode=False)
    except click.exceptions.Exit as done:
        sys.exit(done.exit_code)
    except click.ClickException as problem:
        problem.show()
        sys.exit(2)
    except click.Abort:
        click.echo("Stopped.", err=True)
        sys.exit(130)
    except ANSWERABLE as problem:
        click.echo(f"mukhtabar: {problem.message if isinstance(problem, Refused) else problem}", err=True)
        sys.exit(2)
