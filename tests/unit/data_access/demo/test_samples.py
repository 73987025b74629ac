"""The published response times come out of the samples, cell by cell."""

from collections.abc import Callable

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.demo.facts import read_facts
from data_access.demo.samples import failures
from vocabulary.text import slug

Query = Callable[[str], pd.DataFrame]
CELLS = 26

SHARES = """SELECT substr(day, 1, 7) AS month, systems.key AS system, sites.key AS site,
 action_classes.key AS class, count(*) AS n, 100.0 * avg(seconds <=
 CASE action_classes.key WHEN 'standard' THEN 3 ELSE 15 END) AS share
 FROM samples JOIN systems ON systems.id = system_id JOIN sites ON sites.id = site_id
 JOIN action_classes ON action_classes.id = action_class_id GROUP BY 1, 2, 3, 4"""

PUBLISHED = [
    (row["month"], slug(system), float(value))
    for row in read_facts("response_times")
    for system, value in row.items()
    if system != "month"
]
SLA = {slug(row["name"]): float(row["sla"]) for row in read_facts("systems") if row["sla"]}


@pytest.fixture(scope="module")
def shares(query: Query) -> pd.DataFrame:
    return query(SHARES)


@pytest.fixture(scope="module")
def computed(shares: pd.DataFrame) -> pd.Series:
    return shares.groupby(["month", "system"]).share.mean()


def test_there_are_eighty_published_figures() -> None:
    assert len(PUBLISHED) == 80


@pytest.mark.parametrize(("month", "system", "published"), PUBLISHED)
def test_published_figure(month: str, system: str, published: float, computed: pd.Series) -> None:
    value = float(computed[month, system])
    assert round(value, 2) == published
    assert (value >= SLA[system]) == (published >= SLA[system])
    if published >= SLA[system]:
        assert value >= SLA[system] + 0.0003


def test_every_cell_has_enough_samples(shares: pd.DataFrame) -> None:
    whole = shares[shares.month.between("2014-09", "2015-04")]
    assert whole.n.min() >= 385
    assert (shares.groupby(["month", "system"]).size() == CELLS).all()


def test_sites_without_systems_have_no_samples(shares: pd.DataFrame) -> None:
    assert shares.site.nunique() == 13
    assert not {"psykiatrien", "administration"} & set(shares.site)


def test_a_system_that_is_not_measured_has_no_samples(shares: pd.DataFrame) -> None:
    assert set(shares.system) == set(SLA)
    assert "mirsk" not in set(shares.system)


@pytest.mark.parametrize("month", ["2015-03", "2015-04"])
def test_one_site_alone_pulls_blodinfo_down(month: str, shares: pd.DataFrame) -> None:
    fall = shares[(shares.system == "blodinfo-ii") & (shares.month == month)]
    sites = fall.groupby("site").share.mean()
    assert sites.idxmin() == "frederikssund"
    assert sites["frederikssund"] < 90
    assert (sites.drop("frederikssund") > SLA["blodinfo-ii"]).all()


def test_the_fall_is_one_stretch_of_days(query: Query) -> None:
    failing = query(
        "SELECT DISTINCT day FROM samples JOIN systems ON systems.id = system_id"
        " JOIN sites ON sites.id = site_id JOIN action_classes ON action_classes.id = action_class_id"
        " WHERE systems.key = 'blodinfo-ii' AND sites.key = 'frederikssund'"
        " AND day BETWEEN '2015-03-01' AND '2015-04-30'"
        " AND seconds > CASE action_classes.key WHEN 'standard' THEN 3 ELSE 15 END ORDER BY day"
    )
    days = pd.to_datetime(failing.day)
    assert (days.iloc[-1] - days.iloc[0]).days == len(days) - 1


@given(
    figure=st.floats(60, 100),
    days=st.integers(28, 31),
    scale=st.sampled_from([1, 2, 10]),
)
def test_failures_meet_any_figure(figure: float, days: int, scale: int) -> None:
    figure, rate = round(figure, 2), 14 * scale
    samples, failing = failures(figure, 50.0, rate * days, rate)
    assert 385 * scale <= samples <= rate * days
    assert abs(100 - 100 * failing / (CELLS * samples) - figure) < 0.005


@given(sla=st.floats(98, 99.9), days=st.integers(29, 31))
def test_a_figure_that_equals_its_target_never_falls_below(sla: float, days: int) -> None:
    sla = round(sla, 2)
    samples, failing = failures(sla, sla, 14 * days, 14)
    value = 100 - 100 * failing / (CELLS * samples)
    assert sla <= value < sla + 0.005
