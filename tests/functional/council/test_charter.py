"""The charter: two sides sign the very text they read; another text is another edition, and the old one stands."""

from typing import Any

import pytest
from webtest import TestResponse

from mukhtabar.actions.charter import institutions, next_edition, sign, withdraw_signature
from mukhtabar.actions.edit import edit
from mukhtabar.content.charter import Charter
from mukhtabar.content.space import Space
from mukhtabar.content.texts import Texts
from mukhtabar.rules.refused import Refused
from mukhtabar.rules.roles import Role
from mukhtabar.store.grants import Grant
from tests.world import COMMUNE, PEOPLE, SPACE, World

EN = "/en"
MINE = {"lead": f"{SPACE}", "approver": COMMUNE, "approver2": COMMUNE, "both": COMMUNE}


@pytest.fixture
def charter(world: World) -> str:
    """A charter that is open for signature."""
    path = world.made("lead", SPACE, Charter(), "charter", title="ميثاق", body="<p>نتعهد بالجواب داخل شهرين.</p>")
    world.step("lead", path, "propose")
    return path


def signs(world: World, who: str, path: str, node: str = "") -> None:
    """Sign as a person who has read the present text."""
    with world.acting(who) as ctx:
        document = world.at(ctx, path)
        sign(ctx, document, world.at(ctx, node or MINE.get(who, SPACE)).uid, document.digest)


def on_page(world: World, who: str, path: str) -> TestResponse:
    """Sign on the page, as people do, and return what comes back."""
    browser = world.browser(who)
    page = browser.get(f"{EN}{path}/sign")
    form: Any = browser.form(page, "agree")
    form["agree"] = True
    answer = form.submit()
    return answer.follow() if answer.status_int == 303 else answer


def test_both_sides_sign_and_everybody_reads_who_when_and_in_what_capacity(world: World, charter: str) -> None:
    assert "Your signature stands under the text." in on_page(world, "lead", charter)
    assert world.state(charter) == "proposed"
    on_page(world, "approver", charter)
    assert world.state(charter) == "signed"
    text = world.browser().get(f"{EN}{charter}").html.select_one("main").get_text(" ")
    for words in ("Signed by both sides", "جمعية نموذجية", "Lead", "Approver", "رئيسة المجلس", "20 November 2026"):
        assert words in text


@pytest.mark.parametrize("who", [None, *sorted(set(PEOPLE) - set(MINE))])
def test_nobody_else_signs(world: World, charter: str, who: str | None) -> None:
    page = world.browser(who).get(f"{EN}{charter}/sign", status=403)
    assert "agree" not in page
    world.browser(who).get(f"{EN}{charter}/withdraw", status=403)
    if who:
        for node in (SPACE, COMMUNE):
            with pytest.raises(Refused, match="not have the right"):
                signs(world, who, charter, node)


def test_no_council_signs_for_the_association_and_no_association_for_the_council(world: World, charter: str) -> None:
    for who, node in (("lead", COMMUNE), ("approver", SPACE)):
        with pytest.raises(Refused, match="not have the right"):
            signs(world, who, charter, node)


def test_one_person_does_not_sign_for_both_sides(world: World, charter: str) -> None:
    with world.acting() as ctx:
        # Nobody is given both roles; a portal that was filled otherwise is held to the same.
        space = world.at(ctx, SPACE)
        ctx.portal.grants.give(Grant(world.pids["approver"], Role.SPACE_LEAD, space.uid, ctx.now, None, None), space.type_name)
    signs(world, "approver", charter)
    with pytest.raises(Refused) as no:
        signs(world, "approver", charter, SPACE)
    assert no.value.code == "other_side"


def test_what_is_signed_is_what_was_read(world: World, charter: str) -> None:
    browser = world.browser("approver")
    form: Any = browser.form(browser.get(f"{EN}{charter}/sign"), "agree")
    world.step("lead", charter, "recall", comment="كلمة ناقصة")
    with world.acting("lead") as ctx:
        edit(ctx, world.at(ctx, charter), {"body": Texts.of(ctx.now, ar="<p>نتعهد بلا شيء.</p>")})
    world.step("lead", charter, "propose")
    form["agree"] = True
    assert "The text changed after you opened it." in form.submit()
    with world.acting() as ctx:
        assert not world.at(ctx, charter).signatures


def test_the_box_must_be_ticked_and_an_institution_signs_once(world: World, charter: str) -> None:
    browser = world.browser("lead")
    form: Any = browser.form(browser.get(f"{EN}{charter}/sign"), "agree")
    page = form.submit()
    assert "Tick the box if you sign." in page and page.html.select_one("#agree[aria-invalid]")
    signs(world, "lead", charter)
    with pytest.raises(Refused) as no:
        signs(world, "lead", charter)
    assert no.value.code == "signed_already"
    assert "have signed already" in browser.get(f"{EN}{charter}/sign")


def test_a_draft_is_not_signed_and_a_signed_text_is_not_changed(world: World) -> None:
    path = world.made("lead", SPACE, Charter(), "draft-charter", title="مسودة")
    with pytest.raises(Refused) as no:
        signs(world, "lead", path)
    assert no.value.code == "not_open"
    world.step("lead", path, "propose")
    signs(world, "approver", path)
    with pytest.raises(Refused, match="It was signed"):
        world.step("lead", path, "recall", comment="نغير النص")
    with world.acting("lead") as ctx, pytest.raises(Refused):
        edit(ctx, world.at(ctx, path), {"title": Texts.of(ctx.now, ar="آخر")})
    world.browser("lead").get(f"{path}/edit", status=403)


def test_a_withdrawal_is_public_with_its_reason_and_opens_it_again(world: World, charter: str) -> None:
    signs(world, "lead", charter)
    signs(world, "approver", charter)
    browser = world.browser("approver2")  # an office changes hands
    form: Any = browser.form(browser.get(f"{EN}{charter}/withdraw"), "why")
    assert "Say why" in form.submit()
    form["why"] = "لم يصادق المجلس على النص."
    page = form.submit().follow()
    assert "The signature is withdrawn." in page
    assert world.state(charter) == "proposed"
    text = world.browser().get(f"{EN}{charter}").html.select_one("main").get_text(" ")
    assert "لم يصادق المجلس على النص." in text and "Withdrawn" in text and "Approver" in text
    signs(world, "approver2", charter)
    assert world.state(charter) == "signed"


@pytest.mark.parametrize("who", sorted(set(PEOPLE) - {"approver", "approver2", "both"}))
def test_who_may_not_sign_for_the_council_does_not_withdraw_for_it(world: World, charter: str, who: str) -> None:
    signs(world, "approver", charter)
    with world.acting(who) as ctx, pytest.raises(Refused, match="not have the right"):
        withdraw_signature(ctx, world.at(ctx, charter), world.at(ctx, COMMUNE).uid, "لأن")


def test_the_next_edition_needs_signatures_of_its_own_and_the_old_one_stays(world: World, charter: str) -> None:
    signs(world, "lead", charter)
    signs(world, "approver", charter)
    browser = world.browser("lead")
    page: Any = browser.get(f"{EN}{charter}/edition")
    answer = next(form for form in page.forms.values() if form.action.endswith("/edition")).submit()
    assert answer.location.endswith("/charter-2/edit")
    with world.acting("lead") as ctx, pytest.raises(Refused) as twice:
        next_edition(ctx, world.at(ctx, charter))
    assert twice.value.code == "begun_already"
    second = f"{SPACE}/charter-2"
    with world.acting("lead") as ctx:
        edit(ctx, world.at(ctx, second), {"body": Texts.of(ctx.now, ar="<p>نتعهد بالجواب داخل شهر.</p>")})
        assert not world.at(ctx, second).signatures
    visitor = world.browser()
    assert "charter-2" not in visitor.get(charter)
    world.step("lead", second, "propose")
    assert world.state(charter) == "signed"
    signs(world, "lead", second)
    signs(world, "approver2", second)
    assert (world.state(charter), world.state(second)) == ("superseded", "signed")
    old = visitor.get(f"{EN}{charter}")
    assert "داخل شهرين" in old and "Approver" in old and "A later edition has taken its place" in old
    assert "charter-2" in old and "داخل شهر." in visitor.get(second)
    with world.acting("approver") as ctx, pytest.raises(Refused):
        withdraw_signature(ctx, world.at(ctx, charter), world.at(ctx, COMMUNE).uid, "لأن")


def test_each_association_of_the_commune_signs_a_charter_of_the_commune(world: World) -> None:
    world.made("admin", COMMUNE, Space(), "other", title="فضاء آخر", association="جمعية أخرى")
    path = world.made("admin", COMMUNE, Charter(), "charter", title="ميثاق الجماعة")
    world.step("admin", path, "propose")
    with world.acting() as ctx:
        assert len(institutions(world.at(ctx, path))) == 3
    signs(world, "lead", path, SPACE)
    with pytest.raises(Refused):
        signs(world, "lead", path, f"{COMMUNE}/other")
    signs(world, "approver", path)
    assert world.state(path) == "signed"
    assert "ميثاق الجماعة" in world.browser().get(COMMUNE)


def test_every_step_is_one_line_of_the_journal_without_a_name(world: World, charter: str) -> None:
    signs(world, "lead", charter)
    with world.acting("lead") as ctx:
        withdraw_signature(ctx, world.at(ctx, charter), world.at(ctx, SPACE).uid, "سبب سري")
        lines = [entry for entry in ctx.portal.journal if entry.action in {"sign", "withdraw_signature"}]
        assert len(lines) == 2 and "سبب سري" not in str(lines) and "Lead" not in str(lines)


def test_a_person_who_was_erased_leaves_a_signature_without_a_name(world: World, charter: str) -> None:
    signs(world, "approver", charter)
    with world.acting() as ctx:
        ctx.register.erase(world.pids["approver"])
    text = world.browser().get(f"{EN}{charter}").html.select_one("main").get_text(" ")
    assert "Former participant" in text and "Approver" not in text


@pytest.mark.parametrize("institution", ["", "0", "x", "9" * 40, "-1", "١٢", "1e9"])
def test_what_is_typed_into_the_form_by_hand_is_refused(world: World, charter: str, institution: str) -> None:
    browser = world.browser("lead")
    page = browser.get(f"{EN}{charter}/sign")
    form: Any = browser.form(page, "agree")
    token, serial = form["csrf_token"].value, form["serial"].value
    sent = {"csrf_token": token, "serial": serial, "agree": "yes", "institution": institution}
    assert "You do not have the right to do this here." in browser.post(f"{EN}{charter}/sign", sent)
