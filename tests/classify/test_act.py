import pytest

from qawl.classify import act_of
from qawl.lang import language


@pytest.mark.parametrize(
    ("code", "cue", "likeliest", "act"),
    [
        ("en", "denied", "assert", "deny"),
        ("en", "Blaming", "regret", "accuse"),
        ("en", "said", "warn", "warn"),
        ("ar", "نفى", "assert", "deny"),
        ("ar", "مُحذّراً", "assert", "warn"),
        ("ar", "رفض الإجابة", "assert", "reject"),
        ("ar", "أعلن", "promise", "promise"),
        ("ar", "", "ask", "ask"),
    ],
)
def test_a_cue_that_is_never_another_act_decides(code, cue, likeliest, act):
    assert act_of(cue, likeliest, language(code)) == act
