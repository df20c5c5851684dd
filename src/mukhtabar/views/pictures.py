"""Pictures as a page shows them: in the sizes that were drawn once, so that a telephone loads what it shows."""

from types import SimpleNamespace as Shown
from typing import Any

from pyramid.request import Request

from mukhtabar.content.file import Image
from mukhtabar.content.media import WEBP
from mukhtabar.content.scales import Scale
from mukhtabar.forms.file import VERSION
from mukhtabar.views.helpers import Helpers

#: How wide a picture stands in the text, for the browser to choose by. It claims less than the whole width on purpose:
#: a fine screen would load four times the bytes for what nobody sees (GOALS W1).
SIZES = "(max-width: 44rem) 60vw, 30rem"
BROAD = 700


def scale_url(request: Request, image: Image, scale: Scale) -> str:
    """Return the address of one scale. It is that of its bytes, so a browser may keep what it has."""
    return f"{request.page.url_of(image, 'scale')}?v={scale.digest[:VERSION]}"


def picture(request: Request, image: Any, name: str = "full", lazy: bool = True, silent: bool = False) -> Shown | None:
    """Return an Image as parts/picture.pt wants it, whole or as one of its cuts; None when it has no scales.

    `lazy` is for one that a reader does not see at once, `silent` for one whose words stand beside it.
    """
    h = Helpers(request)
    found = [scale for scale in image.scales if scale.name == name]
    light = [scale for scale in found if scale.media_type == WEBP.media_type]
    plain = next((scale for scale in found if scale.media_type != WEBP.media_type), None)
    if plain is None:
        return None
    return Shown(
        light=", ".join(f"{scale_url(request, image, scale)} {scale.width}w" for scale in light),
        sizes=SIZES if name == "full" else f"{plain.width // 2}px",
        src=scale_url(request, image, plain),
        # In the proportions of the largest: the place is kept free before anything is loaded.
        width=max(light, key=lambda scale: scale.width).width if light else plain.width,
        height=max(light, key=lambda scale: scale.width).height if light else plain.height,
        alternative="" if image.decorative or silent else h.text(image.alternative),
        lang=h.lang(image.alternative),
        lazy=lazy,
        # Wide enough to fill a column of text without being drawn larger than it is.
        broad=name == "full" and image.width >= max(BROAD, image.height),
    )
