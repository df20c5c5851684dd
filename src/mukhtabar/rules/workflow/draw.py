"""A workflow as a drawing that a person can read: SVG by hand, with presentation attributes only.

No style element and no style attribute, so it may stand in a page whose policy forbids inline styles; every part has a
class, so a stylesheet may still give it other colours.
"""

from collections.abc import Callable
from xml.sax.saxutils import escape, quoteattr

from mukhtabar.language.message import _
from mukhtabar.rules.workflow.layout import MARGIN, Arrow, Plan, plan
from mukhtabar.rules.workflow.model import Definition, State
from mukhtabar.rules.workflow.placing import LEADING, SIZE, TITLE, Box
from mukhtabar.rules.workflow.text_width import width

PUBLIC, PRIVATE, TOMBSTONE = _("Public"), _("Not public"), _("Only a notice is public")
HEADING = _("States and steps of the workflow “${name}”")
LEGEND_STEP, LEGEND_SYSTEM, LEGEND_UNDO, LEGEND_FINAL = (
    _("A step that a person takes"),
    _("A step that the portal takes by itself"),
    _("Takes the last step back, for ten minutes"),
    _("Double border: the end of the way"),
)

_INK, _QUIET, _PAPER = "#1b2733", "#55606c", "#ffffff"
_FILL = {"public": "#d7f0dd", "private": "#eef1f4", "tombstone": "#fde9d3"}
_EDGE = {"public": "#1c7a3c", "private": "#66727f", "tombstone": "#b25a00"}
#: Colour and dashes of an arrow: never colour alone.
_LINES = {"step": ("#34495e", ""), "system": ("#0b6e99", "7 4"), "undo": ("#8a4f9e", "2 4")}


def svg(definition: Definition, translate: Callable[[str], str] = str, direction: str = "ltr") -> str:
    """Return the state diagram as one SVG element.

    ``translate`` turns an English title into the reader's language. ``direction`` "rtl" mirrors the drawing, so that
    the main line runs as the reader reads. Raises ValueError for another direction.
    """
    if direction not in {"ltr", "rtl"}:
        raise ValueError(f'the direction must be "ltr" or "rtl", not {direction!r}')
    drawn = plan(definition, translate, lambda state: translate(_badge(state)))
    return _Canvas(definition, drawn, translate, direction).text()


def _badge(state: State) -> str:
    return PUBLIC if state.public else TOMBSTONE if state.tombstone else PRIVATE


def _kind(state: State) -> str:
    return "public" if state.public else "tombstone" if state.tombstone else "private"


class _Canvas:
    """Writes the parts; mirrors every x when the reader reads from the right."""

    def __init__(self, definition: Definition, drawn: Plan, translate: Callable[[str], str], direction: str) -> None:
        self._definition, self._plan, self._say, self._direction = definition, drawn, translate, direction
        self._legend = [(kind, translate(text)) for kind, text in self._legend_texts()]
        self._width = max(drawn.width, 2 * MARGIN + max(width(text, SIZE) + 56 for _kind, text in self._legend))
        self._height = drawn.height + len(self._legend) * 24 + MARGIN / 2
        self._prefix = f"workflow-{definition.name}"

    def _legend_texts(self) -> list[tuple[str, str]]:
        steps = list(self._definition.transitions.values())
        texts: list[tuple[str, str]] = [("step", LEGEND_STEP)]
        if any(step.system for step in steps):
            texts.append(("system", LEGEND_SYSTEM))
        if any(step.undo for step in steps):
            texts.append(("undo", LEGEND_UNDO))
        if any(state.final for state in self._definition.states.values()):
            texts.append(("final", LEGEND_FINAL))
        return texts

    def text(self) -> str:
        """Return the whole drawing: arrows first, then boxes, labels on top."""
        name = self._definition.name
        heading = self._say(HEADING).replace("${name}", name)
        size = (
            f'width="{self._width:.0f}" height="{self._height:.0f}" viewBox="0 0 {self._width:.0f} {self._height:.0f}"'
        )
        parts = [
            f'<svg xmlns="http://www.w3.org/2000/svg" role="img" class="workflow" {size} direction="{self._direction}" '
            f'font-family="system-ui, sans-serif" aria-labelledby="{self._prefix}-title {self._prefix}-desc">',
            f'<title id="{self._prefix}-title">{escape(heading)}</title>',
            f'<desc id="{self._prefix}-desc">{escape(self._description())}</desc>',
            f"<defs>{''.join(self._marker(kind) for kind in _LINES)}</defs>",
            f'<rect class="paper" width="100%" height="100%" fill="{_PAPER}"/>',
            *(self._arrow(arrow) for arrow in self._plan.arrows),
            *(self._box(box) for box in self._plan.boxes),
            *(self._label(arrow) for arrow in self._plan.arrows),
            *(self._legend_line(position, *entry) for position, entry in enumerate(self._legend)),
            "</svg>",
        ]
        return "\n".join(parts) + "\n"

    def _description(self) -> str:
        """The drawing in words, for who does not see it: each step with where it leads."""
        states = self._definition.states
        return "; ".join(
            f"{self._say(step.title)}: {', '.join(self._say(states[n].title) for n in states if n in step.from_)} → "
            f"{self._say(states[step.to].title)}"
            for step in self._definition.transitions.values()
        )

    def _x(self, x: float) -> float:
        return self._width - x if self._direction == "rtl" else x

    def _marker(self, kind: str) -> str:
        size = 'viewBox="0 0 10 10" refX="9" refY="5" markerWidth="11" markerHeight="11" markerUnits="userSpaceOnUse"'
        head = f'<path d="M0 0L10 5L0 10z" fill="{_LINES[kind][0]}"/>'
        return f'<marker id="{self._prefix}-{kind}" {size} orient="auto">{head}</marker>'

    def _line(self, kind: str, ends: tuple[float, float, float, float], head: bool) -> str:
        colour, dashes = _LINES[kind]
        x1, y1, x2, y2 = ends
        more = f' stroke-dasharray="{dashes}"' if dashes else ""
        more += f' marker-end="url(#{self._prefix}-{kind})"' if head else ""
        return (
            f'<path d="M{self._x(x1):.1f} {y1:.1f}L{self._x(x2):.1f} {y2:.1f}" fill="none" stroke="{colour}" '
            f'stroke-width="1.6" stroke-linecap="square"{more}/>'
        )

    def _arrow(self, arrow: Arrow) -> str:
        last = len(arrow.segments) - 1
        lines = [self._line(_step_kind(arrow), ends, place == last) for place, ends in enumerate(arrow.segments)]
        return f'<g class="step" data-transition={quoteattr(arrow.transition.name)}>{"".join(lines)}</g>'

    def _words(self, words: str, x: float, y: float, size: float, more: str) -> str:
        return f'<text x="{self._x(x):.1f}" y="{y:.1f}" font-size="{size}" {more}>{escape(words)}</text>'

    def _label(self, arrow: Arrow) -> str:
        # A halo in the colour of the paper interrupts whatever line runs below the words.
        look = (
            f'class="label" text-anchor="middle" fill="{_LINES[_step_kind(arrow)][0]}" stroke="{_PAPER}" '
            'stroke-width="4" stroke-linejoin="round" paint-order="stroke"'
        )
        first = arrow.y - (len(arrow.label) - 1) * LEADING
        return "".join(
            self._words(words, arrow.x, first + place * LEADING, SIZE, look) for place, words in enumerate(arrow.label)
        )

    def _frame(self, box: Box, inset: float, fill: str, stroke: str) -> str:
        x = self._x(box.x) - box.w / 2 + inset
        return (
            f'<rect x="{x:.1f}" y="{box.y - box.h / 2 + inset:.1f}" width="{box.w - 2 * inset:.1f}" '
            f'height="{box.h - 2 * inset:.1f}" rx="{12 - inset}" fill="{fill}" stroke="{stroke}" stroke-width="1.8"/>'
        )

    def _box(self, box: Box) -> str:
        state = self._definition.state(box.name)
        kind = _kind(state)
        parts = [self._frame(box, 0, _FILL[kind], _EDGE[kind])]
        if state.final:
            parts.append(self._frame(box, 4, "none", _EDGE[kind]))
        if box.initial:
            x = box.x - box.w / 2
            parts += [
                f'<circle cx="{self._x(x - 30):.1f}" cy="{box.y:.1f}" r="6" fill="{_INK}"/>',
                self._line("step", (x - 24, box.y, x - 2, box.y), True),
            ]
        height = len(box.lines) * 18 + LEADING + 2
        y = box.y - height / 2 + 14
        look = f'class="title" text-anchor="middle" font-weight="bold" fill="{_INK}"'
        parts += [self._words(words, box.x, y + place * 18, TITLE, look) for place, words in enumerate(box.lines)]
        parts.append(self._badge_line(state, box.x, y + len(box.lines) * 18 + 2))
        return f'<g class="state {kind}" data-state={quoteattr(box.name)}>{"".join(parts)}</g>'

    def _badge_line(self, state: State, x: float, y: float) -> str:
        """The word under the title; an open eye beside it where everyone sees."""
        words = self._say(_badge(state))
        colour = _EDGE["public"] if state.public else _QUIET
        shift = 10 if state.public else 0
        text = self._words(words, x + shift, y, SIZE, f'class="badge" text-anchor="middle" fill="{colour}"')
        if not state.public:
            return text
        eye, middle = self._x(x + shift - width(words, SIZE) / 2 - 14), y - 4.5
        lids = f"M{eye - 8:.1f} {middle:.1f}q8 -9 16 0q-8 9 -16 0z"
        pupil = f'<circle cx="{eye:.1f}" cy="{middle:.1f}" r="2.6" fill="{colour}"/>'
        return f'<path class="eye" d="{lids}" fill="{_PAPER}" stroke="{colour}" stroke-width="1.4"/>{pupil}{text}'

    def _legend_line(self, position: int, kind: str, words: str) -> str:
        y = self._plan.height + position * 24
        if kind == "final":
            x = min(self._x(MARGIN), self._x(MARGIN + 40))
            sample = "".join(
                f'<rect x="{x + inset:.1f}" y="{y - 12 + inset:.1f}" width="{40 - 2 * inset}" '
                f'height="{16 - 2 * inset}" rx="{5 - inset}" fill="none" stroke="{_QUIET}" stroke-width="1.4"/>'
                for inset in (0, 3)
            )
        else:
            sample = self._line(kind, (MARGIN, y - 4, MARGIN + 40, y - 4), True)
        # "start" follows the direction of the text: the right edge in a text that runs from the right.
        return sample + self._words(words, MARGIN + 52, y, SIZE, f'class="legend" text-anchor="start" fill="{_INK}"')


def _step_kind(arrow: Arrow) -> str:
    return "system" if arrow.transition.system else "undo" if arrow.transition.undo else "step"
