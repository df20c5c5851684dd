"""What a member does in a course: answer, compare, do something in the rehearsal copy, begin again.

It changes the person's own progress in the people book and no content, so nothing of it is journalled: the journal is
for ever, and what somebody learnt is theirs to erase. Answers are not kept at all.
"""

from typing import Any

from mukhtabar.actions.context import Ctx, refused
from mukhtabar.content.course import DONE, MULTIPLE, SINGLE, TASKS, WRITTEN, Course, Exercise, Lesson
from mukhtabar.content.working import is_working_copy
from mukhtabar.language import _
from mukhtabar.rules.permissions import Permission


def exercises(lesson: Lesson) -> list[Exercise]:
    """Return the exercises of a lesson in their order."""
    found = [child for child in lesson.values() if isinstance(child, Exercise)]
    return sorted(found, key=lambda exercise: (exercise.position, exercise.__name__))


def lessons(course: Course) -> list[Lesson]:
    """Return the lessons of a course in their order; a working copy is none."""
    return sorted((child for child in course.values() if isinstance(child, Lesson) and not is_working_copy(child)),
                  key=lambda lesson: (lesson.position, lesson.__name__))  # fmt: skip


def _member(ctx: Ctx, document: Any) -> str:
    ctx.in_earnest()
    ctx.require(Permission.VIEW, document)
    if ctx.actor is None:
        raise refused("not_permitted", _("Sign in first."))
    return ctx.actor


def _of_kind(exercise: Exercise, *kinds: str) -> None:
    if exercise.how not in kinds:
        raise refused("other_kind", _("This exercise is answered in another way."))


def _done(ctx: Ctx, person: str, exercise: Exercise) -> None:
    """Note an exercise as done, and its lesson when it was the last one."""
    progress, lesson = ctx.register.progress, exercise.__parent__
    progress.add(person, exercise.uid)
    all_of_it = [one.uid for one in exercises(lesson)]
    if len(progress.of(person, all_of_it)) == len(all_of_it):
        progress.add(person, lesson.uid)


def answer(ctx: Ctx, exercise: Exercise, picked: frozenset[int], language: str) -> bool:
    """Return whether the choices `picked` (by number, of the text in `language`) are the right ones. Raises Refused."""
    person = _member(ctx, exercise)
    _of_kind(exercise, SINGLE, MULTIPLE)
    if not picked:
        raise refused("nothing_chosen", _("Choose an answer first."))
    right = exercise.right(picked, language)
    if right:
        _done(ctx, person, exercise)
    return right


def compare(ctx: Ctx, exercise: Exercise) -> None:
    """Note that the person has compared their own words with the explanation. Raises Refused."""
    person = _member(ctx, exercise)
    _of_kind(exercise, WRITTEN)
    _done(ctx, person, exercise)


def look(ctx: Ctx, exercise: Exercise) -> bool:
    """Return whether the person has done the task in a rehearsal copy: its journal says so. Raises Refused."""
    person = _member(ctx, exercise)
    _of_kind(exercise, DONE)
    wanted = TASKS.get(exercise.task)
    found = any(
        entry.actor == person and entry.action == wanted
        for rehearsal in ctx.portal.rehearsals or ()
        for entry in rehearsal.journal
    )
    if found:
        _done(ctx, person, exercise)
    return found


def read(ctx: Ctx, lesson: Lesson) -> None:
    """Note that a lesson without exercises was read. Raises Refused."""
    person = _member(ctx, lesson)
    if exercises(lesson):
        raise refused("exercises_first", _("This lesson is done when its exercises are."))
    ctx.register.progress.add(person, lesson.uid)


def everything(course: Course) -> list[int]:
    """Return the uids of all that can be done in a course."""
    return [uid for lesson in lessons(course) for uid in (lesson.uid, *(one.uid for one in exercises(lesson)))]


def begin_again(ctx: Ctx, course: Course) -> int:
    """Forget what the person has done in `course`; return how many things that were. Raises Refused."""
    person = _member(ctx, course)
    return ctx.register.progress.reset(person, everything(course))
