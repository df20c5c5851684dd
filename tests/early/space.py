"""What citizens and the house do: proposals, comments, pages and news, files, dates, the trash."""

from datetime import timedelta

from mukhtabar.actions.attach import attach
from mukhtabar.actions.comment import comment
from mukhtabar.actions.create import create
from mukhtabar.actions.edit import edit
from mukhtabar.actions.schedule import schedule
from mukhtabar.actions.submit import submit
from mukhtabar.actions.tick import tick
from mukhtabar.actions.trash import restore, trash
from mukhtabar.content.file import File
from mukhtabar.content.news import News
from mukhtabar.content.page import Page
from mukhtabar.content.texts import Texts
from mukhtabar.store.revisions import digest_of
from tests import files
from tests.early.deeds import Deeds
from tests.early.ledger import BESIDE, ELSEWHERE, Paper
from tests.early.place import furnish
from tests.world import BODY, CONSULTATION, SPACE

HOUSE = ("editor", "lead", "moderator")
SYNTHESIS, REPLY = frozenset({"synthesis", "replied"}), frozenset({"replied"})


class Space(Deeds):
    """Citizens, editors, the head of the space."""

    def begin(self) -> None:
        """Take in what stands there already, with a synthesis and a reply that are not to be read yet."""
        furnish(self.world)
        for path in (BESIDE, ELSEWHERE):
            self.ledger.keep(Paper(path, "consultation", ""))
        consultation = Paper(CONSULTATION, "consultation", "")
        marks = [self.ledger.mark(), self.ledger.mark()]
        with self.world.acting() as ctx:
            document = self.world.at(ctx, CONSULTATION)
            document.synthesis, document.reply = (Texts.of(ctx.now, ar=f"<p>نص {mark}</p>") for mark in marks)
        consultation.later = dict(zip(marks, (SYNTHESIS, REPLY), strict=True))
        self.ledger.keep(consultation)
        self.follow()

    def do_submit(self) -> None:
        """A citizen submits a proposal."""
        marks = [self.ledger.mark(), self.ledger.mark()]
        kind = self.chance.choice(["need", "proposal", "question"])
        place = CONSULTATION if self.ledger.papers[CONSULTATION].state == "open" else BESIDE
        with self.acting("citizen") as ctx:
            author = ctx.register.get(self.world.pids["citizen"])
            values = {"kind": kind, "title": f"طلب من السكان {marks[0]}", "body": f"{BODY} {marks[1]}", "topic": "roads",
                      "place": "", "language": "ar"}  # fmt: skip
            made = submit(ctx, self.world.at(ctx, place), values, author, name_shown=True)
            paper = self.taken_in(ctx, made, "citizen", *marks)
        self.last, paper.attached, paper.question = paper.path, {marks[0]}, kind == "question"
        self.ledger.keep(paper)

    def do_publish_a_proposal(self) -> None:
        """A moderator publishes what waits: without it nothing could be answered."""
        waiting = [paper for paper in self.papers("proposal") if paper.state == "submitted"]
        if waiting:
            self.touched = paper = self.chance.choice(waiting)
            self.take(self.chance.choice(self._able(paper, "publish")), paper, "publish")

    def do_write(self) -> None:
        """Somebody of the house begins a page or a news item."""
        who, marks = self.chance.choice([*HOUSE, self.anyone()]), [self.ledger.mark(), self.ledger.mark()]
        kind = self.chance.choice([Page, News])
        name = f"n-{marks[0]}" if self.chance.random() < 0.5 else marks[0]
        values = {"body": f"<p>فقرة {marks[1]}</p>"}
        self.last = f"{who} {kind.__name__}"
        with self.acting(who) as ctx:
            fields = {"title": self.text(ctx, marks[0], "خبر"), "body": Texts.of(ctx.now, ar=values["body"])}
            fields |= {"dated": ctx.now} if kind is News else {}
            made = create(ctx, self.world.at(ctx, SPACE), kind(), name, fields)
            paper = self.taken_in(ctx, made, who, *marks)
        paper.attached = {marks[0]}
        self.ledger.keep(paper)

    def do_rewrite(self) -> None:
        """Somebody changes a page, a news item or a proposal."""
        if (paper := self.paper("page", "news", "proposal")) is None:
            return
        who, mark = self.chance.choice([*HOUSE, "citizen", self.anyone()]), self.ledger.mark()
        self.last = f"{who} {paper.path}"
        with self.acting(who) as ctx:
            text = f"{BODY} {mark}" if paper.kind == "proposal" else Texts.of(ctx.now, ar=f"<p>فقرة {mark}</p>")
            edit(ctx, self.world.at(ctx, paper.path), {"body": text})
        paper.before |= paper.now - paper.attached
        paper.now = paper.attached | {mark}

    def do_comment(self) -> None:
        """A citizen comments on news that everyone reads."""
        if (paper := self.paper("news")) is None or paper.state != "published":
            return
        mark = self.ledger.mark()
        with self.acting("citizen") as ctx:
            author = ctx.register.get(self.world.pids["citizen"])
            assert author is not None
            made = comment(ctx, self.world.at(ctx, paper.path), author, f"تعليق من قارئ {mark}", "ar")
            kept = self.taken_in(ctx, made, "citizen", mark)
        self.last = kept.path
        self.ledger.keep(kept)

    def do_attach(self) -> None:
        """Somebody of the house attaches a document: its bytes and its name are marked as well."""
        who, marks = self.chance.choice([*HOUSE, self.anyone()]), [self.ledger.mark() for _ in range(3)]
        self.last = who
        with self.acting(who) as ctx:
            place = self.world.at(ctx, self.chance.choice([SPACE, CONSULTATION]))
            data = files.PDF + f"\n% {marks[1]}\n".encode()
            made = attach(ctx, place, File(), {"title": self.text(ctx, marks[0], "وثيقة")}, f"{marks[2]}.pdf", data)
            paper = self.taken_in(ctx, made, who, *marks)
        self.ledger.keep(paper)

    def do_set_a_date(self) -> None:
        """Somebody sets dates for a page."""
        if (paper := self.paper("page", "news", "file")) is None:
            return
        who = self.chance.choice([*HOUSE, self.anyone()])
        self.last = f"{who} {paper.path}"
        with self.acting(who) as ctx:
            document = self.world.at(ctx, paper.path)
            on = ctx.now + timedelta(hours=self.chance.randint(-5, 60))
            schedule(ctx, document, on, on + timedelta(days=3), digest_of(document.field_values()))
        self.follow()

    def do_wait(self) -> None:
        """Some hours pass, or some days, and the portal's clock ticks; sometimes somebody has set it back before."""
        # A delegation that has ended does not begin again, wherever the clock goes.
        self.ledger.given = [one for one in self.ledger.given if self.ledger.now() < one.end]
        self.world.later(hours=self.chance.choice([1, 5, 30, 100, 300, 900, -2, -40]))
        self.eyes.sign_in_again()
        with self.acting(None) as ctx:
            tick(ctx)
        self.last = str(self.world.clock.now())
        self.follow()

    def do_throw_away(self) -> None:
        """Somebody puts something into the trash."""
        if (paper := self.paper("page", "news", "file", "answer", "proposal")) is None:
            return
        who = self.chance.choice(["lead", "admin", self.anyone()])
        self.last = f"{who} {paper.path}"
        with self.acting(who) as ctx:
            trash(ctx, self.world.at(ctx, paper.path), "لم يعد صالحا")
        for path, other in self.ledger.papers.items():
            if path == paper.path or path.startswith(f"{paper.path}/"):
                other.gone = True

    def do_bring_back(self) -> None:
        """Somebody brings something back from the trash."""
        gone = [paper for paper in self.ledger.papers.values() if paper.gone]
        if not gone:
            return
        paper, who = self.chance.choice(gone), self.chance.choice(["lead", "admin", self.anyone()])
        self.touched, self.last = paper, f"{who} {paper.path}"
        with self.acting(who) as ctx:
            uid = next((uid for uid in ctx.portal.uids if _was_at(ctx.portal.bin.find(uid), paper.path)), None)
            if uid is not None:
                restore(ctx, uid)
        self.follow()


def _was_at(thrown: object, path: str) -> bool:
    return thrown is not None and "/" + "/".join(thrown.path) == path  # type: ignore[attr-defined]
