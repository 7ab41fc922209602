"""Linear-chain decoding (Viterbi 1967; Lafferty et al. 2001) over many sequences at once."""

from dataclasses import dataclass

import numpy as np

from qawl.runtime import Bools, Floats, Ints

NEVER = np.float32(-1e4)
_TINY = np.float32(1e-30)


@dataclass(frozen=True, slots=True)
class Crf:
    """`transitions` [tags, tags] with NEVER where illegal; which tags may begin and end a sequence."""

    transitions: Floats
    starts: Bools
    ends: Bools

    def best(self, scores: Floats, lengths: Ints) -> tuple[Ints, Floats]:
        """Best tags [sequences, time] of scores [sequences, time, tags] and each path's log-probability [sequences].

        Past a sequence's length its tags are 0.
        """
        # longest first: the sequences that are still running at a step are then the first ones
        order = np.argsort(-lengths, kind="stable")
        ordered, ends = scores[order], lengths[order]
        count, time, tags = ordered.shape
        running = np.searchsorted(-ends, -np.arange(time), side="left")  # how many are longer than each step
        into = np.ascontiguousarray(self.transitions.T)  # [to, from]: the maximum runs over adjacent numbers
        weights = np.exp(self.transitions)
        best: Floats = ordered[:, 0] + np.where(self.starts, 0, NEVER).astype(np.float32)
        total = best.copy()
        back = np.zeros((time, count, tags), np.int64)
        for t in range(1, time):
            n = int(running[t])
            options = best[:n, None, :] + into
            choice = options.argmax(2)
            back[t, :n] = choice
            best[:n] = options.max(2) + ordered[:n, t]
            top = total[:n].max(1, keepdims=True)
            total[:n] = np.log(np.maximum(np.exp(total[:n] - top) @ weights, _TINY)) + top + ordered[:n, t]
        closing = np.where(self.ends, 0, NEVER).astype(np.float32)
        best, total = best + closing, total + closing
        found = np.zeros((count, time), np.int64)
        state = best.argmax(1)
        for t in range(time - 1, -1, -1):
            n = int(running[t])
            found[:n, t] = state[:n]
            if t:
                state[:n] = back[t, np.arange(n), state[:n]]
        top = total.max(1)
        z = np.log(np.exp(total - top[:, None]).sum(1)) + top
        out, path = np.zeros_like(found), np.empty(count, np.float32)
        out[order], path[order] = found, best.max(1) - z
        return out, path
