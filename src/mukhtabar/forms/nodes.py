"""Schema nodes with everything said: how long, which choices, which message. Text is cleaned before it is checked."""

from collections.abc import Iterable, Sequence
from typing import Any

import colander
import deform.widget

from mukhtabar.language import LANGUAGES, NAMES, Message, _
from mukhtabar.language.clean import ascii_digits, clean_line, clean_text
from mukhtabar.language.direction import direction

#: RFC 5321 section 4.5.3.1.3.
EMAIL_MAX = 254


class Length:
    """Validator: between `least` and `most` characters, with a sentence that says how many there are."""

    def __init__(self, most: int, least: int = 0) -> None:
        self.most, self.least = most, least

    def __call__(self, node: Any, value: str) -> None:
        if len(value) > self.most:
            raise colander.Invalid(
                node, _("This is too long: ${count} characters, at most ${most}.", count=len(value), most=self.most)
            )
        if len(value) < self.least:
            raise colander.Invalid(node, _("Write a little more: at least ${least} characters.", least=self.least))


class OneOf:
    """Validator: one of what was offered."""

    def __init__(self, choices: Iterable[Any]) -> None:
        self.choices = frozenset(choices)

    def __call__(self, node: Any, value: Any) -> None:
        if value not in self.choices:
            raise colander.Invalid(node, _("Choose one of the options offered."))


class Email:
    """Validator: looks like an e-mail address. The only proof is a message that arrives."""

    def __call__(self, node: Any, value: str) -> None:
        local, at, host = value.rpartition("@")
        if (
            len(value) > EMAIL_MAX
            or not at
            or not local
            or "." not in host
            or any(c.isspace() or c in ',;<>\\"' for c in value)
        ):
            raise colander.Invalid(node, _("Enter an e-mail address such as name@example.ma."))


def _string(name: str, title: Message, required: Message | None, help_text: Message | None, **more: Any) -> Any:
    return colander.SchemaNode(
        colander.String(),
        name=name,
        title=title,
        description=help_text or "",
        missing=colander.required if required else "",
        missing_msg=required or "",
        **more,
    )


def line(
    name: str,
    title: Message,
    most: int = 150,
    least: int = 0,
    required: Message | None = None,
    help_text: Message | None = None,
    **attributes: str,
) -> Any:
    """Return a node for one line of text."""
    return _string(
        name,
        title,
        required,
        help_text,
        preparer=lambda value: clean_line(value) if value else value,
        validator=Length(most, least),
        widget=deform.widget.TextInputWidget(attributes={"maxlength": str(most), **attributes}),
    )


def text(
    name: str,
    title: Message,
    most: int = 5000,
    least: int = 0,
    rows: int = 8,
    required: Message | None = None,
    help_text: Message | None = None,
    **attributes: str,
) -> Any:
    """Return a node for several paragraphs."""
    return _string(
        name,
        title,
        required,
        help_text,
        preparer=lambda value: clean_text(value) if value else value,
        validator=Length(most, least),
        widget=deform.widget.TextAreaWidget(rows=rows, attributes={"data-limit": str(most), **attributes}),
    )


def email(name: str, title: Message, required: Message | None = None, help_text: Message | None = None) -> Any:
    """Return a node for an e-mail address."""
    return _string(
        name,
        title,
        required,
        help_text,
        preparer=lambda value: clean_line(value).strip() if value else value,
        validator=Email(),
        widget=deform.widget.TextInputWidget(
            attributes={"type": "email", "autocomplete": "email", "maxlength": str(EMAIL_MAX)}
        ),
    )


def password(name: str, title: Message, autocomplete: str, required: Message, help_text: Message | None = None) -> Any:
    """Return a node for a password; pasting and password managers work (WCAG 3.3.8)."""
    return _string(
        name,
        title,
        required,
        help_text,
        validator=Length(200),
        widget=deform.widget.PasswordWidget(redisplay=False, attributes={"autocomplete": autocomplete}),
    )


def new_password(least: int) -> Any:
    """Return a node for a password that is being chosen, of at least `least` characters."""
    node = password(
        "new", _("New password"), "new-password", required=_("Enter a new password."),
        help_text=_("At least ${n} characters. A short sentence is easy to remember.", n=least),
    )  # fmt: skip
    node.validator = Length(200, least)
    return node


def choice(
    name: str,
    title: Message,
    choices: Sequence[tuple[str, Message | str]],
    required: Message | None = None,
    help_text: Message | None = None,
    as_list: bool = False,
    default: str | None = None,
) -> Any:
    """Return a node for one of `choices` (code, words): radio buttons, or a list when there are many."""
    widget = deform.widget.SelectWidget if as_list else deform.widget.RadioChoiceWidget
    values = [("", _("Choose…")), *choices] if as_list else list(choices)
    node = _string(
        name,
        title,
        required,
        help_text,
        validator=OneOf(code for code, _words in choices),
        widget=widget(values=values),
    )
    if default is not None:
        node.default = default
    return node


def tick(name: str, title: Message, required: Message | None = None, help_text: Message | None = None) -> Any:
    """Return a node for a box to tick; `required` is the sentence when it must be ticked."""

    def must(node: Any, value: bool) -> None:
        if required and not value:
            raise colander.Invalid(node, required)

    return colander.SchemaNode(
        colander.Boolean(),
        name=name,
        title=title,
        description=help_text or "",
        missing=False,
        validator=must,
        widget=deform.widget.CheckboxWidget(),
    )


def several(
    name: str,
    title: Message,
    choices: Sequence[tuple[str, Message | str]],
    required: Message | None = None,
    help_text: Message | None = None,
) -> Any:
    """Return a node for any of `choices` (code, words): boxes to tick. Its value is a set of codes."""

    def offered(node: Any, value: Any) -> None:
        if not set(value) <= {code for code, _words in choices}:
            raise colander.Invalid(node, _("Choose one of the options offered."))
        if required and not value:
            raise colander.Invalid(node, required)

    return colander.SchemaNode(
        colander.Set(),
        name=name,
        title=title,
        description=help_text or "",
        missing=colander.required if required else frozenset(),
        missing_msg=required or "",
        validator=offered,
        widget=deform.widget.CheckboxChoiceWidget(values=list(choices), inline=True),
    )


class Whole(colander.Integer):
    """A whole number, in the digits of any script."""

    def deserialize(self, node: Any, cstruct: Any) -> Any:
        """Return the number; raises colander.Invalid."""
        if cstruct and isinstance(cstruct, str):
            # Longer ones are not read at all: reading a number costs the square of its length.
            cstruct = ascii_digits(cstruct.strip()[:12])
        return super().deserialize(node, cstruct)


def whole(
    name: str, title: Message, most: int, least: int = 0, default: int = 0, help_text: Message | None = None
) -> Any:
    """Return a node for a whole number from `least` to `most`; `default` when it is left empty."""

    def within(node: Any, value: int) -> None:
        if not least <= value <= most:
            raise colander.Invalid(node, _("Enter a number from ${least} to ${most}.", least=least, most=most))

    return colander.SchemaNode(
        Whole(),
        name=name,
        title=title,
        description=help_text or "",
        missing=default,
        default=default,
        validator=within,
        widget=deform.widget.TextInputWidget(
            attributes={"inputmode": "numeric", "dir": "ltr", "maxlength": "6"}, css_class="four"
        ),
    )


def hidden(name: str, most: int = 200) -> Any:
    """Return a node for a value that travels with the form."""
    return colander.SchemaNode(
        colander.String(), name=name, missing="", validator=Length(most), widget=deform.widget.HiddenWidget()
    )


def trap(name: str = "website") -> Any:
    """Return a field no person sees and every simple robot fills (abuse case 43)."""
    return colander.SchemaNode(
        colander.String(),
        name=name,
        title=_("Leave this empty"),
        missing="",
        validator=Length(200),
        widget=deform.widget.TextInputWidget(
            item_css_class="trap", attributes={"tabindex": "-1", "autocomplete": "off"}
        ),
    )


def texts(
    name: str,
    title: Message,
    most: int,
    rows: int = 0,
    required: Message | None = None,
    help_text: Message | None = None,
    languages: Sequence[str] = LANGUAGES,
) -> Any:
    """Return a mapping node with one field per language; the first is the leading one and alone can be required."""
    group = colander.SchemaNode(
        colander.Mapping(),
        name=name,
        title=title,
        description=help_text or "",
        widget=deform.widget.MappingWidget(template="languages"),
    )
    for code in languages:
        make = text if rows else line
        more: dict[str, Any] = {"rows": rows} if rows else {}
        group.add(
            make(
                code,
                Message(NAMES[code]),
                most,
                required=required if code == languages[0] else None,
                lang=code,
                dir=direction(code),
                **more,
            )
        )
    return group
