"""Annotated documents as training examples: words, tags for every cue, windows, batches."""

import json
import random
import re
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import torch
import torch.nn.functional as F
from tokenizers import Tokenizer
from torch import Tensor

from net import ACTS, CONVENTIONS, CUE_TAGS, NAME_TAGS, ROLES, TAGS, TITLE_TAGS, bucket
from qawl.classify.stance import OPENING, STANCES
from qawl.encode.pieces import Pieces, cut, windows
from qawl.resolve.phrase import variant, words
from qawl.segment import segment

CLS, PAD, SEP = 0, 1, 2
# Later ones win where spans overlap.
PRIORITY = ("content", "occasion", "channel", "addressee", "source", "cue")
# Roles that a corpus annotates; of the others it says nothing.
ANNOTATED = {"qawl": set(ROLES), "polnear": {"source", "content", "cue"}}
TAG_ID = {t: i for i, t in enumerate(TAGS)}
PROCLITICS = re.compile("[وف]?[لبك]?")
PARTIAL = 0.1


@dataclass
class Label:
    """One statement over a document's words: the cue's first word and one past its last, spans by role, prefixes."""

    start: int
    end: int
    has_cue: bool
    spans: list[tuple[str, int, int, bool]]  # role, first word, one past the last, begins after a prefixed letter
    act: int
    weight: float = 1.0
    stance: int = -100  # 0 for none, else one past its place in STANCES
    nested: bool = False
    direct: bool = False


@dataclass
class Doc:
    pieces: Pieces
    convention: int
    labels: list[Label] = field(default_factory=list)
    prefixed: dict[int, bool] = field(default_factory=dict)
    mentions: "Mentions | None" = None
    soft: "Soft | None" = None


@dataclass
class Mentions:
    """Tags of a document's words by what names whom; `sure`: how much "no name" is to be trusted."""

    names: np.ndarray
    titles: np.ndarray
    prefix: np.ndarray  # -100 where no mention begins
    sure: np.ndarray


@dataclass
class Soft:
    """What teachers say of each word of a text that nobody annotated: probabilities [words, tags], half precision."""

    cues: np.ndarray
    names: np.ndarray
    titles: np.ndarray


def occurrences(text: str, alias: str) -> list[tuple[int, int]]:
    """Where an alias stands as whole words, prefixed letters (and, for, in) apart."""
    out = []
    for m in re.finditer(re.escape(alias), text):
        a, b = m.span()
        if b < len(text) and text[b].isalnum() and alias[-1].isalnum():
            continue
        k = a
        while k > 0 and (text[k - 1].isalnum() or text[k - 1] == "_"):
            k -= 1
        if not alias[0].isalnum() or PROCLITICS.fullmatch(text[k:a]):
            out.append((a, b))
    return out


def spans_of(d: dict) -> list[tuple[int, int, str]]:
    """(start, end, kind or "title") of everything that an entity's aliases name."""
    text, found = d["text"], []
    for e in d.get("entities") or ():
        known = set(words(e["name"]))
        for alias in e.get("aliases_in_text") or ():
            for a, b in occurrences(text, alias):
                if e["kind"] != "person":
                    found.append((a, b, e["kind"]))
                    continue
                # a person's alias may hold the title too: the name is what is in the full name
                parts = [m for m in re.finditer(r"\w+", text[a:b]) if any(variant(w, k) for w in words(m[0]) for k in known)]
                if not parts:
                    latin = alias.isascii() and any(c.isalpha() for c in alias)
                    found.append((a, b, "person" if latin else "title"))
                    continue
                low, high = a + parts[0].start(), a + parts[-1].end()
                found.append((low, high, "person"))
                if text[a:low].strip():
                    found.append((a, a + len(text[a:low].rstrip()), "title"))
    return found


def mentions(d: dict, at: np.ndarray) -> Mentions:
    """The mentions of a document's entities as tags of its words; where two overlap, the longer one counts."""
    n = len(at)
    out = Mentions(np.zeros(n, np.int64), np.zeros(n, np.int64), np.full(n, -100), np.ones(n))
    if not d.get("entities_complete"):  # gold names the speakers, others as it happens
        out.sure[:] = PARTIAL
    for a, b, kind in sorted(spans_of(d), key=lambda f: f[0] - f[1]):
        i, j = word_range(at, a, b)
        tags = out.titles if kind == "title" else out.names
        if i >= j or tags[i:j].any():
            continue
        for k in range(i, j):
            edge = "S" if j - i == 1 else "B" if k == i else "E" if k == j - 1 else "I"
            tags[k] = TITLE_TAGS.index(edge) if kind == "title" else NAME_TAGS.index(f"{edge}-{kind}")
        out.sure[i:j] = 1
        out.prefix[i] = int(at[i, 0] < a)
    return out


def word_range(spans: np.ndarray, a: int, b: int) -> tuple[int, int]:
    """First word and one past the last that overlap characters a..b."""
    return int(np.searchsorted(spans[:, 1], a, side="right")), int(np.searchsorted(spans[:, 0], b, side="left"))


def stances(path: str) -> dict[str, dict[str, str]]:
    """The stances of a file of derived records: by document, by statement."""
    with open(path, encoding="utf-8") as lines:
        return {
            d["id"]: {p["statement"]: p["stance"] for p in d["positions"] if p.get("statement")} for d in map(json.loads, lines)
        }


def prepare(d: dict, tokenizer: Tokenizer, convention: str, taken: dict[str, str] | None = None) -> Doc:
    """taken: the stances of the document's statements, where they are known."""
    doc = Doc(cut(d["text"], segment(d["text"]), tokenizer), CONVENTIONS.index(convention))
    at = doc.pieces.word_spans
    if d.get("entities"):
        doc.mentions = mentions(d, at)
    for s in d.get("statements", ()):
        spans = []
        for role in PRIORITY:
            for a, b in s.get(role) or ():
                i, j = word_range(at, a, b)
                if i < j:
                    spans.append((role, i, j, bool(at[i, 0] < a)))
        anchor = [x for x in spans if x[0] == ("cue" if s.get("cue") else "content")]
        if not anchor:
            continue
        _, i, j, prefixed = min(anchor, key=lambda x: x[1])
        if not s.get("cue"):
            j = i + 1
        else:
            doc.prefixed[i] = prefixed
        act = ACTS.index(s["act"]) if s.get("act") in ACTS else -100
        label = Label(i, j, bool(s.get("cue")), spans, act, nested=bool(s.get("parent")), direct=s.get("quotation") == "direct")
        if taken is not None:
            stance = taken.get(s["id"])
            label.stance = 1 + STANCES.index(stance) if stance else 0
        doc.labels.append(label)
    return doc


def load(path: str, tokenizer: Tokenizer, convention: str, known: dict[str, dict[str, str]]) -> list[Doc]:
    """The documents of a JSONL file, or of one that teach.py wrote; known: `stances`."""
    if path.endswith(".pt"):
        return torch.load(path, weights_only=False)
    with open(path, encoding="utf-8") as lines:
        return [prepare(d, tokenizer, convention, known.get(d["id"])) for d in map(json.loads, lines)]


class Batch(NamedTuple):
    ids: Tensor
    flags: Tensor
    mask: Tensor
    convention: Tensor
    first: Tensor
    last: Tensor
    inside: Tensor  # [B,W] 1 for a word, 0 for padding
    cues: Tensor  # [B,W,tags] probabilities
    cue_prefix: Tensor  # [B,W], -100 where no cue begins
    row: Tensor  # [C] window of each cue
    weight: Tensor  # [C]
    is_cue: Tensor  # [C,W]
    distance: Tensor  # [C,W]
    length: Tensor  # [C] words
    allowed: Tensor  # [C,W,tags]
    prefix: Tensor  # [C,W], -100 where no span begins
    acts: Tensor  # [C]
    content: Tensor  # [C,W] 1 for words of the content
    opening: Tensor  # [C,W] the same, only the content's first words
    told: Tensor  # [C,2] nested, direct
    stance: Tensor  # [C]
    names: Tensor  # [B,W,tags] probabilities
    titles: Tensor  # [B,W,tags] probabilities
    mention_prefix: Tensor  # [B,W], -100 where no mention begins
    sure: Tensor  # [B,W] weights, 0 where nothing is known

    def to(self, device: torch.device) -> "Batch":
        return Batch(*(x.to(device, non_blocking=True) for x in self))


def paint(label: Label, x: int, y: int) -> tuple[np.ndarray, np.ndarray]:
    """Tags and prefix labels of words x..y for one cue."""
    owner = np.full(y - x, -1)
    prefix = np.full(y - x, -100)
    for k, (_, i, j, p) in enumerate(label.spans):
        a, b = max(i, x) - x, min(j, y) - x
        if a < b:
            owner[a:b] = k
            if x <= i:
                prefix[a] = int(p)
    tags = np.zeros(y - x, np.int64)
    n = y - x
    for t in range(n):
        k = owner[t]
        if k < 0:
            continue
        begins = t == 0 or owner[t - 1] != k
        ends = t == n - 1 or owner[t + 1] != k
        tags[t] = TAG_ID[("S" if begins and ends else "B" if begins else "E" if ends else "I") + "-" + label.spans[k][0]]
    return tags, prefix


def allowed_tags(tags: np.ndarray, convention: int) -> np.ndarray:
    out = np.zeros((len(tags), len(TAGS)), bool)
    out[np.arange(len(tags)), tags] = True
    free = [i for i, t in enumerate(TAGS) if t != "O" and t[2:] not in ANNOTATED[CONVENTIONS[convention]]]
    if free:
        out[np.ix_(tags == 0, free)] = True
    return out


def collate(items: list[tuple[Doc, int, int]], rnd: random.Random, most_cues: int) -> Batch:
    spans = [(int(d.pieces.first[x]), int(d.pieces.last[y - 1]) + 1) for d, x, y in items]
    n, t, w = len(items), max(b - a for a, b in spans) + 2, max(y - x for _, x, y in items)
    t, w = -(-t // 16) * 16, -(-w // 16) * 16  # fewer shapes
    ids, flags, mask = torch.full((n, t), PAD), torch.zeros(n, t, dtype=torch.long), torch.zeros(n, t)
    first, last = torch.zeros(n, w, dtype=torch.long), torch.zeros(n, w, dtype=torch.long)
    inside, cues, cue_prefix = torch.zeros(n, w), torch.zeros(n, w, dtype=torch.long), torch.full((n, w), -100)
    names, titles = torch.zeros(n, w, dtype=torch.long), torch.zeros(n, w, dtype=torch.long)
    mention_prefix, sure = torch.full((n, w), -100), torch.zeros(n, w)
    rows = []
    for k, ((d, x, y), (a, b)) in enumerate(zip(items, spans, strict=True)):
        p = d.pieces
        ids[k, 0], ids[k, b - a + 1] = CLS, SEP
        ids[k, 1 : b - a + 1] = torch.from_numpy(p.ids[a:b])
        flags[k, 1 : b - a + 1] = torch.from_numpy(p.flags[a:b])
        mask[k, : b - a + 2] = 1
        first[k, : y - x] = torch.from_numpy(p.first[x:y] - a + 1)
        last[k, : y - x] = torch.from_numpy(p.last[x:y] - a + 1)
        inside[k, : y - x] = 1
        if d.mentions:
            names[k, : y - x] = torch.from_numpy(d.mentions.names[x:y])
            titles[k, : y - x] = torch.from_numpy(d.mentions.titles[x:y])
            mention_prefix[k, : y - x] = torch.from_numpy(d.mentions.prefix[x:y])
            sure[k, : y - x] = torch.from_numpy(d.mentions.sure[x:y])
        for label in d.labels:
            if x <= label.start < y:
                for i in range(label.start, min(label.end, y)):
                    tag = "A" if not label.has_cue else "B" if i == label.start else "I"
                    cues[k, i - x] = CUE_TAGS.index(tag)
                if label.has_cue:
                    cue_prefix[k, label.start - x] = int(d.prefixed[label.start])
                rows.append((k, label))
    soft_cues, soft_names, soft_titles = (
        F.one_hot(hard, of).float() for hard, of in ((cues, len(CUE_TAGS)), (names, len(NAME_TAGS)), (titles, len(TITLE_TAGS)))
    )
    for k, (d, x, y) in enumerate(items):
        if d.soft:
            soft_cues[k, : y - x] = torch.from_numpy(d.soft.cues[x:y]).float()
            soft_names[k, : y - x] = torch.from_numpy(d.soft.names[x:y]).float()
            soft_titles[k, : y - x] = torch.from_numpy(d.soft.titles[x:y]).float()
            sure[k, : y - x] = 1
    if len(rows) > most_cues:
        rows = [rows[i] for i in sorted(rnd.sample(range(len(rows)), most_cues))]
    c = len(rows)
    is_cue, col = torch.zeros(c, w, dtype=torch.long), torch.arange(w)
    distance = torch.zeros(c, w, dtype=torch.long)
    allowed, prefix = torch.zeros(c, w, len(TAGS), dtype=torch.bool), torch.full((c, w), -100)
    allowed[..., 0] = True
    content, opening = torch.zeros(c, w), torch.zeros(c, w)
    for r, (k, label) in enumerate(rows):
        d, x, y = items[k]
        i, j = label.start - x, min(label.end, y) - x
        is_cue[r, i:j] = 1
        distance[r] = torch.where(col < i, col - i, torch.where(col >= j, col - j + 1, 0))
        tags, pre = paint(label, x, y)
        allowed[r, : y - x] = torch.from_numpy(allowed_tags(tags, d.convention))
        prefix[r, : y - x] = torch.from_numpy(pre)
        seen = [w - x for _, a, b, _ in sorted(s for s in label.spans if s[0] == "content") for w in range(max(a, x), min(b, y))]
        content[r, seen], opening[r, seen[:OPENING]] = 1, 1
    whole = lambda values: torch.tensor(values, dtype=torch.long)  # noqa: E731
    return Batch(
        ids, flags, mask, whole([d.convention for d, *_ in items]), first, last, inside, soft_cues, cue_prefix,
        whole([k for k, _ in rows]), torch.tensor([label.weight for _, label in rows]), is_cue, bucket(distance),
        whole([items[k][2] - items[k][1] for k, _ in rows]), allowed, prefix, whole([label.act for _, label in rows]),
        content, opening, torch.tensor([[label.nested, label.direct] for _, label in rows]).float().view(c, 2),
        whole([label.stance for _, label in rows]), soft_names, soft_titles, mention_prefix, sure,
    )  # fmt: skip


def epoch(sets: list[tuple[list[Doc], float]], rnd: random.Random, size: int, tokens: int) -> list[list[tuple[Doc, int, int]]]:
    """One pass: a share of every set, in windows that begin elsewhere each time, in batches of about equal lengths.

    A share above 1 repeats the set.
    """
    items = []
    for docs, share in sets:
        whole, part = int(share), share - int(share)
        for d in [*docs * whole, *rnd.sample(docs, round(len(docs) * part))]:
            items += [(d, x, y) for x, y in windows(d.pieces, size, 0, rnd.randrange(24, size))]
    rnd.shuffle(items)
    out = []
    length = lambda it: int(it[0].pieces.last[it[2] - 1] - it[0].pieces.first[it[1]])  # noqa: E731
    for i in range(0, len(items), 64):
        batch: list[tuple[Doc, int, int]] = []
        for it in sorted(items[i : i + 64], key=length):
            if batch and (len(batch) + 1) * (length(it) + 3) > tokens:
                out.append(batch)
                batch = []
            batch.append(it)
        out.append(batch)
    rnd.shuffle(out)
    return out
