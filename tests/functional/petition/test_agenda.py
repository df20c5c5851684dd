"""An accepted petition goes the council's ways: its worklist, the file of the session, the decision on its own page."""

from mukhtabar.actions.assign import assign
from tests.functional.council.test_council_file import closed, convened, made
from tests.petitioning import accepted, with_bureau
from tests.world import COMMUNE, World

EN = "/en"


def test_a_petition_stands_in_the_list_of_the_council_and_is_given_to_somebody(world: World) -> None:
    path = with_bureau(world)
    with world.acting("approver") as ctx:
        assign(ctx, world.at(ctx, path), world.pids["approver2"])
    assert path in world.browser("approver2").get(f"{EN}{COMMUNE}/waiting?for=me").text
    for who in (None, "citizen", "editor"):
        assert "Approver2" not in world.browser(who).get(f"{EN}{path}")


def test_an_accepted_petition_is_a_point_of_the_agenda_and_its_decision_is_read_beside_it(world: World) -> None:
    path = accepted(world)
    officer = world.browser("officer")
    draft = made(world, [])
    page = officer.get(f"{EN}{draft}/points?from=petitions")
    assert "Accepted petitions" in page and "إدراج إنارة الطريق" in page
    file = convened(world, [path])
    printed = world.browser().get(f"{EN}{file}/print")
    assert "أن يصل التلاميذ" in printed and "100 signatures count" in printed
    closed(world, file, (path, "adopted", "صادق المجلس بالإجماع."))
    text = world.browser().get(f"{EN}{path}").html.select_one("main").get_text(" ")
    assert "On the agenda: Session of February 2027" in text
    assert "Decided by the council: Adopted" in text and "صادق المجلس بالإجماع." in text


def test_one_that_was_not_accepted_is_no_point(world: World) -> None:
    with_bureau(world)
    page = world.browser("officer").get(f"{EN}{made(world, [])}/points?from=petitions")
    assert "إدراج إنارة الطريق" not in page
