"""The drawing: well-formed, allowed by a strict policy, complete, and nothing written across a box."""

import re
from itertools import combinations
from xml.etree import ElementTree as ET

import pytest

from mukhtabar.rules.workflow import lanes, placing
from mukhtabar.rules.workflow.draw import svg
from mukhtabar.rules.workflow.layout import Arrow, Plan, plan
from mukhtabar.rules.workflow.loader import load_all
from mukhtabar.rules.workflow.model import Definition
from mukhtabar.rules.workflow.placing import LEADING, SIZE, Box
from mukhtabar.rules.workflow.text_width import width, wrap
from tests.unit.rules.sample import FOLDER

W = load_all(FOLDER)
SVG = "{http://www.w3.org/2000/svg}"
every = pytest.mark.parametrize("definition", W.values(), ids=list(W))
#: As they are, all longer, and in another script: a translation must not break the drawing.
SAYINGS = {"en": str, "long": lambda text: f"{text} and so on and on", "ar": lambda text: "نشر الجواب على الموقع"}
spoken = pytest.mark.parametrize("say", SAYINGS.values(), ids=list(SAYINGS))


def laid_out(definition: Definition, say) -> Plan:  # type: ignore[no-untyped-def]
    return plan(definition, say, lambda state: say("Public"))


Area = tuple[float, float, float, float]


def area(box: Box) -> Area:
    return box.x - box.w / 2, box.y - box.h / 2, box.x + box.w / 2, box.y + box.h / 2


def label_area(arrow: Arrow) -> Area:
    half = max(width(line, SIZE) for line in arrow.label) / 2
    return arrow.x - half, arrow.y - len(arrow.label) * LEADING + 6, arrow.x + half, arrow.y + 2


def meet(a: Area, b: Area) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


@every
@spoken
def test_boxes_and_labels_do_not_meet(definition: Definition, say) -> None:  # type: ignore[no-untyped-def]
    drawn = laid_out(definition, say)
    areas = [(box.name, area(box)) for box in drawn.boxes]
    areas += [(arrow.transition.name + "()", label_area(arrow)) for arrow in drawn.arrows]
    for (name, one), (other, two) in combinations(areas, 2):
        assert not meet(one, two), (name, other)
    for name, (left, top, right, bottom) in areas:
        assert left >= 0 and top >= 0 and right <= drawn.width and bottom <= drawn.height, name


@every
@spoken
def test_no_line_runs_through_a_box(definition: Definition, say) -> None:  # type: ignore[no-untyped-def]
    drawn = laid_out(definition, say)
    for arrow in drawn.arrows:
        for x1, y1, x2, y2 in arrow.segments:
            line = (min(x1, x2) - 0.1, min(y1, y2) - 0.1, max(x1, x2) + 0.1, max(y1, y2) + 0.1)
            for box in drawn.boxes:
                left, top, right, bottom = area(box)
                assert not meet(line, (left + 1, top + 1, right - 1, bottom - 1)), (arrow.transition.name, box.name)


@every
@spoken
def test_every_arrow_begins_and_ends_at_its_boxes(definition: Definition, say) -> None:  # type: ignore[no-untyped-def]
    drawn = laid_out(definition, say)
    boxes = {box.name: box for box in drawn.boxes}
    assert {arrow.transition.name for arrow in drawn.arrows} == set(definition.transitions)
    for arrow in drawn.arrows:
        points = [(s[0], s[1]) for s in arrow.segments] + [(s[2], s[3]) for s in arrow.segments]
        for name in arrow.transition.from_ | {arrow.transition.to}:
            left, top, right, bottom = area(boxes[name])
            near = [(x, y) for x, y in points if left - 3 <= x <= right + 3 and top - 3 <= y <= bottom + 3]
            assert near, (arrow.transition.name, name)
        left, top, right, bottom = area(boxes[arrow.transition.to])
        _x1, _y1, x, y = arrow.segments[-1]
        assert left - 3 <= x <= right + 3 and top - 3 <= y <= bottom + 3


@every
@spoken
def test_lines_of_different_arrows_never_run_into_one(definition: Definition, say) -> None:  # type: ignore[no-untyped-def]
    drawn = laid_out(definition, say)
    for one, two in combinations(drawn.arrows, 2):
        for a in one.segments:
            for b in two.segments:
                upright, level = a[0] == a[2] and b[0] == b[2], a[1] == a[3] and b[1] == b[3]
                if upright and max(min(a[1], a[3]), min(b[1], b[3])) < min(max(a[1], a[3]), max(b[1], b[3])):
                    assert abs(a[0] - b[0]) >= 6, (one.transition.name, two.transition.name)
                if level and max(min(a[0], a[2]), min(b[0], b[2])) < min(max(a[0], a[2]), max(b[0], b[2])):
                    assert abs(a[1] - b[1]) >= 6, (one.transition.name, two.transition.name)


@every
def test_every_arrow_has_its_own_ports(definition: Definition) -> None:
    sketch = placing.sketch(definition, str, lambda state: "Public")
    for channel in (placing.ABOVE, placing.BELOW):
        rides = lanes.route(sketch, channel, str)
        for one, two in combinations(rides, 2):
            for x in (*one.inner, *one.outer):
                assert all(abs(x - other) >= 6 for other in (*two.inner, *two.outer))


@every
@pytest.mark.parametrize("language", ["en", "ar"])
def test_no_upright_line_cuts_a_label_and_few_lines_cross(definition: Definition, language: str) -> None:
    drawn = laid_out(definition, SAYINGS[language])
    uprights = [(arrow, s) for arrow in drawn.arrows for s in arrow.segments if s[0] == s[2]]
    levels = [(arrow, s) for arrow in drawn.arrows for s in arrow.segments if s[1] == s[3]]
    crossings = 0
    for owner, (x, y1, _x, y2) in uprights:
        low, high = min(y1, y2), max(y1, y2)
        assert not any(meet(label_area(arrow), (x - 0.1, low, x + 0.1, high)) for arrow in drawn.arrows)
        crossings += sum(
            arrow is not owner and low < s[1] < high and min(s[0], s[2]) < x < max(s[0], s[2]) for arrow, s in levels
        )
    # What the lanes reach today; a worse order of lanes shows.
    assert crossings <= {"answer": 2, "comment": 4, "consultation": 1, "page": 3, "petition": 9, "proposal": 16, "register": 7}.get(definition.name, 0)


@every
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_the_svg_is_sound_and_needs_no_inline_style(definition: Definition, direction: str) -> None:
    text = svg(definition, direction=direction)
    root = ET.fromstring(text)
    assert root.get("role") == "img"
    labelled = (root.get("aria-labelledby") or "").split()
    assert [element.get("id") for element in root if element.get("id")] == labelled
    assert root.find(f"{SVG}title") is not None
    described = root.findtext(f"{SVG}desc") or ""
    for step in definition.transitions.values():
        assert step.title in described
    assert "style" not in text
    assert "<script" not in text
    assert not re.search(r"(?:href|src)=|url\((?!#)", text)
    finals = [state.name for state in definition.states.values() if state.final]
    doubles = [g.get("data-state") for g in root.iter(f"{SVG}g") if len(g.findall(f"{SVG}rect")) == 2]
    assert doubles == finals
    eyes = [g.get("data-state") for g in root.iter(f"{SVG}g") if g.find(f"{SVG}path[@class='eye']") is not None]
    assert eyes == [state.name for state in definition.states.values() if state.public]


def test_titles_are_translated_and_escaped() -> None:
    text = svg(W["page"], lambda msgid: f"<{msgid}>")
    assert "&lt;Private&gt;" in text
    assert "&lt;Public&gt;" in text
    ET.fromstring(text)


def test_the_reader_from_the_right_sees_the_mirror() -> None:
    def title_places(direction: str) -> list[float]:
        root = ET.fromstring(svg(W["page"], direction=direction))
        boxes = {g.get("data-state"): g for g in root.iter(f"{SVG}g") if g.get("data-state")}
        return [float(boxes[name].find(f"{SVG}text[@class='title']").get("x")) for name in W["page"].line]

    assert title_places("ltr") == sorted(title_places("ltr"))
    assert title_places("rtl") == sorted(title_places("rtl"), reverse=True)
    with pytest.raises(ValueError, match='"ltr" or "rtl"'):
        svg(W["page"], direction="up")


def test_words_wrap_where_they_allow_it() -> None:
    assert wrap("Take back to change it", 13, 90) == ("Take back to", "change it")
    assert wrap("Unbreakablewordthatislong", 13, 10) == ("Unbreakablewordthatislong",)
    assert width("ⵜⴰⵎⴰⵣⵉⵖⵜ", 10) > width("abcdefgh", 10)
    assert width("مُحَمَّد", 10) == width("محمد", 10)
