"""A small portal to test on, and the people who use it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote

from BTrees.OOBTree import OOBTree
from webtest import TestApp as WebTestApp
from webtest.response import TestResponse

from mukhtabar.actions.answer import begin_answer
from mukhtabar.actions.attach import attach
from mukhtabar.actions.comment import comment
from mukhtabar.actions.commitment import bases, begin_commitment
from mukhtabar.actions.context import Ctx
from mukhtabar.actions.create import create
from mukhtabar.actions.edit import edit
from mukhtabar.actions.grant import grant
from mukhtabar.actions.group import begin_group, put_in
from mukhtabar.actions.install import install
from mukhtabar.actions.private_link import make
from mukhtabar.actions.submit import participant, submit
from mukhtabar.actions.tick import tick
from mukhtabar.actions.transition import transition
from mukhtabar.app import configure
from mukhtabar.content.audio import Audio
from mukhtabar.content.collection import Collection
from mukhtabar.content.commitment import Milestone
from mukhtabar.content.consultation import Consultation
from mukhtabar.content.event import Event
from mukhtabar.content.file import File, Image
from mukhtabar.content.news import News
from mukhtabar.content.page import Page
from mukhtabar.content.rehearsal import DOOR
from mukhtabar.content.space import Space
from mukhtabar.content.texts import Texts
from mukhtabar.rules.phases import Phase
from mukhtabar.rules.roles import Role
from mukhtabar.security.passwords import Passwords
from mukhtabar.security.throttle import Throttle
from mukhtabar.services.clock import SetClock
from mukhtabar.services.site import Site
from mukhtabar.settings import Settings
from mukhtabar.store.folder import path_of
from mukhtabar.store.revisions import digest_of
from mukhtabar.views.cache import PageCache
from tests import files

COMMUNE = "/souss-massa/tata"
SPACE = f"{COMMUNE}/fada"
CONSULTATION = f"{SPACE}/ma"
PASSWORD = "a long enough password"
#: Fields that hold a text in several languages.
TEXTS = frozenset({
    "title", "summary", "body", "decides", "synthesis", "reply", "details", "author", "association", "alternative", "transcript",
    "venue", "organiser", "contact", "registration", "access",
})  # fmt: skip
#: Who works where. «nadia» and «karim» are two approvers, «omar» an officer who is an approver as well.
PEOPLE: dict[str, tuple[tuple[Role, str], ...]] = {
    "citizen": (),
    "editor": ((Role.EDITOR, SPACE),),
    "lead": ((Role.SPACE_LEAD, SPACE),),
    "moderator": ((Role.MODERATOR, SPACE),),
    "desk": ((Role.DESK_AGENT, SPACE),),
    "officer": ((Role.OFFICER, COMMUNE),),
    "approver": ((Role.APPROVER, COMMUNE),),
    "approver2": ((Role.APPROVER, COMMUNE),),
    "both": ((Role.OFFICER, COMMUNE), (Role.APPROVER, COMMUNE)),
    "observer": ((Role.OBSERVER, "/souss-massa"),),
    "admin": ((Role.ADMIN, "/"),),
}
BODY = "الطريق المؤدية إلى المدرسة غير معبدة، ويجد التلاميذ صعوبة كبيرة في فصل الشتاء."


class Browser(WebTestApp):  # type: ignore[misc]
    """A browser without a screen. Forms are found by a field they have, as a person finds them."""

    __test__ = False

    def do_request(self, req: Any, *args: Any, **more: Any) -> TestResponse:
        """Send an address as a browser does: what is not ASCII in a query is encoded."""
        req.query_string = quote(req.query_string, safe="%&=+;,:@/?!$'()*~[]")
        return super().do_request(req, *args, **more)

    def form(self, page: TestResponse, field: str) -> Any:
        """Return the form of `page` that has a field called `field`."""
        return next(form for form in page.forms.values() if field in form.fields)


class Patient(Throttle):
    """Counts nothing: for tests that sign in more often than a person does."""

    def hit(self, limit: Any, *who: str) -> bool:
        return True


#: Moment -> the portal as it was built then, and its people: each test begins with a copy of it.
_BUILT: dict[datetime, tuple[dict[str, Any], dict[str, str]]] = {}


def _records(storage: Any) -> dict[str, Any]:
    """Return a copy of what a storage in memory holds."""
    return {
        "_data": OOBTree({oid: OOBTree(saves) for oid, saves in storage._data.items()}),
        "_transactions": OOBTree(storage._transactions),
        "_ltid": storage._ltid,
        "_oid": storage._oid,
    }


#: What an application is put together from -> the application.
_APPS: dict[str, Any] = {}


class Bound:
    """An application that answers for one site, though others borrow it in turn."""

    def __init__(self, app: Any, site: Site) -> None:
        self.wsgi, self.site, self.registry = app, site, app.registry

    def __call__(self, environ: Any, start_response: Any) -> Any:
        """Answer one request."""
        self.registry.site = self.site
        return self.wsgi(environ, start_response)


class World:
    """An open site in memory, with helpers that speak of people and documents."""

    def __init__(self, folder: Path, now: datetime, **ini: str) -> None:
        given = {"storage": "memory", "data": str(folder), "strict_reads": "true", **ini}
        self.settings = Settings.read({f"mukhtabar.{key}": value for key, value in given.items()}, {})
        self.clock = SetClock(now)
        self.site = Site.open(self.settings, self.clock)
        self.site.passwords = Passwords(cheap=True)
        self.pids: dict[str, str] = {}
        self._fill(now)

    @cached_property
    def pyramid(self) -> "Bound":
        """The application, put together for who opens a browser: once for all worlds of a process that are alike."""
        # They also sign their cookies with one key, that of the first: the sessions themselves are in each one's books.
        alike = repr(replace(self.settings, data=Path()))
        if alike not in _APPS:
            _APPS[alike] = configure(self.settings, self.site).make_wsgi_app()
        return Bound(_APPS[alike], self.site)

    @cached_property
    def app(self) -> PageCache:
        """The same behind the pages that visitors may be sent again."""
        return PageCache(self.pyramid, self.site)

    def _fill(self, now: datetime) -> None:
        """Build the portal, or take the one that this process has built for that moment."""
        storages = {"main": self.site.books.main.storage, "people": self.site.books.people.storage}
        in_memory = self.settings.storage == "memory"
        if in_memory and now in _BUILT:
            built, self.pids = _BUILT[now][0], dict(_BUILT[now][1])
            for name, storage in storages.items():
                vars(storage).update(_records(SimpleNamespace(**built[name])))
            for db in (self.site.books.main, self.site.books.people):
                db.cacheMinimize()
            return
        with self.site.books.session() as (main, people):
            if "portal" not in main:
                self._build(install(main, people, now))
        if in_memory:
            _BUILT[now] = {name: _records(storage) for name, storage in storages.items()}, dict(self.pids)

    def _build(self, ctx: Ctx) -> None:
        now = ctx.now
        commune = self.at(ctx, COMMUNE)
        space = create(ctx, commune, Space(), "fada", {
            "title": Texts.of(now, ar="فضاء طاطا", fr="Espace de Tata"),
            "summary": Texts.of(now, ar="فضاء للنقاش العمومي"),
            "association": Texts.of(now, ar="جمعية نموذجية"),
        })  # fmt: skip
        phase = Phase("تقديم المقترحات", now - timedelta(days=1), now + timedelta(days=30), frozenset({"propose"}))
        consultation = create(ctx, space, Consultation(), "ma", {
            "title": Texts.of(now, ar="الماء والطرق", fr="Eau et routes"),
            "summary": Texts.of(now, ar="نستشيركم حول الماء والطرق."),
            "phases": (phase,),
        })  # fmt: skip
        for name, grants in PEOPLE.items():
            person = ctx.register.enrol(name.title(), now, f"{name}@example.org")
            person.password = self.site.passwords.hash(PASSWORD)
            person.capacity = {"ar": "رئيسة المجلس"} if name.startswith("approver") else {}
            self.pids[name] = person.pid
            for role, path in grants:
                grant(ctx, self.at(ctx, path), person.pid, role, now)
        transition(replace(ctx, actor=self.pids["lead"], system=False), consultation, "announce")
        tick(ctx)

    @staticmethod
    def at(ctx: Ctx, path: str) -> Any:
        """Return the document at `path`."""
        node: Any = ctx.portal
        names = [part for part in path.split("/") if part]
        if names[:1] == [DOOR]:
            node, names = ctx.portal.rehearsals.get(names[1]), names[2:]
        for name in names:
            node = node[name]
        return node

    @contextmanager
    def acting(self, who: str | None = None) -> Iterator[Ctx]:
        """Act as a person in one transaction; without a name the portal itself acts."""
        with self.site.session() as ctx:
            yield replace(ctx, actor=self.pids[who] if who else None, system=who is None)

    def submitted(self, title: str = "تعبيد الطريق إلى المدرسة", who: str = "citizen", **given: str) -> str:
        """Submit a proposal as a person and return its path."""
        with self.acting(who) as ctx:
            values = {"kind": "need", "title": title, "body": BODY, "topic": "roads", "place": "", "language": "ar"} | given
            author = ctx.register.get(self.pids[who])
            assert author is not None
            proposal = submit(ctx, self.at(ctx, CONSULTATION), values, author, name_shown=True)
            return f"{CONSULTATION}/{proposal.__name__}"

    def step(self, who: str | None, path: str, name: str, **more: Any) -> None:
        """Take one step of a workflow as a person who has read the present text."""
        with self.acting(who) as ctx:
            document = self.at(ctx, path)
            transition(ctx, document, name, read_hash=digest_of(document.field_values()), **more)

    def published(self, title: str = "تعبيد الطريق إلى المدرسة", who: str = "citizen", **given: str) -> str:
        """Return the path of a published proposal."""
        path = self.submitted(title, who, **given)
        self.step("editor", path, "publish")
        return path

    def browser(self, who: str | None = None, cached: bool = False) -> Browser:
        """Return a browser, signed in as a person."""
        app = Browser(self.app if cached else self.pyramid)
        if who:
            form = app.form(app.get("/sign-in"), "password")
            form["email"], form["password"] = f"{who}@example.org", PASSWORD
            form.submit().follow()
        return app

    def made(self, who: str | None, parent: str, document: Any, name: str, **values: Any) -> str:
        """Put a document into the tree as a person and return its path. A `str` is a text in Arabic."""
        with self.acting(who) as ctx:
            now = ctx.now
            fields = {key: Texts.of(now, ar=value) if key in TEXTS else value for key, value in values.items()}
            return "/" + "/".join(path_of(create(ctx, self.at(ctx, parent), document, name, fields)))

    def page(self, who: str = "lead", parent: str = SPACE, name: str = "guide", **values: Any) -> str:
        """Return the path of a private page."""
        given = {"title": "دليل المشاركة", "body": "<p>كيف تشاركون.</p>", **values}
        return self.made(who, parent, Page(), name, **given)

    def news(self, who: str = "lead", parent: str = SPACE, name: str = "meeting", **values: Any) -> str:
        """Return the path of a private news item."""
        given = {"title": "لقاء تواصلي", "body": "<p>انعقد اللقاء.</p>", "dated": self.clock.now(), **values}
        return self.made(who, parent, News(), name, **given)

    def attached(self, who: str, parent: str, document: Any, data: bytes, name: str, **values: Any) -> str:
        """Attach a file, a picture or a recording as a person and return its path. A `str` is a text in Arabic."""
        with self.acting(who) as ctx:
            now = ctx.now
            fields = {key: Texts.of(now, ar=value) if key in TEXTS else value for key, value in values.items()}
            return "/" + "/".join(path_of(attach(ctx, self.at(ctx, parent), document, fields, name, data)))

    def file(self, who: str = "lead", parent: str = SPACE, data: bytes = files.PDF, **values: Any) -> str:
        """Return the path of a private document."""
        return self.attached(who, parent, File(), data, "محضر.pdf", **{"title": "محضر", **values})

    def image(self, who: str = "lead", parent: str = SPACE, data: bytes = b"", **values: Any) -> str:
        """Return the path of a private picture."""
        given = {"title": "بئر", "alternative": "بئر في الواحة", **values}
        return self.attached(who, parent, Image(), data or files.photo(), "بئر.jpg", **given)

    def audio(self, who: str = "lead", parent: str = SPACE, data: bytes = b"", **values: Any) -> str:
        """Return the path of a private recording."""
        given = {"title": "كلمة", "transcript": "مرحبا بكم.", "speech": "ary", **values}
        return self.attached(who, parent, Audio(), data or files.mp3(), "كلمة.mp3", **given)

    def public(self, path: str) -> str:
        """Publish what stands at `path` as the lead, and return the path."""
        self.step("lead", path, "publish")
        return path

    def public_news(self, **values: Any) -> str:
        """Return the path of a published news item."""
        path = self.news(**values)
        self.step("lead", path, "publish")
        return path

    def event(
        self, name: str = "warsha", starts: float = 48, lasts: float = 2, who: str = "lead", **values: Any
    ) -> str:
        """Return the path of a published event that begins `starts` hours from now and lasts so many."""
        start = self.clock.now() + timedelta(hours=starts)
        given = {
            "title": "ورشة حول الماء", "venue": "قاعة البلدية", "start": start, "end": start + timedelta(hours=lasts),
            "parent": SPACE, **values,
        }  # fmt: skip
        path = self.made(who, given.pop("parent"), Event(), name, **given)
        self.step(who, path, "publish")
        return path

    def collection(self, name: str = "jadid", who: str = "lead", parent: str = SPACE, **values: Any) -> str:
        """Return the path of a published collection."""
        given = {"title": "كل جديد", "kinds": ("news", "event", "page", "proposal"), **values}
        path = self.made(who, parent, Collection(), name, **given)
        self.step(who, path, "publish")
        return path

    def commented(self, news: str, body: str = "مبادرة طيبة.", name: str = "سعيد", email: str = "") -> str:
        """Leave a comment as somebody without an account and return its path; it waits for moderation."""
        with self.acting() as ctx:
            author = participant(ctx, name, email, "ar")
            return "/" + "/".join(path_of(comment(ctx, self.at(ctx, news), author, body, "ar")))

    def drafted(self, proposal: str, who: str = "officer", summary: str = "سنعبد الطريق.", **values: Any) -> str:
        """Return the path of a draft answer."""
        with self.acting(who) as ctx:
            given = {"outcome": "accepted", "summary": Texts.of(ctx.now, ar=summary), **values}
            return "/" + "/".join(path_of(begin_answer(ctx, self.at(ctx, proposal), given)))

    def answered(self, title: str = "تعبيد الطريق إلى المدرسة", summary: str = "سنعبد الطريق.") -> tuple[str, str]:
        """Return the paths of an answered proposal and of its published answer."""
        path = self.published(title)
        answer = self.drafted(path, summary=summary)
        self.step("officer", answer, "send")
        self.step("approver", answer, "approve")
        self.step("officer", answer, "publish")
        return path, answer

    def summed_up(self, path: str = CONSULTATION) -> str:
        """Let the consultation end, publish its synthesis as the lead, and return its path."""
        self.later(days=31)
        with self.acting() as ctx:
            tick(ctx)
        with self.acting("lead") as ctx:
            edit(ctx, self.at(ctx, path), {"synthesis": Texts.of(ctx.now, ar="<p>الماء أولا.</p>")})
        self.step("lead", path, "publish_synthesis")
        return path

    def service(self, title: str, *people: str) -> str:
        """Return the id of a group of the commune, with these people in it."""
        with self.acting("admin") as ctx:
            commune = self.at(ctx, COMMUNE)
            group = begin_group(ctx, commune, title)
            for who in people:
                put_in(ctx, commune, group.gid, f"{who}@example.org", "ar")
            return group.gid

    def committed(self, proposal: str, upto: str = "planned", title: str = "تعبيد الطريق", days: int = 100) -> str:
        """Return the path of a commitment about an answered proposal, brought as far as the state `upto`."""
        with self.acting("officer") as ctx:
            document, now = self.at(ctx, proposal), ctx.now
            half = Milestone("إعلان الصفقة", now + timedelta(days=days // 2))
            values = {
                "title": Texts.of(now, ar=title), "details": Texts.of(now, ar="ثلاثة كيلومترات."),
                "due": now + timedelta(days=days), "milestones": (half, Milestone("نهاية الأشغال", now + timedelta(days=days))),
            }  # fmt: skip
            basis = next(iter(bases(document)))
            path = "/" + "/".join(path_of(begin_commitment(ctx, document, values, basis)))
        steps = (("send", "officer"), ("confirm", "approver"), ("start", "officer"))
        states = ("drafting", "for_approval", "planned", "in_progress")
        for name, who in steps[: states.index(upto)]:
            self.step(who, path, name)
        return path

    def later(self, **delta: float) -> None:
        """Let time pass."""
        self.clock.moment += timedelta(**delta)

    def drain(self) -> None:
        """Bring the search index up to date."""
        busy = True
        while busy:
            with self.site.session(system=True) as ctx:
                busy = bool(self.site.search.drain(ctx.portal))

    def serials(self) -> dict[str, bytes]:
        """Return the serial of every record of both books: equal before and after means nothing was written."""
        found = {}
        for name, db in (("main", self.site.books.main), ("people", self.site.books.people)):
            for transaction in db.storage.iterator():
                for record in transaction:
                    found[f"{name}:{record.oid.hex()}"] = record.tid
        return found

    def private_link(self, path: str, who: str = "lead", days: int = 7, note: str = "") -> str:
        """Make a private link to a draft as a person and return its secret."""
        with self.acting(who) as ctx:
            return make(ctx, self.at(ctx, path), days, note)

    def receipt(self, path: str) -> str:
        """Return the receipt of a submission."""
        with self.acting() as ctx:
            proposal = self.at(ctx, path)
            author = ctx.register.get(proposal.creator)
            assert author is not None
            return str(author.receipts[proposal.uid])

    def state(self, path: str) -> str:
        """Return the state of a document."""
        with self.acting() as ctx:
            return str(self.at(ctx, path).state)

    def attempts(self, path: str) -> list[tuple[str, str]]:
        """Return (step, why not) of what was tried at `path` and refused, as the journal keeps it, in the order of the words."""
        with self.acting() as ctx:
            kept = [dict(one.detail) for one in ctx.portal.journal.of(self.at(ctx, path).uid) if one.action == "attempt"]
            return sorted((one["step"], one["refused"]) for one in kept)

    def close(self) -> None:
        """Close the site."""
        self.site.close()
