"""A portal in which every kind of document stands somewhere, and every registered view has an address."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from mukhtabar.actions.agenda import add_points, begin_file
from mukhtabar.actions.answer import attach_to
from mukhtabar.actions.rehearse import rehearse
from mukhtabar.content.charter import Charter
from mukhtabar.content.course import Course, Exercise, Lesson
from mukhtabar.content.evidence import Photo
from mukhtabar.content.front import Block, Front
from mukhtabar.content.guidance import Guidance
from mukhtabar.content.menu import Menu, MenuEntry
from mukhtabar.content.register import Register
from mukhtabar.content.target import Target
from mukhtabar.content.texts import Texts
from mukhtabar.language.dates import noon
from mukhtabar.rules.sessions import next_session
from mukhtabar.store.folder import path_of
from tests import files
from tests.petitioning import lodged, written
from tests.world import COMMUNE, CONSULTATION, SPACE, World


@dataclass(frozen=True)
class View:
    """One registered view, as Pyramid's introspector knows it."""

    name: str
    context: Any
    methods: tuple[str, ...]
    permission: str | None
    callable: Any

    def __str__(self) -> str:
        return f"{getattr(self.context, '__name__', self.context)} {self.name or '(page)'}"


def views(world: World) -> list[View]:
    """Return every view of the portal but the exception views, which have no address."""
    found = []
    for item in world.pyramid.registry.introspector.get_category("views"):
        view = item["introspectable"]
        if view["exception_only"] or view["callable"].__module__.startswith("pyramid."):
            continue
        permission = next((r["value"] for r in item["related"] if r.category_name == "permissions"), None)
        methods = view["request_methods"] or ()
        methods = (methods,) if isinstance(methods, str) else tuple(methods)
        found.append(View(view["name"], view["context"], methods, permission, view["callable"]))
    return found


class Town:
    """The documents, by the names that tests use."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.answered, self.answer = world.answered("مدرسة جديدة للحي الجنوبي", "سنبني المدرسة.")
        self.published = world.published("ماء صالح للشرب في الدوار")
        self.submitted = world.submitted("سر لم ينشر بعد من مواطن")
        self.draft_answer = world.drafted(self.published, summary="مسودة لا يراها أحد.")
        with world.acting("officer") as ctx:
            attached = attach_to(ctx, world.at(ctx, self.draft_answer), "وثيقة سرية", "سر.pdf", files.PDF)
            self.attachment = f"{self.draft_answer}/{attached.__name__}"
        self.news = world.public_news()
        self.comment = world.commented(self.news)
        world.step("moderator", self.comment, "publish")
        self.waiting_comment = world.commented(self.news, "تعليق ينتظر الإشراف عليه.")
        self.page = world.page()
        world.step("lead", self.page, "publish")
        self.file, self.image = world.public(world.file()), world.public(world.image())
        self.audio = world.public(world.audio())
        self.private_image = world.image(title="صورة خاصة جدا")
        self.private_page = world.page(name="private-page", title="صفحة خاصة جدا")
        self.private_news = world.news(name="private-news", title="خبر خاص جدا")
        self.event = world.event()
        self.collection = world.collection()
        self.menu = world.made("lead", SPACE, Menu(), "qaima", title="قائمة", entries=(MenuEntry((), Target("/events")),))
        world.step("lead", self.menu, "publish")
        self.front = world.made("lead", SPACE, Front(), "wajiha", title="واجهة", blocks=(Block("consultations"), Block("events")))
        world.step("lead", self.front, "publish")
        self.secret = world.private_link(self.private_page)
        self.charter = world.made("lead", SPACE, Charter(), "charter", title="ميثاق مقترح", body="<p>نص.</p>")
        world.step("lead", self.charter, "propose")
        self.commitment = world.committed(self.answered, "planned", "التزام منشور")
        self.draft_commitment = world.committed(self.answered, "drafting", "التزام لم ينشر بعد")
        self.photo = world.attached("officer", self.commitment, Photo(), files.photo(90, 60), "صورة.jpg", title="صورة", alternative="طريق")
        with world.acting("officer") as ctx:
            session = next_session(ctx.now.date())
            values = {"session": session.code, "day": noon(session.first_day), "details": Texts.of(ctx.now, ar="مذكرة سرية.")}
            file = begin_file(ctx, world.at(ctx, COMMUNE), values)
            add_points(ctx, file, [self.answered.rpartition("/")[2]])
            self.council_file = f"{COMMUNE}/{file.__name__}"
            later = begin_file(ctx, world.at(ctx, COMMUNE), {**values, "details": Texts.of(ctx.now, ar="مسودة لا ترى.")})
            self.draft_council_file = f"{COMMUNE}/{later.__name__}"
        world.step("officer", self.council_file, "send")
        world.step("approver", self.council_file, "convene")
        self.petition, self.petition_draft = lodged(world), written(world, title="عريضة سرية لم تنشر بعد")
        self.resource = world.made("admin", "/", Guidance(), "accounts", title="دليل المحاسبة", body="<p>نص.</p>")
        self.course = world.made("admin", "/", Course(), "steps", title="الخطوات الأولى")
        self.lesson = world.made("admin", self.course, Lesson(), "first", title="الدرس الأول", body="<p>نص.</p>")
        self.exercise = world.made("admin", self.lesson, Exercise(), "one", title="سؤال")
        for path in (self.resource, self.course, self.lesson):
            world.step("admin", path, "publish")
        with world.acting("lead") as ctx:
            self.rehearsal = f"/{rehearse(ctx, world.at(ctx, SPACE)).__name__}"
        self.register = world.made("lead", CONSULTATION, Register(), "register")
        world.step("lead", self.register, "send")
        world.step("approver", self.register, "approve")
        self.receipt = world.receipt(self.submitted)
        self.reference = self.answered.rpartition("/")[2]
        world.drain()

    @property
    def documents(self) -> dict[str, str]:
        """Every document's path by a name."""
        mine = {name: path for name, path in vars(self).items() if isinstance(path, str) and path.startswith("/")}
        places = {"portal": "", "region": "/souss-massa", "commune": COMMUNE, "space": SPACE}
        doors = {"receipts": "/s", "receipt_door": f"/s/{self.receipt}", "reference": f"/r/{self.reference}",
                 "private": f"/d/{self.secret}"}  # fmt: skip
        return {**places, "consultation": CONSULTATION, **mine, **doors}

    def at(self, path: str) -> Any:
        """Return what stands at `path`, doors included."""
        with self.world.acting() as ctx:
            return self.world.at(ctx, path)

    def addresses(self) -> Iterator[tuple[View, str]]:
        """Yield every view with the address of every document here that it is registered for."""
        with self.world.acting() as ctx:
            nodes = {path: self.world.at(ctx, path) for path in self.documents.values()}
            for view in views(self.world):
                for path, node in nodes.items():
                    if (
                        view.context.providedBy(node)
                        if hasattr(view.context, "providedBy")
                        else isinstance(node, view.context)
                    ):
                        yield view, f"{path}/{view.name}" if view.name else path or "/"

    def paths(self) -> set[str]:
        """The path of every document there is, by the uids."""
        with self.world.acting() as ctx:
            return {"/" + "/".join(path_of(ctx.portal.uids.get(uid))) for uid in ctx.portal.uids}
