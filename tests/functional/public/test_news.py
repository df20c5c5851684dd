"""News and the comments under it: written by readers, shown after a moderator has read them."""

from tests.world import BODY, World


def left(world: World, news: str, body: str) -> None:
    browser = world.browser("citizen")
    form = browser.form(browser.get(f"{news}/comment"), "body")
    form["body"] = body
    form.submit().follow()


def test_a_comment_waits_for_a_moderator_and_is_then_shown(world: World) -> None:
    news = world.public_news()
    left(world, news, "شكرا على هذه المبادرة.")
    assert "شكرا على هذه المبادرة." not in world.browser().get(news)
    moderator = world.browser("moderator")
    review = moderator.get("/desk").click("شكرا على هذه المبادرة.")
    moderator.form(review, "transition").submit("transition", value="publish")
    page = world.browser().get(news)
    assert "شكرا على هذه المبادرة." in page and "Citizen" in page and "citizen@" not in page


def test_a_refused_comment_is_never_shown(world: World) -> None:
    news = world.public_news()
    left(world, news, "تعليق لا يليق.")
    moderator = world.browser("moderator")
    form = moderator.form(moderator.get("/desk").click("تعليق لا يليق."), "transition")
    form["reason"] = "insult_hate"
    form.submit("transition", value="refuse")
    assert "تعليق لا يليق." not in world.browser().get(news)


def test_a_comment_hidden_later_disappears(world: World) -> None:
    news = world.public_news()
    comment = world.commented(news, "تعليق سيخفى لاحقا.")
    world.step("moderator", comment, "publish")
    assert "تعليق سيخفى لاحقا." in world.browser().get(news)
    world.step("editor", comment, "hide", reason="personal_data")
    assert "تعليق سيخفى لاحقا." not in world.browser().get(news)


def test_a_visitor_comments_under_a_name_and_waits_like_everyone(world: World) -> None:
    news, visitor = world.public_news(), world.browser()
    form = visitor.form(visitor.get(f"{news}/comment"), "body")
    form["body"], form["name"], form["email"] = "تعليق من زائرة.", "نعيمة", "naima@example.ma"
    form.submit().follow()
    assert "تعليق من زائرة." not in world.browser().get(news)
    moderator = world.browser("moderator")
    review = moderator.get("/desk").click("تعليق من زائرة.")
    moderator.form(review, "transition").submit("transition", value="publish")
    page = world.browser().get(news)
    assert "نعيمة" in page and "naima@" not in page


def test_nobody_moderates_their_own_comment(world: World) -> None:
    news = world.public_news()
    editor = world.browser("editor")
    form = editor.form(editor.get(f"{news}/comment"), "body")
    form["body"] = "تعليق من المحرر نفسه."
    form.submit().follow()
    review = editor.get("/desk").click("تعليق من المحرر نفسه.")
    assert "publish" not in [button["value"] for button in review.html.select("button[name=transition]")]


def test_comments_have_pages(world: World) -> None:
    news = world.public_news()
    for number in range(53):
        comment = world.commented(news, f"تعليق رقم {number:02}.")
        world.step("moderator", comment, "publish")
        world.later(seconds=1)
    browser = world.browser()
    first, second = browser.get(news), browser.get(f"{news}?page=2")
    assert "تعليق رقم 00." in first and "تعليق رقم 52." not in first and "تعليق رقم 52." in second


def test_news_stand_newest_first_and_drafts_in_no_list(world: World) -> None:
    world.news(name="unpublished", title="خبر لم ينشر")
    for number in range(3):
        path = world.news(name=f"n{number}", title=f"خبر رقم {number}")
        world.step("lead", path, "publish")
        world.later(days=1)
    page = world.browser().get("/news")
    titles = [link.get_text() for link in page.html.select(".item-title a")]
    assert titles == ["خبر رقم 2", "خبر رقم 1", "خبر رقم 0"]
    assert "خبر لم ينشر" not in page and BODY not in page
