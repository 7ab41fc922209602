"""Language data: what the stages need to know of a language, kept as data in one folder a language.

A language is a folder with `language.json`; `Language` says what it may hold. Adding one needs no code. `given_names.json`, where
there is one, holds `women` and `men`: English ones are those of the US census of 1990 that six of seven bearers or more have in
common, and some of the news; Arabic ones are listed by hand. Left out is what is often a surname alone or a common word, or a
name of both in another country or spelling. `acts.json` holds `acts`: words that in our annotations are cues of
one act 95 times in 100 or more.
"""

import functools
import importlib.resources
import re
from typing import Literal

import msgspec

from qawl.errors import UsageError
from qawl.marks import bare
from qawl.types import Act


class Language(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words of one language that the stages look for. Letters are matched without marks."""

    code: str
    name: str
    right_to_left: bool
    # words that introduce a content without being part of what was said: with only these outside the quotation
    # marks, a quotation is direct
    complementizers: frozenset[str]
    # endings that a complementizer may carry (attached pronouns)
    enclitics: tuple[str, ...] = ()
    # nouns after which a short quoted term is a name (the movement "X", the newspaper "Y")
    naming_nouns: frozenset[str] = frozenset()
    # terms that newsrooms set in quotation marks though nobody is quoted
    quoted_names: frozenset[str] = frozenset()
    # first words of cues whose content may be somebody else's whole statement: according to; quoted
    relaying_prepositions: frozenset[str] = frozenset()
    relaying_verbs: frozenset[str] = frozenset()
    # first words of cues whose act is never another, by act
    acts: dict[Act, frozenset[str]] = {}
    # cues that name from whom another speaker has what he says (citing)
    citing: str = ""
    # what a content begins with that is taken from somebody, up to the cue that is his (*from* him; from the minister
    # *his saying*)
    taking: str = ""
    # source words that refer back to a speaker already named
    pronouns: frozenset[str] = frozenset()
    # pronouns of whoever is speaking; pronouns that are a subject, and so a source, by themselves
    speaker_pronouns: frozenset[str] = frozenset()
    subject_pronouns: frozenset[str] = frozenset()
    # first words of sources that name nobody in particular (sources, officials, observers)
    unnamed: frozenset[str] = frozenset()
    # words in sources that stand for bodies (ministry, newspaper, statement)
    bodies: frozenset[str] = frozenset()
    # words in sources that stand for persons by their function (minister, spokesman)
    functions: frozenset[str] = frozenset()
    # conjunctions that are written on to the front of a word
    conjunctions: str = ""
    # letters that may be written on to the front of a word
    proclitics: str = ""
    # frequent words that tell this language from others of its script
    frequent: frozenset[str] = frozenset()
    # articles, with what may be written together with them
    articles: tuple[str, ...] = ()
    # the article alone, where it is written on to its noun; articles that are words of their own
    definite: tuple[str, ...] = ()
    determiners: frozenset[str] = frozenset()
    # an article written together with a preposition, and the article alone
    fused: dict[str, str] = {}
    # words that stand for a state or body named elsewhere (the country), and possessives written on to a noun
    generic: frozenset[str] = frozenset()
    possessives: tuple[str, ...] = ()
    # by possessive: (feminine, plural) of the owner
    possessive_agreement: dict[str, tuple[bool | None, bool | None]] = {}
    # heads of sources that are written by somebody (a statement, a report)
    documents: frozenset[str] = frozenset()
    # words between one and who issued it (a report *by* the ministry), of a language that has `head_stops`
    issued_by: frozenset[str] = frozenset()
    # words after which the description of an unnamed source says only that it is unnamed
    anonymity: frozenset[str] = frozenset()
    # what a noun takes for a plural, a dual or a case, so that one listed noun stands for all
    plural_endings: tuple[str, ...] = ()
    # words of their own that show the gender of a person named before them: whether a woman's
    gendered: dict[str, bool] = {}
    # how words of condolence begin, folded, without article: who condoles takes no stance
    condolences: tuple[str, ...] = ()
    # first names of women and of men only, folded
    women: frozenset[str] = frozenset()
    men: frozenset[str] = frozenset()
    # endings of a noun of office that one person holds: a woman's, in the accusative, of one of two (وزيري)
    office_endings: tuple[str, ...] = ()
    # who hold an office under a minister, folded, without article: the ministry is part of it (وكيل وزارة النقل)
    undersecretaries: frozenset[str] = frozenset()
    # words between a name and an office after a comma (X, *who is* the director)
    apposing: frozenset[str] = frozenset()
    # nouns of groups and places that somebody heads, folded, without article: what follows belongs to them (رئيس وفد الشمال)
    groups_led: frozenset[str] = frozenset()
    # nouns of offices, as stems, that nobody is called who only holds another (الوزير is not the ambassador)
    telling_offices: frozenset[str] = frozenset()
    # words that mean the same in offices, as stems (leader, head)
    same_office: dict[str, str] = {}
    # offices of envoys, folded, without article; words between them and the place they are sent to, for which they don't
    # speak; adjectives of the bodies that send them, by key of the body (أممي)
    envoys: frozenset[str] = frozenset()
    posted_at: frozenset[str] = frozenset()
    of_bodies: dict[str, str] = {}
    # heads that are a state with its adjective (the Russian *side*), stems; what means a party, by key, where the text names its
    # state, folded, without articles (the kingdom)
    sides: frozenset[str] = frozenset()
    epithets: dict[str, tuple[str, ...]] = {}
    # what a state's government is called, folded, without article
    governments: frozenset[str] = frozenset()
    # nouns of bodies that belong to an office's own words (رئيس الحكومة)
    office_words: frozenset[str] = frozenset()
    # words between an office and the body that it speaks or stands for (the spokesman *for* the ministry)
    naming_prepositions: frozenset[str] = frozenset()
    # nouns for who holds the same office elsewhere, without article and possessive (نظيره)
    counterparts: frozenset[str] = frozenset()
    # small words inside names (Ursula *von der* Leyen), of a language that writes names with capitals
    name_particles: frozenset[str] = frozenset()
    # words after which no head of a phrase is sought, where it comes last (a senior *official* in Paris); empty: it comes first
    head_stops: frozenset[str] = frozenset()
    # words between what was written and who wrote it, folded (a report *issued* by the ministry)
    issuing: frozenset[str] = frozenset()
    # ending of a sound plural in the oblique case, and in the nominative, by which nouns are looked up
    oblique: tuple[str, str] = ("", "")
    # words after which some of several are named (officials, *among them* X)
    among: frozenset[str] = frozenset()
    # endings of an indefinite noun in the accusative, as they are written
    accusative: tuple[str, ...] = ()
    # what a noun's last letter before a possessive is without it
    before_possessives: dict[str, str] = {}
    # nouns of a share of several, which with a possessive are nobody's: some of them
    shares: frozenset[str] = frozenset()
    # endings of the dual, and nouns of which two may speak (sides, parties)
    dual: tuple[str, ...] = ()
    duals: frozenset[str] = frozenset()
    # how sources begin that are two named before (both leaders), with the space behind
    pairs: tuple[str, ...] = ()
    # relative pronouns; whether no content ends right before one, since it belongs to its last noun
    relative: frozenset[str] = frozenset()
    relatives_bind: bool = False
    # nouns of media and companies (news agency, site), and of ministries, that stand before a name or are left out
    media: frozenset[str] = frozenset()
    ministries: frozenset[str] = frozenset()
    # those of movements, which their usual names take
    movements: frozenset[str] = frozenset()
    # those of papers, companies and sites, folded, without article, which a canonical name leaves out: whether they do so
    # before a noun with an article too (the paper *The Statement*, but the company of *the railways*)
    labels: dict[str, bool] = {}
    # adjectives after a body's name that say whose it is
    belonging: frozenset[str] = frozenset()
    # heads of bodies that speak for their state (ministry, presidency)
    state_bodies: frozenset[str] = frozenset()
    # what only a state's own agencies are for (nuclear energy), folded, without article
    state_affairs: frozenset[str] = frozenset()
    # heads of armies, which are their state's where nothing but its name or adjective follows, folded, without article
    armies: frozenset[str] = frozenset()
    # stems of offices whose holder speaks for the state or body, of words that end that (former, of a parliament), of
    # delegations; whose administration is which state's (ISO code)
    representing: frozenset[str] = frozenset()
    # heads of parts of a body that speak for it (secretariat, executive committee)
    organs: frozenset[str] = frozenset()
    former: frozenset[str] = frozenset()
    delegations: frozenset[str] = frozenset()
    administrations: dict[str, str] = {}
    # words that open another clause: an issue ends before them
    clause_openers: frozenset[str] = frozenset()
    # stems of what a speaker has of something (his worry about ..., his country's wish for ...), and what joins that to it
    attitudes: frozenset[str] = frozenset()
    # what words of a content say of its stance (`qawl.classify.stance`): regular expressions over folded words
    stance_signs: dict[str, str] = {}
    towards: frozenset[str] = frozenset()
    # words between an office and whose it is (spokesman *for*, minister *of*)
    of_words: frozenset[str] = frozenset()
    # single words that refer to a person without naming an office (the latter, the man); ranks and honours, which are none
    bare_references: frozenset[str] = frozenset()
    honours: frozenset[str] = frozenset()
    # what the form of a cue says of its subject: (regular expression over the whole word, feminine, plural), first rule that fits
    verb_agreement: tuple[tuple[str, bool | None, bool | None], ...] = ()
    # cues that go on with what the same speaker said (adding, he said)
    continuing: str = ""
    # cues of which the speaker is the subject in the first person (we demand)
    first_person: str = ""
    # nouns that may carry a possessive of the speaker (his demand), the possessive included
    verbal_nouns: str = ""
    # words that join equals
    joining: frozenset[str] = frozenset()
    # whether a state is spoken of as a woman
    feminine_states: bool = False
    # words before a noun that show that it names somebody not named before (another resident)
    indefinite: frozenset[str] = frozenset()
    # nouns, and endings of nouns (feminine, plural), whose gender and number are known
    feminine: frozenset[str] = frozenset()
    masculine: frozenset[str] = frozenset()
    plurals: frozenset[str] = frozenset()
    noun_endings: dict[str, tuple[bool | None, bool | None]] = {}

    def cites(self, cue: str) -> bool:
        """Whether a cue names from whom another speaker has what he says."""
        return bool(self.citing) and re.fullmatch(self.citing, bare(cue).lower()) is not None

    def relaying(self, cue: str) -> Literal["preposition", "verb", ""]:
        """How a cue passes on what others said: as a preposition (according to), as a verb (quoted), or not."""
        first = cue.lower().split()[:1]
        if not first:
            return ""
        return "preposition" if first[0] in self.relaying_prepositions else "verb" if first[0] in self.relaying_verbs else ""

    def takes_from(self, words: str) -> bool:
        """Whether the words of a content up to a cue in it say from whom it is taken."""
        return bool(self.taking) and re.fullmatch(self.taking, bare(words).lower()) is not None

    def introduces(self, word: str) -> bool:
        """Whether a word (without marks) is a complementizer or a bare preposition, with or without an attached pronoun or
        conjunction.
        """
        if word.lower() in self.complementizers or word in self.enclitics:
            return True
        forms = [word, word[1:]] if word[:1] in self.conjunctions and len(word) > 2 else [word]
        return any(
            w in self.complementizers or any(w.endswith(e) and w[: -len(e)] in self.complementizers for e in self.enclitics)
            for w in forms
        )

    def conjoined(self, word: str) -> bool:
        """Whether a word (without marks) surely begins with a conjunction that is no letter of its own: what follows is a
        word that stands alone.
        """
        rest = word[1:]
        if word[:1] not in self.conjunctions or not self.conjunctions or len(rest) < 2:
            return False
        return rest in self.frequent or self.introduces(rest) or (len(rest) > 4 and rest.startswith(self.articles))


@functools.cache
def language(code: str) -> Language:
    """The data of a language by its ISO 639-1 code. Raises `UsageError` where Qawl has none."""
    file = importlib.resources.files("qawl.lang") / code / "language.json"
    if not code.isalpha() or not file.is_file():
        raise UsageError(f"no language data for {code!r}; there is: {', '.join(languages())}")
    more = (importlib.resources.files("qawl.lang") / code / name for name in ("given_names.json", "acts.json"))
    data = msgspec.json.decode(file.read_bytes())
    for added in more:
        data |= msgspec.json.decode(added.read_bytes()) if added.is_file() else {}
    return msgspec.convert(data, Language)


@functools.cache
def languages() -> tuple[str, ...]:
    """Codes of the languages that Qawl has data for."""
    folder = importlib.resources.files("qawl.lang")
    return tuple(sorted(x.name for x in folder.iterdir() if (x / "language.json").is_file()))
