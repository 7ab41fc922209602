"""Train the tagger, or continue.

usage: train.py OUT.pt --encoder DIR --data FILE[:convention[:share]] ... [--init CKPT] [--epochs N] [--lr X] [--seed N]
                [--fold K/N] [--limit N] [--minutes M]
"""

import argparse
import random
import sys
import time

import torch
import torch.nn.functional as F
from tokenizers import Tokenizer

import data
from net import CUE_TAGS, NAME_TAGS, Net, pooled

MENTION = 0.7  # weight of the loss of names and titles: more of it costs contents


def losses(net: Net, b: data.Batch) -> tuple[torch.Tensor, list[torch.Tensor]]:
    with torch.autocast("cpu", dtype=torch.bfloat16):
        x = net.encoder(net.encoder.embed(b.ids, b.flags, b.convention), b.mask)
    words = pooled(x, b.first, b.last)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        cue = net.cues(words).float()
    n_tags = len(CUE_TAGS)
    each = F.cross_entropy(cue[..., :n_tags].reshape(-1, n_tags), b.cue_tags.reshape(-1), ignore_index=-100, reduction="none")
    known = (b.cue_tags >= 0).float() * b.weights[:, None]
    l_cue = (each.view_as(known) * known).sum() / known.sum()
    pre = b.cue_prefix >= 0
    l_pre = F.binary_cross_entropy_with_logits(cue[..., n_tags][pre], b.cue_prefix[pre].float()) if pre.any() else torch.zeros(())
    l_role = l_act = torch.zeros(())
    if len(b.row):
        with torch.autocast("cpu", dtype=torch.bfloat16):
            w = torch.arange(words.shape[1])[None] < b.length[:, None]
            logits, acts = net.roles(words[b.row], w, b.is_cue, b.distance)
        logits = logits.float()
        weight = b.weights[b.row]
        l_role = (net.crf.loss(logits[..., :-1], b.allowed, b.length) * weight).sum() / (b.length * weight).sum()
        p = b.prefix >= 0
        l_pre = l_pre + F.binary_cross_entropy_with_logits(logits[..., -1][p], b.prefix[p].float())
        if (b.acts >= 0).any():
            l_act = F.cross_entropy(acts.float(), b.acts, ignore_index=-100)
    l_mention = mention_loss(net, words, b)
    total = 4 * l_cue + 3 * l_role + 0.2 * l_act + 0.1 * l_pre + MENTION * l_mention
    return total, [l_cue, l_role, l_act, l_pre, l_mention]


def mention_loss(net: Net, words: torch.Tensor, b: data.Batch) -> torch.Tensor:
    if not b.sure.any():
        return torch.zeros(())
    with torch.autocast("cpu", dtype=torch.bfloat16):
        logits = net.mentions(words).float()
    names, titles, prefix = logits[..., : len(NAME_TAGS)], logits[..., len(NAME_TAGS) : -1], logits[..., -1]
    each = F.cross_entropy(names.flatten(0, 1), b.names.flatten(), reduction="none")
    each = each + F.cross_entropy(titles.flatten(0, 1), b.titles.flatten(), reduction="none")
    known = b.mention_prefix >= 0
    l_pre = F.binary_cross_entropy_with_logits(prefix[known], b.mention_prefix[known].float()) if known.any() else torch.zeros(())
    return (each.view_as(b.sure) * b.sure).sum() / b.sure.sum() + 0.1 * l_pre


def main() -> None:
    p = argparse.ArgumentParser(usage=__doc__)
    p.add_argument("out")
    p.add_argument("--encoder", required=True)
    p.add_argument("--data", nargs="+", required=True)
    p.add_argument("--init")
    p.add_argument("--epochs", type=int, default=2)
    p.add_argument("--lr", type=float, default=2e-4)
    p.add_argument("--headlr", type=float, default=8e-4)
    p.add_argument("--whoslr", type=float, help="learning rate of the mention head (else that of the heads)")
    p.add_argument("--size", type=int, default=320)
    p.add_argument("--tokens", type=int, default=2048)
    p.add_argument("--cues", type=int, default=48)
    p.add_argument("--drop", type=float, default=0.0)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--fold", help="K/N: leave every N-th document of the first set out, from the K-th on")
    p.add_argument("--limit", type=int, help="only so many documents of the first set, drawn by the seed")
    p.add_argument("--minutes", type=float, default=90)
    p.add_argument("--threads", type=int, default=2)
    p.add_argument("--steps", type=int, default=0, help="stop after so many (to time it)")
    a = p.parse_args()
    torch.set_num_threads(a.threads)
    torch.manual_seed(a.seed)
    rnd = random.Random(a.seed)
    tokenizer = Tokenizer.from_file(f"{a.encoder}/tokenizer.json")
    net = Net(a.encoder, a.drop)
    if a.init:
        net.load_state_dict(torch.load(a.init), strict=False)
    sets = []
    for n, spec in enumerate(a.data):
        path, convention, share = (*spec.split(":"), *("qawl", "1")[max(0, spec.count(":")) :])
        docs = data.load(path, tokenizer, convention)
        if n == 0 and a.fold:
            k, of = map(int, a.fold.split("/"))
            docs = [d for i, d in enumerate(docs) if i % of != k]
        if n == 0 and a.limit:
            docs = random.Random(a.seed).sample(docs, a.limit)
        sets.append((docs, float(share)))
        print(
            path,
            convention,
            share,
            len(docs),
            "documents",
            sum(len(d.pieces.ids) for d in docs),
            "pieces",
            sum(len(d.labels) for d in docs),
            "statements",
            flush=True,
        )
    plan = [data.epoch(sets, rnd, a.size, a.tokens) for _ in range(a.epochs)]
    total = sum(map(len, plan))
    body = [q for n, q in net.named_parameters() if q.requires_grad and n.startswith("encoder")]
    who = [q for n, q in net.named_parameters() if n.startswith("mentions")]
    heads = [q for n, q in net.named_parameters() if q.requires_grad and not n.startswith(("encoder", "mentions"))]
    rates = [{"params": body, "lr": a.lr}, {"params": heads, "lr": a.headlr}, {"params": who, "lr": a.whoslr or a.headlr}]
    opt = torch.optim.AdamW(rates, weight_decay=0.01, fused=True)
    warm = max(1, int(0.06 * total))
    schedule = torch.optim.lr_scheduler.LambdaLR(opt, lambda s: min((s + 1) / warm, max(0.02, (total - s) / (total - warm + 1))))
    net.train()
    began, step, run, seen = time.time(), 0, [0.0] * 5, 0
    for batches in plan:
        for items in batches:
            b = data.collate(items, rnd, a.cues)
            loss, parts = losses(net, b)
            opt.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(body + heads + who, 1.0)
            opt.step()
            schedule.step()
            step += 1
            seen += int(b.mask.sum())
            run = [0.97 * u + 0.03 * v.item() for u, v in zip(run, parts, strict=True)]
            if step % 25 == 0:
                r = [u / (1 - 0.97**step) for u in run]
                dt = time.time() - began
                print(
                    f"step {step}/{total} cue {r[0]:.4f} role {r[1]:.4f} act {r[2]:.3f} prefix {r[3]:.3f} mention {r[4]:.3f} {seen / dt:.0f} pieces/s {dt / 60:.1f} min",
                    flush=True,
                )
            if step == a.steps:
                return
            if time.time() - began > a.minutes * 60:
                sys.exit(f"out of time after {a.minutes} minutes: half-trained, not saved")
        torch.save({k: v for k, v in net.state_dict().items() if k != "encoder.words.weight"}, a.out)
    print(f"done in {(time.time() - began) / 60:.1f} min", flush=True)


if __name__ == "__main__":
    main()
