"""Words are blacked out with a reason that everybody reads; the words themselves are sealed (J12)."""

from typing import Any

import pytest

from mukhtabar.actions import redact as actions
from mukhtabar.actions.context import Ctx
from mukhtabar.actions.edit import edit
from mukhtabar.rules.redaction import BLOCK, Place
from mukhtabar.rules.refused import Refused
from mukhtabar.services.mail import deliver
from mukhtabar.services.mail_transport import MemoryTransport
from mukhtabar.store.revisions import digest_of
from tests.functional.desk.test_review import letters
from tests.world import CONSULTATION, Browser, World

NAME, TELEPHONE = "عبد القادر المنصوري", "0612345678"
BODY = f"قال لي {NAME} إن الطريق ستعبد.\n\nاتصلوا به: {TELEPHONE}. شكرا {NAME}."


def proposal(world: World, title: str = "تعبيد الطريق إلى المدرسة", publish: bool = True) -> str:
    path = world.submitted(title)
    with world.acting("citizen") as ctx:
        edit(ctx, world.at(ctx, path), {"body": BODY, "place": f"قرب دار {NAME}"})
    if publish:
        world.step("editor", path, "publish")
    return path


def cover(browser: Browser, path: str, words: str, reason: str = "personal_data", **more: str) -> Any:
    form = browser.form(browser.get(f"{path}/redact"), "words")
    form["words"], form["reason"] = words, reason
    for name, value in more.items():
        form[name] = value
    return form.submit()


def acted(world: World, who: str, path: str, words: str, **more: Any) -> None:
    with world.acting(who) as ctx:
        document = world.at(ctx, path)
        read = digest_of(document.field_values())
        places = [one.place for one in actions.find(document, words)]
        actions.redact(ctx, document, words, more.pop("reason", "personal_data"), chosen=places, read_hash=read, **more)


def test_a_telephone_is_blacked_out_and_the_reason_stands_in_its_place(world: World) -> None:
    path, cached = proposal(world), world.browser(cached=True)
    assert TELEPHONE in cached.get(path)
    page = cover(world.browser("moderator"), path, TELEPHONE).follow()
    assert "تم حجب الكلمات" in page
    public = cached.get(path)
    assert TELEPHONE not in public and public.html.select_one(".redacted").get_text() == "[حجب: معطيات شخصية]"
    assert "[blacked out: personal data]" in cached.get(f"/en{path}") and NAME in public
    assert "Some words were blacked out" in cached.get(f"/en{path}").html.select_one(".timeline").get_text()


def test_of_several_places_the_moderator_chooses(world: World) -> None:
    path, moderator = proposal(world), world.browser("moderator")
    asked = cover(moderator, path, NAME)
    assert asked.status_int == 200 and "اختاروا" in asked.html.select_one(".problems").get_text()
    places = asked.html.select("input[name=place]")
    assert [place["value"].split(".")[0] for place in places] == ["body", "body", "place"]
    assert asked.html.select_one("#words").get_text() == NAME
    form = moderator.form(asked, "place")
    form.set("place", True, index=1)
    form.set("place", True, index=2)
    form.submit().follow()
    page = world.browser().get(path)
    assert page.html.select_one("main .prose").get_text().count(NAME) == 1 and f"قال لي {NAME}" in page
    assert "[محجوب]" in page.html.select_one(".item-meta").get_text()


def test_words_may_be_pasted_over_a_line_end(world: World) -> None:
    path = proposal(world)
    cover(world.browser("moderator"), path, "ستعبد.  اتصلوا\u00a0به").follow()
    assert "ستعبد" not in world.browser().get(path)


@pytest.mark.parametrize(("words", "reason", "comment", "field", "said"), [
    ("", "personal_data", "", "words", "Write or paste the words"),
    ("كلمات ليست فيه", "personal_data", "", "words", "These words are not in the text"),
    (TELEPHONE, "", "", "reason", "Choose a reason"),
    (TELEPHONE, "other", "", "comment", "Write a comment"),
])  # fmt: skip
def test_what_is_missing_is_said_beside_its_field(
    world: World, words: str, reason: str, comment: str, field: str, said: str
) -> None:
    path = proposal(world)
    page = cover(world.browser("moderator"), f"/en{path}", words, reason, comment=comment)
    assert (
        page.html.select_one(f"#{field}[aria-invalid=true]")
        and said in page.html.select_one(f"#{field}-error").get_text()
    )
    assert page.html.select_one("#words").get_text() == words and TELEPHONE in world.browser().get(path)


@pytest.mark.parametrize(
    "place", ["body.0.4", "body.999.1005", "title.0.3", "uid.0.1", "body.x.y", "nonsense", "body.1", "body.9.2"]
)
def test_a_place_outside_the_words_is_refused(world: World, place: str) -> None:
    path, moderator = proposal(world), world.browser("moderator")
    form = moderator.form(moderator.get(f"/en{path}/redact"), "words")
    values = [(name, form[name].value) for name in ("csrf_token", "serial")]
    page = moderator.post(f"/en{path}/redact", [*values, ("words", TELEPHONE), ("reason", "insult"), ("place", place)])
    assert "The words do not stand there" in page and TELEPHONE in world.browser().get(path)


def test_a_text_that_changed_meanwhile_is_not_blacked_out_unread(world: World) -> None:
    path, moderator = proposal(world, publish=False), world.browser("moderator")
    form = moderator.form(moderator.get(f"/en{path}/redact"), "words")
    with world.acting("citizen") as ctx:
        edit(ctx, world.at(ctx, path), {"body": f"{TELEPHONE} في أول النص. {BODY}"})
    form["words"], form["reason"] = TELEPHONE, "personal_data"
    page = form.submit()
    assert "The text changed after you opened it" in page
    with world.acting() as ctx:
        assert BLOCK not in world.at(ctx, path).body and world.at(ctx, path).sealed is None


@pytest.mark.parametrize("who", [None, "citizen", "officer", "approver", "observer", "desk"])
def test_nobody_else_blacks_out(world: World, who: str | None) -> None:
    path = proposal(world)
    world.browser(who).get(f"{path}/redact", status=403)
    world.browser(who).get(f"{path}/sealed", status=403)


def test_nobody_blacks_out_their_own(world: World) -> None:
    path = world.submitted(who="editor")
    assert "another person decides" in cover(world.browser("editor"), f"/en{path}", "الطريق")


def current_records(world: World) -> dict[bytes, bytes]:
    """The newest state of every record of the record book."""
    found: dict[bytes, bytes] = {}
    for part in world.site.books.main.storage.iterator():
        found |= {record.oid: record.data or b"" for record in part}
    return found


def test_the_words_are_in_one_sealed_record_and_nowhere_else(world: World) -> None:
    path = proposal(world)
    with world.acting("citizen") as ctx:
        assert len(world.at(ctx, path).revisions) == 2
    acted(world, "moderator", path, NAME)
    acted(world, "moderator", path, TELEPHONE)
    world.drain()
    holding = [data for data in current_records(world).values() if NAME.encode() in data or TELEPHONE.encode() in data]
    assert len(holding) == 1 and b"Sealed" in holding[0]
    for who in (None, "officer", "observer", "moderator", "lead", "citizen"):
        browser = world.browser(who)
        for address in (path, CONSULTATION, f"{CONSULTATION}/feed", f"{path}/review", f"{path}/redact", f"{path}/sealed", "/desk",
                        f"{CONSULTATION}/moderation", f"/s/{world.receipt(path)}", "/souss-massa/tata", "/"):  # fmt: skip
            text = browser.get(address, status="*").text
            assert NAME not in text and TELEPHONE not in text, (who, address)
        found = browser.get("/search", {"q": TELEPHONE}).html.select(".listing")
        assert not found


def test_letters_that_leave_later_do_not_say_them(world: World) -> None:
    path = proposal(world, f"طريق {NAME} إلى المدرسة")
    acted(world, "moderator", path, NAME)
    with world.acting() as ctx:
        ctx.register.get(world.pids["citizen"]).password = ""
    transport = MemoryTransport()
    deliver(world.site, transport=transport)
    bodies = [
        part.get_content()
        for message in transport.sent
        for part in message.walk()
        if part.get_content_maintype() == "text"
    ]
    assert len(transport.sent) >= 3 and not [text for text in bodies if NAME in text]
    assert any("معطيات شخصية" in text for text in bodies)


def test_the_author_is_told_why(world: World) -> None:
    path = proposal(world)
    acted(world, "moderator", path, TELEPHONE, comment="رقم هاتف شخصي.")
    told = [letter for letter in letters(world, "author_proposal") if letter["transition"] == "redact"]
    assert [(letter["reason"], letter["comment"]) for letter in told] == [("personal_data", "رقم هاتف شخصي.")]


@pytest.mark.parametrize("who", ["lead", "admin"])
def test_the_seal_is_opened_by_a_button_and_that_is_written_down(world: World, who: str) -> None:
    path, browser = proposal(world), world.browser(who)
    acted(world, "moderator", path, TELEPHONE)
    page = browser.get(f"{path}/sealed")
    assert TELEPHONE not in page
    form = next(form for form in page.forms.values() if form.action.endswith("/sealed"))
    assert TELEPHONE in form.submit()
    with world.acting() as ctx:
        opened = [entry for entry in ctx.portal.journal if entry.action == "open_sealed"]
        assert [(entry.actor, entry.path) for entry in opened] == [(world.pids[who], path)]
        assert all(TELEPHONE not in repr(entry) for entry in ctx.portal.journal)


@pytest.mark.parametrize("who", ["moderator", "editor"])
def test_a_moderator_does_not_open_the_seal(world: World, who: str) -> None:
    path = proposal(world)
    acted(world, "moderator", path, TELEPHONE)
    world.browser(who).get(f"{path}/sealed", status=403)
    with world.acting(who) as ctx, pytest.raises(Refused, match="not_permitted"):
        actions.open_sealed(ctx, world.at(ctx, path))


def test_it_is_taken_back_exactly_one_by_one(world: World) -> None:
    path = proposal(world)
    acted(world, "moderator", path, NAME)
    acted(world, "moderator", path, TELEPHONE)
    lead = world.browser("lead")
    form = lead.form(lead.get(f"{path}/redact"), "uncover")
    assert form.submit("uncover", value="3").html.select_one("#uncover[aria-invalid=true]")
    form["comment"] = "رقم الجماعة وليس رقم شخص."
    form.submit("uncover", value="3").follow()
    page = world.browser().get(path)
    assert TELEPHONE in page and NAME not in page
    for _number in range(3):
        form = lead.form(lead.get(f"{path}/redact"), "uncover")
        form["comment"] = "وافق صاحب الاسم."
        form.submit("uncover", value="0")
    with world.acting() as ctx:
        document = world.at(ctx, path)
        assert document.body == BODY and document.place == f"قرب دار {NAME}"
        assert document.sealed is None and not document.redactions
        assert document.revisions.items()[1][1].fields["body"] == BODY


def test_another_moderator_does_not_read_it_by_taking_it_back(world: World) -> None:
    path = proposal(world)
    acted(world, "moderator", path, TELEPHONE)
    assert "uncover" not in [
        button.get("name") for button in world.browser("editor").get(f"{path}/redact").html.select("button")
    ]
    with world.acting("editor") as ctx:
        document = world.at(ctx, path)
        with pytest.raises(Refused, match="not_permitted"):
            actions.uncover(ctx, document, 0, "أريد أن أقرأه", digest_of(document.field_values()))


@pytest.mark.parametrize("number", ["7", "-1", "x", "٣", "9" * 400])
def test_what_is_not_blacked_out_cannot_be_taken_back(world: World, number: str) -> None:
    path, lead = proposal(world), world.browser("lead")
    acted(world, "moderator", path, TELEPHONE)
    form = lead.form(lead.get(f"/en{path}/redact"), "uncover")
    values = {
        "csrf_token": form["csrf_token"].value,
        "serial": form["serial"].value,
        "comment": "سبب",
        "uncover": number,
    }
    assert "This is not blacked out any more" in lead.post(f"/en{path}/redact", values)


def test_an_author_who_writes_anew_keeps_the_old_words_sealed(world: World) -> None:
    path = proposal(world, publish=False)
    acted(world, "moderator", path, TELEPHONE)
    with world.acting("citizen") as ctx:
        document = world.at(ctx, path)
        edit(ctx, document, {"body": document.body.replace("شكرا", "تحياتي")})
    world.step("editor", path, "publish")
    page = world.browser().get(path)
    assert BLOCK in page and "تحياتي" in page and TELEPHONE not in page and not page.html.select(".redacted")
    acted(world, "moderator", path, "تحياتي", reason="other", comment="سبب آخر")
    assert world.browser().get(path).html.select(".redacted")
    with world.acting("lead") as ctx:
        assert BODY in [text for _field, text in actions.open_sealed(ctx, world.at(ctx, path))]


def test_marks_are_safe_wherever_the_words_stood(world: World) -> None:
    path = world.submitted()
    body = "انظروا [الرابط](https://example.org/سر/page) و *سر* وكذلك \ue0000\ue001 <b>سر</b> هنا أيضا في النص."
    with world.acting("citizen") as ctx:
        edit(ctx, world.at(ctx, path), {"body": body})
    world.step("editor", path, "publish")
    acted(world, "moderator", path, "سر", reason="insult")
    page = world.browser().get(path)
    prose = page.html.select_one("main .prose")
    assert (
        len(prose.select(".redacted")) == 2
        and not prose.select("a .redacted, b, [class*=href]")
        and "سر" not in prose.get_text()
    )
    assert all("redacted" not in str(link.get("href")) for link in prose.select("a"))


def test_a_comment_is_blacked_out_as_well(world: World) -> None:
    news = world.public_news()
    path = world.commented(news, f"اتصلوا بالرئيس على {TELEPHONE} مباشرة.")
    world.step("moderator", path, "publish")
    cover(world.browser("moderator"), path, TELEPHONE).follow()
    for address in (news, path):
        page = world.browser().get(address)
        assert TELEPHONE not in page and "[حجب: معطيات شخصية]" in page


def test_the_journal_names_the_code_and_the_hashes(world: World) -> None:
    path = proposal(world)
    acted(world, "moderator", path, TELEPHONE)
    with world.acting() as ctx:
        entry = next(entry for entry in ctx.portal.journal if entry.action == "redact")
        detail = dict(entry.detail)
        assert detail["reason"] == "personal_data" and detail["before"] != detail["digest"]
        assert detail["digest"] == digest_of(world.at(ctx, path).field_values())


def test_the_place_of_words_is_shown_with_covered_words_around_it(world: World) -> None:
    path = proposal(world)
    acted(world, "moderator", path, TELEPHONE)
    with world.acting("moderator") as ctx:
        around = [one.before + one.words + one.after for one in actions.find(world.at(ctx, path), NAME)]
        assert TELEPHONE not in "".join(around) and BLOCK in around[0]


def test_a_queue_clock_does_not_begin_anew(world: World) -> None:
    path = proposal(world, publish=False)
    world.later(days=6)
    acted(world, "moderator", path, TELEPHONE)
    assert "late by 1 day" in world.browser("editor").get("/en/desk")
    assert "late by 1 day" in world.browser("editor").get(f"/en{CONSULTATION}/moderation")


def test_ctx_is_needed_to_act(world: World) -> None:
    path = proposal(world)
    with world.acting() as ctx:
        stranger = Ctx(ctx.portal, ctx.register, None, ctx.now)
        with pytest.raises(Refused, match="not_permitted"):
            actions.redact(stranger, world.at(ctx, path), TELEPHONE, "insult", chosen=[Place("body", 0, 1)])
