"""GOALS A4: nothing is lost on a narrow screen, in large letters or with one's own spacing; everything can be hit with a finger."""

from playwright.sync_api import Page, ViewportSize

NARROW: ViewportSize = {"width": 320, "height": 640}
#: WCAG 1.4.12.
SPACING = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-block-end: 2em !important }"
#: What a reader cannot scroll to: wider than the screen, or text cut off by its box.
LOST = """() => {
  const root = document.documentElement, lost = [];
  if (root.scrollWidth > root.clientWidth) lost.push(`scrolls sideways: ${root.scrollWidth} > ${root.clientWidth}`);
  const hidden = e => e.closest('.hush, .trap, .skip, .scroll, pre, svg, [hidden], .top .search label') || e.closest('details:not([open])') && !e.closest('summary');
  const scrolled = root.scrollLeft;
  document.querySelectorAll('body *').forEach(e => {
    if (hidden(e)) return;
    const style = getComputedStyle(e), box = e.getBoundingClientRect();
    if (!box.width || style.visibility === 'hidden') return;
    if (box.left + scrolled < -1 || box.right + scrolled > root.clientWidth + 1) lost.push(`outside: ${e.outerHTML.slice(0, 90)} ${Math.round(box.left)}-${Math.round(box.right)}`);
    const cuts = /hidden|clip/.test(style.overflowX + style.overflowY);
    if (cuts && !/INPUT|TEXTAREA|SELECT/.test(e.tagName) && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1)) lost.push(`cut: ${e.outerHTML.slice(0, 90)}`);
  });
  return lost.slice(0, 5);
}"""
#: WCAG 2.5.8: 24 px for all but links within a sentence and what the list beside the map offers as well; 44 px for buttons.
SMALL = """() => {
  const small = [];
  document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary').forEach(e => {
    if (e.closest('.hush, .trap, .skip, svg, [hidden]') || e.closest('details:not([open])') && !e.closest('summary')) return;
    const choice = e.closest('label'), box = (choice || e).getBoundingClientRect();
    if (!box.width) return;
    const inline = e.tagName === 'A' && getComputedStyle(e).display === 'inline';
    const parent = e.parentElement.closest('p, li, dd, td, th, h2, h3, blockquote');
    const sentence = inline && parent && parent.textContent.trim().length > e.textContent.trim().length + 1;
    const least = e.matches('.button') && !e.matches('.small') ? 44 : 24;
    if (!sentence && (box.height < least - .5 || box.width < Math.min(least, 24) - .5)) small.push(`${Math.round(box.width)}x${Math.round(box.height)} ${e.outerHTML.slice(0, 120)}`);
  });
  return small.slice(0, 6);
}"""


def lost(page: Page) -> list[str]:
    """Return what cannot be reached or hit at 320 px; then with the letters one and a half times, twice, and with spacing of one's own."""
    page.set_viewport_size(NARROW)
    found = {"320 px": page.evaluate(LOST), "targets": page.evaluate(SMALL)}
    page.evaluate("() => document.documentElement.dataset.size = '150'")
    found["150 %"] = page.evaluate(LOST)
    page.evaluate("() => { document.documentElement.style.fontSize = '200%' }")
    page.set_viewport_size({"width": 640, "height": 640})
    found["200 % text"] = page.evaluate(LOST)
    page.evaluate("() => { document.documentElement.style.fontSize = '' }")
    page.set_viewport_size(NARROW)
    page.evaluate("css => { const s = new CSSStyleSheet(); s.replaceSync(css); document.adoptedStyleSheets = [s] }", SPACING)
    found["spacing"] = page.evaluate(LOST)
    return [f"{when}: {line}" for when, lines in found.items() for line in lines]
