"""The ways out: files, nothing, and a real SMTP conversation with a server on this machine."""

import smtplib
import socketserver
import threading
from collections.abc import Iterator
from contextlib import closing
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from mukhtabar.services.mail import deliver
from mukhtabar.services.mail_transport import (
    FilesTransport,
    NoTransport,
    SmtpTransport,
    UnreachableError,
    transport_for,
)
from mukhtabar.settings import Settings


class Conversation(socketserver.StreamRequestHandler):
    """As much SMTP as one client needs (RFC 5321)."""

    def handle(self) -> None:
        server: Any = self.server
        server.connections += 1
        self.say("220 stub")
        while line := self.rfile.readline():
            command = line.decode().strip()
            server.heard.append(command)
            verb = command.split(" ")[0].upper()
            if verb == "EHLO":
                self.say("250-stub\r\n250-AUTH PLAIN\r\n250 8BITMIME")
            elif verb == "AUTH":
                self.say("235 welcome")
            elif verb == "RCPT" and any(bad in command for bad in server.refused):
                self.say("550 no such person")
            elif verb == "DATA":
                self.say("354 go on")
                body = b""
                while (row := self.rfile.readline()) != b".\r\n":
                    body += row
                server.mails.append(body)
                self.say("250 taken")
            elif verb == "QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 ok")

    def say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


@pytest.fixture
def server() -> Iterator[Any]:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Conversation) as made:
        made.daemon_threads = True
        made.heard, made.mails, made.refused, made.connections = [], [], [], 0  # type: ignore[attr-defined]
        thread = threading.Thread(target=made.serve_forever, args=(0.01,))
        thread.start()
        yield made
        made.shutdown()
        thread.join()


def letter(to: str = "a@example.ma") -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "portal@example.ma", to, "سلام"
    message["Message-ID"] = "<letter.ab12@portal.example.ma>"
    message.set_content("مرحبا\n.\nوداعا")
    return message


def address(server: Any, user: str = "") -> str:
    return f"smtp://{user}127.0.0.1:{server.server_address[1]}"


def test_smtp_hands_over_several_in_one_conversation(server: Any) -> None:
    with closing(SmtpTransport(address(server), timeout=5)) as out:
        out.send(letter())
        out.send(letter("b@example.ma"))
    assert server.connections == 1
    assert len(server.mails) == 2
    assert b"Subject: =?utf-8?" in server.mails[0]
    assert server.heard[-1].upper() == "QUIT"


def test_smtp_signs_in(server: Any) -> None:
    with closing(SmtpTransport(address(server, "us%40er:p%3Ass@"), timeout=5)) as out:
        out.send(letter())
    assert any(command.startswith("AUTH") for command in server.heard)


def test_a_password_never_goes_in_clear_to_another_machine(server: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mukhtabar.services.mail_transport.LOOPBACK", frozenset())
    with closing(SmtpTransport(address(server, "user:secret@"), timeout=5)) as out, pytest.raises(UnreachableError):
        out.send(letter())
    assert not any(command.startswith("AUTH") for command in server.heard)


def test_a_refused_recipient_does_not_end_the_conversation(server: Any) -> None:
    server.refused.append("nobody@")
    with closing(SmtpTransport(address(server), timeout=5)) as out:
        with pytest.raises(smtplib.SMTPRecipientsRefused):
            out.send(letter("nobody@example.ma"))
        out.send(letter())
    assert (server.connections, len(server.mails)) == (1, 1)


def test_no_server(server: Any) -> None:
    url = address(server)
    server.shutdown()
    server.server_close()
    with closing(SmtpTransport(url, timeout=1)) as out, pytest.raises(UnreachableError):
        out.send(letter())


def test_the_outbox_over_smtp(world: Any, server: Any) -> None:
    server.refused.append("lead@")
    world.propose("author", "إنارة الزنقة")
    with closing(SmtpTransport(address(server), timeout=5)) as out:
        done = deliver(world.site, transport=out)
    assert (done.sent, done.failed, len(server.mails)) == (1, 1, 1)
    assert world.letters()[0].problem == "SMTPRecipientsRefused"


def test_files_are_whole_and_private(tmp_path: Path) -> None:
    out = FilesTransport(tmp_path / "mail")
    message = letter()
    out.send(message)
    (file,) = (tmp_path / "mail").iterdir()
    assert (file.name, file.stat().st_mode & 0o777) == ("letter.ab12.eml", 0o600)
    message.replace_header("Message-ID", "<../../etc/x@y>")
    out.send(message)
    assert sorted(path.parent for path in tmp_path.rglob("*.eml")) == [tmp_path / "mail"] * 2


def test_the_setting_names_the_transport(tmp_path: Path) -> None:
    assert isinstance(transport_for(Settings(data=tmp_path, mail="none")), NoTransport)
    assert isinstance(transport_for(Settings(data=tmp_path, mail="smtps://h")), SmtpTransport)
    files = transport_for(Settings(data=tmp_path, mail="files"))
    assert isinstance(files, FilesTransport)
    assert files.folder == tmp_path / "mail"
