"""What is hidden and what is not there answer alike (abuse cases 1, 3, 4, 10, 12)."""

import re

import pytest
from webtest.response import TestResponse

from tests.town import Town
from tests.world import CONSULTATION, SPACE

SECRETS = ("سر لم ينشر بعد", "مسودة لا يراها أحد", "تعليق ينتظر الإشراف", "صفحة خاصة جدا", "خبر خاص جدا", "عريضة سرية")
HEADERS = ({}, {"If-None-Match": "*"}, {"If-Modified-Since": "Mon, 01 Jan 2035 00:00:00 GMT"}, {"Range": "bytes=0-10"})


def hidden(town: Town) -> dict[str, str]:
    """Each document that visitors do not see, with an address beside it where nothing stands."""
    paths = (town.submitted, town.draft_answer, town.waiting_comment, town.private_page, town.private_news, town.petition_draft)
    return {path: f"{path.rpartition('/')[0]}/{'x' * len(path.rpartition('/')[2])}" for path in paths}


def alike(page: TestResponse, path: str) -> tuple[str, str, list[tuple[str, str]]]:
    """Everything of an answer but its own address."""
    text = page.text.replace(path, "PATH")
    return page.status, re.sub(r'name="csrf_token" value="\w+"', "", text), sorted(page.headers.items())


def without_length(answer: tuple[str, str, list[tuple[str, str]]]) -> tuple[str, str, list[tuple[str, str]]]:
    return answer[0], answer[1], [pair for pair in answer[2] if pair[0] != "Content-Length"]


@pytest.mark.parametrize("who", [None, "observer"])
@pytest.mark.parametrize("headers", HEADERS, ids=["plain", "etag", "since", "range"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_hidden_document_answers_as_one_that_is_not_there(
    town: Town, who: str | None, headers: dict[str, str], method: str
) -> None:
    browser = town.world.browser(who)
    for path, nothing in hidden(town).items():
        for below in ("", "/review", "/edit", "/who", "/comment", "/file"):
            there = browser.request(path + below, method=method, headers=headers, status=404)
            nowhere = browser.request(nothing + below, method=method, headers=headers, status=404)
            assert without_length(alike(there, path + below)) == without_length(alike(nowhere, nothing + below)), path


@pytest.mark.parametrize("prefix", ["", "/fr", "/en", "/zgh"])
def test_no_surface_shows_what_is_hidden(town: Town, prefix: str) -> None:
    browser = town.world.browser()
    paths = {path for view, path in town.addresses() if "GET" in view.methods}
    paths -= {path for path in paths if town.receipt in path or town.secret in path}
    paths |= {f"/search?q={word}" for secret in SECRETS for word in (secret, secret.split()[0], secret.split()[-1])}
    paths |= {f"{CONSULTATION}?order={order}&page=2" for order in ("newest", "waiting", "answered")}
    for path in sorted(paths):
        page = browser.get(prefix + path, status="*")
        shown = page.body.decode("utf-8", "replace")
        # What was searched for stands on the page; nothing else may say it, and no link may lead there.
        asked = path.partition("search?q=")[2] or "\0"
        assert not [secret for secret in SECRETS if secret in shown and secret != asked], path
        if asked != "\0":
            assert not [there for there in hidden(town) if there in shown], path


def test_search_counts_leak_nothing(town: Town) -> None:
    page = town.world.browser().get("/en/search?q=سر")
    assert town.submitted not in page and ">1<" not in page.text[page.text.find("<main") :].split("</form>")[0]


def test_a_draft_is_not_found_by_its_short_address(town: Town) -> None:
    with town.world.acting() as ctx:
        reference = town.world.at(ctx, town.submitted).reference
    page = town.world.browser().get(f"/r/{reference}", status="*")
    assert page.status_int == 404 or page.follow(status=404)


def test_titles_of_hidden_containers_do_not_stand_in_crumbs(town: Town) -> None:
    page = town.world.browser().get(f"{town.private_page}/review", status=404)
    assert "صفحة خاصة جدا" not in page and SPACE not in page.text.replace(f"{SPACE}/private-page/review", "")
