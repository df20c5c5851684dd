"""What a screen reader lists of a page: its landmarks, its headings, its links, its pictures."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

_LANDMARKS = {
    "header": "banner", "nav": "navigation", "main": "main", "aside": "complementary", "footer": "contentinfo",
    "search": "search",
}  # fmt: skip
#: A section or a form is a landmark when it has a name (HTML-AAM 1.0).
_NAMED = {"section": "region", "form": "form"}
#: Within these a header or a footer belongs to the part, not to the page.
_PARTS = frozenset({"article", "aside", "main", "nav", "section"})
_VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "path", "rect", "source", "use"})


@dataclass
class Named:
    """One thing in the list: its kind (a role, h1 to h6, link, picture), its words, where it leads."""

    kind: str
    text: str = ""
    href: str = ""
    labelled: str = ""


@dataclass
class Outline:
    """What is on the page, each in the order of the page."""

    language: str = ""
    title: str = ""
    landmarks: list[Named] = field(default_factory=list)
    headings: list[Named] = field(default_factory=list)
    links: list[Named] = field(default_factory=list)
    pictures: list[Named] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found = Outline()
        self.words: dict[str, str] = {}
        self._open: list[tuple[str, str, Named | None, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.found.language = given.get("lang", "")
        silent = given.get("aria-hidden") == "true" or "hidden" in given or tag in {"svg", "script", "style"}
        silent = silent or any(closed for _tag, _id, _named, closed in self._open)
        named = None if silent else self._named(tag, given)
        if tag not in _VOID:
            if identity := given.get("id", ""):
                self.words[identity] = ""
            self._open.append((tag, given.get("id", ""), named, silent))

    def _named(self, tag: str, given: dict[str, str]) -> Named | None:
        name = Named("", given.get("aria-label", ""), labelled=given.get("aria-labelledby", ""))
        within = {open_tag for open_tag, _id, _named, _closed in self._open}
        if tag in _LANDMARKS and not (tag in {"header", "footer"} and within & _PARTS):
            name.kind = _LANDMARKS[tag]
            self.found.landmarks.append(name)
        elif tag in _NAMED and (name.text or name.labelled):
            name.kind = _NAMED[tag]
            self.found.landmarks.append(name)
        elif len(tag) == 2 and tag[0] == "h" and tag[1] in "123456":
            self.found.headings.append(Named(tag))
            return self.found.headings[-1]
        elif tag == "a" and "href" in given:
            self.found.links.append(Named("link", href=given["href"]))
            return self.found.links[-1]
        elif tag == "img":
            if given.get("alt"):
                self.found.pictures.append(Named("picture", given["alt"]))
            if self._open:
                self.handle_data(given.get("alt", ""))
        return None

    def handle_endtag(self, tag: str) -> None:
        if any(open_tag == tag for open_tag, _id, _named, _closed in self._open):
            while self._open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1][0] == "title" and not self.found.title:
            self.found.title = " ".join(data.split())
        for _tag, identity, named, closed in self._open:
            if closed:
                return
            if named is not None:
                named.text += data
            if identity:
                self.words[identity] += data


def outline(html: str) -> Outline:
    """Return the outline of a whole page; what has no words has an empty text."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    found = reader.found
    for one in found.landmarks:
        if one.labelled:
            one.text = " ".join(reader.words.get(name, "") for name in one.labelled.split())
    for one in (*found.landmarks, *found.headings, *found.links, *found.pictures):
        one.text = " ".join(one.text.split())
    return found
