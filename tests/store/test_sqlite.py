import sys

import msgspec
import pytest

from qawl.errors import BadCorrection, BadField, NoSuch, NotAStore, StoreBusy, StoreError, StoreFull, StoreTooNew, TooSlow
from qawl.read import Failure
from qawl.store import Ask, Change, Removal, Term, key_of, merge, open_store
from qawl.store.connection import connect, migrations
from qawl.store.find import read_statement
from qawl.types import Document, Entity, Span
from samples import follow_up, nahrain, record, river

NEWS = (
    "أعلنت هيئة المياه في المدينة أن أعمال الصيانة في الخط الرئيسي ستبدأ يوم الأحد المقبل وتستمر ثلاثة أيام، داعية السكان إلى تخزين "
    "ما يكفيهم من الماء قبل ذلك، ومؤكدة أن المستشفيات والمدارس لن تتأثر بالانقطاع."
)
REASON = "ALTER TABLE disputes ADD COLUMN reason TEXT NOT NULL DEFAULT ''"  # as versions 1 to 5 had it


def document(of, **more):
    fields = {n: getattr(of, n) for n in ("id", "text", "lang", "published", "outlet", "title", "url")}
    return Document(**{**fields, **more})


def plain(id, text, **more):
    made = record(id, text, "ar", (), **more)
    return document(made), made


@pytest.fixture
def full(store):
    for made in (nahrain(), follow_up(), river()):
        store.put(document(made, extra={"topic": msgspec.Raw(b'"talks"')}), made, "1")
    return store


def test_a_record_and_its_document_are_given_back_as_they_were(full):
    for key, made in zip(full.listed(), (nahrain(), follow_up(), river()), strict=True):
        assert full.record(key) == made
        assert full.document(key) == document(made, extra={"topic": msgspec.Raw(b'"talks"')})


def test_the_same_document_is_kept_once(full):
    assert not full.put(document(river()), river(), "1").new
    assert len(list(full.listed())) == 3


def test_a_new_version_of_a_page_says_what_changed(store):
    old, new = "العنوان\nالفقرة الأولى\nالفقرة الثانية", "العنوان\nالفقرة الأولى معدّلة\nالفقرة الثانية\nالثالثة"
    first = store.put(*plain("a", old, url="https://example.org/1"), "1")
    second = store.put(*plain("a", new, url="https://example.org/1"), "1")
    assert second.revises == first.key
    assert [(a.of(old), b.of(new)) for a, b in second.changes] == [("الفقرة الأولى", "الفقرة الأولى معدّلة"), ("", "الثالثة")]
    assert list(store.listed(latest=True)) == [second.key]
    assert store.versions(second.key) == (first.key, second.key)


def test_copies_in_other_outlets_are_linked_and_kept(store):
    first = store.put(*plain("a", NEWS, outlet="A"), "1")
    second = store.put(*plain("b", "عاجل\n" + NEWS.replace("الأحد", "الاثنين"), outlet="B"), "1")
    other = store.put(*plain("c", nahrain().text, outlet="B"), "1")
    assert second.copies == (first.key,)
    assert other.copies == ()
    assert store.copies(first.key) == (second.key,)


def test_what_fails_is_in_quarantine_until_it_is_put(store):
    store.fail(Failure("a", BadField("no field text")), "1")
    store.fail(Failure("a", BadField("no field text")), "1")
    (failed,) = store.failed()
    assert (failed.source, failed.error, failed.tries) == ("a", "bad-field", 2)
    store.put(*plain("a", NEWS), "1")
    assert store.failed() == ()
    store.fail(Failure("a", BadField("no field text")), "1")
    store.replace(next(store.listed()), plain("a", NEWS)[1], "2")
    assert store.failed() == ()


def test_corrections_are_applied_listed_and_searched(full):
    key = next(full.listed())
    wrong = nahrain().statements[0]
    (made,) = full.correct(key, Change(wrong.id, {"act": "warn"}), "Huda")
    assert (made.was, made.is_, made.who) == (f'"{wrong.act}"', '"warn"', "Huda")
    assert full.record(key).statements[0].act == "warn"
    assert full.record(key, corrected=False) == nahrain()
    assert wrong.id in {f.statement for f in full.find(Ask(act=("warn",))).found}


def test_a_statement_can_be_corrected_to_none(full):
    key = next(full.listed())
    gone = nahrain().positions[0].statement
    full.correct(key, Removal(gone), "Huda")
    left = full.record(key)
    assert gone not in {s.id for s in left.statements}
    assert gone not in {p.statement for p in left.positions}


@pytest.mark.parametrize(("field", "value"), [("act", "shout"), ("mood", "good"), ("content", ((0, 10**6),)), ("id", "x")])
def test_a_wrong_correction_is_refused(full, field, value):
    key = next(full.listed())
    with pytest.raises(BadCorrection):
        full.correct(key, Change(nahrain().statements[0].id, {field: value}), "Huda")
    with pytest.raises(NoSuch):
        full.correct(key, Change("s0", {"act": "warn"}), "Huda")
    assert full.corrections(key) == ()


def test_extraction_anew_keeps_ids_and_corrections(full):
    key, made = next(full.listed()), nahrain()
    first, second = made.statements[:2]
    full.correct(key, Change(first.id, {"act": "warn"}), "Huda")
    full.correct(key, Change(second.id, {"act": "warn"}), "Huda")
    longer = msgspec.structs.replace(first, id="snew", content=(Span(first.content[0].start, first.content[0].end + 1),))
    rest = tuple(s for s in made.statements[2:] if second.id not in (s.parent, s.via))
    full.replace(key, msgspec.structs.replace(made, statements=(longer, *rest), positions=(), disputes=(), model="next"), "2")
    found = {s.id: s for s in full.record(key).statements}
    assert found[first.id].content == longer.content  # found anew, a letter longer
    assert found[first.id].act == "warn"
    assert found[second.id].act == "warn"  # found no more, but a person has seen it
    assert "snew" not in found
    assert full.outdated("next", "2") == tuple(full.listed())[1:]


def test_stores_are_joined_with_corrections(full, tmp_path):
    key = next(full.listed())
    full.correct(key, Change(nahrain().statements[0].id, {"act": "warn"}), "Huda")
    with open_store(tmp_path / "other.db") as other:
        other.put(document(nahrain()), nahrain(), "1")
        assert [a.new for a in merge(other, full)] == [False, True, True]
        assert [a.new for a in merge(other, full)] == [False, False, False]
        assert [other.record(k) for k in other.listed()] == [full.record(k) for k in full.listed()]
        assert len(other.corrections(key)) == 1


def test_entities_are_one_over_documents_and_languages(full):
    (north,) = full.named("الجمهورية الشمالية")
    assert north == full.named("الجمهوريه الشماليه")[0]
    assert full.named("حداد")[0].name == "ليلى حداد"
    made = record("e", "Omar Salim left.", "en", (), entities=(Entity("Omar Salim", "person"), Entity("عمر سالم", "person")))
    full.put(document(made), made, "1")
    assert {e.name for e in full.named("عمر سالم")} == {"عمر سالم", "Omar Salim"}
    assert full.named("لا أحد") == full.named("") == full.named("؟") == ()


def test_a_newer_store_is_left_alone(tmp_path):
    path = tmp_path / "qawl.db"
    connection = connect(path)
    connection.pragma("user_version", len(migrations()) + 1)
    connection.close()
    with pytest.raises(StoreTooNew, match="newer Qawl"):
        open_store(path)


def test_an_older_store_is_brought_up_to_date_or_left_as_it_was(full, monkeypatch):
    steps = [*migrations(), "CREATE TABLE first (x)", "CREATE TABLE documents (x)"]
    monkeypatch.setattr("qawl.store.connection.migrations", lambda: tuple(steps))
    with pytest.raises(StoreError, match="already exists"):
        open_store(full.path)
    assert full._connection.pragma("user_version") == len(steps) - 2
    assert full._rows("SELECT count(*) FROM sqlite_master WHERE name = 'first'") == [(0,)]
    steps[-1] = "CREATE TABLE second (x)"
    with open_store(full.path) as newer:
        assert newer._connection.pragma("user_version") == len(steps)
        assert newer.record(next(newer.listed())) == nahrain()


def test_rows_of_an_older_store_are_made(tmp_path):
    made = nahrain()
    at = made.text.index("الاتحاد الجنوبي", made.text.index("طالبت"))
    named = msgspec.structs.replace(made.entities[2], mentions=(Span(at, at + len("الاتحاد الجنوبي")),))
    made = msgspec.structs.replace(made, entities=(*made.entities[:2], named, *made.entities[3:]))
    everything = ("* FROM statement_facts", "statement, part, entity FROM voices", "* FROM attendance", "* FROM meetings")
    with open_store(tmp_path / "new.db") as new:
        new.put(document(made), made, "1")
        expected = {t: sorted(map(repr, new._rows(f"SELECT {t}"))) for t in everything}
    assert all(expected.values())
    with open_store(tmp_path / "new.db") as old:  # as version 1 left it
        for sql in ("statement_facts", "attendance"):
            old._connection.execute(f"DROP TABLE {sql}")
        old._connection.execute("DELETE FROM voices WHERE part = 'addressee'")
        old._connection.execute("DROP TRIGGER statement_facts_added; DROP TRIGGER documents_superseded; DROP INDEX meetings_day")
        old._connection.execute("ALTER TABLE meetings DROP COLUMN day; DROP INDEX documents_outlet")
        old._connection.execute("DROP TABLE meanings; ALTER TABLE voices DROP COLUMN behind")
        old._connection.execute("ALTER TABLE documents DROP COLUMN author")
        old._connection.execute(REASON)
        old._connection.pragma("user_version", 3)
    with open_store(tmp_path / "new.db") as again:
        assert {t: sorted(map(repr, again._rows(f"SELECT {t}"))) for t in everything} == expected


def test_an_older_stores_meetings_get_the_days_that_new_ones_have(tmp_path):
    made = nahrain()
    week = msgspec.structs.replace(made.meetings[0], date="2025-W50")
    made = msgspec.structs.replace(made, meetings=(week, *made.meetings[1:]))
    days = "day FROM meetings ORDER BY meeting"
    with open_store(tmp_path / "old.db") as old:
        old.put(document(made), made, "1")
        expected = old._rows(f"SELECT {days}")
        old._connection.execute("UPDATE meetings SET day = '2026-01-01'")
        old._connection.execute(REASON)
        old._connection.pragma("user_version", 5)
    with open_store(tmp_path / "old.db") as again:
        assert again._rows(f"SELECT {days}") == expected
        again.replace(key_of(document(made)), made, "2")  # a dispute among its rows
        assert expected[0] == ("2025-12-08",)


def test_a_store_of_the_first_version_keeps_what_it_has(tmp_path, monkeypatch):
    path, made = tmp_path / "qawl.db", msgspec.structs.replace(nahrain(), author="سلمى الحسن")
    first = connection_of_version_1(path, monkeypatch)
    first.execute(
        "INSERT INTO documents (key, id, lang, text, folded, model, code, added, source, record) VALUES (?, ?, 'ar', ?, '', 'm', '1', '', ?, ?)",
        (key_of(document(made)), made.id, made.text, msgspec.json.encode(document(made, text="")).decode(),
         msgspec.json.encode(msgspec.structs.replace(made, text="")).decode()),
    )  # fmt: skip
    first.close()
    with open_store(path) as store:
        assert [store.record(k) for k in store.listed()] == [made]
        assert store._rows("SELECT author FROM documents") == [("سلمى الحسن",)]


def connection_of_version_1(path, monkeypatch):
    with monkeypatch.context() as older:
        older.setattr("qawl.store.connection.migrations", lambda: migrations()[:1])
        return connect(path)


def test_another_file_is_left_alone(tmp_path):
    text, database = tmp_path / "a.txt", tmp_path / "a.db"
    text.write_text("قال الوزير إن الأمر انتهى. " * 99, encoding="utf-8")
    before = text.read_bytes()
    with pytest.raises(NotAStore):
        open_store(text)
    assert text.read_bytes() == before
    connection = connect(database)
    connection.pragma("application_id", 1)
    connection.close()
    with pytest.raises(NotAStore):
        open_store(database)
    with pytest.raises(StoreError):
        open_store(tmp_path / "no" / "qawl.db")
    with pytest.raises(StoreError, match="qawl add"):
        open_store(tmp_path / "none.db", create=False)


def test_two_writers(store, monkeypatch):
    monkeypatch.setattr("qawl.store.connection.WAIT", 50)
    with open_store(store.path) as other:
        store._connection.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreBusy):
            other.put(*plain("a", NEWS), "1")
        store._connection.execute("ROLLBACK")
        other.put(*plain("a", NEWS), "1")
    assert len(list(store.listed())) == 1


def test_a_full_disk_leaves_whole_documents(store):
    store._connection.pragma("max_page_count", store._connection.pragma("page_count") + 20)
    with pytest.raises(StoreFull, match="stays"):
        for n in range(100):
            store.put(*plain(str(n), f"{n} {NEWS}"), "1")
    kept = list(store.listed())
    assert kept
    assert [store.record(k).id for k in kept] == [str(n) for n in range(len(kept))]
    assert store._connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert store.find(Ask(terms=(Term(("المياه",)),), whole=True)).total == len(kept)


def test_the_key_depends_on_id_url_and_text_only():
    one = Document(id="a", text="x")
    assert key_of(one) == key_of(Document(id="a", text="x", title="t", published="2026-01-01"))
    assert (
        len(
            {
                key_of(d)
                for d in (one, Document(id="b", text="x"), Document(id="a", text="y"), Document(id="a", text="x", url="u"))
            }
        )
        == 4
    )


def test_what_is_opened_read_only_can_not_be_written(full):
    (key, *_) = full.listed()
    with open_store(full.path, read_only=True) as store:
        assert store.record(key) == full.record(key) and store.find(Ask(facets=("act",))).total == 20
        for write in (
            lambda: store.correct(key, Change("a1", {"act": "deny"}), "x"),
            lambda: store.replace(key, nahrain(), "2"),
            lambda: store.put(*plain("n", NEWS), "1"),
        ):
            with pytest.raises(StoreError, match="written to"):
                write()
    with pytest.raises(StoreError, match="there is no store"):
        open_store(full.path.with_name("none.db"), read_only=True)


def test_an_older_store_is_not_read_only(full, monkeypatch):
    later = (*migrations(), "")
    monkeypatch.setattr("qawl.store.connection.migrations", lambda: later)
    with pytest.raises(StoreError, match="older"):
        open_store(full.path, read_only=True)


def test_questions_have_a_time(full):
    with full.within(60):
        assert full.find(Ask()).total == 20
    with full.within(-1), pytest.raises(TooSlow):
        full._rows("WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT max(x) FROM n")
    assert full.find(Ask()).total == 20


def test_a_slow_facet_is_left_out(full, monkeypatch):
    slow = "(WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT max(x) FROM n)"
    monkeypatch.setitem(sys.modules["qawl.store.facets"]._STATEMENTS, "act", f"SELECT {slow} AS value, 1 AS n FROM {{hits}}")
    answer = full.find(Ask(facets=("act", "outlet")), facet_seconds=0.05)
    assert [f.name for f in answer.facets] == ["outlet"] and answer.total == 20


def test_the_latest_documents(full):
    latest = full.latest(2)
    assert [d.published for d in latest] == ["2026-05-16", "2026-05-12"]
    assert latest[0].title == follow_up().title and latest[0].statements == 4 and follow_up().text.startswith(latest[0].beginning)
    for dated in ("IS NULL", "IS NOT NULL"):
        plan = full._rows(
            f"EXPLAIN QUERY PLAN SELECT key FROM documents WHERE latest = 1 AND published {dated} ORDER BY coalesce(published, added) DESC, document DESC LIMIT 2"
        )
        assert "documents_last" in plan[0][-1] and len(plan) == 1


@pytest.mark.parametrize("read_only", [False, True])
def test_an_answer_is_of_one_moment_while_another_process_writes(full, monkeypatch, read_only):
    key, wished = next(iter(full.listed())), [Removal("a10")]

    def read(*values):
        if wished:
            full.correct(key, wished.pop(), "Huda")
        return read_statement(*values)

    monkeypatch.setattr("qawl.store.find.read_statement", read)
    with open_store(full.path, create=False, read_only=read_only) as other:
        before = other.find(Ask())
        assert "a10" in {f.statement for f in before.found}
        assert not wished
        assert other.find(Ask()).total == before.total - 1
        with other.within(0), pytest.raises(TooSlow):
            for _ in range(10_000):
                other.find(Ask())
        assert other.find(Ask()).total == before.total - 1
