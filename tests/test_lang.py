import pytest

from qawl.errors import UsageError
from qawl.lang import language, languages
from qawl.lang.detect import detect


def test_languages_load():
    assert languages() == ("ar", "en")
    assert language("ar").right_to_left
    with pytest.raises(UsageError):
        language("../ar")


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("قال الوزير إنّ المحادثات مستمرة في جنيف", "ar"),
        ("The minister said that the talks would go on", "en"),
        ("وزیر امور خارجه گفت که این مذاکرات برای منطقه مفید است", "fa"),
        ("وزیر خارجہ نے کہا ہے کہ یہ مذاکرات خطے کے لیے مفید ہیں", "ur"),
        (
            "Der Minister sagte am Dienstag in Genf, die Gespräche würden nach einer kurzen Pause fortgesetzt und nichts sei beschlossen worden bisher",
            "und",
        ),
        ("Министр сказал, что переговоры продолжаются", "und"),
        ("12345 !?", "und"),
        ("", "und"),
    ],
)
def test_detection(text, want):
    assert detect(text) == want


def test_arabic_with_persian_forms_of_its_letters_is_arabic():
    assert detect("قال الوزیر إن المحادثات مستمرة فی جنیف حتى الغد وإن الوفد باق فی المدینة") == "ar"
