"""A portal with enough in it: every kind of document, every state a reader can meet, long and mixed texts."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from mukhtabar.actions.agenda import add_points, begin_file, enter_decisions
from mukhtabar.actions.answer import attach_to, begin_answer
from mukhtabar.actions.answer_template import keep_template
from mukhtabar.actions.assign import assign
from mukhtabar.actions.attach import attach
from mukhtabar.actions.automate import automate, set_rule
from mukhtabar.actions.charter import next_edition, sign, withdraw_signature
from mukhtabar.actions.clock import rest
from mukhtabar.actions.comment import comment
from mukhtabar.actions.commitment import add_evidence, bases, begin_commitment, evaluate, report_progress
from mukhtabar.actions.context import Ctx
from mukhtabar.actions.copy import copy
from mukhtabar.actions.create import create
from mukhtabar.actions.delegate import delegate
from mukhtabar.actions.edit import edit
from mukhtabar.actions.embargo import hold_out
from mukhtabar.actions.enter import enter
from mukhtabar.actions.freeze import set_freeze
from mukhtabar.actions.grant import grant
from mukhtabar.actions.group import begin_group, put_in
from mukhtabar.actions.information import follow
from mukhtabar.actions.invite import invite
from mukhtabar.actions.mandate import begin_mandate, end_mandate
from mukhtabar.actions.merge import agree, ask
from mukhtabar.actions.note import note, withdraw_note
from mukhtabar.actions.park import park
from mukhtabar.actions.private_link import make
from mukhtabar.actions.publish_at import publish_at
from mukhtabar.actions.question import pass_on
from mukhtabar.actions.record import refresh
from mukhtabar.actions.redact import find, redact
from mukhtabar.actions.register import begin_register
from mukhtabar.actions.rehearse import rehearse
from mukhtabar.actions.report import report
from mukhtabar.actions.submit import participant, submit
from mukhtabar.actions.tick import tick
from mukhtabar.actions.transition import transition
from mukhtabar.actions.translate import draft, publish
from mukhtabar.actions.trash import trash
from mukhtabar.actions.vouch import vouch
from mukhtabar.actions.working_copy import make_working_copy
from mukhtabar.content.audio import Audio
from mukhtabar.content.charter import Charter
from mukhtabar.content.checked import vouchable
from mukhtabar.content.collection import Collection
from mukhtabar.content.commitment import Milestone
from mukhtabar.content.consultation import Consultation
from mukhtabar.content.course import Course, Exercise, Lesson
from mukhtabar.content.event import Event
from mukhtabar.content.evidence import Evidence, Photo
from mukhtabar.content.file import File, Image
from mukhtabar.content.front import Block, Front
from mukhtabar.content.guidance import Guidance
from mukhtabar.content.menu import Menu, MenuEntry
from mukhtabar.content.news import News
from mukhtabar.content.page import Page
from mukhtabar.content.register import Row
from mukhtabar.content.target import Target
from mukhtabar.content.texts import Texts
from mukhtabar.language.dates import local_day, noon
from mukhtabar.rules.automation import Rule
from mukhtabar.rules.phases import Phase
from mukhtabar.rules.roles import Role
from mukhtabar.rules.sessions import next_session
from mukhtabar.services.holidays import calendar
from mukhtabar.store.revisions import digest_of
from tests import files
from tests.browser.mixed import LONG, TITLES, UNBROKEN
from tests.browser.petitions import petitions
from tests.world import BODY, COMMUNE, CONSULTATION, SPACE, World

TOPICS = ("water", "roads", "education", "health", "other")
FRENCH = "La piste devient impraticable dès la première pluie ; les élèves restent à la maison 3 jours sur 6."


@dataclass
class Portal:
    """The addresses of what was made."""

    paths: dict[str, str] = field(default_factory=dict)
    receipts: dict[str, str] = field(default_factory=dict)
    mixed: list[str] = field(default_factory=list)

    def __getitem__(self, name: str) -> str:
        return self.paths[name]


def _acting(ctx: Ctx, world: World, who: str) -> Ctx:
    return replace(ctx, actor=world.pids[who], system=False)


def submitted(ctx: Ctx, world: World, title: str, number: int = 0, body: str = BODY, language: str = "ar") -> object:
    """Submit one proposal as the citizen."""
    author = ctx.register.get(world.pids["citizen"])
    assert author is not None
    values = {
        "kind": ("need", "proposal", "question")[number % 3], "title": title, "body": body,
        "topic": TOPICS[number % len(TOPICS)], "place": "دوار أيت همان (PK 12)" if number % 2 else "", "language": language,
    }  # fmt: skip
    return submit(ctx, world.at(ctx, CONSULTATION), values, author, name_shown=number % 4 != 0)


def step(ctx: Ctx, world: World, who: str, document: object, name: str, **more: object) -> None:
    """Take one step as a person who has read the present text."""
    transition(_acting(ctx, world, who), document, name, read_hash=digest_of(document.field_values()), **more)


def answered(
    ctx: Ctx, world: World, proposal: object, outcome: str, upto: tuple[str, ...], summary: str = ""
) -> object:
    """Draft an answer as the officer and take it through `upto`."""
    now = ctx.now
    answer = begin_answer(_acting(ctx, world, "officer"), proposal, {
        "outcome": outcome,
        "summary": Texts.of(now, ar=summary or "يدرس المجلس الطلب في دورة فبراير 2027.", fr="Le conseil l'étudie en février 2027."),
        "details": Texts.of(now, ar="درست اللجنة الملف.\n\n- المعاينة: 900 متر.\n- الكلفة: 216.000 درهم (HT)."),
        "cost": "216.000 درهم", "duration": "قبل 30/09/2027",
        "competence": "المديرية الإقليمية للتجهيز (DPETL)", "protocol": "2026/118",
    })  # fmt: skip
    who = {"send": "officer", "approve": "approver", "send_back": "approver", "publish": "approver"}
    for name in upto:
        step(ctx, world, who[name], answer, name, **({"comment": "أضيفوا الكلفة."} if name == "send_back" else {}))
    return answer


def _proposals(ctx: Ctx, world: World, portal: Portal) -> None:
    def path(document: object) -> str:
        return f"{CONSULTATION}/{document.__name__}"

    for number, title in enumerate(TITLES):
        proposal = submitted(ctx, world, title, number, *((FRENCH, "fr") if number % 10 == 1 else ()))
        step(ctx, world, "editor", proposal, "publish")
        portal.mixed.append(path(proposal))
    for name, title in {"long": LONG, "unbroken": UNBROKEN}.items():
        proposal = submitted(ctx, world, title, 3, "\n\n".join([BODY] * 12))
        step(ctx, world, "editor", proposal, "publish")
        portal.paths[name] = path(proposal)
    proposal = submitted(ctx, world, "إنارة الزقاق رقم 4", 1)
    step(ctx, world, "editor", proposal, "publish")
    editor = _acting(ctx, world, "editor")
    places = [one.place for one in find(proposal, "PK 12")]
    redact(editor, proposal, "PK 12", "personal_data", "", places, digest_of(proposal.field_values()))
    portal.paths["redacted"] = path(proposal)
    report(ctx, proposal, "a", "off_topic", "لا علاقة له بالماء.")
    report(ctx, proposal, "b", "other", "Hors sujet (PK 12).")
    proposal = submitted(ctx, world, "رقم هاتف في المقترح", 1)
    step(ctx, world, "editor", proposal, "publish")
    report(ctx, proposal, "a", "personal_data")
    portal.paths["reported"] = path(proposal)
    proposal = submitted(ctx, world, "ظل للمسافرين في محطة الحافلات", 2)
    park(editor, proposal, ctx.now + timedelta(days=9), "ننتظر جواب صاحبه (رسالة 18/11).", digest_of(proposal.field_values()))
    portal.paths["parked"] = path(proposal)
    for name in ("submitted", "returned", "refused", "withdrawn"):
        proposal = submitted(ctx, world, "ملعب للقرب في حي المسيرة", 1)
        portal.paths[name] = path(proposal)
        if name == "returned":
            step(ctx, world, "editor", proposal, "return", reason="unclear", comment="أين يقع الملعب بالضبط؟")
        if name == "refused":
            step(ctx, world, "editor", proposal, "refuse", reason="off_topic", comment="")
        if name == "withdrawn":
            transition(_acting(ctx, world, "citizen"), proposal, "withdraw")
        person = ctx.register.get(world.pids["citizen"])
        portal.receipts[name] = person.receipts[proposal.uid]
    target = submitted(ctx, world, "إنارة الطريق بين الدوار والمدرسة (3 كلم)", 1)
    step(ctx, world, "editor", target, "publish")
    portal.paths["joined_by"] = path(target)
    for name in ("merged", "asked"):
        # Somebody else wrote it: what is joined is counted by people.
        author = ctx.register.get(world.pids["desk"])
        values = {"kind": "need", "title": "إنارة الطريق المؤدية إلى المدرسة", "body": BODY, "topic": "roads", "language": "ar"}
        proposal = submit(ctx, world.at(ctx, CONSULTATION), values, author, name_shown=True)
        portal.paths[name], portal.receipts[name] = path(proposal), author.receipts[proposal.uid]
        read = digest_of(proposal.field_values()), digest_of(target.field_values())
        ask(_acting(ctx, world, "moderator"), proposal, target, "المطلب نفسه (PK 12)، ويقوى إذا اجتمع.", *read)
        if name == "merged":
            agree(_acting(ctx, world, "desk"), proposal)
    portal.paths["with:submitted"] = f"{portal['submitted']}/merge?other={target.reference}"
    steps = {
        "drafting": (), "sent_back": ("send", "send_back"), "for_approval": ("send",), "approved": ("send", "approve"),
        "published": ("send", "approve", "publish"),
    }  # fmt: skip
    outcomes = dict(zip(steps, ("partly", "under_way", "accepted", "not_now", "accepted"), strict=True))
    for name, taken in steps.items():
        proposal = submitted(ctx, world, f"سقاية الماء الصالح للشرب ({name})", 2)
        step(ctx, world, "editor", proposal, "publish")
        answer = answered(ctx, world, proposal, outcomes[name], taken)
        portal.paths[f"proposal:{name}"], portal.paths[name] = path(proposal), f"{path(proposal)}/{answer.__name__}"
        if name == "published":
            later = answered(ctx, world, proposal, "refused", taken, "تعذر الإنجاز هذه السنة لغياب الاعتماد.")
            portal.paths["superseding"] = f"{path(proposal)}/{later.__name__}"
    for outcome in ("refused", "not_our_competence", "not_now"):
        proposal = submitted(ctx, world, f"تبليط الأزقة – {outcome}", 4)
        step(ctx, world, "editor", proposal, "publish")
        answered(ctx, world, proposal, outcome, ("send", "approve", "publish"))


def _council(ctx: Ctx, world: World, portal: Portal) -> None:
    """What the council works with: a dated answer, a withdrawn one, one text for three, files, delegations, templates."""
    officer, approver, commune = _acting(ctx, world, "officer"), _acting(ctx, world, "approver"), world.at(ctx, COMMUNE)
    attach_to(officer, world.at(ctx, portal["drafting"]), "تصميم الشبكة والبئر (الجزء 2)", "تصميم.pdf", files.PDF)

    def proposal(title: str) -> object:
        made = submitted(ctx, world, title, 3)
        step(ctx, world, "editor", made, "publish")
        return made

    made = proposal("سقاية في الحي الجديد (scheduled)")
    answer = answered(ctx, world, made, "accepted", ("send", "approve"))
    publish_at(officer, answer, ctx.now + timedelta(days=5), answer.digest)
    portal.paths["scheduled"] = f"{CONSULTATION}/{made.__name__}/{answer.__name__}"
    made = proposal("سقاية في الحي القديم (withdrawn)")
    answer = begin_answer(officer, made, {"outcome": "accepted", "summary": Texts.of(ctx.now, ar="سنبني السقاية.")})
    attach_to(officer, answer, "تصميم السقاية", "تصميم.pdf", files.PDF)
    for who, name in (("officer", "send"), ("approver", "approve"), ("officer", "publish")):
        step(ctx, world, who, answer, name)
    step(ctx, world, "approver", answer, "withdraw", comment="اعتمد الجواب على كلفة خاطئة (PK 12)، وسنجيب من جديد.")
    portal.paths["withdrawn"] = f"{CONSULTATION}/{made.__name__}/{answer.__name__}"
    portal.paths["proposal:withdrawn"] = f"{CONSULTATION}/{made.__name__}"
    alike = [proposal(f"إنارة الزنقة رقم {number} بحي السلام") for number in range(5)]
    answers = [answered(ctx, world, one, "under_way", ("send",), "الإنارة في طور الإنجاز.") for one in alike[:3]]
    portal.paths["same"] = f"{CONSULTATION}/{alike[0].__name__}/{answers[0].__name__}"
    items = "&".join(f"item={one.uid}" for one in alike[3:])
    portal.paths["many"] = f"{COMMUNE}/answer-many?{items}"
    values = {"summary": {"ar": "هذا الطلب خارج اختصاص الجماعة.", "fr": "Hors de la compétence de la commune."},
              "details": {}, "outcome": "not_our_competence", "competence": "المديرية الإقليمية (DPETL)"}  # fmt: skip
    key = keep_template(officer, commune, "خارج الاختصاص: المديرية الإقليمية للتجهيز", values)
    portal.paths["template"] = f"{COMMUNE}/answer-templates?key={key}"
    grant(ctx, commune, world.pids["desk"], Role.DESK_AGENT, ctx.now)
    delegate(approver, commune, world.pids["desk"], ctx.now, ctx.now + timedelta(days=6), "في مهمة بالرباط (رسالة 18/11).")


def _promises(ctx: Ctx, world: World, portal: Portal) -> None:
    """Commitments in every state, one of them late; and council files before, on and after their sitting."""
    officer, now = _acting(ctx, world, "officer"), ctx.now
    proposal = submitted(ctx, world, "تعبيد المسلك بين الدوار والمدرسة (3 كلم)", 1)
    step(ctx, world, "editor", proposal, "publish")
    answered(ctx, world, proposal, "accepted", ("send", "approve", "publish"))
    portal.paths["promised"] = f"{CONSULTATION}/{proposal.__name__}"
    basis = next(iter(bases(proposal)))
    for name, upto, days in (("draft", 0, 100), ("", 3, 200), ("late", 3, 10), ("done", 3, 90), ("dropped", 2, 90)):
        made = begin_commitment(officer, proposal, {
            "title": Texts.of(now, ar=f"تعبيد المسلك ووضع التشوير {name}".strip(), fr="Revêtir la piste et poser la signalisation"),
            "details": Texts.of(now, ar="ثلاثة كيلومترات بعرض ستة أمتار، مع إشارات قرب المدرسة (PK 12)."),
            "due": now + timedelta(days=days), "budget": "1.200.000 درهم (HT)", "service": "مصلحة الأشغال",
            "milestones": (Milestone("إعلان طلب العروض", now + timedelta(days=days // 3)), Milestone("فتح الأظرفة", now + timedelta(days=days // 2)),
                           Milestone("التسلم المؤقت", now + timedelta(days=days))),
        }, basis)  # fmt: skip
        for step_name, who in (("send", "officer"), ("confirm", "approver"), ("start", "officer"))[:upto]:
            step(ctx, world, who, made, step_name)
        portal.paths[f"commitment:{name}" if name else "commitment"] = f"{portal['promised']}/{made.__name__}"
        if upto == 3 and name != "late":
            report_progress(officer, made, "نشر الإعلان في جريدتين.", 0, ctx.now)
            seen = {"title": Texts.of(ctx.now, ar="الورش في أسبوعه الأول"), "alternative": Texts.of(ctx.now, ar="آلة تسوي مسلكا")}
            add_evidence(officer, made, Photo(), seen, "photo.jpg", files.photo(1600, 1000))
            add_evidence(officer, made, Evidence(), {"title": Texts.of(ctx.now, ar="محضر فتح الأظرفة")}, "a.pdf", files.PDF)
        if name == "late":
            # Promised some time ago: its day has passed meanwhile.
            made.due = now - timedelta(days=9)
            refresh(ctx, made)
        if name == "done":
            step(ctx, world, "approver", made, "complete")
            for who, choice in (("citizen", "as_promised"), ("editor", "as_promised"), ("lead", "partly"), ("desk", "not_done"), ("moderator", "as_promised")):
                evaluate(_acting(ctx, world, who), made, choice)
        if name == "dropped":
            step(ctx, world, "approver", made, "drop", reason="budget", comment="لم يفتح الاعتماد هذه السنة.")
    references = [portal[name].rpartition("/")[2] for name in ("promised", "proposal:published", "proposal:drafting")]
    for name in ("draft", "convened", "deciding", "closed"):
        # The sitting of one is today, though its session is not: its decisions can be entered now.
        session = next_session(local_day(ctx.now))
        file = begin_file(officer, world.at(ctx, COMMUNE), {
            "session": session.code, "day": noon(session.first_day) + timedelta(days=9),
            "details": Texts.of(ctx.now, ar="تعرض على أنظار المجلس نقط وردت من المواطنات والمواطنين.\n\n- الماء\n- الطرق", fr="Points venus des citoyens."),
        })  # fmt: skip
        add_points(officer, file, references)
        portal.paths[f"file:{name}"] = f"{COMMUNE}/{file.__name__}"
        if name != "draft":
            step(ctx, world, "officer", file, "send")
            step(ctx, world, "approver", file, "convene")
        if name in {"deciding", "closed"}:
            later = replace(officer, now=file.day)
            enter_decisions(later, file, dict(zip(references, (("adopted", "بإجماع الحاضرين."), ("postponed", "إلى دورة ماي."), ("rejected", "لا اعتماد لها.")), strict=True)), file.digest)
            step(replace(ctx, now=file.day), world, "officer", file, "report")
        if name == "closed":
            step(replace(ctx, now=file.day), world, "approver", file, "confirm_decisions")
        if name == "convened":
            file.day = ctx.now


def _draft_consultation(lead: Ctx, space: object) -> object:
    later = Phase("التقديم", lead.now + timedelta(days=10), lead.now + timedelta(days=40), frozenset({"propose"}))
    return create(lead, space, Consultation(), "muqbila", {
        "title": Texts.of(lead.now, ar="استشارة مقبلة", fr="Consultation à venir"), "phases": (later,),
        "summary": Texts.of(lead.now, ar="تبدأ بعد عشرة أيام."), "decides": Texts.of(lead.now, ar="يقرر المجلس الجماعي."),
        "body": Texts.of(lead.now, ar="<h2>لماذا؟</h2><p>لأن الماء قليل.</p>"),
    })  # fmt: skip


def _texts(ctx: Ctx, world: World, portal: Portal) -> None:
    now = ctx.now
    space = world.at(ctx, SPACE)
    lead = _acting(ctx, world, "lead")
    edit(lead, space, {"summary": Texts.of(now, ar="فضاء للنقاش العمومي بين جمعيات طاطا وساكنتها", fr="Débattre à Tata")}, "توضيح")
    later = Phase("التقديم", now + timedelta(days=10), now + timedelta(days=40), frozenset({"propose"}))
    empty = create(lead, space, Consultation(), "khawia", {
        "title": Texts.of(now, ar="الشباب والرياضة", fr="Jeunesse et sport"), "phases": (later,),
        "summary": Texts.of(now, ar="تبدأ بعد عشرة أيام."),
        "body": Texts.of(now, ar="<h2>لماذا؟</h2><p>لأن <strong>الشباب</strong> يطلبون.</p><ul><li>ملعب</li><li>قاعة</li></ul>"),
        "decides": Texts.of(now, ar="يقرر المجلس الجماعي في دورة ماي."),
    })  # fmt: skip
    transition(lead, empty, "announce")
    open_now = Phase("التقديم", now - timedelta(days=1), now + timedelta(days=30), frozenset({"propose"}))
    also = create(lead, space, Consultation(), "turuq", {
        "title": Texts.of(now, ar="الطرق والمسالك (2027)", fr="Routes et pistes"), "phases": (open_now,),
        "summary": Texts.of(now, ar="أين نبدأ؟"),
    })  # fmt: skip
    transition(lead, also, "announce")
    admin = _acting(ctx, world, "admin")
    for name, title in {
        "about": ("عن المختبر", "À propos"),
        "privacy": ("المعطيات الشخصية", "Données personnelles"),
    }.items():
        if name in ctx.portal:
            continue
        page = create(admin, ctx.portal, Page(), name, {
            "title": Texts.of(now, ar=title[0], fr=title[1]),
            "body": Texts.of(now, ar="<h2>من نحن</h2><p>مختبر المواطنة.</p><table><caption>أرقام</caption><thead><tr><th>الجهة</th>"
                                     "<th>الجماعات</th></tr></thead><tbody><tr><td>سوس ماسة</td><td>175</td></tr></tbody></table>"),
        })  # fmt: skip
        step(ctx, world, "admin", page, "publish")
    create(admin, ctx.portal, Page(), "masouda", {"title": Texts.of(now, ar="مسودة صفحة"), "body": Texts.of(now, ar="<p>نص.</p>")})
    spoiled = create(lead, space, Page(), "maaiba", {
        "title": Texts.of(now, ar="دليل التسجيل", fr="Guide d’inscription"), "summary": Texts.of(now, ar="ملخص  الدليل"),
        "body": Texts.of(now, ar='<h2>كيف؟</h2><p>للتسجيل <a href="/x">اضغطوا هنا</a>، أو الهاتف 0500000000 أو 0600000000.</p>',
                         fr="<p>INSCRIPTION DES ASSOCIATIONS LOCALES</p>"),
    })  # fmt: skip
    ticked = next(key for key in vouchable(spoiled))
    vouch(lead, spoiled, ticked)
    portal.paths["spoiled"] = f"{SPACE}/{spoiled.__name__}"
    portal.paths["draft:page"] = f"/d/{make(lead, spoiled, 7, 'لجنة القراءة')}"
    portal.paths["draft:consultation"] = f"/d/{make(lead, _draft_consultation(lead, space), 30)}"
    broken = Texts.of(now, ar='<p>اقرأوا <a href="/la-shay">الدليل العملي</a>.</p>')
    old = create(lead, space, Page(), "qadima", {"title": Texts.of(now, ar="صفحة قديمة"), "body": broken})
    trash(lead, copy(lead, old, space), "نسخة زائدة")
    said = {"kind": "need", "title": "إنارة الزقاق المؤدي إلى المستوصف", "body": BODY, "topic": "health", "place": "", "language": "ar"}
    entered = enter(_acting(ctx, world, "desk"), world.at(ctx, CONSULTATION), said, "paper", now - timedelta(hours=1), "السيدة فاضمة", "", True)
    portal.paths["entered"] = f"{CONSULTATION}/{entered.__name__}"
    told = "<p>تشاركون بثلاث طرق: كتابة مقترح، أو حضور لقاء، أو الاتصال بمكتب الفضاء (9:00–16:00).</p>"
    guide = create(lead, space, Page(), "dalil", {
        "title": Texts.of(now, ar="دليل المشاركة", fr="Guide de la participation"),
        "body": Texts.of(now, ar=told, fr="<p>Trois façons de participer : écrire, venir, téléphoner.</p>"),
    })  # fmt: skip
    step(ctx, world, "lead", guide, "publish")
    working = make_working_copy(_acting(ctx, world, "editor"), guide)
    edit(_acting(ctx, world, "editor"), working, {"body": Texts.of(now, ar=told.replace("بثلاث", "بأربع"), fr="<p>Quatre façons.</p>")})
    edit(lead, guide, {"body": Texts.of(now, ar=told.replace("16:00", "18:00"), fr="<p>Trois façons : écrire, venir, téléphoner.</p>")}, "الأوقات")
    portal.paths["original"], portal.paths["working"] = f"{SPACE}/dalil", f"{SPACE}/{working.__name__}"
    portal.paths["hand-over"] = f"{SPACE}/hand-over?person={world.pids['editor']}"
    _translated(ctx, world)
    group = begin_group(admin, space, "لجنة الأخبار (Actualités)")
    put_in(admin, space, group.gid, "lead@example.org", "ar")
    grant(admin, space, group.gid, Role.EDITOR, now)
    set_rule(admin, space, Rule("r1", "submitted", admin.actor, now, "proposal", "water", words=("الماء", "eau"), notify="moderator", days=3, label="عاجل"))
    set_rule(admin, space, Rule("r2", "added", admin.actor, now, "page", label="صفحة جديدة"))
    labelled = create(lead, space, Page(), "mawsuma", {"title": Texts.of(now, ar="صفحة موسومة")})
    automate(replace(ctx, actor=None, system=True))
    portal.paths["labelled"] = f"{SPACE}/{labelled.__name__}"
    portal.paths["group"] = f"{SPACE}/groups?group={group.gid}"
    newcomer = invite(admin, space, "jadida@example.org", Role.EDITOR, now, None, "ar")
    assert newcomer is not None and newcomer.invitation is not None
    portal.paths["invitation"] = f"/invitation?key={newcomer.invitation.token}"
    draft = create(admin, ctx.portal, News(), "khabar-masouda", {"title": Texts.of(now, ar="مسودة خبر"), "category": "meetings", "dated": now})
    portal.paths["news:draft"] = f"/{draft.__name__}"
    read = create(lead, space, Page(), "dalil-masmoua", {
        "title": Texts.of(now, ar="دليل المشاركة", fr="Guide"), "body": Texts.of(now, ar="<p>كيف تشاركون في 3 خطوات.</p>" * 6),
    })  # fmt: skip
    step(ctx, world, "lead", read, "publish")
    portal.paths["read"] = f"{SPACE}/dalil-masmoua"
    more = {
        "image": {"alternative": Texts.of(now, ar="بئر في الواحة"), "focus": "30 20"},
        "audio": {"transcript": Texts.of(now, ar="مرحبا بكم.\n\nهذا الدليل (2026)."), "speech": "ary", "reads": read.uid},
        "late": {"transcript": Texts.of(now, ar="ⴰⵏⵙⵓⴼ."), "speech": "shi", "reads": read.uid},
    }
    for name, blank, data in (
        ("file", File(), files.PDF), ("image", Image(), files.photo(2000, 1500)), ("audio", Audio(), files.mp3(75)),
        ("late", Audio(), files.opus(9)),
    ):  # fmt: skip
        values = {"title": Texts.of(now, ar="محضر اللقاء (2026)", fr="Procès-verbal")} | more.get(name, {})
        left = attach(_acting(ctx, world, "editor"), space, blank, values, f"محضر {name}.pdf", data)
        step(ctx, world, "lead", left, "publish")
        portal.paths[name] = f"{SPACE}/{left.__name__}"
        if name == "late":
            left.recorded = now - timedelta(days=9)
    for number in range(3):
        item = create(admin, ctx.portal if number else space, News(), f"khabar-{number}", {
            "title": Texts.of(now, ar=f"لقاء تواصلي رقم {number + 1} بطاطا: الماء أولا", fr=f"Rencontre n° {number + 1} à Tata"),
            "summary": Texts.of(now, ar="حضر اللقاء 45 شخصا."), "body": Texts.of(now, ar="<p>نص الخبر.</p>" * 4),
            "author": Texts.of(now, ar="هيئة التحرير"), "category": "meetings", "dated": now - timedelta(days=number),
        })  # fmt: skip
        step(ctx, world, "admin", item, "publish")
        for shown in range(2 if not number else 0):
            seen = {"title": Texts.of(now, ar=f"صورة {shown}"), "alternative": Texts.of(now, ar="قاعة اللقاء")}
            photo = attach(admin, item, Image(), seen, "photo.jpg", files.photo(1600, 1000 + 300 * shown))
            step(ctx, world, "admin", photo, "publish")
        portal.paths[f"news:{number}"] = (f"{SPACE}/" if not number else "/") + str(item.__name__)
        citizen = ctx.register.get(world.pids["citizen"])
        if number != 1:
            for text in ("شكرا على اللقاء (1).", "Merci pour la rencontre ; à refaire !", "متى اللقاء المقبل؟"):
                left = comment(ctx, item, citizen, text, "ar")
                if not text.startswith("متى"):
                    step(ctx, world, "admin", left, "publish")
                    name = "comment:hidden" if "(1)" in text else "comment:public"
                    portal.paths[name] = f"{portal.paths[f'news:{number}']}/{left.__name__}"
                    if name == "comment:hidden":
                        step(ctx, world, "admin", left, "hide", reason="insult_hate")
                portal.paths["comment"] = f"{portal.paths[f'news:{number}']}/{left.__name__}"


def _translated(ctx: Ctx, world: World) -> None:
    """A page whose French fell behind, whose English waits to be published, and whose easy words are not easy."""
    lead, now = _acting(ctx, world, "lead"), ctx.now
    before = replace(lead, now=now - timedelta(days=3), system=True)
    page = create(before, world.at(ctx, SPACE), Page(), "tarjama", {
        "title": Texts.of(ctx.now, ar="كيف يجتمع المجلس"),
        "summary": Texts.of(before.now, ar="ثلاث دورات عادية في السنة."),
        "body": Texts.of(before.now, ar="<h2>الدورات</h2><p>يجتمع المجلس في <strong>فبراير</strong> وماي وأكتوبر.</p><ul><li>علنية</li><li>بمحضر</li></ul>"),
        "easy": Texts.of(before.now, ar=f"<p>{'يجتمع المجلس وتحضرون أنتم أيضا ' * 5}.<br>الباب مفتوح.</p>"),
    })  # fmt: skip
    publish(before, page, "fr", {"title": "Comment le conseil se réunit", "body": "<p>Le conseil se réunit trois fois.</p>"})
    transition(lead, page, "publish", read_hash=digest_of(page.field_values()))
    edit(lead, page, {"body": page.body.with_values(now, {"ar": page.body.get("ar").replace("فبراير", "شهر فبراير")})})
    draft(_acting(ctx, world, "editor"), page, "en", {"title": "How the council meets"}, ready=True)
def _gathered(ctx: Ctx, world: World, portal: Portal) -> None:
    """An event, collections, a menu of a space, and a home page that is not published."""
    now, lead, admin, space = ctx.now, _acting(ctx, world, "lead"), _acting(ctx, world, "admin"), world.at(ctx, SPACE)
    event = create(lead, space, Event(), "warsha", {
        "title": Texts.of(now, ar="ورشة حول الماء (الثالثة)", fr="Atelier sur l'eau"), "summary": Texts.of(now, ar="نقرأ الأرقام معا."),
        "start": now + timedelta(days=3), "end": now + timedelta(days=3, hours=2), "online": "https://example.org/meet",
        "venue": Texts.of(now, ar="قاعة البلدية، طاطا"), "access": Texts.of(now, ar="ولوجية ولغة الإشارة."),
        "body": Texts.of(now, ar="<h2>البرنامج</h2><p>ساعتان.</p>"), "organiser": Texts.of(now, ar="جمعية نموذجية"),
    })  # fmt: skip
    step(ctx, world, "lead", event, "publish")
    for name, where in (("majmoua", Target()), ("dai3a", Target(f"{SPACE}/gone", 7))):
        made = create(lead, space, Collection(), name, {
            "title": Texts.of(now, ar="كل جديد (2026)", fr="Tout le nouveau"), "kinds": ("news", "event", "proposal"), "where": where,
        })  # fmt: skip
        step(ctx, world, "lead", made, "publish")
    entries = (MenuEntry((), Target(f"{SPACE}/warsha", event.uid)), MenuEntry((("fr", "Ailleurs"),), Target("https://example.org/a")))
    menu = create(lead, space, Menu(), "qaima", {"title": Texts.of(now, ar="قائمة"), "entries": entries})
    step(ctx, world, "lead", menu, "publish")
    create(admin, ctx.portal, Front(), "istiqbal", {"title": Texts.of(now, ar="صفحة استقبال"), "blocks": (
        Block("text", (("ar", "مرحبا"),), (("ar", "<p>أهلا <strong>بكم</strong>.</p>"),)), Block("events"), Block("figures"),
        Block("collection", to=Target(f"{SPACE}/majmoua", space["majmoua"].uid)), Block("action", (("ar", "المواعيد"),), to=Target("/events")),
    )})  # fmt: skip
    portal.paths |= {
        "event": f"{SPACE}/warsha", "collection": f"{SPACE}/majmoua", "collection:gone": f"{SPACE}/dai3a", "menu": f"{SPACE}/qaima",
        "front": "/istiqbal",
    }  # fmt: skip


def _learning(ctx: Ctx, world: World, portal: Portal) -> None:
    now, admin, lead = ctx.now, _acting(ctx, world, "admin"), _acting(ctx, world, "lead")

    def texts(**values: str) -> dict[str, Texts]:
        return {name: Texts.of(now, ar=text, fr="Un texte en français pour les membres des espaces") for name, text in values.items()}

    resource = create(admin, ctx.portal, Guidance(), "accounts", {
        **texts(title="دليل المحاسبة البسيطة", summary="كيف تمسك الجمعية حساباتها.", body="<p>سجلوا كل مدخول وكل مصروف.</p>"),
        "theme": "money", "source": "https://example.org/a-very-long-address/that-does-not-break-anywhere-at-all",
        "checked": now - timedelta(days=400),
    })  # fmt: skip
    course = create(admin, ctx.portal, Course(), "steps", texts(title="الخطوات الأولى", summary="درسان.", body="<p>عن التكوين.</p>"))
    first = create(admin, course, Lesson(), "first", texts(title="قراءة مقترح", body="<p>نقرأ المقترح كاملا.</p>"))
    second = create(admin, course, Lesson(), "second", texts(title="للقراءة", body="<p>نص قصير.</p>"))
    for name, how, choices in (("one", "single", "* ننشره\nنرفضه"), ("many", "multiple", "* أ\nب"), ("words", "written", ""), ("task", "done", "")):
        create(admin, first, Exercise(), name, {
            **texts(title=f"ماذا نفعل هنا ({name})؟", choices=choices, explanation="لأن كلام الناس يبقى كما هو."),
            "how": how, "task": "return" if how == "done" else "",
        })  # fmt: skip
    space = world.at(ctx, SPACE)
    charter = create(lead, space, Charter(), "charter", texts(title="ميثاق الجواب داخل 60 يوما", body="<p>نلتزم بالجواب.</p>"))
    for document, who in ((resource, "admin"), (course, "admin"), (first, "admin"), (second, "admin")):
        step(ctx, world, who, document, "publish")
    step(ctx, world, "lead", charter, "propose")
    sign(lead, charter, space.uid, charter.digest)
    sign(_acting(ctx, world, "approver"), charter, space.__parent__.uid, charter.digest)
    later = next_edition(lead, charter)
    step(ctx, world, "lead", later, "propose")
    sign(lead, later, space.uid, later.digest)
    withdraw_signature(lead, later, space.uid, "نعيد التوقيع بعد اجتماع المكتب.")
    sign(lead, later, space.uid, later.digest)
    portal.paths |= {"charter:old": f"{SPACE}/charter", "charter": f"{SPACE}/{later.__name__}"}
    hold_out(admin, world.at(ctx, "/souss-massa/akka"), (now + timedelta(days=60)).date(), "فضاء جديد (فتح في 11/2026)، لم يمر عليه شهران.")
    portal.paths["rehearsal"] = f"/{rehearse(lead, space).__name__}"


def _among_the_council(ctx: Ctx, world: World, portal: Portal) -> None:
    """A consultation that waits for its reply, work given to people and to a service, and notes."""
    lead, officer, admin = (_acting(ctx, world, who) for who in ("lead", "officer", "admin"))
    phase = Phase("التقديم", ctx.now - timedelta(days=1), ctx.now + timedelta(seconds=10), frozenset({"propose"}))
    asked = create(lead, world.at(ctx, SPACE), Consultation(), "naql", {
        "title": Texts.of(ctx.now, ar="النقل المدرسي (2026)", fr="Transport scolaire"), "phases": (phase,),
        "summary": Texts.of(ctx.now, ar="كيف يصل التلاميذ؟"), "synthesis": Texts.of(ctx.now, ar="<p>حافلة لكل دوار.</p>"),
    })  # fmt: skip
    transition(lead, asked, "announce")
    for seconds in (1, 20):
        tick(replace(ctx, now=ctx.now + timedelta(seconds=seconds)))
    step(ctx, world, "lead", asked, "publish_synthesis")
    portal.paths["summed_up"] = f"{SPACE}/naql"
    group = begin_group(admin, world.at(ctx, COMMUNE), "قسم الأشغال (Travaux)")
    for who in ("officer", "both"):
        put_in(admin, world.at(ctx, COMMUNE), group.gid, f"{who}@example.org", "ar")
    noted, other, resting = (world.at(ctx, path) for path in portal.mixed[:3])
    portal.paths["noted"] = portal.mixed[0]
    assign(officer, noted, group.gid)
    assign(officer, other, world.pids["both"])
    rest(officer, resting, "ننتظر الخبرة التقنية (3 أسابيع).")
    note(officer, noted, "اتصلت بالمديرية الإقليمية (DPETL)، والجواب الأسبوع المقبل.\nننتظر الكلفة.", [world.pids["approver"], world.pids["both"]])
    note(officer, noted, "ملاحظة كتبت خطأ.")
    withdraw_note(officer, noted, 1)
    note(_acting(ctx, world, "approver"), noted, "Merci. Peut-on répondre avant la session de février ?")


def _terms(ctx: Ctx, world: World, portal: Portal) -> None:
    """A council with earlier terms, questions to it, a period without publications, and a request for information."""
    admin, today = _acting(ctx, world, "admin"), local_day(ctx.now)
    commune, term = world.at(ctx, COMMUNE), (2021, 2027)
    begin_mandate(admin, commune, world.pids["approver2"], "president", (2015, 2021), date(2015, 9, 15), date(2021, 9, 30))
    begin_mandate(admin, commune, world.pids["approver"], "president", term, date(2021, 10, 1), woman=True, approves=True)
    fields = {"ar": "المرافق العمومية والخدمات (2021-2027)", "fr": "Services publics et équipements"}
    chair = begin_mandate(admin, commune, world.pids["both"], "chair", term, date(2021, 10, 1), woman=True, of=fields)
    begin_mandate(admin, commune, world.pids["desk"], "member", term, date(2021, 10, 1), today + timedelta(days=30))
    gone = begin_mandate(admin, commune, world.pids["observer"], "vice_president", term, date(2021, 10, 1))
    author = ctx.register.get(world.pids["citizen"])
    assert author is not None
    for name, title, number in (
        ("question", "متى تفتح المكتبة الجماعية أبوابها مساء (18:00)؟", chair.id), ("question:left", "لماذا توقفت أشغال الطريق رقم 7؟", gone.id),
    ):  # fmt: skip
        values = {"kind": "question", "title": title, "body": BODY, "topic": "culture", "place": "", "language": "ar"}
        question = submit(ctx, world.at(ctx, CONSULTATION), values, author, True, number)
        step(ctx, world, "editor", question, "publish")
        portal.paths[name] = f"{CONSULTATION}/{question.__name__}"
    pass_on(_acting(ctx, world, "officer"), world.at(ctx, portal.paths["question"]), chair.id)
    end_mandate(admin, commune, gone.id, today - timedelta(days=1))
    set_freeze(admin, world.at(ctx, "/souss-massa/akka"), today, today + timedelta(days=44), "الانتخابات الجماعية (2027).")
    set_freeze(admin, world.at(ctx, "/souss-massa"), today + timedelta(days=200), today + timedelta(days=230), "الانتخابات الجهوية.")
    asked = follow(_acting(ctx, world, "citizen"), calendar(ctx.portal), "ميزانية النقل المدرسي (2025)", "جماعة طاطا", today - timedelta(days=12), number="CH-2026-118")
    portal.paths |= {"mandate": f"{COMMUNE}/mandate?id={chair.id}", "questions:one": f"{COMMUNE}/questions?member={chair.id}", "request": f"/my-request?id={asked.id}"}


def _registers(ctx: Ctx, world: World, portal: Portal) -> None:
    """Three consultations that have closed: one with a public register, one with a draft, one that waits for the council."""
    editor, lead, now = _acting(ctx, world, "editor"), _acting(ctx, world, "lead"), ctx.now
    for name, upto in {"mughlaqa": ("send", "approve"), "mughlaqa-2": (), "mughlaqa-3": ("send",)}.items():
        phase = Phase("التقديم", now - timedelta(days=40), now + timedelta(days=1), frozenset({"propose"}))
        consultation = create(lead, world.at(ctx, SPACE), Consultation(), name, {
            "title": Texts.of(now, ar="أولويات الدواوير (2027)", fr="Priorités des douars (2027)"), "phases": (phase,),
            "summary": Texts.of(now, ar="ما الذي ينبغي أن يبدأ به المجلس؟"),
        })  # fmt: skip
        transition(lead, consultation, "announce")
        tick(ctx)
        for number, title in enumerate((*TITLES[:5], LONG, UNBROKEN)):
            citizen = participant(ctx, f"مشاركة {number}", "", "ar")
            values = {"kind": "need", "title": title, "body": BODY, "topic": TOPICS[number % 3], "place": "", "language": "ar"}
            proposal = submit(ctx, consultation, values, citizen, name_shown=True)
            step(ctx, world, "editor", proposal, "publish")
            if number < 3:
                answered(ctx, world, proposal, ("accepted", "not_now", "partly")[number], ("send", "approve", "publish"))
        edit(lead, consultation, {"phases": (replace(phase, end=now - timedelta(hours=1)),)})
        tick(ctx)
        register = begin_register(editor, consultation)
        said = "طلبت الساكنة تزويد الدواوير البعيدة بالماء قبل الصيف، وإصلاح المسلك (PK 12)."
        first, *rest = register.rows
        edit(editor, register, {"rows": (Row(first.topic, (("fr", "Eau et pistes"),), (("ar", said),)), *rest)})
        for each in upto:
            step(ctx, world, "lead" if each == "send" else "approver", register, each)
        portal.paths[{"mughlaqa": "register", "mughlaqa-2": "register:draft", "mughlaqa-3": "register:sent"}[name]] = f"{SPACE}/{name}/register"


def furnish(world: World) -> Portal:
    """Fill the world and return where things are."""
    portal = Portal()
    with world.acting() as ctx:
        _proposals(ctx, world, portal)
        _council(ctx, world, portal)
        _texts(ctx, world, portal)
        _promises(ctx, world, portal)
        _gathered(ctx, world, portal)
        _learning(ctx, world, portal)
        _among_the_council(ctx, world, portal)
        _terms(ctx, world, portal)
        _registers(ctx, world, portal)
        portal.paths |= petitions(ctx, world)
        tick(ctx)
    with world.acting() as ctx:
        world.site.search.rebuild(ctx.portal)
    return portal
