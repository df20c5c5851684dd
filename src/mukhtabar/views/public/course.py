"""Courses: the list, what a course is about, its lessons with their exercises, and one's own progress."""

from types import SimpleNamespace as Shown
from typing import Any

from pyramid.httpexceptions import HTTPForbidden, HTTPFound, HTTPSeeOther
from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.actions.learn import answer, begin_again, compare, everything, exercises, lessons, look, read
from mukhtabar.content.course import DONE, MULTIPLE, SINGLE, WRITTEN, Exercise, Lesson
from mukhtabar.content.interfaces import ICourse, IExercise, ILesson, IPortal, ISpace
from mukhtabar.content.words import word
from mukhtabar.content.working import original_of
from mukhtabar.language import _
from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.refused import Refused
from mukhtabar.security.acl import may
from mukhtabar.views import shown
from mukhtabar.views.helpers import Helpers
from mukhtabar.views.listed import documents, page_number, paging
from mukhtabar.views.posting import asked_once, text
from mukhtabar.views.public.file import files

READ = ("GET", "HEAD")
#: A smaller number of people is not told: it could point at one.
FEWEST = 5
#: No exercise has more choices than this; a longer text than this is not read.
CHOICES_MOST, WORDS_MOST = 100, 2000


@view_config(context=IPortal, name="courses", permission="view", request_method=READ,
             renderer="mukhtabar.templates:public/courses.pt")  # fmt: skip
def courses(context: Any, request: Request) -> dict[str, Any]:
    """Every course, the oldest first: that is the order they are learnt in."""
    request.depends_on(context)
    batch = context.listings_index.batch("courses", context.uid, page=page_number(request), size=20)
    items = [shown.item(request, document, place=False) for document in documents(request, batch)]
    for item in items:
        item.state = None
    return {"title": _("Courses"), "items": items, "paging": paging(request, batch)}


def _lesson(request: Request, lesson: Lesson, counted: bool) -> Shown:
    """Return a line of the table of contents; who may not read the lesson gets no address."""
    open_to = may(lesson, Permission.VIEW, request.authenticated_userid, request.now)
    parts = [one.uid for one in exercises(lesson)]
    progress, me = request.people.progress, request.authenticated_userid
    people = progress.count(lesson.uid)
    return Shown(
        url=request.page.url_of(lesson) if open_to else None,
        title=request.page.title_of(lesson),
        lang=lesson.title.best(request.language)[0],
        finished=open_to and bool(progress.of(me, [lesson.uid])),
        done=len(progress.of(me, parts)),
        parts=len(parts),
        people=(people if people >= FEWEST else 0) if counted else None,
    )


@view_config(context=ICourse, permission="view", request_method=READ,
             renderer="mukhtabar.templates:public/course.pt")  # fmt: skip
def course(context: Any, request: Request) -> dict[str, Any]:
    """For everyone what it is about; for members the way into the lessons, and what they have done."""
    request.depends_on(context)
    now, actor = request.now, request.authenticated_userid
    counted = request.identity is not None and request.page.may(Permission.SEE_HISTORY)
    listed = [lesson for lesson in lessons(context)
              if lesson.is_published or may(lesson, Permission.VIEW, actor, now)]  # fmt: skip
    rows = [_lesson(request, lesson, counted) for lesson in listed]
    return {
        "title": context.title.best(request.language)[1],
        "description": context.summary.best(request.language)[1],
        "lessons": rows,
        "member": any(row.url for row in rows),
        "finished": sum(1 for row in rows if row.finished),
        "begun": bool(request.people.progress.of(actor, everything(context))) if actor else False,
        "counted": counted,
        "fewest": FEWEST,
    }


@view_config(context=ICourse, name="reset", permission="view", request_method=(*READ, "POST"),
             renderer="mukhtabar.templates:account/reset.pt")  # fmt: skip
def reset(context: Any, request: Request) -> Any:
    """Forget one's own progress in a course, after being asked once."""
    if request.identity is None:
        raise HTTPForbidden
    page = {"title": _("Begin the course again"), "name": request.page.title_of(context)}
    return asked_once(
        request,
        page,
        lambda: begin_again(request.ctx, context),
        _("Your progress in this course is erased."),
        lambda _done: request.page.url_of(context),
    )


def _exercise(request: Request, exercise: Exercise, said: dict[int, Shown]) -> Shown:
    """Return an exercise as the page shows it; the explanation comes after an answer."""
    h = Helpers(request)
    tried = said.get(exercise.uid)
    done = bool(request.people.progress.of(request.authenticated_userid, [exercise.uid]))
    return Shown(
        uid=exercise.uid,
        anchor=f"exercise-{exercise.__name__}",
        title=h.text(exercise.title),
        lang=h.lang(exercise.title),
        how=exercise.how,
        choices=[words for words, _right in exercise.offered(request.language)],
        task=word("task", exercise.task) if exercise.how == DONE and exercise.task else None,
        done=done,
        tried=tried,
        explanation=h.text(exercise.explanation) if tried or done else "",
        edit=request.page.url_of(exercise, "edit") if request.page.may(Permission.EDIT, exercise) else None,
    )


def _rehearsals(request: Request) -> list[tuple[str, str]]:
    """Return (address, title) of where tasks are done: rehearsal copies open to them, else where one is made."""
    actor, now, portal = request.authenticated_userid, request.now, request.portal
    copies = [one for one in portal.rehearsals or () if may(one, Permission.VIEW, actor, now)]
    if copies:
        return [(request.page.url_of(one), request.page.title_of(one.original)) for one in copies]
    nodes = {grant.node: portal.uids.get(grant.node) for grant in portal.grants.of(actor) if grant.holds(now)}
    spaces = [node for node in nodes.values() if ISpace.providedBy(node) and may(node, Permission.SEE_DESK, actor, now)]
    return [(request.page.url_of(space, "rehearse"), request.page.title_of(space)) for space in spaces]


def _picked(request: Request) -> frozenset[int]:
    given = [value for value in request.POST.getall("pick")[:CHOICES_MOST] if isinstance(value, str)]
    return frozenset(int(value) for value in given if value.isascii() and value.isdigit() and len(value) < 4)


def _try(request: Request, exercise: Exercise) -> Shown:
    """Take one answer. Raises Refused."""
    tried = Shown(right=None, picked=frozenset(), words="", problem=None)
    if exercise.how in {SINGLE, MULTIPLE}:
        tried.picked = _picked(request)
        tried.right = answer(request.ctx, exercise, tried.picked, request.language)
    elif exercise.how == DONE:
        tried.right = look(request.ctx, exercise)
    elif text(request, "agree"):
        compare(request.ctx, exercise)
        tried.right = True
    else:
        tried.words = text(request, "words")[:WORDS_MOST]
        if not tried.words.strip():
            raise Refused("no_words", _("Write your answer first. It is not kept."))
    return tried


@view_config(context=ILesson, permission="view", request_method=(*READ, "POST"),
             renderer="mukhtabar.templates:public/lesson.pt")  # fmt: skip
def lesson(context: Any, request: Request) -> Any:
    """The text and the exercises. What is answered comes back on the page, and is kept nowhere."""
    said: dict[int, Shown] = {}
    found = exercises(context)
    if request.method == "POST":
        asked = next((one for one in found if str(one.uid) == text(request, "exercise")), None)
        try:
            if asked is None:
                read(request.ctx, context)
                request.flash("done", _("This lesson is done."))
                return HTTPSeeOther(request.page.url_of(context.__parent__))
            said[asked.uid] = _try(request, asked)
        except Refused as refusal:
            request.tm.doom()
            about = asked.uid if asked is not None else 0
            said[about] = Shown(right=None, picked=_picked(request), words="", problem=refusal.message)
    me, course = request.authenticated_userid, context.__parent__
    visible = [one for one in lessons(course) if may(one, Permission.VIEW, me, request.now)]
    # A working copy stands where its original does.
    place = original_of(request.portal, context) or context
    here = visible.index(place) if place in visible else -1
    problems = [(f"exercise-{one.__name__}", said[one.uid].problem) for one in found
                if one.uid in said and said[one.uid].problem]  # fmt: skip
    if 0 in said:
        problems.append(("read", said[0].problem))
    return {
        "title": context.title.best(request.language)[1],
        "course": course,
        "exercises": [_exercise(request, one, said) for one in found],
        "rehearsals": _rehearsals(request) if any(one.how == DONE for one in found) else [],
        "files": files(request, context),
        "finished": bool(request.people.progress.of(me, [context.uid])),
        "following": visible[here + 1] if 0 <= here < len(visible) - 1 else None,
        "before": visible[here - 1] if here > 0 else None,
        "problems": problems,
        "error": bool(problems),
        "SINGLE": SINGLE, "MULTIPLE": MULTIPLE, "WRITTEN": WRITTEN, "DONE": DONE,
    }  # fmt: skip


@view_config(context=IExercise, permission="view", request_method=READ)
def exercise(context: Any, request: Request) -> Any:
    """An exercise stands on the page of its lesson."""
    return HTTPFound(f"{request.page.url_of(context.__parent__)}#exercise-{context.__name__}")
