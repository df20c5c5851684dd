"""Where the boxes and arrows of a drawn workflow go, left to right.

The main line stands in the centre row, side states above and below it. Neighbours on the main line are joined by
straight arrows; every other arrow runs along a lane in the channel between two rows, so none of them meets a box.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from mukhtabar.rules.workflow import lanes, placing
from mukhtabar.rules.workflow.model import Definition, State, Transition
from mukhtabar.rules.workflow.placing import ABOVE, BELOW, LEADING, MAIN, SIZE, Box, Sketch
from mukhtabar.rules.workflow.text_width import wrap

MARGIN = 28
#: Room for the dot and the short arrow before the initial state.
_ENTRY = 36
_LANE = 30
#: From a row of boxes to the first lane and from the last lane to the next row; an arrowhead needs some of it.
_CLEAR = 34

#: x1, y1, x2, y2
Segment = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Arrow:
    """A drawn transition: straight segments, the last one with the head; the label, its centre and last baseline."""

    transition: Transition
    segments: tuple[Segment, ...]
    label: tuple[str, ...]
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole drawing. Boxes have their centres at ``x``, ``y``."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


def plan(definition: Definition, say: Callable[[str], str], badge: Callable[[State], str]) -> Plan:
    """Return the drawing of ``definition``; ``say`` translates a title, ``badge`` gives the second text of a box."""
    sketch = placing.sketch(definition, say, badge)
    routed = {channel: lanes.route(sketch, channel, say) for channel in (ABOVE, BELOW)}
    boxes = _with_y(sketch, {channel: lanes.count(rides) for channel, rides in routed.items()})
    arrows = _direct_arrows(sketch, boxes, say)
    for channel, rides in routed.items():
        arrows += [_lane_arrow(ride, channel, boxes, say) for ride in rides]
    return _framed(boxes, arrows)


def _with_y(sketch: Sketch, lane_counts: dict[int, int]) -> dict[str, Box]:
    """The boxes with their heights above the ground: the main line at 0."""
    half = {row: max((box.h for box in sketch.boxes.values() if box.row == row), default=0) / 2 for row in (-1, 0, 1)}
    centres = {MAIN: 0.0}
    for channel in (ABOVE, BELOW):
        depth = _depth(lane_counts[channel])
        centres[channel] = channel * (half[MAIN] + depth + half[channel])
    return {name: replace(box, y=centres[box.row]) for name, box in sketch.boxes.items()}


def _depth(lane_count: int) -> float:
    return 2 * _CLEAR + max(lane_count - 1, 0) * _LANE


def _direct_arrows(sketch: Sketch, boxes: dict[str, Box], say: Callable[[str], str]) -> list[Arrow]:
    arrows = []
    for stack in sketch.direct:
        left, right = boxes[stack.left], boxes[stack.right]
        x1, x2 = left.x + left.w / 2, right.x - right.w / 2
        labels = [wrap(say(transition.title), SIZE, placing.LABEL) for transition in stack.transitions]
        heights = [len(label) * LEADING + placing.STEP for label in labels]
        y = left.y - sum(heights) / 2
        for transition, label, height in zip(stack.transitions, labels, heights, strict=True):
            y += height
            line = y - placing.STEP / 2
            ends = (x1, line, x2 - 2, line) if transition.to == stack.right else (x2, line, x1 + 2, line)
            arrows.append(Arrow(transition, (ends,), label, (x1 + x2) / 2, line - 7))
    return arrows


def _lane_arrow(ride: lanes.Ride, channel: int, boxes: dict[str, Box], say: Callable[[str], str]) -> Arrow:
    main = max(box.h for box in boxes.values() if box.row == MAIN) / 2
    y = channel * (main + _CLEAR + ride.lane * _LANE)

    def edge(name: str) -> float:
        box = boxes[name]
        facing = channel if box.row == MAIN else -channel
        return box.y + facing * box.h / 2

    target = edge(ride.transition.to)
    stop = target + (2 if target < y else -2)
    segments: list[Segment] = [(x, edge(name), x, y) for name, x in ride.starts]
    segments += [(ride.left, y, ride.right, y), (ride.end, y, ride.end, stop)]
    return Arrow(ride.transition, tuple(segments), (say(ride.transition.title),), ride.label_x, y - 7)


def _framed(boxes: dict[str, Box], arrows: list[Arrow]) -> Plan:
    """Move everything so that the drawing begins at 0, 0 and holds all of it."""
    from_left = [box.x - box.w / 2 - (_ENTRY if box.initial else 0) for box in boxes.values()]
    from_right = [box.x + box.w / 2 for box in boxes.values()]
    tops = [box.y - box.h / 2 for box in boxes.values()]
    bottoms = [box.y + box.h / 2 for box in boxes.values()]
    for arrow in arrows:
        half = max(placing.text_room(line) for line in arrow.label) / 2
        from_left += [arrow.x - half, *(min(s[0], s[2]) for s in arrow.segments)]
        from_right += [arrow.x + half, *(max(s[0], s[2]) for s in arrow.segments)]
        tops += [arrow.y - LEADING * len(arrow.label), *(min(s[1], s[3]) for s in arrow.segments)]
        bottoms += [max(s[1], s[3]) for s in arrow.segments]
    dx, dy = MARGIN - min(from_left), MARGIN - min(tops)
    return Plan(
        width=max(from_right) + dx + MARGIN,
        height=max(bottoms) + dy + MARGIN,
        boxes=tuple(replace(box, x=box.x + dx, y=box.y + dy) for box in boxes.values()),
        arrows=tuple(
            replace(
                arrow,
                x=arrow.x + dx,
                y=arrow.y + dy,
                segments=tuple((a + dx, b + dy, c + dx, d + dy) for a, b, c, d in arrow.segments),
            )
            for arrow in arrows
        ),
    )
