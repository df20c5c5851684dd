"""How a message leaves the portal: by SMTP, into files, into a list for tests, or not at all."""

import os
import smtplib
import ssl
from email.message import EmailMessage
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

from mukhtabar.settings import Settings

TIMEOUT = 20
#: First of the reply codes that are not worth another try.
PERMANENT = 500
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


class UnreachableError(OSError):
    """The mail server cannot be reached or lets nobody in: no other message would fare better now."""


def refused_for_good(error: Exception) -> bool:
    """Return whether the server will say the same to every further try: a 5xx to the recipient or to the text.

    RFC 5321 section 4.2.1. A refused sender or password is the operator's to mend, so those letters are tried again.
    """
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= PERMANENT for code, _text in error.recipients.values())
    return isinstance(error, smtplib.SMTPDataError) and error.smtp_code >= PERMANENT


class Transport(Protocol):
    """Takes messages. `send` returns only when the message is in other hands, and raises otherwise."""

    def send(self, message: EmailMessage) -> None:
        """Hand over one message."""

    def close(self) -> None:
        """Let go of what `send` may have opened; `send` opens it again."""


class NoTransport:
    """Forgets every message."""

    def send(self, message: EmailMessage) -> None:
        """Do nothing."""

    def close(self) -> None:
        """Do nothing."""


class MemoryTransport(NoTransport):
    """Keeps the messages in `sent`. A test may put an exception into `failures`, one for each sending."""

    def __init__(self) -> None:
        self.sent: list[EmailMessage] = []
        self.failures: list[Exception] = []

    def send(self, message: EmailMessage) -> None:
        """Keep the message, or raise the next failure."""
        if self.failures:
            raise self.failures.pop(0)
        self.sent.append(message)


class FilesTransport(NoTransport):
    """Writes each message to a file in `folder` that only the portal's user may read."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def send(self, message: EmailMessage) -> None:
        """Write `<Message-ID>.eml` in one piece; the same message twice is one file."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        name = "".join(sign for sign in str(message["Message-ID"]).partition("@")[0] if sign.isalnum() or sign in ".-")
        unfinished = self.folder / f".{name}.part"
        handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(message.as_bytes())
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(self.folder / f"{name}.eml")


class SmtpTransport:
    """Hands messages to the server at `address`: smtp://host:25, or smtps://user:password@host:465.

    STARTTLS is used wherever it is offered, with the certificate checked, but on this same machine. A password never
    leaves in clear.
    """

    def __init__(self, address: str, timeout: float = TIMEOUT) -> None:
        parts = urlsplit(address)
        self._secure = parts.scheme == "smtps"
        self._host = parts.hostname or "localhost"
        self._port = parts.port or (465 if self._secure else 25)
        self._user, self._password = unquote(parts.username or ""), unquote(parts.password or "")
        self._timeout = timeout
        self._server: smtplib.SMTP | None = None

    def _connected(self) -> smtplib.SMTP:
        local = self._host in LOOPBACK
        if self._secure:
            context = ssl.create_default_context()
            return self._welcome(smtplib.SMTP_SSL(self._host, self._port, timeout=self._timeout, context=context), True)
        server = smtplib.SMTP(self._host, self._port, timeout=self._timeout)
        server.ehlo_or_helo_if_needed()
        encrypted = False
        if not local and server.has_extn("starttls"):
            server.starttls(context=ssl.create_default_context())
            encrypted = True
        return self._welcome(server, encrypted or local)

    def _welcome(self, server: smtplib.SMTP, safe: bool) -> smtplib.SMTP:
        if self._user:
            if not safe:
                server.close()
                raise UnreachableError("The mail server offers no encryption, so the password is not sent to it.")
            server.login(self._user, self._password)
        return server

    def send(self, message: EmailMessage) -> None:
        """Hand over one message; raises UnreachableError when there is no way to the server."""
        if self._server is None:
            try:
                self._server = self._connected()
            except (OSError, smtplib.SMTPException) as error:
                raise UnreachableError(type(error).__name__) from error
        try:
            self._server.send_message(message)
        except (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError, smtplib.SMTPSenderRefused):
            raise
        except Exception:
            # Where the conversation stands is not known any more.
            self.close()
            raise

    def close(self) -> None:
        """Say goodbye to the server."""
        server, self._server = self._server, None
        if server is None:
            return
        try:
            server.quit()
        except (OSError, smtplib.SMTPException):
            server.close()


def transport_for(settings: Settings) -> Transport:
    """Return what `settings.mail` names: files, none, or an smtp:// or smtps:// address."""
    if settings.mail == "files":
        return FilesTransport(settings.data / "mail")
    if settings.mail == "none":
        return NoTransport()
    return SmtpTransport(settings.mail)
