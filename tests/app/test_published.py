"""What was published is what a reader can fetch: each fact by way of the addresses of the data."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from data_access.demo.facts import read

SUBJECTS = {"henvendelser", "opkald", "svar inden for 5 minutter", "straksafklaring"}
FACTS = {row["id"]: row for row in read("published") if row["subject"] in SUBJECTS}
CELLS = [
    (month["month"], system, float(value))
    for month in read("response_times")
    for system, value in month.items()
    if system != "month"
]
SHOWN = "?fra=2014-01&til=2015-04"
CLINICAL = f"{SHOWN}&desk=klinisk"
AUTUMN_TO_APRIL = ("2014-09", "2014-10", "2014-11", "2014-12", "2015-01", "2015-02", "2015-03", "2015-04")

Months = Mapping[str, float]


def column(visitor: Any, panel: str, name: str, search: str = SHOWN) -> Months:
    """Return a column of a panel of the servicedesks by month."""
    return visitor.months("servicedesk", panel, search, name)


def highest(values: Months, count: int) -> set[str]:
    """Return the months since September 2014 in which the values are highest."""
    return set(sorted(AUTUMN_TO_APRIL, key=lambda month: values[month])[-count:])


def phone_share(visitor: Any) -> None:
    assert round(column(visitor, "kanaler", "telephone_share")["2015-04"], 1) == 88.0
    assert round(column(visitor, "kanaler", "portal_share")["2015-04"], 1) == 12.0


def peaks(visitor: Any) -> None:
    assert highest(column(visitor, "opkald", "calls"), 2) == {"2015-01", "2015-03"}
    assert highest(column(visitor, "opkald", "average_wait"), 2) == {"2015-03", "2015-04"}


def abandoned(visitor: Any) -> None:
    lost, waits = (column(visitor, "opkald", name) for name in ("abandoned", "average_wait"))
    busiest = highest(column(visitor, "opkald", "calls"), 2) | highest(waits, 2)
    assert highest(lost, 3) == busiest


def weekly(visitor: Any) -> None:
    calls = column(visitor, "opkald", "calls")
    weeks = sum(calls[month] for month in AUTUMN_TO_APRIL) / (242 / 7)  # days from September to April
    assert 2000 < weeks < 7000


def answer_target(visitor: Any) -> None:
    assert column(visitor, "svar-inden-5-minutter", "target")["2015-04"] == 80


def answer_missed(visitor: Any) -> None:
    level = column(visitor, "svar-inden-5-minutter", "value")
    assert all(level[month] < 80 for month in ("2015-01", "2015-03", "2015-04"))
    assert words(visitor, "svar-inden-5-minutter", "2015-04") == "Målet er ikke nået"


def answer_met(visitor: Any) -> None:
    level = column(visitor, "svar-inden-5-minutter", "value")
    assert all(level[month] >= 80 for month in ("2014-12", "2015-02"))
    assert words(visitor, "svar-inden-5-minutter", "2015-02") == "Målet er nået"


def words(visitor: Any, panel: str, month: str) -> str:
    return visitor.months("servicedesk", panel, SHOWN, "word")[month]


def first_contact_target(visitor: Any) -> None:
    assert column(visitor, "straksafklaring", "target")["2015-04"] == 60


def first_contact_level(visitor: Any) -> None:
    share = column(visitor, "straksafklaring", "value")
    assert all(value > 80 for month, value in share.items() if month >= "2014-08")
    assert words(visitor, "straksafklaring", "2014-08") == "Målet er nået"


def clinical_calls(visitor: Any) -> None:
    calls = column(visitor, "opkald", "calls", CLINICAL)
    falling = [calls[month] for month in ("2015-01", "2015-02", "2015-03", "2015-04")]
    assert falling == sorted(falling, reverse=True)
    assert falling[0] == pytest.approx(4100, abs=50)
    assert falling[-1] == pytest.approx(3200, abs=50)
    answered = column(visitor, "besvarede", "value", CLINICAL)
    assert all(value > 90 for value in answered.values())


CHECKS: Mapping[str, Callable[[Any], None]] = {
    "calls-phone-share": phone_share,
    "calls-peaks": peaks,
    "calls-abandoned": abandoned,
    "calls-weekly": weekly,
    "svc-5min-target": answer_target,
    "svc-5min-missed": answer_missed,
    "svc-5min-met": answer_met,
    "fcr-target": first_contact_target,
    "fcr-level": first_contact_level,
    "clinical-calls": clinical_calls,
}


@pytest.mark.parametrize("fact", FACTS)
def test_a_published_fact_can_be_fetched(fact: str, visitor: Any) -> None:
    CHECKS[fact](visitor)


def test_no_check_is_left_without_a_fact() -> None:
    assert set(CHECKS) == set(FACTS)


@pytest.fixture(scope="module")
def matrix(visitor: Any) -> Mapping[tuple[str, str], Mapping[str, Any]]:
    rows = visitor.json("svartider", "matrix", "?fra=2014-09&til=2015-04")["rows"]
    return {(row["month"], row["name"]): row for row in rows}


@pytest.mark.parametrize(("month", "system", "published"), CELLS)
def test_a_published_response_time_can_be_fetched(
    month: str, system: str, published: float, matrix: Mapping[tuple[str, str], Mapping[str, Any]]
) -> None:
    assert round(matrix[month, system]["value"], 2) == published


def test_all_systems_that_were_published_are_those_with_figures(
    matrix: Mapping[tuple[str, str], Mapping[str, Any]],
) -> None:
    assert len(CELLS) == 80
    assert {key for key, row in matrix.items() if row["value"] is not None} == {
        (month, system) for month, system, _ in CELLS
    }


@pytest.mark.parametrize("month", ["2015-03", "2015-04"])
def test_frederikssund_is_named_as_the_cause(month: str, visitor: Any) -> None:
    cell = visitor.json("svartider", "aarsag", f"?system=blodinfo-ii&maaned={month}")
    assert "især Frederikssund" in cell["sentence"]
    worst, *others = cell["rows"]
    assert worst["site"] == "Frederikssund"
    assert worst["word"] == "Målet er ikke nået"
    assert {row["word"] for row in others} == {"Målet er nået"}
    lost = sum(row["cost"] for row in cell["rows"])
    missing = visitor.json("svartider", "matrix", f"?fra={month}&til={month}")["rows"]
    (blodinfo,) = [row for row in missing if row["name"] == "Blodinfo II"]
    assert lost == pytest.approx(blodinfo["target"] - blodinfo["value"], abs=1e-4)
