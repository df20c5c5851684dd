"""A citizen is warned before personal data is sent, and may send it; the moderator sees the same mark (J7, J12)."""

from typing import Any

import pytest

from tests.world import BODY, CONSULTATION, SPACE, World

EN = "/en"


def filled(world: World, **fields: str) -> tuple[Any, Any]:
    browser = world.browser()
    form = browser.form(browser.get(f"{EN}{CONSULTATION}/propose"), "title")
    given = {"title": "تعبيد الطريق إلى المدرسة", "body": BODY, "topic": "roads", "name": "سعيد", **fields}
    for name, value in given.items():
        form[name] = value
    form["consent"] = True
    return browser, form


def proposals(world: World) -> list[str]:
    with world.acting() as ctx:
        return list(world.at(ctx, CONSULTATION))


@pytest.mark.parametrize(("fields", "said"), [
    ({"body": BODY + " هاتفي ٠٦٠٠٠٠٠٠٠٠."}, "a telephone number"),
    ({"body": BODY + " راسلوني: said@example.org"}, "an e-mail address"),
    ({"body": BODY + " بطاقتي AB000000."}, "an identity card number"),
    ({"body": BODY + " RIB 000000000000000000000000"}, "a bank account"),
    ({"title": "اتصلوا بي على 0600000000 رجاء"}, "a telephone number"),
    ({"place": "عند سعيد 0600000000"}, "a telephone number"),
])  # fmt: skip
def test_personal_data_is_warned_of_and_can_be_sent(world: World, fields: dict[str, str], said: str) -> None:
    browser, form = filled(world, **fields)
    page = form.submit("send")
    field = page.html.find(attrs={"name": next(iter(fields))})
    assert page.status_int == 200 and f"It seems that the text holds {said}." in page and proposals(world) == []
    assert field["aria-invalid"] == "true" and next(iter(fields.values())) in page.text
    assert page.html.select_one(".problems")
    page = browser.form(page, "title").submit("anyway").follow()
    (name,) = proposals(world)
    review = world.browser("editor").get(f"{EN}{CONSULTATION}/{name}/review")
    assert "It seems to hold personal data:" in review and said in review
    queue = world.browser("editor").get(f"{EN}{SPACE}/moderation")
    assert "It seems to hold personal data:" in queue and said in queue


def test_who_takes_it_out_sends_as_ever(world: World) -> None:
    browser, form = filled(world, body=BODY + " هاتفي 0600000000.")
    form = browser.form(form.submit("send"), "title")
    form["body"] = BODY
    form.submit("send").follow()
    (name,) = proposals(world)
    assert "It seems to hold" not in world.browser("editor").get(f"{EN}{CONSULTATION}/{name}/review").html.select_one("main").get_text()


def test_nothing_personal_is_no_cause_for_a_warning(world: World) -> None:
    _browser, form = filled(world, body=BODY + " الكلفة 1.250.000 درهم قبل 05/06/2027، انظروا p-7k3m9x2w.")
    assert form.submit("send").status_int == 303


def test_saying_send_it_so_does_not_send_what_is_wrong_otherwise(world: World) -> None:
    _browser, form = filled(world, title="قصير", body=BODY + " هاتفي 0600000000.")
    page = form.submit("anyway")
    assert page.status_int == 200 and "Write a little more" in page and proposals(world) == []


def test_it_is_sent_once(world: World) -> None:
    browser, form = filled(world, body=BODY + " هاتفي 0600000000.")
    form = browser.form(form.submit("send"), "title")
    first, second = form.submit("anyway"), form.submit("anyway")
    assert first.location == second.location and len(proposals(world)) == 1
