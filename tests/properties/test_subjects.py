"""The subject of a letter arrives as it was written, in every script and at every length."""

from email import message_from_bytes, policy
from email.message import EmailMessage

from hypothesis import given
from hypothesis import strategies as st

from mukhtabar.services.mail import folded_subject
from mukhtabar.services.mail_letter import clean_subject

WORDS = st.text("ابجدوزمي ءأآةéèàâ abcdeKLM ⴰⵎⵓⵔ :،؟.0123456789\u2068\u2069", max_size=240)


@given(WORDS | st.text(max_size=80))
def test_a_subject_arrives_as_it_was_written(text: str) -> None:
    subject = clean_subject(text)
    message = EmailMessage(policy=policy.SMTP)
    message.set_raw("Subject", folded_subject(subject))
    message.set_content("سلام")
    sent = message.as_bytes()
    assert message_from_bytes(sent, policy=policy.default)["Subject"] == subject
    assert max(map(len, sent.splitlines())) <= 78
