"""Questions to elected members: put to one or to all, passed on, answered in the member's own words by two people."""

from datetime import date
from typing import Any

import pytest

from mukhtabar.actions.answer_template import keep_template
from mukhtabar.actions.grant import grant
from mukhtabar.actions.mandate import begin_mandate, end_mandate
from mukhtabar.actions.question import pass_on
from mukhtabar.actions.submit import submit
from mukhtabar.actions.tick import tick
from mukhtabar.rules.refused import Refused
from mukhtabar.rules.roles import Role
from tests.world import BODY, COMMUNE, CONSULTATION, SPACE, World

EN = f"/en{COMMUNE}"


def seated(world: World, who: str, office: str = "member", place: str = COMMUNE, end: date | None = None) -> int:
    with world.acting("admin") as ctx:
        commune = world.at(ctx, place)
        return begin_mandate(ctx, commune, world.pids[who], office, (2021, 2027), date(2021, 10, 1), end, woman=True).id


def asked(world: World, number: int = 0, title: str = "متى يصل الماء إلى الدوار؟") -> str:
    """Return the path of a published question."""
    with world.acting("citizen") as ctx:
        author = ctx.register.get(world.pids["citizen"])
        values = {"kind": "question", "title": title, "body": BODY, "topic": "water", "place": "", "language": "ar"}
        path = f"{CONSULTATION}/{submit(ctx, world.at(ctx, CONSULTATION), values, author, True, number).__name__}"
    world.step("editor", path, "publish")
    return path


def passed(world: World, path: str, number: int, who: str = "officer") -> Any:
    browser = world.browser(who)
    form = browser.form(browser.get(f"/en{path}/member"), "member")
    form["member"] = str(number)
    return form.submit("pass")


def titles(page: Any) -> list[str]:
    return [node.get_text(strip=True) for node in page.html.select("main .listing .item-title")]


def propose(world: World, **fields: str) -> Any:
    browser = world.browser()
    form = browser.form(browser.get(f"/en{CONSULTATION}/propose"), "title")
    given = {"kind": "question", "topic": "water", "title": "متى يصل الماء إلى الدوار؟", "body": BODY, "name": "سعيد"}
    for name, value in {**given, **fields}.items():
        form[name].force_value(value) if name == "addressee" else form.__setitem__(name, value)
    form["consent"] = True
    return form.submit("send")


def test_a_citizen_puts_a_question_to_a_member_who_sits_now(world: World) -> None:
    assert not world.browser().get(f"{CONSULTATION}/propose").html.select("[name=addressee]")
    number = seated(world, "both", "vice_president")
    page = world.browser().get(f"/en{CONSULTATION}/propose")
    offered = [node.get_text(strip=True) for node in page.html.select("[name=addressee] option")]
    assert offered == ["To the council as a whole", "Both, Vice-president"]
    page = propose(world, addressee=str(number))
    assert page.status_int == 303
    with world.acting() as ctx:
        made = next(iter(world.at(ctx, CONSULTATION).values()))
        assert made.addressee == number
        path = f"{CONSULTATION}/{made.__name__}"
    world.step("editor", path, "publish")
    text = " ".join(world.browser().get(f"/en{path}").html.main.get_text(" ").split())
    assert "Question to: Both · Vice-president" in text


def test_the_list_leads_to_where_a_question_is_put(world: World) -> None:
    links = [link["href"] for link in world.browser().get(f"{EN}/questions").html.select("main section a")]
    assert f"/en{CONSULTATION}/propose" in links
    world.later(days=31)
    with world.acting() as ctx:
        tick(ctx)
    assert "Ask a question" not in world.browser().get(f"{EN}/questions")


def test_whoever_enters_for_somebody_says_to_whom(world: World) -> None:
    number = seated(world, "both")
    browser = world.browser("desk")
    form = browser.form(browser.get(f"/en{CONSULTATION}/enter"), "channel")
    given = {"channel": "desk", "kind": "question", "topic": "water", "title": "متى يصل الماء إلى الدوار؟", "body": BODY}
    for name, value in {**given, "addressee": str(number)}.items():
        form[name] = value
    form["consent"] = True
    form.submit("send").follow()
    with world.acting() as ctx:
        assert next(iter(world.at(ctx, CONSULTATION).values())).addressee == number


@pytest.mark.parametrize(("fields", "sentence"), [
    ({"kind": "need"}, "Only a question is put to a member."),
    ({"addressee": "12345"}, "Choose one of the options offered."),
    ({"addressee": "elsewhere"}, "Choose one of the options offered."),
])  # fmt: skip
def test_what_cannot_be_asked_is_said_beside_the_field(world: World, fields: dict[str, str], sentence: str) -> None:
    number = seated(world, "both")
    elsewhere = seated(world, "approver", place="/souss-massa/akka")
    given = {"addressee": str(number), **fields}
    if given["addressee"] == "elsewhere":
        given["addressee"] = str(elsewhere)
    page = propose(world, **given)
    assert sentence in " ".join(node.get_text(" ") for node in page.html.select(".asked-of .wrong"))
    assert page.html.select_one("[name=title]")["value"] == "متى يصل الماء إلى الدوار؟"
    with world.acting() as ctx:
        assert not list(world.at(ctx, CONSULTATION).values())


def test_the_action_refuses_what_the_form_does_not_offer(world: World) -> None:
    with pytest.raises(Refused, match="not_sitting"):
        asked(world, seated(world, "both", end=date(2026, 11, 19)))
    with pytest.raises(Refused, match="not_sitting"):
        asked(world, seated(world, "approver", place="/souss-massa/akka"))
    with world.acting("citizen") as ctx, pytest.raises(Refused, match="not_a_question"):
        values = {"kind": "need", "title": "عنوان طويل بما يكفي", "body": BODY, "topic": "water", "language": "ar"}
        submit(ctx, world.at(ctx, CONSULTATION), values, ctx.register.get(world.pids["citizen"]), True, 1)


def test_it_is_passed_on_drafted_by_the_member_and_approved_by_another(world: World) -> None:
    number = seated(world, "citizen")
    path = asked(world)
    assert "Question to: The council as a whole" in " ".join(
        world.browser().get(f"/en{path}").html.main.get_text(" ").split()
    )
    with pytest.raises(Refused, match="not_permitted"):
        world.drafted(path, who="citizen")
    assert "The question is passed on." in passed(world, path, number).follow()
    assert "It was passed on to this member already." in passed(world, path, number)
    with world.acting() as ctx:
        letters = [
            letter
            for _key, letter in ctx.portal.outbox.due(ctx.now)
            if dict(letter.detail).get("transition") == "passed_on"
        ]
        assert [letter.person for letter in letters] == [world.pids["citizen"]]
    page = world.browser().get(f"/en{path}")
    assert "Member in charge: Citizen · Member of the council" in " ".join(page.html.main.get_text(" ").split())
    assert "Passed on to a member of the council" in page
    assert "Passed on to Citizen , who drafts the answer" in " ".join(world.browser("lead").get(f"/en{path}/who").html.main.get_text(" ").split())
    answer = world.drafted(path, who="citizen", summary="في مارس.")
    world.step("citizen", answer, "send")
    with pytest.raises(Refused):
        world.step("citizen", answer, "approve")
    world.step("approver", answer, "approve")
    world.step("officer", answer, "publish")
    assert world.state(path) == "answered"
    assert titles(world.browser().get(f"{EN}/questions?show=answered")) == ["متى يصل الماء إلى الدوار؟"]
    other = asked(world, title="سؤال آخر لا يعنيها هنا")
    world.browser("citizen").get(f"{other}/answer", status="4*")


def test_nobody_answers_a_question_where_they_moderate(world: World) -> None:
    path, number = asked(world), seated(world, "moderator")
    page = passed(world, path, number)
    assert "does not answer for its council as well" in page.html.select_one("main .field[data-wrong]").get_text()
    world.browser("moderator").get(f"{path}/answer", status=403)
    number = seated(world, "citizen")
    passed(world, path, number).follow()
    world.browser("citizen").get(f"{path}/answer")
    with world.acting("admin") as ctx:
        grant(ctx, world.at(ctx, SPACE), world.pids["citizen"], Role.MODERATOR, ctx.now)
    world.browser("citizen").get(f"{path}/answer", status=403)
    assert "who drafts the answer" not in world.browser("lead").get(f"/en{path}/who")


def test_a_member_in_charge_of_one_question_has_no_templates_of_the_council(world: World) -> None:
    path, number = asked(world), seated(world, "citizen")
    with world.acting("officer") as ctx:
        words = {"summary": {"ar": "سنصلح الشبكة."}}
        key = keep_template(ctx, world.at(ctx, COMMUNE), "قالب الماء", words)
    passed(world, path, number).follow()
    assert "قالب الماء" in world.browser("officer").get(f"{path}/answer")
    assert "سنصلح الشبكة." in world.browser("officer").get(f"{path}/answer?template={key}")
    page = world.browser("citizen").get(f"{path}/answer?template={key}")
    assert "قالب الماء" not in page and "سنصلح الشبكة." not in page and "answer-templates" not in page


def test_a_mandate_that_ends_leaves_the_question_to_the_council(world: World) -> None:
    number = seated(world, "citizen")
    path = asked(world, number)
    passed(world, path, number).follow()
    with world.acting("admin") as ctx:
        end_mandate(ctx, world.at(ctx, COMMUNE), number, date(2026, 11, 21))
    assert "the question goes to the council" not in world.browser(cached=True).get(f"/en{path}")
    world.later(days=2)
    text = " ".join(world.browser(cached=True).get(f"/en{path}").html.main.get_text(" ").split())
    assert "This mandate ended on 21 November 2026 : the question goes to the council." in text.replace(
        "2026:", "2026 :"
    )
    with pytest.raises(Refused, match="not_permitted"):
        world.drafted(path, who="citizen")
    with world.acting("officer") as ctx, pytest.raises(Refused, match="not_sitting"):
        pass_on(ctx, world.at(ctx, path), number)
    world.drafted(path)


def test_a_mandate_that_was_taken_back_leaves_no_name(world: World) -> None:
    number = seated(world, "citizen")
    path = asked(world, number)
    browser = world.browser("admin")
    browser.form(browser.get(f"{EN}/mandate?id={number}"), "drop").submit("drop")
    assert "The council as a whole" in world.browser().get(f"/en{path}")
    assert titles(world.browser().get(f"{EN}/questions"))


def test_the_list_has_the_longest_waiting_first_and_each_member_their_own(world: World) -> None:
    one, other = seated(world, "both", "president"), seated(world, "citizen")
    first = asked(world, one, "السؤال الأول عن الماء")
    world.later(days=3)
    second = asked(world, other, "السؤال الثاني عن الطرق")
    page = world.browser().get(EN).click("Questions to elected members", href="/questions")
    assert titles(page) == ["السؤال الأول عن الماء", "السؤال الثاني عن الطرق"]
    assert "Waiting for an answer (2)" in page
    page = page.click("Citizen", href="member=")
    assert titles(page) == ["السؤال الثاني عن الطرق"] and "Questions to Citizen" in " ".join(
        page.html.main.get_text(" ").split()
    )
    page = world.browser().get(f"{EN}/council").click(href=f"member={one}")
    assert titles(page) == ["السؤال الأول عن الماء"]
    passed(world, second, one).follow()
    assert len(titles(world.browser().get(f"{EN}/questions?member={one}"))) == 2
    world.submitted("ما ليس سؤالا لا يظهر هنا")
    world.browser().get(f"{EN}/questions?member=nonsense&show=x&page=9")
    assert first


@pytest.mark.parametrize("who", [None, "citizen", "editor", "lead", "approver", "admin"])
def test_only_an_officer_passes_it_on(world: World, who: str | None) -> None:
    number = seated(world, "both")
    path = asked(world, number)
    world.browser(who).get(f"{path}/member", status="4*")
    assert world.browser("officer").get(f"/en{path}").click("Pass on to a member", href="/member")
    with world.acting(who) as ctx:
        if who:
            with pytest.raises(Refused, match="not_permitted"):
                pass_on(ctx, world.at(ctx, path), number)


def test_what_is_no_question_is_not_passed_on(world: World) -> None:
    path = world.published()
    world.browser("officer").get(f"{path}/member", status=404)
    assert "Pass on to a member" not in world.browser("officer").get(f"/en{path}")
