from qawl.lang import language
from qawl.resolve.phrase import own_words


def test_a_phrase_is_somebody_s_up_to_where_it_turns_to_others():
    assert own_words("السفير الليبي لدى تونس", language("ar")) == ["السفير", "الليبي"]
    assert own_words("الوزير الذي زار روسيا", language("ar")) == ["الوزير"]
    assert own_words("رئيس بولندا", language("ar")) == ["رئيس", "بولندا"]
