"""Train the tagger, or continue.

usage: train.py OUT.pt --encoder DIR --data FILE[:convention[:share]] ... [--stances FILE] [--init CKPT] [--epochs N] [--lr X] [--seed N]
                [--fold K/N] [--limit N] [--minutes M] [--device cuda]

A FILE that ends in .pt is one of teach.py: articles that trained models annotated.
"""

import argparse
import random
import sys
import time

import torch
import torch.nn.functional as F
from tokenizers import Tokenizer
from torch import Tensor
from torch.utils.data import DataLoader, Dataset

import data
from net import ACTS, CUE_TAGS, NAME_TAGS, TITLE_TAGS, Net

# Weights of the losses of names and titles, and of stances: more of the first costs contents
MENTION, STANCE = 0.7, 0.3


def losses(net: Net, b: data.Batch) -> tuple[Tensor, Tensor]:
    """The loss, and its parts: cues, roles, acts, prefixed letters, mentions, stances."""
    words = net.words(b.ids, b.flags, b.convention, b.mask, b.first, b.last)
    low = torch.autocast(b.ids.device.type, dtype=torch.bfloat16)
    with low:
        cue, mention = net.cues(words).float(), net.mentions(words).float()
    n = len(CUE_TAGS)
    l_cue = mean(soft(cue[..., :n], b.cues), b.inside)
    l_pre = prefixes(cue[..., n], b.cue_prefix)
    n, m = len(NAME_TAGS), len(TITLE_TAGS)
    l_mention = mean(soft(mention[..., :n], b.names) + soft(mention[..., n : n + m], b.titles), b.sure)
    l_mention = l_mention + 0.1 * prefixes(mention[..., -1], b.mention_prefix)
    l_role = l_act = l_stance = words.sum() * 0
    if len(b.row):
        here = words[b.row]
        within = torch.arange(words.shape[1], device=words.device)[None] < b.length[:, None]
        with low:
            logits, acts = net.roles(here, within, b.is_cue, b.distance)
        logits = logits.float()
        length = b.length * b.weight
        l_role = (net.crf.loss(logits[..., :-1], b.allowed, b.length) * b.weight).sum() / length.sum()
        l_pre = l_pre + prefixes(logits[..., -1], b.prefix)
        l_act = known(acts.float(), b.acts)
        with low:
            stance = net.stance(evidence(here, b)).float()
        l_stance = known(stance, b.stance, smoothing=0.05)
    total = 4 * l_cue + 3 * l_role + 0.2 * l_act + 0.1 * l_pre + MENTION * l_mention + STANCE * l_stance
    return total, torch.stack([x.detach() for x in (l_cue, l_role, l_act, l_pre, l_mention, l_stance)])


def mean(x: Tensor, weight: Tensor) -> Tensor:
    return (x * weight).sum() / weight.sum().clamp(min=1e-6)


def soft(logits: Tensor, target: Tensor) -> Tensor:
    """Cross-entropy with probabilities, over the last axis."""
    return -(F.log_softmax(logits, -1) * target).sum(-1)


def known(logits: Tensor, target: Tensor, smoothing: float = 0.0) -> Tensor:
    each = F.cross_entropy(logits, target, ignore_index=-100, reduction="none", label_smoothing=smoothing)
    return each.sum() / (target >= 0).sum().clamp(min=1)


def prefixes(logits: Tensor, target: Tensor) -> Tensor:
    each = F.binary_cross_entropy_with_logits(logits, target.clamp(min=0).float(), reduction="none")
    return mean(each, (target >= 0).float())


def evidence(words: Tensor, b: data.Batch) -> Tensor:
    """What `qawl.classify.stance.evidence` gives, of each cue's words [C,W,H]."""
    pick = lambda mask: (words * mask[..., None]).sum(1) / mask.sum(1, keepdim=True).clamp(min=1)  # noqa: E731
    act = F.one_hot(b.acts.clamp(min=0), len(ACTS)).float()
    return torch.cat([pick(b.is_cue.float()), pick(b.content), pick(b.opening), act, b.told], -1)


class Batches(Dataset):
    """The batches of all epochs, put together when they are asked for."""

    def __init__(self, plan: list[list[tuple[data.Doc, int, int]]], seed: int, cues: int):
        self.plan, self.seed, self.cues = plan, seed, cues

    def __len__(self) -> int:
        return len(self.plan)

    def __getitem__(self, k: int) -> data.Batch:
        return data.collate(self.plan[k], random.Random(self.seed * 1_000_003 + k), self.cues)


def read(a: argparse.Namespace, tokenizer: Tokenizer) -> list[tuple[list[data.Doc], float]]:
    taken = data.stances(a.stances) if a.stances else {}
    sets = []
    for n, spec in enumerate(a.data):
        path, convention, share = (*spec.split(":"), *("qawl", "1")[max(0, spec.count(":")) :])
        docs = data.load(path, tokenizer, convention, taken)
        if n == 0 and a.fold:
            k, of = map(int, a.fold.split("/"))
            docs = [d for i, d in enumerate(docs) if i % of != k]
        if n == 0 and a.limit:
            docs = random.Random(a.seed).sample(docs, a.limit)
        sets.append((docs, float(share)))
        pieces, statements = sum(len(d.pieces.ids) for d in docs), sum(len(d.labels) for d in docs)
        print(path, convention, share, len(docs), "documents", pieces, "pieces", statements, "statements", flush=True)
    return sets


def options() -> argparse.Namespace:
    p = argparse.ArgumentParser(usage=__doc__)
    p.add_argument("out")
    p.add_argument("--encoder", required=True)
    p.add_argument("--data", nargs="+", required=True)
    p.add_argument("--stances", help="derived records: the stances of their statements are learned too")
    p.add_argument("--init")
    p.add_argument("--epochs", type=int, default=2)
    p.add_argument("--lr", type=float, default=2e-4)
    p.add_argument("--headlr", type=float, default=8e-4)
    p.add_argument("--whoslr", type=float, help="learning rate of the heads of mentions and stances (else that of the heads)")
    p.add_argument("--size", type=int, default=320)
    p.add_argument("--tokens", type=int, default=2048)
    p.add_argument("--cues", type=int, default=48)
    p.add_argument("--drop", type=float, default=0.0)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--fold", help="K/N: leave every N-th document of the first set out, from the K-th on")
    p.add_argument("--limit", type=int, help="only so many documents of the first set, drawn by the seed")
    p.add_argument("--minutes", type=float, default=90)
    p.add_argument("--threads", type=int, default=2)
    p.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    p.add_argument("--workers", type=int, default=0, help="processes that put batches together")
    p.add_argument("--steps", type=int, default=0, help="stop after so many (to time it)")
    return p.parse_args()


def main() -> None:
    a = options()
    device = torch.device(a.device)
    torch.set_num_threads(a.threads)
    torch.manual_seed(a.seed)
    rnd = random.Random(a.seed)
    net = Net(a.encoder, a.drop)
    if a.init:
        net.load_state_dict(torch.load(a.init), strict=False)
    net.to(device)
    sets = read(a, Tokenizer.from_file(f"{a.encoder}/tokenizer.json"))
    plan = [batch for _ in range(a.epochs) for batch in data.epoch(sets, rnd, a.size, a.tokens)]
    total = len(plan)
    body = [q for n, q in net.named_parameters() if q.requires_grad and n.startswith("encoder")]
    who = [q for n, q in net.named_parameters() if n.startswith(("mentions", "stance"))]
    heads = [q for n, q in net.named_parameters() if q.requires_grad and not n.startswith(("encoder", "mentions", "stance"))]
    rates = [{"params": body, "lr": a.lr}, {"params": heads, "lr": a.headlr}, {"params": who, "lr": a.whoslr or a.headlr}]
    opt = torch.optim.AdamW(rates, weight_decay=0.01, fused=True)
    warm = max(1, int(0.06 * total))
    schedule = torch.optim.lr_scheduler.LambdaLR(opt, lambda s: min((s + 1) / warm, max(0.02, (total - s) / (total - warm + 1))))
    net.train()
    began, seen, run = time.time(), 0, torch.zeros(6, device=device)
    batches = DataLoader(Batches(plan, a.seed, a.cues), batch_size=None, num_workers=a.workers, pin_memory=device.type == "cuda")
    for step, batch in enumerate(batches, 1):
        seen += int(batch.mask.sum())
        loss, parts = losses(net, batch.to(device))
        opt.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(body + heads + who, 1.0)
        opt.step()
        schedule.step()
        run = 0.97 * run + 0.03 * parts
        if step % 25 == 0:
            r = (run / (1 - 0.97**step)).tolist()
            dt = time.time() - began
            shown = " ".join(
                f"{n} {v:.4f}" for n, v in zip(("cue", "role", "act", "prefix", "mention", "stance"), r, strict=True)
            )
            print(f"step {step}/{total} {shown} {seen / dt:.0f} pieces/s {dt / 60:.1f} min", flush=True)
        if step == a.steps:
            return
        if time.time() - began > a.minutes * 60:
            sys.exit(f"out of time after {a.minutes} minutes: half-trained, not saved")
    torch.save({k: v.cpu() for k, v in net.state_dict().items() if k != "encoder.words.weight"}, a.out)
    print(f"done in {(time.time() - began) / 60:.1f} min", flush=True)


if __name__ == "__main__":
    main()
