"""A drawn picture for the sample site: a pattern of stars, so that no photograph pretends to show a real place."""

from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw

from mukhtabar.actions.attach import attach
from mukhtabar.content.file import Image as Picture
from mukhtabar.content.texts import Texts
from mukhtabar.demo.stage import Stage

SIDE, WIDE, HIGH = 120, 1440, 960
PAPER, CLOTH, CLAY, SAND = "#fbf6ec", "#1f2a5c", "#9c4a1c", "#f2d9a8"
TITLE = {"ar": "زخرفة (صورة تجريبية)", "fr": "Motif (image d’exemple)", "en": "Pattern (sample picture)"}
ALTERNATIVE = {
    "ar": "زخرفة من نجوم ثمانية زرقاء على أرضية رملية، وفي أعلاها نجمة واحدة بلون الطين.",
    "fr": "Motif d’étoiles bleues à huit branches sur fond de sable ; en haut, une seule est couleur d’argile.",
    "en": "A pattern of blue eight-pointed stars on sand; near the top, a single one is the colour of clay.",
}
#: In percent, where the one star stands that is unlike the others.
FOCUS = "71 31"


def star(draw: Any, across: int, down: int, colour: str) -> None:
    """Draw two squares over each other, one of them turned by an eighth."""
    half = SIDE * 3 // 8
    draw.rectangle((across - half, down - half, across + half, down + half), fill=colour)
    far = half * 99 // 70
    draw.polygon([(across, down - far), (across + far, down), (across, down + far), (across - far, down)], fill=colour)


def pattern() -> bytes:
    """Return the picture as a PNG, the same each time."""
    image = Image.new("RGB", (WIDE, HIGH), SAND)
    draw = ImageDraw.Draw(image)
    for across in range(SIDE // 2, WIDE, SIDE):
        for down in range(SIDE // 2, HIGH, SIDE):
            odd = (across, down) == (8 * SIDE + SIDE // 2, 2 * SIDE + SIDE // 2)
            star(draw, across, down, CLAY if odd else CLOTH)
            draw.ellipse((across - 14, down - 14, across + 14, down + 14), fill=PAPER)
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def add_picture(stage: Stage, parent: Any, who: str, moment: str) -> None:
    """Put the pattern into `parent` and publish it."""
    ctx = stage.acting(who, moment)
    values = {
        "title": Texts.of(ctx.now, **TITLE),
        "alternative": Texts.of(ctx.now, **ALTERNATIVE),
        "focus": FOCUS,
    }
    left = attach(ctx, parent, Picture(), values, "pattern.png", pattern())
    stage.take(left, {"by": who, "when": moment, "do": "publish"})
