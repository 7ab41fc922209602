"""What a statement's own words say of its speaker."""

import functools
from dataclasses import dataclass

import msgspec

from qawl.fold import fold
from qawl.lang import Language, language
from qawl.marks import WORD, bare
from qawl.resolve.agreement import UNKNOWN, Agreement, agreement_of, continues, first_person, of_cue, of_noun, of_owner
from qawl.resolve.cluster import Cluster, clean, unfused
from qawl.resolve.entities import Entities
from qawl.resolve.heads import Named, speaking
from qawl.resolve.joint import Part, parts_of
from qawl.resolve.lexicon import owned, possessed
from qawl.resolve.phrase import stems, words
from qawl.types import Span, Spans, Statement, covered

_EDGES = " \n،,؛;:.-–—"
_CONCEALED = 3  # words after a relative pronoun within which it says that the source is unnamed
_PREFIX = 2  # letters written on to a name


@dataclass(frozen=True, slots=True)
class Source:
    """A statement's source, read once.

    phrase: its words on one line, empty for none or a pronoun's. head: the stem of its head; owned: that has a possessive, left
    out (`بلاده`, `حزبه`). names: the clusters of the names in it, with the share of its characters that each fills, in order,
    but for the `silent`: who is named in it and not its speaker.
    joint: the parties that it joins with `and`, where there are several: a cluster where a name stands, else a description.
    owner: whose the cue is (`قوله`). bare_share: what part of it is no name or title. headed: whether other words come before its
    first name or title: *supporters of* President Said. first_person: a pronoun of whoever is speaking.
    """

    span: Span | None
    phrase: str
    stems: tuple[str, ...]
    head: str
    definite: bool
    pronoun: bool
    owned: bool
    title: Span | None
    names: tuple[Named, ...]
    silent: tuple[Cluster, ...]
    joint: tuple[Part, ...]
    agreement: Agreement
    cue_agreement: Agreement
    owner: Agreement
    bare_share: float
    headed: bool
    dual: bool
    first_person: bool
    papers: tuple[str, ...]

    @property
    def shown(self) -> Agreement:
        """What the words show of a speaker whom they do not name. A verb agrees in number with a subject that is dropped, not
        with one that follows it.
        """
        own, cue = self.agreement, self.cue_agreement
        if self.pronoun:
            return Agreement(cue.feminine if own.feminine is None else own.feminine, cue.plural or own.plural)
        if self.phrase:
            return cue
        if cue == UNKNOWN:
            return self.owner
        return Agreement(cue.feminine, False if cue.plural is None and cue.feminine is not None else cue.plural)


def read(statement: Statement, entities: Entities) -> Source:
    """The source of a statement."""
    text, language = entities.text, entities.language
    cue = statement.cue[0].of(text) if statement.cue else ""
    span = _issuer(statement.source[0], entities) if statement.source else None
    phrase = clean(span.of(text).strip(_EDGES)) if span else ""
    found = words(phrase)
    pronoun = bool(found) and all(bare(w) in language.pronouns for w in phrase.lower().split())
    agreement, owner = of_cue(cue, language), of_owner(cue, language)
    papers = _papers(statement.channel, entities)
    if span is None or not found or pronoun:
        own = of_noun(phrase.split()[0], language) if pronoun else UNKNOWN
        mine = pronoun and phrase.lower() in language.speaker_pronouns
        return Source(
            span, "", (), "", False, pronoun, False, None, (), (), (), own, agreement, owner, 0.0, False, False, mine, papers
        )
    parts = entities.stems(phrase)
    while len(parts) > 1 and parts[0] in language.pronouns:  # these sources
        parts = parts[1:]
    size = max(1, len(span.of(text).strip(_EDGES)))
    names = _names(span, size, entities)
    head = (owned(parts[0], language) if len(parts) == 1 else "") or _head(phrase, parts, entities)
    if head not in entities.lexicon.unnamed:
        head = possessed(phrase, language) or head
    named, names = names, speaking(span, head, names, entities)
    names += [n for other in statement.source[1:] for n in _names(other, size, entities)]
    title = entities.title_at(span.start, span.end)
    first = bare(phrase.split()[0])
    start = next((k for k in range(span.start, span.end) if text[k].isalnum()), span.start)
    opening = min([n.start for _, _, n in names] + ([title.start] if title else []), default=start)
    return Source(
        span=span,
        phrase=phrase,
        stems=parts,
        head=head,
        definite=first.lower() == "the" or first.startswith(language.definite),
        pronoun=False,
        owned=len(parts) == 1 and bool(owned(parts[0], language)),
        title=title,
        names=tuple(names),
        silent=tuple(c for c, _, _ in named if all(c is not n for n, _, _ in names)),
        joint=_joint(parts_of(span, head, names, entities), span, entities),
        agreement=of_noun(_written(phrase, head) if language.head_stops else phrase.split()[0], language),
        cue_agreement=agreement,
        owner=owner,
        headed=opening - start > _PREFIX,
        bare_share=max(0.0, 1 - covered(span, [n for _, _, n in names] + ([title] if title else [])) / size),
        dual=_dual(first, entities) or _is_pair(phrase, language),
        first_person=False,
        papers=papers,
    )


def _papers(channel: Spans, entities: Entities) -> tuple[str, ...]:
    """The stems of the documents in a channel."""
    found = (stem for span in channel for stem in entities.stems(span.of(entities.text)))
    return tuple(s for s in found if s in entities.lexicon.documents)


def _issuer(span: Span, entities: Entities) -> Span:
    """A source; of something written that is *issued by* somebody the words for who that is, up to a comma (convention 10)."""
    text, language = entities.text, entities.language
    found = list(WORD.finditer(text, span.start, span.end)) if language.issuing else []
    if not found or next(iter(entities.stems(found[0].group())), "") not in entities.lexicon.documents:
        return span
    plain = [bare(w.group()) for w in found]
    k = next((k for k in range(1, len(found) - 1) if fold(plain[k]) in language.issuing), len(found))
    if k < len(found) and not plain[k].endswith(tuple(language.possessives)):
        k += 1 if plain[k + 1] in language.of_words else len(found)
    if k + 1 >= len(found):
        return span
    start = found[k + 1].start()
    return Span(start, next((at for at in range(start, span.end) if text[at] in "،,"), span.end))


def _joint(parts: tuple[Part, ...], span: Span, entities: Entities) -> tuple[Part, ...]:
    """The parts of a source, each once: an office may be that of who is named beside it (the mayor, X, and Y)."""
    found = tuple(dict.fromkeys(_bearer(p, span, entities) if isinstance(p, str) else p for p in parts))
    return found if len(found) > 1 else ()


def _bearer(description: str, span: Span, entities: Entities) -> Part:
    """Who a part of a joint source is that holds no name: the person whose office it is, else its description."""
    office = next(iter(entities.stems(description)), "") in entities.lexicon.functions
    return (entities.bearer_of(description, span.start) if office else None) or described(description, entities)


def _names(span: Span, size: int, entities: Entities) -> list[Named]:
    """The names in a span, each with its cluster and its share of a source of a size."""
    found = ((entities.of[k], entities.names[k].span) for k in entities.between(span.start, span.end))
    return [(c, min(1.0, (name.end - name.start) / size), name) for c, name in found]


def without_object(statement: Statement, entities: Entities) -> Statement:
    """The statement without a source that can't be the subject of the cue right before it: in `وطالبت الوزير بالرحيل` it is he
    who is asked, and who asks stands elsewhere.
    """
    if not statement.cue or not statement.source or not _is_object(statement.cue, statement.source[0], entities):
        return statement
    return msgspec.structs.replace(statement, source=(), addressee=statement.addressee or statement.source)


def _is_object(cue: Spans, source: Span, entities: Entities) -> bool:
    """Whether what stands right behind a verb is no nominative, or stands behind a participle, whose subject came before, or
    differs in gender from a verb that may ask somebody: of a woman too `قالت مدير عام الوزارة` is said. Nor is anybody named
    the subject of `نطالب`.
    """
    text, language = entities.text, entities.language
    verb, shown = cue[0].of(text), of_cue(cue[0].of(text), language)
    if cue[-1].end > source.start or text[cue[-1].end : source.start].strip():
        return False
    head = source.of(text).split()[0]
    if first_person(verb, language) or shown == UNKNOWN:
        return first_person(verb, language) and bare(head) not in language.pronouns
    if continues(verb, language) and (shown.feminine is False or shown.plural):
        return True
    if shown.feminine is not None and _oblique(head, entities):
        return True
    if not _asks(verb, language):
        return False
    named = [(entities.of[k], entities.starts[k]) for k in entities.between(source.start, source.end)]
    people = [agreement_of(c, entities).feminine for c, _ in named if c.kind == "person"]
    a_man = people[:1] == [False] and named[0][0].kind == "person" and named[0][1] == source.start
    masculine = (of_noun(head, language).feminine is False or a_man) and set(people) <= {False}
    return masculine and shown == Agreement(True, None)  # a noun shows number too


def _asks(verb: str, language: Language) -> bool:
    """Whether a verb's object may be a person of whom something is demanded; what is said (`أن`) has none beside it."""
    return fold(verb).split()[0] in _asking(language.code)


@functools.cache
def _asking(code: str) -> frozenset[str]:
    return frozenset(map(fold, language(code).acts.get("demand", ())))


def _oblique(word: str, entities: Entities) -> bool:
    """Whether a word is a known noun's sound plural or dual in the oblique case: `المرشحين`."""
    ending, lexicon = entities.language.oblique[0], entities.lexicon
    stem = next(iter(entities.stems(word)), "")
    known = bool(ending) and stem.endswith(ending)
    return known and lexicon.is_somebody(stem.removesuffix(ending))


def _head(phrase: str, parts: tuple[str, ...], entities: Entities) -> str:
    """The stem of a phrase's head: its first word, or the last one before a preposition or a comma, as the language has it."""
    stops = entities.language.head_stops
    if not stops or not parts:
        return parts[0] if parts else ""
    before = phrase.split(",", maxsplit=1)[0].lower().split()
    end = next((k for k, w in enumerate(before) if k and bare(w) in stops), len(before))
    if end < len(before):  # a source *close* to the president
        known = (k + 1 for k in range(end - 1, -1, -1) if before[k].strip(_EDGES) in entities.lexicon.unnamed)
        end = next(known, end) if phrase.split()[end - 1].islower() else end
    return next(iter(entities.stems(before[end - 1])[-1:]), parts[0]) if before[:end] else parts[0]


def _written(phrase: str, head: str) -> str:
    """The head of a phrase as it is written there, with its capital."""
    return next((w for w in phrase.split() if head in words(w)), head)


def _dual(word: str, entities: Entities) -> bool:
    """Whether a head is a dual of a known noun: `الوزيران`, `الجانبين`."""
    lexicon = entities.lexicon
    for ending in entities.language.dual:
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = next(iter(stems(word[: -len(ending)], entities.language)), "")
            return stem in lexicon.duals or any(stem in known for known in (lexicon.functions, lexicon.unnamed, lexicon.bodies))
    return False


def _is_pair(phrase: str, language: Language) -> bool:
    """Whether a source means two named before and says no more of them than a noun: *both leaders*, not *both of his lawyers*."""
    rest = next((phrase[len(p) :] for p in language.pairs if f"{phrase.lower()} ".startswith(p)), None)
    return rest is not None and len(rest.split()) <= 1 and rest == rest.lower()


def described(phrase: str, entities: Entities) -> str:
    """The description of a source as its name, in the text's words, without what only adds something or hides who it is."""
    language = entities.language
    phrase = unfused(phrase, language)
    if language.head_stops:
        return _shortened(phrase, language).strip(_EDGES)
    found = _nominative(phrase.split(), entities)
    plain = [bare(w).strip("،,").lower() for w in found]
    found = found[: next((k for k in range(1, len(found)) if _adds(k, found, plain, language)), len(found))]
    if found and _is_unnamed(found[0], entities):
        hidden = next((k for k, w in enumerate(plain) if k and w in language.anonymity), len(found))
        if 1 < hidden < len(found) and plain[hidden - 1] in language.relative:
            hidden -= 1
        if hidden > 1 or plain[0].startswith(language.definite):  # else nothing but "an official" is left
            found = found[:hidden]
    return " ".join(found).strip(_EDGES)


def _nominative(found: list[str], entities: Entities) -> list[str]:
    """The words of a description; an indefinite noun of sources in the accusative and its adjectives (`مصدراً أمنياً`) without
    its ending. A bare alef alone shows no case: it may be a dual's (`وزيرا الداخلية`) or a name's.
    """
    language, lexicon = entities.language, entities.lexicon
    straight = [_without(w, language.accusative) for w in found]
    if straight[:1] == found[:1]:
        return found
    if not all(lexicon.is_somebody(s) or s in lexicon.documents for s in entities.stems(straight[0])):
        return found
    end = next((k for k, w in enumerate(found) if straight[k] == w), len(found))
    alef = end == 1 and bare(found[0]) == found[0] and language.of_words.isdisjoint(found[1:2])
    return found if alef else straight[:end] + found[end:]


def _without(word: str, endings: tuple[str, ...]) -> str:
    """A word without the first ending that it has, and the comma after it."""
    plain = word.rstrip(_EDGES)
    return plain.removesuffix(next(e for e in endings if plain.endswith(e))) if plain.endswith(endings) else word


def _is_unnamed(word: str, entities: Entities) -> bool:
    """Whether a word is a known noun of an unnamed source, in the nominative or not."""
    oblique, nominative = entities.language.oblique
    head = next(iter(stems(word, entities.language)), "")
    straight = head.removesuffix(oblique) + nominative if oblique and head.endswith(oblique) else head
    return head in entities.lexicon.unnamed or straight in entities.lexicon.unnamed


def _adds(k: int, found: list[str], plain: list[str], language: Language) -> bool:
    """Whether a word begins what is added to a description (convention 17): *who is* a farmer, *and among them* X."""
    joined = found[k - 1][-1] in "،," or plain[k].startswith(tuple(language.conjunctions))
    return plain[k] in language.apposing or (joined and (plain[k] in language.among or plain[k] in language.relative))


def _owns(word: str) -> bool:
    return word.endswith(("'s", "’s", "'", "’"))


def _shortened(phrase: str, language: Language) -> str:
    """A description up to what only adds something: a clause or an example after a comma (convention 17), one that says that the
    source is unnamed (who was not authorized to speak), what follows a name (Tim Alder of Boston).
    """
    found = phrase.split()
    plain = [bare(w).strip(_EDGES).lower() for w in found]
    named = plain[:1] and (plain[0] in language.women or plain[0] in language.men) and not any(map(_owns, found[:3]))
    for k in range(1, len(found)):
        relative, comma = plain[k] in language.relative, found[k - 1].endswith(",")
        concealed = not language.anonymity.isdisjoint(plain[k : k + _CONCEALED + 1])
        if (relative and (comma or concealed)) or plain[k] in language.anonymity:
            return " ".join(found[:k])
        if comma and plain[k] in language.among:
            return " ".join(found[:k])
        if named and k > 1 and (comma or found[k].islower()) and plain[k] not in language.name_particles:
            return " ".join(found[:k])
    return phrase
