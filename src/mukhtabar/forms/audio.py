"""The fields of a recording."""

from typing import Any

import colander
import deform.widget
from pyramid.request import Request

from mukhtabar.content.audio import SPEECH
from mukhtabar.content.words import word
from mukhtabar.forms import nodes
from mukhtabar.forms.leading import languages
from mukhtabar.forms.space import title
from mukhtabar.language import Message, _
from mukhtabar.rules.permissions import Permission
from mukhtabar.store.folder import lineage

TRANSCRIPT_MAX = 20_000
#: What has a text to be read aloud.
READABLE = frozenset({"page", "news", "consultation", "answer"})
#: In the address of the form that adds a recording: which text it reads.
READS = "reads"
#: So many texts of a place are offered; any other is reached from its own page.
OFFERED = 60


def audio_fields(document: Any) -> list[Any]:
    """Return the fields of a recording that is there."""
    return [
        title(document, _("Under this title people find it.")),
        nodes.choice("speech", _("Language that is spoken"), [(code, word("speech", code)) for code in SPEECH],
                     required=_("Say which language is spoken."), as_list=True),
        _reads(document),
        nodes.texts(
            "transcript", _("What is said, word by word"), TRANSCRIPT_MAX, rows=8,
            languages=languages(document.transcript),
            help_text=_("Shown under the recording for those who do not hear it, and found by the search."),
        ),
    ]  # fmt: skip


def _reads(document: Any) -> Any:
    def offered(node: Any, kw: Any) -> Any:
        return deform.widget.SelectWidget(values=texts_to_read(kw["request"], document))

    def checked(node: Any, kw: Any) -> Any:
        return nodes.OneOf(int(code) for code, _words in texts_to_read(kw["request"], document))

    return colander.SchemaNode(
        colander.Int(),
        name="reads",
        title=_("Reads aloud"),
        description=_("The text then offers this recording on its page, and says when it is out of date."),
        missing=0,
        default=colander.deferred(lambda node, kw: _asked(kw["request"])),
        validator=colander.deferred(checked),
        widget=colander.deferred(offered),
    )


def _asked(request: Request) -> int:
    given = request.GET.get(READS, "")
    return int(given) if given.isascii() and given.isdigit() and len(given) <= 19 else 0


def texts_to_read(request: Request, document: Any) -> list[tuple[str, Message | str]]:
    """Return (uid, title) of the texts that the recording may read: those beside it, and the one asked for."""
    container = getattr(document, "__parent__", None) or request.context
    portal = request.portal
    walked = portal.listings_index.walk("contents.position", container.uid)
    found = [container, *(portal.uids.get(uid) for rank, uid in walked if rank[2] in READABLE)][: OFFERED + 1]
    found += [target for uid in {document.reads, _asked(request)} if uid and (target := portal.uids.get(uid))]
    offered: dict[str, Message | str] = {"0": _("Nothing: it stands by itself")}
    for target in found:
        beside = target.type_name in READABLE and container in lineage(target)
        if beside and request.page.may(Permission.VIEW, target):
            kind = request.translate(word("type", target.type_name))
            offered[str(target.uid)] = f"{kind} · {request.page.title_of(target)}"
    return list(offered.items())
