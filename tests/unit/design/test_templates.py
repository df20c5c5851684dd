"""Templates carry no script, no style, no foreign address; every part says what it takes."""

import re
from pathlib import Path

import pytest
from chameleon import PageTemplateFile

from .conftest import MINE, TEMPLATES

FILES = sorted(path for folder in MINE for path in (TEMPLATES / folder).rglob("*.pt"))
IDS = [str(path.relative_to(TEMPLATES)) for path in FILES]


@pytest.fixture(params=FILES, ids=IDS)
def path(request: pytest.FixtureRequest) -> Path:
    """Return each template in turn."""
    return Path(request.param)


@pytest.fixture
def source(path: Path) -> str:
    """Return its text."""
    return path.read_text(encoding="utf-8")


def test_compiles(path: Path) -> None:
    PageTemplateFile(str(path)).cook_check()


def test_no_inline_script_or_style(source: str) -> None:
    assert re.findall(r"<style|\sstyle=|\son\w+=|javascript:", source) == []
    assert [
        tag for tag in re.findall(r"<script[^>]*>[^<]*", source) if "src=" not in tag or not tag.endswith(">")
    ] == []


def test_images_have_alt(source: str) -> None:
    assert [tag for tag in re.findall(r"<img[^>]*>", source) if " alt=" not in tag] == []


def test_asset_specs(source: str) -> None:
    assert not re.search(r"mukhtabar:templates/", source)


def test_no_foreign_origin(source: str) -> None:
    assert re.findall(r"(?:src|action)=\"(?:https?:)?//", source) == []


def test_domain(source: str) -> None:
    assert "i18n:translate" not in source or 'i18n:domain="mukhtabar"' in source


def test_visible_words_are_translated(source: str) -> None:
    """A label written in English stands under i18n:attributes or i18n:translate."""
    for tag in re.findall(r"<[^>]*\saria-label=\"[A-Z][^\"]*\"[^>]*>", source):
        assert "i18n:attributes" in tag
    bare = re.sub(r"<!--.*?-->", "", source, flags=re.S)
    loose = re.findall(r"<(?!tal:|metal:)\w+(?![^>]*i18n:translate)[^>]*>\s*([A-Z][a-z]+(?: [a-z]+)*)\s*<", bare)
    assert [words for words in loose if words not in ("Le",)] == []


@pytest.mark.parametrize("part", sorted((TEMPLATES / "parts").glob("*.pt")), ids=lambda part: part.stem)
def test_part_documents_its_variables(part: Path) -> None:
    text = part.read_text(encoding="utf-8")
    assert text.startswith("<!--!") and "Variables:" in text.split("-->")[0]


@pytest.mark.parametrize("folder", [*MINE, "forms/readonly"])
def test_folder_is_a_package(folder: str) -> None:
    assert (TEMPLATES / folder / "__init__.py").read_text(encoding="utf-8").startswith('"""')
