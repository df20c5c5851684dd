"""make bench-slow: until the first text is on a small screen, over a slow line and on a slow processor (GOALS W2).

400 kbit/s, 400 ms there and back, a processor six times slower than this one; nothing kept from before. The goal is
2.5 s.
"""

import argparse
import statistics
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from playwright.sync_api import Browser, sync_playwright  # noqa: E402
from tests.browser.conftest import BROWSER, FLAGS, PHONE, Served  # noqa: E402
from tests.world import CONSULTATION  # noqa: E402

LINE = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
SLOWER = 6
FIRST_TEXT = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime"


def first_text(browser: Browser, address: str) -> float:
    """Return the milliseconds until something can be read at `address`, in a browser that has seen nothing."""
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", LINE)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(address)
    page.wait_for_function(FIRST_TEXT)
    found = float(page.evaluate(FIRST_TEXT))
    context.close()
    return found


def main() -> None:
    """Print the best and the median for three kinds of pages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        served = Served(Path(folder))
        browser = playwright.chromium.launch(executable_path=BROWSER.find(), args=list(FLAGS))
        paths = {"home": "/", "consultation": CONSULTATION, "proposal": served.portal["proposal:published"]}
        print(f"{'page':<14}{'best, ms':>10}{'median, ms':>12}")
        for name, path in paths.items():
            times = [first_text(browser, served.base + path) for _round in range(rounds)]
            print(f"{name:<14}{min(times):>10.0f}{statistics.median(times):>12.0f}")
        browser.close()
        served.close()


if __name__ == "__main__":
    main()
