import csv
import io

from lxml import html

from qawl.web import Settings
from samples import nahrain

BOTH = "party=الجمهورية الشمالية&party=الاتحاد الجنوبي"


def test_issues_down_parties_across(three):
    client, _ = three
    tree = html.fromstring(client.get(f"/compare?{BOTH}").text)
    (matrix,) = tree.find_class("matrix")
    assert [th.text_content() for th in matrix.xpath("thead//th")][1:] == ["الجمهورية الشمالية", "الاتحاد الجنوبي"]
    first = matrix.xpath("tbody/tr")[0]
    assert all(td.find_class("stance") for td in first.xpath("td"))  # an issue on which both stand comes first
    for link in matrix.xpath(".//div[@class='taken']/a/@href"):
        assert client.get(link).headers["location"].startswith("/d/")
    assert len(tree.xpath("//figure//*[local-name()='g'][contains(@class, 'lane')]")) == 2
    assert len(tree.xpath("//section[contains(@class, 'party')]")) == 2


def test_columns_have_the_entitys_name_however_it_was_typed(three):
    client, _ = three
    typed = "party=الجمهورية الشمالية&party=Northern Republic&party=Salem al-Rawi"
    tree = html.fromstring(client.get(f"/compare?{typed}").text)
    heads = [th.findtext(".//bdi") for th in tree.xpath("//table[@class='matrix']/thead//th")[1:]]
    assert heads == ["الجمهورية الشمالية", "Salem al-Rawi"]
    rows = client.get(f"/compare.json?{typed}").json()
    assert {r["party"] for r in rows} <= {"الجمهورية الشمالية", "سالم الراوي"}
    assert "These names are all of the same" in client.get("/compare?party=سالم الراوي&party=Salem al-Rawi").text


def test_words_narrow_down_issues_and_statements(three):
    tree = html.fromstring(three[0].get(f"/compare?{BOTH}&q=هدنة").text)
    assert len(tree.xpath("//table//tbody/tr")) == 1
    assert {"".join(m.itertext()) for m in tree.xpath("//mark")} == {"هدنة"}


def test_as_data(three):
    client, _ = three
    rows = list(csv.DictReader(io.StringIO(client.get(f"/compare.csv?{BOTH}").content.decode("utf-8-sig"))))
    assert {r["party"] for r in rows} == {"الجمهورية الشمالية", "الاتحاد الجنوبي"}
    assert client.get(f"/compare.json?{BOTH}").json()[0]["link"] == rows[0]["link"]
    assert client.get("/compare.json?party=لا أحد&party=روسيا").status_code == 404


def test_too_few_too_many_and_unknown(keep, visit):
    path, _ = keep(nahrain())
    client = visit(path, Settings(parties=2))
    assert "Name two or more" in client.get("/compare").text
    assert (
        "لا أحد" in html.fromstring(client.get("/compare?party=لا أحد&party=الشمال").text).find_class("empty")[0].text_content()
    )
    assert client.get("/compare?party=a&party=b&party=c").status_code == 400
