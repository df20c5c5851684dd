"""kill -9 while people submit: what was acknowledged is there, nothing is there twice (invariants 1-3)."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from mukhtabar.actions.audit import audit
from tests.conftest import NOW
from tests.world import CONSULTATION, World

KILLS, EACH = 6, 12
WRITER = """
import sys
from pathlib import Path
from tests.world import World
from tests.conftest import NOW
world = World(Path(sys.argv[1]), NOW, storage="sqlite")
with world.acting() as ctx:
    for person in ctx.register:
        if person.email:
            world.pids[person.email.partition("@")[0]] = person.pid
for number in range(100000):
    path = world.submitted(f"مقترح {sys.argv[2]} {number}")
    print(f"{sys.argv[2]} {number} {path}", flush=True)
"""


def test_nothing_acknowledged_is_lost_and_nothing_is_there_twice(tmp_path: Path) -> None:
    World(tmp_path, NOW, storage="sqlite").close()
    acknowledged: list[str] = []
    for kill in range(KILLS):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path), str(kill)], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            text=True, cwd=Path(__file__).parents[2], env={**os.environ, "PYTHONWARNINGS": "ignore"},
        )  # fmt: skip
        assert writer.stdout is not None
        # The last one is killed in the middle of the next commit: its line is read after the signal.
        for _line in range(EACH + kill):
            acknowledged.append(writer.stdout.readline())
        writer.send_signal(signal.SIGKILL)
        acknowledged += writer.communicate(timeout=60)[0].splitlines(keepends=True)
    paths = [line.split()[2] for line in acknowledged if line.endswith("\n")]
    assert len(paths) >= KILLS * EACH
    world = World(tmp_path, NOW, storage="sqlite")
    with world.acting() as ctx:
        stored = {f"{CONSULTATION}/{name}" for name in world.at(ctx, CONSULTATION)}
        assert not set(paths) - stored, "acknowledged, but lost"
        assert len(stored) <= len(paths) + KILLS
        titles = [world.at(ctx, path).title for path in stored]
        assert len(titles) == len(set(titles))
        assert all(world.at(ctx, path).state == "submitted" for path in stored)
    world.later(hours=1)
    with world.acting() as ctx:
        assert {finding.code for finding in audit(ctx)} <= {"unused_person"}
    world.close()
