"""A reader with a keyboard and nothing else; each stop must be visible, on the screen, and not covered (WCAG 2.4.7, 2.4.11)."""

from playwright.sync_api import Page

STOP = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const box = e.getBoundingClientRect(), style = getComputedStyle(e);
  const x = Math.min(Math.max(box.left + box.width / 2, 1), innerWidth - 2), y = Math.min(Math.max(box.top + box.height / 2, 1), innerHeight - 2);
  const over = document.elementFromPoint(x, y);
  return {
    html: e.outerHTML.slice(0, 120), drawn: box.width > 0 && box.height > 0,
    marked: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
    free: !over || e.contains(over) || over.contains(e) || !!over.closest('svg') && over.closest('svg') === e.closest('svg') || (e.labels && [...e.labels].some(l => l.contains(over))),
  };
}"""


class Keys:
    """`page` moved by Tab, Enter, Space and the arrows."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def to(self, css: str, most: int = 260) -> "Keys":
        """Press Tab until an element that matches has the focus."""
        stops = []
        for _step in range(most):
            self.page.keyboard.press("Tab")
            stop = self.page.evaluate(STOP)
            if stop is None:
                continue
            stops.append(stop["html"])
            assert stop["drawn"], f"the focus is on something that is not drawn: {stop['html']}"
            assert stop["marked"], f"the focus cannot be seen: {stop['html']}"
            assert stop["free"], f"the focus is covered: {stop['html']}"
            if self.page.evaluate("css => document.activeElement.matches(css)", css):
                return self
        raise AssertionError(f"Tab never reaches {css}; the last stops were {stops[-6:]}")

    def press(self, key: str) -> "Keys":
        self.page.keyboard.press(key)
        return self

    def go(self, css: str, key: str = "Enter") -> "Keys":
        """Reach something and press it; wait for the page it leads to."""
        self.to(css)
        with self.page.expect_navigation():
            self.page.keyboard.press(key)
        return self

    def write(self, css: str, text: str) -> "Keys":
        """Reach a field and type."""
        self.to(css)
        self.page.keyboard.type(text)
        return self

    def pick(self, css: str, value: str) -> "Keys":
        """Reach a list and choose with the arrows."""
        self.to(css)
        for _step in range(30):
            if self.page.evaluate("() => document.activeElement.value") == value:
                return self
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{value} is not offered in {css}")

    def sign_in(self, who: str, password: str) -> "Keys":
        """Sign in on the sign-in page."""
        self.write("[name=email]", f"{who}@example.org").write("[name=password]", password)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        return self
