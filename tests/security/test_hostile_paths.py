"""Addresses that were never links (abuse cases 5, 6, 72, 73): nothing inside is reached, nothing breaks."""

import pytest
from webtest.response import TestResponse

from tests.town import Town
from tests.world import COMMUNE, CONSULTATION, SPACE

INSIDE = (
    "_p_jar", "_p_oid", "__class__", "__init__", "__dict__", "__parent__", "__name__", "__acl__", "_children",
    "_revisions", "keys", "values", "get", "add", "remove", "items", "title", "body", "state", "history",
    "revisions", "creator", "uid", "fields", "grants", "journal", "outbox", "queue", "uids", "listings_index",
    "redirects", "stamps", "references", "receipts", "tokens", "register", "definition", "allowed", "last_seen",
    "drafted_by", "phases", "@@edit", "@@who", "++api++", "manage_main", "..", ".", "%2e%2e",
    "..%2f..%2fetc%2fpasswd", "\\..\\", "~root", "*", "None", "0", "-1",
)  # fmt: skip
FOREIGN = ("review", "answer", "edit", "propose", "comment", "amend", "withdraw", "desk", "account", "sign-in")


@pytest.mark.parametrize("who", [None, "admin"])
def test_attributes_methods_and_machines_are_no_addresses(town: Town, who: str | None) -> None:
    browser = town.world.browser(who)
    known = {path for _view, path in town.addresses()} | set(town.documents.values())
    for path in town.documents.values():
        for name in INSIDE:
            if f"{path}/{name}" in known or name in {".", "..", "%2e%2e", "@@who", "@@edit"}:
                continue
            assert browser.get(f"{path}/{name}/ar", status="*").status_int in {404, 410}, f"{path}/{name}/ar"
            if who is None:
                assert browser.get(f"{path}/{name}", status="*").status_int in {404, 410}, f"{path}/{name}"


UPWARD = (
    "/..", "/../../etc/passwd", f"{SPACE}/../../../../../etc/passwd", "/static/x/../../settings.py",
    "/static/x/%2e%2e/%2e%2e/settings.py", "/static/x/..%2f..%2fapp.py", "/static/x//etc/passwd",
)  # fmt: skip


def test_dots_lead_up_and_never_out(town: Town) -> None:
    browser = town.world.browser()
    for path in UPWARD:
        page = browser.get(path, status="*")
        assert page.status_int in {200, 400, 404} and "root:" not in page and "import " not in page, path


def test_views_of_other_types_are_not_found(town: Town) -> None:
    browser = town.world.browser("admin")
    known = {path for _view, path in town.addresses()}
    for path in town.documents.values():
        for name in FOREIGN:
            if f"{path}/{name}" not in known:
                assert browser.get(f"{path}/{name}", status="*").status_int in {404, 410}, f"{path}/{name}"


def test_a_path_below_a_page_is_not_that_page(town: Town) -> None:
    """Pyramid hands the rest of the path to a view as its subpath: a second address for each page, without end."""
    browser = town.world.browser()
    for path in (town.answered, CONSULTATION, SPACE, "", "/search", "/regions", f"/s/{town.receipt}", "/sign-in"):
        assert browser.get(f"{path}/no/such/thing", status="*").status_int == 404, path


STRANGE = (
    "/" + "a/" * 2000,
    "/" + "souss-massa/" * 2000,
    "/" + "%2e%2e/" * 2000,
    "/" + "x" * 8000,
    "/%00",
    f"{COMMUNE}%00/fada",
    "/%ff%fe",
    "/%c3%28",
    "/%ed%a0%80",
    "/fr/%ff",
    "/%u0627",
    "//souss-massa//tata",
    "/souss-massa/tata%0d%0aSet-Cookie:%20a=b",
    "/;jsessionid=1",
    "/%7B0.__class__%7D",
    "/$%7Brequest%7D",
    "/%E2%80%AE/%E2%80%8F",
    "/r/", "/r/%ff", "/s/%ff", "/s/" + "a" * 5000, "/s//", "/r//x",
)  # fmt: skip


@pytest.mark.parametrize("path", STRANGE, ids=lambda path: path[:24])
def test_strange_addresses_get_a_page_not_a_breakdown(town: Town, path: str) -> None:
    page = town.world.browser().get(path, status="*")
    assert page.status_int in {200, 301, 302, 400, 404}, page.status
    assert "Traceback" not in page and "\r\nSet-Cookie" not in str(page.headers)


QUERIES = (
    "q=" + "a" * 8000,
    "q=" + "(" * 3000,
    "q=%22unbalanced",
    "q=%ff%fe",
    "q=%00",
    "q=" + "%D8%A7%D9%8E" * 600,
    "q=AND+OR+NOT+*+%3F+title%3A%5B*+TO+*%5D",
    "page=1000000000", "page=-1", "page=9" * 3, "page=%D9%A1", "page=" + "9" * 5000, "page=1e9", "page=",
    "order=email", "order=__class__", "type=person&topic=passwords", "per_page=1000000", "queue=editor&page=10000",
    "receipt=" + "a" * 8000, "receipt=%00", "receipt=%ff", "next=" + "x" * 8000, "%ff=%ff", "&&&===&", "q[]=1&q[$ne]=2",
)  # fmt: skip


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query[:24])
def test_strange_queries_get_a_page_not_a_breakdown(town: Town, query: str) -> None:
    def ask(path: str) -> TestResponse:
        return town.world.browser().get(f"{path}?{query}", status="*")

    lists = ("/", "/search", "/consultations", "/news", "/desk", CONSULTATION, town.news)
    for path in (*lists, "/s", "/sign-in", "/comfort"):
        page = ask(path)
        assert page.status_int in {200, 303, 400}, (path, page.status)
        assert "Traceback" not in page


def test_a_page_number_beyond_all_is_the_last_page(town: Town) -> None:
    browser = town.world.browser()
    for path in (CONSULTATION, "/news", "/consultations", "/search?q=", "/search?q=ماء"):
        joint = "&" if "?" in path else "?"
        assert browser.get(f"{path}{joint}page={10**9}").status_int == 200


def test_an_unknown_reference_or_receipt_is_not_found(town: Town) -> None:
    browser = town.world.browser()
    for path in ("/r/p-nothing", "/s/abcdefghabcdefghabcd", f"/r/{town.receipt}", f"/s/{town.reference}"):
        browser.get(path, status=404)
