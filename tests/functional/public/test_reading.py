"""What everyone reads: from the home page down to one proposal, and back."""

from tests.world import COMMUNE, CONSULTATION, SPACE, World


def items(page: object) -> list[str]:
    """The titles of the lists of a page, in order."""
    return [link.get_text() for link in page.html.select(".item-title a")]  # type: ignore[attr-defined]


def test_the_home_page_shows_what_is_open_answered_and_waiting(world: World) -> None:
    world.answered("إنارة الحي الجديد")
    world.published("حفر بئر للدوار")
    world.public_news()
    page = world.browser().get("/en/")
    assert {"إنارة الحي الجديد", "حفر بئر للدوار", "لقاء تواصلي"} <= set(items(page))
    assert {"الماء والطرق", "Eau et routes"} & set(items(page))
    assert [figure.get_text() for figure in page.html.select(".figures dd")] == ["2", "1", "1"]


def test_an_empty_portal_has_a_home_page_too(world: World) -> None:
    page = world.browser().get("/en/")
    assert [figure.get_text() for figure in page.html.select(".figures dd")] == ["0", "0", "0"]


def test_a_reader_walks_from_home_to_a_proposal_by_links_alone(world: World) -> None:
    path = world.published("ممر آمن أمام المدرسة")
    page = world.browser().get("/en/").click(href="/en/regions$", index=0)
    page = page.click(href="^/en/souss-massa$", index=0).click(href="^/en/souss-massa/tata$", index=0)
    page = page.click(href=f"^/en{SPACE}$", index=0).click(href=f"^/en{CONSULTATION}$", index=0)
    page = page.click("ممر آمن أمام المدرسة")
    assert page.request.path == f"/en{path}" and "إلى المدرسة" in page
    crumbs = [link["href"] for link in page.html.select(".crumbs a")]
    assert crumbs == ["/en/", "/en/souss-massa", f"/en{COMMUNE}", f"/en{SPACE}", f"/en{CONSULTATION}"]


def test_the_regions_are_twelve_and_three_have_communes(world: World) -> None:
    page = world.browser().get("/en/regions")
    links = {link["href"] for link in page.html.select("main a")}
    regions = {href for href in links if href.count("/") == 2 and href not in {"/en/", "/en/answering"}}
    assert len(regions) == 12 and "/en/souss-massa" in regions


def test_a_region_is_a_map_and_the_same_communes_as_a_list(world: World) -> None:
    page = world.browser().get("/en/souss-massa")
    dots = {dot["href"] for dot in page.html.select("svg a.dot")}
    listed = {link["href"] for link in page.html.select(".columns-list a")}
    assert f"/en{COMMUNE}" in dots and len(listed) > 100 and dots <= listed
    assert [link["href"] for link in page.html.select("svg a.dot.open")] == [f"/en{COMMUNE}"]
    assert page.html.select_one("svg[role=group]")["aria-label"]


def test_a_region_that_is_not_open_says_so(world: World) -> None:
    page = world.browser().get("/en/casablanca-settat")
    assert "The laboratory is not open in this region yet." in page and not page.html.select("svg a.dot")


def test_every_commune_of_the_three_regions_has_a_page(world: World) -> None:
    browser = world.browser()
    for region in ("/souss-massa", "/draa-tafilalet", "/guelmim-oued-noun"):
        links = [link["href"] for link in browser.get(region).html.select(".columns-list a")]
        assert links
        for href in (links[0], links[-1], links[len(links) // 2]):
            assert browser.get(href).html.select_one("h1").get_text()


def test_a_commune_shows_its_space_its_figures_and_what_waits(world: World) -> None:
    world.answered("تبليط الأزقة")
    world.published("ملعب للقرب")
    page = world.browser().get(f"/en{COMMUNE}")
    assert {"تبليط الأزقة", "ملعب للقرب"} <= set(items(page)) and page.html.find("a", href=f"/en{SPACE}")


def test_a_space_names_its_association(world: World) -> None:
    page = world.browser().get(SPACE)
    assert "جمعية نموذجية" in page and page.html.find("a", href=CONSULTATION)


def test_forty_five_proposals_stand_on_three_pages_in_each_order(world: World) -> None:
    titles = []
    for number in range(45):
        titles.append(f"مقترح رقم {number} من خمسة وأربعين")
        world.published(titles[-1])
        world.later(minutes=1)
    browser = world.browser()
    for order, wanted in (("newest", titles[::-1]), ("waiting", titles)):
        page, found = browser.get(f"{CONSULTATION}?order={order}"), []
        for number in (1, 2, 3):
            found += items(page)
            assert len(items(page)) == (20 if number < 3 else 5)
            if number < 3:
                page = page.click(href=f"page={number + 1}", index=0)
        assert found == wanted
    assert items(browser.get(f"{CONSULTATION}?page=99")) == items(browser.get(f"{CONSULTATION}?page=3"))
    for nonsense in ("0", "-1", "x", "1e3", "٢"):
        assert items(browser.get(f"{CONSULTATION}?page={nonsense}")) == items(browser.get(CONSULTATION))


def test_the_orders_hold_what_their_names_say(world: World) -> None:
    answered, _answer = world.answered("مقترح أجيب عنه قبل قليل")
    world.published("مقترح ينتظر جوابا")
    browser = world.browser()
    assert items(browser.get(f"{CONSULTATION}?order=answered")) == ["مقترح أجيب عنه قبل قليل"]
    assert items(browser.get(f"{CONSULTATION}?order=waiting")) == ["مقترح ينتظر جوابا"]
    assert len(items(browser.get(f"{CONSULTATION}?order=elsewhere"))) == 2


def test_a_proposal_tells_what_happened_to_it_and_how_long_it_waits(world: World) -> None:
    path = world.published()
    world.later(days=3)
    page = world.browser().get(f"/en{path}")
    assert "Day 3 of 60" in page
    steps = [step.get_text() for step in page.html.select(".timeline .step-title")]
    assert len(steps) == 3 and "Submitted" in steps[0] and "Published" in steps[1] and "not yet" in steps[2]


def test_an_answered_proposal_names_who_answered_in_which_capacity(world: World) -> None:
    path, _answer = world.answered(summary="سنبرمج الأشغال في السنة المقبلة.")
    page = world.browser().get(path)
    assert "سنبرمج الأشغال في السنة المقبلة." in page and "رئيسة المجلس" in page and "Approver" in page
    assert "Officer" not in page.html.select_one("main").get_text()
    assert "Answered on day 0 of 60" in world.browser().get(f"/en{path}")


def test_a_later_answer_stands_first_and_the_earlier_one_remains(world: World) -> None:
    path, _answer = world.answered(summary="ندرس الموضوع.")
    world.later(days=30)
    second = world.drafted(path, summary="أنجزت الأشغال.")
    world.step("officer", second, "send")
    world.step("approver", second, "approve")
    world.step("officer", second, "publish")
    text = world.browser().get(path).html.select_one("main").get_text()
    assert text.index("أنجزت الأشغال.") < text.index("ندرس الموضوع.")


def test_an_author_who_hides_the_name_is_a_resident(world: World) -> None:
    browser = world.browser()
    form = browser.form(browser.get(f"{CONSULTATION}/propose"), "title")
    form["kind"], form["topic"], form["title"] = "need", "water", "ماء صالح للشرب للدوار"
    form["body"], form["name"] = "لا يصل الماء إلى الدوار منذ شهرين كاملين.", "اسم لا يظهر"
    form["anonymous"], form["consent"] = True, True
    form.submit().follow()
    with world.acting() as ctx:
        (name,) = world.at(ctx, CONSULTATION)
    world.step("editor", f"{CONSULTATION}/{name}", "publish")
    page = browser.get(f"/en{CONSULTATION}/{name}")
    assert "A resident" in page and "اسم لا يظهر" not in page


def test_the_pages_the_portal_itself_writes_are_there(world: World) -> None:
    browser = world.browser()
    for path in ("/accessibility", "/sources", "/consultations", "/news", "/s", "/search", "/sign-in"):
        for prefix in ("", "/fr", "/zgh", "/en"):
            page = browser.get(prefix + path)
            assert len(page.html.select("h1")) == 1 and page.html.select_one("h1").get_text().strip(), path


def test_every_link_of_the_frame_leads_somewhere(world: World) -> None:
    browser = world.browser()
    page = browser.get("/")
    for href in {link["href"] for link in page.html.select("header a, footer a")}:
        if href.startswith("/") and href not in {"/about", "/privacy"}:
            assert browser.get(href).status_int == 200, href
