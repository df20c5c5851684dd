"""The root of the tree, which also keeps the portal's machines as attributes, never as items."""

from typing import Any, ClassVar

from BTrees.OOBTree import OOBTree
from zope.interface import implementer

from mukhtabar.content.base import Resource
from mukhtabar.content.bin import Bin
from mukhtabar.content.doors import DOORS
from mukhtabar.content.embargo import Compared
from mukhtabar.content.interfaces import IPortal
from mukhtabar.content.navigation import Navigation
from mukhtabar.content.texts import Texts
from mukhtabar.store.alike import Alike
from mukhtabar.store.automation import Automation
from mukhtabar.store.catalog.listings import Listings
from mukhtabar.store.folder import Folder
from mukhtabar.store.freezes import Freezes
from mukhtabar.store.grants import Grants
from mukhtabar.store.held import Holds
from mukhtabar.store.holidays import Holidays
from mukhtabar.store.journal import Journal
from mukhtabar.store.lately import Lately
from mukhtabar.store.links import Links
from mukhtabar.store.locks import Locks
from mukhtabar.store.mandates import Mandates
from mukhtabar.store.notes import Notes
from mukhtabar.store.outbox import Outbox
from mukhtabar.store.private_links import PrivateLinks
from mukhtabar.store.queue import Queue
from mukhtabar.store.redirects import Redirects
from mukhtabar.store.stamps import Stamps
from mukhtabar.store.tallies import Tallies
from mukhtabar.store.uids import Uids
from mukhtabar.store.unsaved import Unsaved
from mukhtabar.store.working import WorkingCopies


@implementer(IPortal)
class Portal(Folder, Compared, Resource):
    """The portal. Regions, pages and news stand in it."""

    type_name = "portal"
    fields: ClassVar[tuple[str, ...]] = ("title", "summary")
    children: ClassVar[tuple[str, ...]] = (
        "region", "page", "news", "event", "collection", "menu", "front", "resource", "course", "file", "image",
        "audio",
    )  # fmt: skip
    title = Texts()
    summary = Texts()
    #: The menus as they are shown; made with the first one.
    navigation: Navigation | None = None
    #: Decisions of moderators, by node and day; made with the first decision.
    tallies: Tallies | None = None
    #: Which texts say nearly the same; made with the first one that a moderator reads.
    alike: Alike | None = None
    #: The rehearsal copies of spaces (content/rehearsal.py); made with the first one.
    rehearsals: Any = None
    #: Whether this is such a copy, where nothing counts.
    rehearsing: ClassVar[bool] = False

    def __init__(self) -> None:
        super().__init__()
        self.uids = Uids()
        self.listings_index = Listings()
        self.grants = Grants()
        self.journal = Journal()
        self.queue = Queue()
        self.outbox = Outbox()
        self.redirects = Redirects()
        self.stamps = Stamps()
        self.bin = Bin(self)
        self.lately = Lately()
        self.links = Links()
        self.locks = Locks()
        self.unsaved = Unsaved()
        self.working_copies = WorkingCopies()
        self.automation = Automation()
        self.held = Holds()
        self.private_links = PrivateLinks()
        self.holidays = Holidays()
        self.mandates = Mandates()
        self.freezes = Freezes()
        #: What councils note for themselves.
        self.notes = Notes()
        #: Public reference -> uid; SHA-256 of a receipt -> uid; idempotency token -> uid.
        self.references: Any = OOBTree()
        self.receipts: Any = OOBTree()
        self.tokens: Any = OOBTree()

    def __getitem__(self, name: str) -> Any:
        door = DOORS.get(name)
        return door(self) if door is not None else super().__getitem__(name)
