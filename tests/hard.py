"""A record that is hard to export: discontinuous, crossing, nested and relayed contents, odd characters, formulas, emoji."""

from qawl.types import RECORD_VERSION, Dispute, Entity, Position, Record, Resolution, Side, Statement
from samples import Maker

TEXT = (
    "=1+1 😀 الوزير\x0b عنوان <b>&\ud7ff\uffff\r\n"
    'قال الوزير كريم سعد للسفير نبيل حرب إنّ "الاتفاق" لا يزال 😀 قائماً، وإنّ\n'
    "الحدود مفتوحة. ونقلت صحيفة الضفّة عن مسؤول قوله إنّ اللقاء أُجّل.\u2028 ورفض نبيل حرب تأجيل اللقاء."
)


def hard():
    at = Maker(TEXT)
    statements = (
        Statement(id="=x", source=(at("الوزير كريم سعد"),), cue=(at("قال"),), content=(at('إنّ "الاتفاق" لا يزال 😀 قائماً'), at("وإنّ\nالحدود مفتوحة")), quotation="mixed", act="assert", speaker="كريم سعد", speaker_kind="person", addressee=(at("للسفير نبيل حرب"),), confidence=0.9, resolution=Resolution("name", (at("كريم سعد"),), 0.9)),
        Statement(id="h2", source=(at("صحيفة الضفّة"),), cue=(at("ونقلت"),), content=(at("عن مسؤول قوله إنّ اللقاء أُجّل"),), quotation="indirect", act="assert", speaker="صحيفة الضفّة", speaker_kind="organization"),
        Statement(id="h3", source=(at("مسؤول"),), cue=(at("قوله"),), content=(at("إنّ اللقاء أُجّل"),), quotation="indirect", act="assert", speaker="مسؤول", speaker_kind="unnamed", via="h2", time="2026-05-11"),
        Statement(id="h4", source=(), cue=(at("لا يزال 😀"),), content=(at("😀 قائماً، وإنّ\nالحدود"),), quotation="direct", act="deny", speaker="كريم سعد + نبيل حرب", speaker_kind="person", parent="=x"),
        Statement(id="h5", source=(at("ورفض|نبيل حرب"),), cue=(at("رفض"),), content=(at("تأجيل اللقاء"),), quotation="indirect", act="reject", speaker="نبيل حرب", speaker_kind="person"),
    )  # fmt: skip
    return Record(
        id="../=حر ج/1",
        text=TEXT,
        lang="ar",
        published="2026-05-12",
        outlet="=cmd",
        author="سلمى <الحسن>\x00",
        title="T" * 300,
        url="https://example.org/خبر?a=1#x",
        version=RECORD_VERSION,
        model="by hand",
        statements=statements,
        entities=(
            Entity(name="كريم سعد", kind="person", mentions=(at("كريم سعد"),), aliases_in_text=("الوزير",)),
            Entity(name="نبيل حرب", kind="person", name_en="Nabil Harb", mentions=(at("نبيل حرب"),), key="p:harb"),
            Entity(name="صحيفة الضفّة", kind="organization"),
            Entity(name="الشاطئ", kind="state", key="state:x"),
        ),
        positions=(
            Position("الشاطئ", "supports", "الاتفاق", at('إنّ "الاتفاق" لا يزال 😀 قائماً'), "=x"),
            Position("نبيل حرب", "rejects", "تأجيل اللقاء", at("رفض نبيل حرب تأجيل اللقاء"), "h5"),
            Position("كريم سعد", "denies", "الاتفاق\x00 " + "ا" * 200, at("😀 قائماً، وإنّ\nالحدود"), "h4"),
        ),
        disputes=(Dispute("اللقاء", (Side(("نبيل حرب",), "rejects", ("h5",)), Side(("الشاطئ", "ضيف"), "demands", ("=x",)))),),
    )
