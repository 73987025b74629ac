"""Whoever drills finds something: hospitals, kinds of cases, weekdays and hours differ, and some get better.

That the figures of the months are untouched by it is held by `test_published`.
"""

from collections.abc import Callable

import pandas as pd
import pytest

from data_access.demo import contrasts
from data_access.demo.calendar import months
from data_access.demo.organisation import SITE_IDS, site_weights

Query = Callable[[str], pd.DataFrame]

LAST_YEAR, AT_FIRST = "d.day BETWEEN '2014-05-01' AND '2015-04-30'", "d.day < '2014-05-01'"
NOW = "d.day BETWEEN '2015-01-01' AND '2015-04-30'"
DESK = "JOIN desks ON desks.id = d.desk_id AND desks.key = '{}' JOIN sites ON sites.id = d.site_id"
NORTH = ["hilleroed", "frederikssund", "helsingoer"]


def calls(query: Query, by: str, when: str, desk: str = "cimt", table: str = "daily_calls") -> pd.DataFrame:
    rows = query(
        f"SELECT {by} AS key, sum(offered) AS offered, sum(answered) AS answered, sum(within_limit) AS met,"
        f" sum(wait_seconds) AS waited FROM {table} AS d {DESK.format(desk)} WHERE {when} GROUP BY 1"
    ).set_index("key")
    return rows.assign(
        level=100 * rows.met / rows.answered,
        wait=rows.waited / rows.answered,
        abandoned=100 - 100 * rows.answered / rows.offered,
    )


def cases(query: Query, by: str, when: str) -> pd.Series:
    """Return the share of the later cases that kept their limit, in per cent."""
    rows = query(
        f"SELECT {by} AS key, 100.0 * sum(within_limit) / sum(resolved_later) AS share"
        f" FROM daily_cases AS d JOIN sites ON sites.id = d.site_id WHERE {when} GROUP BY 1"
    )
    return rows.set_index("key").share


def test_the_north_waits_longest_and_bornholm_least(query: Query) -> None:
    sites = calls(query, "sites.key", LAST_YEAR)
    whole = sites.met.sum() / sites.answered.sum() * 100
    assert (sites.level[NORTH] < whole - 8).all()
    assert set(sites.level.nsmallest(3).index) == set(NORTH)
    assert sites.level["bornholm"] > whole + 7
    assert sites.wait[NORTH].min() > 1.2 * sites.wait["blegdamsvej"]
    assert sites.abandoned[NORTH].min() > 1.25 * sites.abandoned["blegdamsvej"]


@pytest.mark.parametrize("site", ["bispebjerg", "frederiksberg"])
def test_one_hospital_gets_better(site: str, query: Query) -> None:
    before, after = (calls(query, "sites.key", when).level for when in (AT_FIRST, NOW))
    assert before[site] < before.median() - 10
    assert after[site] > after.median() + 2
    before, after = (cases(query, "sites.key", when) for when in (AT_FIRST, NOW))
    assert before[site] < before.median() - 4
    assert after[site] > before[site] + 4


def test_one_kind_of_case_goes_badly_at_one_site(query: Query) -> None:
    kinds = cases(query, "sites.key || ' ' || priority || ' ' || handler", LAST_YEAR)
    assert kinds["hvidovre medium supplier"] < 50
    others = [key for key in kinds.index if key.endswith("medium supplier") and "hvidovre" not in key]
    assert kinds[others].min() > 70
    assert cases(query, "sites.key", NOW).idxmin() == "hvidovre"
    assert kinds["hvidovre medium cimt"] > 85, "the cause can be told from the rest of the site"


def test_first_contact_resolution_differs(query: Query) -> None:
    rows = query(
        "SELECT sites.key, 100.0 * sum(first_contact) / sum(opened) AS share FROM daily_cases AS d"
        f" {DESK.format('cimt')} WHERE channel = 'telephone' AND {LAST_YEAR} GROUP BY 1"
    )
    share = rows.set_index("key").share
    assert share.idxmin() == "psykiatrien"
    assert share["psykiatrien"] < share.median() - 15
    assert share["bornholm"] > share.median() + 5


def test_the_clinical_desk_gets_better_all_the_time(query: Query) -> None:
    level = calls(query, "substr(d.day, 1, 7)", "d.day < '2015-05-01'", "klinisk")
    quarters = level.level.to_numpy()[:16].reshape(4, 4).mean(axis=1)
    assert (quarters[1:] > quarters[:-1] + 1).all()
    assert level.level.iloc[-1] > level.level.iloc[0] + 10
    assert level.wait.iloc[-1] < 0.6 * level.wait.iloc[0]
    rows = query(
        "SELECT substr(d.day, 1, 7) AS key, 1.0 * sum(first_contact) / sum(opened) AS share FROM daily_cases AS d"
        f" {DESK.format('klinisk')} WHERE channel = 'telephone' AND d.day < '2015-05-01' GROUP BY 1"
    )
    assert rows.share.is_monotonic_increasing


def test_mondays_and_lunch_are_the_worst(query: Query) -> None:
    weekdays = calls(query, "strftime('%w', d.day)", LAST_YEAR).level
    assert weekdays["1"] < weekdays["5"] - 10
    assert weekdays.idxmin() == "1"
    hours = calls(query, "d.hour", LAST_YEAR, table="hourly_calls").level
    assert hours[12] < min(hours[11], hours[13]) - 5


def test_response_times_and_pathways_differ_by_site(query: Query) -> None:
    slow = query(
        "SELECT sites.key, systems.key AS system, 100.0 * sum(within_limit) / sum(samples) AS share"
        " FROM daily_samples AS d JOIN sites ON sites.id = d.site_id JOIN systems ON systems.id = d.system_id"
        f" WHERE {LAST_YEAR} GROUP BY 1, 2"
    ).pivot_table(index="key", columns="system", values="share")
    assert slow["mail-kalender"].idxmin() == "bornholm"
    assert slow["orbit"].idxmin() == "blegdamsvej"
    within = query(
        "SELECT sites.key, 100.0 * sum(within_limit) / sum(arrived) AS share FROM pathways"
        " JOIN sites ON sites.id = site_id WHERE field = 'somatic' GROUP BY 1"
    )
    share = within.set_index("key").share
    assert share["hvidovre"] < share.median() - 6
    assert share["bornholm"] > share.median() + 5


@pytest.mark.parametrize("share", [0.05, 0.4])
def test_the_sites_call_as_often_as_their_weights_say(share: float) -> None:
    weights = site_weights()
    long, others = contrasts.waiting_weights(months()[0], weights, share)
    assert long + others == pytest.approx(weights)
    north = list(SITE_IDS).index("hilleroed")
    assert long[north] / weights[north] > share > long[-1] / weights[-1] - 1e-9
