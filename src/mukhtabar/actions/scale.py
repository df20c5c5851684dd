"""Draw the scales of a picture: when it comes, when its point is moved, and when one is lost."""

from dataclasses import replace

from mukhtabar.actions.context import Ctx
from mukhtabar.content.file import Image
from mukhtabar.content.scales import draw
from mukhtabar.store.blobs import keep, read


def make_scales(ctx: Ctx, image: Image, data: bytes | None = None) -> int:
    """Give `image` the scales that its bytes and its point make, and return how many are new.

    `data` are the bytes when they are at hand. One that is there already stays, so a moved point costs the cuts alone.
    """
    if data is None:
        data = read(image.blob) if image.blob is not None else b""
    there = {(scale.name, scale.digest): scale for scale in image.scales}
    made, new = [], 0
    for drawn in draw(data, image.media, image.focus):
        kept = there.get((drawn.scale.name, drawn.scale.digest))
        if kept is None:
            new += 1
            kept = replace(drawn.scale, blob=keep(ctx.portal._p_jar, drawn.data))
        made.append(kept)
    if tuple(made) != image.scales:
        image.scales = tuple(made)
    return new
