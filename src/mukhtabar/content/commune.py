"""A commune (جماعة): where a council answers."""

from collections.abc import Iterator

from zope.interface import implementer

from mukhtabar.content.answer_template import AnswerTemplates
from mukhtabar.content.base import Resource
from mukhtabar.content.embargo import EMBARGOES, Compared
from mukhtabar.content.interfaces import ICommune
from mukhtabar.content.territory import Place, territory
from mukhtabar.content.texts import Texts
from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.roles import Role
from mukhtabar.store.catalog.listings import Entry
from mukhtabar.store.folder import Folder, lineage


@implementer(ICommune)
class Commune(Folder, Compared, Resource):
    """A commune. It is active when it holds a space; which ones are is configuration, not code."""

    type_name = "commune"
    fields = ("summary",)
    children = ("space", "page", "news", "event", "collection", "charter", "council_file", "petition")
    kept = ("code",)
    summary = Texts()
    #: Made when the first one is kept.
    answer_templates: AnswerTemplates | None = None

    def __init__(self, code: str) -> None:
        super().__init__()
        self.code = code

    @property
    def place(self) -> Place:
        """The facts of this commune."""
        return territory().communes[self.code]

    @property
    def province(self) -> Place:
        """The facts of the province or prefecture it lies in."""
        return territory().provinces[self.place.province]

    @property
    def title_text(self) -> Texts:
        return Texts(self.place.names)

    def allowed(self, permission: Permission) -> frozenset[Role]:
        """Return the roles that hold `permission`: whoever has an account may begin a petition to the council."""
        return frozenset({Role.CITIZEN}) if permission is Permission.ADD_PETITION else super().allowed(permission)

    def listings(self) -> Iterator[Entry]:
        if self.embargo is not None:
            for node in lineage(self.__parent__):
                yield Entry(EMBARGOES, node.uid, self.embargo.until.toordinal())
