"""No small count about patients can be worked out from one choice and another: the demonstration is put to it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

import numpy as np
import pandas as pd
import pytest

from data_access.numbers import pathways, referral_lists, referral_matrix, referrals
from data_access.numbers.tabled import Numbers
from data_access.snapshot.snapshot import Snapshot
from data_access.withholding import rule
from data_access.withholding.pathways import decisions as decisions_of_pathways
from data_access.withholding.referrals import OTHERS, apart, decisions
from vocabulary.filters import Filters
from vocabulary.months import span

pytestmark = pytest.mark.takes(8)

FIRST, MIDDLE, LAST = QUARTER = ("2015-01", "2015-02", "2015-03")
PERIODS = ((MIDDLE, MIDDLE), (LAST, LAST), (MIDDLE, LAST))
DIMENSIONS = ["month", "belongs", "services", "providers"]
FACES = (["belongs"], ["services"], ["providers"], ["belongs", "services"], ["belongs", "providers"],
         ["services", "providers"])  # fmt: skip


class Finest:
    """The treatments of some months at the finest grain that anything is shown at, and which of them are of what."""

    def __init__(self, rows: pd.DataFrame) -> None:
        self.rows = rows
        self.counts = rows["treatments"].to_numpy(dtype=float)
        self._columns = {name: rows[name].to_numpy(dtype=object) for name in rows}

    @cache  # noqa: B019 - there is one
    def are(self, column: str, value: str) -> np.ndarray:
        """Return which have this value in a column."""
        found: np.ndarray = self._columns[column] == value
        return found

    @cache  # noqa: B019
    def between(self, first: str, last: str) -> np.ndarray:
        """Return which are of a period."""
        return self.rows["month"].between(first, last).to_numpy()


@pytest.fixture(scope="module")
def patients(demo_snapshot: Snapshot) -> Finest:
    """Return the treatments of two months."""
    rows = demo_snapshot.frames["referrals"]
    rows = rows[rows["month"].between(MIDDLE, LAST)]
    today = rows["site"].map(demo_snapshot.organisation.site_today)
    classes = {
        f"{name}s": rows[name].where(rows[name].isin(apart(demo_snapshot, name, QUARTER)), OTHERS)
        for name in ("service", "provider")
    }
    rows = rows.assign(belongs=rows["hospital"].astype(str) + "/" + today.astype(str), **classes)
    rows = rows.groupby(DIMENSIONS, as_index=False)["treatments"].sum()
    parts = {name: rows["belongs"].str.split("/").str[place] for place, name in enumerate(("then", "today"))}
    return Finest(rows.assign(**parts))


def choices(snapshot: Snapshot, periods: Sequence[tuple[str, str]]) -> Iterator[Filters]:
    """Return each period with each hospital of both organisations and each service, one at a time and both."""
    services = [None, *apart(snapshot, "service", QUARTER)]
    for first, last in periods:
        for organisation in ("then", "today"):
            for hospital in (None, *snapshot.choices.hospitals[organisation]):
                for service in services if hospital in (None, "herlev", "bornholms") else [None]:
                    yield Filters(first, last, organisation, hospital, service=service)


def of(patients: Finest, filters: Filters, hospital: str | None, column: str, key: object) -> np.ndarray:
    """Return which of the finest counts a count that is shown is the sum of."""
    found = patients.between(filters.first, filters.last)
    if hospital:
        found = found & patients.are(filters.organisation, hospital)
    if filters.service:
        found = found & patients.are("services", filters.service)
    if column:
        found = found & patients.are(column, key if isinstance(key, str) else OTHERS)
    return found.astype(float)


def shown(
    snapshot: Snapshot, patients: Finest, periods: Sequence[tuple[str, str]]
) -> Iterator[tuple[np.ndarray, float]]:
    """Return every count of treatments that the page shows, with what it is the sum of."""
    for filters in choices(snapshot, periods):
        for row in referrals.treatments(snapshot, filters).itertuples():
            month = replace(filters, first=row.month, last=row.month)
            yield of(patients, month, filters.hospital, "", None), row.value
        crossed = filters.hospital and not filters.service
        lists = [
            (referral_lists.by_provider, "providers"),
            *([(referral_lists.by_service, "services")] if crossed else []),
        ]
        for numbers, column in lists:
            for row in numbers(snapshot, filters).itertuples():
                yield of(patients, filters, filters.hospital, column, row.key), row.treatments
        for row in referral_lists.by_hospital(snapshot, filters).itertuples():
            yield of(patients, filters, row.key, "", None), row.treatments
        if not filters.hospital:
            yield from of_matrix(snapshot, patients, filters)


def of_matrix(snapshot: Snapshot, patients: Finest, filters: Filters) -> Iterator[tuple[np.ndarray, float]]:
    hospitals = {name: key for key, name in snapshot.organisation.hospitals.items()}
    services = {name: key for key, name in snapshot.names("services").items()}
    for row in referral_matrix.matrix(snapshot, filters).itertuples():
        column = "" if row.service == "I alt" else "services"
        asked = of(patients, filters, hospitals.get(row.hospital), column, services.get(row.service))
        yield asked, row.treatments


@pytest.fixture(scope="module")
def earlier(demo_snapshot: Snapshot) -> Snapshot:
    """Return the snapshot before the last month was loaded, of which nothing was kept either."""
    rows, kept = (demo_snapshot.frames[name] for name in ("referrals", "referrals_withheld"))
    return with_frames(
        demo_snapshot,
        referrals=rows[rows["month"] < LAST],
        referrals_withheld=kept[kept["period"].str[:4] < LAST[:4]],
    )


@pytest.mark.wide
def test_no_choice_less_another_and_no_two_visits_give_a_small_count(
    demo_snapshot: Snapshot, earlier: Snapshot, patients: Finest
) -> None:
    every = [*shown(demo_snapshot, patients, PERIODS), *shown(earlier, patients, PERIODS[:1])]
    known = np.unique([mask for mask, value in every if value == value], axis=0)
    assert all(value == mask @ patients.counts for mask, value in every if value == value)
    _, sizes, directions = np.linalg.svd(known, full_matrices=False)
    open_to = directions[sizes > 1e-9]
    small = list(small_counts_of(patients))
    assert len(small) > 50
    for what, mask in small:
        # What cannot be put together out of what is shown has a part that stands apart from all of it.
        assert np.abs(mask - open_to.T @ (open_to @ mask)).max() > 1e-6, what


def test_what_is_decided_of_old_months_is_what_was_decided_without_the_new_one(
    demo_snapshot: Snapshot, earlier: Snapshot
) -> None:
    before, after = decisions(earlier), decisions(demo_snapshot)
    assert {name: after.months[name] for name in before.months} == dict(before.months)
    assert {name: after.sums[name] for name in before.sums} == dict(before.sums)


def small_counts_of(patients: Finest) -> Iterator[tuple[object, np.ndarray]]:
    for face in FACES:
        for key, rows in patients.rows.groupby(["month", *face]):
            if 0 < rows["treatments"].sum() < rule.DEFAULT:
                mask = np.zeros(len(patients.counts))
                mask[rows.index] = 1
                yield (key, face), mask


def test_a_period_is_shown_when_it_is_a_sum_of_months_and_quarters_that_are(demo_snapshot: Snapshot) -> None:
    by_month = [withheld_cells(demo_snapshot, [month]) for month in QUARTER]
    every = frozenset().union(*by_month)
    quarter = withheld_cells(demo_snapshot, QUARTER)
    assert quarter < every
    assert len(every) - len(quarter) <= len(decisions(demo_snapshot).sums["2015-K1"]["hospital", "service"])
    assert withheld_cells(demo_snapshot, QUARTER[1:]) == by_month[1] | by_month[2]
    longer = withheld_cells(demo_snapshot, span("2014-12", LAST))
    assert longer == quarter | withheld_cells(demo_snapshot, ["2014-12"])


def withheld_cells(snapshot: Snapshot, months: Sequence[str]) -> frozenset[tuple[str, str]]:
    rows = referral_matrix.matrix(snapshot, Filters(months[0], months[-1]))
    return frozenset(zip(rows["hospital"][rows["withheld"]], rows["service"][rows["withheld"]], strict=True))


@pytest.mark.parametrize(
    "numbers", [referral_lists.by_hospital, referral_lists.by_service, referral_lists.by_provider]
)
def test_what_is_withheld_stands_last_and_by_name(numbers: Numbers, demo_snapshot: Snapshot) -> None:
    rows = numbers(demo_snapshot, Filters("2015-03", "2015-03", hospital="hvidovre"))
    rows = rows[rows["key"].notna()]
    assert rows["treatments"].isna().is_monotonic_increasing
    assert rows["name"][rows["treatments"].isna()].is_monotonic_increasing


@pytest.mark.parametrize("hospital", ["bornholms", "amager", "bispebjerg-og-frederiksberg", None])
def test_small_counts_of_referrals_are_nowhere(hospital: str | None, demo_snapshot: Snapshot) -> None:
    asked = replace(demo_snapshot.choices.default(), hospital=hospital, month=FIRST)
    for numbers in (
        referral_matrix.matrix,
        referral_lists.by_service,
        referral_lists.by_provider,
        referral_lists.by_hospital,
    ):
        rows = numbers(demo_snapshot, asked)
        shown = rows["treatments"].dropna()
        assert not ((shown > 0) & (shown < rule.DEFAULT)).any()
        lacking = rows[rows["treatments"].isna()]
        assert lacking["withheld"].all()
        assert (lacking["remark"] == "Skjult").all()
        if "share" in rows:
            assert lacking[["share", "cumulative", "change"]].isna().all(axis=None)


def setting(snapshot: Snapshot, value: str) -> Snapshot:
    """Return the snapshot of a database in which the limit is another."""
    rows = pd.DataFrame([{"key": rule.SETTING, "value": value}])
    kept = snapshot.frames["settings"]
    settings = pd.concat([kept[kept["key"] != rule.SETTING], rows])
    return with_frames(snapshot, settings=settings)


def with_frames(snapshot: Snapshot, **frames: pd.DataFrame) -> Snapshot:
    """Return the snapshot of a database with other rows, of which nothing has been worked out yet."""
    return Snapshot(dict(snapshot.frames) | frames, snapshot.versions, snapshot.now, snapshot.demonstration)


@pytest.mark.parametrize(("value", "limit"), [("0", 0), ("10", 10), ("fem", 5), ("-1", 5)])
def test_the_limit_is_a_row_of_the_database(value: str, limit: int, demo_snapshot: Snapshot) -> None:
    assert rule.below(demo_snapshot) == 5
    assert rule.below(setting(demo_snapshot, value)) == limit


def test_nothing_is_withheld_when_it_is_off(demo_snapshot: Snapshot) -> None:
    off = setting(demo_snapshot, "0")
    for asked in (
        Filters(LAST, LAST),
        Filters(LAST, LAST, hospital="bornholms", service="operationer-paa-hud"),
    ):
        for numbers in (
            referrals.monthly,
            referral_matrix.matrix,
            referral_lists.by_provider,
            referrals.by_agreement,
        ):
            rows = numbers(off, asked)
            assert not rows["withheld"].any()
    small = referral_matrix.matrix(off, Filters(LAST, LAST))
    assert ((small["treatments"] > 0) & (small["treatments"] < 5)).any()


def test_a_higher_limit_withholds_more(demo_snapshot: Snapshot) -> None:
    asked = Filters(LAST, LAST)
    at_five, at_ten = (
        referral_matrix.matrix(each, asked)["withheld"].sum()
        for each in (demo_snapshot, setting(demo_snapshot, "10"))
    )
    assert 0 < at_five < at_ten


def with_pathways(snapshot: Snapshot, **counts: int) -> Snapshot:
    """Return the snapshot of a database in which one site has other counts of March 2015."""
    rows = snapshot.frames["pathways"].copy()
    one = (rows["month"] == LAST) & (rows["site"] == "bornholm")
    rows.loc[one, list(counts)] = list(counts.values())
    return with_frames(snapshot, pathways=rows)


@pytest.mark.parametrize("within", [3, 97])
def test_those_in_time_and_those_late_are_withheld_together(within: int, demo_snapshot: Snapshot) -> None:
    snapshot = with_pathways(demo_snapshot, arrived=100, within_limit=within)
    asked = Filters(LAST, LAST)
    rows = pathways.by_hospital(snapshot, asked).set_index("key")
    lacking = rows[rows["withheld"]]
    assert "bornholms" in lacking.index
    assert len(lacking) == 2
    assert lacking[["value", "within", "late", "arrived_share"]].isna().all(axis=None)
    alone = pathways.somatic(snapshot, replace(asked, hospital="bornholms"))
    assert alone["withheld"].tolist() == [True]
    assert alone[["value", "numerator", "denominator", "late", "arrived_share"]].isna().all(axis=None)
    assert alone["word"].tolist() == ["Skjult"]
    # All months but this one, and all months, are known: so the sum over the months is withheld, too.
    longer = pathways.by_hospital(snapshot, replace(asked, first="2015-01")).set_index("key")
    assert longer["withheld"]["bornholms"]


def test_a_small_count_of_the_whole_region_is_withheld_too(demo_snapshot: Snapshot) -> None:
    frame = demo_snapshot.frames["pathways"].copy()
    here = (frame["month"] == LAST) & (frame["field"] == "somatic")
    frame.loc[here, "within_limit"] = frame.loc[here, "arrived"]
    frame.loc[here & (frame["site"] == "herlev"), "within_limit"] -= 2
    rows = pathways.somatic(with_frames(demo_snapshot, pathways=frame), Filters(FIRST, LAST)).iloc[-1]
    assert rows["withheld"]
    assert rows[["value", "numerator", "late", "denominator"]].isna().all()
    assert (rows["shown"], rows["word"], rows["level"]) == ("–", "Skjult", "unknown")


def test_places_that_are_withheld_are_one_part_together(demo_snapshot: Snapshot) -> None:
    snapshot = with_pathways(demo_snapshot, arrived=100, within_limit=3)
    asked = Filters(LAST, LAST, month=LAST)
    (parts,) = pathways.somatic_parts(snapshot, asked).values()
    whole = pathways.somatic(snapshot, asked)
    assert sum(parts["numerator"]) == whole["numerator"].iloc[0]
    assert sum(parts["denominator"]) == whole["denominator"].iloc[0]
    assert "Bornholms Hospital" not in set(parts["part"])
    assert "Små steder samlet" in set(parts["part"])


@pytest.mark.parametrize("organisation", ["then", "today"])
def test_a_list_of_which_nothing_may_be_told_does_not_tell_how_long_it_is(
    demo_snapshot: Snapshot, organisation: str
) -> None:
    asked = Filters("2014-03", "2014-03", organisation, service="oevrige-ydelser")  # type: ignore[arg-type]
    for hospital in demo_snapshot.choices.hospitals[organisation]:  # type: ignore[index]
        rows = referral_lists.by_provider(demo_snapshot, replace(asked, hospital=hospital))
        if len(rows) and rows["withheld"].all():
            assert len(rows) == 1
            assert rows["treatments"].isna().all()


def test_a_line_that_is_withheld_is_so_where_the_month_has_no_cell_of_it() -> None:
    counts = pd.DataFrame(
        [("a", "x", 40), ("a", "y", 30), ("b", "x", 3), ("c", "x", 50), ("c", "y", 60)],
        columns=["hospital", "service", "count"],
    )
    found = rule.withheld(counts, [("hospital", "service")], 5)
    assert found.hides({"hospital": "b"})
    assert found.hides({"hospital": "b", "service": "y"})


def test_pathways_that_have_not_been_reported_are_patients_too(demo_snapshot: Snapshot) -> None:
    frame = demo_snapshot.frames["pathways"].copy()
    at = frame["month"].eq(LAST) & frame["field"].eq("somatic") & frame["site"].eq("bornholm")
    frame.loc[at, ["expected", "arrived", "within_limit"]] = (103, 100, 60)
    edited = with_frames(demo_snapshot, pathways=frame)
    asked = Filters(LAST, LAST, hospital="bornholms")
    row = pathways.somatic(edited, asked).iloc[-1]
    assert row["withheld"]
    for name in ("numerator", "denominator", "late", "expected", "arrived_share", "completeness"):
        assert pd.isna(row[name]), name


def test_from_a_limit_of_two_on_something_can_be_small(
    demo_snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    frames = demo_snapshot.frames
    some = {
        "referrals": frames["referrals"][frames["referrals"]["month"] == "2014-01"],
        "pathways": frames["pathways"].head(20),
        **{name: frames[name].head(0) for name in ("referrals_withheld", "pathways_withheld")},
    }
    for limit in (0, 1, 2):
        monkeypatch.setattr(rule, "below", lambda _snapshot, limit=limit: limit)
        # What was decided is remembered by the frames themselves.
        asked = replace(
            demo_snapshot, frames={**frames, **{name: each.copy() for name, each in some.items()}}
        )
        decided = [decisions(asked), *decisions_of_pathways(asked).values()]
        assert [bool(each.months) for each in decided] == [limit == 2] * 3
    assert any(decided[0].months["2014-01"].withheld.cells.values())
