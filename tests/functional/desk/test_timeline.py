"""One timeline for each document: saves, steps and other acts in words; what was blacked out stays so in every version."""

from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest

from mukhtabar.actions.edit import edit
from mukhtabar.actions.lock import hold, take_over
from mukhtabar.actions.move import move
from mukhtabar.actions.redact import find, redact
from mukhtabar.actions.schedule import schedule
from mukhtabar.actions.trash import restore, trash
from mukhtabar.actions.working_copy import make_working_copy
from mukhtabar.content.texts import Texts
from mukhtabar.store.journal import Journal
from mukhtabar.store.revisions import digest_of
from tests.world import CONSULTATION, SPACE, World

EN = "/en"
WORDS = "زهرة الفلانية"


def lines(page: Any) -> list[str]:
    return [row.get_text(" ", strip=True) for row in page.html.select(".versions > li")]


def at_length(world: World) -> str:
    """Return the path of a page that much has happened to."""
    path = world.page()
    steps = [
        ("editor", lambda ctx, node: edit(ctx, node, {"title": Texts.of(ctx.now, ar="عنوان", fr="Titre")}, "تصحيح")),
        ("lead", lambda ctx, node: schedule(ctx, node, ctx.now + timedelta(days=9), None, digest_of(node.field_values()))),
        ("lead", lambda ctx, node: schedule(ctx, node, None, None)),
        ("editor", hold),
        ("lead", take_over),
    ]
    for who, act in steps:
        world.later(minutes=10)
        with world.acting(who) as ctx:
            act(ctx, world.at(ctx, path))
    world.later(hours=1)
    world.step("lead", path, "publish", comment="جاهزة")
    world.later(hours=1)
    with world.acting("lead") as ctx:
        move(ctx, world.at(ctx, path), world.at(ctx, SPACE), "manual")
    world.later(hours=1)
    with world.acting("lead") as ctx:
        uid = trash(ctx, world.at(ctx, f"{SPACE}/manual"), "خطأ").uid
    world.later(hours=1)
    with world.acting("lead") as ctx:
        restore(ctx, uid)
    world.later(hours=1)
    with world.acting("editor") as ctx:
        copy = make_working_copy(ctx, world.at(ctx, f"{SPACE}/manual"))
        edit(ctx, copy, {"body": copy.body.with_values(ctx.now, {"ar": "<p>جديد</p>"})})
    world.later(hours=1)
    world.step("lead", f"{SPACE}/manual-working", "publish_over", comment="مراجعة")
    return f"{SPACE}/manual"


def test_all_that_happened_stands_in_one_list_newest_first(world: World) -> None:
    path = at_length(world)
    found = lines(world.browser("lead").get(f"{EN}{path}/history"))
    told = [
        ("A working copy was published over it", "Lead", "Text · العربية", "مراجعة"),
        ("Working copy made", "Editor"),
        ("Brought back from the trash", "Lead"),
        ("Put in the trash", "Lead"),
        ("Renamed", f"{SPACE}/guide → {SPACE}/manual"),
        ("Publish", "Waiting for publication", "Published", "جاهزة"),
        ("Writing taken over", "Editor"),
        ("Dates taken away", "Lead"),
        ("Dates set", "on the site on"),
        ("Submit for publication", "Private", "Lead"),
        ("Edited", "Editor", "Changed:", "Title · العربية", "Title · Français", "تصحيح"),
        ("Made", "Lead"),
    ]
    assert len(found) == len(told)
    for line, words in zip(found, told, strict=True):
        assert all(word in line for word in words), (line, words)


def test_it_is_in_the_language_of_the_reader(world: World) -> None:
    page = world.browser("lead").get(f"{at_length(world)}/history")
    assert "Edited" not in page and "Renamed" not in page and "published over" not in page


def test_a_page_of_it_loads_what_it_shows(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    path = world.page()
    for number in range(60):
        world.later(minutes=1)
        with world.acting("editor") as ctx:
            document = world.at(ctx, path)
            edit(ctx, document, {"body": document.body.with_values(ctx.now, {"ar": f"<p>{number}</p>"})})
    read = 0
    whole = Journal.of

    def counting(self: Journal, *given: Any) -> Any:
        nonlocal read
        for entry in whole(self, *given):
            read += 1
            yield entry

    monkeypatch.setattr(Journal, "of", counting)
    browser = world.browser("editor")
    first = browser.get(f"{EN}{path}/history")
    assert len(lines(first)) == 20 and read < 25
    second = first.click("What came before")
    third = second.click("What came before")
    last = third.click("What came before")
    assert [len(lines(page)) for page in (second, third, last)] == [20, 20, 1]
    seen = [row.select_one("input[name=old]")["value"] for page in (first, second, third, last) for row in page.html.select(".versions > li")]
    assert len(set(seen)) == 61 and seen == sorted(seen, reverse=True)


@pytest.mark.parametrize("before", ["x", "-1", "0", "1", "99999999999999999999", "%00", "9999999999999999"])
def test_nonsense_in_the_address_is_no_error(world: World, before: str) -> None:
    world.browser("lead").get(f"{EN}{world.page()}/history?before={before}", status=200)


def test_two_acts_of_one_moment_stand_on_the_same_page(world: World) -> None:
    path = world.page()
    with world.acting("editor") as ctx:
        for number in range(30):
            document = world.at(ctx, path)
            edit(ctx, document, {"body": document.body.with_values(ctx.now, {"ar": f"<p>{number}</p>"})})
    page = world.browser("lead").get(f"{EN}{path}/history")
    assert len(lines(page)) == 31 and "What came before" not in page


@pytest.mark.parametrize("who", ["lead", "moderator", "officer", "approver", "observer"])
def test_a_proposal_has_its_timeline_without_a_way_to_change_it(world: World, who: str) -> None:
    path = world.submitted()
    world.step("moderator", path, "return", comment="وضحوا المكان", reason="unclear")
    world.later(hours=1)
    with world.acting("citizen") as ctx:
        edit(ctx, world.at(ctx, path), {"body": "الطريق المؤدية إلى المدرسة الجديدة غير معبدة، ونطلب تعبيدها.", "topic": "education"})
    world.step("citizen", path, "resubmit")
    world.later(hours=1)
    world.step("moderator", path, "publish")
    browser = world.browser(who)
    page = browser.get(f"{EN}{path}/history")
    told = " ".join(lines(page))
    for words in ("Changed:", "What do you want to say?", "Topic", "Return", "وضحوا المكان", "Publish"):
        assert words in told, words
    compared = browser.form(page, "old").submit().html.select_one("#comparison")
    assert "Roads" in compared.get_text() and "Education" in compared.get_text() and "education" not in compared.get_text()
    assert any("الجديدة" in ins.get_text() for ins in compared.select("ins"))
    assert compared.select_one("button") is None


def test_who_posts_anyway_changes_no_proposal(world: World) -> None:
    path = world.submitted()
    world.later(hours=1)
    with world.acting("citizen") as ctx:
        edit(ctx, world.at(ctx, path), {"body": "نص آخر طويل بما فيه الكفاية."})
        key = world.at(ctx, path).revisions.items()[0][0]
    for who in ("lead", "moderator", "admin"):
        browser = world.browser(who)
        token = browser.get("/password").html.select_one("input[name=csrf_token]")["value"]
        page = browser.post(f"{EN}{path}/history", {"csrf_token": token, "revert": str(key)})
        assert "You do not have the right to do this here." in page
    with world.acting() as ctx:
        assert world.at(ctx, path).body == "نص آخر طويل بما فيه الكفاية."


@pytest.mark.parametrize("who", [None, "citizen", "desk"])
def test_nobody_else_reads_the_timeline_of_a_proposal(world: World, who: str | None) -> None:
    browser = world.browser(who)
    assert browser.get(f"{world.published()}/history", status="*").status_int == 403
    assert browser.get(f"{world.submitted()}/history", status="*").status_int in {403, 404}


def test_an_author_who_hid_the_name_has_none_in_the_timeline(world: World) -> None:
    path = world.submitted()
    with world.acting("citizen") as ctx:
        world.at(ctx, path).name_shown = False
    page = world.browser("moderator").get(f"{EN}{path}/history")
    assert "A resident" in page and "Citizen</bdi>" not in page


def test_a_drafted_answer_is_compared_and_brought_back_by_who_drafts(world: World) -> None:
    answer = world.drafted(world.published(), summary="سنعبد الطريق هذه السنة.")
    world.later(hours=1)
    with world.acting("both") as ctx:
        document = world.at(ctx, answer)
        values = {"summary": document.summary.with_values(ctx.now, {"ar": "سنعبد الطريق السنة المقبلة."}), "outcome": "not_now"}
        edit(ctx, document, values)
    world.later(hours=1)
    approver = world.browser("approver")
    compared = approver.form(approver.get(f"{EN}{answer}/history"), "old").submit()
    assert any("Not now" in ins.get_text() for ins in compared.html.select("#comparison ins"))
    assert compared.html.select_one("button[name=revert]") is None
    officer = world.browser("officer")
    compared = officer.form(officer.get(f"{EN}{answer}/history"), "old").submit()
    assert "The earlier version is back." in officer.form(compared, "revert").submit("revert").follow()
    with world.acting() as ctx:
        assert world.at(ctx, answer).outcome == "accepted" and "هذه" in world.at(ctx, answer).summary.get("ar")
    world.browser("editor").get(f"{answer}/history", status=404)


def amended(world: World, body: str) -> str:
    """Return the path of a proposal that names a person, of whom the words were blacked out, and that was then returned
    and written anew by its author with `body`."""
    path = world.submitted()
    with world.acting("citizen") as ctx:
        edit(ctx, world.at(ctx, path), {"body": f"اتصلوا بالسيدة {WORDS} في الدوار، فهي تعرف الطريق."})
    world.later(hours=1)
    with world.acting("moderator") as ctx:
        document = world.at(ctx, path)
        redact(ctx, document, WORDS, "personal_data", read_hash=digest_of(document.field_values()))
    world.step("moderator", path, "return", comment="وضحوا", reason="unclear")
    world.later(hours=1)
    with world.acting("citizen") as ctx:
        edit(ctx, world.at(ctx, path), {"body": body})
    world.step("citizen", path, "resubmit")
    return path


def versions_of(world: World, path: str) -> str:
    """Return all that the timeline shows of all versions, each compared with each neighbour."""
    browser = world.browser("moderator")
    page = browser.get(f"{EN}{path}/history")
    keys = [radio["value"] for radio in page.html.select("input[name=old]")]
    pages = [browser.get(f"{EN}{path}/history?old={old}&new={new}").text for old, new in pairwise(keys)]
    return page.text + "".join(pages)


def test_covered_words_show_in_no_version(world: World) -> None:
    path = amended(world, "نص جديد لا يسمي أحدا، عن الطريق إلى المدرسة.")
    shown = versions_of(world, path)
    assert "الفلانية" not in shown and "[blacked out]" in shown and "█" not in shown


def test_a_later_redaction_uncovers_no_earlier_version(world: World) -> None:
    path = amended(world, "نص جديد يسمي السيد فلان الفلاني، عن الطريق إلى المدرسة.")
    with world.acting("moderator") as ctx:
        document = world.at(ctx, path)
        redact(ctx, document, "فلان الفلاني", "personal_data", read_hash=digest_of(document.field_values()))
    assert "الفلان" not in versions_of(world, path)
    with world.acting("moderator") as ctx:
        document = world.at(ctx, path)
        assert not find(document, WORDS)
        redact(ctx, document, "نص جديد", "personal_data", read_hash=digest_of(document.field_values()))
    shown = versions_of(world, path)
    assert "الفلانية" not in shown and "الفلاني" not in shown


@pytest.mark.parametrize("spelled", ["زهرة  الفلانية", "زهرة\nالفلانية", "زَهْرَة الفلانيّة", "زهـــرة الفلانية"])
def test_the_same_words_written_otherwise_are_covered_in_older_versions(world: World, spelled: str) -> None:
    path = world.submitted()
    for body in (f"اتصلوا بالسيدة {spelled} في الدوار.", f"اتصلوا بالسيدة {WORDS} في الدوار."):
        world.later(hours=1)
        with world.acting("citizen") as ctx:
            edit(ctx, world.at(ctx, path), {"body": body})
    with world.acting("moderator") as ctx:
        document = world.at(ctx, path)
        redact(ctx, document, WORDS, "personal_data", read_hash=digest_of(document.field_values()))
        said = [revision.fields["body"] for revision in document.revisions]
    assert not any("الفلاني" in text for text in said), said


def test_the_timeline_of_a_consultation_tells_its_opening(world: World) -> None:
    told = " ".join(lines(world.browser("lead").get(f"{EN}{CONSULTATION}/history")))
    assert "Announce" in told and "Open on the first day" in told and "The portal" in told
