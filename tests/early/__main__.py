"""The long form: `make early ARGS="--steps 100000 --seed 1"`."""

import argparse
import logging
import os
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor, as_completed

import click

from tests.early.look import Leak
from tests.early.walk import Broken, one_portal, portals


def main() -> int:
    """Walk on every processor, saying how far it is; what is found is told and the others walk on.

    Return 1 if anything was shown early, or broke.
    """
    parser = argparse.ArgumentParser(
        description="Random steps of random people; everybody looks; nothing is shown early."
    )
    parser.add_argument("--steps", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=os.cpu_count())
    given = parser.parse_args()
    # A clock that goes back is said by the portal, and is one of the things that happen here.
    logging.basicConfig(level=logging.ERROR)
    start, found = time.monotonic(), Counter[type[Exception]]()
    taken, refused, looked = 0, 0, 0
    with ProcessPoolExecutor(given.processes) as pool:
        for walked in as_completed(pool.submit(one_portal, *portal) for portal in portals(given.steps, given.seed)):
            try:
                counts = walked.result()
            except (Leak, Broken) as finding:
                found[type(finding)] += 1
                click.echo(f"{type(finding).__name__}: {finding}", err=True)
                continue
            taken, refused, looked = taken + counts[0], refused + counts[1], looked + counts[2]
            click.echo(
                f"{time.monotonic() - start:7.0f} s  {taken} steps, {refused} of them refused;"
                f" {looked} pages looked at; {found[Leak] or 'no'} leaks, {found[Broken] or 'no'} errors"
            )
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
