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
        ends = lengths[order]
        steps = np.ascontiguousarray(scores[order].swapaxes(0, 1))  # [time, sequences, tags]
        steps -= steps.max(2, keepdims=True)  # what all tags of a step have alike takes part in every path
        time, count, _ = steps.shape
        running = np.searchsorted(-ends, -np.arange(time), side="left")  # how many are longer than each step
        best = np.empty_like(steps)  # of the sequence's beginning, by its last tag
        best[0] = steps[0] + np.where(self.starts, 0, NEVER).astype(np.float32)
        into = self.transitions[:, None]
        for t in range(1, time):
            n = int(running[t])
            options = np.add(best[t - 1, :n].T[..., None], into, order="C")  # the first axis, from which tag, is fast to search
            best[t, :n] = options.max(0) + steps[t, :n]
        closing = np.where(self.ends, 0, NEVER).astype(np.float32)
        final = best[ends - 1, np.arange(count)] + closing
        found = np.zeros((count, time), np.int64)
        state = final.argmax(1)
        for t in range(time - 1, -1, -1):
            n = int(running[t])
            found[:n, t] = state[:n]
            if t:
                state[:n] = (best[t - 1, :n] + self.transitions.T[state[:n]]).argmax(1)
        out, path = np.zeros_like(found), np.empty(count, np.float32)
        out[order], path[order] = found, final.max(1) - self._total(steps, running)
        return out, path

    def _total(self, steps: Floats, running: Ints) -> Floats:
        """The log of all paths' weight together, of scores [time, sequences, tags], the longest sequence first."""
        likely, weights = np.exp(steps), np.exp(self.transitions)
        sums = np.ones(steps.shape[:2], np.float32)  # what each step is divided by, that the numbers stay in range
        now = likely[0] * self.starts
        for t in range(1, len(steps)):
            n = int(running[t])
            sums[t, :n] = now[:n].sum(1)
            before = now[:n] / sums[t, :n, None]
            now[:n] = np.maximum(before @ weights, _TINY) * likely[t, :n]
        total: Floats = np.log((now * self.ends).sum(1)) + np.log(sums).sum(0)
        return total
