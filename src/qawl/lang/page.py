"""The words of the record's page in a language: `page.json` in the language's folder."""

import functools
import importlib.resources
import re

import msgspec

from qawl.types import Act, EntityKind, MeetingStatus, QuotationType, Reason, ReasonCode, Stance

FALLBACK = "en"
"""The language of a page whose documents are in one that has no words."""

_DATE = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?")


class PageWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the page says besides the documents' words. `date` and `month` are patterns of `{day}`, `{month}` and `{year}`,
    `reasons` of `{stances}` and `{count}`.
    """

    code: str
    direction: str
    acts: dict[Act, str]
    stances: dict[Stance, str]
    sides: dict[str, str]
    statuses: dict[MeetingStatus, str]
    kinds: dict[EntityKind, str]
    quotations: dict[QuotationType, str]
    reasons: dict[ReasonCode, str]
    months: tuple[str, ...]
    date: str
    month: str
    record: str
    record_of_several: str
    documents: str
    published: str
    who: str
    also_named: str
    says: str
    meetings: str
    matrix: str
    issue: str
    others: str
    disputes: str
    conflict: str
    against: str
    statements: str
    text: str
    in_text: str
    statement: str
    document: str
    via: str
    inside: str
    unknown_speaker: str
    addressee: str
    channel: str
    occasion: str
    said_on: str
    confidence: str
    confidence_help: str
    used_in: str
    meeting: str
    dispute: str
    office: str
    place: str
    parties: str
    delegates: str
    as_of: str
    source: str
    cue: str
    content: str
    legend: str
    contents: str
    nothing: str
    made_by: str
    caution: str
    comma: str

    def stance(self, stance: str) -> str:
        """A stance, or the side of a dispute, in words; one that has none stays as it is."""
        return next((word for name, word in self.stances.items() if name == stance), self.sides.get(stance, stance))

    def reason(self, reason: Reason) -> str:
        """A reason for a dispute in words."""
        return self.reasons[reason.code].format(stances=" / ".join(map(self.stance, reason.stances)), count=reason.count)

    def day(self, value: str) -> str:
        """A date as it is read (`12 يناير 2022`); one that is no day or month of the calendar stays as it is."""
        match = _DATE.fullmatch(value)
        if match is None or not 1 <= int(match[2]) <= len(self.months):
            return value
        pattern = self.date if match[3] else self.month
        return pattern.format(day=int(match[3] or 0), month=self.months[int(match[2]) - 1], year=match[1])


@functools.cache
def page_words(code: str) -> PageWords:
    """The words in a language by its ISO 639-1 code, English where it has none."""
    file = importlib.resources.files("qawl.lang") / code / "page.json"
    if not code.isalpha() or not file.is_file():
        return page_words(FALLBACK)
    return msgspec.json.decode(file.read_bytes(), type=PageWords)
