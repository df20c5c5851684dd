"""mukhtabar demo: on an empty folder it builds and tells who can sign in; on a used one it says one sentence."""

import sys
from pathlib import Path

import pytest

from mukhtabar.cli import main
from mukhtabar.demo.accounts import ACCOUNTS


def run(folder: Path, monkeypatch: pytest.MonkeyPatch, command: str) -> int:
    """Run the command line on the site in `folder` and return its exit code."""
    ini = folder / "site.ini"
    ini.write_text(f"[app:main]\nuse = egg:mukhtabar\nmukhtabar.data = {folder / 'var'}\n", "utf-8")
    monkeypatch.setattr(sys, "argv", ["mukhtabar", "--config", str(ini), command])
    try:
        main()
    except SystemExit as stop:
        return int(stop.code or 0)
    return 0


def test_builds_once_and_then_refuses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, monkeypatch, "demo") == 0
    told = capsys.readouterr().out
    assert all(account.email in told and account.password in told for account in ACCOUNTS)
    assert "/souss-massa/tata/space" in told and "/guelmim-oued-noun/sidi-ifni/space" in told
    assert run(tmp_path, monkeypatch, "demo") == 2
    refused = capsys.readouterr()
    assert refused.out == "" and refused.err.count("\n") == 1 and "already" in refused.err
    assert run(tmp_path, monkeypatch, "check") == 0, "what was written is sound"
