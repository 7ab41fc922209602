import csv
import io

import pytest

from hard import hard
from qawl.errors import BadField, FileMissing
from qawl.export.agreement import QAWL, agreements, cohen_kappa, krippendorff_alpha, read_sheet
from qawl.export.sample import SHEET, to_sample
from samples import follow_up, nahrain, river

RECORDS = [nahrain(), follow_up(), river(), hard()]


def rows(data):
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def sheet(path, fill, **more):
    """A sheet filled in by a function from a row to answers, as a spreadsheet saves it."""
    filled = [{**row, **fill(k, row)} for k, row in enumerate(rows(b"".join(to_sample(RECORDS, 10, 3))))]
    with path.open("w", encoding=more.get("encoding", "utf-8-sig"), newline="") as file:
        out = csv.DictWriter(file, SHEET, delimiter=more.get("delimiter", ","))
        out.writeheader()
        out.writerows(filled)
    return path


def test_the_sample_is_of_all_statements_the_same_for_a_seed_and_in_order():
    every = [(r.id, s.id) for r in RECORDS for s in r.statements]
    found = [(row["document"], row["statement"]) for row in rows(b"".join(to_sample(RECORDS, 10, 3)))]
    assert len(set(found)) == 10
    assert found == [k for k in every if k in found]
    assert b"".join(to_sample(RECORDS, 10, 3)) == b"".join(to_sample(iter(RECORDS), 10, 3)) != b"".join(to_sample(RECORDS, 10, 4))
    assert len(rows(b"".join(to_sample(RECORDS, 1000)))) == len(every)


def test_each_statement_is_as_likely():
    counts = [0] * 4
    for seed in range(400):
        chosen = {row["statement"] for row in rows(b"".join(to_sample([follow_up()], 2, seed)))}
        counts = [n + (f"b{k + 1}" in chosen) for k, n in enumerate(counts)]
    assert all(150 < n < 250 for n in counts)


def test_the_sheet_has_context_and_no_formula():
    found = rows(b"".join(to_sample([hard()])))
    assert all(row["content"].split(" … ")[0].split()[0] in row["context"] for row in found)
    assert found[0]["statement"] == "'=x"
    assert not any(cell.startswith("=") for row in found for cell in row.values())


@pytest.mark.parametrize(
    "more", [{}, {"delimiter": ";"}, {"encoding": "utf-16", "delimiter": "\t"}], ids=["comma", "semicolon", "utf-16"]
)
def test_a_filled_sheet_is_compared_with_qawl(tmp_path, more):
    answers = {"right_speaker": lambda k, _: "لا" if k == 0 else "نعم", "coded_act": lambda k, row: row["act"] if k else "ask"}
    path = sheet(tmp_path / "a.csv", lambda k, row: {c: f(k, row) for c, f in answers.items()}, **more)
    found = {a.question: a for a in agreements([read_sheet(path)])}
    assert set(found) == set(answers)
    assert found["right_speaker"].between == (QAWL, "a.csv")
    assert found["right_speaker"].share == found["coded_act"].share == 0.9
    assert found["right_speaker"].interval == pytest.approx((0.596, 0.982), abs=0.001)
    assert 0 < found["coded_act"].kappa < 0.9


def test_coders_are_compared_with_each_other_where_both_answered(tmp_path):
    one = read_sheet(sheet(tmp_path / "a.csv", lambda k, _: {"is_statement": "y"}))
    two = read_sheet(sheet(tmp_path / "b.csv", lambda k, _: {"is_statement": "" if k < 4 else "n" if k < 6 else "Y"}))
    last = agreements([one, two])[-1]
    assert (last.between, last.units) == (("a.csv", "b.csv"), 6)
    assert last.share == pytest.approx(4 / 6)


@pytest.mark.parametrize(("column", "answer"), [("is_statement", "maybe"), ("coded_act", "say")])
def test_an_answer_that_is_none_is_named_with_its_row(tmp_path, column, answer):
    path = sheet(tmp_path / "a.csv", lambda k, _: {column: answer if k == 2 else ""})
    with pytest.raises(BadField, match=rf"a\.csv: row 4: {column} is .*{answer}"):
        read_sheet(path)


def test_what_is_no_sheet(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(BadField, match="no column document"):
        read_sheet(path)
    with pytest.raises(FileMissing):
        read_sheet(tmp_path / "none.csv")
    path.write_text('document\n"' + "x" * 200_000, encoding="utf-8")
    with pytest.raises(BadField, match="field larger"):
        read_sheet(path)


def test_alpha_of_krippendorffs_own_examples():
    two = zip("0100000010", "1110010000", strict=True)
    assert krippendorff_alpha(list(two)) == pytest.approx(0.095, abs=0.0005)
    units = ["111", "2232", "3333", "3333", "2222", "1234", "4444", "1121", "2222", "555", "11", "3"]
    assert krippendorff_alpha(units) == pytest.approx(0.743, abs=0.0005)


def test_kappa_of_a_known_table():
    pairs = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
    assert cohen_kappa(pairs) == pytest.approx(0.4)
    assert cohen_kappa([("y", "y")]) is None
    assert krippendorff_alpha([("y", "y")]) is None
