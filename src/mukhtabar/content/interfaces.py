"""What views and forms are registered for. Every document type has its own interface."""

from zope.interface import Interface


class IResource(Interface):
    """Anything that stands in the tree and has an address."""


class IWritten(IResource):
    """What the house writes: it is edited in the desk, and its versions are compared."""


class IContainer(IWritten):
    """What the house puts its documents into."""


class IWorkflowed(IResource):
    """A resource whose state decides who may do what."""


class IMatter(IWorkflowed):
    """What a council has before it."""


class IClocked(IResource):
    """What is measured by a clock in public."""


class IDiscussed(IResource):
    """A resource that takes comments."""


class IScheduled(IWritten, IWorkflowed):
    """What can be published, and taken off the site, on a date."""


class IPlace(IContainer):
    """Where people are given roles, alone or in groups."""


class IPortal(IPlace):
    """The root."""


class IRehearsal(IResource):
    """The root of a rehearsal copy of a space."""


class IRegion(IPlace):
    """One of the twelve regions."""


class ICommune(IPlace):
    """A commune."""


class ISpace(IPlace):
    """A civil-society space, run by an association."""


class IConsultation(IContainer, IWorkflowed):
    """A consultation with dated phases."""


class IModerated(IWorkflowed):
    """What a citizen wrote and a moderator decides on."""


class IProposal(IModerated):
    """A need, a proposal or a question of a citizen."""


class IPetition(IModerated):
    """A petition to the council of a commune."""


class IAnswer(IWorkflowed):
    """An official answer to a proposal."""


class IAttachment(IResource):
    """A document attached to an official answer."""


class ICommitment(IWorkflowed):
    """What the council has promised about a proposal."""


class ICouncilFile(IWorkflowed):
    """The agenda of a sitting of the council, and what it decided."""


class IPage(IScheduled):
    """A page."""


class INews(IContainer, IScheduled, IDiscussed):
    """A news item."""


class IEvent(IScheduled):
    """An event."""


class ICollection(IScheduled):
    """A saved query."""


class IMenu(IScheduled):
    """The entries at the top of the pages of a place."""


class IFront(IScheduled):
    """A home page put together from blocks."""


class IComment(IModerated):
    """A comment of a reader."""


class IRegister(IWorkflowed):
    """What became of a consultation: asked, said, decided, done."""


class ICharter(IWritten, IWorkflowed):
    """An edition of the charter between a council and associations."""


class IGuidance(IContainer, IScheduled):
    """A resource of the resource centre."""


class ICourse(IContainer, IScheduled):
    """A course for members of the spaces."""


class ILesson(IContainer, IScheduled):
    """A lesson of a course."""


class IExercise(IWritten):
    """An exercise of a lesson."""


class IFile(IScheduled):
    """A document to download."""


class IImage(IFile):
    """A picture."""


class IAudio(IFile):
    """A recording."""


class IReceipt(IResource):
    """A submission seen through its secret receipt (/s/<receipt>)."""


class IReceipts(IResource):
    """The door to submissions by their receipt (/s)."""


class IReferences(IResource):
    """The door to short addresses (/r)."""
