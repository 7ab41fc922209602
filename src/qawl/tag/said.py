"""What is somebody's content already."""

from bisect import bisect_left

from qawl.types import Span, Statement

_FAR = 300  # characters from the beginning of a content to a quotation in it


class Said:
    """The contents of statements that have cues."""

    def __init__(self, statements: list[Statement]) -> None:
        self._contents = sorted((c, s.cue[0].start) for s in statements if s.cue for c in s.content)
        self._starts = [c.start for c, _ in self._contents]

    def elsewhere(self, q: Span, but: Statement | None = None) -> bool:
        """Whether a cue outside a quotation, and not of one statement, has it, or a part of it, for a content."""
        own = but.cue[0].start if but and but.cue else None
        low, high = bisect_left(self._starts, q.start - _FAR), bisect_left(self._starts, q.end)
        return any(c.end > q.start and cue != own and not q.start <= cue < q.end for c, cue in self._contents[low:high])
