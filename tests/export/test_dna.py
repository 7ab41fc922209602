import base64

import apsw
import pytest

from hard import hard
from qawl.errors import BadField, FileMissing
from qawl.export.dna import Codebook, to_dna
from qawl.export.dna.schema import LONGEST, digest
from samples import follow_up, nahrain


@pytest.fixture
def opened(tmp_path):
    def write(*records, codebook=None):
        path = tmp_path / "project.dna"
        path.write_bytes(b"".join(to_dna(records, codebook)))
        return apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY).execute

    return write


# as DNA asks for a table of statements
STATEMENTS = """
SELECT d.ID, substr(s.Start || '-' || s.Stop, 1), p.Value, o.Value, c.Value, b.Value FROM STATEMENTS s
JOIN DOCUMENTS d ON d.ID = s.DocumentId
JOIN DATASHORTTEXT dp ON dp.StatementId = s.ID AND dp.VariableId = 1 JOIN ENTITIES p ON p.ID = dp.Entity AND p.VariableId = 1
JOIN DATASHORTTEXT do ON do.StatementId = s.ID AND do.VariableId = 2 JOIN ENTITIES o ON o.ID = do.Entity AND o.VariableId = 2
JOIN DATASHORTTEXT dc ON dc.StatementId = s.ID AND dc.VariableId = 3 JOIN ENTITIES c ON c.ID = dc.Entity AND c.VariableId = 3
JOIN DATABOOLEAN b ON b.StatementId = s.ID AND b.VariableId = 4 ORDER BY s.ID"""


def test_the_file_is_whole_and_has_dnas_tables(opened):
    ask = opened(nahrain(), follow_up(), hard())
    assert ask("PRAGMA integrity_check").get == "ok"
    assert not ask("PRAGMA foreign_key_check").fetchall()
    tables = {name for (name,) in ask("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert tables == {
        *(
            "SETTINGS",
            "CODERS",
            "DOCUMENTS",
            "STATEMENTTYPES",
            "VARIABLES",
            "VARIABLELINKS",
            "REGEXES",
            "CODERRELATIONS",
            "STATEMENTS",
        ),
        *("DATABOOLEAN", "DATAINTEGER", "ENTITIES", "DATASHORTTEXT", "DATALONGTEXT", "ATTRIBUTEVARIABLES", "ATTRIBUTEVALUES"),
    }
    assert len(ask("SELECT * FROM CODERS").fetchall()[0]) == 28
    assert ask("SELECT Value FROM SETTINGS WHERE Property = 'version'").get.startswith("3.")
    assert [v for (v,) in ask("SELECT Variable FROM VARIABLES ORDER BY ID")] == ["person", "organization", "concept", "agreement"]
    # DNA shows an entity only with a value, if an empty one, for each of its attributes
    assert not ask("SELECT 1 FROM ENTITIES e WHERE (SELECT count(*) FROM ATTRIBUTEVALUES WHERE EntityId = e.ID) != 3").fetchall()


def test_a_position_is_a_statement_with_one_value_a_variable(opened):
    rows = opened(nahrain())(STATEMENTS).fetchall()
    assert len(rows) == len(nahrain().positions)
    first = rows[0]
    assert first[2:] == ("ليلى حداد", "الجمهورية الشمالية", "سحب القوات من منطقة السدّ", 1)
    assert {row[4]: row[5] for row in rows if row[3] == "الاتحاد الجنوبي"}["نشر قوات إضافية قرب السدّ"] == 0


def test_issues_of_the_same_words_are_one_concept_over_documents(opened):
    rows = opened(nahrain(), follow_up())(STATEMENTS).fetchall()
    withdrawal = [row for row in rows if row[4] == "سحب القوات من منطقة السدّ"]
    assert {(row[3], row[5]) for row in withdrawal} == {("الجمهورية الشمالية", 1), ("الاتحاد الجنوبي", 0)}
    assert {row[0] for row in withdrawal} == {1, 2}


def test_an_entity_has_its_kind_and_its_other_names(opened):
    ask = opened(nahrain())
    rows = ask(
        "SELECT v.AttributeVariable, a.AttributeValue FROM ENTITIES e JOIN ATTRIBUTEVALUES a ON a.EntityId = e.ID "
        "JOIN ATTRIBUTEVARIABLES v ON v.ID = a.AttributeVariableId AND v.VariableId = e.VariableId WHERE e.Value = 'سالم الراوي'"
    )
    assert dict(rows) == {"Type": "person", "Alias": "Salem al-Rawi", "Notes": ""}


def test_offsets_are_utf_16_units_and_texts_are_short_enough(opened):
    record = hard()
    ask = opened(record)
    units = ask("SELECT Text FROM DOCUMENTS").get.encode("utf-16-le")
    places = [tuple(map(int, row[1].split("-"))) for row in ask(STATEMENTS)]
    words = [units[2 * a : 2 * b].decode("utf-16-le") for a, b in places]
    assert words == [p.evidence.of(record.text) for p in record.positions]
    assert "\r" not in ask("SELECT Text FROM DOCUMENTS").get
    assert ask("SELECT DISTINCT Author FROM DOCUMENTS").get.startswith("سلمى <الحسن>")
    assert ask("SELECT max(length(Title)) FROM DOCUMENTS").get == LONGEST
    assert ask("SELECT max(length(Value)) FROM ENTITIES").get == LONGEST


def test_who_speaks_for_himself_has_no_organization(opened):
    rows = opened(hard())(STATEMENTS).fetchall()
    assert [row[2:4] for row in rows] == [("كريم سعد", "الشاطئ"), ("نبيل حرب", ""), ("كريم سعد", "")]


def test_a_codebook_names_the_concepts(opened, tmp_path):
    path = tmp_path / "codebook.csv"
    path.write_bytes("\ufeffIssue;Concept\r\nسحب القوّات من منطقة السد;Withdrawal\r\nهدنة الستين;Truce\r\n".encode())
    rows = opened(nahrain(), codebook=Codebook.read(path))(STATEMENTS).fetchall()
    concepts = [row[4] for row in rows]
    assert concepts.count("Withdrawal") == 1
    assert concepts.count("Truce") == 2
    assert "اختلاق الذرائع" in concepts


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "issue,concept\nالهدنة,\n"])
def test_a_codebook_that_is_none(tmp_path, text):
    path = tmp_path / "codebook.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadField, match=r"codebook\.csv"):
        Codebook.read(path)
    with pytest.raises(FileMissing):
        Codebook.read(tmp_path / "none.csv")


def test_the_password_is_hashed_as_in_dnas_own_sample_project():
    known = "t7STqOHxpl+RXxRUgjsEno+e/38banaYjANbdYQ1geGfH6Xlc2roWgYrPbpCeg5M"
    assert digest("sample", base64.b64decode(known)[:16]) == known
