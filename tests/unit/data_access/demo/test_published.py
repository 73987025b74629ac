"""Everything that was published comes out of the database again, by statements of the test's own."""

from collections.abc import Callable, Mapping

import pandas as pd
import pytest

from data_access.demo.facts import read_facts

Query = Callable[[str], pd.DataFrame]
FACTS: Mapping[str, Mapping[str, str]] = {row["id"]: row for row in read_facts("published")}

CALLS = """SELECT substr(day, 1, 7) AS month, count(*) AS offered, sum(answered) AS answered,
 100.0 * sum(answered AND wait_seconds <= 300) / sum(answered) AS within_limit,
 sum(CASE WHEN answered THEN wait_seconds END) / sum(answered) AS wait
 FROM calls JOIN desks ON desks.id = desk_id WHERE desks.key = '{desk}' GROUP BY 1"""

# What the clinical desk is called while it is closed is counted apart.
OPEN = """AND hour >= 8 AND hour < CASE strftime('%w', day)
 WHEN '5' THEN 15 WHEN '6' THEN 0 WHEN '0' THEN 0 ELSE 16 END
 AND day NOT IN (SELECT day FROM public_holidays) """

OPENED = """SELECT substr(opened_day, 1, 7) AS month, count(*) AS opened,
 100.0 * sum(channel = 'telephone') / count(*) AS telephone,
 100.0 * sum(first_contact) / sum(channel = 'telephone') AS first_contact
 FROM cases JOIN desks ON desks.id = desk_id WHERE desks.key = 'cimt' GROUP BY 1"""

SOLVED = """SELECT substr(resolved_day, 1, 7) AS month, count(*) AS solved, 100.0 * sum(
 julianday(resolved_at) - julianday(opened_at) <= 1e-9 +
 CASE priority WHEN 'critical' THEN 1 WHEN 'high' THEN 3 WHEN 'medium' THEN 5 ELSE 10 END
 ) / count(*) AS in_time
 FROM cases WHERE NOT first_contact AND resolved_at IS NOT NULL GROUP BY 1"""

QUARTER = """SELECT {what} AS what, sum(treatments) AS treatments FROM referrals
 JOIN services ON services.id = service_id JOIN providers ON providers.id = provider_id
 JOIN site_hospitals AS h ON h.site_id = referrals.site_id AND h.valid_from = '2007-01-01'
 JOIN hospitals ON hospitals.id = h.hospital_id
 WHERE month BETWEEN '2015-01' AND '2015-03' GROUP BY 1 ORDER BY 2 DESC"""


def months(query: Query, statement: str) -> pd.DataFrame:
    return query(statement).set_index("month")


def quarter(query: Query, what: str) -> pd.Series:
    """Return the treatments of the first quarter of 2015, the largest first."""
    return query(QUARTER.format(what=what)).set_index("what").treatments


def target(query: Query, metric: str, month: str) -> float:
    rows = query(
        f"SELECT value FROM targets WHERE metric = '{metric}' AND valid_from <= '{month}-01'"
        " ORDER BY valid_from DESC"
    )
    return float(rows.value.iloc[0])


def calls_phone_share(query: Query) -> None:
    assert round(months(query, OPENED).telephone["2015-04"], 1) == 88.0


def calls_peaks(query: Query) -> None:
    calls = months(query, CALLS.format(desk="cimt"))["2014-09":"2015-04"]
    assert set(calls.offered.nlargest(2).index) == {"2015-01", "2015-03"}
    assert set(calls.wait.nlargest(2).index) == {"2015-03", "2015-04"}


def calls_abandoned(query: Query) -> None:
    calls = months(query, CALLS.format(desk="cimt"))["2014-09":"2015-04"]
    abandoned = calls.offered - calls.answered
    assert abandoned.corr(calls.offered) > 0.6
    assert abandoned.corr(calls.wait) > 0.8
    assert (abandoned / calls.offered).between(0.05, 0.12).all()


def calls_weekly(query: Query) -> None:
    weeks = query(
        "SELECT count(*) AS offered FROM calls JOIN desks ON desks.id = desk_id"
        " WHERE desks.key = 'cimt' AND day BETWEEN '2014-01-06' AND '2015-05-03'"
        " GROUP BY strftime('%Y %W', day)"
    )
    # But for the weeks of Christmas and those in which the log has a gap.
    assert (weeks.offered > 2000).mean() > 0.9
    assert weeks.offered.max() < 7000


def notes(query: Query, metric: str, system: str = "") -> dict[str, str]:
    rows = query(
        "SELECT month, text, coalesce(systems.key, '') AS system FROM notes"
        f" LEFT JOIN systems ON systems.id = system_id WHERE metric = '{metric}'"
    )
    rows = rows[rows.system == system]
    return dict(zip(rows.month, rows.text, strict=True))


def calls_causes(query: Query) -> None:
    for metric in ("average_wait", "service_level"):
        said = notes(query, metric)
        for month in ("2015-03", "2015-04"):
            assert "mange opkald" in said[month].lower()
            assert "sygdom i servicedesken" in said[month].lower()


def mail_cause(query: Query) -> None:
    assert "den nye Exchange-platform" in notes(query, "response_time", "mail-kalender")["2015-04"]


def service_level_target(query: Query) -> None:
    assert target(query, "service_level", "2015-04") == 80
    assert target(query, "service_level", "2014-08") == 75


def service_level_missed(query: Query) -> None:
    level = months(query, CALLS.format(desk="cimt")).within_limit
    assert (level[["2015-01", "2015-03", "2015-04"]] < 79.5).all()


def service_level_met(query: Query) -> None:
    level = months(query, CALLS.format(desk="cimt")).within_limit
    assert (level[["2014-12", "2015-02"]] > 80.5).all()


def first_contact_target(query: Query) -> None:
    assert target(query, "first_contact_resolution", "2015-04") == 60


def first_contact_level(query: Query) -> None:
    share = months(query, OPENED).first_contact
    assert (share["2014-08":"2015-04"] > 80).all()
    assert (share["2014-01":"2014-07"] < 80).all()


def cases_target(query: Query) -> None:
    assert target(query, "cases_within_limit", "2015-04") == 90


def cases_april(query: Query) -> None:
    in_time = months(query, SOLVED).in_time
    assert round(in_time["2015-04"], 1) == 87.0
    assert in_time["2014-01":"2015-03"].between(88, 93).all()


def cases_flow(query: Query) -> None:
    weeks = "SELECT strftime('%Y %W', {day}) AS month, count(*) AS n FROM cases WHERE {day} > '{from_}'"
    count = "AND {day} < '2015-04-27' GROUP BY 1"
    opened, solved = (
        months(query, f"{weeks} {count}".format(day=day, from_="2014-11-30")).n
        for day in ("opened_day", "resolved_day")
    )
    assert opened.corr(solved) > 0.95
    for week in ("2014 51", "2015 13"):  # from 22 December and from 30 March
        assert opened[week] < 0.7 * opened.median()
        assert solved[week] < 0.8 * solved.median()
    for winter in ("2015 06", "2015 07"):
        assert opened[winter] < opened.median()
    assert abs(opened.sum() - solved.sum()) < 0.02 * opened.sum()


def clinical_calls(query: Query) -> None:
    clinical = months(query, CALLS.format(desk="klinisk").replace("GROUP", OPEN + "GROUP"))
    falling = clinical.offered["2015-01":"2015-04"]
    assert falling.is_monotonic_decreasing
    assert falling["2015-01"] == pytest.approx(4100, abs=50)
    assert falling["2015-04"] == pytest.approx(3200, abs=50)
    whole = clinical[:"2015-04"]  # May 2015 is under way: a few days' share is not a month's
    assert (whole.answered / whole.offered).between(0.95, 0.97).all()
    cimt = months(query, CALLS.format(desk="cimt")).offered
    months_of_2014 = slice("2014-07", "2014-12")  # whole, and before the fall
    spread = [calls[months_of_2014].std() / calls[months_of_2014].mean() for calls in
              (clinical.offered, cimt)]  # fmt: skip
    assert spread[0] < spread[1] / 2


def referrals_march(query: Query) -> None:
    rows = query("SELECT sum(treatments) AS n FROM referrals WHERE month = '2015-03'")
    assert rows.n.tolist() == [2532]


def referrals_window(query: Query) -> None:
    rows = query("SELECT DISTINCT month FROM referrals ORDER BY 1")
    expected = [str(month) for month in pd.period_range("2014-01", "2015-03", freq="M")]
    assert rows.month.tolist() == expected


def referrals_services(query: Query) -> None:
    services = quarter(query, "services.name")
    assert round(100 * services.iloc[:7].sum() / services.sum(), 1) == 91.0
    largest = "".join(services.index[:7])
    words = ("Radiologisk", "øjet", "øre, næse", "nervesystem", "urinveje", "Ingen kode", "milt")
    assert all(word in largest for word in words)


def referrals_january(query: Query) -> None:
    rows = query(
        "SELECT month, services.name, sum(treatments) AS n FROM referrals"
        " JOIN services ON services.id = service_id WHERE month LIKE '%-01' GROUP BY 1, 2"
    )
    n = rows.pivot_table(index="name", columns="month", values="n")
    change = (n["2015-01"] / n["2014-01"]).to_dict()
    assert change["Operationer på øjet"] < 0.9
    assert change["Radiologiske procedurer"] > 1.1


def referrals_hospitals(query: Query) -> None:
    hospitals = quarter(query, "hospitals.name")
    named = ["Glostrup Hospital", "Hospitalerne i Nordsjælland", "Herlev Hospital"]
    assert round(100 * hospitals[named].sum() / hospitals.sum(), 1) == 68.0
    assert set(hospitals.index[:3]) == set(named)


def referrals_top10(query: Query) -> None:
    providers = quarter(query, "providers.name")
    assert round(100 * providers.iloc[:10].sum() / providers.sum(), 1) == 83.0


def referrals_other(query: Query) -> None:
    providers = quarter(query, "providers.name")
    assert len(providers) - 10 == 42
    assert round(100 * providers.iloc[10:].sum() / providers.sum(), 1) == 17.0


def referrals_agreement(query: Query) -> None:
    kinds = quarter(query, "agreement")
    assert set(kinds.index) == {"own", "extended_choice"}
    assert (kinds / kinds.sum() > 0.2).all()


def limit(query: Query, field: str) -> float:
    rows = query(f"SELECT amount FROM limits WHERE subject = 'pathway' AND key = '{field}'")
    return float(rows.amount.iloc[0])


def completeness(query: Query, field: str) -> pd.Series:
    statement = "SELECT month, 1.0 * sum(arrived) / sum(expected) AS share FROM pathways"
    return months(query, f"{statement} WHERE field = '{field}' GROUP BY 1").share


def diagnosis_somatic(query: Query) -> None:
    assert limit(query, "somatic") == 30
    share = completeness(query, "somatic")
    assert share.is_monotonic_increasing
    assert share.iloc[[0, -1]].round(2).tolist() == [0.55, 0.8]


def diagnosis_psychiatry(query: Query) -> None:
    assert limit(query, "psychiatry") == 60
    share = completeness(query, "psychiatry")
    assert share.iloc[0] < 0.6 < 0.75 < share.iloc[-1] < 0.95


def indicator(query: Query, key: str) -> tuple[float, ...]:
    rows = query(
        "SELECT value, numerator, denominator FROM indicator_values JOIN indicators"
        f" ON indicators.id = indicator_id WHERE key = '{key}'"
    )
    (values,) = rows.dropna(axis="columns").itertuples(index=False)
    return tuple(values)


def strategic_milestones(query: Query) -> None:
    assert indicator(query, "milestones_done") == (13, 13, 24)


def key_persons(query: Query) -> None:
    assert indicator(query, "key_persons") == (1800, 1800, 2200)


def clinical_builders(query: Query) -> None:
    assert indicator(query, "clinical_builders") == (39,)


def subprojects(query: Query) -> None:
    assert indicator(query, "convergence_subprojects") == (20,)


def region(query: Query) -> None:
    published = {"employees": 40_000, "hospitals": 14, "health_staff": 30_000, "beds": 6_000,
                 "treatments": 827_000, "outpatient_visits": 2_100_000}  # fmt: skip
    assert {key: indicator(query, key)[0] for key in published} == published


def psychiatric_beds(query: Query) -> None:
    kinds = ("open", "closed", "forensic", "geronto", "other")
    beds = [indicator(query, f"psychiatric_beds_{kind}")[0] for kind in kinds]
    assert beds == [916, 296, 98, 142, 238]


CHECKS: Mapping[str, Callable[[Query], None]] = {
    "calls-phone-share": calls_phone_share,
    "calls-peaks": calls_peaks,
    "calls-abandoned": calls_abandoned,
    "calls-causes": calls_causes,
    "mail-cause": mail_cause,
    "calls-weekly": calls_weekly,
    "svc-5min-target": service_level_target,
    "svc-5min-missed": service_level_missed,
    "svc-5min-met": service_level_met,
    "fcr-target": first_contact_target,
    "fcr-level": first_contact_level,
    "cases-sla-target": cases_target,
    "cases-sla-april": cases_april,
    "cases-flow": cases_flow,
    "clinical-calls": clinical_calls,
    "referrals-march": referrals_march,
    "referrals-window": referrals_window,
    "referrals-services": referrals_services,
    "referrals-jan-compare": referrals_january,
    "referrals-hospitals": referrals_hospitals,
    "referrals-private-top10": referrals_top10,
    "referrals-private-other": referrals_other,
    "referrals-agreement": referrals_agreement,
    "diagnosis-somatic": diagnosis_somatic,
    "diagnosis-psych": diagnosis_psychiatry,
    "pejlemaerker": strategic_milestones,
    "key-persons": key_persons,
    "clinical-builders": clinical_builders,
    "convergence-subprojects": subprojects,
    "convergence-region": region,
    "convergence-psych": psychiatric_beds,
}


@pytest.mark.parametrize("fact", FACTS)
def test_published_fact(fact: str, query: Query) -> None:
    CHECKS[fact](query)


def test_no_check_is_left_without_a_fact() -> None:
    assert set(CHECKS) == set(FACTS)
