"""The model's files: where they are, what they hold, and the parts made of them."""

import importlib.resources
from pathlib import Path

import msgspec
import numpy as np
from tokenizers import Tokenizer

from qawl.classify import FEATURES, Calibration, StanceTagger
from qawl.derive import Opposition
from qawl.encode import Embeddings, Encoder
from qawl.errors import ModelError
from qawl.resolve import Ranker
from qawl.runtime import Session
from qawl.tag import Crf, CueTagger, MentionTagger, RoleTagger
from qawl.types import Act

FORMAT = 2


class Description(msgspec.Struct, frozen=True):
    """`model.json`: what the graphs' inputs and outputs mean, and the numbers that go with them."""

    format: int
    name: str
    conventions: tuple[str, ...]
    roles: dict[str, tuple[str, ...]]  # by convention: the roles that it annotates
    tags: tuple[str, ...]
    acts: tuple[Act, ...]
    name_tags: tuple[str, ...]
    title_tags: tuple[str, ...]
    transitions: list[list[float]]
    window: int
    overlap: int
    bias: float
    least_confidence: float  # a statement less sure is left out
    calibration: Calibration


class Model:
    """A loaded model: the encoder and what reads its vectors. Not changed by use; safe to share between threads.

    `ranker`, `stance` and `opposition` are made last in training, of what the other parts find: None where they are not
    made yet.
    """

    def __init__(self, folder: Path, threads: int = 1) -> None:
        try:
            self._load(folder, threads)
        except ModelError:
            raise
        except Exception as error:  # the files' readers raise kinds of their own
            raise ModelError(f"the model in {folder} can't be read: {error}") from error

    def _load(self, folder: Path, threads: int) -> None:
        self.description = d = msgspec.json.decode((folder / "model.json").read_bytes(), type=Description)
        if d.format != FORMAT:
            raise ModelError(f"the model in {folder} has format {d.format}, this version reads {FORMAT}")
        if len(d.calibration.weights) != len(FEATURES):
            raise ModelError(f"the model in {folder} has {len(d.calibration.weights)} weights for {len(FEATURES)} features")
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        with np.load(folder / "embeddings.npz") as frozen, np.load(folder / "tables.npz") as learned:
            embeddings = Embeddings(frozen["table"], frozen["scale"], learned["flags"], learned["conventions"])
        crf = Crf(
            np.asarray(d.transitions, np.float32),
            np.array([t[0] in "OBS" for t in d.tags]),
            np.array([t[0] in "OES" for t in d.tags]),
        )
        self.encode = Encoder(Session(folder / "encoder.onnx", threads), embeddings, tokenizer, d.window, d.overlap)
        self.cues = CueTagger(Session(folder / "cues.onnx", threads), d.bias)
        self.mentions = MentionTagger(Session(folder / "mentions.onnx", threads), d.name_tags, d.title_tags)
        resolver = folder / "resolver.npz"
        self.ranker = Ranker.load(resolver) if resolver.exists() else None
        stance = folder / "stance.npz"
        self.stance = StanceTagger.load(stance, d.acts) if stance.exists() else None
        opposition = folder / "disputes.npz"
        self.opposition = Opposition.load(opposition) if opposition.exists() else None
        self.roles = RoleTagger(Session(folder / "roles.onnx", threads), crf, self._absent(d))

    @staticmethod
    def _absent(d: Description) -> tuple[tuple[int, ...], ...]:
        """By convention: the tags of roles that it does not annotate."""
        known = [{"O", *d.roles[c]} for c in d.conventions]
        return tuple(tuple(i for i, t in enumerate(d.tags) if t.split("-")[-1] not in k) for k in known)

    @property
    def name(self) -> str:
        """Name and version of the model, kept in every record that it makes."""
        return self.description.name


def shipped() -> Path:
    """The folder of the model that comes with the package."""
    return Path(str(importlib.resources.files("qawl") / "models" / "base"))
