"""How much a page weighs on its first view, everything it loads counted as it goes over the wire (GOALS W1)."""

import gzip
import re
from typing import Any
from urllib.parse import parse_qs

from pyramid.request import Request

from mukhtabar.content.file import Image
from mukhtabar.views.language import PREFIXED

_LOADED = re.compile(r'<(?:link rel="(?:stylesheet|icon)"|script|img)[^>]*?\s(?:href|src)="([^"]+)"')


def weigh(request: Request, html: str) -> int:
    """Return the bytes of the page and of the styles, scripts and pictures that it names."""
    size = len(gzip.compress(html.encode(), 6))
    for address in dict.fromkeys(_LOADED.findall(html)):
        size += _size(request, address)
    return size


def _size(request: Request, address: str) -> int:
    path, _mark, query = address.partition("?")
    asset = request.site.assets.find(path.partition("/static/")[2].partition("/")[2])
    if asset is not None:
        return len(asset.compressed or asset.body)
    node: Any = request.portal
    place = path.removesuffix("/blob").removesuffix("/scale")
    names = place.removeprefix(request.environ.get("mukhtabar.mount", "")).split("/")[1:]
    for name in names[1:] if names[0] in PREFIXED else names:
        try:
            node = node[name]
        except (KeyError, TypeError):
            return 0
    if path.endswith("/scale") and isinstance(node, Image):
        version = parse_qs(query).get("v", [""])[0]
        return next((scale.size for scale in node.scales if version and scale.digest.startswith(version)), 0)
    return int(getattr(node, "size", 0))
