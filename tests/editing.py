"""The application with correcting allowed, and somebody who corrects in it, for the tests of its pages."""

import html
import re

from starlette.testclient import TestClient

from qawl.web import Settings, create_app

BASE = "http://localhost"


class Desk:
    """The application on a store; `tokens` are those that were announced."""

    def __init__(self, path, **settings):
        self.tokens = []
        self.app = create_app(path, Settings(**{"edit": True, **settings}), announce=self.tokens.append)

    def visitor(self):
        return TestClient(self.app, base_url=BASE, follow_redirects=False, headers={"accept-language": "en"})

    def editor(self, name):
        client = self.visitor()
        answer = client.post("/edit", data={"token": self.tokens[-1], "name": name}, headers={"origin": BASE})
        assert answer.status_code == 303, answer.text
        return client


def fields(client, page):
    """What the form of a statement would send as it is shown: (name, value) pairs."""
    shown = client.get(page).text
    form = shown[shown.index('id="form"') :].split("</form>")[0]
    pairs = [(m[1], m[2]) for m in re.finditer(r'<input[^>]* name="(\w+)"[^>]* value="([^"]*)"', form)]
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form))
    for name, body in re.findall(r'<select name="(\w+)">(.*?)</select>', form, re.S):
        pairs.append((name, re.search(r'value="(\w*)" selected', body)[1]))
    return [*((n, html.unescape(v)) for n, v in pairs if n not in hidden), *hidden.items()]


def send(client, page, pairs, **changes):
    """Send a form with some values changed; a list is several of one name."""
    data = {}
    for name, value in pairs:
        data.setdefault(name, []).append(value)
    data |= {k: v if isinstance(v, list) else [v] for k, v in changes.items()}
    return client.post(page, data=data, headers={"origin": BASE})
