#!/usr/bin/env python3
"""Every sentence the portal says, from the code, the templates and the workflows into ``src/mukhtabar/locale``.

``extract`` writes ``mukhtabar.pot``; ``update`` does that and merges it into the four ``.po`` files; ``check`` writes
nothing and names what is missing, no longer said, or translated with other ``${places}`` than the sentence has.

The msgid is the English sentence. English itself is kept only for sentences that count.
"""

import ast
import html
import re
import tomllib
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Any

import click
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po
from chameleon import PageTemplateFile, PageTextTemplateFile
from chameleon import nodes as chameleon

from mukhtabar.language import LANGUAGES
from mukhtabar.language.catalogues import PLURAL_FORMS

ROOT = Path(__file__).resolve().parents[1]
LOCALE = ROOT / "src" / "mukhtabar" / "locale"
#: Shown to designers only.
NOT_OURS = "styleguide"
#: ``gettext`` writes moments, programs and persons into each header: they would only make every change longer.
UNSTABLE = re.compile(
    rb'^"(?:POT-Creation-Date|PO-Revision-Date|Generated-By|Project-Id-Version|Report-Msgid-Bugs-To|Last-Translator'
    rb'|Language-Team):.*\n', re.MULTILINE)  # fmt: skip
REVIEW = "needs native review"
PLACE = re.compile(r"\$\{(\w+)\}")
MARKUP = re.compile(r"<(?=[a-z/!])|&(?!#?\w+;)", re.IGNORECASE)

#: What Colander and Deform answer to people who fill in our forms; the rest of their sentences is for programmers.
RAISED = (
    "Required", "Invalid value", "Invalid date", "Invalid time", "Incomplete date", "Incomplete time",
    "Invalid email address", "Must be a URL", "String does not match expected pattern", '"${val}" is not a number',
    "${val} is not a string", "${val} is not a string: ${err}", '"${val}" is not iterable',
    "${cstruct} is not iterable", '"${val}" is not a mapping type: ${err}', '"${val}" is not one of ${choices}',
    "One or more of the choices you made was not acceptable",
    '"${val}" is neither in (${false_choices}) nor in (${true_choices})', "Shorter than minimum length ${min}",
    "Longer than maximum length ${max}", "${val} is less than minimum value ${min}",
    "${val} is greater than maximum value ${max}", "Fields did not match", "Password did not match confirm", "Value",
    "Confirm Value", "Add ${subitem_title}", "${value} is not a dictionary", "${value} has no ${key} key",
)  # fmt: skip

#: A sentence, or a sentence and its plural.
Sentence = str | tuple[str, str]


# ------------------------------------------------------------------------------------------------ where sentences stand


def _texts(node: ast.expr) -> list[str]:
    """Return the sentences an argument may be: itself, or either side of a choice; none when it is computed."""
    if isinstance(node, ast.Constant):
        return [node.value] if isinstance(node.value, str) and node.value.strip() else []
    if isinstance(node, ast.IfExp):
        return _texts(node.body) + _texts(node.orelse)
    if isinstance(node, ast.BoolOp):
        return [text for value in node.values for text in _texts(value)]
    return []


def _call(node: ast.Call) -> list[Sentence]:
    """Return the sentences of one call: two are a singular and its plural."""
    found = [_texts(argument) for argument in node.args[:2]]
    if len(found) == 2 and len(found[0]) == len(found[1]) == 1:
        return [(found[0][0], found[1][0])]
    return [*found[0]] if found else []


def python_sentences(source: str) -> Iterator[Sentence]:
    """Yield what stands in ``_("…")``, ``_("one", "many", n=…)`` and ``Message("…")``."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "Message"):
            if node.args and isinstance(node.args[0], ast.JoinedStr):
                raise click.ClickException(f"line {node.lineno}: write ${{name}} places, not an f-string")
            yield from _call(node)


def _spoken(node: Any) -> str:
    """Return the msgid Chameleon makes of what stands in an element, before white space is brought to one blank."""
    match type(node):
        case chameleon.Text:
            return str(node.value)
        case chameleon.Name:
            return f"${{{node.name}}}"
        case chameleon.Start | chameleon.Interpolation | chameleon.Content:
            raise click.ClickException("markup or ${…} within a translated sentence: give it an i18n:name")
    return "".join(_spoken(child) for child in _children(node))


def _children(node: Any) -> Iterator[Any]:
    for field in getattr(node, "_fields", ()):
        value = getattr(node, field, None)
        for child in value if isinstance(value, list | tuple) else [value]:
            if isinstance(child, chameleon.Node):
                yield child


def _marked(node: Any, seen: set[int]) -> Iterator[Sentence]:
    """Yield what stands under ``i18n:translate`` and ``i18n:attributes`` in a template's tree."""
    if id(node) in seen:
        return
    seen.add(id(node))
    kind = type(node)
    if kind is chameleon.Translate:
        if isinstance(node.node, ast.Constant):
            yield str(node.msgid or node.node.value)
        elif sentence := node.msgid or re.sub(r"\s+", " ", _spoken(node.node)).strip():
            yield sentence
    for child in _children(node):
        yield from _marked(child, seen)


def template_sentences(path: Path) -> Iterator[Sentence]:
    """Yield what a template says by ``i18n:`` and by ``h.t('…')`` and ``h.n('one', 'many', …)``."""
    make: Any = PageTemplateFile if path.suffix == ".pt" else PageTextTemplateFile
    template = make(str(path))
    text = template.read()
    # Parsed and not compiled: that would take many times as long.
    program = template.parse(text)
    seen: set[int] = set()
    for node in program.macros:
        yield from _marked(node, seen)
    # Within an attribute of TAL a semicolon is written twice.
    for call in _calls(html.unescape(text).replace(";;", ";")):
        yield from _call(call)


def _calls(text: str) -> Iterator[ast.Call]:
    """Yield the calls of ``h.t(…)`` and ``h.n(…)`` in the expressions of a template."""
    for start in re.finditer(r"\bh\.[tn]\(", text):
        # The first bracket at which it is an expression is its own.
        for end in re.finditer(r"\)", text[start.end() :]):
            try:
                found = ast.parse(text[start.start() : start.end() + end.end()], mode="eval").body
            except SyntaxError:
                continue
            if isinstance(found, ast.Call):
                yield found
            break


def _titles(table: Any) -> Iterator[str]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _titles(value)
        elif key == "title":
            yield value


def _said_of_clocks(clocks: dict[str, Any]) -> Iterator[str]:
    for clock in clocks.values():
        yield from (clock[key] for key in ("title", "law") if key in clock)
        # The source of what the law says is shown; that of a promise is the promise.
        if "law" in clock:
            yield clock["source"]


def library_sentences() -> Iterator[tuple[str, Sentence]]:
    """Yield the sentences of ``RAISED`` with the library that says them; one it no longer says is an error."""
    said: dict[str, str] = {}
    for library in ("colander", "deform"):
        spec = find_spec(library)
        assert spec and spec.origin
        for path in sorted(Path(spec.origin).parent.glob("*.py")):
            found = (one for one in python_sentences(path.read_text(encoding="utf-8")) if isinstance(one, str))
            said |= dict.fromkeys(found, library)
    if gone := [sentence for sentence in RAISED if sentence not in said]:
        raise click.ClickException(f"no longer in Colander or Deform: {gone}")
    yield from ((said[sentence], sentence) for sentence in sorted(RAISED, key=lambda one: said[one]))


def sentences(root: Path = ROOT) -> Iterator[tuple[str, Sentence]]:
    """Yield every sentence with the file it stands in, the pages first: that is the order a translator reads best."""
    for path in sorted([*root.glob("templates/**/*.pt"), *root.glob("templates/**/*.txt")]):
        if NOT_OURS not in path.relative_to(root).parts:
            yield from _from(root, path, template_sentences(path))
    for path in sorted(root.glob("src/**/*.py")):
        yield from _from(root, path, python_sentences(path.read_text(encoding="utf-8")))
    clocks = root / "src" / "mukhtabar" / "data" / "clocks.toml"
    if clocks.exists():
        yield from _from(root, clocks, _said_of_clocks(tomllib.loads(clocks.read_text(encoding="utf-8"))))
    for path in sorted(root.glob("workflows/*.toml")):
        yield from _from(root, path, _titles(tomllib.loads(path.read_text(encoding="utf-8"))))
    yield from library_sentences()


def _from(root: Path, path: Path, found: Iterator[Sentence]) -> Iterator[tuple[str, Sentence]]:
    name = path.relative_to(root).as_posix()
    try:
        for sentence in found:
            yield name, sentence
    except click.ClickException as problem:
        raise click.ClickException(f"{name}: {problem.message}") from problem


# ---------------------------------------------------------------------------------------------------------- catalogues


def template(found: Iterable[tuple[str, Sentence]]) -> Catalog:
    """Return the catalogue of all sentences without translations, each with the files that say it."""
    found = [*found]
    counted = [sentence for _file, sentence in found if isinstance(sentence, tuple)]
    plurals = dict(counted)
    if twice := [one for one, many in counted if plurals[one] != many]:
        raise click.ClickException(f"one singular with two plurals: {twice}")
    places: dict[str, dict[str, None]] = {}
    for file, sentence in found:
        places.setdefault(sentence if isinstance(sentence, str) else sentence[0], {})[file] = None
    catalogue = Catalog(header_comment="# Every sentence the portal says. Written by tools/messages.py.", fuzzy=False)
    for one, files in places.items():
        sentence = (one, plurals[one]) if one in plurals else one
        catalogue.add(sentence, locations=[(file, 0) for file in sorted(files)])
    for message in catalogue:
        message.flags -= {"python-format", "python-brace-format", "fuzzy"}
    return catalogue


def load(language: str, folder: Path = LOCALE) -> Catalog:
    """Return one language's catalogue."""
    with (folder / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language)


def merged(catalogue: Catalog, extracted: Catalog, language: str) -> Catalog:
    """Return ``catalogue`` with exactly the sentences of ``extracted``; translations are kept."""
    for message in list(catalogue.obsolete.values()):
        if message.id not in catalogue:
            catalogue[message.id] = message
    catalogue.obsolete.clear()
    catalogue.update(extracted, no_fuzzy_matching=True, update_creation_date=False)
    for message in list(catalogue):
        message.flags -= {"python-format", "python-brace-format"}
        if language == "en" and message.id:
            if isinstance(message.id, str):
                catalogue.delete(message.id)
            else:
                message.string = tuple(message.id)
        elif language == "zgh" and message.id and not message.user_comments:
            message.user_comments = [REVIEW]
    return catalogue


def written(catalogue: Catalog) -> bytes:
    """Return the file: references without line numbers, a header without moments."""
    out = BytesIO()
    write_po(out, catalogue, width=120, include_lineno=False)
    return UNSTABLE.sub(b"", out.getvalue())


def _keys(catalogue: Catalog) -> dict[str, Message]:
    return {
        message.id if isinstance(message.id, str) else message.id[0]: message for message in catalogue if message.id
    }


def _forms(value: str | Iterable[str] | None) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value or ())


def wrong(message: Message) -> Iterator[str]:
    """Yield what is wrong with one translated entry."""
    ids, forms = _forms(message.id), _forms(message.string)
    if message.fuzzy:
        yield "fuzzy: confirm it or write it anew"
    allowed = set(PLACE.findall(ids[-1]))
    for form in forms:
        # One, two and none may be said in words.
        needed = allowed - {"n"} if len(ids) > 1 else allowed
        if not needed <= set(PLACE.findall(form)) <= allowed:
            yield f"places differ: {form}"
        if MARKUP.search(form):
            yield f"markup: {form}"


def findings(folder: Path = LOCALE, root: Path = ROOT) -> Iterator[str]:
    """Yield everything ``check`` objects to, one line each."""
    extracted = template(sentences(root))
    pot = folder / "mukhtabar.pot"
    if not pot.is_file() or pot.read_bytes() != written(extracted):
        yield "mukhtabar.pot: out of date: run tools/messages.py update"
    for language in LANGUAGES:
        file = folder / f"{language}.po"
        if not file.is_file():
            yield f"{language}.po: missing"
            continue
        if PLURAL_FORMS[language].encode() not in UNSTABLE.sub(b"", file.read_bytes()).replace(b'"\n"', b""):
            yield f"{language}.po: write in its header Plural-Forms: {PLURAL_FORMS[language]}"
        mine, asked = _keys(load(language, folder)), _keys(extracted)
        if language == "en":
            asked = {key: message for key, message in asked.items() if not isinstance(message.id, str)}
        for key in asked:
            if key not in mine or _forms(mine[key].id) != _forms(asked[key].id) or not all(_forms(mine[key].string)):
                yield f"{language}.po: missing: {key}"
        for key, message in mine.items():
            if key not in asked:
                yield f"{language}.po: obsolete: {key}"
            yield from (f"{language}.po: {problem} ({key})" for problem in wrong(message))


# commands


@click.group()
def main() -> None:
    """Keep the catalogues of src/mukhtabar/locale in step with what the portal says."""


@main.command()
def extract() -> None:
    """Write mukhtabar.pot."""
    catalogue = template(sentences())
    (LOCALE / "mukhtabar.pot").write_bytes(written(catalogue))
    click.echo(f"{len(catalogue)} sentences.")


@main.command()
def update() -> None:
    """Write mukhtabar.pot and merge it into ar.po, fr.po, zgh.po and en.po."""
    extracted = template(sentences())
    (LOCALE / "mukhtabar.pot").write_bytes(written(extracted))
    for language in LANGUAGES:
        catalogue = merged(load(language), extracted, language)
        (LOCALE / f"{language}.po").write_bytes(written(catalogue))
        done = sum(all(_forms(message.string)) for message in catalogue if message.id)
        click.echo(f"{language}: {done} of {len(catalogue)}, {len(catalogue.obsolete)} kept that are no longer said.")


@main.command()
def check() -> None:
    """Exit with 1 when a catalogue is not complete, right and in step."""
    found = [*findings()]
    for line in found:
        click.echo(line)
    if found:
        raise SystemExit(1)
    click.echo("The catalogues are complete.")


if __name__ == "__main__":
    main()
