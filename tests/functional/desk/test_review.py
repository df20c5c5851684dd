"""The space reads what citizens send, and decides: publish, return, refuse, undo (J12)."""

from datetime import timedelta

import pytest

from mukhtabar.actions.park import park
from mukhtabar.rules.refused import Refused
from mukhtabar.store.revisions import digest_of
from tests.world import BODY, Browser, World


def press(browser: Browser, path: str, name: str, **words: str) -> object:
    form = browser.form(browser.get(f"{path}/review"), "transition")
    for field, value in words.items():
        form[field] = value
    return form.submit("transition", value=name)


def buttons(page: object) -> list[str]:
    return [button["value"] for button in page.html.select("button[name=transition]")]  # type: ignore[attr-defined]


def letters(world: World, kind: str) -> list[dict[str, str]]:
    with world.acting() as ctx:
        return [dict(letter.detail) for _key, letter in ctx.portal.outbox.due(ctx.now) if letter.kind == kind]


def test_an_editor_reads_and_publishes(world: World) -> None:
    path, editor = world.submitted(), world.browser("editor")
    page = editor.get("/desk").click("تعبيد الطريق إلى المدرسة")
    assert BODY in page and "Citizen" in page
    press(editor, path, "publish").follow()  # type: ignore[attr-defined]
    assert BODY in world.browser().get(path) and world.state(path) == "published"
    assert [letter["transition"] for letter in letters(world, "author_proposal")] == ["publish"]


def test_a_step_that_has_no_words_of_its_own_is_named(world: World) -> None:
    path = world.published()
    page = press(world.browser("editor"), f"/en{path}", "hide", reason="personal_data", comment="فيه رقم هاتف.").follow()  # type: ignore[attr-defined]
    assert page.html.select_one(".flash").get_text(" ", strip=True) == "Done: Hide"


def test_a_text_that_changed_meanwhile_is_not_published_unread(world: World) -> None:
    path, editor = world.submitted(), world.browser("editor")
    form = editor.form(editor.get(f"{path}/review"), "transition")
    with world.acting("citizen") as ctx:
        from mukhtabar.actions.edit import edit

        edit(ctx, world.at(ctx, path), {"body": BODY + " مع إضافة لم يقرأها أحد."})
    page = form.submit("transition", value="publish")
    assert world.state(path) == "submitted" and "مع إضافة لم يقرأها أحد." in page


@pytest.mark.parametrize(
    ("words", "field"),
    [({}, "reason"), ({"comment": "وضحوا"}, "reason"), ({"reason": "unclear"}, "comment"),
     ({"reason": "unclear", "comment": " . "}, "comment")],
)  # fmt: skip
def test_returning_needs_a_reason_and_a_comment(world: World, words: dict[str, str], field: str) -> None:
    path = world.submitted()
    page = press(world.browser("editor"), path, "return", **words)
    assert page.status_int == 200 and world.state(path) == "submitted"  # type: ignore[attr-defined]
    assert page.html.select_one(f"#wf-{field}[aria-invalid=true]")  # type: ignore[attr-defined]


def test_a_return_reaches_the_author_with_reason_and_comment(world: World) -> None:
    path = world.submitted()
    press(world.browser("editor"), path, "return", reason="unclear", comment="أي طريق تقصدون؟").follow()  # type: ignore
    assert world.state(path) == "returned"
    status = world.browser().get(f"/en/s/{world.receipt(path)}")
    assert "أي طريق تقصدون؟" in status and "It is not clear what is asked for" in status
    assert letters(world, "author_proposal")[0]["comment"] == "أي طريق تقصدون؟"
    world.browser().get(path, status=404)


def test_a_refusal_needs_a_code_and_another_needs_words(world: World) -> None:
    path, editor = world.submitted(), world.browser("editor")
    for words in ({}, {"reason": "other"}, {"reason": "other", "comment": "…"}):
        press(editor, path, "refuse", **words)
        assert world.state(path) == "submitted"
    press(editor, path, "refuse", reason="duplicate")
    assert world.state(path) == "refused"


def test_a_reason_of_another_list_is_refused(world: World) -> None:
    path = world.submitted()
    with pytest.raises(Refused, match="reason_unknown"):
        world.step("editor", path, "refuse", reason="incomplete")


@pytest.mark.parametrize(("name", "words"), [
    ("publish", {}), ("return", {"reason": "unclear", "comment": "وضحوا"}), ("refuse", {"reason": "off_topic"}),
])  # fmt: skip
def test_a_decision_can_be_taken_back_for_ten_minutes_by_who_took_it(
    world: World, name: str, words: dict[str, str]
) -> None:
    path, undo = world.submitted(), f"undo_{name}"
    editor = world.browser("editor")
    press(editor, path, name, **words)
    assert undo not in buttons(world.browser("lead").get(f"{path}/review"))
    world.later(minutes=9, seconds=59)
    press(editor, path, undo)
    assert world.state(path) == "submitted"
    world.browser().get(path, status=404)
    press(editor, path, name, **words)
    page = editor.form(editor.get(f"{path}/review"), "transition")
    world.later(minutes=10)
    assert undo not in buttons(editor.get(f"{path}/review"))
    page.submit("transition", value=undo)
    assert world.state(path) == {"publish": "published", "return": "returned", "refuse": "refused"}[name]


def test_nobody_publishes_their_own_proposal(world: World) -> None:
    path = world.submitted(who="editor")
    editor = world.browser("editor")
    page = editor.get(f"/en{path}/review")
    assert not {"publish", "refuse", "return"} & set(buttons(page)) and "another person decides" in page


def test_a_citizen_appeals_once_and_another_person_decides(world: World) -> None:
    path = world.submitted()
    world.step("editor", path, "refuse", reason="off_topic")
    world.step("citizen", path, "appeal", comment="الطريق من موضوع الاستشارة.")
    with pytest.raises(Refused, match="not_refuser"):
        world.step("editor", path, "publish")
    world.step("lead", path, "refuse", reason="off_topic")
    with pytest.raises(Refused, match="not_appealed_before"):
        world.step("citizen", path, "appeal", comment="مرة أخرى")


def test_what_is_hidden_comes_back_as_what_it_was(world: World) -> None:
    path, _answer = world.answered()
    world.step("editor", path, "hide", reason="personal_data")
    world.browser().get(path, status=410)
    world.later(minutes=20)
    editor = world.browser("editor")
    assert "restore" not in buttons(editor.get(f"{path}/review"))
    press(editor, path, "restore_answered")
    assert world.state(path) == "answered" and "سنعبد الطريق." in world.browser().get(path)


def test_the_history_names_every_step_to_those_who_may_know(world: World) -> None:
    path, _answer = world.answered()
    text = world.browser("editor").get(f"/en{path}/review").html.select_one("aside").get_text()
    for word in ("Submit", "Publish", "Record the answer", "Editor", "The portal"):
        assert word in text


def test_every_step_is_in_the_journal_once(world: World) -> None:
    path, _answer = world.answered()
    with world.acting() as ctx:
        uid = world.at(ctx, path).uid
        written = [entry.action for entry in ctx.portal.journal if entry.uid == uid]
        assert written.count("create") == 1
        taken = [entry.transition for entry in world.at(ctx, path).history]
        assert sorted(name for name in written if name != "create") == sorted(taken)


@pytest.mark.parametrize("sent", ["نقصت الوثائق\u2028أعيدوها", "نقصت الوثائق\u202e\nأعيدوها\u200b", "  نقصت الوثائق\r\nأعيدوها "])
def test_what_a_moderator_writes_is_cleaned_like_any_text(world: World, sent: str) -> None:
    """It is shown to the author and in public: no sign in it turns what stands around it."""
    path = world.submitted()
    world.step("editor", path, "return", comment=sent, reason="unclear")
    with world.acting() as ctx:
        assert world.at(ctx, path).history[-1].comment == "نقصت الوثائق\nأعيدوها"
    parked = world.submitted("ملعب")
    with world.acting("editor") as ctx:
        document = world.at(ctx, parked)
        park(ctx, document, ctx.now + timedelta(days=2), sent, digest_of(document.field_values()))
        assert document.parked.note == "نقصت الوثائق\nأعيدوها"
