"""After a refusal, or three months of silence: until when the court is gone to, said as what must be checked, not as law."""

from mukhtabar.actions.tick import tick
from tests.petitioning import accepted, lodged, with_bureau
from tests.world import World

EN = "/en"
WHY = {"reason": "not_competence", "comment": "الإنارة من اختصاص مجموعة الجماعات."}
TITLE = "The way to the administrative court"


def read(world: World, path: str, who: str | None = None) -> str:
    """What the page says, in one line."""
    return " ".join(world.browser(who).get(f"{EN}{path}").html.select_one("main").get_text(" ").split())


def test_a_refusal_says_until_when_as_far_as_is_known_to_everyone_and_to_the_agent(world: World) -> None:
    path = with_bureau(world)
    world.later(days=10)
    world.step("approver", path, "refuse", **WHY)
    for page in (read(world, path), read(world, f"{path}/prepare", "citizen")):
        for words in (
            TITLE, "does not know it for sure", "To be checked: until 30 December 2026 included, 30 days after",
            "30 November 2026, the day on which the refusal was published here", "No text of the law was found for this.",
        ):  # fmt: skip
            assert words in page, words
        assert "Set by law: Organic Law 113-14" not in page.partition(TITLE)[2].partition("No text of the law")[0]
        assert "This day has passed." not in page


def test_the_timeline_has_the_last_day_ahead_and_then_behind(world: World) -> None:
    path = with_bureau(world)
    world.step("approver", path, "refuse", **WHY)
    line = world.browser().get(f"{EN}{path}").html.select(".timeline li")[-1]
    text = " ".join(line.get_text(" ").split())
    assert text.startswith("Last day to go to the administrative court, to be checked not yet 20 December 2026")
    world.later(days=30)
    assert "This day has passed." not in read(world, path)
    world.later(days=1)
    assert "This day has passed." in read(world, path) and "This day has passed." in read(world, f"{path}/prepare", "citizen")
    line = world.browser().get(f"{EN}{path}").html.select(".timeline li")[-1]
    assert line["data-state"] == "past" and "20 December 2026" in line.get_text()


def test_silence_is_counted_from_the_end_of_the_three_months_and_may_not_count_at_all(world: World) -> None:
    path = lodged(world)
    world.later(days=92)
    assert TITLE not in read(world, path)
    world.later(days=5)
    with world.acting() as ctx:
        tick(ctx)
    for page in (read(world, path), read(world, f"{path}/prepare", "citizen")):
        for words in (
            "There was no reply in three months. Whether that leads to the administrative court",
            "until 22 March 2027 included, 30 days after 20 February 2027, the day on which the three months ended",
        ):
            assert words in page, words
    assert "Last day to go to the administrative court, to be checked" in read(world, path)


def test_a_late_refusal_counts_from_itself_and_an_acceptance_leads_to_no_court(world: World) -> None:
    path = with_bureau(world)
    world.later(days=97)
    with world.acting() as ctx:
        tick(ctx)
    world.step("approver", path, "refuse", **WHY)
    page = read(world, path)
    assert "until 27 March 2027 included" in page and "There was no reply in three months." not in page
    assert "court" not in read(world, accepted(world, "2027-05", "بعد الأجل."))
