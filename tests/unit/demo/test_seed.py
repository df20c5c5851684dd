"""The first news item: the text as it came, four faults of extraction put right, and both on record."""

from datetime import UTC, datetime
from importlib.resources import files

from mukhtabar.actions.context import Ctx
from mukhtabar.demo.seed import FAULTS, read_seed, to_html
from mukhtabar.language.html import text_of


def words(text: str) -> list[str]:
    return text.replace("–", " ").split()


def source() -> str:
    return files("mukhtabar.data").joinpath("seed_article.md").read_text("utf-8").split("---", 2)[2]


def test_the_first_revision_says_what_the_source_says(sample: Ctx) -> None:
    item = sample.portal["mutamar-agadir-2021"]
    first = next(iter(item.revisions))
    assert words(text_of(first.fields["body"]["ar"])) == words(source())


def test_the_published_text_differs_in_the_four_faults_only(sample: Ctx) -> None:
    item = sample.portal["mutamar-agadir-2021"]
    expected = source()
    for wrong, right in FAULTS.items():
        assert expected.count(wrong) == 1
        expected = expected.replace(wrong, right)
    assert words(text_of(item.body.get("ar"))) == words(expected)
    assert len(FAULTS) == 4
    last = item.revisions.latest()
    assert last is not None and all(right in last.comment for right in ("المؤتمر", "الاجتماعية", "علاقات", "ثلاث"))


def test_title_day_category_and_author_line(sample: Ctx) -> None:
    item = sample.portal["mutamar-agadir-2021"]
    assert item.title.get("ar") == "انعقاد المؤتمر الجهوي لمشروع مختبر المواطنة بأكادير"
    assert item.dated == datetime(2021, 12, 19, 19, 47, tzinfo=UTC)
    assert (item.category, item.state, item.sample) == ("initiatives", "published", False)
    assert item.author.get("ar") == "عن بلاغ الجمعية"
    assert set(item.body.values) == {"ar"}


def test_it_has_three_comments_to_read_and_one_that_waits(sample: Ctx) -> None:
    item = sample.portal["mutamar-agadir-2021"]
    assert sorted(comment.state for comment in item.values()) == ["pending", "published", "published", "published"]


def test_lines_that_begin_with_a_dash_are_one_list() -> None:
    seed = read_seed()
    html = to_html(seed.body)
    assert html.count("<ul") == 1 and html.count("<li>") == 4 and "–" not in html
    assert html.index("<li>") > html.index("أهداف رئيسية")
