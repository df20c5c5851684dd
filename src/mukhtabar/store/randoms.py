"""Random 62-bit keys: two writers that append at once touch different buckets, so they do not conflict."""

import secrets
from typing import Any

BITS = 62


def random_key() -> int:
    """Return a random integer from 1 to 2**62."""
    return secrets.randbits(BITS) or 1


def append(tree: Any, value: Any) -> int:
    """Put `value` into the LOBTree `tree` under a new random key and return the key."""
    while not tree.insert(key := random_key(), value):
        pass
    return key
