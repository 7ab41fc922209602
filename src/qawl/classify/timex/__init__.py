"""Time expressions: a small grammar, the same for every language, over the word classes of `qawl.lang.times`.

`words` says what stands at a word, `months`, `days` and `amounts` are the rules, `grammar` applies them, `anchor` has the dates,
`dateline` the page's own. Every rule looks at a bounded number of words, so reading is linear in the text.
"""

from qawl.classify.timex.anchor import Anchor, iso, week
from qawl.classify.timex.dateline import written
from qawl.classify.timex.grammar import expressions
from qawl.classify.timex.hit import Clues, Hit
from qawl.classify.timex.words import Words

__all__ = ["Anchor", "Clues", "Hit", "Words", "expressions", "iso", "week", "written"]
