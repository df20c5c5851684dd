"""What is attached to a petition: whose title is read by whom, and that the receipt always finds room."""

from typing import Any

import pytest

from mukhtabar.actions.annex import MOST, annex, close_to_readers
from mukhtabar.actions.petition import lodge
from mukhtabar.content.petition import DOCUMENT, RECEIPT
from mukhtabar.language.dates import local_day
from mukhtabar.rules.refused import Refused
from mukhtabar.services.mail import compose
from tests import files
from tests.petitioning import collecting, lodged, ready
from tests.world import World

EN = "/en"
#: A title that says who lives where.
CLOSED, OPEN = "شهادة سكنى السيدة فاطمة أيت علي", "خريطة الطريق"


def attached(world: World, path: str, title: str, public: bool, number: int = 0, purpose: str = DOCUMENT) -> str:
    """Attach a document as the agent, unlike the others by its number, and return its digest."""
    with world.acting("citizen") as ctx:
        data = files.PDF + f"\n% {title} {number}\n".encode()
        return annex(ctx, world.at(ctx, path), purpose, title, public, "a.pdf", data).digest


@pytest.mark.parametrize("who", [None, "editor", "lead", "moderator", "observer", "admin", "officer", "desk"])
def test_who_may_not_open_a_document_does_not_read_its_title(world: World, who: str | None) -> None:
    path = collecting(world)
    attached(world, path, CLOSED, public=False)
    attached(world, path, OPEN, public=True)
    page = world.browser(who).get(f"{EN}{path}")
    shown = [" ".join(item.get_text(" ").split()) for item in page.html.select("ul.files li")]
    assert CLOSED not in page and OPEN in shown[1]
    assert shown[0].startswith("A document for the council") and "PDF" in shown[0] and "for the agent and the council" in shown[0]
    assert len(page.html.select("ul.files a")) == 1


def test_who_reads_the_page_of_the_council_without_being_of_it_does_not_read_the_title_either(world: World) -> None:
    path = ready(world)
    attached(world, path, CLOSED, public=False)
    with world.acting("citizen") as ctx:
        lodge(ctx, world.at(ctx, path), local_day(ctx.now), "7")
    for who, reads in (("officer", True), ("approver", True), ("admin", False), ("observer", False)):
        assert (CLOSED in world.browser(who).get(f"{EN}{path}/review")) is reads, who


def test_the_agent_and_the_council_read_the_title_and_the_printed_file_holds_it(world: World) -> None:
    path = ready(world)
    attached(world, path, CLOSED, public=False)
    assert CLOSED not in world.browser("officer").get(f"{EN}{path}")
    with world.acting("citizen") as ctx:
        lodge(ctx, world.at(ctx, path), local_day(ctx.now), "7")
    for who in ("citizen", "officer", "approver"):
        for address in (path, f"{path}/full-file"):
            assert CLOSED in world.browser(who).get(f"{EN}{address}"), (who, address)


def test_a_full_file_leaves_room_for_the_receipt(world: World) -> None:
    path = ready(world)
    for number in range(MOST):
        attached(world, path, OPEN, True, number)
    with pytest.raises(Refused) as no:
        attached(world, path, OPEN, True, MOST)
    assert no.value.code == "too_many"
    with world.acting("citizen") as ctx:
        lodge(ctx, world.at(ctx, path), local_day(ctx.now), "7")
    attached(world, path, "وصل الجماعة", True, purpose=RECEIPT)
    assert "وصل الجماعة" in world.browser().get(f"{EN}{path}")


def test_receipts_too_are_as_many_as_may_be_and_no_more(world: World) -> None:
    path = lodged(world)
    for number in range(MOST):
        attached(world, path, "وصل الجماعة", True, number, RECEIPT)
    with pytest.raises(Refused, match="too_many"):
        attached(world, path, "وصل الجماعة", True, MOST, RECEIPT)


@pytest.mark.parametrize("who", ["citizen", "officer", "approver", "admin"])
def test_what_was_opened_by_mistake_is_closed_in_any_state(world: World, who: str) -> None:
    path = lodged(world)
    attached(world, path, CLOSED, public=True, purpose=RECEIPT)
    visitor, staff = world.browser(cached=True), world.browser(who)
    file = visitor.get(f"{EN}{path}").html.select_one("ul.files a")["href"]
    assert visitor.get(file).status_int == 200
    form = staff.form(staff.get(f"{EN}{path}"), "digest")
    page = form.submit("digest").follow()
    assert "Only the agent and the council read it now." in page
    assert CLOSED not in visitor.get(f"{EN}{path}")
    visitor.get(file, status=404)
    assert "is closed already" in form.submit("digest").follow()


@pytest.mark.parametrize("who", [None, "desk", "editor", "lead", "moderator", "observer"])
def test_nobody_else_closes_anything(world: World, who: str | None) -> None:
    path = lodged(world)
    digest = attached(world, path, OPEN, public=True, purpose=RECEIPT)
    browser = world.browser(who)
    assert not [form for form in browser.get(f"{EN}{path}").forms.values() if "digest" in form.fields]
    with pytest.raises(Refused, match="not_permitted"), world.acting(who or "desk") as ctx:
        close_to_readers(ctx, world.at(ctx, path), digest)


@pytest.mark.parametrize("who", ["officer", "approver", "both"])
@pytest.mark.parametrize("place", [collecting, ready])
def test_whom_it_is_addressed_to_closes_nothing_before_it_has_it(world: World, place: Any, who: str) -> None:
    path = place(world)
    digest = attached(world, path, OPEN, public=True)
    browser = world.browser(who)
    assert not [form for form in browser.get(f"{EN}{path}").forms.values() if "digest" in form.fields]
    with pytest.raises(Refused, match="not_permitted"), world.acting(who) as ctx:
        close_to_readers(ctx, world.at(ctx, path), digest)
    assert OPEN in world.browser().get(f"{EN}{path}")


@pytest.mark.parametrize(("who", "letters"), [("officer", 1), ("citizen", 0)])
def test_the_agent_is_told_when_somebody_else_closes_a_document(world: World, who: str, letters: int) -> None:
    path = lodged(world)
    digest = attached(world, path, OPEN, public=True, purpose=RECEIPT)
    with world.acting(who) as ctx:
        close_to_readers(ctx, world.at(ctx, path), digest)
    with world.acting() as ctx:
        told = [one for _key, one in ctx.portal.outbox.due(ctx.now) if ("transition", "close_to_readers") in one.detail]
        assert [one.person for one in told] == [world.pids["citizen"]] * letters
        said = [message for one in told if (message := compose(world.site, ctx, one)) is not None]
    assert all("was closed to readers" in str(one["subject"]) or "أغلقت وثيقة" in str(one["subject"]) for one in said) and len(said) == letters
