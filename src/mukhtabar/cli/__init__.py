"""The command `mukhtabar`: one file per command."""

import logging
import sys

import click

from mukhtabar.cli.options import Failure, main_group
from mukhtabar.problems import ANSWERABLE, sentence


def main() -> None:
    """Run the command line; a problem the operator can solve is one line on standard error and exit code 2."""
    from mukhtabar.cli import (  # fmt: skip
        act,
        archive,
        check,
        check_content,
        demo,
        evolve,
        grant,
        init,
        mail,
        reindex,
        serve,
        tick,
        user,
        workflow,
    )

    for command in (
        init.init, demo.demo, serve.serve, user.user, grant.grant, workflow.workflow, check.check, act.act,
        check_content.check_content, evolve.evolve,
        reindex.reindex, mail.mail, tick.tick, archive.export, archive.bring,
    ):  # fmt: skip
        main_group.add_command(command)
    # The storage logs what it then raises; the operator is told once, in a sentence.
    logging.getLogger("relstorage").setLevel(logging.CRITICAL)
    try:
        # Outside standalone mode click hands the code of Context.exit() back.
        sys.exit(main_group(standalone_mode=False) or 0)
    except click.exceptions.Exit as done:
        sys.exit(done.exit_code)
    except click.ClickException as problem:
        problem.show()
        sys.exit(2)
    except click.Abort:
        click.echo("Stopped.", err=True)
        sys.exit(130)
    except (Failure, *ANSWERABLE) as problem:
        click.echo(f"mukhtabar: {sentence(problem)}", err=True)
        sys.exit(2)
