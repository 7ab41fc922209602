"""Saying that two entities are one."""

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from qawl.errors import BadCorrection
from qawl.web.context import reading, render, site
from qawl.web.edit import corrects, editor_of, writing
from qawl.web.editors import Editor
from qawl.web.forms import is_number

_CHOICES = 12
"""Entities of a name that are offered at most."""


def choose(request: Request) -> Response:
    """Look up two names, and choose of what they may mean."""
    editor_of(request)
    gone, kept = (request.query_params.get(name, "")[: site(request).settings.field_chars] for name in ("gone", "kept"))
    with reading(request) as store:
        found = {name: store.named(name)[:_CHOICES] for name in (gone, kept)}
    may_go, may_stay = [n for n in found[gone] if n.key is None], list(found[kept])
    one = gone and len(found[gone]) == 1 and found[gone] == found[kept]
    on_record = [bool(of) and all(n.key for n in of) for of in (found[gone], found[kept])]
    if may_go and len(may_stay) > 1 and may_stay[0] == may_go[0]:
        may_stay = [*may_stay[1:], may_stay[0]]  # two different ones are what is chosen first
    return render(
        request,
        "edit_entities.html",
        gone=gone,
        kept=kept,
        may_go=may_go,
        may_stay=may_stay,
        one=found[kept][0] if one else None,
        on_record=on_record,
    )


def unite(request: Request, editor: Editor, form: FormData) -> Response:
    """Make them one."""
    # a number and the name that was shown with it
    (gone, _, gone_name), (kept, _, kept_name) = (str(form.get(name, "")).partition(" ") for name in ("gone", "kept"))
    if not (is_number(gone) and is_number(kept)):
        raise BadCorrection("choose one entity of each name")
    with writing(request) as store:
        store.unite(int(gone), int(kept), editor.name, site(request).settings.united, (gone_name, kept_name))
    return RedirectResponse("/history", 303)


routes = [Route("/edit/entities", choose), Route("/edit/entities", corrects(unite), methods=["POST"])]
