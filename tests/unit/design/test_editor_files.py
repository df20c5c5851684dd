"""The built editor is what its README says, and no more than a phone can bear."""

import gzip
import hashlib
import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
FOLDER = ROOT / "src/mukhtabar/static/vendor/editor"
README = (FOLDER / "README").read_text(encoding="utf-8")
SCRIPT = (FOLDER / "editor.js").read_bytes()
CSS = (ROOT / "src/mukhtabar/static/editor.css").read_text(encoding="utf-8")


def test_the_noted_digest_is_that_of_the_file() -> None:
    assert hashlib.sha256(SCRIPT).hexdigest() in README


def test_each_package_is_noted_as_it_is_locked_and_free() -> None:
    locked = json.loads((ROOT / "editor/package-lock.json").read_text(encoding="utf-8"))["packages"]
    noted = re.findall(r"^([\w@/-]+) (\d+\.\d+\.\d+) (\S+)$", README, re.MULTILINE)
    assert len(noted) >= 10
    for name, version, licence in noted:
        entry = locked[f"node_modules/{name}"]
        assert (entry["version"], entry["license"]) == (version, licence) == (version, "MIT")
        assert entry["integrity"].startswith("sha512-")


def test_its_weight() -> None:
    """72 kB compressed, on edit pages only (decision 0017)."""
    assert len(gzip.compress(SCRIPT, 9)) <= 75_000
    assert len(gzip.compress(CSS.encode(), 9)) <= 2_500


@pytest.mark.parametrize("words", [b"eval(", b"new Function", b"http://", b"innerHTML=location", b'createElement("style")'])
def test_nothing_that_our_policy_forbids(words: bytes) -> None:
    found = SCRIPT.replace(b"http://www.w3.org/", b"")
    assert words not in found


def test_the_script_holds_no_word_of_the_interface() -> None:
    for path in (ROOT / "editor/src").glob("*.js"):
        code = "\n".join(line for line in path.read_text(encoding="utf-8").splitlines() if not line.lstrip().startswith("//"))
        assert not re.search("[\u0621-\u064a\u2d30-\u2d7f]", re.sub(r"/\[[^/]*\]/", "", code)), path.name


@pytest.mark.parametrize("pattern", [r"(?<![\w-])(?:left|right|top|bottom|width|height)\s*:", r"(?:margin|padding|border)-(?:left|right|top|bottom)", r"text-align:\s*(?:left|right)"])
def test_the_style_serves_both_directions(pattern: str) -> None:
    assert re.findall(pattern, re.sub(r"\([^)]*\)", "", re.sub(r"/\*.*?\*/", "", CSS, flags=re.S))) == []
