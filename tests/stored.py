"""Records put into a store, and its statements."""

from qawl.types import Document, Entity
from samples import Maker, record


def put(store, made):
    fields = {n: getattr(made, n) for n in ("id", "text", "lang", "published", "outlet", "title", "url")}
    return store.put(Document(**fields), made, "1").key


def by_id(store, key):
    return {s.id: s for s in store.record(key).statements}


def two_names(store):
    """Two documents that call one person by names that nothing joins."""
    texts = ("قال أبو النور إن الصيد بدأ.", "وعد خالد المرسي بأن السوق ستُفتح غداً.")
    people = (("أبو النور", "قال", "إن الصيد بدأ", "assert"), ("خالد المرسي", "وعد", "بأن السوق ستُفتح غداً", "promise"))
    keys = []
    for text, (name, cue, content, act) in zip(texts, people, strict=True):
        at = Maker(text)
        who = Entity(name, "person", aliases_in_text=(name,), mentions=(at(name),))
        said = at.said("s1", name, cue, content, source=name, act=act)
        keys.append(put(store, record(name, text, "ar", (said,), published="2026-03-01", entities=(who,))))
    return keys, *(store.named(p[0])[0].entity for p in people)
