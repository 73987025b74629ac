"""Why a share is low: whatever the parts are, their costs add up to exactly what is missing."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.numbers.causes import COLUMNS, decompose
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.table import Table
from layouts.pages.overview import PAGES
from layouts.parts import why
from layouts.parts.answers import answer, sentence

part = st.tuples(st.integers(0, 500), st.integers(0, 500)).map(lambda two: (min(two), max(two)))
SHARES = [(page, panel) for page in PAGES for panel in page.panels if panel.parts]


def parts_of(counts: list[tuple[int, int]]) -> Table:
    names = [f"del {place}" for place in range(len(counts))]
    return Table({"part": names, "numerator": [n for n, _ in counts], "denominator": [d for _, d in counts]})


@given(st.lists(part, min_size=1).filter(lambda parts: sum(d for _, d in parts) > 0), st.floats(0, 100))
def test_the_costs_add_up_to_target_minus_share(counts: list[tuple[int, int]], target: float) -> None:
    rows = decompose({"Sted": parts_of(counts)}, target).frame()
    share = 100 * sum(n for n, _ in counts) / sum(d for _, d in counts)
    assert rows["cost"].sum() == pytest.approx(target - share, abs=1e-9)
    assert rows["gives"].dropna().is_monotonic_decreasing
    assert (rows["denominator"] > 0).all()


def test_what_would_give_most_comes_first() -> None:
    even, uneven = parts_of([(5, 10), (5, 10)]), parts_of([(9, 10), (1, 10)])
    rows = decompose({"Jævn": even, "Ujævn": uneven}, 80).frame()
    assert rows["dimension"].tolist() == ["Ujævn", "Ujævn", "Jævn", "Jævn"]
    assert rows["cost"].tolist() == [35, -5, 15, 15]


def test_nothing_taken_apart_is_nothing() -> None:
    assert list(decompose({}, 80)) == list(COLUMNS)
    assert decompose({"Sted": parts_of([(0, 0)])}, 80).empty


@pytest.mark.parametrize(("page", "panel"), SHARES, ids=[f"{p.key}/{q.key}" for p, q in SHARES])
@pytest.mark.parametrize("hospital", [None, "glostrup", "hospitalerne-i-nordsjaelland"])
def test_every_share_is_taken_apart_whole(
    page: object, panel: object, hospital: str | None, demo_snapshot: Snapshot
) -> None:
    from dataclasses import replace

    for month in ("2014-11", "2015-03"):
        asked = replace(demo_snapshot.choices.default(), hospital=hospital, month=month)
        own = panel.numbers(demo_snapshot, replace(asked, first=month, last=month)).iloc[0]  # type: ignore[attr-defined]
        rows = answer(why.panel(panel), demo_snapshot, asked).rows  # type: ignore[arg-type]
        if pd.isna(own["value"]) or pd.isna(own["target"]):
            continue
        assert len(rows)
        for _name, parts in rows.groupby("dimension"):
            assert parts["cost"].sum() == pytest.approx(own["target"] - own["value"], abs=1e-9)
            if "denominator" in own:
                assert parts["hits"].sum() == pytest.approx(own["numerator"])
                assert parts["tries"].sum() == pytest.approx(own["denominator"])


@pytest.mark.parametrize(
    ("system", "said"),
    [
        ("blodinfo-ii", "Frederikssund skiller sig ud: "),
        ("mail-kalender", "Ingen enkelt del er forklaringen"),
    ],
)
def test_the_one_site_is_named_and_where_all_are_alike_none_is(
    system: str, said: str, demo_snapshot: Snapshot
) -> None:
    from dataclasses import replace

    panel = next(each for page, each in SHARES if page.key == "svartider" and each.key == "udvikling")
    asked = replace(demo_snapshot.choices.default(), month="2015-04", system=system)
    assert said in sentence(answer(why.panel(panel), demo_snapshot, asked))
