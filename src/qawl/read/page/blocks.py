"""A page's visible lines, in reading order, each with the element it stands in."""

import re
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement

_INLINE = frozenset(
    (
        *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins"),
        *("kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var"),
        "wbr",
    )
)
_UNSEEN = frozenset(
    (
        *("audio", "button", "canvas", "datalist", "embed", "head", "iframe", "input", "link", "map", "math", "meta", "noframes"),
        *(
            "noscript",
            "object",
            "optgroup",
            "option",
            "script",
            "select",
            "style",
            "svg",
            "template",
            "textarea",
            "title",
            "video",
        ),
    )
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_SPACE = re.compile(r"[ \t\r\n\f\v\xa0]+")
# marks that browsers put around <q>
_QUOTED = ("“", "”")
_EDGES = " \ufeff\u200b\u200e\u200f"


@dataclass(frozen=True)
class Block:
    """One line: its text, white space made single; the block element it stands in; how many of its characters are links';
    the number of the embedded post that it belongs to, or None.
    """

    text: str
    element: HtmlElement
    linked: int = 0
    post: int | None = None

    @property
    def key(self) -> str:
        """Its letters and digits alone, to compare with."""
        return key(self.text)

    @property
    def is_link(self) -> bool:
        """Whether most of it is links."""
        return self.linked > 0.6 * len(self.text)


def holder(element: HtmlElement) -> HtmlElement | None:
    """The block element around an element; None around the outermost."""
    parent = element.getparent()
    while parent is not None and parent.tag in _INLINE:
        parent = parent.getparent()
    return parent


def key(text: str) -> str:
    """The letters and digits of a text."""
    return re.sub(r"[\W_]+", "", text)


def blocks(root: HtmlElement, posts: dict[HtmlElement, int]) -> list[Block]:
    """The visible lines below an element. posts: the elements that are embedded posts, and their numbers."""
    return _Lines(posts).of(root)


class _Lines:
    """Gathers lines while a walk opens and closes elements."""

    def __init__(self, posts: dict[HtmlElement, int]) -> None:
        self._posts = posts
        self._done: list[Block] = []
        self._parts: list[str] = []
        self._linked = 0  # characters of links in the line
        self._links = 0  # open links
        self._within: list[tuple[HtmlElement, int | None]] = []

    def of(self, root: HtmlElement) -> list[Block]:
        walk = etree.iterwalk(root, events=("start", "end"))
        unseen: HtmlElement | None = None
        for event, element in walk:
            if event == "start":
                if _seen(element):
                    self._open(element)
                else:
                    unseen = element
                    walk.skip_subtree()
            else:
                if element is unseen:
                    unseen = None
                else:
                    self._close(element)
                if element is not root:
                    self._add(element.tail or "")
        return self._done

    def _open(self, element: HtmlElement) -> None:
        if self._breaks(element):
            self._end()
            number = self._posts.get(element, self._within[-1][1] if self._within else None)
            self._within.append((element, number))
        elif element.tag == "br":
            self._end()
        elif element.tag == "q":
            self._parts.append(_QUOTED[0])
        self._links += element.tag == "a"
        self._add(element.text or "")

    def _close(self, element: HtmlElement) -> None:
        self._links -= element.tag == "a"
        if self._breaks(element):
            self._end()
            self._within.pop()
        elif element.tag == "q":
            self._parts.append(_QUOTED[1])

    def _breaks(self, element: HtmlElement) -> bool:
        return element in self._posts or element.tag not in _INLINE

    def _add(self, text: str) -> None:
        self._parts.append(text)
        if self._links:
            self._linked += len(_SPACE.sub(" ", text).strip())

    def _end(self) -> None:
        text = _SPACE.sub(" ", "".join(self._parts)).strip(_EDGES)
        if text and self._within:
            element, post = self._within[-1]
            self._done.append(Block(text, element, self._linked, post))
        self._parts, self._linked = [], 0


def _seen(element: HtmlElement) -> bool:
    if element.tag in _UNSEEN or element.get("hidden") is not None:
        return False
    return not _HIDDEN.search(element.get("style") or "")
