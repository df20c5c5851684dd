"""What moderators do to the texts of others beside deciding on them: join them, black out words, pass them on."""

from mukhtabar.actions.merge import agree, ask, keep_separate
from mukhtabar.actions.redact import open_sealed, redact, uncover
from mukhtabar.actions.route import route
from mukhtabar.rules.reasons import REDACTION, ROUTING
from mukhtabar.store.revisions import digest_of
from tests.early.deeds import Deeds
from tests.early.ledger import BESIDE, ELSEWHERE, Paper
from tests.early.look import Leak

WHO = ("editor", "lead", "moderator")
#: Who may open what is blacked out, by a button, and by nothing that is only looked at.
OPENERS = frozenset({"space_lead", "admin"})


class Moderating(Deeds):
    """Moderators, and who wrote what they moderate."""

    def do_ask_to_join(self) -> None:
        """Somebody asks an author to let their proposal join another."""
        free = [paper for paper in self.papers("proposal") if paper.state in {"submitted", "published"}]
        standing = [paper for paper in free if paper.state == "published"]
        if not standing:
            return
        self.touched = paper = self.chance.choice(free)
        target = self.chance.choice(standing)
        who, mark = self.someone(*WHO), self.ledger.mark()
        self.last = f"{who} {paper.path} to {target.path}"
        with self.acting(who) as ctx:
            mine, theirs = self.world.at(ctx, paper.path), self.world.at(ctx, target.path)
            note = f"المطلب نفسه {mark}"
            ask(ctx, mine, theirs, note, digest_of(mine.field_values()), digest_of(theirs.field_values()))
        paper.asides.add(mark)
        paper.joins = target.path
        self._moderates(who, paper)

    def do_answer_to_joining(self) -> None:
        """The author says yes, or keeps it separate; somebody else tries."""
        asked = [paper for paper in self.papers("proposal") if paper.joins]
        if not asked:
            return
        self.touched = paper = self.chance.choice(asked)
        who, deed = self.someone("citizen", "citizen"), self.chance.choice([agree, agree, keep_separate])
        self.last, self.beside = f"{who} {deed.__name__} {paper.path}", (paper.joins, f"{paper.joins}/history")
        with self.acting(who) as ctx:
            deed(ctx, self.world.at(ctx, paper.path))
        paper.joins = ""
        self.follow()

    def do_redact(self) -> None:
        """Somebody blacks out words: from then on no page says them, to nobody."""
        if (paper := self.paper("proposal", "comment")) is None or not paper.now:
            return
        who, words, mark = self.someone(*WHO), self.chance.choice(sorted(paper.now)), self.ledger.mark()
        self.last = f"{who} {words} {paper.path}"
        with self.acting(who) as ctx:
            document, reason = self.world.at(ctx, paper.path), self.chance.choice(sorted(REDACTION))
            read = digest_of(document.field_values())
            redact(ctx, document, words, reason, f"حجبنا هذا {mark}", read_hash=read)
        paper.sealed[words] = who
        paper.now.discard(words)
        paper.attached.discard(words)
        paper.asides.add(mark)
        self.beside = (f"{paper.path}/redact", f"{paper.path}/sealed")
        # The search follows the record a moment later.
        self.world.drain()
        self._moderates(who, paper)

    def do_uncover(self) -> None:
        """Somebody takes that back: who did it, or who may open it."""
        if (paper := self.paper("proposal", "comment")) is None or not paper.sealed:
            return
        who, mark = self.someone(*paper.sealed.values(), "lead"), self.ledger.mark()
        self.last = f"{who} {paper.path}"
        with self.acting(who) as ctx:
            document = self.world.at(ctx, paper.path)
            if not document.redactions:
                return
            number = self.chance.randrange(len(document.redactions))
            place = document.redactions[number].place
            words = document.sealed.texts[place.field][place.start : place.end]
            uncover(ctx, document, number, f"لا حاجة إلى الحجب {mark}", digest_of(document.field_values()))
        by = paper.sealed.pop(words)
        paper.now.add(words)
        paper.attached |= {words} if place.field == "title" else set()
        paper.asides.add(mark)
        if who != by and not self.ledger.roles(who, paper.path) & OPENERS:
            raise Leak(f"{who} uncovers in {paper.path} what {by} blacked out")
        self._moderates(who, paper)

    def do_open_what_is_sealed(self) -> None:
        """Somebody presses the button that shows what is blacked out."""
        if (paper := self.paper("proposal", "comment")) is None or not paper.sealed:
            return
        who = self.someone("lead", "moderator")
        self.last = f"{who} {paper.path}"
        with self.acting(who) as ctx:
            open_sealed(ctx, self.world.at(ctx, paper.path))
        if not self.ledger.roles(who, paper.path) & OPENERS:
            raise Leak(f"{who} opens what is blacked out in {paper.path}")

    def do_route(self) -> None:
        """Somebody passes on what waits to another consultation, here or in another commune, and tells its author why."""
        waiting = [paper for paper in self.papers("proposal") if paper.state in {"submitted", "returned"}]
        if not waiting:
            return
        self.touched = paper = self.chance.choice(waiting)
        who, mark, old = self.someone(*WHO), self.ledger.mark(), paper.path
        place = self.chance.choice([BESIDE, ELSEWHERE])
        self.last, self.beside = f"{who} {old} to {place}", (old,)
        with self.acting(who) as ctx:
            document, target = self.world.at(ctx, old), self.world.at(ctx, place)
            reason = self.chance.choice(sorted(ROUTING))
            route(ctx, document, target, reason, f"هذا من شأن غيرنا {mark}", digest_of(document.field_values()))
        self._moderates(who, paper)
        paper.asides.add(mark)
        self.ledger.moved(old, f"{place}/{old.rpartition('/')[2]}")
        if place == ELSEWHERE:
            # Another council: nothing that the first one said to itself, and nobody of it, goes along.
            paper.notes.clear()
            self.ledger.charges.pop(paper.path, None)

    def _moderates(self, who: str, paper: Paper) -> None:
        """Raise Leak unless somebody moderates a text that they did not write."""
        able = set(paper.rules["moderate"]) & self.ledger.roles(who, paper.path)  # type: ignore[call-overload]
        if not able or who == paper.author:
            raise Leak(f"{who} moderates {paper.path}")

    def arrived(self, paper: Paper, before: str) -> None:
        """Judge what joined another: its author must have said yes. Raises Leak."""
        super().arrived(paper, before)
        if paper.kind == "proposal" and paper.state == "merged" and self.actor != paper.author:
            raise Leak(f"{self.actor} lets {paper.path} join another")
