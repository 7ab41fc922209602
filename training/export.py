"""Export a trained tagger to the files that ship: int8 ONNX graphs, int8 embeddings, tokenizer, model.json.

usage: export.py CKPT [CKPT ...] --encoder DIR --out DIR --name NAME [--bias X] [--calibration FILE]

Several checkpoints, each trained on from the one before, are averaged, weight by weight (Wortsman et al. 2022).
"""

import argparse
import json
import pathlib
import shutil

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from data import ANNOTATED
from net import ACTS, CONVENTIONS, NAME_TAGS, TAGS, TITLE_TAGS, Net, RoleHead
from qawl.classify import FEATURES

WINDOW, OVERLAP = 320, 48
LEAST_CONFIDENCE = 0.25  # best for who said what on the articles that the confidence is fitted on


class Roles(nn.Module):
    """The role head over all words of a text at once: words [W,H] are projected once, then picked for every cue."""

    def __init__(self, head: RoleHead):
        super().__init__()
        self.head = head

    def forward(
        self, words: Tensor, index: Tensor, mask: Tensor, cue: Tensor, is_cue: Tensor, distance: Tensor
    ) -> tuple[Tensor, Tensor]:
        h = self.head
        scale, shift = h.film(cue)[:, None].chunk(2, -1)
        y = h.project(words)[index] * (1 + scale) + shift + h.distance(distance) + h.is_cue(is_cue)
        bias = (1.0 - mask[:, None, None]) * -1e4
        for block in h.blocks:
            y = block(y, bias)
        return h.out(h.norm(y)), h.act(cue)


class Encode(nn.Module):
    """The encoder on one unpadded window: there is nothing to mask."""

    def __init__(self, encoder: nn.Module):
        super().__init__()
        self.encoder = encoder

    def forward(self, embedded: Tensor) -> Tensor:
        e = self.encoder
        x = e.norm(embedded + e.places.weight[: embedded.shape[1]])
        bias = torch.zeros(1, 1, 1, 1)
        for layer in e.layers:
            x = layer(x, bias)
        return x


def averaged(paths: list[str]) -> dict[str, Tensor]:
    states = [torch.load(p) for p in paths]
    out: dict[str, Tensor] = {}
    for key in states[-1]:  # the first run may have had no stance head
        found = [s[key] for s in states if key in s]
        out[key] = sum(found) / len(found) if found[0].is_floating_point() else found[0]
    return out


def quantised(x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    scale = np.maximum(np.abs(x).max(1, keepdims=True), 1e-8) / 127
    return np.round(x / scale).astype(np.int8), scale.astype(np.float32)


def graph(module: nn.Module, args: tuple, path: pathlib.Path, inputs: dict, outputs: list[str], *, int8: bool) -> None:
    plain = path.with_suffix(".fp32.onnx")
    axes = {k: v for k, v in inputs.items() if v}
    torch.onnx.export(
        module,
        args,
        str(plain),
        dynamo=False,
        opset_version=17,
        input_names=list(inputs),
        output_names=outputs,
        dynamic_axes=axes,
    )
    if int8:
        quantize_dynamic(str(plain), str(path), weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=["MatMul"])
        plain.unlink()
    else:
        plain.rename(path)


def export(
    net: Net, encoder_dir: pathlib.Path, out: pathlib.Path, name: str, bias: float, calibration: list[float], *, int8: bool = True
) -> None:
    net.eval()
    out.mkdir(parents=True, exist_ok=True)
    h = net.encoder.norm.weight.shape[0]
    embedded, words = torch.randn(1, 40, h), torch.randn(50, h)
    graph(Encode(net.encoder), (embedded,), out / "encoder.onnx", {"embedded": {1: "t"}}, ["states"], int8=int8)
    graph(net.cues, (words,), out / "cues.onnx", {"words": {0: "w"}}, ["logits"], int8=False)
    idx = torch.randint(0, 50, (3, 20))
    args = (words, idx, torch.ones(3, 20), torch.randn(3, h), torch.zeros(3, 20, dtype=torch.long), torch.randint(0, 33, (3, 20)))
    ct = {0: "c", 1: "t"}
    graph(
        Roles(net.roles), args, out / "roles.onnx",
        {"words": {0: "w"}, "index": ct, "mask": ct, "cue": {0: "c"}, "is_cue": ct, "distance": ct}, ["logits", "acts"], int8=int8,
    )  # fmt: skip
    graph(net.mentions, (words,), out / "mentions.onnx", {"words": {0: "w"}}, ["logits"], int8=False)
    if not (out / "embeddings.npz").exists():  # frozen: the same in every model
        table, scale = quantised(net.encoder.words.weight.detach().numpy())
        np.savez_compressed(out / "embeddings.npz", table=table, scale=scale)
    np.savez(
        out / "tables.npz",
        flags=net.encoder.flags.weight.detach().numpy(),
        conventions=net.encoder.conventions.weight.detach().numpy(),
    )
    shutil.copy(encoder_dir / "tokenizer.json", out / "tokenizer.json")
    transitions = net.crf.matrix().detach().numpy().round(4).tolist()
    (out / "model.json").write_text(
        json.dumps(
            dict(
                format=2,
                name=name,
                conventions=CONVENTIONS,
                roles={c: sorted(ANNOTATED[c]) for c in CONVENTIONS},
                tags=TAGS,
                acts=ACTS,
                name_tags=NAME_TAGS,
                title_tags=TITLE_TAGS,
                transitions=transitions,
                window=WINDOW,
                overlap=OVERLAP,
                bias=bias,
                least_confidence=LEAST_CONFIDENCE,
                calibration={"weights": calibration},
            )
        )
        + "\n"
    )


def main() -> None:
    p = argparse.ArgumentParser(usage=__doc__)
    p.add_argument("checkpoints", nargs="+")
    p.add_argument("--encoder", type=pathlib.Path, required=True)
    p.add_argument("--out", type=pathlib.Path, required=True)
    p.add_argument("--name", required=True)
    p.add_argument("--bias", type=float, default=0.0)
    p.add_argument("--calibration", type=pathlib.Path, help="JSON list of weights, of calibrate.py")
    p.add_argument("--fp32", action="store_true")
    a = p.parse_args()
    net = Net(str(a.encoder))
    net.load_state_dict(averaged(a.checkpoints), strict=False)
    weights = json.loads(a.calibration.read_text()) if a.calibration else [0.0] * len(FEATURES)
    export(net, a.encoder, a.out, a.name, a.bias, weights, int8=not a.fp32)
    for f in sorted(a.out.iterdir()):
        print(f.name, round(f.stat().st_size / 1e6, 1), "MB")


if __name__ == "__main__":
    main()
