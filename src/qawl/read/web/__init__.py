"""Fetching by URL: public addresses only, robots.txt, conditional requests, one request a host at a time."""

from qawl.read.web.answer import Answer
from qawl.read.web.fetch import AGENT, Fetcher

__all__ = ["AGENT", "Answer", "Fetcher"]
