"""make bench: the pages everyone reads, kept and rendered, against a bare server of the same run (GOALS S1, S2, W1)."""

import argparse
import gzip
import os
import re
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from load import name, pinned, rate

ROOT = Path(__file__).resolve().parent.parent


def free_port() -> int:
    """Return a port nobody uses."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


def get(port: int, path: str) -> tuple[bytes, int]:
    """Return a page and the bytes that travelled."""
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(request, timeout=30) as answer:
        body = answer.read()
        return (gzip.decompress(body) if answer.headers.get("Content-Encoding") == "gzip" else body), len(body)


class Server:
    """A server process on core 0."""

    def __init__(self, command: list[str], port: int, environ: dict[str, str]) -> None:
        self.port = port
        self.process = subprocess.Popen(
            pinned(0, command), env={**os.environ, **environ}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        for _attempt in range(300):
            try:
                get(port, "/")
                return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError(f"did not start: {command}")

    def processor(self) -> float:
        """Return the seconds of processor time used so far (user and system)."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(") ")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def stop(self) -> None:
        """End the process."""
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(20)


def pages(port: int) -> dict[str, str]:
    """Return the pages to measure: the consultation is the one with most proposals."""
    home = "/"
    found: dict[str, int] = {}
    listing = get(port, "/consultations")[0].decode()
    for path in set(re.findall(r'href="(/[a-z-]+/[a-z0-9-]+/[a-z0-9-]+/[a-z0-9-]+)"', listing)):
        found[path] = len(set(re.findall(rf'href="({path}/p-[a-z0-9]+)"', get(port, path)[0].decode())))
    best = max(found, key=lambda path: found[path])
    text = get(port, f"{best}?order=answered")[0].decode()
    proposal = re.findall(rf'href="({best}/p-[a-z0-9]+)"', text)[0]
    return {"home": home, f"consultation ({found[best]} proposals)": best, "proposal (answered)": proposal}


def weigh(port: int, paths: dict[str, str]) -> None:
    """Print what a first visit costs, compressed."""
    print(
        "\n| page | HTML | style | script | fonts and images | all, compressed | requests |"
        "\n|---|---|---|---|---|---|---|"
    )
    for title, path in paths.items():
        html, size = get(port, path)
        text = html.decode()
        names = set(re.findall(r'(?:href|src)="(/static/[^"]+)"', text))
        parts = {found: get(port, found)[1] for found in names}
        style = sum(n for p, n in parts.items() if p.endswith(".css"))
        script = sum(n for p, n in parts.items() if p.endswith(".js"))
        rest = sum(parts.values()) - style - script
        total = size + sum(parts.values())
        print(f"| {title} | {size:,} | {style:,} | {script:,} | {rest:,} | {total:,} | {1 + len(parts)} |")
    print("\nA device without a Tifinagh font of its own loads one more file of 16 kB, once.")


def main() -> None:
    """Start the three servers, measure in turns, print medians."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=3)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        environ = {"MUKHTABAR_DATA": folder, "MUKHTABAR_RELOAD_TEMPLATES": "false"}
        command = str(Path(sys.executable).with_name("mukhtabar"))
        subprocess.run(
            [command, "demo"], env={**os.environ, **environ}, cwd=ROOT, check=True, stdout=subprocess.DEVNULL
        )
        ports = [free_port() for _server in range(3)]
        servers = {
            "bare": Server([sys.executable, str(ROOT / "benchmarks/bare.py"), str(ports[0])], ports[0], {}),
            "kept": Server([command, "serve", "--port", str(ports[1])], ports[1], environ),
            "rendered": Server(
                [command, "serve", "--port", str(ports[2])], ports[2], {**environ, "MUKHTABAR_PAGE_CACHE": "false"}
            ),
        }
        try:
            measure(servers, chosen.rounds, chosen.seconds)
        finally:
            for server in servers.values():
                server.stop()


def measure(servers: dict[str, Server], rounds: int, seconds: float) -> None:
    """Interleave the cases and print the table."""
    paths = pages(servers["kept"].port)
    cases = [("bare", "hello", "/")] + [
        (how, title, path) for how in ("kept", "rendered") for title, path in paths.items()
    ]
    rates: dict[tuple[str, str], list[float]] = {}
    costs: dict[tuple[str, str], list[float]] = {}
    for _round in range(rounds):
        for how, title, path in cases:
            before = servers[how].processor()
            found = rate(servers[how].port, path, seconds)
            rates.setdefault((how, title), []).append(found)
            costs.setdefault((how, title), []).append((servers[how].processor() - before) / (found * seconds) * 1000)
    bare = statistics.median(rates["bare", "hello"])
    print(f"{rounds} rounds of {seconds:g} s, interleaved, client: {name()}, one process of four threads each\n")
    print("| case | requests/s, median (least – most) | ratio to bare | processor ms a request |\n|---|---|---|---|")
    for key, found in rates.items():
        middle = statistics.median(found)
        cost = statistics.median(costs[key])
        print(
            f"| {' '.join(key)} | {middle:,.0f} ({min(found):,.0f} – {max(found):,.0f})"
            f" | {middle / bare:.2f} | {cost:.2f} |"
        )
    weigh(servers["kept"].port, paths)


if __name__ == "__main__":
    main()
