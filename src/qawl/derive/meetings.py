"""Meetings: talks, summits, visits, calls, sessions and press conferences, each once, with the clause that shows it."""

from qawl.derive.meeting_events import Event, events
from qawl.derive.meeting_filter import Weights, probability, shipped
from qawl.derive.meeting_mentions import Seen, mentions_of_meetings
from qawl.derive.meeting_scene import Scene
from qawl.derive.meeting_words import Lexicon, lexicon
from qawl.fold import fold
from qawl.lang import Language
from qawl.parties import Parties
from qawl.types import Entity, Meeting, Mention, Statement, Time

_NAME_WORDS = 10
_OFF = ("postponed", "cancelled")  # what was put off was to be: seldom talk of meetings in general
_OFF_LEAST = 0.3  # of the filter's threshold is enough for these
_UNQUOTED = str.maketrans("", "", '"«»')
_EDGES = ' \n"«»“”،,()[]-–—'


def meetings(
    text: str,
    statements: tuple[Statement, ...],
    entities: tuple[Entity, ...],
    times: tuple[Time, ...],
    mentions: tuple[Mention, ...],
    language: Language,
    parties: Parties,
    published: str | None,
    weights: Weights | None = None,
) -> tuple[Meeting, ...]:
    """The meetings of a text, in the order in which it first shows them; none in a language without `meetings.json`.

    times: resolved expressions, of which those in a meeting's clause date it. weights: of the filter, if not those that ship.
    """
    words, model = lexicon(language.code), weights or shipped()
    if words is None:
        return ()
    scene = Scene(text, statements, entities, times, mentions, language, parties, published)
    found = events(mentions_of_meetings(scene, words))
    return tuple(_meeting(e, scene, words) for e in found if probability(e, model) >= _least(e, model))


def _least(event: Event, model: Weights) -> float:
    return model.least * (_OFF_LEAST if event.best.status in _OFF else 1)


def _meeting(event: Event, scene: Scene, words: Lexicon) -> Meeting:
    best = event.best
    few = len(best.persons) + len(best.bodies) < 2
    persons = list(dict.fromkeys((*best.persons, *(event.persons if few else ()))))
    bodies = (*best.bodies, *(event.bodies if few else ()))
    host = scene.state(event.place) if best.form.kind == "visit" and event.place else ""
    represented = [scene.body(p) or p for p in persons]
    return Meeting(
        name=_name(event, scene, words),
        evidence=best.evidence,
        date=best.date or event.date or best.context_date,
        place=best.place or event.place,
        status=best.status,
        parties=tuple(dict.fromkeys(n for n in (*represented, host, *bodies) if n)),
        delegates=tuple(persons),
    )


def _name(event: Event, scene: Scene, words: Lexicon) -> str:
    """What the text calls it, or its noun with who met: `لقاء باراك وميتشيل في لندن`."""
    best = event.titled or event.best
    noun, patterns = best.form.noun, words.patterns
    own = [*best.persons, *(b for b in best.bodies if b not in {scene.body(p) for p in best.persons})]
    short = [_short(n, scene, words) for n in own]
    place = best.place or event.place
    phrase = _unprefixed(best.phrase.of(scene.text), best, words) if best.phrase is not None else ""
    if best.own and not best.form.possessive and len(phrase.split()) > 1 and len(best.own & set(best.persons)) < 2:
        return phrase
    if best.form.kind == "visit" and short and best.persons:
        return patterns["to"].format(noun=noun, a=short[0], b=place) if place else patterns["one"].format(noun=noun, a=short[0])
    where = patterns["place"].format(place=place) if place else ""
    if len(short) > 1:
        key = "call" if best.form.kind == "call" else "with" if best.joined else "and"
        return patterns[key].format(noun=noun, a=short[0], b=short[1]) + where
    if phrase:
        return phrase
    return (patterns["one"].format(noun=noun, a=short[0]) if short else noun) + where


def _unprefixed(phrase: str, best: Seen, words: Lexicon) -> str:
    """The first words of a phrase, without what is written on to the first, adverbs, and quotation marks that have no other."""
    first, *rest = [w for w in phrase.split()[:_NAME_WORDS] if fold(w) not in words.adverbs]
    folded = fold(first)
    written_on = folded[:1] in ("و", "ف", "ب", "ك") and folded[1:] in words.forms and len(folded) > 4
    if written_on or (folded.startswith("لل") and folded[1:] in words.forms):  # for a meeting (لقاء), not the
        first = first[1:]
    elif folded.startswith("لل"):
        first = "ال" + first[2:]
    elif folded[:1] == "ل" and folded[1:] in words.forms and best.form.noun != "لقاء":
        first = first[1:]
    name = " ".join([first, *rest]).strip(_EDGES)
    if name.count('"') % 2 or name.count("«") != name.count("»"):
        name = name.translate(_UNQUOTED)
    return name


def _short(name: str, scene: Scene, words: Lexicon) -> str:
    """A person's surname; another name whole."""
    if scene.kind(name) != "person":
        return name
    parts = name.split()
    k = len(parts) - 1
    while k > 0 and fold(parts[k - 1]) in words.compound:
        k -= 1
    if k > 0 and fold(parts[k]) in words.patronymics:
        k -= 1
    return " ".join(parts[k:])
