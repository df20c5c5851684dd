"""The links in a document's texts, and where in the tree they lead."""

from html.parser import HTMLParser
from typing import Any
from urllib.parse import unquote, urlsplit

from mukhtabar.content.base import Resource
from mukhtabar.content.bin import in_bin
from mukhtabar.content.texts import Texts
from mukhtabar.language import LANGUAGES
from mukhtabar.store.folder import Folder
from mukhtabar.store.links import NOWHERE
from mukhtabar.store.names import RESERVED


class _Finder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, None] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in {"href", "src"} and value and value.startswith("/") and not value.startswith("//"):
                self.found[value] = None


def addresses(document: Resource) -> list[str]:
    """Return the addresses of this portal that the texts of `document` link to, in order, each once.

    Not those that it points at by uid: see its `targets`.
    """
    finder = _Finder()
    for name in document.fields:
        texts = getattr(document, name)
        if isinstance(texts, Texts):
            for text in texts.values.values():
                if "<" in text:
                    finder.feed(text)
    return list(finder.found)


def leads_to(portal: Any, address: str) -> int | None:
    """Return the uid of what stands at `address`; NOWHERE for nothing, None for a page of the portal's own."""
    names = [unquote(name) for name in urlsplit(address).path.split("/") if name]
    if names and names[0] in LANGUAGES:
        names = names[1:]
    node = portal
    for number, name in enumerate(names):
        child = node.get(name) if isinstance(node, Folder) else None
        if child is None:
            if name in RESERVED:
                return None if node is portal else int(node.uid)
            moved = portal.redirects.find(tuple(names[: number + 1]))
            there = portal.uids.get(moved[0]) if moved else None
            return NOWHERE if there is None or in_bin(there) else int(there.uid)
        node = child
    return int(node.uid)
