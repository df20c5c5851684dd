"""The table of answering: what everyone reads of each commune, in which order, and who is held out of it."""

import csv
from dataclasses import replace
from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest

from mukhtabar.actions.create import create
from mukhtabar.actions.embargo import hold_out
from mukhtabar.actions.grant import grant
from mukhtabar.actions.submit import submit
from mukhtabar.actions.tick import tick
from mukhtabar.content.consultation import Consultation
from mukhtabar.content.front import Block, Front
from mukhtabar.content.space import Space
from mukhtabar.language.dates import local_day
from mukhtabar.rules.refused import Refused
from mukhtabar.rules.roles import Role
from mukhtabar.store.folder import path_of
from mukhtabar.views.public.answering import safe
from tests.functional.public.test_cache import Pair
from tests.world import BODY, COMMUNE, CONSULTATION, SPACE, World

URL = "/en/answering"
TATA = "Tata"
REASON = "مجلس جديد، لم يمر على فضائه شهران"


@pytest.fixture
def world(world: World) -> World:
    """The portal with a consultation that stays open for years."""
    with world.acting() as ctx:
        consultation = world.at(ctx, CONSULTATION)
        (phase,) = consultation.phases
        consultation.phases = (replace(phase, end=phase.end + timedelta(days=2000)),)
    return world


def row(page: Any, name: str = TATA) -> dict[str, str]:
    """Return the cells of one commune by the heading of their column; one that is held out has one cell."""
    heads = [" ".join(th.get_text().split()) for th in page.html.select(".stacked thead th")]
    for line in page.html.select(".stacked tbody tr"):
        if name in line.th.get_text():
            cells = [" ".join(td.select("span")[-1].get_text().split()) for td in line.select("td")]
            return dict(zip(heads[1:], cells, strict=False))
    return {}


def names(page: Any) -> list[str]:
    return [line.th.a.get_text(strip=True) for line in page.html.select(".stacked tbody tr")]


def records(page: Any) -> list[dict[str, str]]:
    assert page.body.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(StringIO(page.body.decode("utf-8-sig"))))


def answered(world: World, days: int, same_day: bool = True, **given: str) -> str:
    """Publish a proposal and an answer so many days later; the approval comes on the day of the sending or the next."""
    path = world.published(**given)
    world.later(days=days - (0 if same_day else 1))
    answer = world.drafted(path)
    world.step("officer", answer, "send")
    if not same_day:
        world.later(days=1)
    world.step("approver", answer, "approve")
    world.step("officer", answer, "publish")
    return path


def held(world: World, where: str = COMMUNE, days: int = 30, reason: str = REASON) -> Any:
    browser = world.browser("admin")
    form = browser.form(browser.get(f"/en{where.rstrip('/')}/embargo"), "until")
    form["until"] = (local_day(world.clock.now()) + timedelta(days=days)).isoformat()
    form["reason"] = reason
    return form.submit("save")


def test_everyone_reads_what_was_published_answered_and_waits(world: World) -> None:
    for days in (10, 20, 30):
        answered(world, days)
    waits = world.published("ما زال ينتظر")
    world.later(days=12)
    page = world.browser().get(URL)
    found = row(page)
    assert (found["Proposals published"], found["Answered"], found["Waiting for an answer"]) == ("4", "3", "1")
    assert found["Days to the first answer (median)"] == "too few to say" == found["Answered in time"]
    assert found["Longest waiting, in days"] == "12"
    page.click("12", href=waits.rpartition("/")[2])


def bars(page: Any) -> list[tuple[str, int, int, dict[str, tuple[float, float]]]]:
    """Return of each bar its name, what it says was answered and waits, and where each of its parts begins and ends."""
    found = []
    for line in page.html.select(".bars li"):
        said = [int(text) for text in line.select_one(".bar-said").stripped_strings if text.isdigit()]
        drawn = {
            each["class"][0]: (float(each["x"]), float(each["x"]) + float(each["width"])) for each in line.select("rect")
        }
        found.append((line.select_one(".bar-name").get_text(), said[0], said[1], drawn))
    return found


def elsewhere(world: World, many: int) -> None:
    """Publish so many proposals in another commune."""
    with world.acting() as ctx:
        here = world.at(ctx, CONSULTATION)
        space = create(ctx, world.at(ctx, "/souss-massa/akka"), Space(), "fada", {"title": here.title})
        create(ctx, space, Consultation(), "ma", {"title": here.title, "phases": here.phases})
        grant(ctx, space, world.pids["lead"], Role.SPACE_LEAD, ctx.now)
    world.step("lead", "/souss-massa/akka/fada/ma", "announce")
    with world.acting() as ctx:
        tick(ctx)
    for number in range(many):
        with world.acting("citizen") as ctx:
            there, author = world.at(ctx, "/souss-massa/akka/fada/ma"), ctx.register.get(world.pids["citizen"])
            values = {"kind": "need", "title": f"مقترح من أقا رقم {number}", "body": BODY, "topic": "roads", "place": "", "language": "ar"}
            path = "/" + "/".join(path_of(submit(ctx, there, values, author, name_shown=True)))
        world.step("lead", path, "publish")


def test_the_chart_says_what_the_table_says(world: World) -> None:
    for days in (10, 20, 30):
        answered(world, days)
    world.published("ما زال ينتظر")
    elsewhere(world, 2)
    for query in ("", "?sort=-waiting", "?sort=waiting"):
        page = world.browser().get(f"{URL}{query}")
        table = [(name, int(row(page, name)["Answered"]), int(row(page, name)["Waiting for an answer"])) for name in names(page)]
        assert sorted(table) == [("Akka", 0, 2), ("Tata", 3, 1)]
        assert [bar[:3] for bar in bars(page)] == table
        # The longest fills its place, the others are drawn on its measure, and what is nothing is not drawn.
        assert {bar[0]: bar[3] for bar in bars(page)} == {
            "Tata": {"answered": (0, 750), "waiting": (750, 1000)}, "Akka": {"waiting": (0, 500)},
        }  # fmt: skip
    key = [sign["data-part"] for sign in page.html.select(".bars figcaption .sign")]
    assert key == ["answered", "waiting"]
    # In Arabic bars run the other way, as the lines do.
    assert {bar[0]: bar[3] for bar in bars(world.browser().get("/answering"))}["طاطا"] == {
        "answered": (250, 1000), "waiting": (0, 250),
    }  # fmt: skip


def test_shares_are_said_from_five_on_and_silence_counts_as_late(world: World) -> None:
    for days, same_day in ((5, True), (70, False), (3, False), (3, False)):
        answered(world, days, same_day)
    assert row(world.browser().get(URL))["Days to the first answer (median)"] == "too few to say"
    answered(world, 9, same_day=True)
    found = row(world.browser().get(URL))
    assert found["Days to the first answer (median)"] == "5"
    assert found["Answered in time"] == "80%"
    assert found["Approved on the day they came"] == "40%"
    world.published()
    world.later(days=60)
    assert row(world.browser().get(URL))["Answered in time"] == "80%"
    world.later(days=1)
    assert row(world.browser().get(URL))["Answered in time"] == "67%"


def test_a_question_is_in_time_by_its_own_clock(world: World) -> None:
    for days in (20, 30, 40):
        path = answered(world, days, kind="question")
    assert "Answered 10 days late" in world.browser().get(f"/en{path}")
    for _again in range(2):
        answered(world, 40)
    page = world.browser().get(URL)
    assert row(page)["Answered in time"] == "80%"
    assert "within 60 days, or 30 for a question" in " ".join(page.html.get_text().split())
    world.published(kind="question")
    world.later(days=30)
    assert row(world.browser().get(URL))["Answered in time"] == "80%"
    world.later(days=1)
    assert row(world.browser().get(URL))["Answered in time"] == "67%"


def test_a_clock_that_rested_is_late_later(world: World) -> None:
    path = world.published()
    with world.acting("officer") as ctx:
        from mukhtabar.actions.clock import rest

        rest(ctx, world.at(ctx, path), "ننتظر الخبرة")
    world.later(days=100)
    for _again in range(5):
        answered(world, 1)
    assert row(world.browser().get(URL))["Answered in time"] == "100%"


def test_what_is_hidden_joined_or_thrown_away_is_not_counted(world: World) -> None:
    path, _answer = world.answered()
    world.published()
    assert row(world.browser().get(URL))["Proposals published"] == "2"
    world.step("moderator", path, "hide", reason="insult_hate", comment="سب")
    found = row(world.browser().get(URL))
    assert (found["Proposals published"], found["Answered"]) == ("1", "0")
    with world.acting("admin") as ctx:
        from mukhtabar.actions.trash import trash

        trash(ctx, world.at(ctx, "/souss-massa/tata/fada/ma"), "خطأ")
    assert names(world.browser().get(URL)) == []
    assert "Nothing was published in this time." in world.browser().get(URL)


def test_a_time_and_an_order_are_chosen_by_links(world: World) -> None:
    world.published()
    world.later(days=400)
    page = world.browser().get(URL)
    assert row(page) == {}
    everything = page.click("From the beginning")
    assert row(everything)["Proposals published"] == "1"
    assert row(page.click("^2026$"))["Proposals published"] == "1"
    assert row(page.click("^2027$")) == {}
    ordered = everything.click("^Waiting for an answer$")
    head = next(
        th for th in ordered.html.select(".stacked thead th") if "Waiting for an answer" == th.a.get_text(strip=True)
    )
    assert head["aria-sort"] == "ascending" and "period=all" in head.a["href"]
    again = ordered.click("^Waiting for an answer$")
    assert again.html.select_one("th[aria-sort]")["aria-sort"] == "descending"
    assert row(again)["Proposals published"] == "1"


@pytest.mark.parametrize("query", ["period=1066", "period=x&sort=x", "sort=-", "period=%00", "sort=--name", "period=²"])
def test_nonsense_shows_the_usual_table(world: World, query: str) -> None:
    world.published()
    page = world.browser().get(f"{URL}?{query}")
    assert row(page)["Proposals published"] == "1"
    assert page.html.select_one(".tabs [aria-current]").get_text(strip=True) == "Last twelve months"
    world.browser().get(f"{URL}.csv?{query}")


def test_a_region_has_its_own(world: World) -> None:
    world.published()
    assert names(world.browser().get("/en/souss-massa/answering")) == names(world.browser().get(URL)) != []
    assert names(world.browser().get("/en/draa-tafilalet/answering")) == []
    assert world.browser().get("/en/regions").click("How the councils answer", index=0)
    assert world.browser().get(f"/en{COMMUNE}").click("How the councils answer", index=0)


def test_the_same_goes_into_a_spreadsheet(world: World) -> None:
    for _again in range(5):
        answered(world, 4)
    (found,) = records(world.browser().get(URL).click("Download as CSV"))
    assert found["Commune"] == TATA and found["Proposals published"] == "5"
    assert (found["Answered in time"], found["Answered in time, of"]) == ("5", "5")
    assert found["Days to the first answer (median)"] == "4.0"
    assert found["As of"] == local_day(world.clock.now()).isoformat()
    assert found["Licence"] == "CC BY 4.0"
    arabic = world.browser().get("/answering.csv")
    assert "الجماعة" in arabic.body.decode("utf-8-sig").splitlines()[0]
    assert arabic.content_disposition.startswith("attachment")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "\n=1"])
def test_no_cell_is_a_formula(text: str) -> None:
    assert safe(text) == f"'{text}"


def test_who_is_held_out_has_no_figure_anywhere(world: World) -> None:
    for _again in range(6):
        answered(world, 3)
    pair = Pair(world)
    everywhere = (URL, "/en/souss-massa/answering", f"{URL}.csv", "/en/souss-massa/answering.csv", f"/en{COMMUNE}")
    pair.agree(*everywhere)
    held(world).follow()
    pair.agree(*everywhere)
    page = world.browser().get(URL)
    line = next(line for line in page.html.select(".stacked tbody tr") if TATA in line.th.get_text())
    words = " ".join(line.get_text(" ").split())
    assert words.startswith("Tata Figures from") and REASON in words and "6" not in words.replace("2026", "")
    assert not page.html.select(".bars")
    (record,) = records(world.browser().get(f"{URL}.csv"))
    assert [name for name, value in record.items() if value] == [
        "Code of the commune", "Commune", "Region", "Note", "Published from", "Published until", "As of", "Licence",
    ]  # fmt: skip
    assert REASON in record["Note"]
    facts = world.browser().get(f"/en{COMMUNE}").html.select_one("aside .facts").get_text(" ")
    assert "Figures from" in facts and "Proposals published" not in facts
    for order in ("median", "-published"):
        assert names(world.browser().get(f"{URL}?sort={order}")) == names(page)
    world.later(days=29)
    assert "Proposals published" not in row(world.browser().get(URL)) or REASON in world.browser().get(URL)
    world.later(days=1)
    pair.agree(*everywhere)
    assert row(world.browser().get(URL))["Proposals published"] == "6"


def test_all_are_held_out_at_once(world: World) -> None:
    world.published()
    pair = Pair(world)
    pair.agree(URL, f"{URL}.csv", f"/en{COMMUNE}")
    held(world, "/").follow()
    pair.agree(URL, f"{URL}.csv", "/en/souss-massa/answering", f"/en{COMMUNE}")
    page = world.browser().get(URL)
    assert REASON in page and not page.html.select("table, .bars")
    (record,) = records(world.browser().get(f"{URL}.csv"))
    assert REASON in record["Note"] and not record["Proposals published"] and not record["Commune"]
    assert "Proposals published" not in world.browser().get(f"/en{COMMUNE}").html.select_one("aside .facts").get_text()
    browser = world.browser("admin")
    browser.form(browser.get("/en/embargo"), "show").submit("show").follow()
    assert row(world.browser().get(URL))["Proposals published"] == "1"


def test_the_home_page_of_a_space_keeps_back_what_its_commune_keeps_back(world: World) -> None:
    world.published()
    for parent in (SPACE, "/"):
        front = world.made("admin", parent, Front(), "home", title="صفحة رئيسية", blocks=(Block("figures"), Block("consultations")))
        world.step("admin", front, "publish")
    pair = Pair(world)

    def counts() -> list[bool]:
        pair.agree(f"/en{SPACE}", "/en/")
        return [bool(world.browser().get(path).html.select("#main .figures")) for path in (f"/en{SPACE}", "/en/")]

    assert counts() == [True, True]
    held(world).follow()
    assert counts() == [False, True], "the portal counts all communes, and one of them is held out"
    world.later(days=30)
    assert counts() == [True, True]
    held(world, "/").follow()
    assert counts() == [False, False]


def test_one_without_figures_that_is_held_out_says_so_too(world: World) -> None:
    held(world, "/souss-massa/akka").follow()
    assert REASON in world.browser().get(URL)
    assert REASON not in world.browser().get("/en/draa-tafilalet/answering")


@pytest.mark.parametrize(
    ("days", "reason", "field", "sentence"),
    [(0, REASON, "until", "still to come"), (-1, REASON, "until", "still to come"), (400, REASON, "until", "within one year"),
     (9, " . ", "reason", "Say why"), (9, "", "reason", "Say why"), (9, "س" * 301, "reason", "300")],
)  # fmt: skip
def test_what_is_wrong_is_said_beside_its_field(
    world: World, days: int, reason: str, field: str, sentence: str
) -> None:
    page = held(world, days=days, reason=reason)
    assert page.status_int == 200
    assert sentence in page.html.select_one(f".field[data-wrong]:has([name={field}])").get_text()
    assert world.browser("admin").form(page, "until")["reason"].value.strip() == reason.strip()
    with world.acting() as ctx:
        assert world.at(ctx, COMMUNE).embargo is None


def test_an_action_refuses_as_the_form_does(world: World) -> None:
    with world.acting("admin") as ctx, pytest.raises(Refused, match="past"):
        hold_out(ctx, world.at(ctx, COMMUNE), date(2020, 1, 1), REASON)


@pytest.mark.parametrize("who", [None, "citizen", "lead", "officer", "approver", "observer"])
def test_nobody_else_holds_anything_back(world: World, who: str | None) -> None:
    browser = world.browser(who)
    for path in ("/en/embargo", f"/en{COMMUNE}/embargo"):
        browser.get(path, status="4*")
    token = browser.get("/en/sign-in" if not who else "/en/password").html.select_one("[name=csrf_token]")["value"]
    browser.post(f"/en{COMMUNE}/embargo", {"csrf_token": token, "until": "2027-01-01", "reason": REASON}, status="4*")
    with world.acting() as ctx:
        assert world.at(ctx, COMMUNE).embargo is None


def test_no_proposal_is_loaded_for_the_table(world: World) -> None:
    """Only the one that waits longest, to which the table leads."""
    for _again in range(4):
        world.answered()
    world.published()
    with world.acting() as ctx:
        from mukhtabar.services.answering import table

        world.site.books.main.cacheMinimize()
        ctx.portal._p_jar.cacheMinimize()
        today = local_day(ctx.now)
        (line,) = table(ctx.portal, ctx.portal, today, date(2000, 1, 1), today)
        loaded = [
            thing for thing in ctx.portal._p_jar._cache.lru_items() if type(thing[1]).__name__ in {"Proposal", "Answer"}
        ]
        assert line.figures is not None and line.figures.published == 5 and loaded == []
