"""Who stands behind a proposal: people, each counted once."""

from mukhtabar.content.joined import carried
from mukhtabar.content.proposal import Proposal
from mukhtabar.store.register import Register


def voices(register: Register, proposal: Proposal) -> frozenset[str]:
    """Return what stands for each person behind `proposal`: its author, and the authors of what joined it.

    Whoever wrote several of them is one person, and so are two records with one address. Supporters belong in here too
    as soon as there are any: their ids are added to `people`.
    """
    people = {document.creator for document in (proposal, *carried(proposal))}
    return frozenset(register.same(pid) for pid in people if pid)
