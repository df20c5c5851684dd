"""The fields of an event."""

from collections.abc import Mapping
from typing import Any

import colander

from mukhtabar.content.event import LONGEST
from mukhtabar.content.target import ADDRESS_MOST
from mukhtabar.forms import nodes
from mukhtabar.forms.days import moment
from mukhtabar.forms.leading import languages
from mukhtabar.forms.page import marked
from mukhtabar.forms.space import summary, title
from mukhtabar.forms.target import Outside
from mukhtabar.language import Message, _

LINE_MAX, NOTE_MAX = 200, 600


def _line(document: Any, name: str, heading: Message, help_text: Message | None = None) -> Any:
    return nodes.texts(name, heading, LINE_MAX, languages=languages(getattr(document, name)), help_text=help_text)


def _note(document: Any, name: str, heading: Message, help_text: Message) -> Any:
    found = languages(getattr(document, name))
    return nodes.texts(name, heading, NOTE_MAX, rows=2, languages=found, help_text=help_text)


def event_fields(document: Any) -> list[Any]:
    """Return the fields of an event."""
    online = nodes.line("online", _("Address to follow it online"), ADDRESS_MOST, dir="ltr", inputmode="url",
                        help_text=_("Begins with https://."))  # fmt: skip
    online.validator = colander.All(online.validator, Outside())
    return [
        title(document),
        moment("start", _("Beginning"), _("Day and hour in Morocco, such as 2027-12-31 09:30."),
               required=_("Enter when it begins.")),
        moment("end", _("End"), _("Day and hour in Morocco."), required=_("Enter when it ends.")),
        _line(document, "venue", _("Place"),
              _("As one would tell somebody the way: the hall, the street, the commune.")),
        online,
        summary(document),
        marked(document, "body", _("Text")),
        _line(document, "organiser", _("Organised by")),
        _line(document, "contact", _("Contact"),
              _("An office, not a person: everybody reads it. A number or an address of your own does not belong"
                " here.")),
        _note(document, "registration", _("How to register"), _("Until when, where, and whether it is needed at all.")),
        _note(document, "access", _("For people with disabilities"),
              _("Say what there is: a ramp, sign language, an interpreter, a quiet room.")),
    ]  # fmt: skip


def event_whole(node: Any, values: Mapping[str, Any]) -> None:
    """Validator: it ends after it begins, and does not last for ever."""
    wrong = colander.Invalid(node)
    if values["end"] <= values["start"]:
        wrong["end"] = _("The end must come after the beginning.")
    elif values["end"] - values["start"] > LONGEST:
        wrong["end"] = _("An event lasts ${most} days at most. Add one for each part.", most=LONGEST.days)
    else:
        return
    raise wrong
