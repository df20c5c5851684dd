"""make bench-contents: the contents page and a save, with few documents in a folder and with 50,000 (GOALS S3, S4).

The site is on disk, in a folder of its own that is removed afterwards. Requests run in this process, through the whole
application; a number is the median processor time of one request in milliseconds.
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.conftest import NOW  # noqa: E402
from tests.world import SPACE, World  # noqa: E402

from mukhtabar.actions.create import create  # noqa: E402
from mukhtabar.content.page import Page  # noqa: E402
from mukhtabar.content.texts import Texts  # noqa: E402

BATCH = 1000


def filled(folder: Path, children: int) -> World:
    """Return a site whose space holds so many pages."""
    world = World(folder, NOW, storage="sqlite")
    for start in range(0, children, BATCH):
        with world.acting("lead") as ctx:
            space = world.at(ctx, SPACE)
            for number in range(start, min(start + BATCH, children)):
                title, body = (Texts.of(ctx.now, ar=text) for text in (f"صفحة رقم {number}", "<p>نص الصفحة.</p>"))
                create(ctx, space, Page(), f"n-{number}", {"title": title, "body": body})
        world.later(seconds=1)
    return world


def median(do: Callable[[], Any], times: int) -> float:
    """Return the median processor time of `do`, in milliseconds, after one run that is not counted."""
    return prepared(lambda: do, times)


def prepared(ready: Callable[[], Callable[[], Any]], times: int) -> float:
    """Return the median processor time, in milliseconds, of what `ready` returns each time; the first is not counted.

    To read a page and fill in its form costs this process several times what it costs the portal to save it.
    """
    taken = []
    for _time in range(times + 1):
        do = ready()
        start = time.process_time()
        do()
        taken.append(time.process_time() - start)
    return statistics.median(taken[1:]) * 1000


def measured(world: World, times: int) -> dict[str, float]:
    """Return what each kind of request costs."""
    browser = world.browser("lead")
    here = f"{SPACE}/contents"
    titles = iter(range(10**9))

    def filled_in() -> Callable[[], Any]:
        form = browser.form(browser.get(f"{SPACE}/n-7/edit"), "serial")
        form.set("ar", f"عنوان {next(titles)}", index=0)
        return lambda: form.submit("save", status=303)

    found = {
        "contents, by hand": median(lambda: browser.get(here), times),
        "contents, by title, page 20": median(lambda: browser.get(f"{here}?sort=title&page=20"), times),
        "contents, last changed": median(lambda: browser.get(f"{here}?sort=modified"), times),
        "contents, filtered by words": median(lambda: browser.get(f"{here}?q=رقم 77"), times),
        "the edit form": median(lambda: browser.get(f"{SPACE}/n-7/edit"), times),
        "a save": prepared(filled_in, times),
    }
    form = browser.get(here).forms["contents"]
    form.fields["chosen"][5].checked = True
    found["one moved up"] = median(lambda: form.submit("do", value="earlier"), times)
    return found


def main() -> None:
    """Measure at each size and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 50_000])
    parser.add_argument("--times", type=int, default=15)
    given = parser.parse_args()
    results = []
    for size in given.sizes:
        with tempfile.TemporaryDirectory() as folder:
            print(f"Making {size:,} pages…", file=sys.stderr)
            world = filled(Path(folder), size)
            results.append(measured(world, given.times))
            world.close()
    print("| request | " + " | ".join(f"{size:,} children, ms" for size in given.sizes) + " |")
    print("|---|" + "---|" * len(given.sizes))
    for name in results[0]:
        print(f"| {name} | " + " | ".join(f"{result[name]:.1f}" for result in results) + " |")


if __name__ == "__main__":
    main()
