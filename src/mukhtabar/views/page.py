"""The `page` that every template gets: language, address, crumbs, menu, messages, comfort."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any
from urllib.parse import quote, urlencode

from pyramid.request import Request

from mukhtabar.actions.undo import undoable
from mukhtabar.content.base import is_draft
from mukhtabar.content.navigation import Shown
from mukhtabar.content.target import PORTAL_PAGES
from mukhtabar.content.texts import Texts
from mukhtabar.forms.audio import READS
from mukhtabar.language import LANGUAGES, NAMES, _
from mukhtabar.language.direction import direction
from mukhtabar.rules.permissions import Permission
from mukhtabar.store.folder import Located, lineage
from mukhtabar.views.blacked import plain
from mukhtabar.views.comfort import COOKIE, Comfort
from mukhtabar.views.depends import DEPENDS
from mukhtabar.views.language import in_language
from mukhtabar.views.staff import recording_place, staff_links

#: The main menu of a portal that nobody has given another.
USUAL = ("/regions", "/consultations", "/news")

#: What a rehearsal copy has in place of the portal's: its root is its desk.
OWN = frozenset({"desk", "r", "s"})


class Page:
    """Made once a page. What costs a look-up is computed when the template asks."""

    title = ""
    description = ""
    error = False

    def __init__(self, request: Request) -> None:
        self.request = request
        self.context = getattr(request, "context", None)
        self.language: str = request.language
        self.direction = direction(self.language)

    def fill(self, values: Mapping[str, Any]) -> None:
        """Take the title, the description and whether this is an error from what the view returned."""
        for name in ("title", "description"):
            if values.get(name):
                setattr(self, name, self.request.translate(values[name]))
        self.error = bool(values.get("error"))

    @cached_property
    def comfort(self) -> Comfort:
        """The reader's comfort choices."""
        return Comfort.parse(self.request.cookies.get(COOKIE, ""))

    @property
    def path(self) -> str:
        """The path below the language prefix, with its query, as it would be in Arabic."""
        query = f"?{self.request.query_string}" if self.request.query_string and self.request.method == "GET" else ""
        return quote(self.request.path_info, safe="/@:+,;=~!$&'()*") + query

    @property
    def here(self) -> str:
        """The address of this page from the root of the host."""
        return in_language(self.request, self.language, self.path)

    @property
    def url(self) -> str:
        """The full public address of this page, without a query."""
        return self.request.site.settings.base_url + self.here.partition("?")[0]

    @property
    def shared(self) -> bool:
        """Whether everyone sees this page: then it may be passed on, and found by search engines."""
        return DEPENDS in self.request.environ

    @property
    def home_url(self) -> str:
        """The address of the home page in this language."""
        return in_language(self.request, self.language, "/")

    def link(self, path: str) -> str:
        """Return the address of a path of the portal in this language; a rehearsal has a desk and doors of its own."""
        inside = self.request.rehearsal
        if inside is not None and path.split("/")[1] in OWN:
            path = f"/{inside.__name__}{path.removeprefix('/desk')}"
        return in_language(self.request, self.language, path)

    @property
    def languages(self) -> list[dict[str, Any]]:
        """The same page in each language."""
        return [
            {
                "code": code,
                "name": NAMES[code],
                "url": in_language(self.request, code, self.path),
                "current": code == self.language,
            }
            for code in LANGUAGES
        ]

    def asset(self, name: str) -> str:
        """Return the address of a static file."""
        return self.request.environ.get("mukhtabar.mount", "") + str(self.request.site.assets.path(name))

    @cached_property
    def crumbs(self) -> list[tuple[str, str]]:
        """The way from home to here: (address, title), this page's own container included when a view is named."""
        if not isinstance(self.context, Located):
            return []
        nodes = list(lineage(self.context))[::-1]
        if not self.request.view_name:
            nodes = nodes[:-1]
        return [
            (self.url_of(node), self.request.translate(_("Home")) if not node.__name__ else self.title_of(node))
            for node in nodes
        ]

    def url_of(self, node: Any, *more: str) -> str:
        """Return the address of a document in this language; only its lineage is loaded."""
        names = [step.__name__ for step in lineage(node) if step.__name__][::-1]
        return self.link("/" + "/".join([*names, *more]))

    def title_of(self, node: Any) -> str:
        """Return a document's title in this language or the best other."""
        title = node.title_text.best(self.language)[1]
        if not title and is_draft(node):
            return str(self.request.translate(_("No title yet")))
        return plain(self.request, node, str(title or node.__name__))

    def place_of(self, node: Any) -> str:
        """Return how a place is named in the desk: its title, and the root is all of it."""
        return self.title_of(node) if node.__name__ else str(self.request.translate(_("The whole portal")))

    @cached_property
    def person(self) -> Any:
        """The person signed in, or None."""
        identity = self.request.identity
        return identity.person if identity else None

    @cached_property
    def staff(self) -> bool:
        """Whether the person has a desk somewhere."""
        return bool(self.person and self.request.portal.grants.of(self.person.pid))

    @cached_property
    def pages(self) -> frozenset[str]:
        """Which of the pages that the foot of every page links to were written."""
        return frozenset(name for name in ("about", "charter", "privacy") if name in self.request.portal)

    @cached_property
    def staff_links(self) -> list[tuple[str, str, bool, bool]]:
        """What staff may do with this document: (address, title, whether it is this page, whether it stands first)."""
        found = staff_links(self.request, self.context) if self.staff else []
        here = self.request.view_name
        return [
            (self._staff_url(link.name), self.request.translate(link.title), link.name == here != "remove", link.first)
            for link in found
        ]

    def _staff_url(self, name: str) -> str:
        document: Any = self.context
        if name == "remove":
            # Asked where it stands: several go into the trash by the same page.
            return f"{self.url_of(document.__parent__, name)}?{urlencode({'name': document.__name__})}"
        if name == "spoken":
            place = recording_place(self.request, document)
            return f"{self.url_of(place, 'add')}?{urlencode({'type': 'audio', READS: document.uid})}"
        return self.url_of(document, name) if name else self.url_of(document)

    @cached_property
    def undo(self) -> list[str]:
        """What the person did last and can still take back: the titles; empty on pages that are not the desk's."""
        if not self.staff or self.shared or self.request.method != "GET":
            return []
        uids = (did.uid for did in undoable(self.request.ctx))
        found = (self.request.portal.uids.get(uid) for uid in uids)
        return [self.title_of(document) for document in found if document is not None]

    @cached_property
    def menu(self) -> list[tuple[str, str, bool, str]]:
        """The main menu: (address, title, whether it is this page, language of the title)."""
        lines = self._lines(self.request.portal)
        if lines is None:
            lines = [self.line(Shown((), "", address)) for address in USUAL]
        if self.staff:
            lines.append((self.link("/desk"), self.request.translate(_("Waiting for me")), self.path == "/desk", ""))
        return lines

    @cached_property
    def place_menu(self) -> list[tuple[str, str, bool, str]]:
        """The menu of the space that this page stands in; empty where it has none."""
        if not isinstance(self.context, Located) or self.request.portal.navigation is None:
            return []
        found = (self._lines(node) for node in lineage(self.context) if node.__name__ and hasattr(node, "uid"))
        return next((lines for lines in found if lines), [])

    def _lines(self, place: Any) -> list[tuple[str, str, bool, str]] | None:
        """Return the lines of the menu of `place`, or None when it has none. Loads one object."""
        navigation = self.request.portal.navigation
        shown = navigation.shown.get(place.uid) if navigation is not None else None
        return [self.line(line) for line in shown] if shown is not None else None

    def line(self, line: Shown) -> tuple[str, str, bool, str]:
        """Return (address, title, whether it is this page, language of the title if another) of a line of a menu."""
        address = line.address if line.address.startswith("https://") else self.link(line.address)
        if not line.texts:
            return address, self.request.translate(PORTAL_PAGES[line.address]), self.path == line.address, ""
        language, title = Texts(dict(line.texts), {}, line.source).best(self.language)
        return address, title, self.path == line.address, language if language != self.language else ""

    @cached_property
    def flashes(self) -> list[Any]:
        """Messages left by the request before; none for a visitor without a session, who has no cookie to read."""
        if not self.request.has_session:
            return []
        return self.request.take_flashes()

    @property
    def rehearsal(self) -> tuple[str, str] | None:
        """In a rehearsal copy, the addresses of its desk and of the space itself."""
        inside = self.request.rehearsal
        if inside is None:
            return None
        return self.link("/desk"), self.url_of(inside.original)

    @property
    def csrf(self) -> str | None:
        """The token a form must carry. Asking for it starts a session, so only pages with a form do."""
        return str(self.request.page_csrf)

    @property
    def sample(self) -> bool:
        """Whether this stands in sample content."""
        target = getattr(self.context, "target", self.context)
        return any(getattr(node, "sample", False) for node in lineage(target))

    def may(self, permission: str, target: Any = None) -> bool:
        """Whether the reader holds a permission here or on `target`."""
        return bool(self.request.has_permission(Permission(permission), self.context if target is None else target))
