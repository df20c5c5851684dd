"""A council file: chosen, sent, printed; and what was decided is public when a second person has confirmed it."""

from datetime import timedelta
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest

from mukhtabar.actions.agenda import add_points, begin_file, enter_decisions, take_off
from mukhtabar.actions.answer import attach_to
from mukhtabar.actions.create import create
from mukhtabar.actions.edit import Stale
from mukhtabar.actions.grant import withdraw_grant
from mukhtabar.actions.move import move
from mukhtabar.content.space import Space
from mukhtabar.content.texts import Texts
from mukhtabar.language.dates import noon
from mukhtabar.rules.refused import Refused
from mukhtabar.rules.sessions import next_session
from mukhtabar.store.folder import path_of
from tests import files
from tests.functional.council.test_answer_files import attached
from tests.functional.public.test_cache import Pair
from tests.world import BODY, COMMUNE, CONSULTATION, PEOPLE, World

EN = "/en"


def reference(path: str) -> str:
    return path.rpartition("/")[2]


def made(world: World, points: list[str], who: str = "officer") -> str:
    """Return the path of a draft with these points, its sitting on the tenth of the next session."""
    with world.acting(who) as ctx:
        session = next_session(ctx.now.date())
        day = noon(session.first_day) + timedelta(days=9)
        values = {"session": session.code, "day": day, "details": Texts.of(ctx.now, ar="مذكرة الدورة.")}
        file = begin_file(ctx, world.at(ctx, COMMUNE), values)
        if points:
            add_points(ctx, file, [reference(path) for path in points])
        return f"{COMMUNE}/{file.__name__}"


def convened(world: World, points: list[str]) -> str:
    path = made(world, points)
    world.step("officer", path, "send")
    world.step("approver", path, "convene")
    return path


def to_the_sitting(world: World, path: str) -> None:
    with world.acting() as ctx:
        day = world.at(ctx, path).day
    world.clock.moment = max(world.clock.moment, day + timedelta(hours=5))


def entered(world: World, path: str, *decisions: tuple[str, str, str], who: str = "officer") -> None:
    with world.acting(who) as ctx:
        file = world.at(ctx, path)
        enter_decisions(ctx, file, {reference(at): (decision, words) for at, decision, words in decisions}, file.digest)


def closed(world: World, path: str, *decisions: tuple[str, str, str]) -> None:
    to_the_sitting(world, path)
    entered(world, path, *decisions)
    world.step("officer", path, "report")
    world.step("approver", path, "confirm_decisions")


@pytest.fixture
def two(world: World) -> list[str]:
    return [world.published("ماء صالح للشرب في الدوار"), world.answered("تعبيد الطريق إلى المدرسة")[0]]


def test_who_drafted_for_the_council_and_left_gets_no_word_of_it_any_more(world: World, two: list[str]) -> None:
    path = convened(world, two)
    to_the_sitting(world, path)
    for who in ("both", "officer"):
        entered(world, path, (two[0], "adopted", f"بإجماع الحاضرين: {who}"), (two[1], "adopted", "بالأغلبية."), who=who)
    world.step("officer", path, "report")
    with world.acting("admin") as ctx:
        commune = world.at(ctx, COMMUNE)
        for given in [given for given in ctx.portal.grants.of(world.pids["both"]) if given.node == commune.uid]:
            withdraw_grant(ctx, commune, given.person, given.role)
    world.step("approver", path, "confirm_decisions", comment="بعد مراجعة المحضر.")
    names = {pid: name for name, pid in world.pids.items()}
    with world.acting() as ctx:
        uid = world.at(ctx, path).uid
        told = [names[one.person] for _key, one in ctx.portal.outbox.due(ctx.now) if one.kind == "drafter" and one.uid == uid]
    assert "officer" in told and "both" not in told


def test_an_agenda_that_holds_a_sample_says_so_on_paper_too(world: World, two: list[str]) -> None:
    with world.acting() as ctx:
        world.at(ctx, two[1]).sample = True
    path, words = convened(world, two[:1]), "Sample data: nothing here was said or decided by a real council."
    assert words not in world.browser().get(f"{EN}{path}/print")
    other = convened(world, two)
    assert words in world.browser().get(f"{EN}{other}") and words in world.browser().get(f"{EN}{other}/print")
    draft = made(world, two)
    with world.acting("officer") as ctx:
        assert world.at(ctx, draft).sample
        take_off(ctx, world.at(ctx, draft), reference(two[1]))
        assert not world.at(ctx, draft).sample


def test_from_the_commune_to_a_public_agenda_on_the_pages(world: World, two: list[str]) -> None:
    officer = world.browser("officer")
    page = officer.get(f"{EN}{COMMUNE}/sittings").click("Make a council file")
    form = officer.form(page, "session")
    form["session"], form["day"] = "2027-02", "2027-02-11"
    form.fields["ar"][0].value = "مذكرة تقديمية."
    page = form.submit().follow()
    assert "Choose its points now." in page
    form = officer.form(page, "add")
    assert "Choose at least one of the proposals below." in form.submit()
    form.fields["add"][0].checked = True
    page = form.submit().follow()
    assert "1 point put on the agenda." in page and "On the agenda already" in page
    page = page.click("Proposals that wait for an answer")
    form = officer.form(page, "add")
    form.fields["add"][0].checked = True
    page = form.submit().follow()
    up = next(one for one in page.forms.values() if "up" in one.fields)
    up.submit("up", value=reference(two[0])).follow()
    review = officer.get(page.request.path.replace("/points", "/review"))
    titles = [item.get_text() for item in review.html.select(".agenda .item-title")]
    assert titles == ["ماء صالح للشرب في الدوار", "تعبيد الطريق إلى المدرسة"]
    path = review.request.path.removeprefix(EN).removesuffix("/review")
    officer.form(review, "serial").submit("transition", value="send").follow()
    visitor = world.browser()
    for address in (path, f"{path}/print", f"{path}/review", f"{path}/points"):
        visitor.get(address, status="4*")
    assert "2027" not in visitor.get(f"{EN}{COMMUNE}/sittings").html.select_one("main").get_text()
    approver = world.browser("approver")
    page = approver.get(f"{EN}{path}/review")
    page = approver.form(page, "serial").submit("transition", value="convene").follow()
    assert "Sent to the members. The agenda is public now." in page
    text = visitor.get(f"{EN}{path}").html.select_one("main").get_text(" ")
    assert "Sent to the members" in text and "11 February 2027" in text and "مذكرة تقديمية." in text
    assert "Agenda of the session of February 2027" in visitor.get(f"{EN}{COMMUNE}/sittings")
    assert "On the agenda: Session of February 2027" in visitor.get(f"{EN}{two[0]}")


@pytest.mark.parametrize("who", [None, *sorted(set(PEOPLE) - {"officer", "approver", "approver2", "both"})])
def test_a_draft_is_seen_by_the_council_alone_and_made_by_nobody_else(
    world: World, two: list[str], who: str | None
) -> None:
    path = made(world, two)
    browser = world.browser(who)
    browser.get(f"{COMMUNE}/council-file", status=403)
    for name in ("", "/print", "/review", "/points", "/edit", "/decisions"):
        browser.get(path + name, status=404)
    assert path not in browser.get(f"{COMMUNE}/sittings").text
    world.drain()
    assert (
        "مذكرة"
        not in browser.get("/search?q=مذكرة+الدورة")
        .html.select_one("main .listing, main")
        .get_text()
        .replace("مذكرة الدورة", "", 1)
        or who
    )


@pytest.mark.parametrize(
    ("session", "day", "sentence", "kept"),
    [
        ("2027-02", "2027-03-01", "This day does not lie in the session.", True),
        ("2027-02", "2026-02-11", "This day does not lie in the session.", True),
        ("2027-02", "soon", "Enter a day such as", False),
        ("2027-03", "2027-03-01", "Choose one of the options offered.", False),
        ("", "2027-02-11", "Choose the session.", False),
    ],
)
def test_a_day_outside_the_session_is_refused_beside_its_field_and_kept_and_no_slip_is(
    world: World, session: str, day: str, sentence: str, kept: bool
) -> None:
    officer = world.browser("officer")
    form: Any = officer.form(officer.get(f"{EN}{COMMUNE}/council-file"), "session")
    if session:
        form["session"].force_value(session)
    form["day"] = day
    form.fields["ar"][0].value = "مذكرة تبقى."
    page = form.submit()
    assert page.status_int == 200 and sentence in page and "مذكرة تبقى." in page
    assert page.html.select_one("[name=day][aria-invalid=true], [name=session][aria-invalid=true]") or session == "2027-03"
    assert world.attempts(COMMUNE) == [("begin_file", "outside_session")] * kept
    with world.acting() as ctx:
        assert not [name for name in world.at(ctx, COMMUNE) if name.startswith("session")]


def test_a_point_twice_a_stranger_and_one_that_is_gone_are_refused_and_change_nothing(
    world: World, two: list[str]
) -> None:
    path = made(world, two[:1])
    submitted = world.submitted("سر لم ينشر بعد")
    for given, code in (
        ([reference(two[0])], "on_it_already"), ([reference(two[1])] * 2, "on_it_already"), ([reference(submitted)], "not_here"),
        (["p-00000"], "not_here"), ([], "nothing_chosen"),
    ):  # fmt: skip
        with world.acting("officer") as ctx, pytest.raises(Refused) as no:
            add_points(ctx, world.at(ctx, path), given)
        assert no.value.code == code
    with world.acting() as ctx:
        assert [point.reference for point in world.at(ctx, path).points] == [reference(two[0])]
    browser = world.browser("officer")
    page = browser.get(f"{EN}{path}/points")
    form = next(one for one in page.forms.values() if "off" in one.fields)
    form.submit("off", value=reference(two[0])).follow()
    assert "This point is not on the agenda any more." in form.submit("off", value=reference(two[0]))


def test_what_was_withdrawn_or_hidden_is_not_sent_and_when_sent_its_text_does_not_print(
    world: World, two: list[str]
) -> None:
    path = made(world, two)
    world.step("officer", path, "send")
    world.step("moderator", two[1], "hide", reason="personal_data")
    with pytest.raises(Refused) as gone:
        world.step("approver", path, "convene")
    assert gone.value.code == "has_points"
    world.step("moderator", two[1], "restore_answered")
    world.step("approver", path, "convene")
    world.step("citizen", two[0], "withdraw")
    world.step("moderator", two[1], "hide", reason="personal_data")
    for who in (None, "officer", "approver", "lead", "admin"):
        for name in ("", "/print"):
            text = world.browser(who).get(f"{EN}{path}{name}").html.select_one("main").get_text(" ")
            assert "ماء صالح" not in text and "تعبيد" not in text and "معبدة" not in text, (who, name)
            assert "it was withdrawn or hidden" in text and reference(two[0]) in text


def test_the_print_has_the_note_the_points_and_their_whole_texts(world: World, two: list[str]) -> None:
    path = convened(world, two)
    page = world.browser().get(f"{path}/print")
    text = " ".join(page.html.select_one("main").get_text(" ").split())
    for words in ("مجلس جماعة طاطا", "مذكرة الدورة.", "شخص واحد يطلب هذا", "الطريق المؤدية إلى المدرسة غير معبدة", "سنعبد الطريق.",
                  "مقبول", "الملحق 2", reference(two[0]), "جدول أعمال دورة فبراير 2027"):  # fmt: skip
        assert words in text, words
    assert page.html.html["lang"] == "ar" and page.html.html["dir"] == "rtl"


def test_the_print_lists_the_documents_of_each_answer(world: World) -> None:
    proposal = world.published()
    answer = world.drafted(proposal)
    attached(world, answer)
    for who, name in (("officer", "send"), ("approver", "approve"), ("officer", "publish")):
        world.step(who, answer, name)
    later = world.drafted(proposal, summary="جواب ثان.")
    path = convened(world, [proposal])
    with world.acting("officer") as ctx:
        attach_to(ctx, world.at(ctx, later), "مسودة سرية", "b.pdf", files.PDF)
    (printed,) = world.browser().get(f"{EN}{path}/print").html.select(".paper-answer")
    assert "تصميم" in printed.get_text() and "PDF" in printed.get_text()
    assert "مسودة سرية" not in world.browser("officer").get(f"{EN}{path}/print")


def test_who_drafted_does_not_send_and_what_is_sent_is_what_was_read(world: World, two: list[str]) -> None:
    path = made(world, two, who="approver")
    world.step("approver", path, "send")
    with pytest.raises(Refused) as own:
        world.step("approver", path, "convene")
    assert own.value.code == "not_drafter"
    page = world.browser("approver2")
    form = page.form(page.get(f"{EN}{path}/review"), "serial")
    world.step("approver", path, "recall")
    with world.acting("officer") as ctx:
        take_off(ctx, world.at(ctx, path), reference(two[1]))
    world.step("officer", path, "send")
    assert "The text changed" in form.submit("transition", value="convene")
    assert world.state(path) == "for_approval"


def test_a_decision_is_public_when_another_has_confirmed_it_and_not_before(world: World, two: list[str]) -> None:
    path = convened(world, two)
    officer = world.browser("officer")
    officer.get(f"{path}/decisions")
    with pytest.raises(Refused) as early:
        entered(world, path, (two[0], "adopted", ""), (two[1], "rejected", "لا اعتماد."))
    assert early.value.code == "session_held"
    to_the_sitting(world, path)
    form = officer.form(officer.get(f"{EN}{path}/decisions"), "serial")
    for number, (decision, words) in enumerate((("adopted", "بإجماع الحاضرين."), ("postponed", "إلى دورة ماي."))):
        form.fields["decision"][number].value = decision
        form.fields["words"][number].value = words
    form.submit().follow()
    visitor, silent = world.browser(), ("إجماع", "دورة ماي", "Decided by the council", "Adopted")

    def nothing() -> None:
        world.drain()
        for address in (path, f"{path}/print", *two, f"{COMMUNE}/sittings", COMMUNE, f"{COMMUNE}/feed"):
            text = visitor.get(f"{EN}{address}").text
            assert not any(words in text for words in silent), address
        assert path not in visitor.get("/search?q=إجماع").text

    nothing()
    world.step("officer", path, "report")
    nothing()
    with pytest.raises(Refused):
        world.step("both", path, "return_decisions", comment="")
    world.step("approver", path, "return_decisions", comment="المحضر يقول غير هذا.")
    page = officer.get(f"{EN}{path}/review").html.select_one("main").get_text(" ")
    assert "Sent back by" in page and "المحضر يقول غير هذا." in page and "drafting" not in page
    nothing()
    world.step("officer", path, "report")
    world.step("approver", path, "confirm_decisions")
    text = visitor.get(f"{EN}{path}").html.select_one("main").get_text(" ")
    assert "Adopted" in text and "بإجماع الحاضرين." in text and "Postponed" in text
    timeline = visitor.get(f"{EN}{two[0]}").html.select_one(".timeline").get_text(" ")
    assert "Decided by the council: Adopted" in timeline and "بإجماع الحاضرين." in timeline
    assert timeline.index("On the agenda") < timeline.index("Decided by the council")
    assert "Decided by the council: Postponed" in visitor.get(f"{EN}{two[1]}")


def test_every_point_needs_a_decision_and_words_unless_it_was_adopted(world: World, two: list[str]) -> None:
    path = convened(world, two)
    to_the_sitting(world, path)
    for decisions in (((two[0], "adopted", ""),), ((two[0], "adopted", ""), (two[1], "rejected", ""))):
        entered(world, path, *decisions)
        with pytest.raises(Refused) as missing:
            world.step("officer", path, "report")
        assert missing.value.code == "has_decisions"
    with world.acting("officer") as ctx, pytest.raises(Refused):
        file = world.at(ctx, path)
        enter_decisions(ctx, file, {reference(two[0]): ("perhaps", "")}, file.digest)


def test_who_entered_a_decision_does_not_confirm_it(world: World, two: list[str]) -> None:
    path = convened(world, two[:1])
    to_the_sitting(world, path)
    entered(world, path, (two[0], "adopted", ""), who="both")
    world.step("both", path, "report")
    with pytest.raises(Refused) as own:
        world.step("both", path, "confirm_decisions")
    assert own.value.code == "not_drafter"


def test_two_who_decide_opposite_at_once_come_to_one_outcome(world: World, two: list[str]) -> None:
    path = convened(world, two[:1])
    to_the_sitting(world, path)
    entered(world, path, (two[0], "adopted", ""))
    world.step("officer", path, "report")
    forms = []
    for who in ("approver", "approver2"):
        browser = world.browser(who)
        forms.append(browser.form(browser.get(f"{EN}{path}/review"), "serial"))
    forms[0].submit("transition", value="confirm_decisions").follow()
    forms[1]["comment"] = "لم يصادق عليه."
    page = forms[1].submit("transition", value="return_decisions")
    assert "Somebody has already moved this on." in page
    page = forms[0].submit("transition", value="confirm_decisions")  # the same form once more
    assert "Somebody has already moved this on." in page
    assert world.attempts(path) == [("confirm_decisions", "wrong_state"), ("return_decisions", "wrong_state")]
    with world.acting() as ctx:
        proposal = world.at(ctx, two[0])
        assert world.at(ctx, path).state == "closed"
        assert [one.decision for one in proposal.sittings] == ["adopted"]


def test_two_who_enter_at_once_see_both_and_lose_nothing(world: World, two: list[str]) -> None:
    path = convened(world, two[:1])
    to_the_sitting(world, path)
    browsers = [world.browser("officer"), world.browser("both")]
    forms = [browser.form(browser.get(f"{EN}{path}/decisions"), "serial") for browser in browsers]
    forms[0]["decision"], forms[0]["words"] = "rejected", "لا اعتماد."
    forms[1]["decision"], forms[1]["words"] = "postponed", "إلى ماي."
    forms[0].submit().follow()
    page = forms[1].submit()
    text = " ".join(page.html.select_one("main").get_text(" ").split())
    for words in ("Somebody saved this while you were writing.", "إلى ماي", "لا اعتماد"):
        assert words in text, text
    assert world.attempts(path) == [("enter_decisions", "stale")]
    browsers[1].form(page, "serial").submit().follow()
    with world.acting("officer") as ctx:
        file = world.at(ctx, path)
        assert file.points[0].decision == "postponed"
        with pytest.raises(Stale):
            enter_decisions(ctx, file, {}, "old")


def test_an_adopted_point_leads_to_a_commitment_without_an_answer(world: World, two: list[str]) -> None:
    path = convened(world, two)
    closed(world, path, (two[0], "adopted", ""), (two[1], "rejected", "لا اعتماد."))
    officer = world.browser("officer")
    page = officer.get(f"{EN}{path}")
    assert len(page.html.select("main a[href$='/commit']")) == 1
    form = officer.form(officer.get(f"{EN}{two[0]}/commit"), "due")
    assert "The decision of the council: Adopted" in officer.get(f"{EN}{two[0]}/commit")
    form.fields["ar"][0].value = "ربط الدوار"
    form["due"] = (world.clock.now() + timedelta(days=50)).date().isoformat()
    page = form.submit().follow()
    assert "Agenda of the session of February 2027" in page
    assert not world.browser().get(f"{EN}{path}").html.select("main a[href$='/commit']")


def test_what_was_decided_is_in_no_archive_of_others_before_it_is_confirmed(world: World, two: list[str]) -> None:
    path = convened(world, two)
    to_the_sitting(world, path)
    entered(world, path, (two[0], "rejected", "لا يدخل في اختصاص الجماعة."))
    with ZipFile(BytesIO(world.browser("admin").get(f"{COMMUNE}/archive.zip").body)) as archive:
        lines = archive.read("documents.jsonl").decode()
    assert reference(two[0]) in lines and "rejected" not in lines and "لا يدخل في اختصاص" not in lines


def test_a_sitting_that_is_called_off_says_so_with_its_reason_everywhere(world: World, two: list[str]) -> None:
    path = convened(world, two)
    with pytest.raises(Refused):
        world.step("officer", path, "cancel", comment="تأجل الاجتماع.")
    world.step("approver", path, "cancel", comment="تأجل الاجتماع لغياب النصاب.")
    visitor = world.browser()
    assert "تأجل الاجتماع لغياب النصاب." in visitor.get(f"{EN}{path}")
    assert "The sitting was called off: Session of February 2027" in visitor.get(f"{EN}{two[0]}")


def test_a_file_is_begun_once_and_a_day_that_has_passed_is_not_sent(world: World, two: list[str]) -> None:
    officer = world.browser("officer")
    form: Any = officer.form(officer.get(f"{EN}{COMMUNE}/council-file"), "session")
    form["session"], form["day"] = "2027-02", "2027-02-11"
    assert form.submit().location == form.submit().location
    path = made(world, two)
    to_the_sitting(world, path)
    world.later(days=2)
    with pytest.raises(Refused) as past:
        world.step("officer", path, "send")
    assert past.value.code == "has_sitting"


def test_a_note_that_was_written_on_after_the_first_sending_is_not_dropped(world: World) -> None:
    officer = world.browser("officer")
    form: Any = officer.form(officer.get(f"{EN}{COMMUNE}/council-file"), "session")
    form["session"], form["day"] = "2027-02", "2027-02-11"
    path = form.submit().location.removesuffix("/points")
    form.fields["ar"][0].value, form["day"] = "مذكرة كتبت بعد ذلك.", "2027-02-12"
    page = form.submit(status=200)
    assert "What you changed since is not saved yet." in page and "مذكرة كتبت بعد ذلك." in page.html.select_one(".conflict").get_text()
    assert "added:12" in page.html.select_one(".conflict ins").get_text()
    saved = officer.form(page, "session").submit().follow()
    assert "مذكرة كتبت بعد ذلك." in saved and path.endswith(saved.request.path.removesuffix("/review"))
    assert len(officer.get(f"{EN}{COMMUNE}/sittings").html.select(".listing .item")) == 1 and not world.attempts(COMMUNE)


def test_decisions_of_a_file_that_was_confirmed_meanwhile_are_given_back(world: World, two: list[str]) -> None:
    path = convened(world, two[:1])
    to_the_sitting(world, path)
    officer = world.browser("officer")
    form = officer.form(officer.get(f"{EN}{path}/decisions"), "words")
    entered(world, path, (two[0], "adopted", "وافق المجلس."))
    world.step("officer", path, "report")
    form["words"] = "يبرمج في السنة المقبلة."
    page = form.submit()
    assert "يبرمج في السنة المقبلة." in page and "Decisions are entered when the agenda was sent" in page
    assert world.attempts(path) == [("enter_decisions", "not_convened")]
    with world.acting() as ctx:
        assert world.at(ctx, path).points[0].words == "وافق المجلس."
    officer.get(f"{EN}{path}/decisions", status=404)


def test_a_draft_is_not_moved_to_a_day_outside_its_session_and_that_is_kept(world: World, two: list[str]) -> None:
    path = made(world, two[:1])
    officer = world.browser("officer")
    form: Any = officer.form(officer.get(f"{EN}{path}/edit"), "day")
    form["day"] = "2027-03-01"
    page = form.submit()
    assert page.html.select_one("[name=day][aria-invalid=true]") and "This day does not lie in the session." in page
    assert world.attempts(path) == [("change_file", "outside_session")]
    with world.acting() as ctx:
        assert ctx.now < world.at(ctx, path).day < noon(next_session(ctx.now.date()).first_day) + timedelta(days=28)


def test_decisions_before_the_sitting_are_refused_and_kept(world: World, two: list[str]) -> None:
    path = convened(world, two[:1])
    officer = world.browser("officer")
    form: Any = officer.form(officer.get(f"{EN}{path}/decisions"), "decision")
    form["decision"] = "adopted"
    assert "The sitting has not taken place yet." in form.submit()
    assert world.attempts(path) == [("enter_decisions", "session_held")]
    assert "Adopted" not in world.browser().get(f"{EN}{two[0]}").html.select_one("main").get_text()


def test_a_kept_agenda_knows_what_became_of_a_point_that_was_moved_elsewhere(world: World) -> None:
    """The consultation of a point moves to another commune and the text is hidden there: the kept agenda shows it no more."""
    proposal = world.published("ماء صالح للشرب في الدوار")
    agenda = convened(world, [proposal])
    with world.acting() as ctx:
        elsewhere = next(each for each in ctx.portal["souss-massa"].values() if f"/{each.__name__}" not in COMMUNE)
        values = {"title": Texts.of(ctx.now, ar="فضاء آخر"), "summary": Texts.of(ctx.now, ar="فضاء للنقاش"), "association": Texts.of(ctx.now, ar="جمعية")}
        other = create(ctx, elsewhere, Space(), "akhar", values)
        move(ctx, world.at(ctx, CONSULTATION), other)
        moved = "/" + "/".join(path_of(world.at(ctx, f"/souss-massa/{elsewhere.__name__}/akhar/ma/{reference(proposal)}")))
    pair = Pair(world)
    pair.agree(agenda, f"{agenda}/print")
    assert BODY in world.browser().get(f"{agenda}/print")
    world.step("admin", moved, "hide", reason="off_topic")
    pair.agree(agenda, f"{agenda}/print")
    assert BODY not in world.browser().get(f"{agenda}/print")
