"""What the tests need from the system: found, installed where that can be, or said in a sentence."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@dataclass(frozen=True)
class Need:
    """A program: how to find it, the Debian packages that bring it, and what to say when it is missing."""

    title: str
    find: Callable[[], str | None]
    packages: tuple[str, ...]
    sentence: str

    def install(self) -> bool:
        """Try the package manager; return whether it worked."""
        if shutil.which("apt-get") is None or os.geteuid() != 0:
            return False
        sys.stdout.write(f"Installing {self.title} for the tests…\n")
        environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        commands = (
            ["apt-get", "update", "-qq"],
            ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *self.packages],
        )
        done = (subprocess.run(command, env=environ, stdout=subprocess.DEVNULL, check=False) for command in commands)
        return all(one.returncode == 0 for one in done)


def find_browser() -> str | None:
    """Return the path of a Chromium, or None."""
    return os.environ.get("CHROMIUM") or next((path for name in BROWSERS if (path := shutil.which(name))), None)


def find_postgresql() -> str | None:
    """Return the folder of PostgreSQL's programs, `initdb` and `postgres`, or None; Debian keeps it off the PATH."""
    on_path = shutil.which("initdb")
    folders = [Path(on_path).parent] if on_path else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((str(one) for one in folders if (one / "initdb").exists() and (one / "postgres").exists()), None)


BROWSER = Need(
    "Chromium",
    find_browser,
    ("chromium", "fonts-noto-core"),
    "The browser tests need Chromium. Install it, for example with: sudo apt-get install chromium",
)
POSTGRESQL = Need(
    "PostgreSQL",
    find_postgresql,
    ("postgresql",),
    "The storage tests need PostgreSQL. Install it, for example with: sudo apt-get install postgresql",
)


if __name__ == "__main__":
    for need in (BROWSER, POSTGRESQL):
        if need.find() is None and not (need.install() and need.find()):
            sys.exit(need.sentence)
