"""Derive: what follows from the statements and the entities. Each derived fact names the characters that it rests on."""

from qawl.derive.couples import Couples
from qawl.derive.disputes import disputes
from qawl.derive.meetings import meetings
from qawl.derive.naming import Naming
from qawl.derive.opposition import Opposition
from qawl.derive.pairs import Pairs
from qawl.derive.parties import Speakers
from qawl.derive.positions import positions
from qawl.derive.roles import roles
from qawl.derive.stands import stands

__all__ = ["Couples", "Naming", "Opposition", "Pairs", "Speakers", "disputes", "meetings", "positions", "roles", "stands"]
