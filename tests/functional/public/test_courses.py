"""Courses: lessons for members, exercises that explain, tasks looked up in the rehearsal, progress that is one's own."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mukhtabar.actions.edit import edit
from mukhtabar.actions.grant import grant
from mukhtabar.actions.learn import answer, begin_again, compare, look, read
from mukhtabar.actions.private_link import make
from mukhtabar.actions.trash import trash
from mukhtabar.actions.working_copy import make_working_copy
from mukhtabar.content.course import Course, Exercise, Lesson
from mukhtabar.content.texts import Texts
from mukhtabar.rules.refused import Refused
from mukhtabar.rules.roles import Role
from mukhtabar.store.folder import path_of
from mukhtabar.store.progress import Progress
from tests.rehearsing import acting_inside, found, made
from tests.world import PEOPLE, World

EN = "/en"
COURSE, LESSON = "/steps", "/steps/first"
CHOICES = "المواطن\n* مسؤولة الفضاء\nرئيس المجلس"


@pytest.fixture
def school(world: World) -> World:
    """A published course with a lesson of exercises of every kind, a lesson to read, and a draft."""
    world.made("admin", "/", Course(), "steps", title="الخطوات الأولى", summary="تكوين قصير", body="<p>عن التكوين.</p>")
    world.made("admin", COURSE, Lesson(), "first", title="الإشراف", body="<p>كيف نشرف.</p>")
    for name, values in {
        "one": {"how": "single", "choices": CHOICES, "explanation": "المسؤولة هي التي تنشر."},
        "many": {"how": "multiple", "choices": "* أ\nب\n* ج", "explanation": "اثنان."},
        "words": {"how": "written", "explanation": "جواب نموذجي."},
        "task": {"how": "done", "task": "return", "explanation": "أحسنت."},
    }.items():
        texts = {key: Texts.of(world.clock.now(), ar=str(value)) if key in {"choices", "explanation"} else value
                 for key, value in values.items()}  # fmt: skip
        world.made("admin", LESSON, Exercise(), name, title=f"سؤال {name}", **texts)
    world.made("admin", COURSE, Lesson(), "second", title="القراءة", body="<p>نص.</p>")
    world.made("admin", COURSE, Lesson(), "hidden", title="درس لم ينشر")
    for path in (COURSE, LESSON, f"{COURSE}/second"):
        world.step("admin", path, "publish")
    return world


def send(world: World, who: str, name: str, **fields: object) -> Any:
    """Answer an exercise on the page and return the page that comes back."""
    browser = world.browser(who)
    page = browser.get(f"{EN}{LESSON}")
    form: Any = next(form for form in page.forms.values() if form.id == f"exercise-{name}")
    for key, value in fields.items():
        if key == "picks":
            for number, box in enumerate(form.fields["pick"]):
                box.checked = number in value  # type: ignore[operator]
        else:
            form[key] = value
    return form.submit()


def said(page: Any, name: str) -> str:
    """Return what the page says about an exercise."""
    node = page.html.select_one(f"#exercise-{name}-said")
    return " ".join(node.get_text(" ").split()) if node else ""


def done(world: World, who: str) -> set[str]:
    """Return the names of what a person has done in the course."""
    with world.acting() as ctx:
        course = world.at(ctx, COURSE)
        nodes = [node for lesson in course.values() for node in (lesson, *lesson.values())]
        found = ctx.register.progress.of(world.pids[who], [node.uid for node in nodes])
        return {node.__name__ for node in nodes if node.uid in found}


def test_everybody_reads_what_it_is_about_and_members_read_the_lessons(school: World) -> None:
    school.drain()
    for who in (None, *PEOPLE):
        browser, member = school.browser(who), who not in {None, "citizen"}
        page = browser.get(f"{EN}{COURSE}")
        assert "عن التكوين." in page and "الإشراف" in page
        assert bool(page.html.select(".listing a")) is member
        browser.get(f"{EN}{LESSON}", status=200 if member else 404)
        browser.get(f"{EN}{LESSON}/one", status=302 if member else 404)
        hits = browser.get(f"{EN}/search?q=نشرف").html.select_one("main .listing")
        assert bool(hits) is member, who
        assert ("درس لم ينشر" in page) is (who == "admin")
    assert "الخطوات الأولى" in school.browser().get(f"{EN}/courses")


def test_a_right_choice_is_kept_and_a_wrong_one_explained(school: World) -> None:
    page = send(school, "editor", "one", pick="0")
    assert "Not quite." in said(page, "one") and "المسؤولة هي التي تنشر." in said(page, "one")
    assert done(school, "editor") == set()
    assert "That is right." in said(send(school, "editor", "one", pick="1"), "one")
    assert done(school, "editor") == {"one"}
    assert "Choose an answer first." in said(send(school, "lead", "one"), "one")


def test_of_several_right_choices_all_are_wanted_and_no_other(school: World) -> None:
    for picks, right in (({0}, False), ({0, 1, 2}, False), ({0, 2}, True)):
        assert ("That is right." in said(send(school, "editor", "many", picks=picks), "many")) is right


def test_what_is_written_is_compared_and_kept_nowhere(school: World) -> None:
    secret = "كلمات لا تحفظ في أي مكان"
    page = send(school, "editor", "words", words=secret)
    assert "جواب نموذجي." in said(page, "words") and secret in page
    assert done(school, "editor") == set()
    form: Any = next(form for form in page.forms.values() if form.id == "exercise-words")
    form.submit("agree")
    assert done(school, "editor") == {"words"}
    for book in (school.site.books.main, school.site.books.people):
        for transaction in book.storage.iterator():
            for record in transaction:
                assert secret.encode() not in record.data
    assert "Write your answer first." in said(send(school, "lead", "words", words="  "), "words")


def test_a_task_is_looked_up_in_the_rehearsal_copy(school: World) -> None:
    assert "was not found" in said(send(school, "editor", "task"), "task")
    made(school)
    proposal = found(school, "proposal", "submitted")[0]
    browser = school.browser("editor")
    form: Any = browser.form(browser.get(f"{EN}{proposal}/review"), "comment")
    form["comment"], form["reason"] = "وضح المكان من فضلك", "unclear"
    form.submit("transition", value="return").follow()
    assert "That is right." in said(send(school, "editor", "task"), "task")
    assert "was not found" in said(send(school, "lead", "task"), "task")


@pytest.mark.parametrize("there", [False, True])
def test_a_task_leads_to_the_rehearsal_copy_or_to_where_one_is_made(school: World, there: bool) -> None:
    if there:
        made(school)
    page = school.browser("lead").get(f"{EN}{LESSON}").click("Go to the rehearsal copy")
    assert ("Rehearsal copy: nothing here counts." in page) is there
    assert page.request.path.endswith("/rehearse") is not there


def test_progress_outlives_the_wipe_of_the_rehearsal(school: World) -> None:
    from mukhtabar.actions.rehearse import wipe
    from tests.world import SPACE

    made(school)
    with acting_inside(school, "editor") as ctx:
        from mukhtabar.actions.transition import transition
        from mukhtabar.store.folder import subtree

        waiting = next(n for n in subtree(ctx.portal) if n.type_name == "proposal" and n.state == "submitted")
        transition(ctx, waiting, "return", "وضح", "unclear")
    with school.acting("editor") as ctx:
        assert look(ctx, school.at(ctx, f"{LESSON}/task"))
    with school.acting("lead") as ctx:
        wipe(ctx, school.at(ctx, SPACE))
    assert done(school, "editor") == {"task"}


def test_a_lesson_is_done_with_its_exercises_or_when_it_is_read(school: World) -> None:
    with school.acting("editor") as ctx:
        with pytest.raises(Refused) as first:
            read(ctx, school.at(ctx, LESSON))
        assert first.value.code == "exercises_first"
        answer(ctx, school.at(ctx, f"{LESSON}/one"), frozenset({1}), "ar")
        answer(ctx, school.at(ctx, f"{LESSON}/many"), frozenset({0, 2}), "ar")
        compare(ctx, school.at(ctx, f"{LESSON}/words"))
    browser = school.browser("editor")
    page: Any = browser.get(f"{EN}{COURSE}/second")
    assert "This lesson is done." in next(f for f in page.forms.values() if f.id == "read").submit().follow()
    assert done(school, "editor") == {"one", "many", "words", "second"}
    text = browser.get(f"{EN}{COURSE}").html.select_one("main").get_text(" ")
    assert "3 of 4 exercises done" in " ".join(text.split()) and "1 lesson done" in text


def test_one_erases_ones_own_progress_and_no_other(school: World) -> None:
    for who in ("editor", "lead"):
        send(school, who, "one", pick="1")
    browser = school.browser("editor")
    page: Any = browser.get(f"{EN}{COURSE}/reset")
    next(form for form in page.forms.values() if form.id == "reset").submit().follow()
    assert (done(school, "editor"), done(school, "lead")) == (set(), {"one"})


def test_the_head_sees_counts_of_five_and_no_person(school: World) -> None:
    admin = school.browser("admin")

    def shown() -> str:
        return " ".join(admin.get(f"{EN}{COURSE}").html.select_one("main").get_text(" ").split())

    members = [who for who in PEOPLE if who != "citizen"]
    for number, who in enumerate(members[:5], 1):
        with school.acting(who) as ctx:
            read(ctx, school.at(ctx, f"{COURSE}/second"))
        expected = "5 people have finished it" if number == 5 else "fewer than 5 people have finished it"
        assert expected in shown() and who.title() not in shown().replace("Admin", "")
    assert "finished it" not in school.browser("editor").get(f"{EN}{COURSE}")
    with school.acting() as ctx:
        ctx.register.erase(school.pids[members[0]])
    assert "fewer than 5 people have finished it" in shown()


def test_an_erased_person_has_no_progress(school: World) -> None:
    send(school, "editor", "one", pick="1")
    with school.acting() as ctx:
        ctx.register.erase(school.pids["editor"])
    assert done(school, "editor") == set()


@pytest.mark.parametrize("who", [None, "citizen"])
def test_others_do_nothing_in_a_course(school: World, who: str | None) -> None:
    with school.acting() as ctx:
        before = ctx.register.progress.count(school.at(ctx, f"{LESSON}/one").uid)
    with school.acting("citizen") as ctx:
        for act in (lambda: answer(ctx, school.at(ctx, f"{LESSON}/one"), frozenset({1}), "ar"),
                    lambda: compare(ctx, school.at(ctx, f"{LESSON}/words")),
                    lambda: look(ctx, school.at(ctx, f"{LESSON}/task")),
                    lambda: read(ctx, school.at(ctx, f"{COURSE}/second"))):  # fmt: skip
            with pytest.raises(Refused):
                act()
        assert ctx.register.progress.count(school.at(ctx, f"{LESSON}/one").uid) == before
        assert begin_again(ctx, school.at(ctx, COURSE)) == 0


@pytest.mark.parametrize(
    "fields",
    [{"exercise": "x"}, {"exercise": "9" * 60}, {"pick": ["-1", "²", "99999999999", "1\0"]}, {"words": "a" * 5000}, {}],
)
def test_what_is_sent_by_hand_does_no_harm(school: World, fields: dict[str, Any]) -> None:
    browser = school.browser("editor")
    page = browser.get(f"{EN}{LESSON}")
    form: Any = next(form for form in page.forms.values() if form.id == "exercise-words")
    sent = {"csrf_token": form["csrf_token"].value, "exercise": form["exercise"].value} | fields
    answered = browser.post(f"{EN}{LESSON}", sent)
    assert answered.status_int == 200 and done(school, "editor") == set()


def test_an_editor_writes_a_lesson_and_an_exercise_with_the_forms(school: World) -> None:
    browser = school.browser("admin")
    page = browser.get(f"{EN}{LESSON}/add?type=exercise")
    form: Any = next(form for form in page.forms.values() if "how" in form.fields)
    form["how"] = "single"
    title, choices, explanation = form.fields["ar"]
    title.value, choices.value, explanation.value = "من يصادق؟", "* الرئيس\nالكاتب", "الرئيس أو من ينوب عنه."
    page = form.submit().follow().follow()
    assert "من يصادق؟" in page and "* الرئيس" not in page.html.select_one("main").get_text()


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(1, 4), st.booleans()), max_size=40))
def test_counts_are_of_people_who_have_done_it_now(steps: list[tuple[str, int, bool]]) -> None:
    progress, expected = Progress(), set()
    for person, uid, add in steps:
        if add:
            assert progress.add(person, uid) is ((person, uid) not in expected)
            expected.add((person, uid))
        else:
            progress.reset(person, [uid])
            expected.discard((person, uid))
    for uid in range(1, 5):
        assert progress.count(uid) == sum(1 for _person, other in expected if other == uid)
    progress.forget("a")
    assert not progress.of("a", range(5))
    assert all(progress.count(uid) == sum(1 for p, u in expected if u == uid and p != "a") for uid in range(1, 5))


# What is for members is published all the same: it is edited in peace, seen before and shown to a reader outside.


def test_a_lesson_for_members_has_a_working_copy_that_is_published_over_it(school: World) -> None:
    with school.acting("admin") as ctx:
        copy = path_of(make_working_copy(ctx, school.at(ctx, LESSON)))
    path = "/" + "/".join(copy)
    with school.acting("admin") as ctx:
        edit(ctx, school.at(ctx, path), {"body": Texts.of(ctx.now, ar="<p>كيف نشرف جميعا.</p>")})
    assert "كيف نشرف." in school.browser("editor").get(f"{EN}{LESSON}")
    school.step("admin", path, "publish_over")
    assert "كيف نشرف جميعا." in school.browser("editor").get(f"{EN}{LESSON}")


@pytest.mark.parametrize("name", ["first", "hidden"])
def test_a_lesson_is_previewed_as_a_member_without_progress_gets_it(school: World, name: str) -> None:
    page = school.browser("admin").get(f"{EN}{COURSE}/{name}/previewed")
    marked = page.html.select_one(".top > p.sample").get_text()
    assert ("members" in marked) is (name == "first")
    assert page.html.select_one("h1").get_text(strip=True) in {"الإشراف", "درس لم ينشر"}
    assert school.browser().get(f"{EN}{COURSE}/{name}", status=404)


@pytest.mark.parametrize("name", ["first", "hidden"])
def test_a_private_link_opens_a_lesson_for_one_reader_outside(school: World, name: str) -> None:
    with school.acting("admin") as ctx:
        secret = make(ctx, school.at(ctx, f"{COURSE}/{name}"), 7)
    page = school.browser().get(f"{EN}/d/{secret}")
    assert page.html.select_one("h1").get_text(strip=True) == {"first": "الإشراف", "hidden": "درس لم ينشر"}[name]


def test_a_published_lesson_goes_off_on_a_date_but_not_on_again(school: World) -> None:
    form = school.browser("admin").get(f"{EN}{LESSON}/schedule")
    assert form.html.select("[name^=off]")
    assert not form.html.select("[name^=on]")


def test_throwing_a_lesson_away_says_why_to_the_members(school: World) -> None:
    with school.acting("admin") as ctx, pytest.raises(Refused, match="Say why"):
        trash(ctx, school.at(ctx, LESSON))


def test_who_may_not_change_a_published_lesson_changes_no_exercise_of_it(school: World) -> None:
    """An editor works on what is not published; the questions that members answer are the coordinator's."""
    with school.acting() as ctx:
        grant(ctx, ctx.portal, school.pids["editor"], Role.EDITOR, ctx.now)
    browser = school.browser("editor")
    assert browser.get(f"{EN}{LESSON}/one/edit", status="*").status_int == 403
    assert browser.get(f"{EN}{LESSON}/add?type=exercise", status="*").status_int == 403
    school.step("admin", LESSON, "retract")
    assert browser.get(f"{EN}{LESSON}/one/edit").status_int == 200
    assert browser.get(f"{EN}{LESSON}/add?type=exercise").status_int == 200
