"""Records made by hand, of the examples and of an article written for the tests: what the derive stage would make of them."""

from pathlib import Path

from qawl.types import RECORD_VERSION, Dispute, Entity, Meeting, Position, Reason, Record, Resolution, Role, Side, Span, Statement

EXAMPLES = Path(__file__).parent.parent / "examples"
FOLLOW_UP = (
    "الاتحاد الجنوبي يرفض سحب القوات ويحدّد موعداً لجولة خامسة\n"
    "الميناء القديم - خاص: رفض رئيس وفد الاتحاد الجنوبي سالم الراوي، السبت، سحب قوات بلاده من منطقة السدّ، قائلاً إنّ "
    '"وجودها هناك حق سيادي". ورأت الجمهورية الشمالية في ذلك "خرقاً صريحاً لما نوقش في جنيف"، بحسب بيان لوزارة خارجيتها.\n'
    "ومن المقرر أن تُعقد الجولة الخامسة من المحادثات في فيينا يوم 20 مايو. وأيّد المبعوث الأممي يوسف إبراهيم هدنة الستين يوماً، "
    "محذراً من أنّ الوقت ينفد."
)


class Maker:
    """Makes spans of words: each the first place in the text, or the first after other words (`after|words`)."""

    def __init__(self, text):
        self.text = text

    def __call__(self, words):
        before, _, rest = words.rpartition("|")
        start = self.text.index(rest, self.text.index(before) + len(before) if before else 0)
        return Span(start, start + len(rest))

    def said(self, id, speaker, cue, *content, source="", kind="person", act="assert", quotation="indirect", **more):
        places = {k: (self(more.pop(k)),) for k in ("addressee", "channel", "occasion") if k in more}
        return Statement(
            id=id,
            source=(self(source),) if source else (),
            cue=(self(cue),),
            content=tuple(map(self, content)),
            quotation=quotation,
            act=act,
            speaker=speaker,
            speaker_kind=kind,
            confidence=more.pop("confidence", 0.91),
            **places,
            **more,
        )


def record(id, text, lang, statements, **more):
    return Record(id=id, text=text, lang=lang, version=RECORD_VERSION, model="by hand", statements=tuple(statements), **more)


def nahrain():
    """The Arabic example: two parties, an envoy, a relay, a dispute and claims that conflict."""
    text = (EXAMPLES / "nahrain-talks.ar.txt").read_text(encoding="utf-8")
    at = Maker(text)
    north, south, envoy = "الجمهورية الشمالية", "الاتحاد الجنوبي", "يوسف إبراهيم"
    haddad, rawi = "ليلى حداد", "سالم الراوي"
    dem, den, acc = (
        "بسحب قواته من منطقة السدّ قبل نهاية الشهر",
        "أن تكون بلاده قد نشرت قوات إضافية قرب السدّ",
        'بـ"اختلاق الذرائع للتهرّب من التزاماته"',
    )
    statements = (
        at.said("a1", haddad, "قالت", 'إنّ الجولة الرابعة من المحادثات مع الاتحاد الجنوبي "أحرزت تقدّماً محدوداً"', source="وزيرة خارجية الجمهورية الشمالية، ليلى حداد", quotation="mixed", time="2026-05-12"),
        at.said("a2", haddad, "مشيرةً", "إلى أنّ ملف الضمانات الأمنية ما زال عالقاً"),
        at.said("a3", haddad, "أضافت", '"لن نوقّع ورقة لا تحمي حدودنا، ولن نغادر الطاولة ما دام هناك أمل"', quotation="direct", occasion="خلال مؤتمر صحافي في جنيف"),
        at.said("a4", haddad, "طالبت", dem, act="demand", addressee="طالبت|الاتحاد الجنوبي", resolution=Resolution("dropped", (at("ليلى حداد"),), 0.9)),
        at.said("a5", rawi, "نفى", den, source="رئيس وفد الاتحاد الجنوبي، سالم الراوي", act="deny"),
        at.said("a6", rawi, "متهماً", acc, act="accuse", quotation="direct"),
        at.said("a7", rawi, "أوضح", "أنّ حكومته عرضت هدنة لمدة ستين يوماً، لكنّ الشمال رفض الاقتراح", channel="لوكالة الأنباء المستقلة"),
        at.said("a8", "المرفأ", "نقلت", 'عن دبلوماسي أوروبي شارك في اللقاء قوله إنّ "الفجوة بين الطرفين أضيق مما تبدو عليه"', source='صحيفة "المرفأ"', kind="organization"),
        at.said("a9", "دبلوماسي أوروبي", "قوله", 'إنّ "الفجوة بين الطرفين أضيق مما تبدو عليه"', source="دبلوماسي أوروبي شارك في اللقاء", kind="unnamed", via="a8"),
        at.said("a10", "دبلوماسي أوروبي", "محذراً", "من أنّ انهيار المحادثات سيعيد المنطقة إلى نقطة الصفر", kind="unnamed", act="warn", confidence=0.48),
        at.said("a11", envoy, "رحّب", 'بـ"الأجواء الإيجابية"', source="المبعوث الأممي يوسف إبراهيم", act="accept", quotation="direct"),
        at.said("a12", envoy, "دعا", "إلى استئناف الاجتماعات الأسبوع المقبل", act="demand", addressee="دعا|الطرفين", channel="وفق بيان صادر عن مكتبه"),
    )  # fmt: skip
    return record(
        *("nahrain", text, "ar", statements),
        published="2026-05-12",
        outlet="وكالة الأنباء المستقلة",
        entities=(
            Entity(name=haddad, kind="person", key="p:haddad", aliases_in_text=("حداد",)),
            Entity(name=north, kind="state", key="state:north", aliases_in_text=("الشمال",)),
            Entity(name=south, kind="state", key="state:south", aliases_in_text=("الطرف الآخر",)),
            Entity(name=rawi, kind="person", name_en="Salem al-Rawi", aliases_in_text=("الراوي",)),
            Entity(name=envoy, kind="person"),
            Entity(name="المرفأ", kind="organization"),
            Entity(name="مجلس الأمن", kind="organization"),
            Entity(name="وكالة الأنباء المستقلة", kind="organization"),
        ),
        roles=(
            Role(haddad, "وزيرة خارجية", north, at("وزيرة خارجية الجمهورية الشمالية"), "2026-05-12"),
            Role(rawi, "رئيس وفد", south, at("رئيس وفد الاتحاد الجنوبي"), "2026-05-12"),
            Role(envoy, "المبعوث", "الأمم المتحدة", at("المبعوث الأممي")),
        ),
        meetings=(
            Meeting("الجولة الرابعة من المحادثات", at("الجولة الرابعة من المحادثات"), "2026-05-12", "جنيف", "held", (north, south), (haddad, rawi)),
            Meeting("مؤتمر صحافي", at("مؤتمر صحافي"), "2026-05-12", "جنيف", "held", (north,), (haddad,)),
            Meeting("استئناف الاجتماعات", at("استئناف الاجتماعات"), None, None, "planned", (north, south)),
        ),
        positions=(
            Position(north, "demands", "سحب القوات من منطقة السدّ", at(dem), "a4"),
            Position(south, "denies", "نشر قوات إضافية قرب السدّ", at(den), "a5"),
            Position(south, "accuses", "اختلاق الذرائع", at(acc), "a6"),
            Position(south, "offers", "هدنة لمدة ستين يوماً", at("عرضت هدنة لمدة ستين يوماً"), "a7"),
            Position(north, "rejects", "هدنة لمدة ستين يوماً", at("الشمال رفض الاقتراح"), "a7"),
            Position("دبلوماسي أوروبي", "supports", "الضمانات الأمنية", at("أنّ انهيار المحادثات سيعيد المنطقة إلى نقطة الصفر"), "a10"),
            Position("الأمم المتحدة", "demands", "استئناف المحادثات", at("إلى استئناف الاجتماعات الأسبوع المقبل"), "a12"),
        ),
        disputes=(
            Dispute(
                "قوات الاتحاد الجنوبي عند السدّ",
                (Side((north,), "demands", ("a4",)), Side((south,), "denies", ("a5", "a6"))),
                (("a4", "a5"),),
                confidence=0.72,
            ),
            Dispute("هدنة الستين يوماً", (Side((south,), "offers", ("a7",)), Side((north,), "rejects", ("a7",)))),
        ),
    )  # fmt: skip


def follow_up():
    """A later Arabic article on the same talks: the same parties and issues in other words, a planned round."""
    at = Maker(FOLLOW_UP)
    south, north = "الاتّحاد الجنوبي", "الجمهورية الشمالية"
    refusal = "سحب قوات بلاده من منطقة السدّ"
    statements = (
        at.said("b1", "سالم الراوي", "رفض|رفض", "خاص|" + refusal, source="رئيس وفد الاتحاد الجنوبي سالم الراوي", act="reject"),
        at.said("b2", "سالم الراوي", "قائلاً", 'إنّ "وجودها هناك حق سيادي"', quotation="direct"),
        at.said("b3", north, "رأت", 'في ذلك "خرقاً صريحاً لما نوقش في جنيف"', act="regret", quotation="mixed", kind="organization", source="رأت|الجمهورية الشمالية"),
        at.said("b4", "يوسف إبراهيم", "أيّد", "هدنة الستين يوماً", source="المبعوث الأممي يوسف إبراهيم", act="praise"),
    )  # fmt: skip
    return record(
        *("follow-up", FOLLOW_UP, "ar", statements),
        published="2026-05-16",
        title="رفض سحب القوات قبل الجولة الخامسة",
        entities=(
            Entity(name=south, kind="state", key="state:south"),
            Entity(name=north, kind="state", key="state:north"),
            Entity(name="سالم الرّاوي", kind="person", aliases_in_text=("رئيس الوفد",)),
            Entity(name="سالم الراوي", kind="person"),
        ),
        roles=(Role("سالم الراوي", "رئيس وفد", south, at("رئيس وفد الاتحاد الجنوبي")),),
        meetings=(
            Meeting("الجولة الخامسة من المحادثات", at("الجولة الخامسة من المحادثات"), "2026-05-20", "فيينا", "planned", (north, south)),
            Meeting("محادثات جنيف", at("جنيف"), "2026-05-12", "جنيف", None, (south, north)),
        ),
        positions=(
            Position(south, "rejects", "سحب القوات من السدّ", at("خاص|" + refusal), "b1"),
            Position("يوسف إبراهيم", "supports", "هدنة الستين يوماً", at("هدنة الستين يوماً"), "b4"),
        ),
        disputes=(
            Dispute("قوات الاتحاد عند السدّ", (Side((north,), "demands", ("b3",)), Side((south,), "rejects", ("b1",))), confidence=0.8, reasons=(Reason("stances", ("demands", "rejects")),)),
        ),
    )  # fmt: skip


def river():
    """The English example."""
    text = (EXAMPLES / "river-talks.en.txt").read_text(encoding="utf-8")
    at = Maker(text)
    north, south = "Northern Republic", "Southern Union"
    denied, accused = "that his country had moved more troops to the dam", 'of "inventing pretexts"'
    statements = (
        at.said("e1", "Leila Haddad", "said", 'that a fourth round of talks had made "limited progress"', source="The northern republic's foreign minister, Leila Haddad", quotation="mixed"),
        at.said("e2", "Salem al-Rawi", "denied", denied, source="Salem al-Rawi, who leads the southern delegation", act="deny"),
        at.said("e3", "Salem al-Rawi", "accused", accused, source="He", act="accuse", quotation="direct"),
        at.said("e4", "Yusuf Ibrahim", "urged", "to meet again next week", source="The United Nations envoy, Yusuf Ibrahim", act="demand", addressee="both sides"),
    )  # fmt: skip
    return record(
        *("river", text, "en", statements),
        published="2026-05-12",
        outlet="Independent News",
        entities=(
            Entity(name="Leila Haddad", kind="person", key="p:haddad"),
            Entity(name=north, kind="state", key="state:north"),
            Entity(name=south, kind="state", key="state:south"),
            Entity(name="Salem al-Rawi", kind="person"),
            Entity(name="Yusuf Ibrahim", kind="person"),
        ),
        roles=(Role("Leila Haddad", "foreign minister", north, at("The northern republic's foreign minister")),),
        meetings=(Meeting("a fourth round of talks", at("a fourth round of talks"), "2026-05-12", "Geneva", "held", (north, south)),),
        positions=(
            Position(south, "denies", "more troops at the dam", at(denied), "e2"),
            Position(south, "accuses", "inventing pretexts", at(accused), "e3"),
            Position("United Nations", "demands", "another meeting", at("to meet again next week"), "e4"),
        ),
    )  # fmt: skip
