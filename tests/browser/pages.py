"""Every page type with its examples. A view without one fails test_pages.py: new pages are tested from their first day."""

from dataclasses import dataclass

from playwright.sync_api import Page

from tests.browser.conftest import Open, Served
from tests.world import COMMUNE, CONSULTATION, SPACE

#: Views that answer with something else than a page: (context, name).
NO_PAGE = {
    ("IPortal", "sign-out"), ("IPortal", "undo"), ("IWritten", "keep"), ("IWritten", "keep-translation"), ("IContainer", "keep-new"), ("IWritten", "take-over"), ("IContainer", "archive.zip"), ("IPortal", "comfort"), ("IPortal", "static"), ("IPortal", "favicon.ico"), ("IPortal", "robots.txt"), ("IPortal", "answering.csv"), ("IRegion", "answering.csv"),
    ("IPortal", "health"), ("IPortal", "sitemap.xml"), ("IPortal", "feed"), ("IRegion", "feed"), ("ICommune", "feed"),
    ("ISpace", "feed"), ("ICollection", "feed"), ("IEvent", "calendar.ics"), ("IPortal", "calendar.ics"), ("IRegion", "calendar.ics"),
    ("ICommune", "calendar.ics"), ("ISpace", "calendar.ics"), ("IConsultation", "feed"), ("IFile", "blob"), ("IImage", "scale"), ("IPetition", "annex"), ("IPetition", "close-annex"), ("Draft", "blob"), ("IAttachment", ""), ("IAnswer", ""), ("IExercise", ""), ("IConsultation", "calendar.ics"), ("Reference", ""),
}  # fmt: skip


@dataclass(frozen=True)
class Example:
    """One page. `post` is the CSS selector of the form that is sent empty to see its errors."""

    view: tuple[str, str]
    path: str
    who: str | None = None
    post: str = ""

    def __str__(self) -> str:
        shown = self.path.partition("?")[0].rsplit("/", 2)[-1 if self.view[1] else -2 :]
        return f"{self.view[0]}:{self.view[1]}:{'/'.join(shown)}{'+errors' if self.post else ''}{'@' + self.who if self.who else ''}"


FORM = "main form[method=post]"
#: (context, view) -> examples: (name or path, who, form to post empty)
EXAMPLES: dict[tuple[str, str], list[tuple[str, str | None, str]]] = {
    ("IPortal", ""): [("/", None, ""), ("/", "editor", "")],
    ("IPortal", "account"): [("/account", "citizen", ""), ("/account", "both", "")],
    ("IPortal", "password"): [("/password", "citizen", ""), ("/password", "citizen", FORM)],
    ("IPortal", "sign-in"): [("/sign-in", None, ""), ("/sign-in", None, FORM)],
    ("IPortal", "desk"): [("/desk", "editor", ""), ("/desk", "approver", ""), ("/desk", "citizen", ""), ("/desk", None, "")],
    ("IPortal", "regions"): [("/regions", None, "")],
    ("IPortal", "answering"): [("/answering", None, ""), ("/answering?period=all&sort=-median", None, "")],
    ("IRegion", "answering"): [("/souss-massa/answering", None, ""), ("/draa-tafilalet/answering", None, "")],
    ("IPortal", "embargo"): [("/embargo", "admin", ""), ("/embargo", "admin", FORM)],
    ("ICommune", "embargo"): [("/souss-massa/akka/embargo", "admin", ""), (f"{COMMUNE}/embargo", "admin", FORM)],
    ("IPortal", "consultations"): [("/consultations", None, "")],
    ("IPortal", "news"): [("/news", None, "")],
    ("IPortal", "accessibility"): [("/accessibility", None, "")],
    ("IPortal", "sources"): [("/sources", None, "")],
    ("IPortal", "search"): [("/search", None, ""), ("/search?q=الماء", None, ""), ("/search?q=qqqqq", None, "")],
    ("IRegion", ""): [("/souss-massa", None, ""), ("/casablanca-settat", None, "")],
    ("ICommune", ""): [(COMMUNE, None, ""), ("/souss-massa/akka", None, "")],
    ("ISpace", ""): [(SPACE, None, "")],
    ("IConsultation", ""): [
        (CONSULTATION, None, ""), (f"{CONSULTATION}?page=2", None, ""), (f"{CONSULTATION}?order=answered", None, ""),
        (f"{SPACE}/khawia", None, ""), ("summed_up", None, ""),
    ],
    ("IConsultation", "propose"): [
        (f"{CONSULTATION}/propose", None, ""), (f"{CONSULTATION}/propose", None, FORM), (f"{SPACE}/khawia/propose", None, ""),
    ],
    ("IProposal", ""): [
        ("proposal:drafting", None, ""), ("proposal:published", None, ""), ("redacted", None, ""), ("reported", None, ""), ("long", None, ""), ("unbroken", None, ""),
        ("refused", None, ""), ("withdrawn", None, ""), ("merged", None, ""), ("joined_by", None, ""), ("proposal:withdrawn", None, ""),
        ("question", None, ""), ("question:left", None, ""),
    ],
    ("IProposal", "answer"): [("proposal:drafting/answer", "officer", ""), ("proposal:drafting/answer", "officer", FORM)],
    ("IClocked", "clock"): [
        ("proposal:drafting/clock", "officer", ""), ("proposal:drafting/clock", "officer", FORM), ("proposal:published/clock", "officer", ""),
        ("summed_up/clock", "officer", ""),
    ],
    ("ICommune", "waiting"): [
        (f"{COMMUNE}/waiting", "officer", ""), (f"{COMMUNE}/waiting?when=soon&for=nobody", "approver", ""), (f"{COMMUNE}/waiting?for=me", "both", ""),
    ],
    ("IMatter", "council"): [
        ("noted/council", "officer", ""), ("noted/council", "officer", "main form:has(textarea)"), ("drafting/council", "approver", ""),
        ("proposal:published/council", "approver", ""), ("summed_up/council", "officer", ""),
    ],
    ("ICommune", "council"): [(f"{COMMUNE}/council", None, ""), (f"{COMMUNE}/council", "admin", ""), ("/souss-massa/akka/council", None, "")],
    ("ICommune", "mandate"): [(f"{COMMUNE}/mandate", "admin", ""), (f"{COMMUNE}/mandate", "admin", FORM), ("mandate", "admin", ""), ("mandate", "admin", FORM)],
    ("ICommune", "questions"): [(f"{COMMUNE}/questions", None, ""), (f"{COMMUNE}/questions?show=answered", None, ""), ("questions:one", None, "")],
    ("ICommune", "hand-over-list"): [(f"{COMMUNE}/hand-over-list", "officer", ""), ("/souss-massa/akka/hand-over-list", "admin", "")],
    ("ICommune", "freeze"): [("/souss-massa/akka/freeze", "admin", ""), ("/souss-massa/akka/freeze", "admin", "main section:last-of-type form")],
    ("IRegion", "freeze"): [("/souss-massa/freeze", "admin", "")],
    ("IPortal", "freeze"): [("/freeze", "admin", "")],
    ("IProposal", "member"): [("question/member", "officer", ""), ("question:left/member", "officer", FORM)],
    ("IPortal", "information"): [("/information", None, "")],
    ("IPortal", "my-requests"): [("/my-requests", "citizen", ""), ("/my-requests", "officer", "")],
    ("IPortal", "my-request"): [("/my-request", "citizen", ""), ("/my-request", "citizen", FORM), ("request", "citizen", ""), ("request", "citizen", "#ended")],
    ("IPortal", "holidays"): [("/holidays", None, ""), ("/holidays", "admin", ""), ("/holidays", "admin", FORM)],
    ("ICommune", "petitions"): [(f"{COMMUNE}/petitions", None, ""), (f"{COMMUNE}/petitions", "citizen", ""), ("/souss-massa/akka/petitions", None, "")],
    ("ICommune", "petition"): [(f"{COMMUNE}/petition", "citizen", ""), (f"{COMMUNE}/petition", "citizen", FORM)],
    ("IPetition", ""): [
        ("petition:drafting", "citizen", ""), ("petition:collecting", None, ""), ("petition:with_bureau", None, ""), ("petition:accepted", None, ""),
        ("petition:deliberated", None, ""), ("petition:refused", None, ""), ("petition:overdue", None, ""),
    ],
    ("IPetition", "prepare"): [("petition:drafting/prepare", "citizen", ""), ("petition:collecting/prepare", "citizen", ""), ("petition:lodged/prepare", "citizen", "")],
    ("IPetition", "questions"): [
        ("petition:drafting/questions", "citizen", ""), ("petition:drafting/questions?about=constants", "citizen", ""),
        ("petition:drafting/questions?about=too_few_signatures", "citizen", FORM),
    ],
    ("IPetition", "edit"): [("petition:drafting/edit", "citizen", ""), ("petition:drafting/edit", "citizen", FORM)],
    ("IPetition", "agent"): [("petition:drafting/agent", "citizen", ""), ("petition:drafting/agent", "citizen", FORM)],
    ("IPetition", "annexes"): [("petition:ready/annexes", "citizen", ""), ("petition:lodged/annexes", "citizen", "main form:has(input[type=file])")],
    ("IPetition", "lodge"): [("petition:ready/lodge", "citizen", ""), ("petition:ready/lodge", "citizen", FORM), ("petition:collecting/lodge", "citizen", "")],
    ("IPetition", "lodging"): [("petition:lodged/lodging", "citizen", ""), ("petition:lodged/lodging", "citizen", FORM), ("petition:with_bureau/lodging", "officer", "")],
    ("IPetition", "withdraw"): [("petition:collecting/withdraw", "citizen", "")],
    ("IPetition", "sheets"): [("petition:collecting/sheets?many=2", "citizen", "")],
    ("IPetition", "sheet"): [("petition:collecting/sheet", "desk", ""), ("petition:collecting/sheet?number=2", "citizen", ""), ("petition:collecting/sheet?number=9", "citizen", "")],
    ("IPetition", "full-file"): [("petition:ready/full-file", "citizen", ""), ("petition:with_bureau/full-file", "approver", "")],
    ("IPetition", "review"): [
        ("petition:lodged/review", "officer", ""), ("petition:with_bureau/review", "approver", ""), ("petition:accepted/review", "approver", ""),
        ("petition:with_bureau/review", "approver", "main form button[value=accept]"), ("petition:with_bureau/review", "approver", "form.workflow button[value=refuse]"),
        ("petition:accepted/review", "approver", "main form button[value=deliberate]"), ("petition:refused/review", "approver", ""),
    ],
    ("IAnswer", "edit"): [("drafting/edit", "officer", "")],
    ("IAnswer", "files"): [("drafting/files", "officer", ""), ("drafting/files", "officer", "main section form"), ("sent_back/files", "officer", "")],
    ("IAnswer", "schedule"): [("approved/schedule", "officer", ""), ("scheduled/schedule", "approver", "")],
    ("IAnswer", "together"): [("same/together", "approver2", ""), ("same/together", "approver2", "form.bulk button[value=send_back]"), ("same/together", "officer", "")],
    ("ICommune", "to-publish"): [
        (f"{COMMUNE}/to-publish", "officer", ""), (f"{COMMUNE}/to-publish", "approver", "form.bulk button[value=schedule]"),
    ],
    ("ICommune", "delegations"): [
        (f"{COMMUNE}/delegations", "approver", ""), (f"{COMMUNE}/delegations", "approver", "main section form"), (f"{COMMUNE}/delegations", "officer", ""),
    ],
    ("ICommune", "answer-templates"): [
        (f"{COMMUNE}/answer-templates", "officer", ""), (f"{COMMUNE}/answer-templates", "officer", "main section form"), ("template", "officer", ""),
    ],
    ("ICommune", "answer-many"): [
        (f"{COMMUNE}/answer-many", "officer", ""), (f"{COMMUNE}/answer-many", "officer", "main form button[name=write]"), ("many", "officer", ""),
    ],
    ("IAnswer", "review"): [
        ("drafting/review", "officer", ""), ("for_approval/review", "approver", ""), ("approved/review", "approver", ""),
        ("superseding/review", "approver", ""), ("scheduled/review", "approver", ""), ("withdrawn/review", "approver", ""), ("same/review", "approver2", ""), ("for_approval/review", "approver", ".reach button[value=send_back]"),
    ],
    ("INews", ""): [("news:0", None, ""), ("news:1", None, "")],
    ("INews", "comment"): [("news:2/comment", "citizen", ""), ("news:2/comment", "citizen", FORM)],
    ("IComment", ""): [("comment:public", None, ""), ("comment:hidden", None, "")],
    ("IPage", ""): [("/about", None, ""), ("read", None, ""), (f"{SPACE}/tarjama", None, ""), (f"{SPACE}/tarjama?easy=1", None, "")],
    ("IWritten", "translate"): [
        (f"{SPACE}/tarjama/translate", "lead", ""), (f"{SPACE}/tarjama/translate?to=fr", "lead", ""), (f"{SPACE}/tarjama/translate?to=en", "editor", ""),
        (f"{SPACE}/tarjama/translate?to=zgh", "editor", "form.translation button[name=ready]"),
        (f"{SPACE}/translate", "editor", ""), ("/translate?to=zgh", "admin", ""),
    ],
    ("IContainer", "translations"): [(f"{SPACE}/translations?to=fr", "lead", ""), ("/translations?to=zgh", "admin", ""), ("news:0/translations", "editor", "")],
    ("IEvent", ""): [("event", None, "")],
    ("IPortal", "events"): [("/events", None, ""), ("/events?past=1", None, "")],
    ("IRegion", "events"): [("/souss-massa/events", None, "")],
    ("ICommune", "events"): [(f"{COMMUNE}/events", None, "")],
    ("ISpace", "events"): [(f"{SPACE}/events", None, "")],
    ("ICollection", ""): [("collection", None, ""), ("collection:gone", None, "")],
    ("IMenu", ""): [("menu", "lead", "")],
    ("IFront", ""): [("front", "admin", "")],
    ("ICharter", ""): [("charter", None, ""), ("charter:old", None, ""), ("charter", "approver2", "")],
    ("ICharter", "sign"): [("charter/sign", "approver2", ""), ("charter/sign", "approver2", FORM), ("charter:old/sign", "approver", "")],
    ("ICharter", "withdraw"): [("charter/withdraw", "lead", ""), ("charter/withdraw", "lead", FORM)],
    ("ICharter", "edition"): [("charter/edition", "lead", ""), ("charter:old/edition", "lead", "#edition")],
    ("IProposal", "commit"): [("proposal:published/commit", "officer", ""), ("promised/commit", "officer", FORM)],
    ("ICommitment", ""): [("commitment", None, ""), ("commitment:late", None, ""), ("commitment:done", None, ""), ("commitment:dropped", "citizen", "")],
    ("ICommitment", "edit"): [("commitment:draft/edit", "officer", "")],
    ("ICommitment", "review"): [
        ("commitment/review", "approver", ""), ("commitment/review", "approver", "form.workflow button[value=drop]"), ("commitment:draft/review", "officer", ""),
    ],
    ("ICommitment", "progress"): [("commitment/progress", "officer", ""), ("commitment/progress", "officer", FORM)],
    ("ICommitment", "evidence"): [("commitment/evidence", "officer", ""), ("commitment/evidence?type=evidence", "officer", FORM)],
    ("ICommitment", "evaluate"): [("commitment:done/evaluate", "citizen", ""), ("commitment:done/evaluate", "citizen", FORM), ("commitment:done/evaluate", "officer", "")],
    ("ICommune", "commitments"): [(f"{COMMUNE}/commitments", None, ""), (f"{COMMUNE}/commitments?state=late", None, ""), (f"{COMMUNE}/commitments?state=planned", None, "")],
    ("ICommune", "sittings"): [(f"{COMMUNE}/sittings", None, ""), (f"{COMMUNE}/sittings", "officer", "")],
    ("ICommune", "council-file"): [(f"{COMMUNE}/council-file", "officer", ""), (f"{COMMUNE}/council-file", "approver", FORM)],
    ("ICouncilFile", ""): [("file:convened", None, ""), ("file:closed", None, ""), ("file:closed", "officer", "")],
    ("ICouncilFile", "print"): [("file:convened/print", None, ""), ("file:closed/print", None, "")],
    ("ICouncilFile", "edit"): [("file:draft/edit", "officer", "")],
    ("ICouncilFile", "points"): [("file:draft/points", "officer", ""), ("file:draft/points", "officer", "form:has([name=add]) button.main")],
    ("ICouncilFile", "decisions"): [("file:convened/decisions", "officer", "")],
    ("ICouncilFile", "review"): [("file:convened/review", "approver", ""), ("file:draft/review", "officer", ""), ("file:deciding/review", "approver", "")],
    ("IGuidance", ""): [("/accounts", None, ""), ("/accounts", "admin", "")],
    ("IPortal", "resources"): [("/resources", None, ""), ("/resources?kind=guide", "admin", ""), ("/resources?kind=faq", None, "")],
    ("ISpace", "resources"): [(f"{SPACE}/resources", None, "")],
    ("IPortal", "courses"): [("/courses", None, "")],
    ("ICourse", ""): [("/steps", None, ""), ("/steps", "editor", ""), ("/steps", "admin", "")],
    ("ICourse", "reset"): [("/steps/reset", "editor", "")],
    ("ILesson", ""): [
        ("/steps/first", "editor", ""), ("/steps/first", "editor", "#exercise-one button"), ("/steps/first", "editor", "#exercise-words button"),
        ("/steps/second", "editor", ""),
    ],
    ("IConsultation", "begin-register"): [
        (f"{CONSULTATION}/begin-register", "lead", ""), (f"{CONSULTATION}/begin-register", "lead", FORM), (f"{SPACE}/mughlaqa/begin-register", "lead", ""),
    ],
    ("IRegister", ""): [("register", None, ""), ("register", "lead", ""), ("register:draft", "lead", "")],
    ("IRegister", "print"): [("register/print", None, "")],
    ("IRegister", "edit"): [("register:draft/edit", "lead", "")],
    ("IRegister", "review"): [
        ("register/review", "lead", ""), ("register:draft/review", "lead", ""), ("register:sent/review", "approver", ""),
        ("register:sent/review", "approver", "button[value=send_back]"),
    ],
    ("IRehearsal", ""): [("rehearsal", "lead", ""), ("rehearsal", "officer", "")],
    ("ISpace", "rehearse"): [(f"{SPACE}/rehearse", "lead", ""), (f"{SPACE}/rehearse", "officer", "")],
    ("ISpace", "wipe"): [(f"{SPACE}/wipe", "lead", "")],
    ("IContainer", "add"): [
        (f"{SPACE}/add?type=event", "lead", ""), (f"{SPACE}/add?type=event", "lead", FORM), (f"{SPACE}/add?type=collection", "lead", FORM),
        ("/add?type=menu", "admin", ""), ("/add?type=front", "admin", ""),
        ("/add", "admin", ""), ("/add?type=news", "admin", ""), ("/add?type=news", "admin", FORM), ("/add?type=page", "admin", FORM),
        ("/souss-massa/add", "admin", ""),
        (f"{COMMUNE}/add", "admin", ""), (f"{COMMUNE}/add?type=space", "admin", ""), (f"{COMMUNE}/add?type=space", "admin", FORM),
        (f"{SPACE}/add", "lead", ""), (f"{SPACE}/add?type=consultation", "lead", ""), (f"{SPACE}/add?type=consultation", "lead", FORM), (f"{SPACE}/add?type=image", "editor", ""), (f"{SPACE}/add?type=file", "editor", FORM), (f"{SPACE}/add?type=audio", "editor", FORM),
        (f"{CONSULTATION}/add", "lead", ""),
        ("news:0/add", "lead", ""),
    ],
    ("IWritten", "history"): [
        ("/history", "admin", ""),
        ("/souss-massa/history", "admin", ""),
        (f"{COMMUNE}/history", "admin", ""),
        (f"{SPACE}/history", "lead", ""),
        (f"{SPACE}/khawia/history", "lead", ""),
        ("news:draft/history", "admin", ""),
        ("image/history", "lead", ""),
        ("/masouda/history", "admin", ""),
        ("original/history", "lead", ""), ("working/history", "lead", ""),
    ],
    ("IProposal", "history"): [("redacted/history", "lead", ""), ("returned/history", "moderator", "")],
    ("IAnswer", "history"): [("drafting/history", "officer", ""), ("superseding/history", "approver", "")],
    ("IScheduled", "working-copy"): [("/about/working-copy", "admin", ""), ("original/working-copy", "editor", ""), ("working/working-copy", "lead", "")],
    ("IConsultation", "working-copy"): [(f"{CONSULTATION}/working-copy", "lead", "")],
    ("IConsultation", "template"): [
        (f"{CONSULTATION}/template", "lead", ""), (f"{CONSULTATION}/template", "lead", FORM), (f"{CONSULTATION}/template", "officer", ""),
    ],
    ("IWritten", "catch-up"): [("working/catch-up", "lead", ""), ("working/catch-up", "lead", FORM), ("/masouda/catch-up", "admin", "")],
    ("IWritten", "edit"): [
        ("collection/edit", "lead", ""), ("menu/edit", "lead", ""), ("front/edit", "admin", ""),
        ("/edit", "admin", ""),
        ("/souss-massa/edit", "admin", ""),
        (f"{COMMUNE}/edit", "admin", ""),
        (f"{SPACE}/edit", "lead", ""), (f"{SPACE}/edit", "lead", FORM),
        (f"{SPACE}/khawia/edit", "lead", ""), (f"{SPACE}/khawia/edit", "lead", FORM),
        ("news:draft/edit", "admin", ""),
        ("image/edit", "lead", ""), ("image/edit", "lead", FORM), ("audio/edit", "lead", FORM),
        ("/masouda/edit", "admin", ""),
    ],
    ("IWritten", "check"): [
        ("spoiled/check", "lead", ""), ("/about/check", "admin", ""),
        (f"{SPACE}/check", "lead", ""),
    ],
    ("IWritten", "preview"): [
        ("spoiled/preview", "lead", ""), ("spoiled/preview?as=phone&language=fr", "lead", ""), ("spoiled/preview?as=outline", "lead", ""),
    ],
    ("IWritten", "previewed"): [
        ("spoiled/previewed", "lead", ""), ("spoiled/previewed?as=contrast", "lead", ""), ("spoiled/previewed?as=print", "lead", ""), ("spoiled/previewed?as=large", "lead", ""),
    ],
    ("IWritten", "private-links"): [
        ("spoiled/private-links", "lead", ""), ("spoiled/private-links", "lead", FORM), ("/about/private-links", "admin", ""),
    ],
    ("Draft", ""): [("draft:page", None, ""), ("draft:consultation", None, "")],
    ("IContainer", "moderation"): [
        ("/moderation", "admin", ""), (f"{SPACE}/moderation", "editor", ""), (f"{SPACE}/moderation", "editor", "form.bulk button[value=refuse]"),
        (f"{SPACE}/moderation?kind=comment&late=1", "moderator", ""), (f"{SPACE}/moderation?kind=parked", "moderator", ""),
        (f"{SPACE}/moderation?kind=asked", "moderator", ""),
    ],
    ("IConsultation", "enter"): [(f"{CONSULTATION}/enter", "desk", ""), (f"{CONSULTATION}/enter", "lead", FORM)],
    ("IProposal", "slip"): [("entered/slip", "desk", "")],
    ("IModerated", "redact"): [
        ("submitted/redact", "editor", ""), ("submitted/redact", "editor", FORM), ("redacted/redact", "lead", ""),
        ("redacted/redact", "lead", "form:has(button[name=uncover]) button"),
    ],
    ("IModerated", "report"): [
        ("redacted/report", None, ""), ("redacted/report", None, FORM), ("comment:public/report", None, ""), ("submitted/report", "editor", ""),
    ],
    ("IModerated", "reports"): [
        ("redacted/reports", "lead", ""), ("reported/reports", "lead", "form.form button[value=yes]"), ("submitted/reports", "lead", ""),
    ],
    ("IModerated", "park"): [
        ("submitted/park", "editor", ""), ("submitted/park", "editor", FORM), ("parked/park", "editor", ""),
    ],
    ("IProposal", "route"): [
        ("submitted/route", "editor", ""), ("submitted/route", "editor", FORM), ("proposal:published/route", "editor", ""),
    ],
    ("IProposal", "merge"): [
        ("submitted/merge", "editor", ""), ("submitted/merge?other=p-zzzzz", "editor", ""), ("asked/merge", "lead", ""),
        ("with:submitted", "editor", ""), ("with:submitted", "editor", FORM), ("merged/merge", "lead", ""),
    ],
    ("IContainer", "merge"): [(f"{CONSULTATION}/merge", "editor", "")],
    ("IModerated", "sealed"): [("redacted/sealed", "lead", "")],
    ("IWorkflowed", "review"): [
        (f"{CONSULTATION}/review", "lead", ""), ("original/review", "lead", ""), ("working/review", "lead", ""),
        ("submitted/review", "editor", ""), ("returned/review", "editor", ""), ("proposal:published/review", "officer", ""), ("submitted/review", "editor", "form.workflow button[value=return]"),
        ("news:0/review", "lead", ""),
        ("comment/review", "admin", ""),
        ("file/review", "lead", ""),
        ("/about/review", "admin", ""),
    ],
    ("IContainer", "contents"): [
        (f"{SPACE}/contents", "lead", ""), ("/contents", "admin", ""), ("/souss-massa/contents?sort=title", "admin", ""),
        (f"{SPACE}/contents?q=qqqq", "lead", ""), (f"{SPACE}/contents", "lead", "#contents button[value=cut]"),
    ],
    ("IContainer", "archive"): [(f"{SPACE}/archive", "admin", ""), (f"{SPACE}/archive", "admin", FORM)],
    ("IPlace", "groups"): [(f"{SPACE}/groups", "lead", ""), (f"{SPACE}/groups", "lead", FORM), ("group", "admin", ""), ("group", "lead", "main form:has(input[type=email])")],
    ("IContainer", "automation"): [(f"{SPACE}/automation", "lead", ""), (f"{SPACE}/automation", "admin", "main section form"), ("/automation", "admin", "")],
    ("IWorkflowed", "labels"): [("labelled/labels", "editor", ""), ("labelled/labels", "editor", "main form:has(input[name=label])")],
    ("IResource", "hand-over"): [("hand-over", "admin", ""), ("hand-over", "admin", FORM)],
    ("IPortal", "invitation"): [("invitation", None, ""), ("invitation", None, FORM), ("/invitation?key=x", None, "")],
    ("IScheduled", "schedule"): [("/masouda/schedule", "admin", ""), ("/about/schedule", "admin", ""), ("news:draft/schedule", "admin", "")],
    ("IContainer", "rename"): [
        (f"{SPACE}/rename?name=ma&name=khawia", "admin", ""), (f"{SPACE}/rename", "lead", ""), (f"{SPACE}/rename?name=khawia", "lead", FORM),
    ],
    ("IContainer", "remove"): [(f"{SPACE}/remove?name=ma", "admin", ""), (f"{SPACE}/remove?name=ma", "admin", FORM), (f"{SPACE}/remove", "lead", "")],
    ("IContainer", "trash"): [(f"{SPACE}/trash", "lead", ""), ("/trash", "admin", "")],
    ("IContainer", "links"): [(f"{SPACE}/links", "lead", ""), ("/links", "admin", "")],
    ("IFile", ""): [("file", None, ""), ("image", None, "")],
    ("IAudio", ""): [("audio", None, "")],
    ("IFile", "replace"): [("file/replace", "lead", ""), ("image/replace", "lead", FORM)],
    ("IResource", "who"): [(f"{COMMUNE}/who", "admin", ""), (f"{COMMUNE}/who", "admin", "main section:last-of-type form")],
    ("IReceipts", ""): [("/s", None, ""), ("/s?receipt=nonsense", None, "")],
    ("IReceipt", ""): [("/s/submitted", None, ""), ("/s/returned", None, ""), ("/s/refused", None, ""), ("/s/asked", None, ""), ("/s/merged", None, "")],
    ("IReceipt", "join"): [("/s/asked/join", None, ""), ("/s/submitted/join", None, "")],
    ("IReceipt", "appeal"): [("/s/refused/appeal", None, ""), ("/s/refused/appeal", None, FORM), ("/s/submitted/appeal", None, "")],
    ("IReceipt", "amend"): [("/s/returned/amend", None, ""), ("/s/returned/amend", None, FORM)],
    ("IReceipt", "withdraw"): [("/s/submitted/withdraw", None, "")],
    ("errors", "not found"): [("/nothing-here", None, "")],
    ("errors", "forbidden"): [(f"{COMMUNE}/who", None, ""), (f"{COMMUNE}/who", "citizen", "")],
}  # fmt: skip


def examples() -> list[Example]:
    """Return all examples, addresses not yet filled in."""
    return [Example(view, path, who, post) for view, found in EXAMPLES.items() for path, who, post in found]


def address(served: Served, path: str, language: str = "ar") -> str:
    """Return the address of an example in a language."""
    first, slash, rest = path.partition("/")
    if first:
        path = served.portal[first] + slash + rest
    elif path.startswith("/s/"):
        name, slash, rest = path[3:].partition("/")
        path = f"/s/{served.portal.receipts[name]}{slash}{rest}"
    return path if language == "ar" else f"/{language}{path}"


EMPTY = """form => form.querySelectorAll('input, textarea, select').forEach(e => {
  if (e.type === 'hidden' || e.type === 'submit') return;
  if (e.type === 'radio' || e.type === 'checkbox') e.checked = false; else e.value = '';
})"""


def show(look: Open, served: Served, example: Example, language: str, **more: object) -> Page:
    """Open an example; for an error state, empty every field of its form and send it."""
    page = look(address(served, example.path, language), example.who, **more)
    if example.post:
        form = page.locator(example.post).first
        button = form if "button" in example.post else form.locator("button.main, button:not([type=button])").first
        button.evaluate(f"button => ({EMPTY})(button.form)")
        button.click()
        page.wait_for_load_state()
    return page
