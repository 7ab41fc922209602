import pytest

from qawl.derive import Speakers, positions
from qawl.lang import language
from qawl.parties import Parties
from qawl.types import Entity, Span, Statement


def held(text, cue, content, act, stance):
    at = lambda words: (Span(text.index(words), text.index(words) + len(words)),)  # noqa: E731
    s = Statement(
        id="s1", source=(), cue=at(cue), content=at(content), quotation="indirect", act=act, speaker="روسيا", speaker_kind="state"
    )
    speakers = Speakers([Entity("روسيا", "state")], [], language("ar"), Parties.shipped())
    return positions(text, (s,), {"s1": stance}, speakers, language("ar"))


@pytest.mark.parametrize(
    ("text", "cue", "content", "taken"),
    [
        ("وقدمت روسيا تعازيها لأسر الضحايا", "قدمت", "تعازيها لأسر الضحايا", False),
        ("وعزّت روسيا أسر الضحايا", "عزّت", "أسر الضحايا", False),
        ("ودانت روسيا الهجوم على السفارة", "دانت", "الهجوم على السفارة", True),
    ],
)
def test_who_condoles_takes_no_stance(text, cue, content, taken):
    assert bool(held(text, cue, content, "regret", "rejects")) is taken


def test_a_long_evidence_ends_with_a_clause():
    first = "سحب القوات من الضفة الشمالية للنهر قبل حلول فصل الشتاء المقبل"
    content = first + "، " + "وإعادة الآليات إلى الثكنات التي خرجت منها في العام الماضي " * 3
    text = f"وطالبت روسيا ب{content}."
    (position,) = held(text, "طالبت", content, "demand", "demands")
    assert position.evidence.of(text).endswith(first)
    (short,) = held(f"وطالبت روسيا ب{first}.", "طالبت", first, "demand", "demands")
    assert short.evidence.of(text).endswith(first)
