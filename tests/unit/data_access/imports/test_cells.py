"""Cells as real exports write them: numbers, times, months, durations, yes and no."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.imports.mapping.model import Times
from data_access.imports.reading import cells, moments, numbers, periods

DANISH = Times()


def column(*values: Any) -> cells.Cells:
    return cells.cleaned(list(values), frozenset({"", "?"}))


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC).replace(tzinfo=None)  # type: ignore[misc,arg-type]


@pytest.mark.parametrize(
    ("decimal", "word", "value"),
    [
        (".", "3", 3), (".", "-3.25", -3.25), (".", "1,234.5", 1234.5), (".", "1e3", 1000), (".", "94.01 %", 94.01),
        (",", "94,01 %", 94.01), (",", "1.234,5", 1234.5), (",", "1 234", 1234), (",", "\u22124,5", -4.5),
        (",", "0,5", 0.5),
    ],
)  # fmt: skip
def test_numbers_are_read_by_their_decimal_mark(decimal: str, word: str, value: float) -> None:
    found, bad = numbers.numbers(column(word), decimal)
    assert (found[0], bad[0]) == (value, False)


@pytest.mark.parametrize(
    ("decimal", "word"),
    [(".", "1,5"), (",", "1.5"), (".", "nan"), (".", "inf"), (".", "12a"), (".", "1.2.3")],
)
def test_what_is_no_number_is_a_fault_and_never_another_number(decimal: str, word: str) -> None:
    assert numbers.numbers(column(word), decimal)[1].tolist() == [True]


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("0:02:45", 165),
        ("2:45", 165),
        ("165", 165),
        ("0:00:00", 0),
        (time(0, 2, 45), 165),
        (timedelta(minutes=3), 180),
        (45, 45),
    ],
)
def test_durations_are_seconds(word: Any, value: float) -> None:
    found, bad = numbers.seconds(column(word))
    assert (found[0], bad[0]) == (value, False)


@pytest.mark.parametrize("word", ["1:75", "12:61:00", "om lidt"])
def test_what_is_no_duration_is_a_fault(word: str) -> None:
    assert numbers.seconds(column(word))[1].tolist() == [True]


@pytest.mark.parametrize(
    ("word", "form", "utc"),
    [
        ("29/2/2016 01:16", "%d/%m/%Y %H:%M", at(2016, 2, 29, 0, 16)),
        ("02/29/2016 01:16 PM", "%m/%d/%Y %I:%M %p", at(2016, 2, 29, 12, 16)),
        ("3. maj 2015 kl. 09.12", "%d. %B %Y kl. %H.%M", at(2015, 5, 3, 7, 12)),
        ("13-Okt-15 9:12", "%d-%b-%y %H:%M", at(2015, 10, 13, 7, 12)),
        ("990131 9:04:10", "%y%m%d %H:%M:%S", at(1999, 1, 31, 8, 4, 10)),
        ("2015-07-01 10:00", "", at(2015, 7, 1, 8)),
        ("2015-07-01T10:00:00Z", "", at(2015, 7, 1, 10)),
        ("2015-07-01T10:00:00+02:00", "", at(2015, 7, 1, 8)),
        (datetime(2015, 7, 1, 10, tzinfo=UTC).replace(tzinfo=None), "%d/%m/%Y", at(2015, 7, 1, 8)),
    ],
)
def test_times_become_utc(word: Any, form: str, utc: datetime) -> None:
    found, bad = moments.moments(column(word), (form,) if form else (), DANISH)
    assert (found[0].to_pydatetime(), bad[0]) == (utc, False)


@pytest.mark.parametrize("word", ["31-02-2015", "2015-13-01", "i går", "0000-00-00", "9999-99-99 99:99"])
def test_times_that_do_not_exist_are_faults(word: str) -> None:
    assert moments.moments(column(word), (), DANISH)[1].tolist() == [True]


@pytest.mark.parametrize(
    ("doubled", "hour"),
    [("first", at(2015, 10, 25, 0, 30)), ("second", at(2015, 10, 25, 1, 30)), ("reject", None)],
)
def test_the_hour_that_comes_twice_is_what_the_mapping_says(doubled: Any, hour: datetime | None) -> None:
    found, bad = moments.moments(column("2015-10-25 02:30"), (), Times(doubled=doubled))
    assert bad[0] == (hour is None)
    if hour:
        assert found[0].to_pydatetime() == hour


@pytest.mark.parametrize(("skipped", "utc"), [("forward", at(2015, 3, 29, 1)), ("reject", None)])
def test_the_hour_that_is_skipped_is_what_the_mapping_says(skipped: Any, utc: datetime | None) -> None:
    found, bad = moments.moments(column("2015-03-29 02:30"), (), Times(skipped=skipped))
    assert bad[0] == (utc is None)
    if utc:
        assert found[0].to_pydatetime() == utc


@pytest.mark.parametrize(
    ("word", "form", "utc"),
    [
        ("2015-04-13 24:00", "", at(2015, 4, 13, 22)),
        ("2015-04-13T24:00:00Z", "", at(2015, 4, 14)),
        ("2015-04-13T24:00:00.000+02:00", "", at(2015, 4, 13, 22)),
        ("2015-03-28 24:00:00", "", at(2015, 3, 28, 23)),  # the day after has 23 hours
        ("31-12-2015 24:00", "%d-%m-%Y %H:%M", at(2015, 12, 31, 23)),
        ("13. april 2015 kl. 24.00", "%d. %B %Y kl. %H.%M", at(2015, 4, 13, 22)),
        ("24:00 13-04-2015", "%H:%M %d-%m-%Y", at(2015, 4, 13, 22)),
        ("2015-04-13 24:01", "", None),
        ("2015-04-13 24:00:01", "", None),
        ("13-04-2015 24:00 PM", "%d-%m-%Y %I:%M %p", None),
    ],
)
def test_the_end_of_a_day_is_midnight(word: str, form: str, utc: datetime | None) -> None:
    found, bad = moments.moments(column(word), (form,) if form else (), DANISH)
    assert bad[0] == (utc is None)
    if utc:
        assert found[0].to_pydatetime() == utc


def test_which_day_the_end_of_a_day_is_of_is_not_guessed() -> None:
    assert moments.days(column("2015-04-13 24:00", "2015-04-13 23:00"), ())[1].tolist() == [True, False]


@pytest.mark.parametrize(
    ("word", "month"),
    [("2015-04", "2015-04"), ("2015M04", "2015-04"), ("201504", "2015-04"), ("04/2015", "2015-04"),
     ("april 2015", "2015-04"),
     ("Maj 2015", "2015-05"), ("okt. 2014", "2014-10"), ("2015-04-30", "2015-04")],
)  # fmt: skip
def test_months_are_read_as_they_are_written(word: str, month: str) -> None:
    found, bad = periods.months(column(word), ())
    assert (found[0], bad[0]) == (month, False)


@pytest.mark.parametrize("word", ["2015-13", "13/2015", "foråret 2015", "2015"])
def test_what_is_no_month_is_a_fault(word: str) -> None:
    assert periods.months(column(word), ())[1].tolist() == [True]


def test_yes_and_no_in_both_languages() -> None:
    found, bad = cells.flags(column("ja", "Nej", "TRUE", 0, "x", None, "måske"))
    assert found.tolist()[:6] == [True, False, True, False, True, None]
    assert bad.tolist() == [False] * 6 + [True]


@given(
    st.lists(
        st.one_of(st.none(), st.text(), st.floats(), st.integers(), st.booleans(), st.datetimes()), max_size=6
    )
)
def test_no_cell_is_too_strange_to_be_read_or_refused(values: list[Any]) -> None:
    raw = column(*values)
    for read in (
        cells.texts(raw), numbers.numbers(raw), numbers.numbers(raw, ","), numbers.seconds(raw), cells.flags(raw),
        periods.months(raw, ()), moments.moments(raw, (), DANISH), moments.moments(raw, ("%d/%m/%y %H:%M",), DANISH),
    ):  # fmt: skip
        found, bad = read
        assert len(found) == len(bad) == len(raw)
        assert not np.asarray([value is None for value in raw])[bad].any()


@pytest.mark.parametrize(
    ("written", "formats", "grain", "meant"),
    [
        ("2015", (), "", "2015"),
        ("2015-04", (), "", "2015-04"),
        ("2015-04-13", (), "", "2015-04-13"),
        ("april 2015", (), "", "2015-04"),
        ("04/2015", (), "", "2015-04"),
        ("13-04-2015", ("%d-%m-%Y",), "", "2015-04-13"),
        ("apr-15", ("%b-%y",), "", "2015-04"),
        ("2015-04-01 00:00:00", (), "month", "2015-04"),
        ("2015-04-01", (), "year", "2015"),
        (datetime.fromisoformat("2015-04-01 00:00:00"), (), "month", "2015-04"),
        (datetime.fromisoformat("2015-04-01 00:00:00"), (), "", "2015-04-01"),
        (2015, (), "", "2015"),
    ],
)
def test_a_period_is_a_year_a_month_or_a_day(
    written: Any, formats: tuple[str, ...], grain: str, meant: str
) -> None:
    values, bad = periods.periods(np.array([written, None], dtype=object), formats, grain)
    assert (values[0], bad[0]) == (meant, False)
    assert (values[1], bad[1]) == (None, False)


@pytest.mark.parametrize("written", ["15", "2015-13", "forår 2015", "2015-02-30", "i alt"])
def test_what_is_no_period_is_a_fault(written: str) -> None:
    assert periods.periods(np.array([written], dtype=object), (), "")[1][0]
