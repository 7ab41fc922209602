import pytest

from qawl.classify import Quotations
from qawl.lang import language
from qawl.segment import quotations
from qawl.types import Span


def judged(text, *contents, lang="ar"):
    spans = tuple(Span(text.index(c), text.index(c) + len(c)) for c in contents)
    return Quotations(text, quotations(text), language(lang)).type_of(spans)


@pytest.mark.parametrize(
    ("content", "want"),
    [
        ('"انتهى الأمر تماماً"', "direct"),
        ('إنّ "الأمر انتهى تماماً"', "direct"),
        ('بأنها "خطوة غير مقبولة أبداً"', "direct"),
        ("إنّ الأمر انتهى", "indirect"),
        ('إنّ هذه الخطوة "غير مقبولة أبداً في بلادنا"', "mixed"),
    ],
)
def test_by_how_much_is_quoted(content, want):
    assert judged(f"قال الوزير {content}.", content) == want


def test_marks_around_a_name_quote_nobody():
    names = (
        'حركة "الفجر"',
        'مناورة "الساحل 2024"',
        'قذائف من طراز "T-90"',
        'مستوطنة "الوادي" و"المنحدر الأخضر"',
        'عملية باسم "الموج"',
        'وفد من "منتدى الشباب"',
    )
    for name in names:
        content = f"إنّ {name} ستشارك"
        assert judged(f"قال الوزير {content}.", content) == "indirect"


def test_inside_somebody_elses_quotation_a_content_is_indirect():
    text = 'قال: "أعلن الوفد أنّه سيغادر غداً ولن يعود".'
    assert judged(text, "أنّه سيغادر غداً") == "indirect"


def test_english_that_is_a_complementizer():
    assert judged('He said that "we will not sign it".', 'that "we will not sign it"', lang="en") == "direct"
