"""The catalogues as they are shipped, and the tool that keeps them."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog, Message

from mukhtabar.language.catalogues import Catalogues

ROOT = Path(__file__).parents[3]
LOCALE = ROOT / "src" / "mukhtabar" / "locale"


@pytest.fixture(scope="session")
def tool() -> ModuleType:
    """Return tools/messages.py."""
    spec = importlib.util.spec_from_file_location("messages_tool", ROOT / "tools" / "messages.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["messages_tool"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def catalogues() -> Catalogues:
    """Return what the portal reads at its start."""
    return Catalogues(LOCALE)


@pytest.fixture(scope="session")
def extracted(tool) -> dict[str, Message]:
    """Return every sentence now said, by its singular."""
    return tool._keys(tool.template(tool.sentences()))


@pytest.fixture(scope="session")
def books(tool) -> dict[str, Catalog]:
    """Return each language's file with its comments."""
    return {language: tool.load(language) for language in ("ar", "fr", "zgh", "en")}
