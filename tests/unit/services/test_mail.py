"""Letters: what they say, in which language, to whom, and that nothing a person typed becomes anything but text."""

from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest

from mukhtabar.actions.answer import begin_answer
from mukhtabar.content.texts import Texts
from mukhtabar.services import mail_words
from mukhtabar.services.mail import deliver
from mukhtabar.services.mail_letter import FSI, PDI
from mukhtabar.services.mail_transport import MemoryTransport


def text_of(message: EmailMessage) -> str:
    part = message.get_body(("plain",))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


def html_of(message: EmailMessage) -> str:
    part = message.get_body(("html",))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


def send(world: Any) -> list[EmailMessage]:
    out = MemoryTransport()
    deliver(world.site, transport=out)
    return [message_from_bytes(message.as_bytes(), policy=policy.default) for message in out.sent]  # type: ignore[misc]


def to(messages: list[EmailMessage], who: str) -> list[EmailMessage]:
    return [message for message in messages if message["To"] == f"{who}@example.ma"]


def answer_waiting(world: Any) -> int:
    """A published proposal with an answer of the officer that waits for the approver."""
    uid = world.propose("author", "Eclairage")
    world.step("moderator", uid, "publish")
    with world.session("officer") as ctx:
        values = {"summary": Texts.of(ctx.now, ar="نعم"), "details": Texts.of(ctx.now, ar="نعم"), "outcome": "accepted"}
        answer = begin_answer(ctx, ctx.portal.uids.get(uid), values).uid
    world.step("officer", answer, "send")
    return int(answer)


def test_the_author_without_account_gets_the_private_page(world: Any) -> None:
    uid = world.propose("author", "Éclairage de la rue")
    send(world)
    world.step("moderator", uid, "return", comment="Où donc ?\nQuelle rue ?", reason="incomplete")
    (message,) = to(send(world), "author")
    with world.session() as ctx:
        receipt = ctx.register.get(world.people["author"]).receipts[uid]
    link = f"https://portal.example.ma/fr/s/{receipt}"
    text, html = text_of(message), html_of(message)
    assert message["Subject"] == f"Your proposal needs a change: {FSI}Éclairage de la rue{PDI}"
    assert f"\n{link}\n" in text and f'href="{link}"' in html
    assert "Reason: Something necessary is missing" in text
    assert f"{FSI}Où donc ?{PDI}\n{FSI}Quelle rue ?{PDI}" in text
    assert "<bdi>Quelle rue ?</bdi>" in html
    assert 'lang="fr" dir="ltr"' in html
    assert "It is now: Returned to the author." in text and mail_words.PRIVATE in text
    assert "\n\n\n" not in text and "${" not in text + html
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Date"].datetime == world.clock.moment
    assert message["Content-Language"] == "fr"


@pytest.mark.parametrize("letters", range(1, 40, 3))
def test_no_space_is_lost_where_a_long_subject_is_folded(world: Any, letters: int) -> None:
    title = f"{'ط' * letters} إنارة الزقاق المؤدي إلى المدرسة ومستوصف الدوار القديم"
    uid = world.propose("author", title)
    send(world)
    world.step("moderator", uid, "return", reason="incomplete", comment="أين بالضبط؟")
    (message,) = to(send(world), "author")
    assert message["Subject"] == f"Your proposal needs a change: {FSI}{title}{PDI}"


def test_an_author_with_an_account_gets_no_secret(world: Any) -> None:
    uid = world.propose("other", "Eclairage")
    world.step("moderator", uid, "refuse", reason="insult_hate")
    (message,) = to(send(world), "other")
    assert "/s/" not in text_of(message) and mail_words.PRIVATE not in text_of(message)
    assert 'lang="ar" dir="rtl"' in html_of(message)
    assert "Reason: It insults or incites hatred" in text_of(message)


def test_the_moderators_are_told_and_led_to_the_decision(world: Any) -> None:
    world.propose("author", "Eclairage")
    messages = send(world)
    assert sorted(str(message["To"]) for message in messages) == ["lead@example.ma", "moderator@example.ma"]
    assert all("A proposal waits for moderation" in str(message["Subject"]) for message in messages)
    assert all("/review\n" in text_of(message) for message in messages)


def test_a_letter_that_leaves_late_still_leads_its_reader_where_they_may_go(world: Any) -> None:
    answer_waiting(world)
    messages = send(world)
    assert {str(m["To"]): "/answer\n" in text_of(m) for m in messages if "A proposal waits" in str(m["Subject"])} == {
        "lead@example.ma": False, "moderator@example.ma": False, "officer@example.ma": True,
    }  # fmt: skip


def test_the_approver_is_led_straight_to_the_answer(world: Any) -> None:
    answer = answer_waiting(world)
    (message,) = to(send(world), "approver")
    with world.session() as ctx:
        document = ctx.portal.uids.get(answer)
        end = f"/space/budget/{document.__parent__.__name__}/{document.__name__}/review"
    assert end in text_of(message) and "https://portal.example.ma/" in text_of(message)


def test_the_officer_is_led_to_the_answer_form_and_the_drafter_is_told(world: Any) -> None:
    answer = answer_waiting(world)
    (message,) = to(send(world), "officer")
    assert "A proposal waits for an answer" in message["Subject"] and "/answer\n" in text_of(message)
    world.step("approver", answer, "send_back", comment="أضف التكلفة")
    (message,) = to(send(world), "officer")
    assert message["Subject"].startswith("The answer you drafted was sent back")
    assert "أضف التكلفة" in text_of(message)
    world.step("officer", answer, "send")
    world.step("approver", answer, "approve")
    world.step("officer", answer, "publish")
    told = [str(message["Subject"]) for message in to(send(world), "author")]
    assert any(subject.startswith("The commune answered your proposal") for subject in told)


def test_who_may_not_read_it_learns_that_it_waits_no_more_and_nothing_else(world: Any) -> None:
    uid = world.propose("author", "Secret de famille")
    send(world)
    world.step("author", uid, "recall")
    (message,) = to(send(world), "moderator")
    whole = str(message["Subject"]) + text_of(message) + html_of(message)
    assert "taken back by its author" in whole
    assert "Secret" not in whole and "p-" not in whole.replace("example", "")
    assert "https://portal.example.ma/desk\n" in text_of(message)


@pytest.mark.parametrize("title", ["a\r\nBcc: x@evil.ma", "a\nb", "a\u2028b\x00", "\u202egnp.exe", "=?utf-8?q?x?="])
def test_a_title_cannot_become_a_header(world: Any, title: str) -> None:
    world.propose("author", title)
    for message in send(world):
        assert message["Bcc"] is None
        assert "\n" not in message["Subject"] and "\r" not in message["Subject"]
        assert "\u202e" not in message["Subject"] + text_of(message)
        assert set(message.keys()) == {
            "Message-ID", "Date", "From", "To", "Subject", "Auto-Submitted", "Content-Language", "Content-Type",
            "MIME-Version",
        }  # fmt: skip


def test_markup_in_user_text_is_escaped(world: Any) -> None:
    uid = world.propose("author", "<img src=x onerror=alert(1)> ${say} <script>")
    world.step("moderator", uid, "return", comment="<b>${1+1}</b>", reason="incomplete")
    for message in send(world):
        assert "<img" not in html_of(message) and "<script" not in html_of(message) and "<b>" not in html_of(message)
    assert send(world) == [], "each letter is sent once"
