import pytest

from pages import HEAD, LEAD, PARAGRAPHS, POST, POSTED, TITLE, page
from qawl.errors import NoArticle
from qawl.read.page import read_page

BODY = [TITLE, LEAD, *PARAGRAPHS]


def read(html, **options):
    return read_page(html if isinstance(html, bytes) else html.encode(), **options)


def test_a_page_without_what_stands_around_its_article():
    a = read(page())
    assert a.text.split("\n") == BODY
    assert (a.title, a.outlet, a.author, a.published, a.lang) == (TITLE, "صحيفة الوادي", "سلمى الحسن", "2026-05-10", "ar")


def test_embedded_posts_stay_where_they_stand():
    a = read(page(*PARAGRAPHS[:2], POST, *PARAGRAPHS[2:]))
    assert a.text.split("\n") == [*BODY[:4], *POSTED, *BODY[4:]]
    assert [span.of(a.text) for span in a.posts] == ["\n".join(POSTED)]


def test_quotation_marks_are_kept_and_those_that_browsers_draw_are_written():
    quoted = "وقالت الوزيرة <q>لن ننتظر عاما آخر</q> ثم غادرت القاعة مع الوفد المرافق لها من دون أن تجيب عن الأسئلة."
    lines = read(page(*PARAGRAPHS, quoted)).text.split("\n")
    assert lines[-1].startswith("وقالت الوزيرة “لن ننتظر عاما آخر” ثم")
    assert lines[2:-1] == list(PARAGRAPHS)


def test_paragraphs_that_are_lines_with_breaks():
    a = read(page("<div>" + "<br><br>".join(PARAGRAPHS) + "</div>"))
    assert a.text.split("\n") == BODY


def test_short_lines_among_paragraphs_are_kept_and_captions_are_not():
    figure = '<figure><img src="x.jpg"><figcaption>الوزيرة في المؤتمر الصحافي (أرشيفية)</figcaption></figure>'
    a = read(page(PARAGRAPHS[0], "<h3>رفض المزارعين</h3>", *PARAGRAPHS[1:3], figure, PARAGRAPHS[3], "(وكالة الوادي)"))
    assert a.text.split("\n") == [*BODY[:3], "رفض المزارعين", *BODY[3:], "(وكالة الوادي)"]


def test_what_is_not_shown_is_not_read():
    hidden = '<p style="display: none">نص لا يراه القارئ أبدا في هذه الصفحة مهما نظر إليها طويلا</p><script>"نص"</script>'
    assert read(page(*PARAGRAPHS, hidden)).text.split("\n") == BODY


@pytest.mark.parametrize(
    ("data", "charset"),
    [
        (page().replace('charset="utf-8"', 'charset="windows-1256"').encode("cp1256", "xmlcharrefreplace"), ""),
        (page().replace('<meta charset="utf-8">', "").encode("cp1256", "xmlcharrefreplace"), ""),
        (page().replace('<meta charset="utf-8">', "").encode("cp1256", "xmlcharrefreplace"), "windows-1256"),
        (page().replace('charset="utf-8"', 'charset="iso-8859-1"').encode("cp1256", "xmlcharrefreplace"), ""),
        (page().replace('charset="utf-8"', 'charset="no-such"').encode(), ""),
        (page().encode("utf-16"), ""),
        (page().encode()[:-40] + b"\xff" + page().encode()[-40:], ""),
    ],
    ids=["declared", "detected", "of the answer", "declared wrong", "unknown", "utf-16", "one broken byte"],
)
def test_encodings(data, charset):
    assert read(data, charset=charset).text.split("\n") == BODY


@pytest.mark.parametrize(
    "html",
    [
        "",
        "   ",
        "<html></html>",
        "<html><body><form><label>الاسم</label><input><button>دخول</button></form></body></html>",
        "<html><body><ul>"
        + "".join(f'<li><a href="/{n}">خبر قصير رقم {n} من أخبار اليوم</a></li>' for n in range(40))
        + "</ul></body></html>",
        '<html><head><title>لم يعثر على الصفحة</title></head><body><h1>لم يعثر على الصفحة</h1><a href="/">الرئيسية</a></body></html>',
    ],
    ids=["nothing", "spaces", "empty", "login", "front page", "not found"],
)
def test_a_page_without_an_article(html):
    with pytest.raises(NoArticle):
        read(html)


@pytest.mark.parametrize(
    ("before", "url", "expected"),
    [
        ("<div>الأحد 10 أيار / مايو 2026</div>", None, "2026-05-10"),
        ("<div>نشر في 10 ماي 2026 - 08:00</div>", None, "2026-05-10"),
        ("<div>10.05.2026 17:00</div>", None, "2026-05-10"),
        ("<div>آخر تحديث: 12 مايو 2026</div>", "https://wadi.test/2026/5/10/water", "2026-05-10"),
        ("<div>آخر تحديث: 12 مايو 2026</div>", None, "2026-05-12"),
        ("", "https://wadi.test/news/20260510-water", "2026-05-10"),
        ("", None, None),
    ],
)
def test_dates_that_only_a_reader_sees(before, url, expected):
    head = "<title>{title}</title>"
    assert read(page(head=head, before=before), url=url).published == expected


def test_what_a_page_says_of_itself_in_json_ld():
    said = """<script type="application/ld+json">{{"@graph": [{{"@type": "WebPage"}}, {{"@type": "NewsArticle", "headline": "{title}",
    "datePublished": "2026-05-09T23:00:00Z", "author": [{{"@type": "Person", "name": "نبيل شاهين"}}],
    "publisher": {{"@type": "Organization", "name": "وكالة الوادي"}}}}]}}</script>"""
    a = read(page(head=said))
    assert (a.title, a.outlet, a.author, a.published) == (TITLE, "وكالة الوادي", "نبيل شاهين", "2026-05-09")


def test_an_author_is_no_outlet_and_no_link():
    for name in ("صحيفة الوادي", "https://facebook.com/wadi"):
        assert read(page(head=HEAD.replace("سلمى الحسن", name))).author is None


def test_an_author_named_at_the_start():
    a = read(page("حوار: سلمى الحسن", *PARAGRAPHS, head="<title>{title}</title>"))
    assert a.author == "سلمى الحسن"


def test_the_page_of_another_site_is_not_its_address():
    canonical = '<link rel="canonical" href="{}">'
    for said, expected in (("https://wadi.test/a", "https://wadi.test/a"), ("https://evil.test/a", "https://wadi.test/a?x=1")):
        assert read(page(head=HEAD + canonical.format(said)), url="https://wadi.test/a?x=1").url == expected


def test_a_page_laid_out_with_tables():
    cells = (
        f"<tr><td><h1>{TITLE}</h1></td></tr><tr><td><font>{PARAGRAPHS[0]}<p>{PARAGRAPHS[1]}<p>{PARAGRAPHS[2]}</font></td></tr>"
    )
    a = read(f"<html><body><table>{cells}</table></body></html>")
    assert a.text.split("\n") == [TITLE, *PARAGRAPHS[:3]]


def test_a_page_of_one_short_paragraph_and_a_list():
    html = "<h1>زلزال يضرب الوادي</h1><p>ضرب زلزال بقوة خمس درجات وادي النخيل فجر اليوم، وفق مركز الرصد.</p><ul><li>إغلاق المدارس يومين</li></ul>"
    assert read(f"<html><body><main>{html}</main></body></html>").text.split("\n")[1:] == [
        "ضرب زلزال بقوة خمس درجات وادي النخيل فجر اليوم، وفق مركز الرصد.",
        "إغلاق المدارس يومين",
    ]


def test_an_english_byline():
    assert read(page(head='<title>{title}</title><meta name="author" content="By Jane Doe">')).author == "Jane Doe"


def test_a_body_in_an_element_with_a_misleading_name():
    html = (
        page().replace('<div class="article-body">', '<div class="widget share"><div class="widget-container comments-open">')
        + "</div>"
    )
    assert read(html).text.split("\n") == BODY


def test_a_standfirst_in_a_header_and_the_description_of_a_picture():
    picture = '<div class="image-description">الوزيرة هالة الرافعي في المؤتمر الصحافي الذي عقدته اليوم الأحد</div>'
    html = page().replace("<article><h1>", "<article><header><h1>").replace("</h2>", f"</h2>{picture}</header>", 1)
    assert read(html).text.split("\n") == BODY


@pytest.mark.parametrize(
    "wrapper", ["<div><span>{}</span></div>", "<div class='block'><p>{}</p></div>", "<section><div><p>{}</p></div></section>"]
)
def test_paragraphs_each_in_an_element_of_its_own(wrapper):
    assert read(page(*map(wrapper.format, PARAGRAPHS))).text.split("\n") == BODY


def test_a_first_paragraph_outside_the_body():
    html = page(*PARAGRAPHS[1:]).replace('<div class="article-body">', f'<div>{PARAGRAPHS[0]}</div><div class="article-body">')
    assert read(html).text.split("\n") == BODY
