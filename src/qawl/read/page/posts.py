"""Embedded social-media posts: which elements of a page they are."""

import re

from lxml.html import HtmlElement

# The classes that the networks' own embedding codes give, on the element that holds the post's text and its author.
_CLASSES = re.compile(
    r"(?:^|\s)(?:twitter-(?:tweet|video)|bluesky-embed|mastodon-embed|instagram-media|tiktok-embed|fb-post|fb-xfbml-parse-ignore"
    r"|text-post-media|telegram-post|truthsocial-embed|reddit-(?:embed|card)[\w-]*)(?:\s|$)"
)
# Copies of a tweet without its class still end in a link to it.
_STATUS = re.compile(r"^https?://(?:www\.|mobile\.)?(?:twitter|x)\.com/\w+/status(?:es)?/\d+")


def find_posts(root: HtmlElement) -> dict[HtmlElement, int]:
    """The elements that are posts, outermost ones only, numbered from 0 in reading order."""
    found: dict[HtmlElement, int] = {}
    for element in root.iter("blockquote", "div"):
        if not _is_post(element) or any(parent in found for parent in element.iterancestors()):
            continue
        if element.text_content().strip():
            found[element] = len(found)
    return found


def _is_post(element: HtmlElement) -> bool:
    if _CLASSES.search(element.get("class") or ""):
        return True
    links = element.findall(".//a") if element.tag == "blockquote" else []
    return bool(links) and bool(_STATUS.match(links[-1].get("href") or ""))
