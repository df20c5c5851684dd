"""What shows that a commitment is kept: a document or a photograph, public with it from the moment it is attached.

They are no files of the space: the council alone puts them there, and no page workflow holds them back.
"""

from typing import ClassVar

from mukhtabar.content.file import File, Image


class Evidence(File):
    """A document."""

    type_name = "evidence"
    # Registers keep where it stands, and archives carry registers on: no title of what is taken away may be in that.
    prefix: ClassVar[str] = "e"


class Photo(Image, Evidence):
    """A photograph, with words for those who do not see it."""

    type_name: ClassVar[str] = "photo"
