"""Drive a server with a few keep-alive connections and count what comes back: wrk when it is there, else Python."""

import os
import re
import shutil
import socket
import subprocess
import threading
import time

CONNECTIONS = 16


def name() -> str:
    """Return which client is used."""
    return "wrk" if shutil.which("wrk") else "the Python client"


def pinned(core: int, command: list[str]) -> list[str]:
    """Return the command kept on one core, where the system can do that."""
    return ["taskset", "-c", str(core), *command] if shutil.which("taskset") and (os.cpu_count() or 1) > 1 else command


def rate(port: int, path: str, seconds: float) -> float:
    """Return answers of 200 per second. Raises RuntimeError when any other answer came."""
    if shutil.which("wrk"):
        return _wrk(port, path, seconds)
    return _python(port, path, seconds)


def _wrk(port: int, path: str, seconds: float) -> float:
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{max(1, round(seconds))}s", "-H", "Accept-Encoding: gzip"]
    text = subprocess.run(
        pinned(1, [*command, f"http://127.0.0.1:{port}{path}"]), capture_output=True, text=True, check=True
    ).stdout
    if "Non-2xx" in text:
        raise RuntimeError(text)
    found = re.search(r"Requests/sec:\s+([\d.]+)", text)
    assert found, text
    return float(found[1])


def _python(port: int, path: str, seconds: float) -> float:
    stop, counts = time.monotonic() + seconds, [0] * 4
    request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\n\r\n".encode()

    def run(slot: int) -> None:
        with socket.create_connection(("127.0.0.1", port)) as sock:
            buffer = b""
            while time.monotonic() < stop:
                sock.sendall(request)
                while b"\r\n\r\n" not in buffer:
                    buffer += sock.recv(65536)
                head, _gap, buffer = buffer.partition(b"\r\n\r\n")
                if not head.startswith(b"HTTP/1.1 200"):
                    raise RuntimeError(head.decode("latin-1"))
                length = int(re.search(rb"(?i)content-length: (\d+)", head)[1])
                while len(buffer) < length:
                    buffer += sock.recv(65536)
                buffer = buffer[length:]
                counts[slot] += 1

    threads = [threading.Thread(target=run, args=(slot,)) for slot in range(len(counts))]
    started = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / (time.monotonic() - started)
