"""Rules at a place: when, if, then; with the rights of who made them, and a log (content manager, point 17)."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mukhtabar.actions.automate import RULES_MOST, automate, drop_rule, set_rule, switch_rule
from mukhtabar.actions.grant import withdraw_grant
from mukhtabar.content.consultation import Consultation
from mukhtabar.rules.automation import EVENTS, Happening, Rule, event_of, matches, says
from mukhtabar.rules.phases import Phase
from mukhtabar.rules.refused import Refused
from mukhtabar.rules.roles import Role
from mukhtabar.services.worker import Worker
from mukhtabar.store.automation import LOGGED
from tests.conftest import NOW
from tests.world import COMMUNE, CONSULTATION, SPACE, World


def saved(world: World, who: str = "lead", path: str = SPACE, **values: str) -> Any:
    """Fill in the form of a rule on its page and send it."""
    browser = world.browser(who)
    form = browser.form(browser.get(f"/en{path}/automation"), "event")
    for name, value in {"event": "submitted", **values}.items():
        form[name] = value
    return form.submit("save")


def run(world: World) -> None:
    """Let the portal's own jobs run once."""
    Worker(world.site).once()


def letters(world: World, kind: str = "rule") -> set[str]:
    """Return who is to be written to by a rule."""
    with world.acting() as ctx:
        names = {pid: name for name, pid in world.pids.items()}
        return {names[letter.person] for _key, letter in ctx.portal.outbox._waiting.items() if letter.kind == kind}


def asked(world: World) -> set[str]:
    """Let the rules act without delivering the letters, and return who is to be written to."""
    with world.acting() as ctx:
        automate(ctx)
    return letters(world)


def test_who_is_to_be_told_is_told(world: World) -> None:
    assert "The rule is saved." in saved(world, kind="proposal", notify="moderator").follow()
    path = world.submitted()
    assert asked(world) == {"moderator"}
    page = world.browser("lead").get(f"/en{SPACE}/automation")
    log = page.html.select_one("section[aria-labelledby=log-title]").get_text(" ", strip=True)
    assert "people were written to" in log and "تعبيد الطريق" in log
    assert page.html.select_one("section[aria-labelledby=log-title] a")["href"] == f"/en{path}/review"


def test_the_letter_says_that_a_rule_wrote_it_and_leads_to_the_page(world: World) -> None:
    from mukhtabar.services.mail import deliver
    from mukhtabar.services.mail_transport import MemoryTransport

    saved(world, notify="editor")
    path = world.submitted()
    with world.acting() as ctx:
        automate(ctx)
    transport = MemoryTransport()
    deliver(world.site, transport=transport)
    texts = [str(m.get_body(("plain",)).get_content()) for m in transport.sent if "editor@" in str(m["To"])]
    assert any("قاعدة" in text and f"{path}/review" in text for text in texts)


def test_only_what_fits_the_conditions_is_acted_on(world: World) -> None:
    saved(world, kind="proposal", topic="water", label="ماء")
    saved(world, kind="proposal", words="طرقٌ، المدرسه", label="مدرسة")
    saved(world, kind="comment", label="تعليق")
    saved(world, event="refused", label="مرفوض")
    path = world.submitted("تعبيد الطريق إلى المدرسة")
    run(world)
    with world.acting() as ctx:
        assert world.at(ctx, path).labels == {"مدرسة"}
    assert "مدرسة" in world.browser("editor").get(f"{path}/review").html.select_one(".status-line").get_text()
    assert "مدرسة" in world.browser("editor").get(f"{SPACE}/moderation").html.select_one(".item-kind").get_text()


def another(world: World) -> str:
    """Open another consultation in the space."""
    with world.acting("lead") as ctx:
        phase = Phase("تقديم", ctx.now - timedelta(days=1), ctx.now + timedelta(days=30), frozenset({"propose"}))
    path = world.made("lead", SPACE, Consultation(), "turuq", title="الطرق وحدها", phases=(phase,))
    world.step("lead", path, "announce")
    from mukhtabar.actions.tick import tick

    with world.acting() as ctx:
        tick(ctx)
    return path


def test_a_submission_is_passed_on_and_its_author_is_told_why(world: World) -> None:
    there = another(world)
    saved(world, kind="proposal", topic="roads", move_to=there, why="الطرق لها استشارة خاصة بها.")
    path = world.submitted()
    run(world)
    with world.acting() as ctx:
        proposal = world.at(ctx, there)[path.rsplit("/", 1)[1]]
        last = proposal.history[-1]
        assert (last.transition, last.comment, last.actor) == ("route", "الطرق لها استشارة خاصة بها.", world.pids["lead"])


def test_a_page_is_moved_to_where_it_belongs(world: World) -> None:
    saved(world, "admin", COMMUNE, event="published", kind="news", move_to=CONSULTATION)
    path = world.public_news()
    run(world)
    page = world.browser().get(path)
    assert page.status_int == 301 or page.request.path != path
    with world.acting() as ctx:
        assert path.rsplit("/", 1)[1] in world.at(ctx, CONSULTATION)


def test_a_reminder_comes_when_nothing_has_moved_and_only_then(world: World) -> None:
    saved(world, kind="proposal", notify="moderator", days="3")
    world.submitted("الأول الذي ينتظر")
    moved = world.submitted("الثاني الذي تقدم")
    asked(world)
    with world.acting() as ctx:
        for key, _letter in list(ctx.portal.outbox._waiting.items()):
            ctx.portal.outbox.sent(key)
    world.step("editor", moved, "publish")
    world.later(days=2)
    assert asked(world) == set()
    world.later(days=1)
    assert asked(world) == {"moderator"}
    with world.acting() as ctx:
        asked_for = [item for _key, item in ctx.portal.outbox._waiting.items() if item.kind == "rule"]
        assert [dict(item.detail)["transition"] for item in asked_for] == ["remind"]
        assert automate(ctx) == 0


def test_a_rule_may_do_what_its_maker_may_do_and_nothing_more(world: World) -> None:
    saved(world, kind="proposal", notify="moderator", label="عاجل")
    with world.acting("admin") as ctx:
        withdraw_grant(ctx, world.at(ctx, SPACE), world.pids["lead"], Role.SPACE_LEAD)
    path = world.submitted()
    assert asked(world) == set()
    with world.acting() as ctx:
        assert world.at(ctx, path).labels == frozenset()
    page = world.browser("admin").get(f"/en{SPACE}/automation")
    assert "who made the rule has no right to that here any more" in page


def test_a_rule_brings_nothing_where_its_maker_could_not(world: World) -> None:
    saved(world, event="published", kind="news", move_to="/souss-massa")
    said = saved(world, event="published", kind="news", move_to="/souss-massa/tata/nowhere")
    assert "Nothing stands at that address." in said and "nowhere" in said
    path = world.public_news()
    run(world)
    assert world.browser().get(path).status_int == 200


def test_a_rule_that_rests_does_nothing_and_one_removed_is_gone(world: World) -> None:
    page = saved(world, kind="proposal", label="عاجل").follow()
    form = next(form for form in page.forms.values() if "drop" in form.fields)
    page = form.submit("off").follow()
    assert "The rule rests." in page
    path = world.submitted()
    run(world)
    page = next(form for form in page.forms.values() if "on" in form.fields).submit("on").follow()
    second = world.submitted("مقترح ثان في الموضوع")
    run(world)
    with world.acting() as ctx:
        assert not world.at(ctx, path).labels and world.at(ctx, second).labels == {"عاجل"}
    page = next(form for form in page.forms.values() if "drop" in form.fields).submit("drop").follow()
    assert "The rule is gone." in page and not page.html.select(".facts")


def test_a_rule_is_changed_where_it_stands(world: World) -> None:
    page = saved(world, kind="proposal", notify="moderator", words="ماء, طريق", days="5").follow()
    page = page.click("Change", href="rule=")
    form = page.test_app.form(page, "event")
    assert (form["words"].value, form["days"].value, form["notify"].value) == ("ماء, طريق", "5", "moderator")
    form["notify"] = "editor"
    form.submit("save")
    world.submitted()
    assert asked(world) == {"editor"}


@pytest.mark.parametrize(("values", "said"), [
    ({}, "Say what is to be done then"), ({"days": "3", "label": "ا"}, "Say who is to be reminded."),
    ({"days": "0", "notify": "editor"}, "Enter a number of days"), ({"days": "x", "notify": "editor"}, "Enter a number of days"),
    ({"label": "ط" * 41}, "This is too long"), ({"move_to": CONSULTATION}, "Choose a type of document that this place takes."),
    ({"move_to": CONSULTATION, "kind": "proposal"}, "Say what the author is told"), ({"move_to": "javascript:alert(1)"}, "Nothing stands at that address."),
    ({"move_to": "//evil.example/x"}, "Nothing stands at that address."), ({"move_to": "/desk"}, "Nothing stands at that address."),
])  # fmt: skip
def test_what_is_wrong_with_a_rule_is_said_and_what_was_typed_stays(world: World, values: dict[str, str], said: str) -> None:
    page = saved(world, words="كلمة لا تضيع", **values)
    assert page.status_int == 200 and said in page and "كلمة لا تضيع" in page
    with world.acting() as ctx:
        assert ctx.portal.automation.at(world.at(ctx, SPACE).uid) == ()


def test_nobody_learns_of_a_place_they_may_not_see(world: World) -> None:
    with world.acting("admin") as ctx:
        from mukhtabar.actions.create import create
        from mukhtabar.content.space import Space

        other = create(ctx, world.at(ctx, COMMUNE), Space(), "other")
        hidden = create(ctx, other, Consultation(), "khafia")
    said = saved(world, kind="page", move_to="/souss-massa/tata/other/khafia")
    assert "There is no such place." in said and hidden.__name__


@pytest.mark.parametrize("who", [None, "citizen", "editor", "moderator", "officer", "observer"])
def test_rules_are_for_heads_of_spaces_and_administrators(world: World, who: str | None) -> None:
    world.browser(who).get(f"{SPACE}/automation", status=403)
    rule = Rule("r", "submitted", "x", NOW, label="ا")
    with world.acting("lead") as ctx:
        set_rule(ctx, world.at(ctx, SPACE), rule)
    with world.acting(who or "citizen") as ctx:
        space = world.at(ctx, SPACE)
        for act in (lambda: set_rule(ctx, space, rule), lambda: switch_rule(ctx, space, "r", False), lambda: drop_rule(ctx, space, "r")):
            with pytest.raises(Refused, match="not_permitted"):
                act()


def test_each_act_is_in_the_journal_once(world: World) -> None:
    saved(world, kind="proposal", label="عاجل")
    world.submitted()
    run(world)
    with world.acting() as ctx:
        actions = [entry.action for entry in ctx.portal.journal if entry.action in {"set_rule", "rule", "label"}]
        assert sorted(actions) == ["label", "rule", "set_rule"]


def test_there_is_an_end_to_rules_and_to_the_log(world: World) -> None:
    with world.acting("lead") as ctx:
        space = world.at(ctx, SPACE)
        for number in range(RULES_MOST):
            set_rule(ctx, space, Rule(f"r{number}", "added", ctx.actor or "", ctx.now, label="ا"))
        with pytest.raises(Refused, match="too_many"):
            set_rule(ctx, space, Rule("one more", "added", ctx.actor or "", ctx.now, label="ا"))
        rule = ctx.portal.automation.at(space.uid)[0]
        from mukhtabar.store.automation import Deed

        for number in range(LOGGED + 20):
            ctx.portal.automation.log(space.uid, Deed(ctx.now + timedelta(seconds=number), rule, space.uid, ()))
        kept = list(ctx.portal.automation.logged(space.uid))
        assert len(kept) == LOGGED and kept[0].time > kept[-1].time == ctx.now + timedelta(seconds=20)


def test_what_is_gone_by_then_keeps_nothing_up(world: World) -> None:
    saved(world, event="added", kind="page", label="جديد")
    path = world.page()
    with world.acting("lead") as ctx:
        from mukhtabar.actions.trash import trash

        trash(ctx, world.at(ctx, path))
    with world.acting() as ctx:
        assert automate(ctx) == 0 and not list(ctx.portal.automation.take(5))


def test_labels_are_put_on_and_taken_off_by_hand(world: World) -> None:
    path, editor = world.submitted(), world.browser("editor")
    page = editor.get(f"/en{path}/review").click("Labels")
    form = editor.form(page, "label")
    form["label"] = "للزيارة"
    page = form.submit("put").follow()
    assert "للزيارة" in editor.get(f"{path}/review")
    assert "Write the label." in editor.form(page, "label").submit("put")
    page = next(form for form in page.forms.values() if "take" in form.fields).submit("take").follow()
    assert "للزيارة" not in editor.get(f"{path}/review")


def test_labels_are_never_shown_to_readers(world: World) -> None:
    path = world.published()
    with world.acting("editor") as ctx:
        from mukhtabar.actions.label import put_label

        put_label(ctx, world.at(ctx, path), "سرّي للمكتب")
    world.drain()
    for address in (path, CONSULTATION, "/feed", "/search?q=سري", f"{SPACE}/feed"):
        assert "للمكتب" not in world.browser().get(address), address
    world.browser("citizen").get(f"{path}/labels", status=403)


WORDS = st.sampled_from(["ماء", "الماء", "طريق", "école", "مدرسة", "الصحّة"])


@given(st.lists(WORDS, min_size=1, max_size=6), st.lists(WORDS, min_size=1, max_size=3))
def test_a_phrase_stands_in_a_text_when_all_its_words_do(text: list[str], phrase: list[str]) -> None:
    said = says(" ".join(text), " ".join(phrase))
    if set(phrase) <= set(text):
        assert said
    assert not says(" ".join(text), "كلمةأخرىتماما")
    assert not says(" ".join(text), " ، ")


@given(st.sampled_from(sorted(EVENTS)), st.sampled_from(["", "proposal", "page"]), st.sampled_from(["", "water"]), st.booleans())
def test_a_rule_acts_exactly_on_what_it_says(event: str, kind: str, topic: str, on: bool) -> None:
    rule = Rule("r", event, "x", NOW, kind=kind, topic=topic, label="ا", on=on)
    for happened in EVENTS:
        for found_kind in ("proposal", "page"):
            for found_topic in ("water", "roads"):
                seen = Happening(happened, found_kind, found_topic, "ar", "نص")
                expected = on and happened == event and kind in {"", found_kind} and topic in {"", found_topic}
                assert matches(rule, seen) is expected


def test_what_a_citizen_only_drafts_is_no_event() -> None:
    assert event_of("create", "proposal") is None and event_of("create", "page") == "added"
    assert event_of("edit", "page") is None and event_of("publish", "space") is None
