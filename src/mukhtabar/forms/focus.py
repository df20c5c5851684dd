"""A field for the point of a picture that every cut keeps: nine places in words, and the picture itself to point at."""

from typing import Any

import colander
import deform.widget

from mukhtabar.content.scales import CENTRE, spot
from mukhtabar.forms import nodes
from mukhtabar.language import Message, _

#: The nine places, in the order in which they are seen; left and right are the picture's own, in every language.
PLACES = {
    "17 17": _("Top left"), "50 17": _("Top middle"), "83 17": _("Top right"),
    "17 50": _("Middle left"), CENTRE: _("Centre"), "83 50": _("Middle right"),
    "17 83": _("Bottom left"), "50 83": _("Bottom middle"), "83 83": _("Bottom right"),
}  # fmt: skip
#: The picture is shown so large that it is never made smaller by the page: a click is measured on it.
MOST = 240


class FocusWidget(deform.widget.Widget):
    """Radio buttons; and the picture as a button, which says where it was pressed (HTML, section 4.10.5.1.19)."""

    template = "focus"

    def __init__(self, picture: str, size: tuple[int, int], cuts: list[tuple[str, int, int]]) -> None:
        super().__init__()
        self.picture, self.cuts = picture, cuts
        longest = max(size)
        self.width, self.height = (max(1, round(side * min(1, MOST / longest))) for side in size)

    def serialize(self, field: Any, cstruct: Any, **more: Any) -> Any:
        """Return the picture and the choices; a place that was pointed at is one more."""
        now = CENTRE if cstruct is colander.null else cstruct
        places: list[tuple[str, Message]] = list(PLACES.items())
        if now not in PLACES:
            across, down = spot(now)
            here = _("Where it was pointed at: ${across} % across, ${down} % down", across=across, down=down)
            places.append((f"{across} {down}", here))
        return field.renderer(self.template, field=field, cstruct=now, places=places, **more)

    def deserialize(self, field: Any, pstruct: Any) -> Any:
        """Return "across down" in percent: where the picture was pressed, else what was chosen."""
        if not isinstance(pstruct, dict):
            return colander.null
        across, down = (_percent(pstruct.get(f"point.{axis}"), size) for axis, size in self._axes())
        # A browser that sends the form by the keyboard says 0, 0; nobody points there.
        if across is not None and down is not None and (across or down):
            return f"{across} {down}"
        chosen = pstruct.get("place", "")
        return chosen if isinstance(chosen, str) and chosen else colander.null

    def _axes(self) -> tuple[tuple[str, int], tuple[str, int]]:
        return ("x", self.width), ("y", self.height)


def _percent(given: Any, size: int) -> int | None:
    if not isinstance(given, str) or not given.isascii() or not given.isdigit() or len(given) > 5:
        return None
    return min(100, round(100 * int(given) / size))


def _place(node: Any, value: str) -> None:
    """Validator: a point of the picture, as spot() reads it."""
    across, down = spot(value)
    if value != f"{across} {down}":
        raise colander.Invalid(node, _("Choose one of the options offered."))


def focus(picture: str, size: tuple[int, int], cuts: list[tuple[str, int, int]]) -> Any:
    """Return the node. `picture` is an address, `cuts` are (address, width, height) of what is cut from it."""
    return colander.SchemaNode(
        colander.String(),
        name="focus",
        title=_("What must stay visible when the picture is cut"),
        description=_("Choose a place, or press the picture there: that saves the form as well."),
        missing=CENTRE,
        default=CENTRE,
        validator=colander.All(nodes.Length(7), _place),
        widget=FocusWidget(picture, size, cuts),
    )
