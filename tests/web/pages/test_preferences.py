import pytest


def test_a_choice_is_kept_and_leads_back(three):
    client, (key, *_) = three
    answer = client.post("/preferences", data={"lang": "ar", "theme": "dark", "back": f"/d/{key}"})
    assert answer.status_code == 303 and answer.headers["location"] == f"/d/{key}"
    assert 'lang="ar" dir="rtl" data-theme="dark"' in client.get("/").text
    assert all("HttpOnly" in c and "SameSite=lax" in c for c in answer.headers.get_list("set-cookie"))


@pytest.mark.parametrize("back", ["https://evil.test/", "//evil.test", "/\\evil.test", "javascript:x", "evil", ""])
def test_it_leads_to_this_site_only(three, back):
    assert three[0].post("/preferences", data={"theme": "light", "back": back}).headers["location"] == "/"


def test_an_unknown_choice_is_refused(three):
    assert three[0].post("/preferences", data={"lang": "xx"}).status_code == 400
