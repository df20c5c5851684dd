"""make bench-pictures: what it costs to attach a photograph, and what its scales weigh.

Each photograph is made here, attached in a process of its own, so that the memory is its own; the site is on disk, in a
folder that is removed afterwards. Memory is the most that the process held beyond what it held before.
"""

import argparse
import hashlib
import subprocess
import sys
import tempfile
import time
from io import BytesIO
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from PIL import Image  # noqa: E402
from tests.conftest import NOW  # noqa: E402
from tests.world import World  # noqa: E402

#: Name -> (width, height, options of the encoder).
PHOTOS = {
    "12 megapixels, JPEG": (4000, 3000, {"quality": 92}),
    "40 megapixels, JPEG": (7744, 5165, {"quality": 88}),
    "40 megapixels, progressive": (7744, 5165, {"quality": 86, "progressive": True}),
    "3 megapixels, PNG": (2000, 1500, {}),
}


def photograph(width: int, height: int, options: dict[str, object], kind: str) -> bytes:
    """Return a picture like a photograph: soft shapes with a little grain, under 5 MB."""
    random = Random(3)
    soft = Image.merge("RGB", [Image.frombytes("L", (24, 16), random.randbytes(384)) for _channel in range(3)])
    soft = soft.resize((width, height), Image.Resampling.BICUBIC)
    grain = Image.frombytes("L", (512, 512), random.randbytes(512 * 512)).resize((width, height))
    made = Image.blend(soft, grain.convert("RGB"), 0.08)
    out = BytesIO()
    made.save(out, kind, **options)
    return out.getvalue()


def held(name: str, reset: bool = False) -> int:
    """Return the memory of this process in kB: VmRSS what it holds, VmHWM the most it held since `reset` (Linux)."""
    if reset:
        Path("/proc/self/clear_refs").write_text("5")
    line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith(name))
    return int(line.split()[1])


def attached(data: bytes) -> tuple[float, float, list[str]]:
    """Return seconds of processor time, megabytes of memory at the peak, and a line for what is kept."""
    with tempfile.TemporaryDirectory() as folder:
        world = World(Path(folder), NOW, storage="sqlite")
        before, start = held("VmRSS", reset=True), time.process_time()
        path = world.image(data=data)
        seconds = time.process_time() - start
        peak = (held("VmHWM") - before) / 1024
        with world.acting() as ctx:
            image = world.at(ctx, path)
            lines = [f"kept {image.width} x {image.height} {image.media_type[6:]}: {image.size / 1024:.0f} kB"]
            lines += [
                f"{scale.name} {scale.width} x {scale.height} {scale.media_type[6:]}: {scale.size / 1024:.1f} kB"
                for scale in image.scales
            ]
        world.close()
    return seconds, peak, lines


def main() -> None:
    """Print the table; with a file as argument, measure that one and print a line for the parent."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--one", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        seconds, peak, lines = attached(Path(given.one).read_bytes())
        print(f"{seconds:.2f}\t{peak:.0f}\t" + "\t".join(lines))
        return
    print(f"{'photograph':<30}{'sent':>9}{'processor':>12}{'memory':>10}")
    with tempfile.TemporaryDirectory() as folder:
        for name, (width, height, options) in PHOTOS.items():
            data = photograph(width, height, options, "PNG" if "PNG" in name else "JPEG")
            file = Path(folder) / hashlib.sha256(name.encode()).hexdigest()[:8]
            file.write_bytes(data)
            command = [sys.executable, __file__, "--one", str(file)]
            done = subprocess.run(command, capture_output=True, text=True, check=True)
            seconds, peak, *lines = done.stdout.strip().split("\t")
            print(f"{name:<30}{len(data) / 1024**2:>6.1f} MB{float(seconds):>10.2f} s{float(peak):>7.0f} MB")
            for line in lines:
                print(f"    {line}")


if __name__ == "__main__":
    main()
