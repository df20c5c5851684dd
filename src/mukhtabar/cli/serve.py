"""mukhtabar serve."""

import logging
import os
import signal
import socket
import sys
from pathlib import Path
from typing import Any

import click
from waitress.server import create_server

from mukhtabar.app import configure
from mukhtabar.cli.options import Failure, read_settings
from mukhtabar.demo.accounts import ACCOUNTS
from mukhtabar.forms.templates import templates
from mukhtabar.services.site import Site
from mukhtabar.services.worker import Worker
from mukhtabar.views.cache import PageCache

#: Waitress as stock falls to one telephone that opens a hundred connections; these are what held (measured).
LIMITS: dict[str, Any] = {
    "connection_limit": 1000,
    "channel_timeout": 30,
    "cleanup_interval": 5,
    "max_request_body_size": 6 * 1024 * 1024,
    "asyncore_use_poll": True,
    "clear_untrusted_proxy_headers": True,
    "ident": None,
}
#: How often the search queue, the outbox and the dated steps are looked at.
WORK_SECONDS = 2.0


def listening(host: str, port: int, shared: bool) -> socket.socket:
    """Return a listening socket; who connects while the portal starts, waits. Raises Failure: the port is in use."""
    sock = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if shared:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    try:
        sock.bind((host, port))
        # Two that start together may both bind; only one may listen.
        sock.listen()
    except OSError as error:
        sock.close()
        raise Failure(f"Port {port} on {host} cannot be used: {error.strerror}. Choose another with --port.") from None
    return sock


def _pin(number: int) -> None:
    """Keep this process on one core: cheap requests double in speed (measured). Left alone where the system cannot."""
    if hasattr(os, "sched_setaffinity"):
        cores = sorted(os.sched_getaffinity(0))
        os.sched_setaffinity(0, {cores[number % len(cores)]})


def _run(config: Path, sock: socket.socket, threads: int, number: int) -> None:
    site = Site.open(read_settings(config))
    templates(site.settings.reload_templates).compile_all()
    application: Any = configure(site.settings, site).make_wsgi_app()
    if site.settings.page_cache:
        application = PageCache(application, site)
    worker = Worker(site, WORK_SECONDS)
    worker.start()
    server = create_server(application, sockets=[sock], threads=threads, **LIMITS)
    if number == 0:
        click.echo("Press Ctrl-C to stop.")
    sys.stdout.flush()
    try:
        server.run()
    finally:
        worker.stop()
        site.close()


def _stop(_number: int, _frame: object) -> None:
    raise SystemExit(0)


def _announce(site: Site, host: str, port: int) -> None:
    with site.session() as ctx:
        sample = any(ctx.register.by_address(account.email) for account in ACCOUNTS)
    click.echo(f"\n  Mukhtabar   http://{host}:{port}/   (français: /fr/   ⵜⴰⵎⴰⵣⵉⵖⵜ: /zgh/   English: /en/)\n")
    if sample:
        click.echo("  Accounts of the sample site; sign in at /sign-in:")
        for account in ACCOUNTS:
            click.echo(f"    {account.email:28} {account.password:22} {account.role:12} {account.where}")
        click.echo("")


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=6543, show_default=True, type=click.IntRange(1, 65535))
@click.option("--threads", default=4, show_default=True, type=click.IntRange(1, 64))
@click.option(
    "--processes", default=1, show_default=True, type=click.IntRange(1, 64), help="Each on a core of its own."
)
@click.pass_context
def serve(context: click.Context, host: str, port: int, threads: int, processes: int) -> None:
    """Run the portal: pages, mail, search index and dated steps. Ctrl-C stops it."""
    config = context.find_root().obj
    settings = read_settings(config)
    sockets = [listening(host, port, shared=processes > 1) for _number in range(processes)]
    site = Site.open(settings)
    try:
        _announce(site, host, port)
    finally:
        site.close()
    # A queue of a few requests is ordinary; waitress warns of each.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    signal.signal(signal.SIGTERM, _stop)
    children = []
    for number, sock in list(enumerate(sockets))[1:]:
        pid = os.fork()
        if pid == 0:
            _pin(number)
            _run(config, sock, threads, number)
            os._exit(0)
        children.append(pid)
    if processes > 1:
        _pin(0)
    try:
        _run(config, sockets[0], threads, 0)
    finally:
        for pid in children:
            os.kill(pid, signal.SIGTERM)
            os.waitpid(pid, 0)
