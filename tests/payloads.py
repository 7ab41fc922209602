"""Two hundred ways to smuggle a script into a page: what closes the place where it stands, then what runs."""

from qawl.types import RECORD_VERSION, Record, Span, Statement

_BREAKERS = ("", '">', "'>", "</title>", "</script>", "</textarea>", "--></style>", "]]>", '" ', "</mark></p>")
_VECTORS = (
    "<script>window.ran=1</script>",
    "<ScRiPt >window.ran=1</sCrIpT >",
    "<img src=x onerror=window.ran=1>",
    "<svg onload=window.ran=1>",
    "<svg/onload=window.ran=1//",
    "<body onload=window.ran=1>",
    "<iframe srcdoc='<script>parent.ran=1</script>'>",
    "<iframe src=javascript:parent.ran=1>",
    "<a href=javascript:window.ran=1>x</a>",
    "<details open ontoggle=window.ran=1>",
    "<math><mtext><img src onerror=window.ran=1>",
    "<object data=javascript:window.ran=1>",
    "<meta http-equiv=refresh content='0;url=javascript:window.ran=1'>",
    "<base href=https://evil.test/>",
    "<link rel=stylesheet href=https://evil.test/x.css>",
    "onfocus=window.ran=1 autofocus tabindex=1 x=",
    "<div hx-on:load='window.ran=1' hx-get=/ hx-trigger=load>",
    "{{ 7 * 7 }}{% raw %}<b>${window.ran=1}",
    "javascript:window.ran=1//",
    "&lt;script&gt;window.ran=1&lt;/script&gt;&#60;img src=x onerror=window.ran=1&#62;",
)
PAYLOADS = tuple(b + v for b in _BREAKERS for v in _VECTORS)
assert len(set(PAYLOADS)) == 200


def article(words, url=None):
    """A record all of whose fields that come from outside are some words."""
    text = f"قال الوزير إنّ {words}"
    start = text.index("إنّ")
    said = Statement(
        id="s1",
        source=(Span(text.index("الوزير"), start - 1),),
        cue=(Span(text.index("قال"), text.index("قال") + 3),),
        content=(Span(start, len(text)),),
        quotation="indirect",
        act="assert",
        speaker=words,
        speaker_kind="person",
        confidence=0.9,
    )
    more = {"title": words, "outlet": words, "author": words, "url": url or words, "warnings": (words,)}
    return Record(id=f"d-{words}", text=text, lang="ar", version=RECORD_VERSION, model="by hand", statements=(said,), **more)
