"""The languages of a document side by side: drafted, published, found still right, withdrawn, by who may (point 7)."""

from typing import Any

import pytest

from mukhtabar.actions.edit import edit
from mukhtabar.actions.translate import confirm, discard, draft, publish, withdraw
from mukhtabar.content.texts import Texts
from mukhtabar.content.translations import standing
from mukhtabar.rules.refused import Refused
from tests.world import CONSULTATION, PEOPLE, SPACE, Browser, World

EN = "/en"
TITLE, BODY = "Guide de la participation", "Comment *participer*.\n\n- un\n- deux"


def translating(world: World, who: str, path: str, to: str = "fr", more: str = "") -> tuple[Browser, Any]:
    """Return a person's browser and the form that translates what stands at `path`."""
    browser = world.browser(who)
    return browser, browser.form(browser.get(f"{EN}{path}/translate?to={to}{more}"), "serial")


def said(world: World, path: str, field: str = "title", language: str = "fr") -> str:
    with world.acting() as ctx:
        return str(getattr(world.at(ctx, path), field).get(language))


def drafted(world: World, path: str, language: str = "fr") -> Any:
    with world.acting() as ctx:
        return world.at(ctx, path).translations.get(language)


def public_page(world: World, **values: Any) -> str:
    path = world.page(**values)
    world.step("lead", path, "publish")
    return path


def journal(world: World) -> list[str]:
    with world.acting() as ctx:
        return sorted(entry.action for entry in ctx.portal.journal)


def rewritten(world: World, path: str, **values: str) -> None:
    """Change the original, a day later."""
    world.later(days=1)
    with world.acting("lead") as ctx:
        page = world.at(ctx, path)
        edit(ctx, page, {name: getattr(page, name).with_values(ctx.now, {"ar": text}) for name, text in values.items()})


def test_each_field_stands_beside_its_original_in_its_own_direction(world: World) -> None:
    path = public_page(world, body="<h2>لماذا؟</h2><p>نص <strong>مهم</strong>.</p>")
    page = world.browser("editor").get(f"{EN}{path}/translate?to=fr")
    pairs = page.html.select(".beside")
    assert len(pairs) == 2
    original = pairs[1].select_one(".prose")
    assert (original["lang"], original["dir"]) == ("ar", "rtl") and original.select_one("strong").get_text() == "مهم"
    for pair in pairs:
        field = pair.select_one("input, textarea")
        assert (field["lang"], field["dir"]) == ("fr", "ltr")
        order = [tag for tag in pair.find_all(True) if tag is field or tag is pair.select_one(".prose")]
        assert order[-1] is field


def test_a_field_without_a_text_has_no_pair(world: World) -> None:
    page = world.browser("editor").get(f"{EN}{world.page()}/translate?to=fr")
    assert [pair.h2.get_text().split(" · ")[0] for pair in page.html.select(".beside")] == ["Title", "Text"]


def test_an_editor_drafts_what_is_published_and_a_lead_brings_it_out(world: World) -> None:
    path = public_page(world)
    browser, form = translating(world, "editor", path)
    form["title"], form["body"] = TITLE, BODY
    assert "Saved as a draft" in form.submit("draft").follow()
    assert said(world, path) == "" and drafted(world, path).fields["title"] == TITLE
    assert TITLE not in world.browser().get(f"/fr{path}")
    _browser, form = translating(world, "editor", path)
    assert form["title"].value == TITLE and form["body"].value.replace("\r\n", "\n").strip() == BODY
    form.submit("ready").follow()
    desk = world.browser("lead").get(f"{EN}/desk")
    listed = desk.html.select_one("section[aria-labelledby=queue-translation]")
    assert "Français" in listed.get_text() and listed.select_one(f'a[href="{EN}{path}/translate"]')
    assert "queue-translation" not in world.browser("editor").get(f"{EN}/desk")
    _browser, form = translating(world, "lead", path)
    assert "Saved." in form.submit("publish").follow()
    assert said(world, path) == TITLE and drafted(world, path) is None
    shown = world.browser(cached=True).get(f"/fr{path}")
    assert TITLE in shown and "<strong>participer</strong>" in shown
    with world.acting() as ctx:
        save = world.at(ctx, path).revisions.latest()
        assert save.comment == "Français" and save.author == world.pids["lead"]
    assert [action for action in journal(world) if "translation" in action] == ["draft_translation"] * 2 + ["publish_translation"]
    assert "Nothing is waiting" in world.browser("lead").get(f"{EN}/desk").html.select_one("section[aria-labelledby=queue-translation]").get_text()


def test_what_is_private_itself_is_written_straight_into_the_text(world: World) -> None:
    path = world.page()
    _browser, form = translating(world, "editor", path)
    assert [button.get_text() for button in form.html.select("p.actions button")] == ["Save", "Go on later"]
    form["title"] = TITLE
    assert "Saved." in form.submit("publish").follow()
    assert said(world, path) == TITLE and drafted(world, path) is None
    with world.acting() as ctx:
        assert world.at(ctx, path).state == "private"


def test_an_editor_cannot_publish_over_the_address_either(world: World) -> None:
    path = public_page(world)
    browser, form = translating(world, "editor", path)
    form["title"] = TITLE
    page = browser.post(f"{EN}{path}/translate?to=fr", [*form.submit_fields(), ("publish", "1")])
    assert page.status_int == 200 and "do not have the right" in page and said(world, path) == ""


ACTIONS = {
    "draft": lambda ctx, page: draft(ctx, page, "fr", {"title": "Autre"}),
    "publish": lambda ctx, page: publish(ctx, page, "fr", {"title": "Autre"}),
    "withdraw": lambda ctx, page: withdraw(ctx, page, "fr"),
    "discard": lambda ctx, page: discard(ctx, page, "fr"),
    "confirm": lambda ctx, page: confirm(ctx, page, "fr"),
}


@pytest.mark.parametrize("action", ACTIONS)
def test_who_may_do_what_to_a_translation_of_a_published_page(world: World, action: str) -> None:
    drafters, publishers = {"editor", "lead", "admin"}, {"lead", "admin"}
    may = publishers if action in {"publish", "withdraw"} else drafters
    for who in PEOPLE:
        path = public_page(world, name=f"p-{who}")
        with world.acting("lead") as ctx:
            publish(ctx, world.at(ctx, path), "fr", {"title": "Titre", "body": "<p>Texte</p>"})
            draft(ctx, world.at(ctx, path), "fr", {"body": "<p>Brouillon</p>"})
        rewritten(world, path, title="عنوان آخر")
        before = said(world, path), drafted(world, path)
        with world.acting(who) as ctx:
            page, entries = world.at(ctx, path), len(list(ctx.portal.journal))
            if who in may:
                ACTIONS[action](ctx, page)
                assert len(list(ctx.portal.journal)) == entries + 1
                continue
            with pytest.raises(Refused) as caught:
                ACTIONS[action](ctx, page)
            assert caught.value.code == "not_permitted" and len(list(ctx.portal.journal)) == entries
        assert (said(world, path), drafted(world, path)) == before


def test_the_pages_are_for_who_translates(world: World) -> None:
    path = public_page(world)
    for who in (None, *PEOPLE):
        browser = world.browser(who)
        for address in (f"{path}/translate", f"{path}/translate?to=fr", f"{SPACE}/translations"):
            status = browser.get(address, status="*").status_int
            assert status == (200 if who in {"editor", "lead", "admin"} else 403), (who, address)


@pytest.mark.parametrize("to", ["ar", "", "xx", "fr'", "../fr", "%00"])
def test_a_language_that_cannot_be_translated_into_is_not_there(world: World, to: str) -> None:
    world.browser("editor").get(f"{world.page()}/translate?to={to}", status=404 if to != "" else "*")


def test_the_leading_language_is_not_withdrawn_or_drafted(world: World) -> None:
    path = public_page(world)
    with world.acting("admin") as ctx:
        for act in (draft, publish):
            with pytest.raises(Refused) as caught:
                act(ctx, world.at(ctx, path), "ar", {"title": "x"})
            assert caught.value.code == "not_a_translation"
        with pytest.raises(Refused):
            withdraw(ctx, world.at(ctx, path), "ar")
        with pytest.raises(ValueError, match="to translate"):
            draft(ctx, world.at(ctx, path), "fr", {"category": "x"})


def test_what_changed_in_the_original_stands_under_it_word_by_word(world: World) -> None:
    path = public_page(world, body="<p>يجتمع المجلس في ماي.</p>")
    with world.acting("lead") as ctx:
        publish(ctx, world.at(ctx, path), "fr", {"title": "Guide", "body": "<p>Le conseil se réunit en mai.</p>"})
    rewritten(world, path, body="<p>يجتمع المجلس في أكتوبر.</p>")
    page = world.browser("editor").get(f"{EN}{path}/translate?to=fr")
    title, body = page.html.select(".beside")
    assert title.select_one("details") is None
    assert body.select_one("del").get_text() == "removed:مايend of removal."
    assert "أكتوبر" in body.select_one("ins").get_text() and body.select_one(".diff")["lang"] == "ar"


def test_it_is_still_right_moves_the_date_and_nothing_else(world: World) -> None:
    path = public_page(world)
    with world.acting("lead") as ctx:
        publish(ctx, world.at(ctx, path), "fr", {"title": "Guide"})
    rewritten(world, path, title="دليل آخر")
    browser = world.browser("lead")
    page = browser.get(f"{EN}{path}/translate")
    row = next(item for item in page.html.select("#languages > li") if "Français" in item.h2.get_text())
    assert "Out of date" in row.get_text()
    with world.acting() as ctx:
        saves = len(world.at(ctx, path).revisions)
    browser.form(page, "confirm").submit("confirm").follow()
    with world.acting() as ctx:
        document = world.at(ctx, path)
        assert standing(document, "fr").since is None and document.title.get("fr") == "Guide"
        assert len(document.revisions) == saves
    assert journal(world).count("confirm_translation") == 1
    with world.acting("lead") as ctx, pytest.raises(Refused) as caught:
        confirm(ctx, world.at(ctx, path), "fr")
    assert caught.value.code == "up_to_date"


def test_an_editor_who_finds_it_still_right_leaves_the_word_to_the_lead(world: World) -> None:
    path = public_page(world)
    with world.acting("lead") as ctx:
        publish(ctx, world.at(ctx, path), "fr", {"title": "Guide"})
    rewritten(world, path, title="دليل آخر")
    world.later(days=1)
    with world.acting("editor") as ctx:
        confirm(ctx, world.at(ctx, path), "fr")
        assert standing(world.at(ctx, path), "fr").since is not None
    with world.acting("lead") as ctx:
        saves = len(world.at(ctx, path).revisions)
        assert publish(ctx, world.at(ctx, path), "fr")
        assert standing(world.at(ctx, path), "fr").since is None and len(world.at(ctx, path).revisions) == saves


def test_one_language_is_withdrawn_and_the_others_stay(world: World) -> None:
    path = public_page(world)
    with world.acting("lead") as ctx:
        for language, title in (("fr", "Guide français"), ("en", "English guide")):
            publish(ctx, world.at(ctx, path), language, {"title": title})
    browser = world.browser("lead")
    page = browser.get(f"{EN}{path}/translate")
    form = next(form for form in page.forms.values() if "withdraw" in form.fields and form["language"].value == "fr")
    assert "kept as a draft" in form.submit("withdraw").follow()
    assert said(world, path) == "" and said(world, path, language="en") == "English guide"
    assert drafted(world, path).fields == {"title": "Guide français"}
    assert "Guide français" not in world.browser(cached=True).get(f"/fr{path}")


def test_what_was_published_can_be_taken_back(world: World) -> None:
    from mukhtabar.actions.undo import undo

    path = public_page(world)
    with world.acting("editor") as ctx:
        draft(ctx, world.at(ctx, path), "fr", {"title": TITLE}, ready=True)
    with world.acting("lead") as ctx:
        publish(ctx, world.at(ctx, path), "fr")
    with world.acting("lead") as ctx:
        undo(ctx)
    assert said(world, path) == "" and drafted(world, path).ready and drafted(world, path).by == world.pids["editor"]


def test_what_somebody_went_on_with_is_not_taken_back(world: World) -> None:
    from mukhtabar.actions.undo import undo

    path = public_page(world)
    with world.acting("lead") as ctx:
        publish(ctx, world.at(ctx, path), "fr", {"title": TITLE})
    with world.acting("editor") as ctx:
        draft(ctx, world.at(ctx, path), "fr", {"title": "Autre"})
    with world.acting("lead") as ctx, pytest.raises(Refused) as caught:
        undo(ctx)
    assert caught.value.code == "changed_since" and said(world, path) == TITLE


def test_a_change_of_the_original_while_translating_is_seen_and_nothing_is_lost(world: World) -> None:
    path = public_page(world)
    _browser, form = translating(world, "editor", path)
    form["title"] = TITLE
    rewritten(world, path, title="دليل آخر")
    page = form.submit("draft")
    assert "was changed while you were writing" in page and drafted(world, path) is None
    assert "دليل آخر" in page.html.select_one(".beside").get_text()
    again = Browser.form(None, page, "serial")
    assert again["title"].value == TITLE
    again.submit("draft").follow()
    assert drafted(world, path).fields == {"title": TITLE}


def test_two_languages_are_written_at_once_and_lock_nothing(world: World) -> None:
    path = public_page(world)
    _editor, french = translating(world, "editor", path)
    _lead, english = translating(world, "lead", path, "en")
    french["title"], english["title"] = "Guide", "Handbook"
    for form in (french, english):
        button = next(button for button in form.html.select("button") if button.get("name") == "keep")
        assert "not saved yet" in form.response.test_app.post(button["formaction"], form.submit_fields("keep")).follow()
    english.submit("publish").follow()
    french.submit("draft").follow()
    assert said(world, path, language="en") == "Handbook" and drafted(world, path).fields == {"title": "Guide"}


def test_unsaved_words_of_a_translation_are_kept_for_their_author_alone(world: World) -> None:
    path = public_page(world)
    browser, form = translating(world, "editor", path)
    form["title"] = "Mots non enregistrés"
    button = next(button for button in form.html.select("button") if button.get("name") == "keep")
    page = browser.post(button["formaction"], form.submit_fields("keep")).follow()
    assert "Mots non enregistrés" in page
    offer = browser.get(f"{EN}{path}/translate?to=fr")
    assert "Mots non" not in offer and "You left words here" in offer
    for other in (world.browser("lead").get(f"{EN}{path}/translate?to=fr&continue=1"), browser.get(f"{EN}{path}/translate?to=zgh&continue=1")):
        assert "Mots non" not in other
    world.browser("citizen").post(f"{path}/keep-translation?to=fr", status=403)
    browser.form(offer, "discard").submit("discard").follow()
    assert "You left words here" not in browser.get(f"{EN}{path}/translate?to=fr")


def test_it_can_be_translated_from_another_language_than_the_leading_one(world: World) -> None:
    path = public_page(world)
    with world.acting("lead") as ctx:
        publish(ctx, world.at(ctx, path), "fr", {"title": "Guide"})
    _browser, form = translating(world, "editor", path, "en", "&from=fr")
    title, body = form.html.select(".beside")
    assert title.select_one(".prose")["lang"] == "fr" and body.select_one(".prose")["lang"] == "ar"
    _browser, form = translating(world, "editor", path, "en", "&from=zgh")
    assert form.html.select_one(".beside .prose")["lang"] == "ar"


def test_a_translation_of_the_reply_comes_out_when_nobody_may_edit_any_more(world: World) -> None:
    with world.acting() as ctx:
        consultation = world.at(ctx, CONSULTATION)
        consultation.state, consultation.reply = "replied", Texts.of(ctx.now, ar="<p>جواب المجلس.</p>")
    world.browser("lead").get(f"{CONSULTATION}/edit", status=403)
    _browser, form = translating(world, "lead", CONSULTATION)
    form["reply"] = "Réponse du conseil."
    form.submit("publish").follow()
    assert said(world, CONSULTATION, "reply") == '<p dir="auto">Réponse du conseil.</p>'
    assert "Réponse du conseil." in world.browser().get(f"/fr{CONSULTATION}")


def test_while_somebody_writes_in_the_document_no_translation_comes_out_and_drafts_are_kept(world: World) -> None:
    from mukhtabar.actions.keep import keep

    path = public_page(world)
    with world.acting("admin") as ctx:
        keep(ctx, world.at(ctx, path), [("title", "x")])
    _browser, form = translating(world, "lead", path)
    form["title"] = TITLE
    page = form.submit("publish")
    assert "Somebody else is writing here" in page and said(world, path) == ""
    Browser.form(None, page, "serial").submit("draft").follow()
    assert drafted(world, path).fields == {"title": TITLE}


@pytest.mark.parametrize("button", ["draft", "publish"])
def test_an_untouched_form_changes_nothing(world: World, button: str) -> None:
    path = public_page(world, body="<h2>أ</h2><table><tbody><tr><td>ب</td></tr></tbody></table>")
    table = "<h2>A</h2><table><tbody><tr><td>b</td></tr></tbody></table>"
    with world.acting("lead") as ctx:
        publish(ctx, world.at(ctx, path), "fr", {"body": table})
    before = journal(world)
    _browser, form = translating(world, "lead", path)
    assert "Nothing was changed." in form.submit(button).follow()
    assert said(world, path, "body") == table and journal(world) == before


HOSTILE = ("<script>alert(1)</script>", "</textarea><img src=x onerror=alert(1)>", "${structure: context}", "\u202e\u0000fin", "a" * 70_000)


@pytest.mark.usefixtures("swept")
@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_are_text_or_refused(world: World, words: str) -> None:
    path = public_page(world)
    _browser, form = translating(world, "lead", path)
    form["body"] = words
    page = form.submit("publish", status="*")
    assert page.status_int in {200, 303}
    assert "<script" not in said(world, path, "body") and "<img" not in said(world, path, "body")
    assert len(said(world, path, "body")) < 30_000
    shown = world.browser().get(f"/fr{path}").html.select_one(".prose")
    assert shown is None or not shown.select("script, img")


FORGED = [
    [("language", "xx"), ("withdraw", "1")], [("language", "fr"), ("withdraw", "1")], [("language", "ar"), ("withdraw", "1")],
    [("withdraw", "1")], [("language", "fr")], [("language", "fr"), ("confirm", "1")], [("language", "fr"), ("discard", "1")],
    [("language", "ar"), ("confirm", "1")],
]  # fmt: skip


@pytest.mark.parametrize("fields", FORGED, ids=range(len(FORGED)))
def test_buttons_that_nobody_was_offered_are_answered_in_words(world: World, fields: list[tuple[str, str]]) -> None:
    path, browser = public_page(world), world.browser("lead")
    token = browser.form(browser.get(f"{EN}{path}/translate"), "language")["csrf_token"].value
    before = journal(world)
    page = browser.post(f"{EN}{path}/translate", [("csrf_token", token), *fields])
    assert page.html.select_one("[role=alert]") and journal(world) == before


def test_the_report_lists_ready_then_out_of_date_then_missing(world: World) -> None:
    paths = {name: public_page(world, name=name, title=f"صفحة {name}", body="") for name in ("new", "old", "ready", "done")}
    with world.acting("lead") as ctx:
        for name in ("old", "done"):
            publish(ctx, world.at(ctx, paths[name]), "fr", {"title": f"Page {name}"})
        draft(ctx, world.at(ctx, paths["ready"]), "fr", {"title": "Page"}, ready=True)
    rewritten(world, paths["old"], title="صفحة أخرى")
    browser = world.browser("lead")
    page = browser.get(f"{EN}{SPACE}/translations?to=fr")
    listed = [link["href"].removeprefix(EN).removesuffix("/translate") for link in page.html.select(".listing .item-title a")]
    mine = [path for path in listed if path in paths.values()]
    assert mine == [paths["ready"], paths["old"], paths["new"]]
    cells = [cell.get_text(" ", strip=True) for cell in page.html.select(".listing > li")[listed.index(paths["old"])].select(".each-language > li")]
    assert cells[0] == "العربية Leading language" and cells[1].startswith("Français Out of date since")
    assert cells[2] == "ⵜⴰⵎⴰⵣⵉⵖⵜ Not begun"
    above = browser.get(f"{EN}{SPACE}/translations?to=fr&page=99999999")
    assert above.status_int == 200
    assert browser.get(f"{EN}{CONSULTATION}/translations?to=qq").status_int == 200
    for link in page.html.select("main a"):
        assert browser.get(link["href"] if link["href"].startswith("/") else f"{EN}{SPACE}/translations{link['href']}").status_int == 200


def test_the_report_reads_no_more_than_it_shows(world: World) -> None:
    """A page of 25 out of many: the documents of the other pages are not loaded."""
    for number in range(60):
        world.page(name=f"n{number}", title=f"صفحة {number}", body="")
    browser = world.browser("lead")
    page = browser.get(f"{EN}{SPACE}/translations?to=zgh&page=2")
    assert len(page.html.select(".listing > li")) == 25
    with world.acting() as ctx:
        space = world.at(ctx, SPACE)
        assert ctx.portal.listings_index.count("translations.zgh", space.uid) == 62
