"""An address that is typed into a form, as what it points at; shown again as it is now, wherever that was moved."""

from collections.abc import Collection, Sequence
from typing import Any
from urllib.parse import urlsplit

import colander
import deform.widget

from mukhtabar.content.links import leads_to
from mukhtabar.content.target import ADDRESS_MOST, PORTAL_PAGES, Target, is_outside
from mukhtabar.language import LANGUAGES, Message, _
from mukhtabar.language.clean import clean_line
from mukhtabar.rules.permissions import Permission
from mukhtabar.store.links import NOWHERE

HTTPS = _("Enter an address that begins with https://, such as https://example.org/page.")


WRONG = _("This is something else than what is asked for here.")


class Outside:
    """Validator: an address of another site."""

    def __call__(self, node: Any, value: str) -> None:
        if value and not is_outside(value):
            raise colander.Invalid(node, HTTPS)


class Pointed(colander.SchemaType):
    """A Target as its address. `pages` and `outside` say whether it may be one of those; `kinds` which documents."""

    def __init__(self, kinds: Collection[str] = (), pages: bool = False, outside: bool = False) -> None:
        self.kinds, self.pages, self.outside = kinds, pages, outside

    def serialize(self, node: Any, appstruct: Any) -> Any:
        """Return the address as it is now; as it was written, when nothing stands there."""
        if not isinstance(appstruct, Target) or not appstruct:
            return colander.null
        return appstruct.path(node.bindings["request"].portal) or appstruct.address

    def deserialize(self, node: Any, cstruct: Any) -> Any:
        """Return the target; raises colander.Invalid."""
        if not cstruct or not isinstance(cstruct, str):
            return colander.null
        request, address = node.bindings["request"], clean_line(cstruct[: ADDRESS_MOST * 2]).strip()
        address = _without_host(address, request.site.settings.base_url)
        if not address.startswith("/"):
            if self.outside and is_outside(address):
                return Target(address)
            raise colander.Invalid(node, _("Enter an address of this portal, such as /souss-massa/tata.")
                                   if not self.outside else _("Enter an address of this portal, or one with https://."))
        address = _without_language(address)
        if address in PORTAL_PAGES:
            if self.pages:
                return Target(address)
            if address != "/":
                raise colander.Invalid(node, WRONG)
        found = request.portal.uids.get(leads_to(request.portal, address) or NOWHERE)
        # What may not be seen is not there.
        if found is None or not request.has_permission(Permission.VIEW, found):
            raise colander.Invalid(node, _("Nothing stands at this address. Copy it from the page itself."))
        if self.kinds and found.type_name not in self.kinds:
            raise colander.Invalid(node, WRONG)
        return Target(address, found.uid)




def _without_host(address: str, base: str) -> str:
    return address.removeprefix(base.rstrip("/")) or "/" if address.startswith(base.rstrip("/")) else address


def _without_language(address: str) -> str:
    """Return the path without a language before it, a query, or a slash behind it."""
    names = [name for name in urlsplit(address).path.split("/") if name]
    return "/" + "/".join(names[1:] if names and names[0] in LANGUAGES else names)


def pointed(
    name: str, title: Message, help_text: Message | None = None, required: Message | None = None,
    kinds: Sequence[str] = (), pages: bool = False, outside: bool = False,
) -> Any:  # fmt: skip
    """Return a node for an address; an empty Target when it was left empty."""
    return colander.SchemaNode(
        Pointed(kinds, pages, outside),
        name=name,
        title=title,
        description=help_text or "",
        missing=colander.required if required else Target(),
        missing_msg=required or "",
        widget=deform.widget.TextInputWidget(attributes={"dir": "ltr", "maxlength": str(ADDRESS_MOST)}),
    )
