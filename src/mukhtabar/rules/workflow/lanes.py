"""Routing the arrows of one channel: a port at every box, a lane for every arrow, a clear place for every label."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from mukhtabar.rules.workflow.model import Transition
from mukhtabar.rules.workflow.placing import ABOVE, MAIN, PORT, Sketch, text_room

#: Two upright lines closer than this look like one.
_APART = 7


@dataclass(frozen=True, slots=True)
class Ride:
    """One arrow in a channel. ``starts`` are (state, x), ``end`` the x of the head; lane 0 is next to the main line."""

    transition: Transition
    starts: tuple[tuple[str, float], ...]
    end: float
    room: float
    #: x of the upright lines towards the main line, and towards the side row.
    inner: tuple[float, ...]
    outer: tuple[float, ...]
    label_x: float = 0.0
    lane: int = 0

    @property
    def left(self) -> float:
        """Where the lane begins."""
        return min(*self.inner, *self.outer, self.end)

    @property
    def right(self) -> float:
        """Where the lane ends."""
        return max(*self.inner, *self.outer, self.end)

    @property
    def extent(self) -> tuple[float, float]:
        """What the arrow takes of its lane, with the label."""
        half = self.room / 2
        return min(self.left, self.label_x - half) - 8, max(self.right, self.label_x + half) + 8


def route(sketch: Sketch, channel: int, say: Callable[[str], str]) -> list[Ride]:
    """Return the arrows of ``channel`` (-1 above the main line, 1 below) with ports, lanes and places of labels."""
    ports = _ports(sketch, channel)
    rides = _ordered([_ride(sketch, transition, ports, say) for transition in sketch.channels[channel]])
    rides = [replace(ride, label_x=_label_x(place, rides, channel)) for place, ride in enumerate(rides)]
    return _packed(rides)


def count(rides: Iterable[Ride]) -> int:
    """Return how many lanes are taken."""
    return max((ride.lane + 1 for ride in rides), default=0)


def _ports(sketch: Sketch, channel: int) -> dict[tuple[str, str], float]:
    """(state, transition) -> x. The ports of a box follow the direction in which the arrows go."""
    asked = defaultdict(list)
    for transition in sketch.channels[channel]:
        names = (*transition.from_, transition.to)
        for name in names:
            others = [sketch.boxes[other].x for other in names if other != name]
            asked[name].append((sum(others) / len(others), transition.to == name, transition.name))
    ports: dict[tuple[str, str], float] = {}
    for name in sorted(asked, key=lambda state: (sketch.boxes[state].row == MAIN, sketch.boxes[state].x)):
        wishes = sorted(asked[name])
        start = sketch.boxes[name].x - (len(wishes) - 1) * PORT / 2
        for position, (_mean, _arrives, transition_name) in enumerate(wishes):
            x = start + position * PORT
            while any(abs(x - taken) < _APART for (_, owner), taken in ports.items() if owner != transition_name):
                x += _APART / 2
            ports[name, transition_name] = x
    return ports


def _ride(
    sketch: Sketch, transition: Transition, ports: dict[tuple[str, str], float], say: Callable[[str], str]
) -> Ride:
    names = (*sorted(transition.from_), transition.to)
    uprights = {
        row: [ports[n, transition.name] for n in names if (sketch.boxes[n].row == MAIN) is row] for row in (True, False)
    }
    return Ride(
        transition=transition,
        starts=tuple((name, ports[name, transition.name]) for name in names[:-1]),
        end=ports[transition.to, transition.name],
        room=text_room(say(transition.title)),
        inner=tuple(uprights[True]),
        outer=tuple(uprights[False]),
    )


def _crossings(near: Ride, far: Ride) -> int:
    """How often two arrows cross when ``near`` has the lane nearer to the main line."""
    through_near = sum(near.left - 1 < x < near.right + 1 for x in far.inner)
    through_far = sum(far.left - 1 < x < far.right + 1 for x in near.outer)
    return through_near + through_far


def _ordered(rides: list[Ride]) -> list[Ride]:
    """Insert one after the other where it crosses least; few enough that trying every place is quick."""
    order: list[Ride] = []
    for ride in sorted(rides, key=lambda ride: (ride.right - ride.left, ride.transition.name)):
        costs = [
            sum(_crossings(near, ride) for near in order[:place]) + sum(_crossings(ride, far) for far in order[place:])
            for place in range(len(order) + 1)
        ]
        order.insert(costs.index(min(costs)), ride)
    return order


def _label_x(place: int, rides: list[Ride], channel: int) -> float:
    """The x nearest to the middle of the lane at which no upright line runs through the label."""
    ride = rides[place]
    passing = [x for far in rides[place + 1 :] for x in far.inner]
    passing += [x for near in rides[:place] for x in near.outer]
    # A label stands above its lane: there its own lines to the upper row are in the way as well.
    passing += ride.outer if channel == ABOVE else ride.inner
    middle, half = (ride.left + ride.right) / 2, ride.room / 2 + 5
    reach = (ride.right - ride.left) / 2 + half + 4

    def cost(x: float) -> tuple[int, float]:
        outside = max(0.0, ride.left - (x - half), x + half - ride.right)
        return sum(abs(x - line) < half for line in passing), outside + abs(x - middle) / 10

    return min((middle + step for step in range(-int(reach), int(reach) + 1)), key=cost)


def _packed(rides: list[Ride]) -> list[Ride]:
    """Let arrows share a lane where they are far apart, without changing who is nearer to the main line."""
    done: list[Ride] = []
    for ride in rides:
        left, right = ride.extent
        below = [other.lane for other in done if other.extent[0] < right and left < other.extent[1]]
        done.append(replace(ride, lane=max(below, default=-1) + 1))
    return done
