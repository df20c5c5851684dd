"""Count what a register says of its consultation now: proposals, people, answers and what was done of them."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from mukhtabar.actions.context import Ctx
from mukhtabar.actions.voices import voices
from mukhtabar.content.answer import OUTCOMES
from mukhtabar.content.proposal import TOPICS, Proposal
from mukhtabar.content.register import EVIDENCE, NAMED, Counted, Part, Paths, Row, Taken, groups
from mukhtabar.content.seated import DECISIONS, SETTLED


def take(ctx: Ctx, consultation: Any, rows: Sequence[Row]) -> Taken:
    """Return the figures of `consultation` at `ctx.now`. Every public proposal of it is read: for the desk only."""
    index, behind = ctx.portal.listings_index, {}
    by_topic: dict[str, list[Proposal]] = defaultdict(list)
    for _rank, uid in index.walk("proposals.newest", consultation.uid):
        proposal = ctx.portal.uids.get(uid)
        behind[uid] = voices(ctx.register, proposal)
        by_topic[proposal.topic].append(proposal)
    promised: dict[int, list[Any]] = defaultdict(list)
    for _rank, uid in index.walk("commitments", consultation.uid):
        document = ctx.portal.uids.get(uid)
        promised[document.__parent__.uid].append(document)
    parts = []
    for topics in groups(rows, [topic for topic in TOPICS if topic in by_topic]):
        proposals = [proposal for topic in topics for proposal in by_topic[topic]]
        # The most supported first, of those the oldest.
        proposals.sort(key=lambda one: (-len(behind[one.uid]), one.put_at, one.uid))
        people = frozenset[str]().union(*(behind[one.uid] for one in proposals))
        done = [commitment for one in proposals for commitment in promised[one.uid] if commitment.is_public]
        done.sort(key=lambda one: list(one.definition.states).index(one.state))
        parts.append(
            Part(
                topics=topics,
                proposals=len(proposals),
                voices=len(people),
                waiting=sum(one.state == "published" and one.decision not in SETTLED for one in proposals),
                first=_named(proposals),
                decided=_decided(proposals),
                done=_done(done),
            )
        )
    everyone = frozenset[str]().union(*behind.values())
    return Taken(ctx.now, tuple(parts), len(behind), len(everyone), consultation.state == "replied")


def _decided(proposals: Sequence[Proposal]) -> tuple[Counted, ...]:
    """Return the answers that stand, by their outcome, then the proposals decided in session, by the decision."""
    answers = (answer for one in proposals for answer in one.published_answers() if answer.state == "published")
    coded = [*((answer, answer.outcome) for answer in answers), *((one, one.decision) for one in proposals)]
    found = {each.code: each for each in _by_code(coded)}
    return tuple(found[code] for code in (*OUTCOMES, *DECISIONS) if code in found)


def _done(commitments: Sequence[Any]) -> tuple[Counted, ...]:
    """Return the commitments by their state, then what shows that they are kept, all of it together."""
    shows = [evidence for commitment in commitments for evidence in commitment.evidence()]
    return _by_code([*((one, one.state) for one in commitments), *((evidence, EVIDENCE) for evidence in shows)])


def _by_code(coded: Sequence[tuple[Any, str]]) -> tuple[Counted, ...]:
    codes = dict.fromkeys(code for _document, code in coded)
    found = {code: [document for document, other in coded if other == code] for code in codes}
    return tuple(Counted(code, len(those), _named(those)) for code, those in found.items())


def _named(documents: Sequence[Any]) -> Paths:
    """Return the names of the first of them from the consultation down."""
    return tuple(_path(one) for one in documents[:NAMED])


def _path(document: Any) -> tuple[str, ...]:
    above = () if isinstance(document, Proposal) else _path(document.__parent__)
    return (*above, document.__name__)
