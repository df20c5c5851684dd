import pytest

from mukhtabar.language.html import plain_to_html, safe_href, sanitise, text_of


@pytest.mark.parametrize(
    ("html", "safe"),
    [
        ("<script>alert(1)</script>a", "a"),
        ("<style>p{}</style>a", "a"),
        ("<img src=x onerror=alert(1)>a", "a"),
        ("<svg/onload=alert(1)>a", "a"),
        ("<p style='color:red' class=x id=y onclick=z>a</p>", "<p>a</p>"),
        ("<bdo dir=rtl>a</bdo>", "a"),
        ("<bdi dir=auto>a</bdi>", '<bdi dir="auto">a</bdi>'),
        ("<p dir=RTL>a</p>", '<p dir="rtl">a</p>'),
        ("<p dir=sideways lang=xx>a</p>", "<p>a</p>"),
        ("<p lang=zgh>a</p>", '<p lang="zgh">a</p>'),
        ("<b>a</b><i>b</i><u>c</u>", "abc"),
        ("<strong>a</strong><em>b</em><br>", "<strong>a</strong><em>b</em><br>"),
        (
            "<blockquote><ul><li>a</li></ul><ol><li>b</li></ol></blockquote>",
            "<blockquote><ul><li>a</li></ul><ol><li>b</li></ol></blockquote>",
        ),
        ("<h2>a</h2><table><tr><td>b</td></tr></table>", "ab"),
        ("<!-- a -->b", "b"),
        ("<iframe src='https://x'></iframe><form><input name=a>b</form>", "b"),
        ("a < b & c", "a &lt; b &amp; c"),
        ("&#x202E;a&#8203;&ZeroWidthSpace;b&#xE0041;", "ab"),
        ("<p>&#x338;a</p>", "<p>a</p>"),
        ("<p>\u0338a</p>", "<p>a</p>"),
        ("<p>&#x202E;&#x338;a</p>", "<p>a</p>"),
        ("e&#x301;", "é"),
    ],
)
def test_reader_html(html, safe):
    assert sanitise(html) == safe
    assert sanitise(safe) == safe


def test_editor_has_headings_and_tables_but_no_h1():
    html = "<h1>a</h1><h2>b</h2><h4>c</h4><table><tbody><tr><th>d</th><td>e</td></tr></tbody></table>"
    assert sanitise(html, editor=True) == html.replace("<h1>a</h1>", "a")


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:x",
        "data:text/html,x",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil",
        "page",
        "/\t/evil.example",
        "\t//evil",
        "ftp://x",
        "vbscript:x",
        "https:",
        "https://",
        "https:///x",
        "#x",
        "",
        " /a",
        "https:evil.example",
        "http:\\\\evil",
        "https://a\nb",
        "https://x\\@evil",
        "mailto:",
    ],
)
def test_refused_address(href):
    assert not safe_href(href)
    assert "href" not in sanitise(f'<a href="{href}">a</a>')


@pytest.mark.parametrize("href", ["https://a.example/é?x=1", "http://a", "mailto:a@b.example", "/", "/ar/جماعة#x"])
def test_allowed_address(href):
    assert sanitise(f'<a href="{href}" target=_blank rel=opener>a</a>') == (
        f'<a href="{href}" rel="nofollow noopener">a</a>'
    )


def test_hidden_character_in_an_address():
    assert not safe_href("/a\u202eb")
    assert sanitise('<a href="/a\u202eb">a</a>') == '<a href="/ab" rel="nofollow noopener">a</a>'
    assert sanitise('<a href="/a&#x202e;b" rel="opener">a</a>') == '<a rel="nofollow noopener">a</a>'


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", ""),
        (" \n\n ", ""),
        ("a\nb\n\nc", '<p dir="auto">a<br>b</p><p dir="auto">c</p>'),
        ("a\r\n \r\nb", '<p dir="auto">a</p><p dir="auto">b</p>'),
        ("x:\n- a\n- b\ny", '<p dir="auto">x:</p><ul dir="auto"><li>a</li><li>b</li></ul><p dir="auto">y</p>'),
        ("## a", '<p dir="auto">## a</p>'),
        ('<b>a</b> & "c"', '<p dir="auto">&lt;b&gt;a&lt;/b&gt; &amp; "c"</p>'),
        ("*قوي* و *a b*", '<p dir="auto"><strong>قوي</strong> و <strong>a b</strong></p>'),
        ("5*3*2 * a * **b**", '<p dir="auto">5*3*2 * a * **b**</p>'),
        ("[a](/ar)", '<p dir="auto"><a href="/ar" rel="nofollow noopener">a</a></p>'),
        (
            "[*a*](https://x.y/*b*?c&d)",
            '<p dir="auto"><a href="https://x.y/*b*?c&amp;d" rel="nofollow noopener"><strong>a</strong></a></p>',
        ),
        ("[a](javascript:x) [b](//c)", '<p dir="auto">[a](javascript:x) [b](//c)</p>'),
        (
            '[a](https://x"onclick="y)',
            '<p dir="auto"><a href="https://x&quot;onclick=&quot;y" rel="nofollow noopener">a</a></p>',
        ),
        ("ا\u202eب", '<p dir="auto">اب</p>'),
    ],
)
def test_plain_to_html(text, html):
    assert plain_to_html(text) == html


def test_editor_heading_ends_what_stands_before_it():
    assert plain_to_html("- a\n## b\nc\n## d\n## e", editor=True) == (
        '<ul dir="auto"><li>a</li></ul><h2 dir="auto">b</h2><p dir="auto">c</p>'
        '<h2 dir="auto">d</h2><h2 dir="auto">e</h2>'
    )


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>a<br>b &amp; c</p><ul><li>d</li><li>e</li></ul>", "a\nb & c\nd\ne"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"),
        ("<script>x</script><p>a <strong>b</strong>c&nbsp;d</p>", "a bc d"),
        ("", ""),
        ("&lt;b&gt;", "<b>"),
    ],
)
def test_text_of(html, text):
    assert text_of(html) == text
