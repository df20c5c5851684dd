"""A PostgreSQL server of our own; a server that is missing is a failure, not a skip."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg2
import pytest
from tools.needs import POSTGRESQL


def _account() -> str | None:
    """PostgreSQL refuses to run as root: return who runs it then."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """Return the connection string of a server that nothing else uses; it goes away with the tests."""
    programs = POSTGRESQL.find()
    if programs is None:
        pytest.fail(POSTGRESQL.sentence)
    account = _account()
    # Not in pytest's folder: another account must be able to enter it, and a socket's path must be short.
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    if account:
        shutil.chown(folder, account)
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "user": account, "cwd": folder}
    subprocess.run(
        [f"{programs}/initdb", "-D", folder / "data", "-U", "portal", "--auth", "trust", "--no-sync"],
        check=True, **quiet,
    )  # fmt: skip
    server = subprocess.Popen(
        [f"{programs}/postgres", "-D", folder / "data", "-k", folder, "-c", "listen_addresses=", "-c", "fsync=off"],
        **quiet,
    )
    address = f"host={folder} dbname=postgres user=portal"
    try:
        _wait(server, address)
        yield address
    finally:
        # Fast: sessions that tests left are cut.
        server.send_signal(signal.SIGINT)
        server.wait(30)
        shutil.rmtree(folder, ignore_errors=True)


def _wait(server: subprocess.Popen[bytes], address: str, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while True:
        try:
            psycopg2.connect(address).close()
        except psycopg2.OperationalError:
            if server.poll() is not None or time.monotonic() > end:
                raise
            time.sleep(0.05)
        else:
            return
