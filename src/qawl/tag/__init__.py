"""Tag: the cues of a text, for each the spans of every role, and the mentions of parties."""

from qawl.tag.carried import carried
from qawl.tag.continued import continued
from qawl.tag.crf import Crf
from qawl.tag.cues import Cue, CueTagger
from qawl.tag.mentions import MentionTagger
from qawl.tag.related import related
from qawl.tag.relayed import relayed
from qawl.tag.roles import RoleTagger, Tagged
from qawl.tag.spans import Assembler, Draft

__all__ = [
    "Assembler",
    "Crf",
    "Cue",
    "CueTagger",
    "Draft",
    "MentionTagger",
    "RoleTagger",
    "Tagged",
    "carried",
    "continued",
    "related",
    "relayed",
]
