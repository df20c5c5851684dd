"""What every document has: a place, a uid, dates, an author, revisions, and a state when a workflow governs it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, ClassVar

from zope.interface import implementer

from mukhtabar.content.interfaces import IResource
from mukhtabar.content.texts import Texts
from mukhtabar.content.translations import Draft
from mukhtabar.rules.permissions import DEFAULTS, Permission
from mukhtabar.rules.roles import Role
from mukhtabar.rules.workflow.installed import workflows
from mukhtabar.rules.workflow.model import Definition
from mukhtabar.store.catalog.listings import Entry
from mukhtabar.store.folder import Located, lineage
from mukhtabar.store.revisions import Revision, Revisions

#: What puts something into a document.
ADDING = frozenset(permission for permission in Permission if permission.startswith("add_"))


@dataclass(frozen=True)
class HistoryEntry:
    """One transition: who, when, from where to where, with which comment and coded reason, under which definition."""

    time: datetime
    actor: str | None
    transition: str
    before: str
    after: str
    comment: str = ""
    reason: str = ""
    version: int = 1


@implementer(IResource)
class Resource(Located):
    """A document. `type_name` names it in workflows, templates and listings; `fields` are what an edit may change."""

    type_name: ClassVar[str] = ""
    fields: ClassVar[tuple[str, ...]] = ()
    children: ClassVar[tuple[str, ...]] = ()

    uid: int = 0
    creator: str | None = None
    created: datetime
    modified: datetime
    sample: bool = False
    #: Where it stands among its siblings, the smallest first; given by actions/order.py.
    position: int = 0
    #: Of a copy: the uid of the first, and the digest of what it said then.
    copied_from: tuple[int, str] | None = None
    #: Besides `fields`, what a copy of it has too.
    carried: ClassVar[tuple[str, ...]] = ()
    #: What a save notes beside the fields, and no edit changes.
    noted: ClassVar[tuple[str, ...]] = ()
    #: What can be made again from the rest: a copy has it too, an archive leaves it out.
    derived: ClassVar[tuple[str, ...]] = ()
    #: Besides both, what belongs to it wherever it is brought; each class adds its own (see all_kept).
    kept: ClassVar[tuple[str, ...]] = (
        "creator", "created", "modified", "sample", "position", "translations", "vouched",
    )  # fmt: skip
    #: Language -> a translation that no reader sees. Replaced, never changed in place: actions/translate.py.
    translations: Mapping[str, Draft] = {}
    #: Personal data in the text that its author has ticked as an institution's: keys of rules/checks/personal.py.
    vouched: tuple[str, ...] = ()
    _revisions: Revisions | None = None

    @property
    def early(self) -> frozenset[str]:
        """The fields that are written for a later state; until then who writes or approves them reads them."""
        return frozenset()

    def for_readers(self, name: str) -> Any:
        """Return the attribute `name` as everyone reads it who may see this; what is for a later state is left out."""
        return getattr(self, name, None)

    def field_values(self, read: Callable[[str], Any] | None = None) -> dict[str, Any]:
        """Return what an edit may change, and what a save notes, in the plain form that revisions keep.

        `read` reads an attribute by its name: `for_readers`, for what everyone reads.
        """
        read = read or partial(getattr, self)
        values = {name: read(name) for name in (*self.fields, *self.noted)}
        return {name: value.as_dict() if isinstance(value, Texts) else value for name, value in values.items()}

    @property
    def revisions(self) -> Revisions:
        """The saves of this document; reading them makes none."""
        return self._revisions if self._revisions is not None else Revisions()

    def keep_revision(self, time: datetime, author: str | None, comment: str = "", restores: int = 0) -> Revision:
        """Keep what the document says now as its newest save."""
        if self._revisions is None:
            self._revisions = Revisions()
        return self._revisions.keep(time, author, comment, self.field_values(), restores)

    def bring_revision(self, key: int, revision: Revision) -> None:
        """Keep a save that was made elsewhere, under the key it had there."""
        if self._revisions is None:
            self._revisions = Revisions()
        self._revisions.bring(key, revision)

    @property
    def title_text(self) -> Texts:
        """The title by language."""
        title = getattr(self, "title", "")
        if isinstance(title, Texts):
            return title
        language = getattr(self, "language", "ar")
        return Texts({language: title}, {}, language)

    def listings(self) -> Iterator[Entry]:
        """Yield the places of this document in the sorted lists."""
        return iter(())

    def allowed(self, permission: Permission) -> frozenset[Role]:
        """Return the roles that hold `permission` on this document, without its ancestors."""
        return DEFAULTS.get(permission, frozenset())

    @property
    def __acl__(self) -> list[tuple[str, str, str]]:
        """The access list computed from the definition and the state; nothing of it is stored."""
        return [
            *(
                ("Allow", f"role:{role}", permission)
                for permission in Permission
                for role in sorted(self.allowed(permission))
            ),
            ("Deny", "system.Everyone", "*"),
        ]


class Workflowed(Resource):
    """A document with a state. The state itself is changed by actions/transition.py only."""

    #: Of a working copy: the uid of the published document it stands for, and the digest of what that said then.
    working_copy_of: tuple[int, str] | None = None
    kept: ClassVar[tuple[str, ...]] = (
        "state", "state_since", "history", "published", "pinned", "frozen_digest", "labels",
    )  # fmt: skip
    #: When it was first published, the digests of what was decided on, and of the text that was frozen then.
    published: datetime | None = None
    pinned: tuple[str, ...] = ()
    frozen_digest: str = ""
    #: Short words that the desk put on it for itself.
    labels: frozenset[str] = frozenset()
    state: str = ""
    state_since: datetime
    history: tuple[HistoryEntry, ...] = ()

    @property
    def definition(self) -> Definition:
        """The workflow of this type."""
        return workflows().for_type(self.type_name)

    def for_readers(self, name: str) -> Any:
        """Return the attribute as everyone reads it; the labels are the desk's own."""
        return frozenset() if name == "labels" else super().for_readers(name)

    def enter_initial(self, now: datetime) -> None:
        """Take the workflow's initial state."""
        self.state, self.state_since = self.definition.initial, now

    @property
    def is_published(self) -> bool:
        """Whether its state is one for readers, whoever those are. Its containers have a say too: security/acl.py."""
        return self.definition.state(self.state).public

    @property
    def is_public(self) -> bool:
        """Whether it is published for everyone."""
        return self.is_published

    def allowed(self, permission: Permission) -> frozenset[Role]:
        if self.working_copy_of is not None and permission in ADDING:
            # It holds texts only: what is added belongs into the original.
            return frozenset()
        return self.definition.allowed(self.state, permission)

    def rests_on(self, portal: Any) -> Iterator[Any]:
        """Yield the other documents that the guards of its steps look at: who changes one at that moment is heard."""
        yield from ()

    def worklist_entries(self) -> Iterator[Entry]:
        """Yield this document's places in the worklists of every node above it: longest waiting first."""
        queue = self.definition.state(self.state).queue
        if queue is not None:
            for node in lineage(self.__parent__):
                yield Entry(f"worklist.{queue.role}", node.uid, microseconds(self.state_since))

    def listings(self) -> Iterator[Entry]:
        yield from self.worklist_entries()

    def entered(self, state: str) -> HistoryEntry | None:
        """Return the latest transition into `state`; what left it as it was is none."""
        return next((entry for entry in reversed(self.history) if entry.after == state != entry.before), None)


def is_draft(document: Any) -> bool:
    """Whether a document is new, or still in the state in which its author began it."""
    return isinstance(document, Workflowed) and document.state in {"", document.definition.initial}


def all_kept(kind: type[Resource]) -> tuple[str, ...]:
    """Return every attribute that makes up a document of that kind, beside its revisions and its children."""
    names = [*kind.fields, *kind.carried]
    for step in reversed(kind.__mro__):
        names += vars(step).get("kept", ())
    return tuple(dict.fromkeys(names))


def microseconds(when: datetime) -> int:
    """Return an aware datetime as microseconds since 1970: a rank, oldest first; negate for newest first."""
    return int(when.timestamp() * 1_000_000)


def best(texts: Texts | Mapping[str, str] | str, language: str) -> tuple[str, str]:
    """Return (language, text) to show a reader of `language`."""
    if isinstance(texts, Texts):
        return texts.best(language)
    return ("", str(texts))
