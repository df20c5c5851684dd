"""What was chosen on the contents page or the moderation desk, and what was cut or copied to be put down elsewhere."""

from dataclasses import dataclass
from typing import Any, Self

from pyramid.request import Request

from mukhtabar.rules.permissions import Permission
from mukhtabar.security.acl import may

#: The session is a cookie: more does not fit.
CLIP_MOST = 50


#: A uid has at most so many digits; a digest has exactly so many.
UID, DIGEST = 20, 64


def uid_in(text: str) -> int | None:
    """Return the uid that `text` is, or None; `int` alone fails on what is too long."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= UID else None


def chosen(request: Request) -> list[tuple[int, str]]:
    """Return (uid, digest of the text on the screen) of each ticked row, once; what no page of ours sends goes."""
    found: dict[int, str] = {}
    given = (value for value in request.POST.getall("item") if isinstance(value, str))
    # A form that goes on with what was ticked before names all of it in one field.
    for value in (each for values in given for each in values.split()):
        number, _dot, digest = value.partition(".")
        uid = uid_in(number)
        if uid is not None and len(digest) == DIGEST:
            found.setdefault(uid, digest)
    return list(found.items())


def ticked(request: Request) -> list[int]:
    """Return the uids that the address of a page names, each once."""
    found = (uid_in(value) for value in request.GET.getall("item"))
    return list(dict.fromkeys(uid for uid in found if uid is not None))


def named(request: Request, container: Any, names: list[str]) -> list[Any]:
    """Return the children of `container` called so that the person may view; others are not there."""
    actor, now = request.authenticated_userid, request.now
    found = (container.get(name) for name in dict.fromkeys(names))
    return [child for child in found if child is not None and may(child, Permission.VIEW, actor, now)]


def selected(request: Request, container: Any) -> list[Any]:
    """Return the children whose boxes were ticked."""
    names = [value for value in request.POST.getall("chosen") if isinstance(value, str)]
    return named(request, container, names)


@dataclass(frozen=True)
class Clip:
    """`verb` is cut or copy; `uids` are of the documents. It is kept in the session."""

    verb: str = ""
    uids: tuple[int, ...] = ()

    @classmethod
    def of(cls, request: Request) -> Self:
        """Return what the person carries."""
        kept = request.session.get("clip") if request.has_session else None
        return cls(kept["verb"], tuple(kept["uids"])) if kept else cls()

    def keep(self, request: Request) -> None:
        """Carry this from now on; an empty one puts down what was carried."""
        if self.uids:
            request.session["clip"] = {"verb": self.verb, "uids": list(self.uids)}
        else:
            request.session.pop("clip", None)

    def documents(self, request: Request) -> list[Any]:
        """Return the documents carried that are still there and that the person may view."""
        actor, now = request.authenticated_userid, request.now
        found = (request.portal.uids.get(uid) for uid in self.uids)
        return [document for document in found if document is not None and may(document, Permission.VIEW, actor, now)]
