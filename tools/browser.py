"""Find Chromium for the browser tests, install it where that can be, or say what to install."""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SENTENCE = "The browser tests need Chromium. Install it, for example with: sudo apt-get install chromium"


def find() -> str | None:
    """Return the path of a Chromium, or None."""
    return os.environ.get("CHROMIUM") or next((path for name in NAMES if (path := shutil.which(name))), None)


def install() -> bool:
    """Try the package manager; return whether it worked."""
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        return False
    sys.stdout.write("Installing Chromium for the browser tests…\n")
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    commands = (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-noto-core"],
    )
    done = (subprocess.run(command, env=environ, stdout=subprocess.DEVNULL, check=False) for command in commands)
    return all(one.returncode == 0 for one in done)


if __name__ == "__main__":
    if find() is None and not (install() and find()):
        sys.exit(SENTENCE)
