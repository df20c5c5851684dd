"""The long form: `make early ARGS="--steps 100000 --seed 1"`."""

import argparse
import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor, as_completed

import click

from tests.early.look import Leak
from tests.early.walk import one_portal, portals


def main() -> int:
    """Walk on every processor, saying how far it is; a leak is told and the others walk on. Return 1 if there was any."""
    parser = argparse.ArgumentParser(
        description="Random steps of random people; everybody looks; nothing is shown early."
    )
    parser.add_argument("--steps", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=os.cpu_count())
    given = parser.parse_args()
    start, leaks, taken, refused, looked = time.monotonic(), 0, 0, 0, 0
    with ProcessPoolExecutor(given.processes) as pool:
        for walked in as_completed(pool.submit(one_portal, *portal) for portal in portals(given.steps, given.seed)):
            try:
                counts = walked.result()
            except Leak as leak:
                leaks += 1
                click.echo(leak, err=True)
                continue
            taken, refused, looked = taken + counts[0], refused + counts[1], looked + counts[2]
            click.echo(
                f"{time.monotonic() - start:7.0f} s  {taken} steps, {refused} of them refused;"
                f" {looked} pages looked at; {leaks or 'no'} leaks"
            )
    return 1 if leaks else 0


if __name__ == "__main__":
    sys.exit(main())
