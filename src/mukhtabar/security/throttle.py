"""Moving windows on attempts to sign in and on submissions, per person and per address (abuse cases 39, 76)."""

from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

SIGN_IN_PERSON = parse("10/5minutes")
SIGN_IN_ADDRESS = parse("50/5minutes")
SUBMIT_ADDRESS = parse("60/10minutes")
COMMENT_ADDRESS = parse("30/10minutes")
PRIVATE_ADDRESS = parse("120/10minutes")
REPORT_ADDRESS = parse("20/10minutes")


class Throttle:
    """Counts in memory: one process. A limit that cannot be counted refuses, it does not let through."""

    def __init__(self) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def allows(self, limit: RateLimitItem, *who: str) -> bool:
        """Whether `who` has attempts left; does not count one."""
        return self._limiter.test(limit, *who)

    def hit(self, limit: RateLimitItem, *who: str) -> bool:
        """Count one attempt of `who`; return whether it was within the limit."""
        return self._limiter.hit(limit, *who)
