"""Well-known states, organizations and persons: what they are called, and by which key they are known everywhere.

`data/` is the record: a file a kind, a party a line, sorted by key. Adding a party or an alias needs no code.
"""

from qawl.parties.names import likeness, same_person, sameness
from qawl.parties.record import Parties, Party, usual_name

__all__ = ["Parties", "Party", "likeness", "same_person", "sameness", "usual_name"]
