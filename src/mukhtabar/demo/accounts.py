"""Who can sign in to the sample site. The passwords are meant to be known: never use these accounts elsewhere."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from types import MappingProxyType
from typing import Any


@dataclass(frozen=True)
class Account:
    """One account. `where` is the node at which `role` holds, empty for a role that needs no grant."""

    email: str
    password: str
    name: str
    role: str
    where: str
    language: str = "ar"
    #: In what capacity the person signs for the council, by language.
    capacity: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def key(self) -> str:
        """The name under which the content files speak of this account: the e-mail address up to the @."""
        return self.email.partition("@")[0]


def load(name: str) -> dict[str, Any]:
    """Return the content file `name`.toml of the sample site."""
    return tomllib.loads(files("mukhtabar.demo").joinpath(f"{name}.toml").read_text("utf-8"))


ACCOUNTS: tuple[Account, ...] = tuple(Account(**row) for row in load("accounts")["account"])
