"""A moderator joins submissions to a published proposal: the pages, from the queue to the author's answer (J12)."""

from typing import Any

import pytest

from mukhtabar.store.revisions import digest_of
from tests.functional.desk.test_moderation import DESK, tab, titles
from tests.functional.desk.test_review import press
from tests.merging import NOTE, asked, merged
from tests.unit.actions.test_merge import neighbour
from tests.world import BODY, CONSULTATION, PEOPLE, SPACE, World

MAY = {"editor", "lead", "moderator", "admin"}
OTHER = "حفر بئر جديد لدوار أيت همان، لأن الماء لا يصل إلا مرتين في الأسبوع."


@pytest.fixture
def pair(world: World) -> tuple[str, str]:
    """A submission of the citizen, and a published proposal of somebody else that says nearly the same."""
    return world.submitted("نطلب تعبيد طريق المدرسة"), neighbour(world, "تعبيد الطريق إلى المدرسة")


def reference(path: str) -> str:
    return path.rpartition("/")[2]


def chosen(world: World, path: str, given: str, who: str = "moderator") -> Any:
    """Open the page and write the reference of the other one."""
    browser = world.browser(who)
    form = browser.form(browser.get(f"/en{path}/merge"), "other")
    form["other"] = given
    return form.submit()


def sent(page: Any, note: str = NOTE) -> Any:
    form = next(form for form in page.forms.values() if "note" in form.fields)
    form["note"] = note
    return form.submit()


def state(world: World, *paths: str) -> list[str]:
    return [world.state(path) for path in paths]


def test_from_the_submission_to_the_authors_yes(world: World, pair: tuple[str, str]) -> None:
    path, target = pair
    world.drain()
    moderator = world.browser("moderator")
    review = moderator.get(f"/en{path}/review")
    page = review.click("Join to another proposal")
    assert reference(target) in page and "Published, and nearly the same" in page
    form = moderator.form(page, "with")
    form["with"] = reference(target)
    both = form.submit()
    assert both.text.count("ويجد التلاميذ صعوبة كبيرة") == 2
    desk = sent(both).follow()
    assert "1 author was asked" in desk and not titles(desk) and tab(desk, "Author asked") == "1"
    waiting = moderator.get(f"/en{DESK}?kind=asked")
    assert titles(waiting) == ["نطلب تعبيد طريق المدرسة"] and NOTE in waiting and not waiting.html.select("input[name=item]")
    author = world.browser()
    status = author.get(f"/en/s/{world.receipt(path)}")
    assert NOTE in status and "تعبيد الطريق إلى المدرسة" in status and len(status.body) < 5_000
    thanks = author.form(status, "answer").submit("answer", value="yes").follow()
    assert "has joined the other one" in thanks and "Joined to another proposal" in thanks and len(thanks.body) < 5_000
    assert state(world, path, target) == ["merged", "published"]


def test_everybody_reads_both_pages(world: World, pair: tuple[str, str]) -> None:
    path, target = pair
    merged(world, path, target)
    reader = world.browser()
    one, other = reader.get(f"/en{path}"), reader.get(f"/en{target}")
    assert BODY in one and "It has joined this proposal" in one and not one.html.select(".clock")
    assert other.html.select_one("#behind-title").get_text() == "2 people ask for this"
    said = other.html.select_one("#behind-title ~ details").get_text(" ", strip=True)
    assert reference(path) in said and "Citizen" in said and "1 proposal joined it" in said
    assert reader.get(f"/en/r/{reference(path)}").follow().request.path.endswith(path)
    assert one.click("تعبيد الطريق إلى المدرسة", index=0).follow().request.path.endswith(target)
    for page, words in ((one, "Joined to another proposal"), (other, "Another proposal joined it")):
        assert words in page.html.select_one(".timeline").get_text()
    assert reference(path) not in reader.get(CONSULTATION).html.select_one("main").get_text()


def test_who_hid_the_name_is_a_resident_there_too(world: World) -> None:
    target = world.published("تعبيد الطريق إلى المدرسة")
    path = neighbour(world, "طريق المدرسة")
    asked(world, path, target)
    form = world.browser().form(world.browser().get(f"/en/s/{world.receipt(path)}"), "answer")
    form.submit("answer", value="yes")
    said = world.browser().get(f"/en{target}").html.select_one("#behind-title ~ details").get_text()
    assert "A resident" in said and "سعيد" not in said


def test_kept_pages_are_fresh_on_both_sides(world: World, pair: tuple[str, str]) -> None:
    path, target = pair
    cached = world.browser(cached=True)
    assert "people ask for this" not in cached.get(f"/en{target}")
    merged(world, path, target)
    assert "2 people ask for this" in cached.get(f"/en{target}") and "It has joined" in cached.get(f"/en{path}")
    world.step("lead", target, "hide", reason="personal_data")
    page = cached.get(f"/en{path}")
    assert BODY in page and "تعبيد الطريق إلى المدرسة" not in page and reference(target) in page
    world.step("lead", target, "restore")
    assert "تعبيد الطريق إلى المدرسة" in cached.get(f"/en{path}")
    world.step("lead", path, "unmerge", comment="ليس المكان نفسه.")
    assert "people ask for this" not in cached.get(f"/en{target}")


@pytest.mark.parametrize("who", [None, *PEOPLE])
def test_only_who_moderates_opens_the_page(world: World, pair: tuple[str, str], who: str | None) -> None:
    for path in (pair[0], SPACE, CONSULTATION):
        status = world.browser(who).get(f"{path}/merge", status="*").status_int
        assert status == 200 if who in MAY else status in {403, 404}


@pytest.mark.parametrize(
    "given", ["", "   ", "لا شيء", "p-zzzzz", "https://example.org/", "x" * 5000, "<script>alert(1)</script>", "p-../../etc"]
)
def test_what_leads_nowhere_is_said_beside_the_field(world: World, pair: tuple[str, str], given: str) -> None:
    page = chosen(world, pair[0], given)
    assert page.status_int == 200 and page.html.select_one("#other[aria-invalid=true]") and not page.forms.get("note")
    assert "<script>alert" not in page.text


def test_an_address_does_as_well_as_a_reference(world: World, pair: tuple[str, str]) -> None:
    path, target = pair
    for given in (reference(target).upper(), f"https://example.org/fr{target}?x=1", f" {target} "):
        assert "It would join this proposal" in chosen(world, path, given)
    assert "cannot join itself" in chosen(world, path, reference(path))


def test_without_a_note_nothing_is_sent_and_nothing_is_lost(world: World, pair: tuple[str, str]) -> None:
    path, target = pair
    page = sent(chosen(world, path, reference(target)), " ")
    assert page.html.select_one("#note[aria-invalid=true]") and "It would join this proposal" in page
    long = sent(page, "n" * 2001)
    assert long.html.select_one("#note").get_text().strip() == "n" * 2001 and world.state(path) == "submitted"
    assert "1 author was asked" in sent(long).follow()


def test_a_text_that_changed_while_it_was_read_is_read_again(world: World, pair: tuple[str, str]) -> None:
    path, target = pair
    page = chosen(world, path, reference(target))
    with world.acting() as ctx:
        world.at(ctx, target).place = "دوار آخر"
    answer = sent(page)
    assert "Read it again" in answer and "Not done" in answer
    with world.acting() as ctx:
        assert not world.at(ctx, path).is_asked


def test_it_is_taken_back_with_a_button(world: World, pair: tuple[str, str]) -> None:
    path, target = pair
    asked(world, path, target)
    lead = world.browser("lead")
    page = lead.get(f"/en{path}/review").click("The author is asked whether it may join another")
    assert NOTE in page and "تعبيد الطريق إلى المدرسة" in page
    lead.form(page, "take_back").submit("take_back").follow()
    assert titles(lead.get(DESK)) == ["نطلب تعبيد طريق المدرسة"]
    assert "May it join" not in world.browser().get(f"/en/s/{world.receipt(path)}")


def test_the_author_keeps_it_separate(world: World, pair: tuple[str, str]) -> None:
    path, target = pair
    asked(world, path, target)
    author = world.browser()
    page = author.get(f"/en/s/{world.receipt(path)}").click("Read both, and what a yes means")
    assert page.text.count("ويجد التلاميذ صعوبة كبيرة") == 2
    assert "It stays separate" in author.form(page, "answer").submit("answer", value="no").follow()
    assert state(world, path, target) == ["submitted", "published"]
    again = author.get(f"/en/s/{world.receipt(path)}/join")
    assert "You are not asked anything now" in again and not again.html.select("main form[method=post]")


@pytest.mark.parametrize("answer", ["", "maybe", "yes\x00"])
def test_another_answer_is_none(world: World, pair: tuple[str, str], answer: str) -> None:
    path, target = pair
    asked(world, path, target)
    author, address = world.browser(), f"/en/s/{world.receipt(path)}/join"
    token = author.form(author.get(address), "answer")["csrf_token"].value
    page = author.post(address, {"csrf_token": token, "answer": answer}, status="*")
    assert page.status_int in {200, 400} and world.state(path) == "submitted"


def test_no_other_receipt_answers_and_a_lapsed_question_is_said(world: World, pair: tuple[str, str]) -> None:
    path, target = pair
    asked(world, path, target)
    author = world.browser()
    form = author.form(author.get(f"/en/s/{world.receipt(path)}"), "answer")
    other = f"/en/s/{world.receipt(target)}/join"
    assert "not asked this any more" in author.post(other, {"csrf_token": form["csrf_token"].value, "answer": "yes"})
    world.step("lead", target, "hide", reason="off_topic")
    assert "they stay separate" in form.submit("answer", value="yes").follow()
    assert world.state(path) == "submitted" and titles(world.browser("lead").get(DESK)) == ["نطلب تعبيد طريق المدرسة"]


def test_a_comment_has_nothing_to_join(world: World) -> None:
    path = world.commented(world.public_news())
    with world.acting() as ctx:
        receipt = world.receipt(path)
        assert not getattr(world.at(ctx, path), "asked", None)
    assert "You are not asked anything now" in world.browser().get(f"/en/s/{receipt}/join")
    world.browser("moderator").get(f"{path}/merge", status=404)


def test_several_from_the_queue_into_one(world: World, pair: tuple[str, str]) -> None:
    path, target = pair
    second = world.submitted("طريق المدرسة يا سادة", "desk")
    mine = world.submitted("طريق المدرسة مرة ثالثة", "moderator")
    moderator = world.browser("moderator")
    form = moderator.form(moderator.get(f"/en{DESK}"), "item")
    for number in range(len(form.fields["item"])):
        form.set("item", True, index=number)
    page = form.submit("transition", value="merge").follow()
    choose = moderator.form(page, "other")
    choose["other"] = reference(target)
    told = sent(choose.submit())
    said = told.html.select_one("section.boxed").get_text(" ", strip=True)
    assert said.count("The author was asked") == 2 and said.count("Not done") == 1 and "another person decides" in said
    with world.acting() as ctx:
        assert [world.at(ctx, one).is_asked for one in (path, second, mine)] == [True, True, False]


def test_forged_choices_touch_nothing(world: World, pair: tuple[str, str]) -> None:
    moderator = world.browser("moderator")
    for query in ("item=abc", f"item={'9' * 30}", "item=1&item=2", "item=", "with=p-zzzzz", "item=-1"):
        assert "Nothing here can join another proposal" in moderator.get(f"/en{SPACE}/merge?{query}")
    with world.acting() as ctx:
        uid, digest = world.at(ctx, pair[0]).uid, digest_of(world.at(ctx, pair[0]).field_values())
    form = moderator.form(moderator.get(f"/en{DESK}"), "item")
    token = form["csrf_token"].value
    for item in (f"{uid}.", f"{uid}.{digest[:-1]}", f".{digest}", "x" * 5_000):
        moderator.post(f"{SPACE}/merge", {"csrf_token": token, "item": item, "with": reference(pair[1]), "note": NOTE}, status="*")
    with world.acting() as ctx:
        assert not world.at(ctx, pair[0]).is_asked


def test_similar_texts_stand_together_in_the_queue_and_are_decided_together(world: World) -> None:
    first = world.submitted("نطلب تعبيد طريق المدرسة")
    world.later(minutes=1)
    with world.acting("citizen") as ctx:
        well = submitted(world, ctx, "بئر للدوار", OTHER)
    world.later(minutes=1)
    second = world.submitted("طريق المدرسة غير معبدة", "desk")
    moderator = world.browser("moderator")
    page = moderator.get(f"/en{DESK}")
    assert titles(page) == ["نطلب تعبيد طريق المدرسة", "طريق المدرسة غير معبدة", "بئر للدوار"]
    assert "2 similar texts" in page and page.text.count("similar texts") == 1
    together = page.click("Show what waits of them together")
    assert titles(together) == ["نطلب تعبيد طريق المدرسة", "طريق المدرسة غير معبدة"]
    form = moderator.form(together, "item")
    for number in (0, 1):
        form.set("item", True, index=number)
    form["reason"], form["comment"] = "duplicate", "سبق اقتراحه."
    form.submit("transition", value="refuse")
    assert state(world, first, second, well) == ["refused", "refused", "submitted"]


def submitted(world: World, ctx: Any, title: str, body: str) -> str:
    from mukhtabar.actions.submit import submit

    values = {"kind": "need", "title": title, "body": body, "topic": "water", "language": "ar"}
    document = submit(ctx, world.at(ctx, CONSULTATION), values, ctx.register.get(ctx.actor), name_shown=True)
    return f"{CONSULTATION}/{document.__name__}"


def test_the_review_page_names_what_is_alike(world: World, pair: tuple[str, str]) -> None:
    path, target = pair
    page = world.browser("lead").get(f"/en{path}/review")
    assert "1 text says nearly the same" in page and "تعبيد الطريق إلى المدرسة" in page
    assert titles(page.click("Decide on them together")) == ["نطلب تعبيد طريق المدرسة"]
    assert "says nearly the same" not in world.browser("officer").get(f"/en{target}/review")


@pytest.mark.parametrize("query", ["like=0", "like=abc", f"like={'9' * 40}", "like=-3", "like="])
def test_nonsense_shows_the_whole_queue(world: World, query: str) -> None:
    world.submitted()
    assert len(titles(world.browser("lead").get(f"{DESK}?{query}"))) == 1


def test_a_moderator_separates_them_with_a_reason(world: World, pair: tuple[str, str]) -> None:
    path, target = pair
    merged(world, path, target)
    world.later(hours=1)
    lead = world.browser("lead")
    assert "It has joined this proposal" in lead.get(f"/en{path}/review")
    press(lead, path, "unmerge", comment="ليس المكان نفسه.")
    assert state(world, path, target) == ["submitted", "published"]


def test_joining_is_undone_on_the_page(world: World, pair: tuple[str, str]) -> None:
    path, target = pair
    merged(world, path, target)
    press(world.browser("moderator"), path, "undo_merge")
    assert state(world, path, target) == ["submitted", "published"]


def test_the_letter_of_an_account_leads_to_the_page_with_the_question(world: World, pair: tuple[str, str]) -> None:
    from mukhtabar.services.mail import deliver
    from mukhtabar.services.mail_transport import MemoryTransport

    path, target = pair
    asked(world, path, target)
    transport = MemoryTransport()
    deliver(world.site, transport=transport)
    message = next(message for message in transport.sent if "citizen@example.org" in str(message["To"]))
    plain = message.get_body(("plain",)).get_content()
    assert f"/s/{world.receipt(path)}" in plain and NOTE in plain
