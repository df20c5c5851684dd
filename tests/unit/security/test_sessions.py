"""A message for the next page says there what it said when it was left."""

import pytest
from pyramid.request import Request
from pyramid.session import SignedCookieSessionFactory

from mukhtabar.language import Message, _
from mukhtabar.security.sessions import flash, take_flashes


@pytest.mark.parametrize("text", [
    _("The role is given."),
    _("Published: ${title}.", title="إنارة الزنقة"),
    _("${n} proposal published.", "${n} proposals published.", n=3),
])  # fmt: skip
def test_a_flash_survives_the_redirect(text: Message) -> None:
    factory = SignedCookieSessionFactory("secret")
    first = Request.blank("/")
    first.session = factory(first)
    flash(first, "done", text)
    second = Request.blank("/")
    second.session = factory(second)
    second.session.update(first.session)
    (found,) = take_flashes(second)
    assert (found.kind, found.text, found.text.plural, found.text.n, dict(found.text.mapping)) == (
        "done", str(text), text.plural, text.n, dict(text.mapping),
    )  # fmt: skip
    assert take_flashes(second) == []
