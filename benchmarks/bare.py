"""The bare server that everything is compared with: waitress and a WSGI function that says hello."""

import socket
import sys

from waitress.server import create_server

from mukhtabar.cli.serve import LIMITS


def hello(environ, start_response):
    """Answer every request with the same few bytes."""
    start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", "6")])
    return [b"hello\n"]


if __name__ == "__main__":
    sock = socket.socket()
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    sock.bind(("127.0.0.1", int(sys.argv[1])))
    create_server(hello, sockets=[sock], threads=4, **LIMITS).run()
