"""Coming to correct with a token, leaving, and taking the corrected documents away."""

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from qawl.errors import NoPage, NotAnEditor
from qawl.export.gold import to_gold
from qawl.store import is_checked
from qawl.web.context import reading, render, site
from qawl.web.edit import corrects, editor_of
from qawl.web.editors import COOKIE, Editor, Editors


def enter(request: Request) -> Response:
    """Ask for a name, and for the token where the address does not have it."""
    _editors(request)
    return render(request, "edit_enter.html", token=request.query_params.get("token", ""), problem=None)


async def entered(request: Request) -> Response:
    """Exchange the token for a cookie."""
    editors = _editors(request)
    async with request.form(max_files=0) as form:
        token, name = (str(form.get(field, "")).strip() for field in ("token", "name"))
    try:
        cookie = editors.enter(token, name)
    except NotAnEditor as error:
        return await run_in_threadpool(render, request, "edit_enter.html", 403, token=token, problem=str(error))
    response = RedirectResponse("/", 303)
    age = int(site(request).settings.editor_seconds)
    response.set_cookie(COOKIE, cookie, max_age=age, httponly=True, samesite="strict", secure=request.url.scheme == "https")
    return response


def leave(request: Request, _: Editor, __: FormData) -> Response:
    """Forget the cookie."""
    _editors(request).leave(request.cookies.get(COOKIE, ""))
    response = RedirectResponse("/", 303)
    response.delete_cookie(COOKIE)
    return response


def gold(request: Request) -> Response:
    """The documents that people corrected, or only those that they read whole, as gold."""
    editor_of(request)
    checked = request.query_params.get("only") == "checked"
    with reading(request) as store:
        keys = [k for k in store.corrected() if not checked or is_checked(store.corrections(k))]
        body = b"".join(to_gold(map(store.record, keys[: site(request).settings.rows])))
    headers = {"Content-Disposition": 'attachment; filename="corrected.gold.jsonl"'}
    return Response(body, media_type="application/jsonl", headers=headers)


def _editors(request: Request) -> Editors:
    editors = site(request).editors
    if editors is None:
        raise NoPage("nobody may correct here: qawl serve --edit lets people")
    return editors


routes = [
    Route("/edit", enter),
    Route("/edit", entered, methods=["POST"]),
    Route("/edit/leave", corrects(leave), methods=["POST"]),
    Route("/edit/gold.jsonl", gold),
]
