"""Which lines of a page are its article: trafilatura chooses, and what it loses for sure is taken back."""

import re
from collections import Counter
from collections.abc import Sequence

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
    r"|byline|author|toolbar|most-?read|popular|recommend\w*|signature|widget|footer|menu|nav|poll|cookies?)(?:$|[^a-z])"
)
_PARAGRAPHS = frozenset(("p", "h2", "h3", "h4", "li", "blockquote"))
_ASIDE_TAGS = frozenset(("aside", "nav", "figcaption", "figure", "footer", "form", "fieldset", "header"))


def choose(blocks: Sequence[Block], root: HtmlElement, title: str | None, standfirst: str) -> list[Block]:
    """The lines of the article's body in order, title excluded, standfirst and embedded posts included.

    root: the page's tree, which is not changed. standfirst: what the page's head says of the article, to know it by.
    """
    lines = _lines(root)
    kept = {n for n, b in enumerate(blocks) if b.post is None and _chosen(b, lines) and _is_prose(b)}
    if not kept:
        return []
    body = _container([blocks[n] for n in kept])
    first = min((n for n in kept if _within(blocks[n], body)), default=min(kept))
    headline = _headline(blocks, title, first)
    kept = {n for n in kept if n >= first and n != headline}
    last = max(kept, default=first)
    if headline is not None:
        above = range(headline + 1, first)
        kept |= {n for n in above if _is_standfirst(blocks[n], standfirst, body) or _is_opening(blocks[n], body)}
    kept |= {n for n in range(first, len(blocks)) if n != headline and _is_lost(blocks[n], body, inside=n < last)}
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
    """Whether a line may be the article's: no link, caption, date, or line of the publisher's."""
    return not (block.is_link or _is_aside(block) or is_beside(block.text) or _is_date(block.text))


def is_beside(text: str) -> bool:
    """Whether a line leads away from the article or is the publisher's."""
    if len(text) > _MOST_HOUSE:
        return False
    if text.startswith("©"):
        return True
    folded = fold(text)
    return (len(text) <= _MOST_BESIDE and leads_away(folded)) or holds(folded, reading_words().house)


def _is_date(text: str) -> bool:
    return len(text) <= 70 and from_words(text) is not None and text[-1] not in '.!؟?"»”'


def _is_aside(block: Block, within: HtmlElement | None = None) -> bool:
    """Whether a line stands in an element that is a caption, a share bar, a related story; looked for below `within`, or in the
    line's own element and the two around it.
    """
    element, steps = block.element, 0
    while element is not None and element is not within and (within is not None or steps < 3):
        if element.tag in _ASIDE_TAGS or _ASIDE.search(_names(element)):
            return element.tag not in ("body", "article", "main") and element.get("itemprop") != "articleBody"
        element, steps = element.getparent(), steps + 1
    return False


def _names(element: HtmlElement) -> str:
    return " ".join(filter(None, map(element.get, ("class", "id", "itemprop", "role")))).lower().replace("_", "-")


def _container(kept: Sequence[Block]) -> HtmlElement:
    """The element whose own lines and children's hold most of the text."""
    weights: Counter[HtmlElement] = Counter()
    for block in kept:
        around = holder(block.element) if block.element.tag in _PARAGRAPHS else None
        weights[block.element if around is None else around] += len(block.text)
    return max(weights, key=lambda e: weights[e])


def _within(block: Block, body: HtmlElement) -> bool:
    return block.element is body or any(e is body for e in block.element.iterancestors())


def _headline(blocks: Sequence[Block], title: str | None, first: int) -> int | None:
    """The last line before the body that is the title."""
    letters = key(title or "")
    return max((n for n in range(first + 1) if letters and blocks[n].key == letters), default=None)


def _is_standfirst(block: Block, said: str, body: HtmlElement) -> bool:
    if block.post is not None or not _is_prose(block) or len(block.key) < _SHORT:
        return False
    letters, known = block.key, key(said)
    shared = min(len(letters), len(known), _SAME)
    if shared >= _SHORT and letters[:shared] == known[:shared]:
        return True
    around = (block.element, *block.element.iterancestors())[:3]
    return any(_STANDFIRST.search(_names(e)) for e in around if e is not body and e.tag not in ("body", "article", "main"))


def _is_lost(block: Block, body: HtmlElement, *, inside: bool) -> bool:
    """Whether a line that was not chosen is the article's all the same: a post, a line among the chosen ones, or a paragraph
    beside the last of them.
    """
    if not _within(block, body):
        return False
    if block.post is not None:
        return True
    if not inside and block.element is not body and holder(block.element) is not body:
        return False
    return not (block.is_link or _is_aside(block, body) or is_beside(block.text))


def _is_opening(block: Block, body: HtmlElement) -> bool:
    """Whether a line above the first chosen one is the article's: long, and the body's own."""
    return len(block.key) >= _SHORT and not _is_date(block.text) and _is_lost(block, body, inside=False)


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
