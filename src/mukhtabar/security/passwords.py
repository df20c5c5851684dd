"""Passwords: argon2id (OWASP ASVS 5.0, 11.4.2), checked in the same time whether or not the person exists."""

from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

MINIMUM, MAXIMUM = 10, 200


class Passwords:
    """Hashes and checks. `cheap` is for tests, which would otherwise spend their time here."""

    def __init__(self, cheap: bool = False) -> None:
        self._hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1) if cheap else PasswordHasher()

    def hash(self, password: str) -> str:
        """Return the argon2id hash of `password`."""
        return self._hasher.hash(password)

    def matches(self, hashed: str, password: str) -> bool:
        """Whether `password` has that hash. An empty hash takes as long to refuse as a wrong password."""
        try:
            return self._hasher.verify(hashed or self._decoy(), password) and bool(hashed)
        except (VerificationError, InvalidHashError):
            return False

    @lru_cache(maxsize=1)  # noqa: B019  one instance lives as long as the process
    def _decoy(self) -> str:
        return self._hasher.hash("nobody has this password")
