"""Notes of the council on a document: written once, told to colleagues, withdrawn, and read by nobody else."""

from dataclasses import replace
from typing import Any

import pytest

from mukhtabar.actions.assign import assign
from mukhtabar.actions.move import move
from mukhtabar.actions.note import MOST, MOST_NOTES, note, withdraw_note
from mukhtabar.actions.trash import empty, restore, trash
from mukhtabar.content.charter import Charter
from mukhtabar.rules.refused import Refused
from mukhtabar.services.mail import deliver
from mukhtabar.services.mail_transport import MemoryTransport
from tests.functional.council.test_assignment import COUNCIL, acts, told
from tests.functional.council.test_council_file import made
from tests.functional.council.test_delegations import colleague, delegated
from tests.world import CONSULTATION, PEOPLE, SPACE, World

TEXT = "يجب أن نسأل المديرية الإقليمية أولا."


def written(world: World, path: str, text: str = TEXT, who: str = "officer", tell: tuple[str, ...] = ()) -> Any:
    """Write a note on its page, and tick whom to tell."""
    form = form_of(world, path, who)
    form["text"] = text
    for box in form.fields.get("told", ()):
        box.checked = box._value in {world.pids[name] for name in tell}
    return form.submit("write")


def form_of(world: World, path: str, who: str = "officer") -> Any:
    browser = world.browser(who)
    return browser.form(browser.get(f"/en{path}/council"), "text")


def posting(world: World, path: str) -> tuple[Any, str]:
    """Return the officer's browser and its token: what no form of ours sends is sent by hand."""
    browser = world.browser("officer")
    return browser, browser.form(browser.get(f"/en{path}/council"), "text")["csrf_token"].value


def shown(page: Any) -> list[str]:
    return [row.get_text(" ", strip=True) for row in page.html.select("[id^=note-]")]


def test_a_note_is_read_by_the_council_with_who_wrote_it_and_who_was_told(world: World) -> None:
    path = world.published()
    assert "The note is there." in written(world, path, tell=("approver", "both")).follow()
    (row,) = shown(world.browser("approver2").get(f"/en{path}/council"))
    assert row.startswith("Officer") and TEXT in row and "Told: Approver , Both" in row
    assert told(world, "note") == ["approver", "both"] and acts(world, "note") == ["note"]


def test_the_letter_holds_the_address_and_nothing_of_the_text(world: World) -> None:
    path = world.published()
    with world.acting() as ctx:
        for key, _letter in ctx.portal.outbox.due(ctx.now):
            ctx.portal.outbox.sent(key)
    written(world, path, tell=("approver",)).follow()
    out = MemoryTransport()
    deliver(world.site, transport=out)
    (letter,) = out.sent
    for part in ("plain", "html"):
        text = letter.get_body((part,)).get_content()
        assert f"{path}/council" in text and "المديرية" not in text and "Officer" not in text


def test_nobody_is_told_when_no_box_is_ticked_and_oneself_is_not_offered(world: World) -> None:
    path = world.published()
    form = form_of(world, path)
    assert world.pids["officer"] not in [box._value for box in form.fields["told"]]
    written(world, path).follow()
    assert not told(world, "note")


@pytest.mark.parametrize(
    ("text", "sentence"), [("", "Write the note."), (" \n . ", "Write the note."), ("a" * (MOST + 1), "too long")]
)
def test_a_bad_note_is_refused_beside_the_field_and_nothing_is_lost(world: World, text: str, sentence: str) -> None:
    path = world.published()
    page = written(world, path, text, tell=("both",))
    assert sentence in page.html.select_one("#text-error").get_text()
    form = page.test_app.form(page, "text")
    assert form["text"].value.strip() == text.strip()
    assert [box._value for box in form.fields["told"] if box.checked] == [world.pids["both"]]
    assert not shown(page) and not told(world, "note")


def test_the_longest_note_is_taken(world: World) -> None:
    path = world.published()
    written(world, path, "a" * MOST).follow()
    assert len(shown(world.browser("officer").get(f"/en{path}/council"))) == 1


def test_sent_twice_it_is_one_note_and_one_letter(world: World) -> None:
    path = world.published()
    form = form_of(world, path)
    form["text"] = TEXT
    form.fields["told"][0].checked = True
    form.submit("write").follow()
    page = form.submit("write").follow()
    assert len(shown(page)) == 1 and len(told(world, "note")) == 1 and acts(world, "note") == ["note"]


def test_another_text_in_the_form_that_was_sent_already_is_another_note(world: World) -> None:
    path = world.published()
    form = form_of(world, path)
    form["text"] = "نصف ملاحظة"
    form.submit("write").follow()
    form["text"] = TEXT
    for _time in range(2):
        rows = shown(form.submit("write").follow())
        assert len(rows) == 2 and "نصف ملاحظة" in rows[0] and TEXT in rows[1]


def test_a_colleague_without_a_role_there_cannot_be_told(world: World) -> None:
    path = world.published()
    browser, token = posting(world, path)
    sent = {"csrf_token": token, "write": "1", "text": TEXT, "told": world.pids["editor"]}
    page = browser.post(f"/en{path}/council", sent, status=200)
    assert "has no role of the council here" in page and not told(world, "note")
    with world.acting() as ctx:
        assert not ctx.portal.notes.of(world.at(ctx, path).uid)


def test_its_author_withdraws_it_and_its_place_stays(world: World) -> None:
    path = world.published()
    written(world, path, "ملاحظة أولى").follow()
    written(world, path, TEXT).follow()
    page = world.browser("approver").get(f"/en{path}/council")
    assert "Withdraw the note" not in page
    page = world.browser("officer").get(f"/en{path}/council")
    form = next(form for form in page.forms.values() if "withdraw" in form.fields)
    page = form.submit("withdraw", index=1).follow()
    rows = shown(page)
    assert len(rows) == 2 and "ملاحظة أولى" in rows[0] and "Withdrawn on" in rows[1] and TEXT not in page
    with world.acting() as ctx:
        assert TEXT not in str(ctx.portal.notes.of(world.at(ctx, path).uid))
    assert acts(world, "withdraw_note") == ["withdraw_note"]


@pytest.mark.parametrize(("who", "number"), [("approver", 0), ("officer", 1), ("officer", -1)])
def test_notes_of_others_and_notes_that_are_not_there_are_not_withdrawn(world: World, who: str, number: int) -> None:
    path = world.published()
    written(world, path).follow()
    with pytest.raises(Refused, match="no note of yours"), world.acting(who) as ctx:
        withdraw_note(ctx, world.at(ctx, path), number)


@pytest.mark.parametrize("number", ["", "x", "9999", "-1", "٢"])
def test_nonsense_withdraws_nothing(world: World, number: str) -> None:
    path = world.published()
    written(world, path).follow()
    browser, token = posting(world, path)
    page = browser.post(f"/en{path}/council", {"csrf_token": token, "withdraw": number}, status=200)
    assert "no note of yours" in page and len(shown(page)) == 1


def test_what_looks_like_markup_is_text(world: World) -> None:
    path = world.published()
    page = written(world, path, "<script>alert(1)</script> <b>مهم</b>\u202e").follow()
    assert "<script>alert" not in page.text and "<b>مهم" not in page.text and "\u202e" not in page.text
    assert "<b>مهم</b>" in shown(page)[0]


def test_one_document_takes_no_more_notes_than_anybody_reads(world: World) -> None:
    path = world.published()
    with world.acting("officer") as ctx:
        proposal = world.at(ctx, path)
        for number in range(MOST_NOTES):
            note(ctx, proposal, f"ملاحظة {number}")
        with pytest.raises(Refused, match="enough notes"):
            note(ctx, proposal, TEXT)


def test_notes_on_an_answer_and_on_its_proposal_lead_to_each_other(world: World) -> None:
    path = world.published()
    answer = world.drafted(path)
    written(world, path, "عن المقترح").follow()
    page = world.browser("approver").get(f"/en{answer}/council")
    assert not shown(page)
    assert "عن المقترح" in shown(page.click(href=f"{path}/council$", index=0))[0]
    written(world, answer, "عن الجواب").follow()
    assert f"{answer}/council" in world.browser("approver").get(f"/en{path}/council")


@pytest.mark.parametrize("who", [None, *(name for name in PEOPLE if name not in COUNCIL)])
def test_nobody_else_reads_or_writes_them(world: World, who: str | None) -> None:
    path = world.published()
    written(world, path).follow()
    page = world.browser(who).get(f"{path}/council", status="4*" if who else "*")
    assert TEXT not in page
    if who:
        with pytest.raises(Refused, match="right"), world.acting(who) as ctx:
            note(ctx, world.at(ctx, path), TEXT)


def test_an_officer_who_wrote_the_proposal_does_not_read_what_is_said_about_it(world: World) -> None:
    path = world.published(who="both")
    written(world, path).follow()
    answer = world.drafted(path)
    for there in (path, answer):
        assert TEXT not in world.browser("both").get(f"{there}/council", status=403)


def test_in_the_trash_they_lie_with_it_and_are_gone_with_it(world: World) -> None:
    world.summed_up()
    written(world, CONSULTATION).follow()
    with world.acting("admin") as ctx:
        consultation = world.at(ctx, CONSULTATION)
        uid = consultation.uid
        trash(ctx, consultation, "تجربة")
    world.browser("officer").get(f"{CONSULTATION}/council", status=404)
    with world.acting("admin") as ctx:
        restore(ctx, uid)
    assert TEXT in world.browser("officer").get(f"{CONSULTATION}/council")
    with world.acting("admin") as ctx:
        trash(ctx, world.at(ctx, CONSULTATION), "تجربة")
    world.later(days=31)
    with world.acting("admin") as ctx:
        empty(ctx, uid)
        assert not ctx.portal.notes.of(uid)


def test_who_stands_in_for_an_approver_reads_notes_on_answers_and_on_no_commitment(world: World) -> None:
    delegated(world, colleague(world))
    proposal = world.answered()[0]
    promise = world.committed(proposal)
    written(world, promise)
    written(world, proposal)
    delegate = world.browser("desk")
    assert TEXT in delegate.get(f"/en{proposal}/council")
    assert TEXT not in delegate.get(f"/en{promise}/council", status=403)
    page = world.browser("officer").get(f"/en{promise}/council").html
    assert world.pids["desk"] not in {box["value"] for box in page.select("[name=told]")}


def test_what_goes_to_another_council_takes_no_notes_along(world: World) -> None:
    path = world.made("lead", SPACE, Charter(), "charter", title="ميثاق", body="<p>نتعهد بالجواب داخل شهرين.</p>")
    world.step("lead", path, "propose")
    written(world, path)
    with world.acting() as ctx:
        document = world.at(ctx, path)
        assign(replace(ctx, actor=world.pids["approver"], system=False), document, world.pids["both"])
        move(replace(ctx, actor=None, system=True), document, world.at(ctx, "/souss-massa/agadir"))
        assert not document.assigned and not list(ctx.portal.notes.of(document.uid))


def test_the_letter_to_whom_a_file_was_given_says_so(world: World) -> None:
    file = made(world, [world.answered()[0]])
    with world.acting() as ctx:
        for key, _letter in ctx.portal.outbox.due(ctx.now):
            ctx.portal.outbox.sent(key)
    form: Any = world.browser("officer").form(world.browser("officer").get(f"/en{file}/council"), "holder")
    form["holder"] = world.pids["both"]
    form.submit("assign")
    out = MemoryTransport()
    deliver(world.site, transport=out)
    (letter,) = out.sent
    assert "أسند إليكم عمل من أعمال المجلس" in str(letter["Subject"])
