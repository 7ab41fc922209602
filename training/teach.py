"""Annotate texts with several trained taggers together, for another one to learn from (Hinton et al. 2015).

usage: teach.py OUT.pt TEXTS.jsonl[.xz] ... --teachers CKPT ... --encoder DIR [--without FILE ...] [--most PIECES] [--part K/N]

Cues, names and titles are kept as the teachers' mean probabilities, word by word; a cue's roles and act as the best reading of
their mean scores, weighed by how sure they are of the cue. Texts of the files after --without are left out.
"""

import argparse
import json
import lzma
import random

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

import data
from net import CUE_TAGS, NAME_TAGS, TAGS, TITLE_TAGS, Crf, Net, bucket
from qawl.encode.pieces import windows

OVERLAP = 110  # pieces that two windows share: a word is read in the one where it stands deeper
LEAST = 0.4  # probability of a cue's first word
BATCH, CUES = 48, 160


def texts(paths: list[str], without: list[str]) -> list[str]:
    known = {json.loads(x)["text"] for p in without for x in open(p, encoding="utf-8")}
    found: dict[str, None] = {}
    for p in paths:
        with lzma.open(p, "rt", encoding="utf-8") if p.endswith(".xz") else open(p, encoding="utf-8") as file:
            found |= dict.fromkeys(json.loads(x)["text"] for x in file)
    return [t for t in found if t not in known]


def owners(ranges: list[tuple[int, int]], words: int) -> np.ndarray:
    """For each word the window in which it stands farthest from a rim that is not the text's own."""
    best, owner = np.full(words, -1), np.zeros(words, np.int64)
    for k, (x, y) in enumerate(ranges):
        at = np.arange(x, y)
        depth = np.minimum(np.where(x == 0, words, at - x), np.where(y == words, words, y - 1 - at))
        better = depth > best[x:y]
        owner[x:y][better], best[x:y][better] = k, depth[better]
    return owner


def best_path(scores: Tensor, crf: Crf, transitions: Tensor, length: Tensor) -> Tensor:
    """The likeliest legal tags [C,T] of scores [C,T,tags] (Viterbi)."""
    c, t, _ = scores.shape
    a = scores[:, 0].masked_fill(~crf.starts, -1e4)
    states, back = [a], []
    for k in range(1, t):
        m, i = (a[:, :, None] + transitions).max(1)
        a = m + scores[:, k]
        states.append(a)
        back.append(i)
    last = length - 1
    tag = torch.stack(states, 1)[torch.arange(c, device=last.device), last].masked_fill(~crf.ends, -1e4).argmax(-1)
    out = torch.zeros(c, t, dtype=torch.long, device=scores.device)
    for k in range(t - 1, -1, -1):
        if k < t - 1:
            tag = torch.where(k < last, back[k].gather(1, tag[:, None])[:, 0], tag)
        out[:, k] = tag
    return out


def cues(p: np.ndarray) -> list[tuple[int, int, bool]]:
    """(first word, one past the last, whether it is a cue's word) of a window's mean probabilities [W,tags]."""
    tags, out = np.where(p[:, 0] > 1 - LEAST, 0, p[:, 1:].argmax(1) + 1), []
    for k, tag in enumerate(tags):
        name = CUE_TAGS[tag]
        if name == "A":
            out.append((k, k + 1, False))
        elif name == "B" or (name == "I" and (k == 0 or CUE_TAGS[tags[k - 1]] not in "BI")):
            end = k + 1
            while end < len(tags) and CUE_TAGS[tags[end]] == "I":
                end += 1
            out.append((k, end, True))
    return out


def spans(tags: list[int], begins: list[bool], x: int) -> list[tuple[str, int, int, bool]]:
    out: list[tuple[str, int, int, bool]] = []
    start = 0
    for k, tag in enumerate(tags):
        edge, _, role = TAGS[tag].partition("-")
        if edge in "BS":
            start = k
        if role and edge in "ES":
            out.append((role, x + start, x + k + 1, begins[start]))
    return sorted(out, key=lambda s: data.PRIORITY.index(s[0]))


def told(nets: list[Net], batch: data.Batch) -> tuple[list[Tensor], Tensor, Tensor]:
    """Word vectors of each net, mean cue scores (probabilities, then a prefixed letter), mean mention scores (likewise)."""
    words = [n.words(batch.ids, batch.flags, batch.convention, batch.mask, batch.first, batch.last).float() for n in nets]
    cue = [n.cues(w) for n, w in zip(nets, words, strict=True)]
    mention = [n.mentions(w) for n, w in zip(nets, words, strict=True)]
    a, b, c = len(CUE_TAGS), len(NAME_TAGS), len(TITLE_TAGS)
    chance = lambda x, *at: torch.cat([*(torch.softmax(x[..., i:j], -1) for i, j in at), torch.sigmoid(x[..., -1:])], -1)  # noqa: E731
    cue_mean = torch.stack([chance(x, (0, a)) for x in cue]).mean(0)
    mention_mean = torch.stack([chance(x, (0, b), (b, b + c)) for x in mention]).mean(0)
    return words, cue_mean, mention_mean


def annotate(nets: list[Net], items: list[tuple[data.Doc, int, int, np.ndarray]], device: torch.device) -> None:
    """Add to each document what the windows say of the words that they own (the last of an item: a mask)."""
    batch = data.collate([(d, x, y) for d, x, y, _ in items], random.Random(0), 0).to(device)
    words, cue, mention = told(nets, batch)
    cue_np, mention_np = cue.cpu().numpy(), mention.cpu().numpy()
    rows = []
    n, m = len(NAME_TAGS), len(TITLE_TAGS)
    for k, (d, x, y, own) in enumerate(items):
        at = np.arange(x, y)[own]
        d.soft.cues[at] = cue_np[k, : y - x, :-1][own]
        d.soft.names[at], d.soft.titles[at] = mention_np[k, : y - x, :n][own], mention_np[k, : y - x, n : n + m][own]
        d.mentions.prefix[at] = np.where(mention_np[k, : y - x, 0][own] < 0.5, mention_np[k, : y - x, -1][own] > 0.5, -100)
        rows += [(k, i, j, is_cue) for i, j, is_cue in cues(cue_np[k, : y - x, :-1]) if own[i]]
    col = torch.arange(cue.shape[1])
    for part in (rows[i : i + CUES] for i in range(0, len(rows), CUES)):
        first, end = (torch.tensor([r[q] for r in part])[:, None] for q in (1, 2))
        is_cue = ((col >= first) & (col < end)).long()
        distance = bucket(torch.where(col < first, col - first, torch.where(col >= end, col - end + 1, 0)))
        length = torch.tensor([items[r[0]][2] - items[r[0]][1] for r in part]).to(device)
        at = torch.tensor([r[0] for r in part]).to(device)
        within = torch.arange(cue.shape[1], device=device)[None] < length[:, None]
        with torch.autocast(device.type, dtype=torch.bfloat16):
            said = [n.roles(w[at], within, is_cue.to(device), distance.to(device)) for n, w in zip(nets, words, strict=True)]
        logits = torch.stack([x.float() for x, _ in said]).mean(0)
        acts = torch.stack([torch.softmax(x.float(), -1) for _, x in said]).mean(0).argmax(-1).tolist()
        transitions = torch.stack([n.crf.matrix() for n in nets]).mean(0)
        paths = best_path(logits[..., :-1], nets[0].crf, transitions, length).tolist()
        begins = (logits[..., -1] > 0).tolist()
        for r, (k, i, j, real) in enumerate(part):
            d, x, y, _ = items[k]
            sure = float(1 - cue_np[k, i, 0])
            d.labels.append(data.Label(x + i, x + j, real, spans(paths[r][: y - x], begins[r], x), acts[r], weight=sure))
            if real:
                d.prefixed[x + i] = bool(cue_np[k, i, -1] > 0.5)


def blank(text: str, tokenizer: Tokenizer) -> data.Doc:
    d = data.prepare({"text": text}, tokenizer, "qawl")
    n = len(d.pieces.word_spans)
    d.soft = data.Soft(*(np.zeros((n, len(t)), np.float16) for t in (CUE_TAGS, NAME_TAGS, TITLE_TAGS)))
    none = np.zeros(n, np.int64)
    d.mentions = data.Mentions(none, none, np.full(n, -100), np.ones(n))
    return d


def main() -> None:
    p = argparse.ArgumentParser(usage=__doc__)
    p.add_argument("out")
    p.add_argument("texts", nargs="+")
    p.add_argument("--teachers", nargs="+", required=True)
    p.add_argument("--encoder", required=True)
    p.add_argument("--without", nargs="*", default=[])
    p.add_argument("--most", type=int, default=10**9, help="pieces, of texts drawn at random")
    p.add_argument("--longest", type=int, default=8000, help="characters of a text")
    p.add_argument("--part", default="0/1", help="K/N: only every N-th text, from the K-th on")
    p.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    a = p.parse_args()
    device = torch.device(a.device)
    k, of = map(int, a.part.split("/"))
    chosen = [t for t in texts(a.texts, a.without) if len(t) <= a.longest]
    random.Random(1).shuffle(chosen)
    tokenizer = Tokenizer.from_file(f"{a.encoder}/tokenizer.json")
    docs: list[data.Doc] = []
    pieces = 0
    for t in chosen[k::of]:
        d = blank(t, tokenizer)
        if len(d.pieces.word_spans):
            docs.append(d)
            pieces += len(d.pieces.ids)
        if pieces > a.most / of:
            break
    nets = []
    for path in a.teachers:
        net = Net(a.encoder)
        net.load_state_dict(torch.load(path), strict=False)
        nets.append(net.to(device).eval())
    items = []
    for d in docs:
        ranges = windows(d.pieces, 320, OVERLAP)
        owner = owners(ranges, len(d.pieces.word_spans))
        items += [(d, x, y, owner[x:y] == k) for k, (x, y) in enumerate(ranges)]
    items.sort(key=lambda i: i[2] - i[1])
    with torch.inference_mode():
        for i in range(0, len(items), BATCH):
            annotate(nets, items[i : i + BATCH], device)
    torch.save(docs, a.out)
    print(a.out, len(docs), "documents", pieces, "pieces", sum(len(d.labels) for d in docs), "statements", flush=True)


if __name__ == "__main__":
    main()
