"""What the parsing process is asked, and what it answers: light types, apart from the libraries that parse."""

import msgspec

from qawl.types import Spans


class PageJob(msgspec.Struct, frozen=True, tag=True):
    """A page to read. charset: of the HTTP answer, if any. url: where it came from, if from the network."""

    data: bytes
    charset: str = ""
    url: str | None = None


class FeedJob(msgspec.Struct, frozen=True, tag=True):
    """A feed to read."""

    data: bytes
    charset: str = ""
    url: str | None = None


class Article(msgspec.Struct, frozen=True, tag=True):
    """What a page or a feed's entry holds. `text` is title, standfirst, paragraphs and posts, a line each; `posts` are spans of
    it. `text` may be empty for an entry.
    """

    text: str
    lang: str
    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    published: str | None = None
    url: str | None = None
    posts: Spans = ()


class Feed(msgspec.Struct, frozen=True, tag=True):
    """The whole entries of a feed, in its order; `lost` says what of it is not among them."""

    entries: tuple[Article, ...]
    lost: str = ""


class Problem(msgspec.Struct, frozen=True, tag=True):
    """An error: the code of its class, and its message."""

    code: str
    message: str


Job = PageJob | FeedJob
Answer = Article | Feed | Problem
