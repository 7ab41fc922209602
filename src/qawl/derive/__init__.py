"""Derive: what follows from the statements and the entities. Each derived fact names the characters that it rests on."""

from qawl.derive.roles import roles

__all__ = ["roles"]
