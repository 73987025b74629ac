"""What is shown of a part of what there is says so: a year told by one mapping of two, a site without its figures."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import delete

from data_access.database import schema as t
from data_access.database.engine import reader, writer
from data_access.snapshot.reading import read_snapshot
from layouts.parts.remarks import cautions
from tests.app.little import YEAR, asked, page, referral
from tests.app.test_claims import faults
from tests.app.test_several_files import GONE, MONTHS, SHOWN, load, place, rows_of
from tests.app.told import House

PAGE = "sundhedsplatformen"
# Of each kind: its panel, what tells its parts apart, and the rest of a row.
YEARLY: dict[str, tuple[str, str, dict[str, Any]]] = {
    "staffing": ("aarsvaerk", "area", {"function": "Support", "fte": 10}),
    "staffing-origins": ("oprindelse", "origin", {"fte": 10}),
    "budget": ("udviklingsbudget", "category", {"item": "Post", "kind": "projects", "mio_dkk": 10}),
}


def years_of(kind: str, part: str, *years: int, **more: Any) -> list[dict[str, Any]]:
    _panel, column, rest = YEARLY[kind]
    return [{"year": year, column: part} | rest | more for year in years]


def lacks(url: str, kind: str) -> str:
    """Return what is said below a panel, when what the page claims with it holds."""
    snapshot = read_snapshot(reader(url))
    assert faults(page(PAGE), snapshot, YEAR)[1] == []
    return str(cautions(asked(snapshot, f"{PAGE}/{YEARLY[kind][0]}")))


@pytest.mark.parametrize("kind", YEARLY)
def test_a_year_that_one_of_two_mappings_has_told_of_says_what_lacks(kind: str, house: House) -> None:
    url = house.new()
    load(house, url, kind, years_of(kind, "Drift", 2014, 2015))
    load(house, url, kind, years_of(kind, "Support", 2014), "to")
    assert "Der mangler tal fra 2015 om Support, som der er ældre tal for." in lacks(url, kind)
    load(house, url, kind, years_of(kind, "Andet", 2015), "to")  # it has told: of Support there was none
    assert "mangler" not in lacks(url, kind)


def test_a_mapping_with_a_new_name_tells_on_what_the_old_one_told(house: House) -> None:
    url = house.new()
    load(house, url, "staffing", years_of("staffing", "Drift", 2014), "gammel")
    load(house, url, "staffing", years_of("staffing", "Drift", 2015), "ny")
    assert "mangler" not in lacks(url, "staffing")


def test_of_an_area_that_two_mappings_share_the_one_lacks(house: House) -> None:
    url = house.new()
    load(house, url, "staffing", years_of("staffing", "Drift", 2014, 2015))
    load(house, url, "staffing", years_of("staffing", "Drift", 2014, function="Udvikling"), "to")
    assert "Der mangler tal fra 2015 om Drift" in lacks(url, "staffing")


def test_a_site_lacks_its_own_months_and_no_others(house: House) -> None:
    url, others = place(house), [month for month in MONTHS if month != GONE]
    load(house, url, "samples", rows_of("samples"))
    load(house, url, "samples", rows_of("samples", others, site="Amager"), "to")
    chosen = replace(SHOWN, system="mail", month=GONE)
    content = asked(read_snapshot(reader(url)), "svartider/steder", chosen)
    states = {(row["site"], row["month"]): row["state"] for row in content.records}
    assert {pair for pair, state in states.items() if state != "whole"} == {("Amager", GONE)}
    assert states["Amager", GONE] == "missing"
    said = str(cautions(content))
    assert "Der mangler tal fra Amager i marts 2015." in said
    assert "ikke kommet" not in said


def test_a_municipality_and_a_hospital_that_told_before_lack_in_the_newest_period(house: House) -> None:
    url = place(house)
    rows = [
        {"indicator": key, "subject": "digital", "unit": "%", "period": period, "scope": scope, "value": 50,
         "numerator": 1, "denominator": 2}
        for key, scopes in (("adoption_breadth", ("Herlev", "Amager Hospital")),
                            ("cofinancing_per_citizen", ("Ishøj", "Solrød")))
        for period, told in (("2015-01", scopes), ("2015-03", scopes[:1]))
        for scope in told
    ]  # fmt: skip
    load(house, url, "indicators", rows)
    snapshot = read_snapshot(reader(url))
    for panel, who in (("digitale-vaerktoejer", "Amager Hospital"), ("medfinansiering", "Solrød")):
        said = str(cautions(asked(snapshot, f"strategi/{panel}", SHOWN)))
        assert f"Der mangler tal fra marts 2015 om {who}, som der er ældre tal for." in said, panel
    assert faults(page("strategi"), snapshot, SHOWN)[1] == []
    over_time = asked(snapshot, "strategi/udbredelse", SHOWN)
    assert over_time.table["state"] == ["whole", "incomplete"]


def test_the_matrix_of_referrals_has_each_total_once_and_the_sites_without_a_hospital(house: House) -> None:
    url = place(house)
    with writer(url).begin() as connection:
        connection.execute(delete(t.site_hospitals).where(t.site_hospitals.c.site_id == 2))
    rows = [referral(MONTHS[0], site=site) for site in ("Herlev", "Amager")]
    # Where all are withheld nothing is told of who is there.
    for count, places in ((12, ["Herlev Hospital", "Steder uden hospital", "I alt"]), (1, ["I alt"])):
        copy = house.new(of=url)
        house.load(copy, "referrals", [row | {"treatments": count} for row in rows])
        found = asked(read_snapshot(reader(copy)), "omvisitering/hospital-og-ydelse", SHOWN).records
        assert [row["hospital"] for row in found] == [each for each in places for _cell in range(2)]
