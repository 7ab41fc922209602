"""Encode: the text's vectors, one a word, computed once and shared."""

from qawl.encode.encoder import Embeddings, Encoded, Encoder
from qawl.encode.pieces import Pieces, Tokenizer, cut, windows

__all__ = ["Embeddings", "Encoded", "Encoder", "Pieces", "Tokenizer", "cut", "windows"]
