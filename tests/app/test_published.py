"""What was published is what a reader can fetch: each fact by way of the addresses of the data."""

from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any

import pytest

from data_access.demo.facts import read_facts

FACTS = {row["id"]: row for row in read_facts("published")}
CELLS = [
    (month["month"], system, float(value))
    for month in read_facts("response_times")
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


def causes(visitor: Any) -> None:
    for panel in ("opkald", "svar-inden-5-minutter"):
        said = visitor.months("servicedesk", panel, SHOWN, "note")
        for month in ("2015-03", "2015-04"):
            assert "mange opkald" in said[month].lower()
            assert "sygdom i servicedesken" in said[month].lower()


def mail_cause(visitor: Any) -> None:
    said = visitor.months("svartider", "udvikling", f"{SHOWN}&system=mail-kalender", "note")
    assert "den nye Exchange-platform" in said["2015-04"]


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


def cases_target(visitor: Any) -> None:
    assert visitor.months("sager", "inden-for-fristen", SHOWN, "target")["2015-04"] == 90


def cases_in_april(visitor: Any) -> None:
    assert round(visitor.months("sager", "inden-for-fristen", SHOWN, "value")["2015-04"]) == 87
    assert visitor.months("sager", "inden-for-fristen", SHOWN, "word")["2015-04"] == "Målet er ikke nået"


def cases_flow(visitor: Any) -> None:
    opened, resolved = (
        visitor.months("sager", "til-og-afgang", SHOWN, name) for name in ("opened", "resolved")
    )
    winter = ("2014-12", "2015-01", "2015-02", "2015-03", "2015-04")
    ups = [opened[after] > opened[before] for before, after in pairwise(winter)]
    assert ups == [resolved[after] > resolved[before] for before, after in pairwise(winter)]
    # Christmas, the winter holidays and Easter lie below January and March.
    assert all(
        opened[low] < min(opened["2015-01"], opened["2015-03"]) for low in ("2014-12", "2015-02", "2015-04")
    )
    assert all(abs(resolved[month] - opened[month]) < 0.06 * opened[month] for month in winter)


QUARTER = "?fra=2015-01&til=2015-03"
THEN = f"{QUARTER}&organisation=datidens"


def referred(visitor: Any, panel: str, search: str = QUARTER) -> list[dict[str, Any]]:
    return visitor.json("omvisitering", panel, search)["rows"]


def referrals_march(visitor: Any) -> None:
    assert visitor.months("omvisitering", "behandlinger", QUARTER, "treatments")["2015-03"] == 2532


def referrals_window(visitor: Any) -> None:
    months = visitor.months("omvisitering", "behandlinger", "?fra=2014-01&til=2015-05", "treatments")
    assert {month for month, count in months.items() if count} == {
        *(f"2014-{number:02}" for number in range(1, 13)), "2015-01", "2015-02", "2015-03"}  # fmt: skip


def referrals_services(visitor: Any) -> None:
    rows = referred(visitor, "ydelse")
    assert round(rows[6]["cumulative"]) == 91
    assert {row["name"] for row in rows[:7]} == {
        "Radiologiske procedurer", "Operationer på øjet", "Operationer på øre, næse og hals",
        "Operationer på nervesystemet", "Operationer på urinveje", "Ingen kode",
        "Operationer på fordøjelsesorganer og milt"}  # fmt: skip
    assert "De 7 største er tilsammen 91" in visitor.json("omvisitering", "ydelse", QUARTER)["sentence"]


def referrals_january(visitor: Any) -> None:
    rows = {row["name"]: row for row in referred(visitor, "ydelse", "?fra=2015-01&til=2015-01")}
    assert rows["Operationer på øjet"]["treatments"] < rows["Operationer på øjet"]["last_year"]
    assert rows["Radiologiske procedurer"]["treatments"] > rows["Radiologiske procedurer"]["last_year"]


def referrals_hospitals(visitor: Any) -> None:
    rows = referred(visitor, "hospital", THEN)
    assert {row["name"] for row in rows[:3]} == {
        "Glostrup Hospital",
        "Hospitalerne i Nordsjælland",
        "Herlev Hospital",
    }
    assert round(rows[2]["cumulative"]) == 68


def referrals_largest(visitor: Any) -> None:
    assert round(referred(visitor, "privathospital")[9]["cumulative"]) == 83


def referrals_others(visitor: Any) -> None:
    *_largest, others = referred(visitor, "privathospital")
    assert others["name"] == "Øvrige (42)"
    assert round(others["share"]) == 17


def referrals_agreement(visitor: Any) -> None:
    rows = referred(visitor, "aftale")
    assert all(row["own"] > 0 and row["extended"] > 0 for row in rows)


def diagnosis(panel: str, days: int) -> Callable[[Any], None]:
    def check(visitor: Any) -> None:
        asked = visitor.json("udredning", panel, "?fra=2014-01&til=2015-03")
        assert f"inden for {days} dage" in asked["title"]
        arrived = [row["arrived_share"] for row in asked["rows"]]
        assert arrived == sorted(arrived)
        assert arrived[-1] < 95
        # Low completeness is never judged.
        assert {row["word"] for row in asked["rows"]} == {"Ufuldstændige tal"}

    return check


def milestones_reached(visitor: Any) -> None:
    (row,) = visitor.json("strategi", "pejlemaerker")["rows"]
    assert (row["value"], row["aim"], row["period"]) == (13, 24, "1. januar 2013")


def key_persons(visitor: Any) -> None:
    (row,) = visitor.json("sundhedsplatformen", "noeglepersoner")["rows"]
    assert (row["value"], row["aim"], row["year"]) == (1800, 2200, "2018")
    assert "135-150 årsværk" in row["note"]


def clinical_builders(visitor: Any) -> None:
    (row,) = visitor.json("sundhedsplatformen", "kliniske-byggere")["rows"]
    assert row["value"] == 39
    assert "halvdelen af deres arbejdstid" in row["note"]


def key_figures(visitor: Any) -> dict[str, float]:
    return {row["name"]: row["value"] for row in visitor.json("strategi", "noegletal")["rows"]}


def subprojects(visitor: Any) -> None:
    assert key_figures(visitor)["Delprojekter i sammenlægningen"] == 20


def region(visitor: Any) -> None:
    figures = key_figures(visitor)
    assert [figures[name] for name in ("Medarbejdere", "Hospitaler", "Behandlinger", "Ambulante besøg")] == [
        40_000, 14, 827_000, 2_100_000]  # fmt: skip


def psychiatry(visitor: Any) -> None:
    beds = [value for name, value in key_figures(visitor).items() if name.startswith("Psykiatri: ")]
    assert beds == [916, 296, 98, 142, 238]


CHECKS: Mapping[str, Callable[[Any], None]] = {
    "calls-phone-share": phone_share,
    "calls-peaks": peaks,
    "calls-abandoned": abandoned,
    "calls-causes": causes,
    "mail-cause": mail_cause,
    "calls-weekly": weekly,
    "svc-5min-target": answer_target,
    "svc-5min-missed": answer_missed,
    "svc-5min-met": answer_met,
    "fcr-target": first_contact_target,
    "fcr-level": first_contact_level,
    "clinical-calls": clinical_calls,
    "cases-sla-target": cases_target,
    "cases-sla-april": cases_in_april,
    "cases-flow": cases_flow,
    "referrals-march": referrals_march,
    "referrals-window": referrals_window,
    "referrals-services": referrals_services,
    "referrals-jan-compare": referrals_january,
    "referrals-hospitals": referrals_hospitals,
    "referrals-private-top10": referrals_largest,
    "referrals-private-other": referrals_others,
    "referrals-agreement": referrals_agreement,
    "diagnosis-somatic": diagnosis("somatik", 30),
    "diagnosis-psych": diagnosis("psykiatri", 60),
    "pejlemaerker": milestones_reached,
    "key-persons": key_persons,
    "clinical-builders": clinical_builders,
    "convergence-subprojects": subprojects,
    "convergence-region": region,
    "convergence-psych": psychiatry,
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
    assert "skiller sig ud, er Frederikssund (" in cell["sentence"]
    worst, *others = cell["rows"]
    assert worst["site"] == "Frederikssund"
    assert worst["word"] == "Målet er ikke nået"
    assert {row["word"] for row in others} == {"Målet er nået"}
    lost = sum(row["cost"] for row in cell["rows"])
    missing = visitor.json("svartider", "matrix", f"?fra={month}&til={month}")["rows"]
    (blodinfo,) = [row for row in missing if row["name"] == "Blodinfo II"]
    assert lost == pytest.approx(blodinfo["target"] - blodinfo["value"], abs=1e-4)


@pytest.mark.parametrize("published", read_facts("projects"), ids=lambda row: row["project"])
def test_a_published_project_can_be_fetched(published: Mapping[str, str], visitor: Any) -> None:
    rows = {row["name"]: row for row in visitor.json("projekter", "liste")["rows"]}
    row = rows[published["project"]]
    words = {"green": "Grøn", "yellow": "Gul", "red": "Rød"}
    assert row["word"] == words[published["light"]]
    assert row["delay_weeks"] == (float(published["delay_weeks"]) if published["delay_weeks"] else None)
    for name in ("finding", "phase", "next_milestone", "purpose"):
        assert row[name] == published[name]


def test_staff_and_budget_come_out_as_published(visitor: Any) -> None:
    staff = visitor.json("sundhedsplatformen", "aarsvaerk")["rows"]
    areas: dict[str, float] = {}
    for row in staff:
        areas[row["area"]] = areas.get(row["area"], 0) + row["fte"]
    assert sorted(areas.values()) == [83, 108, 161]
    origins = {row["origin"]: row["fte"] for row in visitor.json("sundhedsplatformen", "oprindelse")["rows"]}
    assert origins["I alt efter oprindelse"] == 350
    assert origins["I alt efter område"] == 352
    budget = visitor.json("sundhedsplatformen", "udviklingsbudget")
    assert sum(row["published"] or 0 for row in budget["rows"]) == 45
    assert "giver 36\u00a0mio. kr.; forskellen kan være afrunding" in budget["sentence"]
