"""A file is read a part at a time, and says the same as if it were read at once."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_access.database import schema as t
from data_access.imports.mapping import reader as mappings
from data_access.imports.reading.table import Table
from tests.tried import examples
from tests.unit.data_access.imports.test_load import CALLS, HEAD
from tests.unit.data_access.imports.test_right import MONTHS, SAMPLES, reasons
from tests.unit.data_access.imports.test_unfold import REFERRALS

DATABASES = ("sqlite",)  # what is read from a file is the same on any

pytestmark = pytest.mark.takes(7)

WHOLE = Table.parts


@pytest.fixture
def parts(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return how to let files be read in parts of so many rows."""

    def of(size: int) -> None:
        monkeypatch.setattr(Table, "parts", lambda self, _size=0: WHOLE(self, size))

    return of


def measured(*words: str) -> str:
    rows = (f"{n};2015-04-01 10:{n:02d};mail;Herlev;standard;{word}\n" for n, word in enumerate(words))
    return SAMPLES + "".join(rows)


def test_the_whole_column_tells_its_decimal_mark(database: Any, parts: Any) -> None:
    parts(2)
    outcome = database.load(measured("1.234", "1.500", "2.250", "0.5"), "samples")
    assert not outcome.rejects.rows
    assert "decimaltegn „.“" in outcome.form
    assert database.rows(t.samples, "seconds") == [(0.5,), (1.234,), (1.5,), (2.25,)]


def test_a_column_with_both_marks_is_refused_wherever_they_stand(database: Any, parts: Any) -> None:
    parts(2)
    path = database.folder / "afvist.csv"
    outcome = database.load(measured("1.5", "2.5", "3,5", "4,5"), "samples", rejects=path)
    assert outcome.refused
    assert outcome.rejects.rows == 4
    assert len(path.read_text("utf-8-sig").splitlines()) == 5


def test_a_share_above_one_tells_how_all_are_written(database: Any, parts: Any) -> None:
    parts(2)
    rows = "".join(
        f"2015-{n:02d};Herlev;400;400;45;{share}\n"
        for n, share in enumerate(("0,5", "1", "94,5", "0,25"), start=1)
    )
    outcome = database.load(";".join(MONTHS) + "\n" + rows, "call-totals-monthly")
    assert not outcome.rejects.rows
    assert sorted(database.rows(t.call_totals, "within_limit")) == [(1,), (2,), (4,), (378,)]


def test_days_tell_together_whether_they_are_months(database: Any, parts: Any) -> None:
    parts(2)
    mapping = (mappings.SHIPPED / "call-totals-daily.toml").read_text("utf-8").replace('grain = "day"\n', "")
    head = "Dato;Hospital;Opkald;Mistede;Inden for grænsen;Ventetid i alt\n"
    days = ("01-01-2015", "01-02-2015", "02-02-2015", "01-03-2015")
    outcome = database.load(head + "".join(f"{day};Herlev;10;1;8;300\n" for day in days), mapping)
    assert not outcome.rejects.rows, reasons(outcome)


@pytest.mark.parametrize("size", [2, 10])
def test_a_column_tells_together_which_of_two_orders_its_days_have(
    database: Any, parts: Any, size: int
) -> None:
    parts(size)
    mapping = CALLS.replace('"%d-%m-%Y %H:%M:%S"', '["%d/%m/%Y %H:%M", "%m/%d/%Y %H:%M"]')
    days = ("04/05/2015", "04/06/2015", "i går", "04/13/2015", "04/14/2015")
    rows = "".join(f"{n};Herlev;{day} 10:00;5;ja\n" for n, day in enumerate(days))
    outcome = database.load(f"{HEAD}\n{rows}", mapping, most_rejected=0.5)
    assert (outcome.counts.new, outcome.rejects.rows) == (4, 1)
    assert {day.month for (day,) in database.rows(t.calls, "day")} == {4}


WORDS = ["1.234", "1,234", "1.5", "2,5", "7", "0.123", "1.234,5", "1.234.567", "x", "", "94 %"]


@settings(max_examples=examples(25))
@given(words=st.lists(st.sampled_from(WORDS), min_size=1, max_size=8), size=st.integers(1, 4))
def test_in_parts_of_any_size_the_end_is_the_same(
    database: Any, parts: Any, words: list[str], size: int
) -> None:
    ends = []
    for each in (len(words), size):
        parts(each)
        database.empty()
        outcome = database.load(measured(*words), "samples", most_rejected=1.0)
        told = (sorted(outcome.rejects.reasons.items()), outcome.rejects.rows, outcome.form)
        ends.append((told, database.rows(t.samples, "taken_at", "seconds")))
    assert ends[0] == ends[1]


# --- Columns that became rows ---------------------------------------------------------------------------

UNFOLDED = REFERRALS.format(unfold='"periods"')


def told_of(database: Any, rows: str) -> tuple[list[str], Any]:
    path = database.folder / "afvist.csv"
    outcome = database.load(rows, UNFOLDED, rejects=path, most_rejected=1.0)
    return path.read_text("utf-8-sig").splitlines()[1:], outcome


def test_a_reject_of_a_month_in_a_column_names_the_column_as_the_sender_sees_it(database: Any) -> None:
    rows = "Hospital;jan-15;marts 2015\nHerlev;3;mange\nHellerup;4;5\n"
    told, outcome = told_of(database, rows)
    assert told == [
        "2;marts 2015;mange;treatments er ikke et helt tal",
        "3;Hospital;Hellerup;site kendes ikke",
        "3;Hospital;Hellerup;site kendes ikke",
    ]
    # A line is as many rows as it has cells, and each that is lost counts.
    assert (outcome.rejects.rows, outcome.rows) == (3, 4)


def test_a_row_whose_cells_are_shifted_is_not_unfolded(database: Any) -> None:
    rows = "Hospital;jan-15;feb-15\nHerlev; afd. A;3;4\nGentofte;5;6;\nHerlev\n"
    told, outcome = told_of(database, rows)
    assert told == ['2;kolonne 4;"Herlev;  afd. A; 3; 4";rækken har flere end 3 kolonner']
    assert outcome.counts.new == 2


def test_rows_that_a_quotation_mark_has_swallowed_are_not_unfolded_in_silence(database: Any) -> None:
    rows = 'Hospital;Note;jan-15;feb-15\nHerlev;"a;3;4\nGentofte;b";5;6\nGentofte;"en\nlang tekst";7;8\n'
    told, outcome = told_of(database, rows)
    assert [line.split(";")[0] for line in told] == ["2", "3"]
    assert all("har slugt hele rækker" in line for line in told)
    assert outcome.counts.new == 2
