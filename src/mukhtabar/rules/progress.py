"""How far something has come, by its milestones: nobody types a percentage."""


def percent(done: int, total: int) -> int | None:
    """Return how many of `total` milestones are `done`, in whole percent; None when there is nothing to count.

    Rounded down, so that 100 is said only when all are done.
    """
    return done * 100 // total if total else None
