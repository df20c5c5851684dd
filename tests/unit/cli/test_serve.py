"""The port is taken once, and whoever comes second is told so in one sentence."""

import socket

import pytest

from mukhtabar.cli.options import Failure
from mukhtabar.cli.serve import listening


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


@pytest.mark.parametrize("shared", [False, True])
def test_a_port_that_another_has_bound_is_refused_although_it_does_not_answer_yet(shared: bool) -> None:
    port = free_port()
    refused = pytest.raises(Failure, match=f"Port {port} on 127.0.0.1 cannot be used: .*--port")
    with listening("127.0.0.1", port, shared=False), refused:
        listening("127.0.0.1", port, shared)


def test_processes_of_one_portal_share_their_port() -> None:
    port = free_port()
    with listening("127.0.0.1", port, shared=True), listening("127.0.0.1", port, shared=True):
        pass


def test_an_address_that_is_not_of_this_machine_is_refused() -> None:
    with pytest.raises(Failure, match="cannot be used"):
        listening("192.0.2.1", free_port(), shared=False)


def test_who_connects_while_the_portal_starts_waits() -> None:
    port = free_port()
    with listening("127.0.0.1", port, shared=False), socket.create_connection(("127.0.0.1", port), timeout=5):
        pass
