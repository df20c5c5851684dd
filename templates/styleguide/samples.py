"""What the style guide shows: invented, in Arabic and French, marked as sample data on the page."""

import contextlib
from types import SimpleNamespace as Thing

import colander
import deform
from deform import widget

from mukhtabar.views.entry import Entry

SVG = (
    '<svg viewBox="0 0 300 160" role="group" aria-label="خريطة تجريبية لأربع جماعات" class="shapes">'
    '<a href="#tata" aria-label="طاطا"><path class="shape" data-step="3" d="m20 60 70-40 50 30-10 60-70 20z"/></a>'
    '<a href="#fada" aria-label="فم الحصن"><path class="shape" data-step="1" d="m140 50 60-30 40 30-30 50-80 10z"/></a>'
    '<a href="#akka" aria-label="أقا"><path class="shape" data-step="2" d="m130 110 80-10 30 40-90 15z"/></a>'
    '<a href="#issafen" aria-label="إسافن"><path class="shape" data-step="4" d="m240 50 40 20 5 60-45 10-30-40z"/></a>'
    "</svg>"
)

WHEN = [
    ("2027-03-02", "2 مارس 2027"),
    ("2027-03-05", "5 مارس 2027"),
    ("2027-03-09", "9 مارس 2027"),
    ("2027-04-14", "14 أبريل 2027"),
    ("2027-05-30", "30 ماي 2027"),
]


class Schema(colander.MappingSchema):
    """One field of every kind."""

    title = colander.SchemaNode(
        colander.String(),
        title="عنوان المقترح",
        description="جملة واحدة تقول ما تريدون. مثال: إنارة الطريق بين الدوار والمدرسة.",
        validator=colander.Length(max=90),
        widget=widget.TextInputWidget(),
    )
    body = colander.SchemaNode(
        colander.String(),
        title="التفاصيل",
        widget=widget.TextAreaWidget(rows=4, attributes={"data-limit": "2000"}),
    )
    kind = colander.SchemaNode(
        colander.String(),
        title="نوع المساهمة",
        description="اختاروا نوعا واحدا.",
        widget=widget.RadioChoiceWidget(
            values=(("need", "حاجة"), ("proposal", "مقترح"), ("question", "سؤال إلى المجلس"))
        ),
    )
    topics = colander.SchemaNode(
        colander.Set(),
        title="المجالات",
        widget=widget.CheckboxChoiceWidget(
            values=(("water", "الماء"), ("roads", "الطرق"), ("schools", "المدارس")), inline=True
        ),
    )
    commune = colander.SchemaNode(
        colander.String(),
        title="الجماعة",
        widget=widget.SelectWidget(
            values=(
                ("", "اختاروا"),
                widget.OptGroup("إقليم طاطا", ("tata", "طاطا"), ("akka", "أقا")),
                widget.OptGroup("إقليم تنغير", ("tinghir", "تنغير")),
            )
        ),
    )
    email = colander.SchemaNode(
        colander.String(),
        title="البريد الإلكتروني",
        missing="",
        validator=colander.Email(),
        widget=widget.TextInputWidget(attributes={"type": "email", "autocomplete": "email"}),
    )
    cost = colander.SchemaNode(
        colander.Integer(), title="الكلفة التقديرية بالدرهم", widget=widget.TextInputWidget(template="number")
    )
    since = colander.SchemaNode(colander.Date(), title="منذ متى", widget=widget.DateInputWidget())
    meeting = colander.SchemaNode(colander.DateTime(), title="موعد اللقاء", widget=widget.DateTimeInputWidget())
    born = colander.SchemaNode(colander.Date(), title="تاريخ الميلاد", missing=None, widget=widget.DatePartsWidget())
    picture = colander.SchemaNode(
        deform.FileData(),
        title="صورة أو وثيقة",
        description="صورة أو PDF، 5 ميغابايت على الأكثر.",
        widget=widget.FileUploadWidget({}, accept="image/*,application/pdf"),
    )
    password = colander.SchemaNode(colander.String(), title="كلمة سر جديدة", widget=widget.CheckedPasswordWidget())
    signed_in = colander.SchemaNode(colander.String(), title="كلمة السر", widget=widget.PasswordWidget())
    twice = colander.SchemaNode(
        colander.String(),
        title="رقم الهاتف",
        widget=widget.CheckedInputWidget(
            subject="الرقم", confirm_subject="الرقم مرة ثانية", attributes={"type": "tel"}
        ),
    )
    hour = colander.SchemaNode(colander.Time(), title="الساعة", widget=widget.TimeInputWidget())
    rich = colander.SchemaNode(colander.String(), title="نص التركيب", widget=widget.RichTextWidget())
    agree = colander.SchemaNode(
        colander.Boolean(),
        title="أقبل ميثاق المشاركة",
        validator=colander.OneOf([True]),
        widget=widget.CheckboxWidget(),
    )

    @colander.instantiate(title="المكان", description="كما يعرفه الناس.")
    class place(colander.MappingSchema):  # noqa: N801
        """A group within the form."""

        douar = colander.SchemaNode(colander.String(), title="الدوار أو الحي")
        near = colander.SchemaNode(colander.String(), title="بالقرب من", missing="")

    @colander.instantiate(title="شركاء المقترح", description="جمعيات أو تعاونيات.")
    class partners(colander.SequenceSchema):  # noqa: N801
        """A list."""

        partner = colander.SchemaNode(colander.String(), title="شريك")

    secret = colander.SchemaNode(colander.String(), widget=widget.HiddenWidget(), missing="")


class Store(dict):
    """A temporary store of files that forgets."""

    def preview_url(self, uid: str) -> None:
        """No preview."""


def form(renderer, wrong: bool = False, **kw) -> deform.Form:
    """The form of every widget, plain or after a submission in which every field is wrong."""
    schema = Schema()
    schema["picture"].widget = widget.FileUploadWidget(Store(), accept="image/*,application/pdf")
    made = deform.Form(
        schema,
        renderer=renderer,
        csrf_token="sample-token",  # noqa: S106
        buttons=(
            deform.Button("save", "إرسال المقترح"),
            deform.Button("draft", "حفظ المسودة"),
            deform.Button("drop", "حذف", css_class="danger"),
        ),
        **kw,
    )
    if wrong:
        posted = [
            ("email", "amina.example"),
            ("cost", "كثير"),
            ("__start__", "partners:sequence"),
            ("partner", ""),
            ("__end__", "partners:sequence"),
            ("__start__", "born:mapping"),
            ("year", "1990"),
            ("month", ""),
            ("day", ""),
            ("__end__", "born:mapping"),
        ]
        with contextlib.suppress(deform.ValidationFailure):
            made.validate(posted)
    return made


def guide() -> Thing:
    """Everything the style guide shows but its forms."""
    proposal = Entry(
        url="#p1",
        title="إنارة الطريق بين دوار تغرمت ومدرسة الأمل",
        kind="مقترح",
        tone="done",
        state="أجيب عنه",
        lang="ar",
        when=WHEN[0],
        meta=["جماعة طاطا", "128 مساندة", "14 تعليقا"],
        snippet=[
            ("تلاميذ المدرسة يعودون بعد الغروب في ", False),
            ("الظلام", True),
            (" على طريق طولها كيلومتران، والإنارة تحميهم وتشجع الفتيات على متابعة الدراسة.", False),
        ],
    )
    french = Entry(
        url="#p2",
        title="Réparer la séguia de l'oasis avant l'été",
        kind="مقترح",
        tone="waiting",
        state="ينتظر الجواب",
        lang="fr",
        when=WHEN[1],
        meta=["جماعة أقا", "64 مساندة"],
        snippet="L'eau se perd sur 300 mètres ; les familles du bas de la palmeraie n'irriguent plus qu'un jour sur 9.",
    )
    third = Entry(
        url="#p3",
        title="قاعة للنساء في دار الشباب يوم السوق",
        kind="حاجة",
        tone="open",
        state="مفتوح للمساندة",
        lang="ar",
        when=WHEN[2],
        meta=["جماعة فم الحصن", "9 مساندات"],
        snippet="نحتاج مكانا آمنا نجتمع فيه يوم الخميس، ونتعلم فيه القراءة والحساب.",
    )
    fourth = Entry(
        url="#p4",
        title="ⵜⴰⵖⴰⵔⴰⵙⵜ ⵏ ⵡⴰⵎⴰⵏ ⴳ ⵓⵖⵔⵎ",
        kind="مقترح",
        tone="refused",
        state="مرفوض: خارج الاختصاص",
        lang="zgh",
        when=WHEN[3],
        meta=["جماعة تنغير"],
    )
    steps = [
        Thing(title="قدم المقترح", when=WHEN[0], actor="أمينة ب.", capacity="مواطنة، جماعة طاطا", text=None),
        Thing(
            title="نشر بعد الاعتدال",
            when=WHEN[1],
            actor="جمعية واحة الغد",
            capacity="فضاء المجتمع المدني",
            text=None,
            tone="neutral",
        ),
        Thing(
            title="أحيل على المجلس الجماعي",
            when=WHEN[2],
            actor=None,
            capacity="لجنة المرافق العمومية",
            text="الأجل: ثلاثون يوما حسب الميثاق.",
            lang="ar",
            tone="waiting",
        ),
        Thing(
            title="أجاب المجلس: مقبول جزئيا",
            when=WHEN[3],
            actor="الحسين أ.",
            capacity="رئيس المجلس الجماعي",
            text="تنجز الإنارة في الشطر الأول (900 متر).",
            lang="ar",
            tone="done",
            state="current",
            url="#answer",
        ),
        Thing(title="الإنجاز", when=None, actor=None, capacity=None, text=None, state="next"),
    ]
    answer = Thing(
        author="الحسين أ.",
        capacity="رئيس المجلس الجماعي لطاطا",
        when=WHEN[3],
        tone="done",
        outcome="مقبول جزئيا",
        lang="ar",
        reference="TAT-2027-7K3M9",
        summary="قرر المجلس إنارة 900 متر الأولى من الطريق هذه السنة، ويبرمج الباقي في ميزانية 2028.",
        details="<p>درست لجنة المرافق العمومية المقترح في اجتماعها، "
        "واستندت إلى معاينة ميدانية مع ممثلي الساكنة.</p>"
        "<ul><li>18 عمودا بالطاقة الشمسية.</li><li>الأشغال بعد عيد الأضحى.</li></ul>",
        facts=[
            ("الكلفة", "216.000 درهم"),
            ("الأجل", "قبل 30 شتنبر 2027"),
            ("الاختصاص", "ذاتي: المادة 83 من القانون التنظيمي 113.14"),
        ],
        files=[("#f", "محضر المعاينة", "PDF، 240 كيلوبايت")],
        id="answer",
        replaced=None,
        url="#r",
    )
    refused = Thing(
        id="answer-2",
        author="فاطمة الزهراء إ.",
        capacity="النائبة الأولى للرئيس",
        when=WHEN[4],
        tone="refused",
        outcome="ليس من اختصاصنا",
        lang="ar",
        summary="الطريق الوطنية من اختصاص وزارة التجهيز والماء؛ وجهنا المراسلة إلى المديرية الإقليمية.",
        replaced=WHEN[3],
        newer="#answer",
    )
    comments = [
        Thing(
            id="c1",
            author="Yassine O.",
            when=WHEN[1],
            lang="ar",
            tone="done",
            stance="مع",
            actions=[("#reply", "رد"), ("#report", "تبليغ")],
            html="<p>أساند المقترح. مصابيح LED بالطاقة الشمسية أقل كلفة (حوالي 12 000 DH للعمود).</p>",
            replies=[
                Thing(
                    id="c2",
                    author="الحسين أ.",
                    capacity="رئيس المجلس الجماعي",
                    when=WHEN[2],
                    lang="ar",
                    html="<p>شكرا، أدرجنا هذا الحل في الدراسة التقنية.</p>",
                )
            ],
        ),
        Thing(
            id="c3",
            author="مشارك سابق",
            when=WHEN[2],
            lang="fr",
            tone="refused",
            stance="ضد",
            html="<p>La priorité, c'est l'eau. On en parle au marché depuis 2019.</p>",
        ),
    ]
    phases = [
        Thing(title="الإعلان", start=WHEN[0], end=WHEN[1], state="past", verbs=[]),
        Thing(title="تقديم المقترحات", start=WHEN[1], end=WHEN[3], state="current", verbs=["تقديم", "مساندة", "تعليق"]),
        Thing(title="التركيب", start=WHEN[3], end=WHEN[4], state="next"),
        Thing(title="جواب المجلس", start=WHEN[4], end=None, state="next"),
    ]
    history = [
        Thing(
            when=("2027-04-14T09:20", "14 أبريل 2027، 09:20"),
            action="نشر الجواب",
            actor="الحسين أ.",
            capacity="رئيس المجلس",
            before="موافق عليه",
            after="منشور",
            url="#cmp",
        ),
        Thing(
            when=("2027-04-12T16:05", "12 أبريل 2027، 16:05"),
            action="أعيد للتصحيح",
            actor="الحسين أ.",
            capacity="رئيس المجلس",
            before="للموافقة",
            after="قيد التحرير",
            comment="أضيفوا الكلفة والأجل.",
            lang="ar",
        ),
    ]
    workflow = Thing(
        action="#wf",
        csrf="sample-token",
        serial="3f9a",
        comment="required",
        reasons=[("incomplete", "الملف غير مكتمل"), ("competence", "خارج الاختصاص")],
        offers=[
            Thing(name="approve", title="أوافق وأنشر", tone="main", hint="ينشر الجواب باسمكم فورا."),
            Thing(name="return", title="إرجاع مع تعليل"),
            Thing(name="refuse", title="رفض", tone="danger"),
        ],
        errors={"comment": "اكتبوا تعليلا قبل الإرجاع."},
    )
    filters = [
        Thing(
            title="الحالة",
            options=[("#all", "الكل", 214, True), ("#open", "مفتوح", 87, False), ("#answered", "أجيب عنه", 41, False)],
        ),
        Thing(
            title="الجماعة",
            options=[("#tata", "طاطا", 120, False), ("#akka", "أقا", 54, False), ("#fh", "فم الحصن", 40, False)],
        ),
    ]
    return Thing(
        items=[proposal, french, third, fourth],
        steps=steps,
        answers=[answer, refused],
        comments=comments,
        phases=phases,
        history=history,
        workflow=workflow,
        filters=filters,
        paging=Thing(page=4, pages=11, total=214, url=lambda n: f"?page={n}"),
        first=Thing(page=1, pages=2, total=24, url=lambda n: f"?page={n}"),
        flashes=[
            Thing(kind="done", text="توصلنا بمقترحكم. رقمه TAT-2027-7K3M9."),
            Thing(kind="problem", text="انتهت مدة الجلسة. لم يضع شيء مما كتبتم."),
            Thing(kind="info", text="يغلق باب المقترحات بعد ثلاثة أيام."),
        ],
        facts=[("الجماعة", "طاطا"), ("السكان (2024)", "19.834"), ("الفضاء", "جمعية واحة الغد")],
        parts=[
            ("same", "تنجز الإنارة في "),
            ("removed", "كل الطريق "),
            ("added", "الشطر الأول (900 متر) "),
            ("same", "قبل "),
            ("removed", "الصيف"),
            ("added", "30 شتنبر 2027"),
            ("same", "."),
        ],
        errors=[("sg-q", "اكتبوا كلمة واحدة على الأقل"), ("sg-q", "اختاروا جماعة")],
        svg=SVG,
        columns=["الجماعة", "المقترحات", "الأجوبة"],
        rows=[[("#tata", "طاطا"), "120", "38"], [("#akka", "أقا"), "54", "11"], ["فم الحصن", "40", "6"]],
    )
