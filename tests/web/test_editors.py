import pytest

from editing import BASE, Desk
from qawl.errors import NotAnEditor
from qawl.web import Settings
from qawl.web.editors import Editors
from samples import nahrain


@pytest.fixture
def desk(keep):
    return Desk(keep(nahrain())[0])


def test_a_token_lets_one_person_in_once_and_the_next_is_announced(desk):
    first = desk.tokens[-1]
    answer = desk.visitor().post("/edit", data={"token": first, "name": "Huda"}, headers={"origin": BASE})
    assert answer.status_code == 303
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert desk.tokens[-1] != first
    again = desk.visitor().post("/edit", data={"token": first, "name": "Omar"}, headers={"origin": BASE})
    assert again.status_code == 403
    assert "set-cookie" not in again.headers
    assert desk.editor("Omar").get("/edit").text.count("Omar") == 1


@pytest.mark.parametrize(
    "data", [{"token": "", "name": "Huda"}, {"name": "Huda"}, {"token": "{}", "name": " "}, {"token": "ا", "name": "x"}]
)
def test_without_the_token_or_a_name_nobody_gets_in(desk, data):
    sent = {k: v.format(desk.tokens[-1]) for k, v in data.items()}
    assert desk.visitor().post("/edit", data=sent, headers={"origin": BASE}).status_code == 403


def test_where_nobody_may_correct_there_is_no_such_page(keep):
    path, (key,) = keep(nahrain())
    closed = Desk(path, edit=False)
    assert closed.tokens == []
    for page in ("/edit", f"/edit/d/{key}", "/edit/entities", "/edit/gold.jsonl"):
        assert closed.visitor().get(page).status_code in (403, 404)
    assert closed.visitor().get(f"/history/{key}").status_code == 200
    assert "/edit" not in closed.visitor().get("/").text


def test_who_leaves_may_correct_no_more(desk):
    client = desk.editor("Huda")
    word = client.app.state.site.editors.of(client.cookies["editor"]).form
    assert client.post("/edit/leave", data={"form": word}, headers={"origin": BASE}).status_code == 303
    assert client.get("/edit/entities").status_code == 403


def test_a_cookie_ends_and_only_so_many_people_correct_at_once():
    tokens = []
    editors = Editors(Settings(editors=2, editor_seconds=60), tokens.append)
    cookies = [editors.enter(tokens[-1], name) for name in ("A", "B", "C")]
    assert [editors.of(c) and editors.of(c).name for c in cookies] == [None, "B", "C"]
    short = Editors(Settings(editor_seconds=-1), tokens.append)
    assert short.of(short.enter(tokens[-1], "A")) is None
    with pytest.raises(NotAnEditor):
        short.enter("wrong", "A")
