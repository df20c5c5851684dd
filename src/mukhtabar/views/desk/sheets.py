"""Signature sheets: printed with empty lines, and typed in afterwards, by the agent or at a desk."""

from types import SimpleNamespace as Shown
from typing import Any

from pyramid.request import Request
from pyramid.view import view_config

from mukhtabar.actions.sheet import enter_sheet, may_enter, serial_of
from mukhtabar.content.interfaces import IPetition
from mukhtabar.content.words import WORDS
from mukhtabar.language import _
from mukhtabar.language.clean import ascii_digits, clean_line
from mukhtabar.rules.permissions import Permission
from mukhtabar.rules.signatures import CAUSES, LINES, SHEETS, Line, judged
from mukhtabar.views.petition import not_allowed, progress
from mukhtabar.views.posting import asked_once, text

#: So many sheets are printed at once, and as many when nobody says how many; characters in one name.
MOST, USUAL, NAME_MOST = 40, 10, 80


def _typing(context: Any, request: Request) -> None:
    """Raise HTTPForbidden for who does not type in sheets here now."""
    if not may_enter(request.ctx, context):
        raise not_allowed(request, context, Permission.ENTER)


def _whole(given: str, least: int, most: int, usual: int) -> int:
    """Return the number that was given, as near as it may be; `usual` for what is no number."""
    digits = ascii_digits(given.strip()[:6])
    return min(max(int(digits), least), most) if digits.isascii() and digits.isdigit() else usual


@view_config(context=IPetition, name="sheets", permission="view", request_method=("GET", "HEAD"),
             renderer="mukhtabar.templates:desk/sheets.pt")  # fmt: skip
def sheets(context: Any, request: Request) -> dict[str, Any]:
    """Numbered sheets of A4 with lines to fill in by hand; how many, and from which number, is chosen on the page."""
    _typing(context, request)
    after = max((sheet.number for sheet in context.sheets), default=0) + 1
    first = _whole(request.GET.get("from", ""), 1, SHEETS, min(after, SHEETS))
    many = _whole(request.GET.get("many", ""), 1, MOST, USUAL)
    return {
        "title": _("Signature sheets"),
        "numbers": range(first, min(first + many, SHEETS + 1)),
        "lines": range(1, LINES + 1),
        "first": first,
        "many": many,
        "most": MOST,
        "agent": request.register.petitioners.agent(context.creator, context.uid),
        "commune": context.commune.place.name(request.language),
    }


def _posted(request: Request, number: int) -> list[Line]:
    """Return the lines that were filled in."""
    found = []
    for line in range(1, LINES + 1):
        name, cause = clean_line(text(request, f"name-{line}"))[:NAME_MOST], text(request, f"cause-{line}")
        if name or cause:
            found.append(Line(number, line, name, cause, bool(text(request, f"another-{line}"))))
    return found


def _rows(lines: list[Line], causes: dict[tuple[int, int], str]) -> list[Shown]:
    there = {line.number: line for line in lines}
    return [
        Shown(
            number=number,
            name=there[number].name if number in there else "",
            cause=there[number].cause if number in there else "",
            another=number in there and there[number].another,
            # Found by the portal, not struck out by hand: the name stands on another line too.
            double=number in there
            and not there[number].cause
            and causes.get((there[number].sheet, number)) == CAUSES[0],
        )
        for number in range(1, LINES + 1)
    ]


@view_config(context=IPetition, name="sheet", permission="view", request_method=("GET", "HEAD", "POST"),
             renderer="mukhtabar.templates:desk/sheet.pt")  # fmt: skip
def sheet(context: Any, request: Request) -> Any:
    """The sheets typed in so far; and one of them, line by line. What was typed stays when something is wrong."""
    _typing(context, request)
    book = request.register.petitioners
    wanted = text(request, "number") if request.method == "POST" else request.GET.get("number", "")
    number = _whole(wanted, 0, SHEETS + 1, 0) if wanted else 0
    stands = book.sheet(context.uid, number)
    lines = _posted(request, number) if request.method == "POST" else list(stands)
    causes = dict(judged(book.lines(context.uid)))
    signed = _whole(text(request, "signed"), 0, 99, 0) if request.method == "POST" else len(stands)
    page = {
        "title": _("Type in the sheets"),
        "name": request.page.title_of(context),
        "sheets": context.sheets,
        "following": max((one.number for one in context.sheets), default=0) + 1,
        "progress": progress(request, context),
        "number": number,
        "rows": _rows(lines, causes) if number else [],
        "signed": signed if number and (request.method == "POST" or stands) else "",
        "causes": [(code, WORDS["struck"][code]) for code in CAUSES],
        "serial": text(request, "serial") if request.method == "POST" else serial_of(stands),
        "most": NAME_MOST,
    }
    return asked_once(
        request,
        page,
        lambda: enter_sheet(request.ctx, context, number, signed, lines, text(request, "serial")[:64]),
        _("Sheet ${number} is saved.", number=number),
        lambda _changed: f"{request.page.url_of(context, 'sheet')}?number={number}",
        step="enter_sheet",
    )
