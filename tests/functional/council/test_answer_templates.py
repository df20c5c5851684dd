"""Officers keep texts to begin an answer with (J17)."""

from tests.world import COMMUNE, Browser, World

PAGE = f"/en{COMMUNE}/answer-templates"


def keep(browser: Browser, title: str = "خارج الاختصاص", **values: str) -> object:
    form = browser.form(browser.get(PAGE), "title")
    form["title"] = title
    form["outcome"] = values.get("outcome", "not_our_competence")
    form.set("ar", values.get("ar", "هذا الطلب خارج اختصاص الجماعة."), index=0)
    form.set("fr", "Hors de la compétence de la commune.", index=0)
    form["competence"] = "المديرية الإقليمية"
    return form.submit("save")


def kept(world: World) -> list[str]:
    with world.acting() as ctx:
        held = world.at(ctx, COMMUNE).answer_templates
        return [template.title for _key, template in held.items()] if held else []


def test_a_template_fills_the_form_of_a_new_answer(world: World) -> None:
    officer = world.browser("officer")
    assert "The template is saved." in keep(officer).follow()  # type: ignore[attr-defined]
    proposal = world.published()
    page = officer.get(f"/en{proposal}/answer").click("خارج الاختصاص")
    form = officer.form(page, "outcome")
    assert form.get("ar", index=0).value == "هذا الطلب خارج اختصاص الجماعة."
    assert form["outcome"].value == "not_our_competence" and form["competence"].value == "المديرية الإقليمية"
    form["protocol"] = "2026/7"
    page = form.submit().follow()
    assert "هذا الطلب خارج اختصاص الجماعة." in officer.get(page.request.path.replace("/en", ""))
    assert "2026/7" in page and "Not within the commune" in page


def test_it_is_changed_and_removed_and_answers_stay(world: World) -> None:
    officer = world.browser("officer")
    keep(officer)
    page = officer.get(PAGE).click("خارج الاختصاص")
    form = officer.form(page, "title")
    form["title"] = "ليس من اختصاصنا"
    form.submit("save").follow()
    assert kept(world) == ["ليس من اختصاصنا"]
    page = officer.get(PAGE)
    drop = next(form for form in page.forms.values() if "drop" in form.fields)
    assert "is removed" in drop.submit("drop").follow()
    assert kept(world) == []


def test_a_colleague_who_removed_it_costs_nobody_their_words(world: World) -> None:
    officer, other = world.browser("officer"), world.browser("both")
    keep(officer)
    form = officer.form(officer.get(PAGE).click("خارج الاختصاص"), "title")
    page = other.get(PAGE)
    next(one for one in page.forms.values() if "drop" in one.fields).submit("drop")
    form["title"] = "عنوان جديد"
    page = form.submit("save", status="*")
    assert page.status_int in {200, 404} and kept(world) == []


def test_two_of_one_name_and_none_without_are_refused_beside_the_field(world: World) -> None:
    officer = world.browser("officer")
    keep(officer)
    page = keep(officer)
    assert page.html.select_one("[name=title][aria-invalid=true]") and "of this name already" in page  # type: ignore[operator, attr-defined]
    assert officer.form(page, "title").get("ar", index=0).value == "هذا الطلب خارج اختصاص الجماعة."
    assert keep(officer, "").html.select_one("[name=title][aria-invalid=true]")  # type: ignore[attr-defined]
    assert len(kept(world)) == 1


def test_nobody_but_the_officers_sees_them(world: World) -> None:
    keep(world.browser("officer"))
    for who in (None, "citizen", "editor", "lead", "observer", "admin", "approver"):
        assert world.browser(who).get(PAGE, status="*").status_int == 403
        for path in (COMMUNE, "/search?q=الاختصاص"):
            assert "خارج الاختصاص" not in world.browser(who).get(path)
