"""What the code counts each clock of data/clocks.toml from."""

from mukhtabar.content.kinds import KINDS
from mukhtabar.content.measured import Clocked
from mukhtabar.rules.clocks import Start
from mukhtabar.store.requests import InformationRequest


def counted() -> dict[str, Start]:
    """Return clock -> event, of every clock that something is counted by."""
    counts = [kind.counts for kind in KINDS.values() if issubclass(kind, Clocked)]
    return {name: start for each in (*counts, InformationRequest.counts) for name, start in each.items()}
