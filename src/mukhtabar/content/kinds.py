"""Every type of document by its name."""

from mukhtabar.content.answer import Answer
from mukhtabar.content.attachment import Attachment
from mukhtabar.content.audio import Audio
from mukhtabar.content.base import Resource
from mukhtabar.content.charter import Charter
from mukhtabar.content.collection import Collection
from mukhtabar.content.comment import Comment
from mukhtabar.content.commitment import Commitment
from mukhtabar.content.consultation import Consultation
from mukhtabar.content.council_file import CouncilFile
from mukhtabar.content.course import Course, Exercise, Lesson
from mukhtabar.content.event import Event
from mukhtabar.content.evidence import Evidence, Photo
from mukhtabar.content.file import File, Image
from mukhtabar.content.front import Front
from mukhtabar.content.guidance import Guidance
from mukhtabar.content.menu import Menu
from mukhtabar.content.news import News
from mukhtabar.content.page import Page
from mukhtabar.content.petition import Petition
from mukhtabar.content.proposal import Proposal
from mukhtabar.content.register import Register
from mukhtabar.content.space import Space

#: Those that can be brought into a portal: not the portal, nor the places of the country, which it has already.
KINDS: dict[str, type[Resource]] = {
    kind.type_name: kind
    for kind in (
        Answer, Attachment, Audio, Charter, Collection, Comment, Commitment, Consultation, CouncilFile, Course, Event,
        Evidence, Exercise, File, Front, Guidance, Image, Lesson, Menu, News, Page, Petition, Photo, Proposal, Register,
        Space,
    )
}  # fmt: skip
