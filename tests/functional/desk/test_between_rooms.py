"""What one room does to what another keeps: signatures, the council's words, the trash, the clock, archives."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest

from mukhtabar.actions.audit import audit
from mukhtabar.actions.automate import automate, set_rule
from mukhtabar.actions.bring_in import bring_in
from mukhtabar.actions.charter import sign
from mukhtabar.actions.context import Ctx
from mukhtabar.actions.edit import edit
from mukhtabar.actions.export import export
from mukhtabar.actions.group import begin_group, put_in
from mukhtabar.actions.private_link import make
from mukhtabar.actions.rehearse import rehearse
from mukhtabar.actions.tick import tick
from mukhtabar.actions.translate import draft, publish, withdraw
from mukhtabar.actions.trash import KEPT, empty, trash
from mukhtabar.actions.undo import undoable
from mukhtabar.actions.working_copy import make_working_copy
from mukhtabar.content.charter import Charter
from mukhtabar.content.texts import Texts
from mukhtabar.content.working import is_working_copy
from mukhtabar.rules.automation import Rule
from mukhtabar.rules.refused import Refused
from tests.world import CONSULTATION, SPACE, World


def test_no_language_of_a_charter_changes_under_its_signatures(world: World) -> None:
    path = world.made("lead", SPACE, Charter(), "mithaq", title="ميثاق مقترح", body="<p>نلتزم بالجواب.</p>")
    with world.acting("lead") as ctx:
        publish(ctx, world.at(ctx, path), "fr", {"title": "Une charte proposée"})
    world.step("lead", path, "propose")
    with world.acting("lead") as ctx:
        charter = world.at(ctx, path)
        sign(ctx, charter, world.at(ctx, SPACE).uid, charter.digest)
    for act in (
        lambda ctx, charter: publish(ctx, charter, "fr", {"title": "Une autre charte"}), lambda ctx, charter: withdraw(ctx, charter, "fr"),
    ):  # fmt: skip
        with world.acting("lead") as ctx:
            charter = world.at(ctx, path)
            with pytest.raises(Refused, match="not_permitted"):
                act(ctx, charter)
            assert len(charter.standing()) == 1


def test_what_the_council_wrote_is_changed_by_the_council_only(world: World) -> None:
    with world.acting() as ctx:
        consultation = world.at(ctx, CONSULTATION)
        consultation.reply = Texts.of(ctx.now, ar="<p>نجيب.</p>", fr="<p>Le conseil répond.</p>")
        consultation.state = "replied"
    with world.acting("lead") as ctx:
        consultation = world.at(ctx, CONSULTATION)
        with pytest.raises(Refused, match="councils_own"):
            publish(ctx, consultation, "fr", {"reply": "<p>Le conseil refuse.</p>"})
    with world.acting("lead") as ctx:
        consultation = world.at(ctx, CONSULTATION)
        with pytest.raises(Refused, match="councils_own"):
            withdraw(ctx, consultation, "fr")
    with world.acting("lead") as ctx:
        assert publish(ctx, world.at(ctx, CONSULTATION), "en", {"reply": "<p>The council replies.</p>"})
        assert world.at(ctx, CONSULTATION).reply.get("fr") == "<p>Le conseil répond.</p>"


def begun_to_reply(world: World) -> None:
    """Let an officer draft the reply to the consultation in Arabic and French."""
    world.summed_up()
    with world.acting("officer") as ctx:
        edit(ctx, world.at(ctx, CONSULTATION), {"reply": Texts.of(ctx.now, ar="<p>نجيب.</p>", fr="<p>Le conseil répond.</p>")})


@pytest.mark.parametrize("who", ["editor", "lead", "admin"])
def test_nobody_of_the_space_reads_or_writes_what_the_council_is_drafting(world: World, who: str) -> None:
    begun_to_reply(world)
    browser = world.browser(who)
    for path in ("translate", *(f"translate?to={code}" for code in ("fr", "zgh", "en"))):
        page = browser.get(f"/en{CONSULTATION}/{path}")
        assert "نجيب" not in page and "Le conseil répond" not in page and "Officer" not in page and "Reply of the council" not in page
    for act in (draft, publish):
        with world.acting(who) as ctx, pytest.raises((Refused, ValueError), match=r"no reply to translate|not_permitted"):
            act(ctx, world.at(ctx, CONSULTATION), "en", {"reply": "<p>The council refuses.</p>"})
    with world.acting() as ctx:
        assert world.at(ctx, CONSULTATION).reply.values.keys() == {"ar", "fr"}
    world.step("approver", CONSULTATION, "reply")
    assert "نجيب" in browser.get(f"/en{CONSULTATION}/translate?to=en")


@pytest.mark.parametrize("who", ["editor", "lead", "admin", "observer"])
def test_nor_finds_it_in_the_versions_the_check_or_an_archive(world: World, who: str) -> None:
    begun_to_reply(world)
    with world.acting() as ctx:
        keys = [key for key, _save in world.at(ctx, CONSULTATION).revisions.items()]
    addresses = ["history", f"history?old={keys[0]}&new={keys[-1]}", f"history?old={keys[-2]}&new={keys[-1]}", "check"]
    for path in addresses:
        page = world.browser(who).get(f"/en{CONSULTATION}/{path}")
        assert "نجيب" not in page and "Le conseil" not in page, path
    assert "نجيب" in world.browser("approver").get(f"/en{CONSULTATION}/{addresses[1]}")
    if who == "admin":
        out = BytesIO()
        with world.acting(who) as ctx:
            export(ctx, world.at(ctx, CONSULTATION), out)
        with ZipFile(out) as archive:
            assert "نجيب" not in archive.read("documents.jsonl").decode()


def test_who_writes_the_synthesis_translates_it_before_it_is_out(world: World) -> None:
    world.later(days=31)
    with world.acting() as ctx:
        tick(ctx)
    with world.acting("editor") as ctx:
        edit(ctx, world.at(ctx, CONSULTATION), {"synthesis": Texts.of(ctx.now, ar="<p>الماء أولا.</p>")})
    assert "الماء أولا." in world.browser("editor").get(f"/en{CONSULTATION}/translate?to=fr")
    with world.acting("editor") as ctx:
        assert publish(ctx, world.at(ctx, CONSULTATION), "fr", {"synthesis": "<p>L’eau d’abord.</p>"})


SPACE_SPEAKS = "This translation was made by the space, not by the council. The text of the council counts."


def test_a_reply_that_the_space_translated_says_so_and_what_the_council_wrote_does_not(world: World) -> None:
    begun_to_reply(world)
    world.step("approver", CONSULTATION, "reply")
    with world.acting("lead") as ctx:
        assert publish(ctx, world.at(ctx, CONSULTATION), "en", {"reply": "<p>The council replies.</p>"})
    browser = world.browser(cached=True)
    page = browser.get(f"/en{CONSULTATION}")
    assert "The council replies." in page and page.html.select_one("[aria-labelledby=reply-title] .note").get_text() == SPACE_SPEAKS
    for prefix, words in (("", "نجيب."), ("/fr", "Le conseil répond."), ("/zgh", "نجيب.")):
        page = browser.get(f"{prefix}{CONSULTATION}")
        assert words in page and not page.html.select("[aria-labelledby=reply-title] .note")


def test_where_no_save_says_what_was_approved_every_language_but_the_first_is_the_spaces(world: World) -> None:
    with world.acting() as ctx:
        consultation = world.at(ctx, CONSULTATION)
        consultation.reply = Texts.of(ctx.now, ar="<p>نجيب.</p>", en="<p>The council replies.</p>")
        consultation.state = "replied"
    assert SPACE_SPEAKS in world.browser().get(f"/en{CONSULTATION}")
    assert not world.browser().get(CONSULTATION).html.select("[aria-labelledby=reply-title] .note")


def test_a_place_with_an_open_working_copy_in_it_can_be_removed_for_good(world: World) -> None:
    path = world.page(parent=CONSULTATION)
    world.step("lead", path, "publish")
    with world.acting("editor") as ctx:
        inside = make_working_copy(ctx, world.at(ctx, path))
        uids = inside.uid, world.at(ctx, path).uid, world.at(ctx, CONSULTATION).uid
    with world.acting("admin") as ctx:
        trash(ctx, world.at(ctx, CONSULTATION), "تجربة")
    world.later(days=KEPT.days)
    with world.acting("admin") as ctx:
        assert empty(ctx, uids[2]) >= 3
        assert [ctx.portal.uids.get(uid) for uid in uids] == [None] * 3
    with world.acting() as ctx:
        assert audit(ctx) == []


def test_a_copy_elsewhere_stands_for_itself_when_its_original_is_removed(world: World) -> None:
    path = world.page()
    world.step("lead", path, "publish")
    with world.acting("editor") as ctx:
        copy = make_working_copy(ctx, world.at(ctx, path)).uid
        uid = world.at(ctx, path).uid
    with world.acting("admin") as ctx:
        trash(ctx, world.at(ctx, path), "تجربة")
    world.later(days=KEPT.days)
    with world.acting("admin") as ctx:
        empty(ctx, uid)
        assert not is_working_copy(ctx.portal.uids.get(copy))


def test_a_dated_step_that_is_refused_half_way_leaves_nothing(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    from mukhtabar.actions import effects
    from mukhtabar.actions.schedule import schedule
    from mukhtabar.store.revisions import digest_of

    path, other = world.page(), world.page(name="other", title="صفحة أخرى")
    for each in (path, other):
        world.step("editor", each, "submit")
        with world.acting("lead") as ctx:
            document = world.at(ctx, each)
            schedule(ctx, document, ctx.now + timedelta(hours=1), None, digest_of(document.field_values()))
    world.later(hours=2)
    first = world.at

    def refuse(ctx: Ctx, document: object, step: object) -> None:
        if getattr(document, "__name__", "") == "guide":
            raise Refused("in_the_way", "")
        stamp(ctx, document, step)

    stamp = effects.EFFECTS["stamp_published"]
    monkeypatch.setattr(effects, "EFFECTS", {**effects.EFFECTS, "stamp_published": refuse})
    with world.acting() as ctx:
        tick(ctx)
    with world.acting() as ctx:
        page = first(ctx, path)
        assert (page.state, page.pinned) == ("pending", ()) and page.history[-1].transition == "submit"
    assert world.state(other) == "published"


def test_a_text_with_any_sign_for_the_end_of_a_line_comes_back_from_an_archive(world: World) -> None:
    path = world.page(summary="سطر\u2028وسطر\u0085وسطر")
    out = BytesIO()
    with world.acting("admin") as ctx:
        export(ctx, world.at(ctx, path), out)
    out.seek(0)
    with world.acting("admin") as ctx:
        made = bring_in(ctx, world.at(ctx, SPACE), out)
        assert made


def test_who_is_in_a_group_without_a_role_is_not_taken_for_nobody(world: World) -> None:
    with world.acting("lead") as ctx:
        group = begin_group(ctx, world.at(ctx, SPACE), "لجنة")
        put_in(ctx, world.at(ctx, SPACE), group.gid, "jadida@example.org", "ar")
    world.later(days=1)
    with world.acting() as ctx:
        assert audit(ctx) == []


def rule(world: World, **values: object) -> None:
    with world.acting("lead") as ctx:
        set_rule(ctx, world.at(ctx, SPACE), Rule("r", "added", ctx.actor or "", ctx.now, **values))


def test_a_rule_is_nothing_that_its_author_did_last(world: World) -> None:
    with world.acting("lead") as ctx:
        set_rule(ctx, world.at(ctx, SPACE), Rule("r", "published", ctx.actor or "", ctx.now, "news", move_to=world.at(ctx, CONSULTATION).uid))
    path = world.public_news()
    world.later(minutes=1)
    with world.acting("lead") as ctx:
        before = undoable(ctx)
    with world.acting() as ctx:
        assert automate(ctx) == 1 and path.rsplit("/", 1)[1] in world.at(ctx, CONSULTATION)
    with world.acting("lead") as ctx:
        assert undoable(ctx) == before


def test_a_rule_stops_with_the_account_of_its_author(world: World) -> None:
    rule(world, label="عاجل")
    path = world.page()
    with world.acting() as ctx:
        person = ctx.register.get(world.pids["lead"])
        assert person is not None
        person.disabled = True
    with world.acting() as ctx:
        automate(ctx)
        assert world.at(ctx, path).labels == frozenset()


def test_no_private_link_leads_out_of_a_rehearsal(world: World) -> None:
    from mukhtabar.actions.inside import inside

    with world.acting("lead") as ctx:
        rehearsal = rehearse(ctx, world.at(ctx, SPACE))
        within = replace(inside(ctx, rehearsal), actor=ctx.actor)
        draft = next(child for child in rehearsal.space.values() if child.type_name == "page")
        with pytest.raises(Refused, match="rehearsal"):
            make(within, draft, 7)


def test_a_home_page_shows_a_picture_in_its_sizes(world: World) -> None:
    from mukhtabar.content.front import Block, Front
    from mukhtabar.content.target import Target

    image = world.public(world.image())
    with world.acting() as ctx:
        block = Block("picture", to=Target(image, world.at(ctx, image).uid))
    front = world.made("lead", SPACE, Front(), "wajiha", title="واجهة", blocks=(block,))
    world.step("lead", front, "publish")
    page = world.browser().get(SPACE)
    assert page.html.select_one("main figure picture source")["srcset"] and "/blob" not in str(page.html.select_one("main figure"))


