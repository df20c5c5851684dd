"""The long form: `make early ARGS="--steps 100000 --seed 1"`."""

import argparse
import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor

import click

from tests.early.look import Leak
from tests.early.walk import walk


def main() -> int:
    """Walk, saying how far it is; return 1 for a leak."""
    parser = argparse.ArgumentParser(
        description="Random steps of random people; everybody looks; nothing is shown early."
    )
    parser.add_argument("--steps", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=os.cpu_count())
    given = parser.parse_args()
    start = time.monotonic()
    with ProcessPoolExecutor(given.processes) as pool:
        try:
            walk(
                given.steps, given.seed, lambda line: click.echo(f"{time.monotonic() - start:7.0f} s  {line}"), pool.map
            )
        except Leak as leak:
            pool.shutdown(cancel_futures=True)
            click.echo(leak, err=True)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
