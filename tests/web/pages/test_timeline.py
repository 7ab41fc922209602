from lxml import html


def test_days_from_the_last_with_what_happened_and_was_said(three):
    client, _ = three
    tree = html.fromstring(client.get("/timeline").text)
    days = tree.xpath("//li[@class='day']")
    dates = [d.find("h2/time").get("datetime") for d in days]
    assert dates == sorted(dates, reverse=True) and {"2026-05-16", "2026-05-12"} <= set(dates)
    twelfth = days[dates.index("2026-05-12")]
    assert twelfth.find_class("meeting") and twelfth.xpath(".//blockquote")
    (bar,) = tree.xpath("//figure//a")
    assert bar.get("href").startswith("/timeline?since=2026-05&until=2026-05")


def test_one_speaker_and_words(three):
    client, _ = three
    tree = html.fromstring(client.get("/timeline?voice=سالم الراوي&q=السد").text)
    assert {n.text_content() for n in tree.xpath("//ol[@class='hits']//span[@class='name']")} == {"سالم الراوي"}
    assert not tree.find_class("meeting")  # words stand in statements
    lines = client.get("/timeline.jsonl?voice=سالم الراوي").text.splitlines()
    assert len(lines) == 7


def test_nobody_and_nothing(three):
    for url in ("/timeline?party=لا أحد", "/timeline?q=زرافة"):
        assert html.fromstring(three[0].get(url).text).find_class("empty")


def test_a_speaker_who_is_no_entity(three):
    tree = html.fromstring(three[0].get("/timeline?speaker=دبلوماسي أوروبي").text)
    assert tree.xpath("//ol[@class='hits']") and not tree.find_class("meeting")
