"""Following: a feed reader, a calendar, a search engine."""

import xml.etree.ElementTree as ET

from mukhtabar.views.feeds.icalendar import fold
from tests.world import COMMUNE, CONSULTATION, SPACE, World

ATOM = "{http://www.w3.org/2005/Atom}"


def test_a_feed_tells_of_a_published_proposal_and_never_of_one_that_waits(world: World) -> None:
    world.published("إنارة الشارع الرئيسي")
    world.submitted("مقترح لم ينشر بعد")
    for path in ("", "/souss-massa", COMMUNE, SPACE, CONSULTATION):
        answer = world.browser(cached=True).get(f"{path}/feed")
        titles = [entry.findtext(f"{ATOM}title") for entry in ET.fromstring(answer.body).iter(f"{ATOM}entry")]
        assert "إنارة الشارع الرئيسي" in titles and "مقترح لم ينشر بعد" not in titles
        assert answer.content_type == "application/atom+xml"


def test_the_dates_of_a_consultation_go_into_a_calendar(world: World) -> None:
    answer = world.browser().get(f"{CONSULTATION}/calendar.ics")
    assert answer.content_type == "text/calendar"
    assert "BEGIN:VEVENT\r\n" in answer.text and "DTSTART:20261119T100000Z\r\n" in answer.text
    assert all(len(line.encode()) <= 75 for line in answer.text.split("\r\n"))


def test_folding_never_cuts_a_letter() -> None:
    line = "SUMMARY:" + "م" * 200
    assert fold(line).replace("\r\n ", "") == line


def test_the_sitemap_names_public_pages_in_every_language(world: World) -> None:
    path = world.published()
    hidden = world.submitted("مقترح لم ينشر بعد")
    text = world.browser().get("/sitemap.xml").text
    assert f"<loc>http://127.0.0.1:6543{path}</loc>" in text and f"/fr{path}</loc>" in text
    assert hidden not in text
