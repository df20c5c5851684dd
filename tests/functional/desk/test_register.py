"""The register of a consultation: begun and worded by the space, approved by the council, then read by everyone (J15)."""

import json
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest

from mukhtabar.actions.commitment import add_evidence
from mukhtabar.actions.submit import participant, submit
from mukhtabar.actions.tick import tick
from mukhtabar.content.evidence import Evidence
from mukhtabar.content.plain import plain, rich
from mukhtabar.content.register import Register
from mukhtabar.content.texts import Texts
from tests import files
from tests.functional.council.test_council_file import closed as sat
from tests.functional.council.test_council_file import convened, entered, to_the_sitting
from tests.functional.public.test_cache import Pair
from tests.world import BODY, COMMUNE, CONSULTATION, World

REGISTER = f"{CONSULTATION}/register"
EN = "/en"


def said(world: World, topic: str, title: str, name: str = "سعيد") -> str:
    """Publish a proposal of another person about a topic."""
    with world.acting() as ctx:
        values = {"kind": "need", "title": title, "body": BODY, "topic": topic, "place": "", "language": "ar"}
        author = participant(ctx, name, f"{name}-{title[:9]}@example.org".replace(" ", ""), "ar")
        proposal = submit(ctx, world.at(ctx, CONSULTATION), values, author, name_shown=True)
        path = f"{CONSULTATION}/{proposal.__name__}"
    world.step("editor", path, "publish")
    return path


def answered(world: World, path: str, outcome: str = "accepted", summary: str = "سنعبد الطريق.") -> str:
    answer = world.drafted(path, summary=summary, outcome=outcome)
    world.step("officer", answer, "send")
    world.step("approver", answer, "approve")
    world.step("officer", answer, "publish")
    return answer


def closed(world: World) -> None:
    world.later(days=31)
    with world.acting() as ctx:
        tick(ctx)


@pytest.fixture
def filled(world: World) -> dict[str, str]:
    """A closed consultation: two proposals about roads, one about water, one of them answered."""
    paths = {
        "road": said(world, "roads", "تعبيد الطريق إلى المدرسة"),
        "bridge": said(world, "roads", "قنطرة على الوادي"),
        "water": said(world, "water", "ماء صالح للشرب"),
    }
    answered(world, paths["road"])
    closed(world)
    return paths


def begun(world: World, who: str = "editor") -> Any:
    browser = world.browser(who)
    page = browser.get(f"{EN}{CONSULTATION}/begin-register")
    return next(form for form in page.forms.values() if "begin-register" in form.action).submit()


def worded(world: World, who: str = "editor", **values: str) -> Any:
    browser = world.browser(who)
    form = browser.form(browser.get(f"{EN}{REGISTER}/edit"), "serial")
    _fill(form, values)
    return form.submit("save")


def _fill(form: Any, values: dict[str, str]) -> None:
    """Fill fields called by topic, field and language."""
    at: list[str] = []
    for name, field in form.field_order:
        if name == "__start__":
            at.append(field.value.partition(":")[0])
        elif name == "__end__":
            at.pop()
        elif name and (key := ".".join([*at[1:], name])) in values:
            field.value = values[key]


def pressed(world: World, who: str, step: str, comment: str = "") -> Any:
    browser = world.browser(who)
    form = browser.form(browser.get(f"{EN}{REGISTER}/review"), "transition")
    if "comment" in form.fields:
        form["comment"] = comment
    return form.submit("transition", value=step)


def published(world: World) -> None:
    begun(world).follow()
    pressed(world, "lead", "send").follow()
    pressed(world, "approver", "approve").follow()


def rows(page: Any) -> dict[str, list[str]]:
    """Return the cells of the table by the title of their row."""
    return {
        " ".join(line.th.get_text(" ").split()): [" ".join(td.get_text(" ").split()) for td in line.select("td")]
        for line in page.html.select("table.register tbody tr")
    }


def test_it_begins_with_what_there_is(world: World, filled: dict[str, str]) -> None:
    page = begun(world).follow()
    found = rows(page)
    assert list(found) == ["Roads and transport", "Water"]
    assert "2 proposals · 2 people" in found["Roads and transport"][0]
    assert "قنطرة على الوادي" in found["Roads and transport"][0]
    assert "Accepted 1 سنعبد الطريق." in found["Roads and transport"][1]
    assert "1 proposal waits for an answer" in found["Water"][1]
    assert "الماء والطرق" in page.html.select_one("#asked-title").parent.get_text()
    assert "begun already" in begun_again(world)


def begun_again(world: World) -> Any:
    with world.acting("editor") as ctx:
        from mukhtabar.actions.register import begin_register
        from mukhtabar.rules.refused import Refused

        with pytest.raises(Refused) as refusal:
            begin_register(ctx, world.at(ctx, CONSULTATION))
    return str(refusal.value.message)


def test_it_waits_until_the_consultation_has_closed(world: World) -> None:
    assert "begins when the consultation has closed" in begun(world)
    assert "Begin the register" in world.browser("editor").get(f"{EN}{CONSULTATION}/begin-register")
    assert not world.browser("editor").get(f"{EN}{CONSULTATION}").html.select(".staff a[href$='begin-register']")
    closed(world)
    assert world.browser("editor").get(f"{EN}{CONSULTATION}").click("Register", href="/begin-register")


def test_the_council_approves_before_anybody_reads_it(world: World, filled: dict[str, str]) -> None:
    begun(world).follow()
    worded(world, **{"roads.said.ar": "طلبت الساكنة طريقا آمنا."}).follow()
    world.browser().get(f"{EN}{REGISTER}", status=404)
    assert "What became of it" not in world.browser().get(f"{EN}{CONSULTATION}")
    pressed(world, "lead", "send").follow()
    world.browser().get(f"{EN}{REGISTER}", status=404)
    assert "لطرق" in world.browser("approver").get(f"{EN}/desk")
    pressed(world, "approver", "approve").follow()
    page = world.browser().get(f"{EN}{CONSULTATION}").click("What became of it")
    assert "طلبت الساكنة طريقا آمنا." in rows(page)["Roads and transport"][0]
    assert "رئيسة المجلس" in page and "Edition 1" in page
    assert "طلبت الساكنة طريقا آمنا." in page.click("For paper")


def test_who_worded_it_does_not_approve_it(world: World, filled: dict[str, str]) -> None:
    begun(world).follow()
    with world.acting() as ctx:
        register = world.at(ctx, REGISTER)
        register.drafted_by |= {world.pids["approver"]}
    pressed(world, "lead", "send").follow()
    assert "You drafted or edited this text" in world.browser("approver").get(f"{EN}{REGISTER}/review")
    page = world.browser("approver2").get(f"{EN}{REGISTER}/review")
    assert page.html.select("button[value=approve]")


def test_approval_is_bound_to_what_was_read(world: World, filled: dict[str, str]) -> None:
    begun(world).follow()
    pressed(world, "lead", "send").follow()
    browser = world.browser("approver")
    form = browser.form(browser.get(f"{EN}{REGISTER}/review"), "transition")
    pressed(world, "lead", "recall").follow()
    worded(world, **{"water.said.ar": "كلام آخر لم يقرأه المجلس."}).follow()
    pressed(world, "lead", "send").follow()
    page = form.submit("transition", value="approve")
    assert "The text changed after you opened it" in page
    assert world.state(REGISTER) == "for_council"
    assert world.attempts(REGISTER) == [("approve", "read_what_is_current")]


@pytest.mark.parametrize("later", ["approve", "send_back"])
def test_an_approval_and_what_a_page_that_is_out_of_date_asks_after_it_come_to_one_outcome(
    world: World, filled: dict[str, str], later: str
) -> None:
    begun(world).follow()
    pressed(world, "lead", "send").follow()
    forms = [browser.form(browser.get(f"{EN}{REGISTER}/review"), "transition") for browser in map(world.browser, ("approver", "approver2"))]
    forms[0].submit("transition", value="approve").follow()
    forms[1]["comment"] = "أضيفوا ما قيل في اللقاء."
    assert "Somebody has already moved this on." in forms[1].submit("transition", value=later)
    assert world.state(REGISTER) == "published" and world.attempts(REGISTER) == [(later, "wrong_state")]


def test_it_is_sent_back_with_a_reason(world: World, filled: dict[str, str]) -> None:
    begun(world).follow()
    pressed(world, "lead", "send").follow()
    assert "comment" in pressed(world, "approver", "send_back").html.select_one(".problems").get_text().lower()
    pressed(world, "approver", "send_back", "أضيفوا ما قيل في اللقاء.").follow()
    assert world.state(REGISTER) == "drafting"
    assert "أضيفوا ما قيل في اللقاء." in world.browser("editor").get(f"{EN}{REGISTER}/review")


def test_published_figures_do_not_move_until_the_next_edition(world: World, filled: dict[str, str]) -> None:
    published(world)
    pair = Pair(world)
    pair.agree(REGISTER, f"{EN}{REGISTER}", f"{REGISTER}/print")
    answered(world, filled["water"], "not_now", "لا توجد اعتمادات.")
    pair.agree(REGISTER, f"{EN}{REGISTER}")
    found = rows(world.browser().get(f"{EN}{REGISTER}"))
    assert "1 proposal waits" in found["Water"][1] and "لا توجد اعتمادات." not in found["Water"][1]
    world.later(days=3)
    pressed(world, "lead", "change").follow()
    worded(world, **{"water.title.ar": "الماء الشروب", "water.said.ar": "صيغة ثانية."}).follow()
    assert "لا توجد اعتمادات." in rows(world.browser("lead").get(f"{EN}{REGISTER}/review"))["الماء الشروب"][1]
    pair.agree(REGISTER, f"{EN}{REGISTER}")
    for words in ("صيغة ثانية.", "لا توجد اعتمادات."):
        assert words not in world.browser().get(f"{EN}{REGISTER}")
    pressed(world, "lead", "send_again").follow()
    assert "صيغة ثانية." not in world.browser().get(f"{EN}{REGISTER}")
    pressed(world, "approver2", "approve_again").follow()
    pair.agree(REGISTER, f"{EN}{REGISTER}", f"{REGISTER}/print")
    page = world.browser().get(f"{EN}{REGISTER}")
    assert "صيغة ثانية." in page and "Edition 2" in page and "لا توجد اعتمادات." in rows(page)["الماء الشروب"][1]


def test_what_was_begun_can_be_dropped(world: World, filled: dict[str, str]) -> None:
    published(world)
    pressed(world, "lead", "change").follow()
    worded(world, **{"water.said.ar": "صيغة ثانية."}).follow()
    pressed(world, "lead", "drop").follow()
    with world.acting() as ctx:
        register = world.at(ctx, REGISTER)
        assert register.state == "published" and register.rows == register.edition.rows
        assert register.taken == register.edition.taken


def test_what_is_hidden_or_blacked_out_later_is_not_named(world: World, filled: dict[str, str]) -> None:
    published(world)
    pair = Pair(world)
    pair.agree(REGISTER, f"{EN}{REGISTER}", f"{REGISTER}/print")
    assert "قنطرة على الوادي" in world.browser().get(REGISTER)
    world.step("moderator", filled["bridge"], "hide", reason="insult_hate")
    pair.agree(REGISTER, f"{EN}{REGISTER}", f"{REGISTER}/print")
    page = world.browser().get(f"{EN}{REGISTER}")
    assert "قنطرة على الوادي" not in page and "2 proposals" in rows(page)["Roads and transport"][0]
    world.step("moderator", filled["road"], "hide", reason="insult_hate")
    page = world.browser().get(f"{EN}{REGISTER}")
    assert "سنعبد الطريق." not in page and "تعبيد الطريق" not in page
    with world.acting("editor") as ctx:
        from mukhtabar.actions.redact import find, redact
        from mukhtabar.store.revisions import digest_of

        proposal = world.at(ctx, filled["water"])
        places = [one.place for one in find(proposal, "للشرب")]
        redact(ctx, proposal, "للشرب", "personal_data", "", places, digest_of(proposal.field_values()))
    pair.agree(REGISTER, f"{EN}{REGISTER}", f"{REGISTER}/print")
    page = world.browser().get(f"{EN}{REGISTER}")
    assert "للشرب" not in page and "[blacked out]" in page


def test_topics_are_joined_and_put_into_order(world: World, filled: dict[str, str]) -> None:
    begun(world).follow()
    page = worded(world, **{"water.place": "1", "roads.into": "water", "water.title.ar": "الماء والطرق معا"}).follow()
    found = rows(page)
    assert list(found) == ["الماء والطرق معا"] and "3 proposals · 3 people" in found["الماء والطرق معا"][0]
    again = worded(world, **{"roads.into": "water", "water.into": "roads"})
    assert "stands in the row of another one itself" in again
    assert again.html.select(".problems")


def test_one_person_with_two_proposals_is_one(world: World) -> None:
    for topic in ("roads", "water"):
        path = world.submitted(f"مقترح حول {topic} في الدوار")
        with world.acting() as ctx:
            world.at(ctx, path).topic = topic
        world.step("editor", path, "publish")
    closed(world)
    page = begun(world).follow()
    assert "2 proposals · 1 person" in " ".join(page.html.select_one("main").get_text(" ").split())


def test_two_who_word_it_at_once_lose_nothing(world: World, filled: dict[str, str]) -> None:
    begun(world).follow()
    browser = world.browser("editor")
    form = browser.form(browser.get(f"{EN}{REGISTER}/edit"), "serial")
    worded(world, "lead", **{"roads.said.ar": "كلام الرئيسة."}).follow()
    _fill(form, {"roads.said.ar": "كلام المحررة."})
    page = form.submit("save")
    assert "Somebody saved this while you were writing" in page
    assert "كلام المحررة." in page and "الرئيسة" in page.html.select_one(".conflict del").get_text()
    browser.form(page, "serial").submit("save").follow()
    assert "كلام المحررة." in browser.get(f"{EN}{REGISTER}/review")


def test_what_is_too_long_is_said_beside_its_field(world: World, filled: dict[str, str]) -> None:
    begun(world).follow()
    page = worded(world, **{"roads.said.ar": "س" * 601, "water.place": "x"})
    assert len(page.html.select(".problems li")) == 2
    assert "س" * 601 in page


def test_the_reply_of_the_council_stands_in_it_when_it_was_there(world: World, filled: dict[str, str]) -> None:
    published(world)
    with world.acting() as ctx:
        consultation = world.at(ctx, CONSULTATION)
        consultation.reply = Texts.of(ctx.now, ar="<p>رد المجلس على الاستشارة.</p>")
        consultation.state = "replied"
    assert "رد المجلس على الاستشارة." not in world.browser().get(REGISTER)
    pressed(world, "lead", "change").follow()
    pressed(world, "lead", "send_again").follow()
    pressed(world, "approver", "approve_again").follow()
    assert "رد المجلس على الاستشارة." in world.browser().get(REGISTER)


def test_who_observes_reads_the_history_of_what_is_public_and_no_next_edition(world: World, filled: dict[str, str]) -> None:
    published(world)
    world.browser("observer").get(f"{EN}{REGISTER}/review")
    pressed(world, "lead", "change").follow()
    world.browser("observer").get(f"{EN}{REGISTER}/review", status=403)
    pressed(world, "lead", "send_again").follow()
    world.browser("observer").get(f"{EN}{REGISTER}/review", status=403)


@pytest.mark.parametrize("who", [None, "citizen", "moderator", "officer", "approver", "observer", "desk"])
def test_nobody_else_begins_or_words_it(world: World, filled: dict[str, str], who: str | None) -> None:
    world.browser(who).get(f"{EN}{CONSULTATION}/begin-register", status="4*")
    begun(world).follow()
    world.browser(who).get(f"{EN}{REGISTER}/edit", status="4*")
    world.browser(who).get(f"{EN}{REGISTER}/print", status="4*")


def test_the_public_page_counts_nothing_anew(
    world: World, filled: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    published(world)

    def never(*_given: Any) -> None:
        raise AssertionError("figures of a public page are frozen")

    monkeypatch.setattr("mukhtabar.views.desk.register.take", never)
    monkeypatch.setattr("mukhtabar.actions.effects.take", never)
    assert rows(world.browser().get(f"{EN}{REGISTER}"))


def shown(world: World, promise: str, title: str) -> str:
    """Attach a document that shows how a promise is kept, and return its path."""
    with world.acting("officer") as ctx:
        values, data = {"title": Texts.of(ctx.now, ar=title)}, files.PDF + f"\n% {title}\n".encode()
        return f"{promise}/{add_evidence(ctx, world.at(ctx, promise), Evidence(), values, 'm.pdf', data).__name__}"


def test_what_was_promised_and_what_shows_it_stand_in_the_last_column(world: World, filled: dict[str, str]) -> None:
    road = filled["road"]
    for upto in ("drafting", "for_approval", "planned"):
        world.committed(road, upto, f"التزام {upto}")
    dropped = world.committed(road, "planned", "التزام ترك")
    world.step("approver", dropped, "drop", reason="budget", comment="لا اعتماد.")
    for number in (1, 2):
        done = world.committed(road, "in_progress", f"التزام رقم {number}")
        paper = shown(world, done, f"محضر رقم {number}")
        world.step("approver", done, "complete")
        world.later(minutes=1)
    going = world.committed(road, "in_progress", "التزام يتقدم")
    photo = shown(world, going, "صورة الأشغال")
    published(world)
    page = world.browser().get(f"{EN}{REGISTER}")
    last = rows(page)["Roads and transport"][2]
    assert last == (
        "What was done Planned 1 التزام planned In progress 1 التزام يتقدم Done 2 التزام رقم 2 التزام رقم 1 "
        "Dropped 1 التزام ترك What shows it 3 صورة الأشغال محضر رقم 2 محضر رقم 1"
    )
    page.click("صورة الأشغال", href=photo)
    assert rows(world.browser().get(f"{EN}{REGISTER}/print"))["Roads and transport"][2] == last
    # What comes later waits for the next edition; what is taken away is counted still, and not named.
    pair = Pair(world)
    pair.agree(f"{EN}{REGISTER}")
    shown(world, going, "صورة جاءت بعد ذلك")
    world.step("officer", photo, "take_away", comment="يظهر وجه شخص.")
    pair.agree(f"{EN}{REGISTER}")
    assert "What shows it 3 محضر رقم 2 محضر رقم 1" in rows(world.browser().get(f"{EN}{REGISTER}"))["Roads and transport"][2]
    pressed(world, "lead", "change").follow()
    pressed(world, "lead", "send_again").follow()
    pressed(world, "approver", "approve_again").follow()
    last = rows(world.browser().get(f"{EN}{REGISTER}"))["Roads and transport"][2]
    assert last.endswith("What shows it 3 صورة جاءت بعد ذلك محضر رقم 2 محضر رقم 1")
    world.step("moderator", road, "hide", reason="insult_hate")
    last = rows(world.browser().get(f"{EN}{REGISTER}"))["Roads and transport"][2]
    assert last == "What was done Planned 1 In progress 1 Done 2 Dropped 1 What shows it 3"
    world.browser().get(paper, status="4*")


def counted(world: World) -> dict[str, str]:
    """Return what a register begun now would say was decided, by topic."""
    return {topic: cells[1] for topic, cells in rows(world.browser("editor").get(f"{EN}{REGISTER}/review")).items()}


def test_what_was_decided_in_session_stands_in_it_and_waits_no_more(world: World, filled: dict[str, str]) -> None:
    begun(world).follow()
    # An agenda that was sent decides nothing, and neither does what was entered and is not confirmed.
    file = convened(world, [filled["bridge"], filled["water"]])
    to_the_sitting(world, file)
    entered(world, file, (filled["bridge"], "rejected", "لا اعتماد."), (filled["water"], "postponed", "إلى ماي."))
    world.step("officer", file, "report")
    assert counted(world) == {
        "Roads and transport": "What was decided Accepted 1 سنعبد الطريق. 1 proposal waits for an answer",
        "Water": "What was decided 1 proposal waits for an answer",
    }
    world.step("approver", file, "confirm_decisions")
    assert counted(world) == {
        "Roads and transport": "What was decided Accepted 1 سنعبد الطريق. "
        "Decided by the council: Rejected 1 قنطرة على الوادي",
        "Water": "What was decided Decided by the council: Postponed 1 ماء صالح للشرب 1 proposal waits for an answer",
    }
    # The last decision is what stands, and an answer stands beside it.
    sat(world, convened(world, [filled["water"], filled["road"]]), (filled["water"], "adopted_in_part", "بئر واحدة."), (filled["road"], "adopted", ""))
    answered(world, filled["bridge"], "refused", "لا يمكن.")
    pressed(world, "lead", "send").follow()
    pressed(world, "approver", "approve").follow()
    page = world.browser().get(f"{EN}{REGISTER}")
    assert {topic: cells[1] for topic, cells in rows(page).items()} == {
        "Roads and transport": "What was decided Accepted 1 سنعبد الطريق. Not accepted 1 لا يمكن. "
        "Decided by the council: Adopted 1 تعبيد الطريق إلى المدرسة Decided by the council: Rejected 1 قنطرة على الوادي",
        "Water": "What was decided Decided by the council: Adopted in part 1 ماء صالح للشرب",
    }
    page.click("ماء صالح للشرب", href=filled["water"], index=0)
    with world.acting() as ctx:
        taken = world.at(ctx, REGISTER).edition.taken
        # An archive carries it as it was approved.
        assert rich(json.loads(json.dumps(plain(taken)))) == taken


def test_its_answers_lead_to_where_they_stand(world: World, filled: dict[str, str]) -> None:
    world.made("lead", CONSULTATION, Register(), "register")
    world.step("lead", REGISTER, "send")
    world.step("approver", REGISTER, "approve")
    browser = world.browser()
    (address,) = {link["href"] for link in browser.get(f"{EN}{REGISTER}").html.select("main a[href*='#']") if filled["road"] in link["href"]}
    place, _hash, name = address.partition("#")
    assert browser.get(place).html.find(id=name) is not None


def test_an_archive_with_the_register_does_not_name_what_was_taken_away_since(world: World, filled: dict[str, str]) -> None:
    going = world.committed(filled["road"], "in_progress", "التزام يتقدم")
    photo = shown(world, going, "Youssef devant le puits")
    published(world)
    world.step("officer", photo, "take_away", comment="يظهر وجه شخص.")
    with ZipFile(BytesIO(world.browser("admin").get(f"{COMMUNE}/archive.zip").body)) as archive:
        held = b"".join(archive.read(name) + name.encode() for name in archive.namelist())
    assert b"roads" in held and b"oussef" not in held
    assert "oussef" not in photo
