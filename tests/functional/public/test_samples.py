"""Sample content says that it is, wherever a real place lists it: no council is said to have decided what it did not."""

from tests.world import COMMUNE, CONSULTATION, World

EN = "/en"


def published(world: World, title: str, sample: bool) -> str:
    """Return the path of a public proposal."""
    path = world.submitted(title)
    with world.acting() as ctx:
        world.at(ctx, path).sample = sample
    world.step("moderator", path, "publish")
    return path


def marks(world: World, address: str) -> dict[str, bool]:
    """Return of each title in the lists of a page whether it is marked as a sample."""
    page = world.browser().get(f"{EN}{address}")
    return {
        item.select_one(".item-title").get_text(strip=True): "sample" in [badge.get_text() for badge in item.select(".badge")]
        for item in page.html.select(".listing > li")
    }


def test_a_sample_is_marked_in_the_lists_of_a_real_place(world: World) -> None:
    published(world, "بئر حقيقية", sample=False)
    published(world, "بئر تجريبية", sample=True)
    for address in (COMMUNE, CONSULTATION):
        found = marks(world, address)
        assert (found["بئر حقيقية"], found["بئر تجريبية"]) == (False, True), address


def test_a_page_that_says_so_itself_does_not_say_it_of_each(world: World) -> None:
    published(world, "بئر تجريبية", sample=True)
    with world.acting() as ctx:
        world.at(ctx, CONSULTATION).sample = True
    assert world.browser().get(f"{EN}{CONSULTATION}").html.select_one(".top > p.sample") is not None
    assert marks(world, CONSULTATION) == {"بئر تجريبية": False}


def test_a_feed_says_it_in_the_title(world: World) -> None:
    published(world, "بئر حقيقية", sample=False)
    published(world, "بئر تجريبية", sample=True)
    entries = world.browser().get(f"{EN}{CONSULTATION}/feed").xml.findall("{*}entry/{*}title")
    assert sorted(str(title.text) for title in entries) == ["بئر تجريبية (sample)", "بئر حقيقية"]


def test_a_calendar_says_it_too(world: World) -> None:
    with world.acting() as ctx:
        world.at(ctx, CONSULTATION).sample = True
    assert " (sample): " in world.browser().get(f"{EN}{CONSULTATION}/calendar.ics").text.replace("\r\n ", "")
