"""Embedded social-media posts: a text, and a line `— Name (@handle) Month day, year`."""

import re

from qawl.segment.paragraphs import iter_paragraphs
from qawl.types import Post, Span

_BYLINE = re.compile(r"[—–―-]{1,2}\s*(?P<name>[^\n()]{1,80}?)\s*\(@(?P<handle>\w{1,30})\)\s*(?P<date>[^\n]{0,40})$")
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
    matches = {n: m for n, (a, b) in enumerate(lines) if (m := _BYLINE.search(text, a, b))}
    taken: set[int] = set(matches)
    found = []

    def looks_posted(n: int) -> bool:
        return 0 <= n < len(lines) and n not in taken and bool(_POSTED.search(text, *lines[n]))

    for n, m in matches.items():
        content = []
        low = lines[n][0]
        if text[low : m.start()].strip():
            content.append(Span(low, low + len(text[low : m.start()].rstrip())))
        else:
            above = n - 1
            if above > 0 and above not in taken:
                content.append(Span(*lines[above]))
                taken.add(above)
                while above - 1 > 0 and looks_posted(above - 1):
                    above -= 1
                    content.insert(0, Span(*lines[above]))
                    taken.add(above)
        below = n + 1
        while looks_posted(below) and below + 1 not in matches:
            content.append(Span(*lines[below]))
            taken.add(below)
            below += 1
        if content:
            found.append(
                Post(tuple(content), Span(m.start(), lines[n][1]), Span(*m.span("name")), m["handle"], m["date"].strip())
            )
    return tuple(found)
