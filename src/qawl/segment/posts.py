"""Embedded social-media posts: a text, and a line `— Name (@handle) Month day, year`."""

import re

from qawl.segment.paragraphs import iter_paragraphs
from qawl.types import Post, Span

_HANDLE = re.compile(r"\(@(\w{1,30})\)")
_AUTHOR = re.compile(r"(?:^|\s)[—–―-]{1,2}\s*([^\n()—–―]{1,80}?)\s*$")
_DATE = re.compile(r"[^\n]{0,40}$")
_NAME_CHARS = 100  # how far before its handle a byline can begin
# What a line of a post shows and a line of an article does not: a picture sign, a hashtag, a handle, a short link.
_POSTED = re.compile(r"[\u2600-\u27bf\U0001f300-\U0001faff]|[#@]\w|https?://t\.co/|pic\.twitter\.com/")


def posts(text: str) -> tuple[Post, ...]:
    """The posts of the text whose author is named in a byline.

    A post's content is the line above the byline (or what stands before it on its own line), more lines above that
    look posted, and lines below that look posted up to the next byline's own.
    """
    if "(@" not in text:
        return ()
    lines = list(iter_paragraphs(text))
    bylines = {n: found for n, (a, b) in enumerate(lines) if (found := _byline(text, a, b))}
    taken: set[int] = set(bylines)
    out = []

    def looks_posted(n: int) -> bool:
        return 0 <= n < len(lines) and n not in taken and bool(_POSTED.search(text, *lines[n]))

    for n, (byline, author, handle, date) in bylines.items():
        content = []
        low = lines[n][0]
        above, below = n - 1, n + 1
        if before := text[low : byline.start].rstrip():
            content.append(Span(low, low + len(before)))
        elif above >= 0 and above not in taken:
            content.append(Span(*lines[above]))
            taken.add(above)
            while looks_posted(above - 1):
                above -= 1
                content.insert(0, Span(*lines[above]))
                taken.add(above)
        while looks_posted(below) and below + 1 not in bylines:
            content.append(Span(*lines[below]))
            taken.add(below)
            below += 1
        if content:
            out.append(Post(tuple(content), byline, author, handle, date))
    return tuple(out)


def _byline(text: str, low: int, high: int) -> tuple[Span, Span, str, str] | None:
    """The byline at a line's end: its span, its author's, the handle, the date."""
    for match in _HANDLE.finditer(text, low, high):
        rest = text[match.end() : high]
        start = max(low, match.start() - _NAME_CHARS)
        author = _AUTHOR.search(text[start : match.start()])
        if author and _DATE.fullmatch(rest) and (not rest.strip() or any(c.isdigit() for c in rest)):
            first = start + author.start() + (len(author.group()) - len(author.group().lstrip()))
            return Span(first, high), Span(start + author.start(1), start + author.end(1)), match[1], rest.strip()
    return None
