"""tools/messages.py finds exactly what the portal will ask its catalogues for."""

from io import BytesIO

import click
import pytest
from babel.messages.pofile import read_po
from chameleon import PageTemplateFile

from mukhtabar.language.catalogues import PLURAL_FORMS

TEMPLATE = """<div xmlns:i18n="http://xml.zope.org/namespaces/i18n" i18n:domain="mukhtabar">
<p i18n:translate="">  Two
   lines and&nbsp;<b i18n:name="count" tal:condition="True">${1 + 1}</b>   more &amp; $$5 </p>
<p i18n:translate="a given id">shown in English</p>
<p i18n:translate=""><tal:x condition="True">under a condition</tal:x></p>
<p i18n:translate=""></p>
<nav aria-label="Main  menu" title="T" i18n:attributes="aria-label; title a_title"></nav>
<p tal:define="a h.t('It isn\\'t'); b h.t('yes' if a else 'no')">${h.t(h.n('${n} hen',
   '${n} hens', 3))}: ${h.t(a)} ${h.t("in quotes") | nothing}</p>
<p tal:condition="False" i18n:translate="">not shown today</p>
<p tal:repeat="x [h.t('in a list')]" i18n:translate="">outer <i i18n:name="inner" i18n:translate="">inner</i></p>
</div>"""
FOUND = {
    "Two lines and&nbsp;${count} more &amp; $5", "a given id", "under a condition", "Main  menu", "a_title", "It isn't",
    "yes", "no", ("${n} hen", "${n} hens"), "in quotes", "not shown today", "in a list", "outer ${inner}", "inner",
}  # fmt: skip


class H:
    """What templates call h."""

    def __init__(self):
        self.asked = set()

    def t(self, message):
        """Note the sentence."""
        self.asked.add(message)
        return str(message)

    def n(self, one, many, _n):
        """Return both."""
        return (one, many)


def test_template(tool, tmp_path):
    path = tmp_path / "page.pt"
    path.write_text(TEMPLATE, encoding="utf-8")
    assert set(tool.template_sentences(path)) == FOUND


def test_chameleon_asks_for_nothing_else(tool, tmp_path):
    """Rendering is the proof: every msgid Chameleon hands to translate() was extracted, to the letter."""
    path, h = tmp_path / "page.pt", H()
    path.write_text(TEMPLATE, encoding="utf-8")

    def translate(msgid, **_more):
        if isinstance(msgid, str) and not any(msgid == asked for asked in h.asked):
            asked.add(msgid)
        return msgid

    asked = set()
    PageTemplateFile(str(path))(h=h, translate=translate)
    spoken = {text for text in asked if not text.replace(".", "").isdigit()}
    assert {"Two lines and&nbsp;${count} more &amp; $5", "Main  menu", "outer ${inner}", "inner"} <= spoken
    shown = {str(both) for both in FOUND if isinstance(both, tuple)}
    assert spoken - FOUND - {text for text in spoken if any(both in text for both in shown)} == set()
    assert h.asked <= FOUND


@pytest.mark.parametrize("inside", ["Dear ${name}", "a <b>bold</b> word"])
def test_what_cannot_be_a_sentence_is_said(tool, tmp_path, inside):
    path = tmp_path / "page.pt"
    path.write_text(f'<p i18n:translate="">{inside}</p>', encoding="utf-8")
    with pytest.raises(click.ClickException, match="i18n:name"):
        list(tool.template_sentences(path))


def test_python(tool):
    source = """
_("One")
_("joined "
  "over lines")
Message("Two", n=3)
_("${n} day", "${n} days", n=left)
_("a" if x else "b")
_(dynamic.title)
other("no")
x._("no")
"""
    found = list(tool.python_sentences(source))
    assert found == ["One", "joined over lines", "Two", ("${n} day", "${n} days"), "a", "b"]


def test_python_refuses_f_strings(tool):
    with pytest.raises(click.ClickException, match="f-string"):
        list(tool.python_sentences('_(f"Hello {name}")'))


def test_workflow_titles(tool):
    states, steps = {"open": {"title": "Open"}}, {"close": {"title": "Close", "to": "x"}}
    table = {"name": "proposal", "state": states, "transition": steps}
    assert list(tool._titles(table)) == ["Open", "Close"]


def test_libraries_still_say_what_we_translate(tool):
    assert {sentence for _library, sentence in tool.library_sentences()} == set(tool.RAISED)


def test_the_styleguide_is_left_out(extracted):
    files = {file for message in extracted.values() for file, _line in message.locations}
    assert "templates/layouts/main.pt" in files
    assert "workflows/proposal.toml" in files
    assert "colander" in files
    assert not any("styleguide" in file for file in files)


# -------------------------------------------------------------------------------------------------------------- merging

HEAD = '"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: {}\\n"\n'


def book(language, body):
    """Return a catalogue from the text of a file."""
    head = HEAD.format(PLURAL_FORMS[language])
    return read_po(BytesIO(f'msgid ""\nmsgstr ""\n{head}\n{body}'.encode()), locale=language)


@pytest.fixture
def asked(tool):
    """Return what is now said."""
    return tool.template([("a.py", "Kept"), ("b.py", "Kept"), ("a.py", "New"), ("a.py", ("${n} day", "${n} days"))])


def test_update_keeps_translations_and_remembers_what_went(tool, asked):
    merged = tool.merged(book("ar", 'msgid "Kept"\nmsgstr "باق"\n\nmsgid "Gone"\nmsgstr "ذاهب"\n'), asked, "ar")
    assert merged["Kept"].string == "باق"
    assert [file for file, _line in merged["Kept"].locations] == ["a.py", "b.py"]
    assert not merged["New"].string and not merged["New"].fuzzy
    assert "Gone" not in merged and merged.obsolete["Gone"].string == "ذاهب"
    again = tool.merged(merged, tool.template([("a.py", "Gone")]), "ar")
    assert again["Gone"].string == "ذاهب"


def test_update_of_english_and_tamazight(tool, asked):
    english = tool.merged(book("en", ""), asked, "en")
    assert [message.id for message in english if message.id] == [("${n} day", "${n} days")]
    assert english["${n} day"].string == ("${n} day", "${n} days")
    assert tool.merged(book("zgh", ""), asked, "zgh")["New"].user_comments == ["needs native review"]


def test_files_are_stable(tool, asked):
    """Twice the same, no line numbers, no moments: only what was said changes a file."""
    first = tool.written(tool.merged(book("fr", ""), asked, "fr"))
    again = tool.written(tool.merged(read_po(BytesIO(first), locale="fr"), asked, "fr"))
    assert first == again
    assert b"#: a.py b.py\n" in first and b"Date" not in first
    assert PLURAL_FORMS["fr"].encode() in first


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ('msgid "By ${name}"\nmsgstr "من ${nom}"\n', "places differ"),
        ('msgid "By ${name}"\nmsgstr "من"\n', "places differ"),
        ('msgid "Bold"\nmsgstr "<b>غليظ</b>"\n', "markup"),
        ('#, fuzzy\nmsgid "Draft"\nmsgstr "مسودة"\n', "fuzzy"),
        (
            'msgid "${n} day"\nmsgid_plural "${n} days"\n'
            'msgstr[0] ""\nmsgstr[1] "يوم"\nmsgstr[2] "يومان"\nmsgstr[3] "${x} أيام"\n'
            'msgstr[4] "${n} يوما"\nmsgstr[5] "${n} يوم"\n',
            "places differ",
        ),
    ],
)
def test_what_is_wrong_with_an_entry(tool, body, sentence):
    found = [problem for message in book("ar", body) if message.id for problem in tool.wrong(message)]
    assert found and all(sentence in problem for problem in found)


def test_check_names_what_is_missing(tool, tmp_path):
    root, folder = tmp_path, tmp_path / "locale"
    for place in (root / "src", root / "templates", root / "workflows", folder):
        place.mkdir()
    (root / "src" / "a.py").write_text('_("Kept")\n_("${n} day", "${n} days", n=1)\n', encoding="utf-8")
    extracted = tool.template(tool.sentences(root))
    (folder / "mukhtabar.pot").write_bytes(tool.written(extracted))
    for language in ("ar", "fr", "zgh", "en"):
        (folder / f"{language}.po").write_bytes(tool.written(tool.merged(book(language, ""), extracted, language)))
    found = list(tool.findings(folder, root))
    assert "ar.po: missing: Kept" in found and "fr.po: missing: ${n} day" in found
    assert not any(line.startswith(("en.po", "mukhtabar.pot")) for line in found)
    (root / "src" / "a.py").write_text('_("Other")\n', encoding="utf-8")
    found = list(tool.findings(folder, root))
    assert "ar.po: obsolete: Kept" in found and "en.po: obsolete: ${n} day" in found
    assert any(line.startswith("mukhtabar.pot: out of date") for line in found)
    (folder / "fr.po").unlink()
    assert "fr.po: missing" in tool.findings(folder, root)
