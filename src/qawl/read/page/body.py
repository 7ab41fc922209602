"""Which lines of a page are its article: trafilatura chooses, and what it loses for sure is taken back."""

import re
from collections import Counter
from collections.abc import Collection, Sequence

import trafilatura
from lxml import etree
from lxml.html import HtmlElement

from qawl.fold import fold
from qawl.lang.reading import holds, leads_away, reading_words
from qawl.read.page.blocks import Block, holder, key
from qawl.read.page.dates import from_words

_SHORT = 25  # letters of a line that may stand in a longer one by chance
_MOST_BESIDE = 250  # characters of a line that leads away from the article, or is the publisher's
_MOST_HOUSE = 600
_SAME = 40  # letters that two texts must share at their start to be taken for one
_STANDFIRST = re.compile(
    r"(?:^|[^a-z])(?:sub-?(?:title|head|heading|headline)|standfirst|lead|lede|summary|description|excerpt|deck|intro|chapeau|teaser"
    r"|synopsis|abstract)(?:$|[^a-z])"
)
_ASIDE = re.compile(
    r"(?:^|[^a-z])(?:captions?|credits?|copyright|related|share|sharing|social|breadcrumbs?|tags?|newsletter|promo|advert\w*|comments?"
    r"|image|photo|img|picture|gallery|byline|author|toolbar|most-?read|popular|recommend\w*|signature|widget|footer|menu|nav|poll|cookies?)(?:$|[^a-z])"
)
_MOST = 0.7  # share of the chosen text that the body's element holds
_LONG = 60  # characters of a sentence above the body that is taken for the article's
_ENDS = tuple('.!؟?…"»”')
_ASIDE_TAGS = frozenset(("aside", "nav", "figcaption", "figure", "footer", "form", "fieldset"))


def choose(blocks: Sequence[Block], root: HtmlElement, title: str | None, standfirst: str) -> list[Block]:
    """The lines of the article's body in order, title excluded, standfirst and embedded posts included.

    root: the page's tree, which is not changed. standfirst: what the page's head says of the article, to know it by.
    """
    lines = _lines(root)
    chosen = {n for n, b in enumerate(blocks) if b.post is None and _chosen(b, lines) and _is_prose(b)}
    if not chosen:
        return []
    body = _container([blocks[n] for n in chosen])
    spine = frozenset((body, *body.iterancestors()))
    kept = {n for n in chosen if not _is_aside(blocks[n], spine)}
    first = min((n for n in kept if _within(blocks[n], body)), default=min(chosen))
    headline = _headline(blocks, title, first)
    kept = {n for n in kept if n >= first and n != headline}
    last = max(kept, default=first)
    if headline is not None:
        above = range(headline + 1, first)
        kept |= {n for n in above if _is_sentence(blocks[n], spine)}
        kept |= {n for n in above if _is_standfirst(blocks[n], standfirst, spine) or _is_opening(blocks[n], body, spine)}
    kept |= {n for n in range(first, len(blocks)) if n != headline and _is_lost(blocks[n], body, spine, inside=n < last)}
    return _distinct([blocks[n] for n in sorted(kept)], title)


def _lines(root: HtmlElement) -> tuple[frozenset[str], str]:
    """What trafilatura takes for the article: the letters of each of its lines, and of all of them."""
    found = trafilatura.extract(
        etree.tostring(root, encoding="unicode", method="html"),
        output_format="xml",
        include_comments=False,
        include_tables=True,
        favor_recall=True,
        deduplicate=False,
    )
    if not found:
        return frozenset(), ""
    tree = etree.fromstring(found.encode(), etree.XMLParser(recover=True, huge_tree=True))
    texts = [key(t) for t in tree.itertext()]
    paragraphs = [key("".join(p.itertext())) for p in tree.iter("p", "head", "item", "quote", "cell")]
    return frozenset(filter(None, texts + paragraphs)), "\n".join(paragraphs)


def _chosen(block: Block, lines: tuple[frozenset[str], str]) -> bool:
    letters = block.key
    return bool(letters) and (letters in lines[0] or (len(letters) >= _SHORT and letters in lines[1]))


def _is_prose(block: Block) -> bool:
    """Whether a line may be the article's by its words: no link, date, or line of the publisher's."""
    return not (block.is_link or is_beside(block.text) or _is_date(block.text))


def is_beside(text: str) -> bool:
    """Whether a line leads away from the article or is the publisher's."""
    if len(text) > _MOST_HOUSE:
        return False
    if text.startswith("©"):
        return True
    folded = fold(text)
    return (len(text) <= _MOST_BESIDE and leads_away(folded)) or holds(folded, reading_words().house)


def _is_date(text: str) -> bool:
    return len(text) <= 70 and from_words(text) is not None and not text.endswith(_ENDS)


def _is_aside(block: Block, spine: Collection[HtmlElement]) -> bool:
    """Whether a line stands in a caption, a share bar, a related story.

    spine: the body and what is around it, whose names say nothing of a line (all of a page may be in a `widget`).
    """
    element = block.element
    while element is not None and element not in spine:
        if element.tag in _ASIDE_TAGS or _ASIDE.search(_names(element)):
            return True
        element = element.getparent()
    return False


def _names(element: HtmlElement) -> str:
    return " ".join(filter(None, map(element.get, ("class", "id", "itemprop", "role")))).lower().replace("_", "-")


def _container(chosen: Sequence[Block]) -> HtmlElement:
    """The innermost element with most of the text in its lines, or in elements around single lines."""
    lines = Counter(block.element for block in chosen)
    weights: Counter[HtmlElement] = Counter()
    for block in chosen:
        around = holder(block.element) if lines[block.element] == 1 else None
        start = block.element if around is None else around
        weights.update(dict.fromkeys((start, *start.iterancestors()), len(block.text)))
    most = max(weights.values())
    return max((e for e in weights if weights[e] > _MOST * most), key=lambda e: sum(1 for _ in e.iterancestors()))


def _within(block: Block, body: HtmlElement) -> bool:
    return block.element is body or any(e is body for e in block.element.iterancestors())


def _headline(blocks: Sequence[Block], title: str | None, first: int) -> int | None:
    """The last line before the body that is the title."""
    letters = key(title or "")
    return max((n for n in range(first + 1) if letters and blocks[n].key == letters), default=None)


def _is_standfirst(block: Block, said: str, spine: Collection[HtmlElement]) -> bool:
    if block.post is not None or not _is_prose(block) or _is_aside(block, spine) or len(block.key) < _SHORT:
        return False
    letters, known = block.key, key(said)
    shared = min(len(letters), len(known), _SAME)
    if shared >= _SHORT and letters[:shared] == known[:shared]:
        return True
    around = (block.element, *block.element.iterancestors())[:3]
    return any(_STANDFIRST.search(_names(e)) for e in around if e not in spine)


def _is_lost(block: Block, body: HtmlElement, spine: Collection[HtmlElement], *, inside: bool) -> bool:
    """Whether a line that was not chosen is the article's all the same: a post, a line among the chosen ones, or a paragraph
    beside the last of them.
    """
    if not _within(block, body):
        return False
    if block.post is not None:
        return True
    if not inside and block.element is not body and holder(block.element) is not body:
        return False
    return not (block.is_link or _is_aside(block, spine) or is_beside(block.text))


def _is_sentence(block: Block, spine: Collection[HtmlElement]) -> bool:
    """Whether a line above the body is a whole long sentence, which is the article's wherever it stands."""
    whole = len(block.text) >= _LONG and block.text.endswith(_ENDS)
    return whole and block.post is None and _is_prose(block) and not _is_aside(block, spine)


def _is_opening(block: Block, body: HtmlElement, spine: Collection[HtmlElement]) -> bool:
    """Whether a line above the first chosen one is the article's: long, and the body's own."""
    return len(block.key) >= _SHORT and not _is_date(block.text) and _is_lost(block, body, spine, inside=False)


def _distinct(blocks: list[Block], title: str | None) -> list[Block]:
    """Without what stands there twice (a copy for small screens), and without the title."""
    seen = {key(title or "")}
    out = []
    for block in blocks:
        if block.post is not None or block.key not in seen:
            out.append(block)
        if len(block.key) >= _SAME:
            seen.add(block.key)
    return out
