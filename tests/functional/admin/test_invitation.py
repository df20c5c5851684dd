"""Somebody without an account is invited by e-mail, chooses a password, and works at once (J22)."""

from datetime import timedelta

import pytest
from webtest import TestResponse

from mukhtabar.actions.invite import HOLDS
from mukhtabar.services.mail import deliver
from mukhtabar.services.mail_transport import MemoryTransport
from tests.functional.admin.test_who import give
from tests.world import SPACE, World

EMAIL = "jadida@example.org"
NEW = "كلمة سر طويلة جدا"


def key(world: World, email: str = EMAIL) -> str:
    """Return the token of an invitation."""
    with world.acting() as ctx:
        person = ctx.register.by_address(email)
        assert person is not None and person.invitation is not None
        return person.invitation.token


def accepted(world: World, token: str, name: str = "فاطمة الجديدة", password: str = NEW) -> TestResponse:
    """Fill in the form of an invitation and return what follows."""
    browser = world.browser()
    page = browser.get(f"/en/invitation?key={token}")
    form = browser.form(page, "new")
    form["name"], form["new"] = name, password
    return form.submit()


def test_an_invited_person_chooses_a_password_and_works_at_once(world: World) -> None:
    page = give(world, "lead", SPACE, EMAIL, "editor").follow()
    assert "The invitation is sent." in page and "Invited, not here yet" in page
    answer = accepted(world, key(world)).follow()
    assert "Welcome." in answer and answer.request.path.endswith("/desk")
    answer.test_app.get(f"{SPACE}/add", status=200)
    page = world.browser("lead").get(f"/en{SPACE}/who")
    assert "فاطمة الجديدة" in page and "Invited, not here yet" not in page


def test_the_letter_leads_there(world: World) -> None:
    give(world, "lead", SPACE, EMAIL, "editor")
    token = key(world)
    with world.acting() as ctx:
        assert token not in repr([letter for _number, letter in ctx.portal.outbox._waiting.items()])
        assert EMAIL not in repr(list(ctx.portal.journal)) and token not in repr(list(ctx.portal.journal))
    transport = MemoryTransport()
    deliver(world.site, transport=transport)
    letter = next(message for message in transport.sent if EMAIL in str(message["To"]))
    text = letter.get_body(("plain",)).get_content()
    assert f"/en/invitation?key={token}" in text and "You are invited to work with us" in text
    assert "فضاء طاطا" in text or "Espace de Tata" in text


def test_a_used_an_old_and_a_wrong_address_say_the_same(world: World) -> None:
    give(world, "lead", SPACE, EMAIL, "editor")
    token = key(world)
    gone = "This invitation holds no more."
    assert gone not in world.browser().get(f"/en/invitation?key={token}")
    world.later(days=HOLDS.days)
    assert gone in world.browser().get(f"/en/invitation?key={token}")
    give(world, "lead", SPACE, EMAIL, "editor")
    fresh = key(world)
    assert fresh != token and gone in world.browser().get(f"/en/invitation?key={token}")
    accepted(world, fresh)
    for wrong in (fresh, "x", "", "x" * 500, "' or 1=1"):
        assert gone in world.browser().get("/en/invitation", {"key": wrong})


def test_an_invitation_is_accepted_once(world: World) -> None:
    give(world, "lead", SPACE, EMAIL, "editor")
    token = key(world)
    first, second = world.browser(), world.browser()
    forms = [browser.form(browser.get(f"/en/invitation?key={token}"), "new") for browser in (first, second)]
    for form in forms:
        form["name"], form["new"] = "اسم", NEW
    assert forms[0].submit().status_int == 303
    assert "This invitation holds no more." in forms[1].submit()


@pytest.mark.parametrize(("name", "password", "said"), [
    ("", NEW, "Enter your name."), ("اسم", "", "Enter a new password."), ("اسم", "short", "at least 10 characters"),
    ("ا" * 81, NEW, "This is too long"),
])  # fmt: skip
def test_what_is_wrong_is_said_and_the_invitation_still_holds(world: World, name: str, password: str, said: str) -> None:
    give(world, "lead", SPACE, EMAIL, "editor")
    token = key(world)
    assert said in accepted(world, token, name, password)
    assert accepted(world, token).status_int == 303


def test_who_has_an_account_gets_the_role_and_no_invitation(world: World) -> None:
    assert "The role is given." in give(world, "lead", SPACE, "citizen@example.org", "editor").follow()
    with world.acting() as ctx:
        assert not [letter for _n, letter in ctx.portal.outbox._waiting.items() if letter.kind == "invitation"]


def test_nobody_is_invited_to_what_one_may_not_give(world: World) -> None:
    page = give(world, "lead", SPACE, EMAIL, "space_lead")
    assert "You do not have the right to do this here." in page
    with world.acting() as ctx:
        assert ctx.register.by_address(EMAIL) is None


def test_a_role_begins_on_its_day(world: World) -> None:
    browser = world.browser("lead")
    form = browser.form(browser.get(f"/en{SPACE}/who"), "until")
    tomorrow = (world.clock.now() + timedelta(days=2)).date().isoformat()
    form["email"], form["role"], form["since"] = "citizen@example.org", "editor", tomorrow
    form.submit()
    world.browser("citizen").get(f"{SPACE}/add", status=403)
    world.later(days=2, hours=2)
    world.browser("citizen").get(f"{SPACE}/add", status=200)


def test_at_the_end_of_a_term_the_roles_go_over(world: World) -> None:
    browser = world.browser("admin")
    page = browser.get(f"/en{SPACE}/who").click("Hand over", href="hand-over.person=" + world.pids["editor"])
    form = browser.form(page, "since")
    form["email"] = "citizen@example.org"
    form["since"] = (world.clock.now() + timedelta(days=3)).date().isoformat()
    assert "The roles are handed over." in form.submit().follow()
    world.browser("editor").get(f"{SPACE}/add", status=200)
    world.browser("citizen").get(f"{SPACE}/add", status=403)
    world.later(days=3, hours=2)
    world.browser("editor").get(f"{SPACE}/add", status=403)
    world.browser("citizen").get(f"{SPACE}/add", status=200)


@pytest.mark.parametrize(("email", "since", "said"), [
    ("nobody@example.org", "", "Nobody is registered with that address."), ("editor@example.org", "", "Choose somebody else."),
    ("citizen@example.org", "2001-01-01", "That day has passed."), ("citizen@example.org", "soon", "Enter a day such as"),
    ("", "", "Enter the person"),
])  # fmt: skip
def test_what_cannot_be_handed_over_is_said(world: World, email: str, since: str, said: str) -> None:
    browser = world.browser("admin")
    form = browser.form(browser.get(f"/en{SPACE}/hand-over?person={world.pids['editor']}"), "since")
    form["email"], form["since"] = email, since
    assert said in form.submit()
    world.browser("editor").get(f"{SPACE}/add", status=200)


def test_a_head_of_space_hands_over_no_office_that_the_administrator_gives(world: World) -> None:
    browser = world.browser("lead")
    form = browser.form(browser.get(f"/en{SPACE}/hand-over?person={world.pids['lead']}"), "since")
    form["email"] = "citizen@example.org"
    assert "You do not have the right to do this here." in form.submit()
    world.browser("lead").get(f"{SPACE}/who", status=200)
