"""The template linter finds what it is there to find."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[3] / "tools"))

from lint_templates import lint  # noqa: E402


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ('<p onclick="x()">${a}</p>', "inline event handler"),
        ('<p style="color: red">${a}</p>', "inline style"),
        ("<script>alert(1)</script>", "inline script"),
        ('<img src="x">', "without alt"),
        ('<form method="post"><button>${a}</button></form>', "without csrf_token"),
        ("<p>Hello world</p>", "cannot be translated"),
        ('<p tal:content="a b c (">x</p>', "does not compile"),
        ("<p tal:define=\"x 'mukhtabar:templates/a.pt'\">${x}</p>", "the other spelling"),
    ],
)
def test_each_fault_is_found(tmp_path: Path, source: str, sentence: str) -> None:
    path = tmp_path / "page.pt"
    path.write_text(source, "utf-8")
    assert any(sentence in said for _line, said in lint(path))


def test_a_sound_template_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "page.pt"
    path.write_text(
        '<form method="post"><input name="csrf_token" value="${t}"><b i18n:translate="">Go on</b></form>', "utf-8"
    )
    assert lint(path) == []
