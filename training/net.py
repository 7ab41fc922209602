"""The tagger in PyTorch, for training only: an encoder, a cue head and a role head conditioned on a cue.

The design follows the cue-first taggers of attribution (Newell et al. 2018; Pareti 2015): the text is encoded once,
cue words are tagged, and for every cue a small transformer (FiLM-conditioned on the cue, Perez et al. 2018) with a
linear-chain CRF (Lafferty et al. 2001) tags each word's role for that cue.
"""

import json
import pathlib

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor, nn

from qawl.classify.stance import STANCES

ROLES = ("source", "content", "cue", "addressee", "channel", "occasion")
# B begin, I inside, E end, S single
TAGS = ("O", *(f"{p}-{r}" for r in ROLES for p in "BIES"))
CUE_TAGS = ("O", "B", "I", "A")  # A anchors a statement without a cue on its content's first word
ACTS = ("assert", "accuse", "deny", "demand", "propose", "accept", "reject", "warn", "promise", "regret", "praise", "ask")
CONVENTIONS = ("qawl", "polnear")
# Words of names, and of titles and descriptions that stand for a person; a title may hold a name (the spokesman of the White House)
NAME_TAGS = ("O", *(f"{p}-{k}" for k in ("person", "organization", "state") for p in "BIES"))
TITLE_TAGS = ("O", "B", "I", "E", "S")
FLAGS = 8
CUE_DIM, ROLE_DIM, ROLE_LAYERS, ROLE_HEADS, STANCE_DIM = 128, 192, 2, 4, 96
BUCKETS = 33


def legal() -> Tensor:
    """[tags, tags] bool: whether the second tag may follow the first."""
    ok = torch.zeros(len(TAGS), len(TAGS), dtype=torch.bool)
    for i, a in enumerate(TAGS):
        for j, b in enumerate(TAGS):
            opened = a[0] in "BI"
            continues = b[0] in "IE"
            ok[i, j] = (opened and continues and a[2:] == b[2:]) or (not opened and not continues)
    return ok


def attend(q: Tensor, k: Tensor, v: Tensor, bias: Tensor) -> Tensor:
    """Scaled dot-product attention, written out.

    On a CPU torch's fused backward pass is several times slower; on a GPU the fused one is planned anew for every shape (0.3 s).
    """
    scores = (q * q.shape[-1] ** -0.5) @ k.transpose(-1, -2) + bias.to(q.dtype)
    return torch.softmax(scores, -1) @ v


class Layer(nn.Module):
    """A BERT layer (post-norm) with one matrix for query, key and value."""

    def __init__(self, h: int, heads: int, ff: int, eps: float, drop: float):
        super().__init__()
        self.heads = heads
        self.qkv, self.out = nn.Linear(h, 3 * h), nn.Linear(h, h)
        self.n1, self.n2 = nn.LayerNorm(h, eps), nn.LayerNorm(h, eps)
        self.up, self.down = nn.Linear(h, ff), nn.Linear(ff, h)
        self.drop = nn.Dropout(drop)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        b, t, h = x.shape
        q, k, v = self.qkv(x).view(b, t, 3, self.heads, h // self.heads).permute(2, 0, 3, 1, 4)
        a = attend(q, k, v, bias)
        x = self.n1(x + self.drop(self.out(a.transpose(1, 2).reshape(b, t, h))))
        return self.n2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Embedded pieces [B,T,H] and mask [B,T] -> vectors [B,T,H]."""

    def __init__(self, where: str, drop: float = 0.0):
        super().__init__()
        folder = pathlib.Path(where)
        c = json.loads((folder / "config.json").read_text())
        h, eps = c["hidden_size"], c["layer_norm_eps"]
        self.words = nn.Embedding(c["vocab_size"], h)  # frozen
        self.places = nn.Embedding(c["max_position_embeddings"], h)
        self.norm = nn.LayerNorm(h, eps)
        self.layers = nn.ModuleList(
            Layer(h, c["num_attention_heads"], c["intermediate_size"], eps, drop) for _ in range(c["num_hidden_layers"])
        )
        self.drop = nn.Dropout(drop)
        w = {k: v.float() for k, v in load_file(folder / "model.safetensors").items()}
        e = "embeddings."
        self.words.weight.data = w[e + "word_embeddings.weight"]
        self.places.weight.data = w[e + "position_embeddings.weight"] + w[e + "token_type_embeddings.weight"][:1]
        self.norm.load_state_dict({"weight": w[e + "LayerNorm.weight"], "bias": w[e + "LayerNorm.bias"]})
        for n, layer in enumerate(self.layers):
            p = f"encoder.layer.{n}."
            for kind in ("weight", "bias"):
                getattr(layer.qkv, kind).data = torch.cat([w[f"{p}attention.self.{x}.{kind}"] for x in ("query", "key", "value")])
                getattr(layer.out, kind).data = w[f"{p}attention.output.dense.{kind}"]
                getattr(layer.n1, kind).data = w[f"{p}attention.output.LayerNorm.{kind}"]
                getattr(layer.up, kind).data = w[f"{p}intermediate.dense.{kind}"]
                getattr(layer.down, kind).data = w[f"{p}output.dense.{kind}"]
                getattr(layer.n2, kind).data = w[f"{p}output.LayerNorm.{kind}"]
        self.words.weight.requires_grad_(False)
        self.flags, self.conventions = nn.Embedding(FLAGS, h), nn.Embedding(len(CONVENTIONS), h)
        nn.init.zeros_(self.flags.weight)
        nn.init.zeros_(self.conventions.weight)

    def embed(self, ids: Tensor, flags: Tensor, convention: Tensor) -> Tensor:
        return self.words(ids) + self.flags(flags) + self.conventions(convention)[:, None]

    def forward(self, embedded: Tensor, mask: Tensor) -> Tensor:
        t = embedded.shape[1]
        x = self.drop(self.norm(embedded + self.places.weight[:t]))
        bias = (1.0 - mask[:, None, None].to(x.dtype)) * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        return x


class CueHead(nn.Module):
    """Word vectors [..,H] -> cue tag logits and one logit for 'the span begins after this word's first letter'."""

    def __init__(self, h: int):
        super().__init__()
        self.net = nn.Sequential(nn.Dropout(0.1), nn.Linear(h, CUE_DIM), nn.GELU(), nn.Linear(CUE_DIM, len(CUE_TAGS) + 1))

    def forward(self, x: Tensor) -> Tensor:
        return self.net(x)


class MentionHead(nn.Module):
    """Word vectors [..,H] -> logits of NAME_TAGS, of TITLE_TAGS, and of 'the span begins after this word's first letter'."""

    def __init__(self, h: int):
        super().__init__()
        n = len(NAME_TAGS) + len(TITLE_TAGS) + 1
        self.net = nn.Sequential(nn.Dropout(0.1), nn.Linear(h, CUE_DIM), nn.GELU(), nn.Linear(CUE_DIM, n))

    def forward(self, x: Tensor) -> Tensor:
        return self.net(x)


class Block(nn.Module):
    """A pre-norm transformer layer."""

    def __init__(self, d: int, heads: int, ff: int, drop: float):
        super().__init__()
        self.n1, self.n2, self.heads = nn.LayerNorm(d), nn.LayerNorm(d), heads
        self.qkv, self.out = nn.Linear(d, 3 * d), nn.Linear(d, d)
        self.up, self.down, self.drop = nn.Linear(d, ff), nn.Linear(ff, d), nn.Dropout(drop)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        b, t, d = x.shape
        q, k, v = self.qkv(self.n1(x)).view(b, t, 3, self.heads, d // self.heads).permute(2, 0, 3, 1, 4)
        a = attend(q, k, v, bias)
        x = x + self.drop(self.out(a.transpose(1, 2).reshape(b, t, d)))
        return x + self.drop(self.down(F.gelu(self.up(self.n2(x)))))


class RoleHead(nn.Module):
    """For each cue: word vectors [C,T,H], mask, the cue's words [C,T] 0/1, distance buckets [C,T] -> role logits, acts.

    Role logits [C,T,tags+1]; the last says that a span begins after the word's first letter. Acts [C,acts].
    """

    def __init__(self, h: int, d: int = ROLE_DIM):
        super().__init__()
        self.project, self.film = nn.Linear(h, d), nn.Linear(h, 2 * d)
        self.distance, self.is_cue = nn.Embedding(BUCKETS, d), nn.Embedding(2, d)
        self.blocks = nn.ModuleList(Block(d, ROLE_HEADS, 2 * d, 0.1) for _ in range(ROLE_LAYERS))
        self.norm, self.out = nn.LayerNorm(d), nn.Linear(d, len(TAGS) + 1)
        self.act = nn.Sequential(nn.Dropout(0.1), nn.Linear(h, CUE_DIM), nn.GELU(), nn.Linear(CUE_DIM, len(ACTS)))

    def forward(self, x: Tensor, mask: Tensor, is_cue: Tensor, distance: Tensor) -> tuple[Tensor, Tensor]:
        w = is_cue.to(x.dtype)
        c = (x * w[..., None]).sum(1) / w.sum(1, keepdim=True).clamp(min=1)
        scale, shift = self.film(c)[:, None].chunk(2, -1)
        y = self.project(x) * (1 + scale) + shift + self.distance(distance) + self.is_cue(is_cue)
        bias = (1.0 - mask[:, None, None].to(y.dtype)) * -1e4
        for block in self.blocks:
            y = block(y, bias)
        return self.out(self.norm(y)), self.act(c)


class Crf(nn.Module):
    """Transition scores over TAGS, illegal ones excluded."""

    def __init__(self) -> None:
        super().__init__()
        self.transitions = nn.Parameter(torch.zeros(len(TAGS), len(TAGS)))
        self.register_buffer("legal", legal(), persistent=False)
        self.register_buffer("starts", torch.tensor([t[0] in "OBS" for t in TAGS]), persistent=False)
        self.register_buffer("ends", torch.tensor([t[0] in "OES" for t in TAGS]), persistent=False)

    def matrix(self) -> Tensor:
        return self.transitions.masked_fill(~self.legal, -1e4)

    def partition(self, scores: Tensor, length: Tensor) -> Tensor:
        """log-sum over all legal tag sequences of scores [C,T,tags], each of its own length [C]."""
        return self.halving(scores, length) if scores.is_cuda else self.forward_pass(scores, length)

    def halving(self, scores: Tensor, length: Tensor) -> Tensor:
        """The same by joining neighbours, log T steps: a GPU would wait for each of T small ones."""
        c, t, k = scores.shape
        inside = (torch.arange(1, t, device=scores.device)[None] < length[:, None])[..., None, None]
        still = torch.full((k, k), -1e4, device=scores.device).fill_diagonal_(0)
        steps = torch.where(inside, self.matrix() + scores[:, 1:, None], still)
        while steps.shape[1] > 1:
            if steps.shape[1] % 2:
                steps = torch.cat([steps, still.expand(c, 1, k, k)], 1)
            a, b = steps[:, ::2], steps[:, 1::2]
            m, n = a.detach().amax(-1, keepdim=True), b.detach().amax(-2, keepdim=True)
            steps = torch.log(((a - m).exp() @ (b - n).exp()).clamp(min=1e-37)) + m + n
        first = scores[:, 0].masked_fill(~self.starts, -1e4)
        last = first if t == 1 else torch.logsumexp(first[..., None] + steps[:, 0], 1)
        return torch.logsumexp(last.masked_fill(~self.ends, -1e4), -1)

    def forward_pass(self, scores: Tensor, length: Tensor) -> Tensor:
        """The same, word by word: the least work."""
        trans = self.matrix().exp()
        a = scores[:, 0].masked_fill(~self.starts, -1e4)
        states = [a]
        for t in range(1, scores.shape[1]):
            m = a.amax(-1, keepdim=True)
            a = torch.log(((a - m).exp() @ trans).clamp(min=1e-30)) + m + scores[:, t]
            states.append(a)
        last = torch.stack(states, 1)[torch.arange(len(length)), length - 1]
        return torch.logsumexp(last.masked_fill(~self.ends, -1e4), -1)

    def loss(self, scores: Tensor, allowed: Tensor, length: Tensor) -> Tensor:
        """-log p(a sequence within `allowed` [C,T,tags] bool), one a cue; both sums in one pass."""
        n = len(length)
        both = torch.cat([scores, scores.masked_fill(~allowed, -1e4)])
        z = self.partition(both, torch.cat([length, length]))
        return z[:n] - z[n:]


class StanceHead(nn.Module):
    """A statement's evidence [.., 3H+acts+2], as `qawl.classify.stance` puts it together -> logits of no stance and STANCES."""

    def __init__(self, h: int):
        super().__init__()
        self.net = nn.Sequential(
            nn.Dropout(0.2),
            nn.Linear(3 * h + len(ACTS) + 2, STANCE_DIM),
            nn.ReLU(),
            nn.Dropout(0.3),
            nn.Linear(STANCE_DIM, 1 + len(STANCES)),
        )

    def forward(self, evidence: Tensor) -> Tensor:
        return self.net(evidence)


class Net(nn.Module):
    def __init__(self, where: str, drop: float = 0.0):
        super().__init__()
        self.encoder = Encoder(where, drop)
        h = self.encoder.norm.weight.shape[0]
        self.cues, self.roles, self.crf = CueHead(h), RoleHead(h), Crf()
        self.mentions, self.stance = MentionHead(h), StanceHead(h)

    def words(self, ids: Tensor, flags: Tensor, convention: Tensor, mask: Tensor, first: Tensor, last: Tensor) -> Tensor:
        """Word vectors [B,W,H] of windows of pieces [B,T]."""
        with torch.autocast(ids.device.type, dtype=torch.bfloat16):
            x = self.encoder(self.encoder.embed(ids, flags, convention), mask)
        return pooled(x, first, last)


def bucket(distance: Tensor) -> Tensor:
    """Signed logarithmic buckets of a distance in words, 0 to 32, 16 for the cue itself."""
    n = distance.abs()
    b = torch.where(n < 9, n, (8 + (torch.log2(n.clamp(min=8).float() / 8) * 1.8)).long().clamp(max=16))
    return 16 + torch.sign(distance) * b


def pooled(x: Tensor, first: Tensor, last: Tensor) -> Tensor:
    """Piece vectors [B,T,H] -> word vectors [B,W,H]: the mean of each word's first and last piece."""
    h = x.shape[-1]
    pick = lambda at: x.gather(1, at[..., None].expand(-1, -1, h))  # noqa: E731
    return (pick(first) + pick(last)) / 2
