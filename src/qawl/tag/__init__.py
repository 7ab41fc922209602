"""Tag: the cues of a text and, for each, the spans of every role."""

from qawl.tag.crf import Crf
from qawl.tag.cues import Cue, CueTagger
from qawl.tag.roles import RoleTagger, Tagged
from qawl.tag.spans import Assembler, Draft

__all__ = ["Assembler", "Crf", "Cue", "CueTagger", "Draft", "RoleTagger", "Tagged"]
