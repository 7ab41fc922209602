"""Linear-chain decoding (Viterbi 1967; Lafferty et al. 2001) over many sequences at once."""

from dataclasses import dataclass

import numpy as np

from qawl.runtime import Bools, Floats, Ints

NEVER = np.float32(-1e4)


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
        count, time, _ = scores.shape
        exp_trans = np.exp(self.transitions)
        at = scores[:, 0] + np.where(self.starts, 0, NEVER).astype(np.float32)
        total = at.copy()
        back = np.zeros((time, *at.shape), np.int64)
        final_best, final_total = at.copy(), total.copy()
        for t in range(1, time):
            options = at[:, :, None] + self.transitions
            back[t] = options.argmax(1)
            at = np.take_along_axis(options, back[t][:, None], 1)[:, 0] + scores[:, t]
            top = total.max(1, keepdims=True)
            total = np.log(np.maximum(np.exp(total - top) @ exp_trans, 1e-30)) + top + scores[:, t]
            here = lengths == t + 1
            final_best[here], final_total[here] = at[here], total[here]
        closing = np.where(self.ends, 0, NEVER).astype(np.float32)
        final_best, final_total = final_best + closing, final_total + closing
        tags = np.zeros((count, time), np.int64)
        state = final_best.argmax(1)
        row = np.arange(count)
        for t in range(time - 1, -1, -1):
            live = t < lengths
            tags[live, t] = state[live]
            if t:
                state = np.where(live, back[t][row, state], state)
        top = final_total.max(1)
        z = np.log(np.exp(final_total - top[:, None]).sum(1)) + top
        return tags, (final_best.max(1) - z).astype(np.float32)
