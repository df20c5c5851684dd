"""The command line as an operator meets it: an ini file in a folder, a command, what it prints, how it ends."""

import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from unittest.mock import patch

import pytest

from mukhtabar.cli import main

INI = """[app:main]
use = egg:mukhtabar
mukhtabar.data = %(here)s/var
mukhtabar.storage = {storage}
{mail}
{more}
"""
#: Everything a command prints goes through one of these; warnings of Python would be noise to an operator.
QUIET = {"PYTHONWARNINGS": "ignore", "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"}


@dataclass
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def sentence(self) -> str:
        """What the person is told: one line, no traceback, exit code 2."""
        assert self.code == 2, (self.code, self.out, self.err)
        lines = self.err.strip().splitlines()
        assert len(lines) == 1 and "Traceback" not in self.err, self.err
        return lines[0]


@dataclass
class Shell:
    """A folder with an ini file, and the command `mukhtabar` in it."""

    folder: Path

    def write(self, storage: str = "sqlite", more: str = "", mail: str = "mukhtabar.mail = none") -> None:
        """Write the ini file."""
        (self.folder / "site.ini").write_text(INI.format(storage=storage, more=more, mail=mail), "utf-8")

    def __call__(self, *words: str, config: str = "site.ini", **environ: str) -> Ended:
        """Run `mukhtabar -c site.ini words…` in this process: starting Python is what would take the time."""
        out, err, code, cwd = StringIO(), StringIO(), 0, Path.cwd()
        with patch.dict(os.environ, environ), patch.object(sys, "argv", ["mukhtabar", "-c", config, *words]):
            os.chdir(self.folder)
            try:
                with redirect_stdout(out), redirect_stderr(err):
                    main()
            except SystemExit as ended:
                code = ended.code if isinstance(ended.code, int) else 0
            finally:
                os.chdir(cwd)
        return Ended(code, out.getvalue(), err.getvalue())

    def process(self, *words: str, config: str = "site.ini", **environ: str) -> Ended:
        """Run the same in a process of its own."""
        kept = {key: value for key, value in os.environ.items() if not key.startswith("MUKHTABAR_")}
        call = [sys.executable, "-c", "from mukhtabar.cli import main; main()", "-c", config, *words]
        done = subprocess.run(
            call, cwd=self.folder, env={**kept, **QUIET, **environ}, capture_output=True, text=True, timeout=120, check=False
        )
        return Ended(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """An ini file for SQLite, and no database yet."""
    made = Shell(tmp_path)
    made.write()
    return made


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a portal that nobody changes: copied by the tests that want one."""
    made = Shell(tmp_path_factory.mktemp("filled"))
    made.write()
    assert made("init").code == 0
    assert made("user", "add", "amina@example.org", "--name", "أمينة", "--password", "a long password").code == 0
    return made.folder


@pytest.fixture
def site(filled: Path, tmp_path: Path) -> Shell:
    """A portal with one person."""
    import shutil

    shutil.copytree(filled, tmp_path / "site")
    return Shell(tmp_path / "site")


