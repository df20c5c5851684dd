"""GOALS A5: what people write stands as they wrote it and moves nothing beside it, in the order in which it is drawn."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Open, Served
from tests.browser.mixed import TITLES
from tests.browser.pages import address
from tests.world import CONSULTATION

#: drawn(element) -> its letters in the order of the eye, from the left; marks and blanks that are drawn nowhere are left out.
DRAWN = """
const drawn = element => {
  const found = [], walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode());) {
    for (let i = 0; i < node.length; i++) {
      if (!node.data[i].trim()) continue;
      const range = document.createRange(); range.setStart(node, i); range.setEnd(node, i + 1);
      const box = range.getClientRects()[0];
      if (box && box.width > 0) found.push({ letter: node.data[i], at: (box.left + box.right) / 2, left: box.left, right: box.right, top: box.top, bottom: box.bottom, node });
    }
  }
  return found.sort((a, b) => a.at - b.at);
};
"""
#: The title alone in a block of its own, in the same letters: how its author saw it.
ALONE = f"""element => {{ {DRAWN}
  const nowrap = document.createElement('div');
  nowrap.dir = 'auto'; nowrap.textContent = element.textContent.trim();
  nowrap.style.cssText = 'white-space:nowrap;position:absolute;inset-block-start:0;inset-inline-start:0';
  const style = getComputedStyle(element);
  nowrap.style.font = style.font; nowrap.lang = element.lang;
  document.body.append(nowrap);
  const before = element.style.cssText;
  element.style.whiteSpace = 'nowrap';
  const order = e => drawn(e).map(l => l.letter).join('');
  const answer = [order(nowrap), order(element)];
  nowrap.remove(); element.style.cssText = before;
  return answer;
}}"""
#: Put each text into the place, and see whether the place's neighbours keep their order and the text stays in one piece.
BESIDE = f"""([place, texts]) => {{ {DRAWN}
  const line = place.closest('p, li, dt, dd, h1, h2, h3, summary') || place.parentElement;
  document.querySelectorAll('main, aside, nav').forEach(e => {{ e.style.whiteSpace = 'nowrap' }});
  const look = () => {{
    const all = drawn(line), mine = all.filter(l => place.contains(l.node));
    const top = Math.min(...mine.map(l => l.top)), bottom = Math.max(...mine.map(l => l.bottom));
    const others = all.filter(l => !place.contains(l.node) && (l.top + l.bottom) / 2 > top && (l.top + l.bottom) / 2 < bottom);
    const left = Math.min(...mine.map(l => l.left)), right = Math.max(...mine.map(l => l.right));
    return {{
      neighbours: others.filter(l => l.at < left).map(l => l.letter).join('') + '|' + others.filter(l => l.at > right).map(l => l.letter).join(''),
      inside: others.filter(l => l.at > left && l.at < right).map(l => l.letter).join(''),
    }};
  }};
  const found = [];
  place.textContent = document.documentElement.dir === 'rtl' ? 'كلمة' : 'word';
  const plain = look();
  texts.forEach(text => {{
    place.textContent = text;
    const now = look();
    if (now.neighbours !== plain.neighbours || now.inside) found.push(`${{text}}: ${{plain.neighbours}} became ${{now.neighbours}} with ${{now.inside}} inside`);
  }});
  return found;
}}"""
#: Where people's words stand within a line: (page, who, the element that holds them).
PLACES = [
    ("proposal:drafting", None, ".crumbs li:last-child bdi"),
    ("proposal:drafting", None, ".item-meta li:first-child bdi"),
    ("proposal:drafting", None, "h1 bdi"),
    ("news:2", None, ".comment-by b bdi, .comment-by bdi"),
    ("proposal:published", None, ".answer-by bdi"),
    ("/account", "citizen", "main li a[href*='/s/'] bdi"),
    ("/account", "both", ".strip .account bdi"),
    ("/search?q=الماء", None, ".item-title a"),
    ("for_approval/review", "approver", "#question-title + p bdi"),
    ("for_approval/review", "approver", ".note bdi"),
    ("submitted/review", "editor", ".history .step-by bdi"),
    ("proposal:drafting/answer", "officer", "details.boxed summary bdi"),
    (f"{CONSULTATION}/propose", None, "main a bdi"),
    ("/souss-massa/tata/who", "admin", "li h3 bdi"),
]  # fmt: skip


def test_sixty_titles_in_a_list(glance: Open, served: Served) -> None:
    """Each is drawn in the list as it would be alone."""
    assert len(set(TITLES)) >= 60
    seen: dict[str, list[str]] = {}
    # Other tests of the run have put theirs before them.
    for number in range(1, 9):
        page = glance(f"{CONSULTATION}?page={number}")
        for title in page.locator(".item-title a").all():
            seen[title.inner_text()] = title.evaluate(ALONE)
    assert set(TITLES) - set(seen) == set()
    assert [title for title in TITLES if seen[title][0] != seen[title][1]] == []


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_sixty_titles_as_heading(glance: Open, served: Served, language: str) -> None:
    page: Page = glance(address(served, "proposal:drafting", language))
    heading = page.locator("h1 bdi")
    wrong = []
    for title in TITLES:
        heading.evaluate("(e, text) => { e.textContent = text }", title)
        alone, drawn = heading.evaluate(ALONE)
        if alone != drawn:
            wrong.append(title)
    assert wrong == []


@pytest.mark.parametrize("language", ["ar", "fr"])
@pytest.mark.parametrize(("path", "who", "place"), PLACES, ids=[f"{p[0]} {p[2]}" for p in PLACES])
def test_neighbours_stay_where_they_are(glance: Open, served: Served, path: str, who: str | None, place: str, language: str) -> None:
    page = glance(address(served, path, language), who)
    element = page.locator(place).first.element_handle()
    assert page.evaluate(BESIDE, [element, list(TITLES)]) == []


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_the_page_runs_the_right_way(glance: Open, served: Served, language: str) -> None:
    """The first crumb stands at the beginning of the line, and a French text in an Arabic page runs from the left."""
    page = glance(address(served, "proposal:drafting", language))
    first, last = (page.locator(f".crumbs li:{edge}-child").bounding_box() for edge in ("first", "last"))
    assert first and last
    assert (first["x"] > last["x"]) == (language == "ar")
    page = glance(address(served, served.portal.mixed[1], language))
    assert page.locator("h1 bdi").evaluate("e => getComputedStyle(e).direction") == "ltr"


def test_words_that_are_given_back_run_their_own_way(surf: Open) -> None:
    added = """() => ['قرأته مرتين.', 'Lu deux fois.'].map(words => {
      const pre = Object.assign(document.createElement('pre'), { dir: 'auto', textContent: words });
      document.querySelector('main').append(pre);
      return getComputedStyle(pre).direction })"""
    assert surf("/").evaluate(added) == ["rtl", "ltr"]
