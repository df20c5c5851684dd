"""Run axe-core over a page."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

SOURCE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
#: What passes is not sent: it is most of what axe has to say.
RUN = "options => axe.run(document, options).then(found => ({ violations: found.violations, incomplete: found.incomplete }))"
#: Where the row of buttons that stays in reach stands.
REACH = "position => document.querySelectorAll('.reach').forEach(row => { row.style.position = position })"
#: What axe cannot decide by itself, and why we may: (rule, beginning of the element) -> reason.
REVIEWED: dict[tuple[str, str], str] = {
    (
        "color-contrast",
        "<text ",
    ): "names on the map stand in ink on a halo of paper: tests/unit/design/test_contrast.py",
    ("color-contrast-enhanced", "<text "): "the same",
    ("frame-tested", "<iframe "): "the framed page is looked at by itself: IWritten:previewed in pages.py",
}


def violations(page: Page, contrast: float = 4.5) -> list[str]:
    """Return one line per violation, and per finding that axe leaves to a person and nobody has reviewed.

    All rules run, best practices included; a `contrast` of 7 adds that rule (WCAG 1.4.6), one of 0 leaves contrasts out.
    """
    if not page.evaluate("() => typeof window.axe === 'object'"):
        page.evaluate(SOURCE)
    # What the preview shows in a frame is a page of its own, with its own examples: two heads are not on one page.
    # Buttons that stay in reach lie over the text only while it is scrolled: where nothing is, axe cannot tell a contrast.
    page.evaluate(REACH, "static")
    options: dict[str, Any] = {"resultTypes": ["violations", "incomplete"], "iframes": False}
    if contrast != 4.5:
        options["rules"] = {f"color-contrast{'-enhanced' if contrast else ''}": {"enabled": bool(contrast)}}
    found = page.evaluate(RUN, options)
    page.evaluate(REACH, "")
    return [
        f"{kind} {rule['id']}: {node['target'][0]} {node['html'][:140]} {node['failureSummary'][:200] if 'failureSummary' in node else ''}"
        for kind in ("violations", "incomplete")
        for rule in found[kind]
        for node in rule["nodes"]
        if kind == "violations"
        or not any(rule["id"] == name and node["html"].startswith(start) for name, start in REVIEWED)
    ]
