"""Forms that nobody filled in by hand (abuse cases 23-25, 35, 43, 61, 70): bounded, checked, and never twice."""

from typing import Any

import pytest

from tests.world import BODY, CONSULTATION, SPACE, Browser, World

GOOD = {"kind": "need", "title": "إصلاح قنطرة الوادي", "topic": "roads", "place": "", "name": "سعاد", "consent": "true"}


def fields(browser: Browser, **more: Any) -> dict[str, Any]:
    """The posted fields of a proposal that is in order."""
    page = browser.get(f"{CONSULTATION}/propose")
    form = browser.form(page, "title")
    hidden = {name: form[name].value for name in ("csrf_token", "once")}
    return {**hidden, **GOOD, "body": BODY, **more}


def proposals(world: World) -> list[Any]:
    with world.acting() as ctx:
        return list(world.at(ctx, CONSULTATION))


def test_what_the_form_does_not_hold_is_not_taken(world: World) -> None:
    browser = world.browser()
    stolen = {
        "state": "published", "creator": world.pids["lead"], "created": "2000-01-01", "uid": "1", "reference": "p-mine",
        "history": "x", "language": "tlh", "name_shown": "false", "__class__": "x", "_p_oid": "x", "sample": "true",
    }  # fmt: skip
    browser.post(f"{CONSULTATION}/propose", fields(browser, **stolen)).follow()
    with world.acting() as ctx:
        (name,) = world.at(ctx, CONSULTATION)
        proposal = world.at(ctx, f"{CONSULTATION}/{name}")
        assert proposal.state == "submitted" and not proposal.is_public and not proposal.sample
        assert proposal.creator not in world.pids.values() and proposal.created == world.clock.now()
        assert proposal.reference == name != "p-mine" and proposal.language == "ar"


@pytest.mark.parametrize("who", ["citizen", "editor", "officer", "approver", "admin"])
def test_a_step_that_the_person_may_not_take_is_refused_by_the_address_too(world: World, who: str) -> None:
    proposal = world.published()
    answer = world.drafted(proposal, "officer")
    world.step("officer", answer, "send")
    browser = world.browser(who)
    token = browser.form(browser.get("/password"), "current")["csrf_token"].value
    wanted = "approve" if who != "approver" else "publish"
    page = browser.post(f"{answer}/review", {"csrf_token": token, "transition": wanted}, status="*")
    assert page.status_int in {200, 403, 404} and world.state(answer) == "for_approval"


def test_choices_that_were_not_offered_are_refused(world: World) -> None:
    browser = world.browser()
    for name, value in (("kind", "decree"), ("topic", "elections"), ("consent", "no"), ("consent", "")):
        page = browser.post(f"{CONSULTATION}/propose", fields(browser, **{name: value}))
        assert page.status_int == 200 and 'aria-invalid="true"' in page
    assert not proposals(world)


def test_the_same_form_sent_twice_makes_one_proposal(world: World) -> None:
    browser = world.browser()
    given = fields(browser)
    first = browser.post(f"{CONSULTATION}/propose", given)
    second = browser.post(f"{CONSULTATION}/propose", {**given, "seen": "1", "anyway": "anyway"})
    assert first.headers["Location"] == second.headers["Location"] and len(proposals(world)) == 1


def test_words_changed_after_the_first_sending_are_given_back_with_the_receipt(world: World) -> None:
    browser = world.browser()
    given = fields(browser)
    first = browser.post(f"/en{CONSULTATION}/propose", given)
    page = browser.post(f"/en{CONSULTATION}/propose", {**given, "body": f"{BODY} وهذه جملة أخرى."}, status=200)
    assert first.headers["Location"].rpartition("/")[2] in page and "What you changed since is not in it:" in page
    assert browser.form(page, "body")["body"].value == f"{BODY} وهذه جملة أخرى." and len(proposals(world)) == 1


def test_a_comment_changed_after_the_first_sending_is_given_back(world: World) -> None:
    news, browser = world.public_news(), world.browser("citizen")
    form = browser.form(browser.get(f"/en{news}/comment"), "body")
    form["body"] = "تعليق واحد فقط."
    form.submit().follow()
    form["body"] = "تعليق واحد فقط، بجملة أخرى."
    page = form.submit(status=200)
    assert "This form was sent before" in page and "بجملة أخرى" in browser.form(page, "body")["body"].value
    with world.acting() as ctx:
        assert len(list(world.at(ctx, news))) == 1


def test_the_same_comment_sent_twice_is_one_comment(world: World) -> None:
    news, browser = world.public_news(), world.browser("citizen")
    form = browser.form(browser.get(f"{news}/comment"), "body")
    form["body"] = "تعليق واحد فقط."
    form.submit().follow()
    form.submit().follow()
    with world.acting() as ctx:
        assert len(list(world.at(ctx, news))) == 1


def test_the_token_of_one_form_is_worth_nothing_in_another(world: World) -> None:
    news, browser = world.public_news(), world.browser("citizen")
    comment = browser.form(browser.get(f"{news}/comment"), "body")
    comment["body"] = "تعليق قصير."
    token = comment["once"].value
    comment.submit().follow()
    page = browser.post(f"{CONSULTATION}/propose", fields(browser, once=token))
    assert "/s/" in page.headers["Location"] and len(proposals(world)) == 1


def test_a_step_with_a_file_in_place_of_words_is_answered(world: World) -> None:
    path, editor = world.submitted(), world.browser("editor")
    form = editor.form(editor.get(f"{path}/review"), "transition")
    for name in ("comment", "reason", "transition", "serial"):
        given = {"csrf_token": form["csrf_token"].value, "transition": "return"}
        given.pop(name, None)
        page = editor.post(f"{path}/review", given, upload_files=[(name, "x", b"x")], status="*")
        assert page.status_int == 200 and world.state(path) == "submitted"


@pytest.mark.usefixtures("swept")
def test_a_field_of_five_megabytes_is_a_message_and_keeps_what_was_typed(world: World) -> None:
    browser = world.browser()
    page = browser.post(f"{CONSULTATION}/propose", fields(browser, body="ك" * 2_500_000, place="قرب السوق"))
    assert page.status_int == 200 and 'aria-invalid="true"' in page
    assert "قرب السوق" in page and not proposals(world)


@pytest.mark.usefixtures("swept")
def test_ten_thousand_fields_are_turned_away(world: World) -> None:
    browser = world.browser()
    given = {**fields(browser), **{f"extra{n}": "x" for n in range(10_000)}}
    page = browser.post(f"{CONSULTATION}/propose", given)
    assert page.status_int == 200 and not proposals(world)


NESTED = (
    [("__start__", "title:sequence")] * 200,
    [("__start__", "title:mapping"), ("x", "y"), ("__end__", "title:mapping")],
    [("__start__", "x:rename")],
    [("__end__", "nothing")],
    [("__start__", "")],
    [("__start__", "__class__:mapping"), ("__end__", "")],
    [("title", "a"), ("title", "b")],
)


@pytest.mark.parametrize("extra", NESTED, ids=range(len(NESTED)))
def test_form_structures_that_no_form_sends_are_answered(world: World, extra: list[tuple[str, str]]) -> None:
    browser = world.browser()
    page = browser.post(f"{CONSULTATION}/propose", [*extra, *fields(browser).items()], status="*")
    assert page.status_int in {200, 303, 400}, page.status


@pytest.mark.parametrize("name", ["title", "body", "kind", "topic", "place", "name", "consent", "once", "website"])
def test_a_file_where_text_is_expected_is_answered(world: World, name: str) -> None:
    browser = world.browser()
    given = {key: value for key, value in fields(browser).items() if key != name}
    page = browser.post(f"{CONSULTATION}/propose", given, upload_files=[(name, "x.txt", b"text")], status="*")
    assert page.status_int in {200, 303, 400}, page.status


@pytest.mark.parametrize("body", [b"\xff\xfe=\x00", b"title=%ff%fe&body=%00", b"{" * 1000, b"&" * 5000, b""])
@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain"])
def test_bodies_that_are_no_form_are_answered(world: World, body: bytes, kind: str) -> None:
    browser = world.browser()
    request = browser.RequestClass.blank(f"{CONSULTATION}/propose", method="POST", body=body, content_type=kind)
    page = browser.do_request(request, status="*")
    assert page.status_int in {400, 403}, page.status


def test_a_robot_that_fills_the_hidden_field_is_refused_in_words(world: World) -> None:
    browser = world.browser()
    page = browser.post(f"{CONSULTATION}/propose", fields(browser, website="http://spam.example"))
    assert page.status_int == 200 and not proposals(world) and GOOD["title"] in page


def test_one_connection_cannot_flood(world: World) -> None:
    browser = world.browser()
    answers = [browser.post(f"{CONSULTATION}/propose", fields(browser)).status_int for _n in range(61)]
    assert answers[:60] == [303] * 60 and answers[60] == 200
    elsewhere = {"REMOTE_ADDR": "10.9.9.9"}
    assert browser.post(f"{CONSULTATION}/propose", fields(browser), extra_environ=elsewhere).status_int == 303


def test_an_old_form_does_not_reopen_a_closed_consultation(world: World) -> None:
    browser = world.browser()
    given = fields(browser)
    world.later(days=31)
    with world.acting() as ctx:
        from mukhtabar.actions.tick import tick

        tick(ctx)
    browser.post(f"{CONSULTATION}/propose", given, status="*")
    assert not proposals(world)


def test_a_broken_view_shows_a_number_and_nothing_of_the_inside(tmp_path_factory: pytest.TempPathFactory) -> None:
    from pyramid.response import Response

    from mukhtabar.app import configure
    from mukhtabar.content.interfaces import IPortal
    from tests.conftest import NOW

    world = World(tmp_path_factory.mktemp("broken"), NOW, strict_reads="false")
    config = configure(world.settings, world.site)

    def fault(context: Any, request: Any) -> Response:
        raise RuntimeError(f"secret {world.site.key} in /home/portal/{SPACE}")

    config.add_view(fault, name="fault", context=IPortal, permission="view", request_method="GET")
    page = Browser(config.make_wsgi_app()).get("/fault", status=500)
    assert "secret" not in page and "Traceback" not in page and "RuntimeError" not in page
    assert page.html.find("b", attrs={"dir": "ltr"}).text
    world.close()
