"""Which of what may be a meeting is one: a logistic model over named features."""

import functools
import importlib.resources
import math

import msgspec

from qawl.derive.meeting_events import Event
from qawl.derive.meeting_mentions import Seen


class Weights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What `training/meetings.py` learned: `least` is the probability from which a meeting is kept."""

    bias: float
    least: float
    weights: dict[str, float]


@functools.cache
def shipped() -> Weights:
    """The weights that Qawl ships."""
    file = importlib.resources.files("qawl.lang") / "meetings.weights.json"
    return msgspec.json.decode(file.read_bytes(), type=Weights)


def features(seen: Seen, event: Event) -> set[str]:
    """The features that a mention has: its signs, and who, when and where.

    Signs: kind:K, verb, verb:needs (a word that must follow), light (object of a verb of holding), definite, possessive,
    indefinite, construct, plural, bare (definite, nobody joined to it), alone, deictic, occasion (in, during), topical
    (resumption of), negated, between, with, to, quoted (in a content). who:N named in the clause, K:who:N, persons:N of them,
    known:N by context too; dated, placed, held; early (first sentences); definite:nobody; mentions:N of the same meeting.
    """
    people, everyone = len(seen.own & set(seen.persons)), len(seen.persons) + len(seen.bodies)
    who = min(len(seen.own), 3)
    found = {*seen.signs, f"who:{who}", f"known:{min(everyone, 3)}", f"persons:{min(people, 2)}"}
    found.add(f"{seen.form.kind}:who:{min(who, 2)}")
    nobody = "definite" in seen.signs and not who
    held = {
        "dated": seen.date,
        "placed": seen.place,
        "early": seen.sentence < 2,
        "definite:nobody": nobody,
        "held": seen.status == "held",
    }
    found.add(f"mentions:{min(len(event.seen), 3)}")
    return found | {name for name, holds in held.items() if holds}


def probability(event: Event, model: Weights) -> float:
    """That it is a meeting of the record, 0 to 1: its most probable mention's."""
    totals = [model.bias + sum(model.weights.get(f, 0.0) for f in features(seen, event)) for seen in event.seen]
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, max(totals)))))
