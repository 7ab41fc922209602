"""What a record shows of the parties that a text names: which of them, and every way it refers to them."""

from collections.abc import Iterator
from itertools import chain

from qawl.lang import Language
from qawl.resolve.agreement import of_noun
from qawl.resolve.cluster import Cluster, clean, unfused
from qawl.resolve.known import abbreviated
from qawl.resolve.lexicon import lexicon
from qawl.resolve.phrase import stems
from qawl.types import Span

_BESIDE = ' «»"“”„'
"""What may stand between a title and the name after it."""


def passing(cluster: Cluster, language: Language) -> bool:
    """Whether what was tagged is a party only where it speaks: something written (`البيان`), a place that is no state on record,
    people without a name (`المسلحين`), a hashtag.
    """
    if cluster.kind == "person" or cluster.party is not None:
        return False
    return cluster.kind == "state" or all(_unnamed(form, language) for form in cluster.forms)


def _unnamed(form: str, language: Language) -> bool:
    parts = stems(form, language)
    people = len(parts) == 1 and form.startswith(language.definite) and of_noun(form, language).plural is True
    return form.startswith("#") or people or bool(parts and parts[0] in lexicon(language.code).documents)


def aliases(cluster: Cluster, text: str, language: Language) -> tuple[str, ...]:
    """The distinct ones in the text's order: names, titles, titles with the name after them, and the name within a longer one."""
    names = (_named(span.of(text), cluster) for span in cluster.spans)
    titled = (_titled(span, cluster, text) for span in cluster.title_spans)
    found = sorted(zip((*cluster.spans, *cluster.title_spans), (*names, *titled), strict=True), key=lambda f: f[0])
    forms = chain.from_iterable(forms for _, forms in found)
    return tuple(dict.fromkeys(unfused(f.strip(_BESIDE) if f[0] in _BESIDE else f, language) for f in forms))


def _named(form: str, cluster: Cluster) -> Iterator[str]:
    """A name and, of a body, its two names where it gives both, and the one it is called by (`صحيفة "معاريف" الإسرائيلية`)."""
    yield form
    if cluster.kind == "organization":
        yield from abbreviated(form)
        if form != cluster.name and f" {cluster.name} " in f" {clean(form)} ":
            yield cluster.name


def _titled(title: Span, cluster: Cluster, text: str) -> Iterator[str]:
    """A title and, right before a name, both together; of one word (`الدكتور`) only so: by itself it refers to nobody there."""
    form = title.of(text)
    name = next((n for n in cluster.near(title.end, title.end + 4) if not text[title.end : n.start].strip(_BESIDE)), None)
    if name is None or len(form.split()) > 1:
        yield form
    if name is not None:
        yield text[title.start : name.end]
