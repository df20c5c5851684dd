"""What somebody typed into a form that is not there any more: on the page of that one request, and kept nowhere."""

from pyramid.request import Request

from mukhtabar.language import Message, _

#: Fields whose values no page repeats: passwords, tokens, keys; and the one that nobody sees.
SECRET = frozenset({
    "csrf_token", "password", "current", "new", "once", "serial", "key", "revoke", "receipt", "website",
})  # fmt: skip
#: Fields that buttons and hidden fields fill, not people.
PRESSED = frozenset({
    "transition", "seen", "item", "uid", "before", "back", "do", "drop", "lift", "off", "take", "up",
    "founded", "rest", "prolong", "run",
})  # fmt: skip
#: What stands above the words of a field on the pages; those of other fields stand without a name.
NAMES = {
    "title": _("Title"), "body": _("Text"), "summary": _("Summary"), "details": _("Details"), "comment": _("Comment"),
    "why": _("Reason"), "note": _("Note"), "place": _("Place"), "name": _("Name"), "subject": _("Subject"),
}  # fmt: skip


def typed(request: Request) -> list[tuple[Message | None, str]]:
    """Return what a person typed, (name, words): no password, no token, and nothing of a button or hidden field."""
    return [
        (NAMES.get(name), value)
        for name, value in request.POST.items()
        if isinstance(value, str)
        and value.strip()
        and name not in SECRET | PRESSED
        and name != value
        and not name.startswith(("__", "serial-"))
    ]


def words_of_theirs(request: Request) -> list[tuple[Message | None, str]]:
    """Return the same for who is signed in, when there are words in it: a number alone is a choice in a list."""
    if request.method != "POST" or request.identity is None:
        return []
    try:
        given = typed(request)
    except (ValueError, LookupError):
        # What was sent is no form, and no view has tried to read it before.
        return []
    return given if any(sign.isalpha() for _name, value in given for sign in value) else []
