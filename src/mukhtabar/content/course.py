"""Courses for the members of the spaces: lessons in order, exercises in the lessons."""

from collections.abc import Iterator
from typing import ClassVar

from zope.interface import implementer

from mukhtabar.content.addressed import MEMBERS, Addressed
from mukhtabar.content.base import Resource, microseconds
from mukhtabar.content.interfaces import ICourse, IExercise, ILesson
from mukhtabar.content.scheduled import Scheduled
from mukhtabar.content.texts import Texts
from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.roles import Role
from mukhtabar.store.catalog.listings import Entry
from mukhtabar.store.folder import Folder, lineage

#: How an exercise is answered. What is written is compared by the member, what is done is looked up in the rehearsal.
SINGLE, MULTIPLE, WRITTEN, DONE = "single", "multiple", "written", "done"
HOW = (SINGLE, MULTIPLE, WRITTEN, DONE)
#: What can be done in the rehearsal copy, and the line of its journal that shows it.
TASKS = {
    "publish": "publish",
    "return": "return",
    "refuse": "refuse",
    "approve": "approve",
    "trash": "trash",
    "restore": "restore",
}
#: What depends on the state of the lesson.
AS_THE_LESSON = frozenset({Permission.EDIT, Permission.TRASH})
#: Before the right ones of the choices.
RIGHT = "*"


@implementer(ICourse)
class Course(Folder, Scheduled):
    """A course. Everyone reads what it is about; its lessons are for members."""

    type_name = "course"
    fields: ClassVar[tuple[str, ...]] = ("title", "summary", "body")
    children = ("lesson",)
    title = Texts()
    summary = Texts()
    body = Texts()

    def listings(self) -> Iterator[Entry]:
        yield from super().listings()
        if self.is_public:
            for node in lineage(self.__parent__):
                yield Entry("courses", node.uid, microseconds(self.created))
        else:
            yield Entry("closed", list(lineage(self))[-1].uid, 0)


@implementer(ILesson)
class Lesson(Folder, Addressed):
    """A lesson: a text, files and pictures, exercises."""

    type_name = "lesson"
    fields: ClassVar[tuple[str, ...]] = ("title", "summary", "body")
    children = ("exercise", "file", "image")
    audience = MEMBERS
    title = Texts()
    summary = Texts()
    body = Texts()

    def allowed(self, permission: Permission) -> frozenset[Role]:
        """Return the roles that hold `permission`; an exercise is added by who may change the lesson as it stands."""
        return super().allowed(Permission.EDIT if permission is Permission.ADD_PAGE else permission)

    def listings(self) -> Iterator[Entry]:
        yield from super().listings()
        yield Entry("closed", list(lineage(self))[-1].uid, 0)


@implementer(IExercise)
class Exercise(Resource):
    """A question. `choices` has one a line, the right ones begin with RIGHT; `task` is what is to be done."""

    type_name = "exercise"
    fields: ClassVar[tuple[str, ...]] = ("title", "how", "choices", "explanation", "task")
    title = Texts()
    how: str = SINGLE
    choices = Texts()
    explanation = Texts()
    task: str = ""

    def allowed(self, permission: Permission) -> frozenset[Role]:
        """Return the roles that hold `permission`: an exercise has no state, it is changed as its lesson may be."""
        lesson = self.__parent__
        return (
            lesson.allowed(permission)
            if lesson is not None and permission in AS_THE_LESSON
            else super().allowed(permission)
        )

    def offered(self, language: str) -> list[tuple[str, bool]]:
        """Return the choices in the best language: (words, whether right)."""
        lines = (line.strip() for line in self.choices.best(language)[1].splitlines())
        return [(line.removeprefix(RIGHT).strip(), line.startswith(RIGHT)) for line in lines if line]

    def right(self, given: frozenset[int], language: str) -> bool:
        """Whether exactly the right choices, by their number, are `given`."""
        wanted = {number for number, (_words, right) in enumerate(self.offered(language)) if right}
        return bool(wanted) and given == wanted
