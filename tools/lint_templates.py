"""Read every template: does it compile, is every word translatable, does every form carry its token?"""

import re
import sys
from html.parser import HTMLParser
from pathlib import Path

from mukhtabar.forms.templates import Templates, templates

ROOT = Path(__file__).resolve().parent.parent / "templates"
#: Elements whose text is never shown, or is no sentence.
SILENT = {"script", "style", "tal:define", "pattern", "kbd", "code"}
VOID = {
    "area",
    "base",
    "br",
    "col",
    "hr",
    "img",
    "input",
    "link",
    "meta",
    "source",
    "track",
    "wbr",
    "path",
    "rect",
    "circle",
}
#: Brand names of other services, which no language translates.
NAMES = {"WhatsApp", "Telegram", "A"}


class Reader(HTMLParser):
    """Walks one template and collects what is wrong, with its line."""

    def __init__(self, feed: bool, mail: bool = False) -> None:
        super().__init__(convert_charrefs=True)
        self.wrong: list[tuple[int, str]] = []
        self.stack: list[tuple[str, bool]] = []
        self.posts: list[tuple[int, bool]] = []
        self.feed_file = feed
        #: Mail programs read no stylesheet, so letters carry their few styles inline.
        self.mail_file = mail

    def say(self, sentence: str) -> None:
        """Note a problem at the present line."""
        self.wrong.append((self.getpos()[0], sentence))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if any(name.startswith("on") for name in given):
            self.say("an inline event handler: the content security policy forbids it")
        if ("style" in given or tag == "style") and not self.mail_file:
            self.say("an inline style: the content security policy forbids it")
        if tag == "img" and "alt" not in given:
            self.say("an image without alt (WCAG 1.1.1)")
        if tag == "form" and (given.get("method") or "").lower() == "post":
            self.posts.append((self.getpos()[0], False))
        if tag == "input" and given.get("name") == "csrf_token" and self.posts:
            self.posts[-1] = (self.posts[-1][0], True)
        if tag not in VOID:
            translated = any(name.startswith("i18n:translate") for name in given)
            self.stack.append((tag, translated or (bool(self.stack) and self.stack[-1][1])))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID and self.stack:
            self.stack.pop()

    def handle_endtag(self, tag: str) -> None:
        while self.stack:
            if self.stack.pop()[0] == tag:
                return

    def handle_data(self, data: str) -> None:
        if self.feed_file or (self.stack and (self.stack[-1][1] or self.stack[-1][0] in SILENT)):
            if self.stack and self.stack[-1][0] == "script" and data.strip():
                self.say("an inline script: the content security policy forbids it")
            return
        words = re.sub(r"\$\{(?:[^{}]|\{[^{}]*\})*\}", "", data).strip()
        if re.search(r"[A-Za-z]{2,}", words) and words not in NAMES:
            self.say(f"a word that cannot be translated: {words[:40]!r}")


def lint(path: Path) -> list[tuple[int, str]]:
    """Return (line, sentence) for everything wrong in one template."""
    text = path.read_text("utf-8")
    wrong = [
        (text[: found.start()].count("\n") + 1, "write mukhtabar.templates:… (the other spelling fails when editable)")
        for found in re.finditer("mukhtabar:templates/", text)
    ]
    reader = Reader(feed="feeds" in path.parts or path.suffix == ".txt", mail="mail" in path.parts)
    reader.feed(re.sub(r"<!--!.*?-->", lambda found: "\n" * found[0].count("\n"), text, flags=re.DOTALL))
    wrong += reader.wrong
    wrong += [(line, "a form that posts without csrf_token") for line, safe in reader.posts if not safe]
    try:
        templates(reload=False).load(str(path)).cook_check()
    except Exception as error:
        wrong.append((1, f"does not compile: {str(error).splitlines()[0]}"))
    return wrong


def main() -> int:
    """Lint every template; print what is wrong; return 1 if anything is."""
    count = 0
    for path in sorted(ROOT.rglob("*.pt")):
        if "styleguide" in path.parts:
            continue
        for line, sentence in sorted(lint(path)):
            count += 1
            print(f"templates/{path.relative_to(ROOT)}:{line}: {sentence}")
    Templates.shelf.clear()
    print(f"{count} problems in the templates." if count else "The templates are sound.")
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main())
