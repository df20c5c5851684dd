"""A page of the institution."""

from zope.interface import implementer

from mukhtabar.content.interfaces import IPage
from mukhtabar.content.scheduled import Scheduled
from mukhtabar.content.texts import Texts


@implementer(IPage)
class Page(Scheduled):
    """A page in several languages. `body` and `easy` are sanitised HTML."""

    type_name = "page"
    fields = ("title", "summary", "body", "easy")
    title = Texts()
    summary = Texts()
    body = Texts()
    #: The same in short sentences, one idea a line.
    easy = Texts()
