"""Settings: the ini file and the environment become one frozen object, or the start stops with a sentence."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit

PREFIX = "mukhtabar."
#: Keys of the same ini section that belong to Pyramid and paste.
FOREIGN = ("pyramid.", "debugtoolbar.", "here", "__file__")


class SettingsError(ValueError):
    """A setting is unknown, ill-typed or out of range; the text is one sentence for the operator."""


def _boolean(text: str) -> bool:
    if text.lower() in {"true", "yes", "on", "1"}:
        return True
    if text.lower() in {"false", "no", "off", "0"}:
        return False
    raise ValueError("must be true or false")


def _storage(text: str) -> str:
    if text in {"sqlite", "filestorage", "memory"} or text.startswith("postgresql:"):
        return text
    raise ValueError("must be sqlite, filestorage, memory, or postgresql: followed by a connection string")


def _mail(text: str) -> str:
    if text in {"files", "none"} or urlsplit(text).scheme in {"smtp", "smtps"}:
        return text
    raise ValueError("must be files, none, or an address such as smtp://localhost:25")


def _address(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        raise ValueError("must be an address such as https://portal.example.ma")
    return text.rstrip("/")


@dataclass(frozen=True)
class Settings:
    """What an operator can set: ``mukhtabar.<name>`` in the ini file, ``MUKHTABAR_<NAME>`` in the environment."""

    data: Path = field(default=Path("var"), metadata={"parse": Path})
    storage: str = field(default="sqlite", metadata={"parse": _storage})
    base_url: str = field(default="http://127.0.0.1:6543", metadata={"parse": _address})
    mail: str = field(default="files", metadata={"parse": _mail})
    mail_from: str = field(default="portal@localhost", metadata={"parse": str})
    reload_templates: bool = field(default=False, metadata={"parse": _boolean})
    strict_reads: bool = field(default=False, metadata={"parse": _boolean})
    page_cache: bool = field(default=True, metadata={"parse": _boolean})
    secure_cookies: bool | None = field(default=None, metadata={"parse": _boolean})
    cache_objects: int = field(default=20000, metadata={"parse": int})

    @classmethod
    def read(cls, ini: Mapping[str, Any], environ: Mapping[str, str] | None = None) -> Self:
        """Return the settings from an ini section's mapping and the environment, which wins.

        Raises SettingsError for a key nobody knows or a value of the wrong kind.
        """
        environ = os.environ if environ is None else environ
        known = {f.name: f for f in fields(cls)}
        given: dict[str, str] = {}
        for key, value in ini.items():
            if key.startswith(PREFIX):
                given[key.removeprefix(PREFIX)] = str(value)
            elif not key.startswith(FOREIGN):
                raise SettingsError(f"The setting '{key}' is not known: settings of the portal begin with '{PREFIX}'.")
        given |= {
            key.removeprefix("MUKHTABAR_").lower(): value
            for key, value in environ.items()
            if key.startswith("MUKHTABAR_")
        }
        values: dict[str, Any] = {}
        for name, text in given.items():
            if name not in known:
                raise SettingsError(f"The setting '{PREFIX}{name}' is not known. Known: {', '.join(sorted(known))}.")
            try:
                values[name] = known[name].metadata["parse"](text)
            except ValueError as error:
                raise SettingsError(f"The setting '{PREFIX}{name}' is '{text}', but it {error}.") from None
        return cls(**values)

    @property
    def cookies_secure(self) -> bool:
        """Whether cookies carry Secure: everywhere but on plain-HTTP localhost (RFC 6265bis section 4.1.2.5)."""
        if self.secure_cookies is not None:
            return self.secure_cookies
        parts = urlsplit(self.base_url)
        return not (parts.scheme == "http" and parts.hostname in {"localhost", "127.0.0.1", "::1"})
