"""A small gold document, and predictions for it."""

from copy import deepcopy

from qawl.evaluate import count

TEXT = (
    "قالت عمدة البلدة سلمى الحداد إن الجسر القديم سيغلق شهرين. وأضافت أن الحافلات ستسلك طريق الوادي، "
    "محذرة من ازدحام الصباح. وبحسب سكان غاضبين فإن الضجيج لا يطاق."
)


def spans(*parts, text=TEXT):
    return [[text.index(part), text.index(part) + len(part)] for part in parts]


def statement(id_, cue, content, source=(), **fields):
    return {
        "id": id_,
        "source": spans(*source),
        "cue": spans(*cue),
        "content": spans(*content),
        "quotation": "indirect",
        "act": "assert",
        "speaker": "سلمى الحداد",
        "speaker_kind": "person",
        **fields,
    }


def gold(**fields):
    return {
        "id": "bridge",
        "outlet": "صدى البلدة",
        "text": TEXT,
        "entities": [
            {
                "name": "سلمى الحداد",
                "name_en": "Salma Haddad",
                "kind": "person",
                "aliases_in_text": ["عمدة البلدة سلمى الحداد", "عمدة البلدة"],
            }
        ],
        "statements": [
            statement("s1", ["قالت"], ["إن الجسر القديم سيغلق شهرين"], ["عمدة البلدة سلمى الحداد"]),
            statement("s2", ["أضافت"], ["أن الحافلات ستسلك طريق الوادي"], time="2023-05-02"),
            statement("s3", ["محذرة"], ["من ازدحام الصباح"], act="warn"),
            statement("s4", ["بحسب"], ["فإن الضجيج لا يطاق"], ["سكان غاضبين"], speaker="سكان غاضبون", speaker_kind="unnamed"),
        ],
        **fields,
    }


def unchanged(_):
    pass


def predicted(change=unchanged):
    """The gold statements as a prediction, changed in place by `change`."""
    statements = deepcopy(gold()["statements"])
    change(statements)
    return [{"id": "bridge", "statements": statements}]


def scored(change=unchanged):
    return count([gold()], predicted(change))
