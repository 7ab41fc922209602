"""Terms that newsrooms set in quotation marks though nobody is quoted, counted in annotated articles.

usage: quoted_names.py FILE.jsonl ...        prints a JSON list for `quoted_names` of a language's data

A term (four words at most) counts as a name where the contents that hold it, and no other quotation, are mostly
judged indirect; it must occur in two articles.
"""

import collections
import json
import sys

from qawl.classify.quotation import Quotations
from qawl.lang import language
from qawl.segment import quotations


def main() -> None:
    names: collections.Counter[str] = collections.Counter()
    quoted: collections.Counter[str] = collections.Counter()
    articles: dict[str, set[str]] = collections.defaultdict(set)
    for path in sys.argv[1:]:
        for line in open(path, encoding="utf-8"):
            d = json.loads(line)
            found = quotations(d["text"])
            judge = Quotations(d["text"], found, language(d["lang"]))
            for s in d["statements"]:
                spans = s["content"]
                if any(q.start < spans[0][0] and q.end > spans[-1][1] for q in found):
                    continue
                inside = [q for q in found if q.depth == 0 and any(a <= q.start < b for a, b in spans)]
                terms = {judge.term(q) for q in inside}
                if s["quotation"] == "indirect":
                    names.update(terms)
                elif len(terms) == 1 and s["quotation"] == "mixed":
                    quoted.update(terms)
                for t in terms:
                    articles[t].add(d["id"])
    out = sorted(
        t for t, n in names.items() if len(articles[t]) >= 2 and n > 3 * quoted[t] and 0 < len(t.split()) <= 4 and len(t) > 2
    )
    print(json.dumps(out, ensure_ascii=False))


if __name__ == "__main__":
    main()
