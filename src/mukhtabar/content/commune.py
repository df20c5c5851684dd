"""A commune (جماعة): where a council answers."""

from zope.interface import implementer

from mukhtabar.content.base import Resource
from mukhtabar.content.interfaces import ICommune
from mukhtabar.content.territory import Place, territory
from mukhtabar.content.texts import Texts
from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.roles import Role
from mukhtabar.store.folder import Folder


@implementer(ICommune)
class Commune(Folder, Resource):
    """A commune. It is active when it holds a space; which ones are is configuration, not code."""

    type_name = "commune"
    fields = ("summary",)
    children = ("space", "page", "news", "event", "collection", "charter", "petition")
    kept = ("code",)
    summary = Texts()

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
