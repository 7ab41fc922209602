"""Pages, feeds and archives of our own to read."""

import gzip

TITLE = "وزيرة المياه تعلن خطة لثلاث سنوات"
LEAD = "الخطة تشمل ثلاثة سدود جديدة وتحديث شبكة الري في وادي النخيل كله"
PARAGRAPHS = (
    "أعلنت وزيرة المياه هالة الرافعي، اليوم الأحد، خطة تمتد ثلاث سنوات، وقالت إن «كل بيت في الوادي سيصله الماء قبل الشتاء المقبل».",
    'وأضافت في مؤتمر صحافي أن الحكومة رصدت "ما يكفي من المال"، مؤكدة أنّ العمل يبدأ في الربيع وأن الأولوية للقرى البعيدة.',
    "من جهته رفض رئيس اتحاد المزارعين نبيل شاهين الخطة، واعتبر أن السدود الثلاثة لن تغيّر شيئا ما لم تُصلح القنوات القديمة.",
    "وكان الاتحاد قد طالب الشهر الماضي بإصلاح القنوات، محذرا من أن المحاصيل لن تحتمل صيفا آخر بلا ماء كاف للري.",
)
POST = """<blockquote class="twitter-tweet"><p lang="ar" dir="rtl">سنبدأ من القرى البعيدة <a href="https://t.co/x">pic.twitter.com/x</a></p>
&mdash; هالة الرافعي (@hala_water) <a href="https://twitter.com/hala_water/status/1">May 10, 2026</a></blockquote>"""
POSTED = ("سنبدأ من القرى البعيدة pic.twitter.com/x", "— هالة الرافعي (@hala_water) May 10, 2026")

HEAD = """<meta charset="utf-8"><title>{title} - صحيفة الوادي</title><meta property="og:title" content="{title}">
<meta property="article:published_time" content="2026-05-10T01:30:00+0400"><meta name="author" content="سلمى الحسن">"""

_BESIDE = """<ul><li><a href="/1">أسعار القمح ترتفع في الأسواق هذا الأسبوع</a></li><li><a href="/2">فريق الوادي يفوز بالكأس</a></li></ul>"""


def page(*paragraphs, head=HEAD, title=TITLE, lead=LEAD, before=""):
    """A page as a news site has it: menu, headline, standfirst, paragraphs (HTML), share bar, related headlines, notices."""
    body = "\n".join(p if p.startswith("<") else f"<p>{p}</p>" for p in paragraphs or PARAGRAPHS)
    return f"""<!DOCTYPE html><html lang="ar" dir="rtl"><head>{head.format(title=title)}</head><body>
<nav><ul><li><a href="/">الرئيسية</a></li><li><a href="/w">عالم</a></li><li><a href="/s">رياضة</a></li></ul></nav>
<article>{before}<h1>{title}</h1><h2 class="standfirst">{lead}</h2><div class="share"><a href="#">شارك</a></div>
<div class="article-body">{body}<p>اقرأ أيضا: <a href="/3">كيف نوفر الماء في البيت</a></p></div>
<section class="related"><h3>مواضيع ذات صلة</h3>{_BESIDE}</section></article>
<footer><p>جميع الحقوق محفوظة لصحيفة الوادي 2026، الآراء المنشورة لا تعبر بالضرورة عن رأي الصحيفة.</p></footer></body></html>"""


def feed(*entries, title="صحيفة الوادي", encoding="utf-8"):
    """An RSS feed of (title, link, HTML) entries."""
    items = "".join(
        f"<item><title>{t}</title><link>{link}</link><pubDate>Sun, 10 May 2026 01:30:00 +0400</pubDate>"
        f"<description><![CDATA[{html}]]></description></item>"
        for t, link, html in entries
    )
    head = f'<?xml version="1.0" encoding="{encoding}"?>'
    return f'{head}<rss version="2.0"><channel><title>{title}</title>{items}</channel></rss>'.encode(encoding)


def record(number, body, *, status="200 OK", kind="text/html; charset=utf-8", more=""):
    """One WARC record: the answer of a server."""
    data = body if isinstance(body, bytes) else body.encode()
    answer = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}Content-Length: {len(data)}\r\n\r\n".encode() + data
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://wadi.test/{number}\r\nWARC-Date: 2026-05-10T10:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012}>\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


def members(*records):
    """The records as gzip members, as crawlers write them."""
    return [gzip.compress(r, mtime=0) for r in records]
