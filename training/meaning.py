"""Make the model of meanings: the untuned encoder in 4 bits a weight, and the space in which its vectors are compared.

usage: meaning.py ENCODER_DIR OWN.jsonl [OWN.jsonl ...] --without DERIVED.jsonl --out DIR [--bits 4]

OWN: annotated documents, of join.py; the space is that of their contents, those of DERIVED left out, on which bench.meaning
measures. Nothing is trained: centres of the languages are means, axes the strongest of what remains, weighted down by a power.
"""

import argparse
import json
import pathlib
import random

import numpy as np
import onnx
import torch
from onnxruntime.quantization.matmul_nbits_quantizer import MatMulNBitsQuantizer
from torch import Tensor, nn

from export import Encode, graph
from net import Encoder
from qawl.lang.detect import of_script
from qawl.meaning import Meaning
from qawl.model import shipped

BLOCK = 128  # weights that share a scale; 32 is no better and 2 MB more
SAMPLE = 4000  # contents of a language
DIMENSIONS = 192
POWER = 0.25  # the axes' variance to the power of minus this: a little less for what all contents share
LEAST = 0.01  # of the strongest axis' variance, added to all


class Mean(nn.Module):
    """Embedded pieces [1, t, hidden] of one text -> its mean vector [1, hidden]."""

    def __init__(self, encoder: Encoder):
        super().__init__()
        self.encode = Encode(encoder)

    def forward(self, embedded: Tensor) -> Tensor:
        return self.encode(embedded).mean(1)


def encoder(source: str, target: pathlib.Path, bits: int) -> None:
    plain = target.with_suffix(".fp32.onnx")
    net = Encoder(source).eval()
    args = (torch.randn(1, 40, net.norm.weight.shape[0]),)
    graph(Mean(net), args, plain, {"embedded": {1: "t"}}, ["meaning"], int8=False)
    if bits == 32:
        plain.rename(target)
        return
    packed = MatMulNBitsQuantizer(onnx.load(str(plain)), block_size=BLOCK, is_symmetric=True, accuracy_level=4)
    packed.process()
    packed.model.save_model_to_file(str(target), False)
    plain.unlink()


def contents(paths: list[pathlib.Path], without: set[str]) -> dict[str, list[str]]:
    """Contents by the language of their script, a sample of each."""
    out: dict[str, list[str]] = {"ar": [], "en": []}
    for path in paths:
        for line in path.open(encoding="utf-8"):
            d = json.loads(line)
            if d["id"] not in without:
                found = (" ".join(d["text"][a:b] for a, b in s["content"]) for s in d["statements"] if s["content"])
                for text in found:
                    out[of_script(text)].append(text)
    return {code: random.Random(1).sample(texts, min(SAMPLE, len(texts))) for code, texts in out.items()}


def space(vectors: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    centres = {code: v.mean(0) for code, v in vectors.items()}
    rest = np.concatenate([v - centres[code] for code, v in vectors.items()])
    variance, axes = np.linalg.eigh(np.cov(rest.T))
    variance, axes = variance[-DIMENSIONS:], axes[:, -DIMENSIONS:]
    weighted = axes * (variance + LEAST * variance.max()) ** -POWER
    return {f"centre_{code}": c.astype(np.float32) for code, c in centres.items()} | {"axes": weighted.astype(np.float16)}


def main() -> None:
    p = argparse.ArgumentParser(usage=__doc__)
    p.add_argument("encoder")
    p.add_argument("own", nargs="+", type=pathlib.Path)
    p.add_argument("--without", type=pathlib.Path, required=True)
    p.add_argument("--out", type=pathlib.Path, required=True)
    p.add_argument("--bits", type=int, choices=(4, 32), default=4, help="32: as it was trained, to compare with")
    a = p.parse_args()
    a.out.mkdir(parents=True, exist_ok=True)
    encoder(a.encoder, a.out / "encoder.onnx", a.bits)
    hidden = json.loads((pathlib.Path(a.encoder) / "config.json").read_text())["hidden_size"]
    plain = {f"centre_{code}": np.zeros(hidden, np.float32) for code in ("ar", "en")}
    np.savez_compressed(a.out / "space.npz", axes=np.eye(hidden, dtype=np.float16), **plain)  # as the encoder gives them
    measured = {json.loads(line)["id"] for line in a.without.open(encoding="utf-8")}
    raw = Meaning(a.out, shipped())
    found = {code: raw.raw(texts) for code, texts in contents(a.own, measured).items()}
    print({code: len(v) for code, v in found.items()}, "contents")
    np.savez_compressed(a.out / "space.npz", **space(found))
    for f in sorted(a.out.iterdir()):
        print(f.name, round(f.stat().st_size / 1e6, 1), "MB")


if __name__ == "__main__":
    main()
