"""The main job, from one end to the other: submit, publish, draft, approve, publish the answer, read it."""

from tests.world import CONSULTATION, World

TITLE = "إنارة عمومية أمام المدرسة"


def test_a_citizen_submits_and_everyone_reads_the_answer(world: World) -> None:
    citizen = world.browser()
    page = citizen.get(CONSULTATION)
    form = citizen.form(page.click(href="/propose$", index=0), "title")
    form["kind"], form["title"], form["topic"] = "need", TITLE, "roads"
    form["body"] = "الشارع مظلم في الصباح الباكر، ونطلب إضاءته حماية للتلميذات والتلاميذ."
    form["name"], form["consent"] = "فاطمة", True
    status = form.submit().follow()
    assert TITLE in status and "/s/" in status.request.path
    assert world.browser().get(CONSULTATION).text.count(TITLE) == 0

    editor = world.browser("editor")
    review = editor.get("/desk").click(TITLE)
    editor.form(review, "transition").submit("transition", value="publish")
    public = world.browser().get(CONSULTATION).click(TITLE)
    path = public.request.path

    officer = world.browser("officer")
    draft = officer.get("/desk").click(TITLE).click(href="/answer$")
    form = officer.form(draft, "outcome")
    form["outcome"] = "accepted"
    form.set("ar", "سنضيء الشارع قبل نهاية السنة.", index=0)
    review = form.submit().follow()
    assert "سنضيء" not in world.browser().get(path)
    officer.form(review, "transition").submit("transition", value="send")

    approver = world.browser("approver")
    review = approver.get("/desk").click("سنضيء")
    approver.form(review, "transition").submit("transition", value="approve")
    assert "سنضيء" not in world.browser().get(path)
    review = approver.get(review.request.path)
    approver.form(review, "transition").submit("transition", value="publish")

    answered = world.browser().get(path)
    assert "سنضيء الشارع قبل نهاية السنة." in answered
    assert world.state(path) == "answered"
    with world.acting() as ctx:
        kinds = {letter.kind for _key, letter in ctx.portal.outbox.due(world.clock.now())}
    assert "waiting" in kinds
