"""Where the design lives, and a renderer of forms without the application."""

import importlib.util
import re
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from chameleon import PageTemplateLoader

ROOT = Path(__file__).parents[3]
TEMPLATES = ROOT / "templates"
STATIC = ROOT / "src" / "mukhtabar" / "static"
MINE = ("layouts", "parts", "forms", "styleguide")


def interpolate(
    msgid: Any,
    domain: Any = None,
    mapping: Any = None,
    context: Any = None,
    target_language: Any = None,
    default: Any = None,
) -> Any:
    """Return the English sentence with its places filled."""
    if not isinstance(msgid, str):
        return msgid
    values = mapping or getattr(msgid, "mapping", None) or {}
    return re.sub(
        r"\$\{(\w+)\}", lambda place: str(values.get(place[1], place[0])), getattr(msgid, "default", None) or str(msgid)
    )


class FormRenderer:
    """What Deform calls with a template name."""

    translate = staticmethod(interpolate)

    def __init__(self) -> None:
        """Look in our folder only: a template we do not have is an error."""
        self.loader = PageTemplateLoader([str(TEMPLATES / "forms")], ".pt", translate=interpolate)

    def __call__(self, name: str, **values: Any) -> str:
        """Return the HTML of the template named."""
        return self.loader.load(name)(**values)


@pytest.fixture(scope="session")
def samples() -> ModuleType:
    """Return templates/styleguide/samples.py."""
    spec = importlib.util.spec_from_file_location("styleguide_samples", TEMPLATES / "styleguide" / "samples.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def renderer() -> FormRenderer:
    """Return a form renderer."""
    return FormRenderer()


@pytest.fixture(scope="session")
def render() -> Callable[..., str]:
    """Return render(path, **values) for page templates."""
    loader = PageTemplateLoader([str(TEMPLATES)], translate=interpolate)

    def call(path: str, **values: Any) -> str:
        return str(loader.load(path)(**values))

    return call


@pytest.fixture(scope="session")
def css() -> str:
    """Return the stylesheet without its comments."""
    return re.sub(r"/\*.*?\*/", "", (STATIC / "site.css").read_text(encoding="utf-8"), flags=re.S)
