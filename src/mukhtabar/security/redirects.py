"""Where a form may send the reader on: to a path of this site and nowhere else (abuse case 63)."""

from urllib.parse import quote, unquote, urlsplit


def safe_path(text: str, otherwise: str) -> str:
    """Return `text` if it is a plain path of this site, else `otherwise`.

    Browsers drop tab, CR and LF and read a backslash as a slash; what is left must begin with exactly one slash. What
    is not ASCII is percent-encoded, as a header needs it.
    """
    plain = text.replace("\\", "/")
    decoded = unquote(plain).replace("\\", "/")
    if any(ord(c) < 0x21 or ord(c) == 0x7F for c in decoded.partition("?")[0]) or any(ord(c) < 0x20 for c in decoded):
        return otherwise
    if not plain.startswith("/") or plain.startswith("//") or decoded.startswith("//"):
        return otherwise
    parts = urlsplit(plain)
    if parts.scheme or parts.netloc:
        return otherwise
    return quote(plain, safe="%/?#[]@!$&'()*+,;=:~")
