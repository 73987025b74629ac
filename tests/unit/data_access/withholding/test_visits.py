"""What is withheld holds over time: visits before and after a load or a merger tell no small count together."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from unittest import mock

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_access.snapshot.snapshot import Snapshot
from data_access.withholding import referrals, rule
from data_access.withholding.decided import months_of, quarter_of, year_of
from data_access.withholding.kept import rows_of
from data_access.withholding.referrals import OTHERS, apart, decisions, hides
from vocabulary.filters import Filters
from vocabulary.months import shift, span

FIRST, NOW = "2014-01", datetime.fromisoformat("2021-01-01")
SITES = {"a1": "a", "a2": "a", "b": "b", "c": "c", "d": "d"}
MERGED = SITES | {"b": "a"}
SPLIT = SITES | {"a2": "c"}
pytestmark = pytest.mark.takes(8)
KEPT = ["subject", "period", "content"]
SERVICES = ("x", "y", "z", "small")
KINDS = [(site, service) for site in SITES for service in SERVICES]
# Mostly small, so that there is much to hide and little to hide it behind.
COUNTS = st.lists(st.one_of(st.integers(0, 6), st.integers(0, 40)), min_size=len(KINDS), max_size=len(KINDS))


@pytest.fixture(scope="module", autouse=True)
def few() -> Iterator[None]:
    """Let two services and one private hospital stand by themselves, so that small tables have others too."""
    with mock.patch.dict(referrals.LARGEST, {"service": 2, "provider": 1}):  # type: ignore[arg-type]
        yield


@dataclass(frozen=True)
class Visit:
    """What the pages rest on when somebody comes: counts a month by site and service, and the organisation."""

    counts: Mapping[str, Sequence[int]]
    today: Mapping[str, str]
    snapshot: Snapshot


def visit(
    counts: Mapping[str, Sequence[int]], before: Visit | None = None, today: Mapping[str, str] = SITES
) -> Visit:
    """Return a visit after a load; what was decided before it, with its own decisions, is kept."""
    rows = [
        (month, SITES[site], site, service, "p", "own", count)
        for month, of_month in counts.items()
        for (site, service), count in zip(KINDS, of_month, strict=True)
        if count
    ]
    names = ["month", "hospital", "site", "service", "provider", "agreement", "treatments"]
    spells = [(site, SITES[site], "1990-01-01", "2020-01-01") for site in SITES]
    spells += [(site, hospital, "2020-01-01", None) for site, hospital in today.items()]
    named = pd.DataFrame({"key": sorted(SITES), "name": sorted(SITES)})
    frames = {
        "referrals": pd.DataFrame(rows, columns=names),
        "referrals_withheld": kept_rows(before.snapshot) if before else pd.DataFrame(columns=KEPT),
        "settings": pd.DataFrame(columns=["key", "value"]),
        "sites": named,
        "hospitals": pd.DataFrame({"key": list("abcd"), "name": list("abcd")}),
        "memberships": pd.DataFrame(spells, columns=["site", "hospital", "valid_from", "valid_to"]),
    }
    return Visit(counts, today, Snapshot(frames, {}, NOW))


def kept_rows(snapshot: Snapshot) -> pd.DataFrame:
    """Return what a load keeps: its decisions, and of periods without rows those that were kept before."""
    new = pd.DataFrame(rows_of("referrals", decisions(snapshot), rule.DEFAULT), columns=KEPT)
    every = pd.concat([snapshot.frames["referrals_withheld"], new])
    return every.drop_duplicates(["subject", "period"], keep="last")


def ranges(months: Sequence[str]) -> list[list[str]]:
    """Return the periods that are asked for: each month, all up to three, a year's length, quarters, years and all."""
    found = [
        list(months[i : i + size])
        for size in (1, 2, 3, 12, len(months))
        for i in range(len(months) + 1 - size)
    ]
    found += [months_of(period) for month in months for period in (quarter_of(month), year_of(month))]
    return [list(each) for each in dict.fromkeys(map(tuple, found)) if set(each) <= set(months)]


class Atoms:
    """The finest counts: of a month, site and service; a correction's are others than those corrected."""

    def __init__(self, visits: Sequence[Visit]) -> None:
        keys = {
            (month, kind, of_month[place])
            for each in visits
            for month, of_month in each.counts.items()
            for place, kind in enumerate(KINDS)
        }
        self.places = {key: number for number, key in enumerate(sorted(keys))}
        self.counts = np.array([key[2] for key in self.places])

    def mask(
        self, of: Visit, months: Sequence[str], sites: Sequence[str], services: Sequence[str]
    ) -> np.ndarray:
        found = np.zeros(len(self.places))
        for month in months:
            for place, kind in enumerate(KINDS):
                if kind[0] in sites and kind[1] in services:
                    found[self.places[month, kind, of.counts[month][place]]] = 1
        return found

    def value(self, mask: np.ndarray) -> float:
        return float(mask @ self.counts)


def asked(of: Visit, months: Sequence[str]) -> Iterator[tuple[bool, list[str], list[str]]]:
    """Give each count that can be asked for: whether it is hidden, and the sites and services that it is the sum of."""
    separate = apart(of.snapshot, "service", months)
    services: dict[str | None, list[str]] = {None: list(SERVICES), **{each: [each] for each in SERVICES}}
    services[OTHERS] = [each for each in SERVICES if each not in separate]
    for organisation, places in (("then", SITES), ("today", of.today)):
        for hospital in (None, *dict.fromkeys(places.values())):
            sites = [site for site in places if hospital in (None, places[site])]
            for service, those in services.items():
                filters = Filters(months[0], months[-1], organisation, hospital)  # type: ignore[arg-type]
                yield hides(of.snapshot, filters, months, service=service), sites, those


def nothing_small_is_told(visits: Sequence[Visit], small_in: Sequence[Visit]) -> None:
    """Hold that no count that is small in a visit is a sum and difference of what all visits show."""
    atoms = Atoms(visits)
    masks = [
        (each, hidden, months, sites, services, atoms.mask(each, months, sites, services))
        for each in visits
        for months in ranges(sorted(each.counts))
        for hidden, sites, services in asked(each, months)
    ]
    known = {tuple(mask) for _of, hidden, *_what, mask in masks if not hidden}
    _, sizes, directions = np.linalg.svd(np.array(sorted(known)), full_matrices=True)
    left_open = directions[int((sizes > 1e-9).sum()) :]
    for of, _hidden, *what, mask in masks:
        if any(of is each for each in small_in) and 0 < atoms.value(mask) < rule.DEFAULT:
            assert np.abs(left_open @ mask).max(initial=0) > 1e-6, what


def hidden_cells(of: Visit, months: Sequence[str]) -> set[tuple[object, ...]]:
    every = [[month] for month in months] + [each for each in ranges(months) if len(each) > 1]
    return {
        (tuple(those), tuple(sites), tuple(services))
        for those in every
        for hidden, sites, services in asked(of, those)
        if hidden
    }


def months_from(first: str, counts: Sequence[Sequence[int]]) -> dict[str, Sequence[int]]:
    return {shift(first, place): each for place, each in enumerate(counts)}


@settings(max_examples=8)
@given(st.lists(COUNTS, min_size=4, max_size=4))
def test_a_month_more_tells_no_small_count(counts: list[list[int]]) -> None:
    every = months_from("2014-03", counts)
    first = visit(dict(list(every.items())[:2]))
    second = visit(every, first)
    nothing_small_is_told([first, second], [second])
    assert hidden_cells(first, list(first.counts)) == hidden_cells(second, list(first.counts))


@settings(max_examples=8)
@given(st.lists(COUNTS, min_size=3, max_size=3), COUNTS, st.integers(0, 2))
def test_what_was_small_before_a_correction_is_told_neither_before_nor_after(
    counts: list[list[int]], corrected: list[int], which: int
) -> None:
    before = visit(months_from(FIRST, counts))
    half = corrected[: len(KINDS) // 2] + list(counts[which][len(KINDS) // 2 :])
    after = visit(dict(before.counts) | {shift(FIRST, which): half}, before)
    nothing_small_is_told([before, after], [before])
    nothing_small_is_told([after], [after])
    assert hidden_cells(before, list(before.counts)) <= hidden_cells(after, list(before.counts))
    back = visit(before.counts, after)
    assert hidden_cells(after, list(before.counts)) <= hidden_cells(back, list(before.counts))


@settings(max_examples=8)
@given(st.lists(COUNTS, min_size=3, max_size=3), COUNTS, st.sampled_from([MERGED, SPLIT]))
def test_neither_a_merger_nor_a_split_of_hospitals_tells_a_small_count(
    counts: list[list[int]], more: list[int], organisation: Mapping[str, str]
) -> None:
    before = visit(months_from(FIRST, counts))
    after = visit(dict(before.counts) | {"2014-04": more}, before, organisation)
    nothing_small_is_told([before, after], [before])


def test_twelve_months_then_one_then_three_more() -> None:
    rng = np.random.default_rng(7)
    usual = rng.choice([1, 2, 4, 9, 30, 60], len(KINDS))
    every = months_from(FIRST, rng.poisson(usual, (16, len(KINDS))).tolist())
    visits: list[Visit] = []
    for size in (12, 13, 16):
        visits.append(visit(dict(list(every.items())[:size]), visits[-1] if visits else None))
    old = span(FIRST, "2014-12")
    assert len({frozenset(hidden_cells(each, old)) for each in visits}) == 1
    assert any(any(each.values()) for each in decisions(visits[0].snapshot).sums.values())
    nothing_small_is_told(visits, visits[-1:])


def test_what_stood_by_itself_in_a_month_does_so_when_others_have_become_the_largest() -> None:
    few_small = [50 if service in ("x", "y") else 9 for _site, service in KINDS]
    many_small = [9 if service in ("x", "y") else 500 for _site, service in KINDS]
    before = visit({FIRST: few_small})
    after = visit({FIRST: few_small, "2014-02": many_small}, before)
    assert set(apart(after.snapshot, "service", [FIRST])) == {"x", "y"}
    assert set(apart(after.snapshot, "service", ["2014-02"])) == {"z", "small"}
    assert apart(after.snapshot, "service", [FIRST, "2014-02"]) == []


def test_a_month_that_was_taken_out_and_comes_again_hides_what_it_hid() -> None:
    small = [3 if kind == ("c", "x") else 40 for kind in KINDS]
    before = visit({FIRST: small, "2014-02": [40] * len(KINDS)})
    without = visit({"2014-02": [40] * len(KINDS)}, before)
    again = visit({FIRST: [40] * len(KINDS)}, without)
    assert hidden_cells(before, [FIRST])
    assert hidden_cells(again, [FIRST]) == hidden_cells(before, [FIRST])


def test_a_lower_limit_shows_nothing_of_what_was_hidden() -> None:
    small = [3 if kind == ("c", "x") else 40 for kind in KINDS]
    before = visit({FIRST: small})
    after = visit({FIRST: small}, before)
    lower = pd.DataFrame([{"key": rule.SETTING, "value": "2"}])
    snapshot = replace(after.snapshot, frames=dict(after.snapshot.frames) | {"settings": lower})
    assert hidden_cells(replace(after, snapshot=snapshot), [FIRST]) == hidden_cells(before, [FIRST])
