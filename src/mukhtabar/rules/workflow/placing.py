"""Placing the boxes of a drawn workflow: which row, how large, how far to the right."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import fmean

from mukhtabar.rules.workflow.model import Definition, State, Transition
from mukhtabar.rules.workflow.text_width import width, wrap

ABOVE, MAIN, BELOW = -1, 0, 1
SIZE, TITLE, LEADING = 13, 15, 17
#: Between the arrows that leave one side of a box.
PORT = 20
#: Where a label between two boxes, and the title of a box, breaks into lines.
LABEL, HEADING = 120, 128
#: What an arrow between neighbours takes below its label.
STEP = 20
_GAP = 34


@dataclass(frozen=True, slots=True)
class Box:
    """A state: the lines of its title, row, centre and size."""

    name: str
    lines: tuple[str, ...]
    row: int
    initial: bool
    w: float
    h: float
    x: float = 0.0
    y: float = 0.0


@dataclass(frozen=True, slots=True)
class Stack:
    """The transitions drawn straight between two neighbours on the main line."""

    left: str
    right: str
    transitions: tuple[Transition, ...]


@dataclass(frozen=True, slots=True)
class Sketch:
    """Boxes without heights yet, straight arrows, and the transitions that need a lane in each channel."""

    boxes: dict[str, Box]
    direct: tuple[Stack, ...]
    channels: dict[int, tuple[Transition, ...]]


def text_room(text: str) -> float:
    """Return the width of a label."""
    return width(text, SIZE)


def sketch(definition: Definition, say: Callable[[str], str], badge: Callable[[State], str]) -> Sketch:
    """Return the boxes with row, size and x, and how every transition is to be drawn."""
    direct = tuple(
        Stack(left, right, tuple(_between(definition, left, right))) for left, right in pairwise(definition.line)
    )
    straight = {transition.name for stack in direct for transition in stack.transitions}
    routed = [transition for transition in definition.transitions.values() if transition.name not in straight]
    rows = _rows(definition, routed)
    channels = _channels(routed, rows)
    needed = max((_stack_height(stack, say) for stack in direct), default=0)
    boxes = {
        state.name: _box(state, rows[state.name], definition, channels, (say(state.title), badge(state)), needed)
        for state in definition.states.values()
    }
    _place_main(definition.line, boxes, direct, say)
    for row in (ABOVE, BELOW):
        _place_side(row, boxes, channels[row])
    return Sketch(boxes, direct, channels)


def _between(definition: Definition, left: str, right: str) -> Iterable[Transition]:
    for transition in definition.transitions.values():
        if len(transition.from_) == 1 and {*transition.from_, transition.to} == {left, right}:
            yield transition


def _stack_height(stack: Stack, say: Callable[[str], str]) -> float:
    return sum(len(wrap(say(t.title), SIZE, LABEL)) * LEADING + STEP for t in stack.transitions)


def _rows(definition: Definition, routed: list[Transition]) -> dict[str, int]:
    """Side states that share a transition stand on the same side; the busiest group goes where least is yet."""
    groups: list[set[str]] = [{name} for name in definition.states if name not in definition.line]
    for transition in routed:
        touched = [group for group in groups if group & {*transition.from_, transition.to}]
        if len(touched) > 1:
            groups = [group for group in groups if group not in touched] + [set().union(*touched)]
    loads = [(sum(1 for t in routed if group & {*t.from_, t.to}), sorted(group)) for group in groups]
    rows, load = dict.fromkeys(definition.line, MAIN), {BELOW: 0, ABOVE: 0}
    for weight, group in sorted(loads, key=lambda entry: (-entry[0], entry[1])):
        row = min(load, key=lambda side: load[side])
        load[row] += weight
        rows.update(dict.fromkeys(group, row))
    return rows


def _channels(routed: list[Transition], rows: dict[str, int]) -> dict[int, tuple[Transition, ...]]:
    found: dict[int, list[Transition]] = {ABOVE: [], BELOW: []}
    free: list[Transition] = []
    for transition in routed:
        side = next((rows[name] for name in (*sorted(transition.from_), transition.to) if rows[name] != MAIN), MAIN)
        (found[side] if side != MAIN else free).append(transition)
    for transition in free:
        min(found.values(), key=len).append(transition)
    return {channel: tuple(transitions) for channel, transitions in found.items()}


def _box(
    state: State,
    row: int,
    definition: Definition,
    channels: dict[int, tuple[Transition, ...]],
    texts: tuple[str, str],
    needed: float,
) -> Box:
    title, badge = texts
    lines = wrap(title, TITLE, HEADING)
    ports = max(sum((t.to == state.name) + (state.name in t.from_) for t in channel) for channel in channels.values())
    room = max(*(width(line, TITLE) * 1.08 for line in lines), width(badge, SIZE) + 22) + 28
    height = 2 * 18 + len(lines) * 18 + LEADING
    return Box(
        name=state.name,
        lines=lines,
        row=row,
        initial=state.name == definition.initial,
        w=max(room, ports * PORT + 16),
        h=max(height, needed + 8) if row == MAIN else height,
    )


def _place_main(
    line: tuple[str, ...], boxes: dict[str, Box], direct: tuple[Stack, ...], say: Callable[[str], str]
) -> None:
    x = 0.0
    for position, name in enumerate(line):
        box = boxes[name]
        boxes[name] = replace(box, x=x + box.w / 2)
        x += box.w
        if position < len(direct):
            labels = [wrap(say(t.title), SIZE, LABEL) for t in direct[position].transitions]
            x += max((text_room(text) for label in labels for text in label), default=30) + 30


def _place_side(row: int, boxes: dict[str, Box], transitions: tuple[Transition, ...]) -> None:
    """Each side state near the middle of the states it is joined to, side by side without touching."""
    wanted = {}
    for name, box in boxes.items():
        if box.row == row:
            wanted[name] = _wanted(name, boxes, [t for t in transitions if name in {*t.from_, t.to}])
    order = sorted(wanted, key=lambda name: (wanted[name], name))
    placed: dict[str, float] = {}
    edge = float("-inf")
    for name in order:
        half = boxes[name].w / 2
        placed[name] = max(wanted[name], edge + _GAP + half)
        edge = placed[name] + half
    # Pushing went to the right only: give half of it back, so that the row stands in the middle.
    shift = sum(placed[name] - wanted[name] for name in order) / len(order) if order else 0.0
    for name in order:
        boxes[name] = replace(boxes[name], x=placed[name] - shift)


def _wanted(name: str, boxes: dict[str, Box], transitions: list[Transition]) -> float:
    """The x at which a side state would like to stand."""
    joined = [[boxes[other].x for other in (*sorted(t.from_), t.to) if boxes[other].row == MAIN] for t in transitions]
    if not any(joined):
        return 0.0
    private = Counter(xs[0] for xs in joined if len(xs) == 1).most_common(1)
    partner, arrows = private[0] if private else (0.0, 0)
    if arrows < 2:
        return fmean(x for xs in joined for x in xs)
    # Several arrows to and from one box: aside, towards the nearer end, so that each has a lane as long as its label.
    aside = 150 + arrows * PORT
    middle = fmean(box.x for box in boxes.values() if box.row == MAIN)
    return partner - aside if partner < middle else partner + aside
