"""What a sentence claims holds, and what it says is claimed: each is worked out again from rows.

The sentences tell what they claim as values (`layouts/parts/claims.py`); here it is worked out by pandas from the rows
of the panel itself, or of the numbers that a page is summed up by, for the demonstration and for rows that hypothesis
makes up. What words mean stands in `claims/meant.py`, how a claim is worked out in the rest of `claims/`.
"""

import itertools
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.snapshot.snapshot import Snapshot
from layouts.pages.overview import PAGES
from layouts.parts import claims
from layouts.parts.answers import answer, panels_of, sentence
from layouts.parts.answers_run import rows_of
from layouts.parts.claim import Claim, heard
from layouts.parts.declarations import Page
from layouts.parts.remarks import cautions
from layouts.parts.sentences import share_sentence
from tests.app.claims.held import holds
from tests.app.claims.lacking import figures_without, month_missed, months_without, words_without
from tests.app.claims.meant import unmeant
from tests.app.claims.said import is_named, is_said
from vocabulary import text
from vocabulary.filters import Filters
from vocabulary.months import span

pytestmark = pytest.mark.takes(40)


def faults(page: Page, snapshot: Snapshot, filters: Filters) -> tuple[int, list[Any]]:
    """Return how many claims a page's sentences make for what is chosen, and those that do not hold."""
    with heard() as found:
        said = page.summary(snapshot, filters)
    made, wrong = len(found), _faults(page.key, said, found, None, snapshot, filters)
    for panel in panels_of(page):
        if panel.shows(snapshot, filters):
            content = answer(panel, snapshot, filters)
            with heard() as found:
                said = sentence(content)
            made += len(found)
            wrong += _faults(panel.key, said, found, content.rows, snapshot, filters)
            with heard() as found:
                below = cautions(content)
            if below:
                made += len(found)
                wrong += _faults(
                    f"{panel.key} (below)", words_of(below), found, content.rows, snapshot, filters
                )
    return made, wrong


def words_of(element: Any) -> str:
    """Return the text of elements, a sentence or a line of a list after another."""
    if isinstance(element, list):
        return " ".join(words_of(each) for each in element)
    return words_of(element["props"]["children"]) if isinstance(element, dict) else str(element)


def _faults(
    key: str, said: str, found: list[Claim], own: pd.DataFrame | None, snapshot: Snapshot, filters: Filters
) -> list[Any]:
    """Return the claims of a sentence that do not hold, and the figures in it that no claim is about."""
    wrong: list[Any] = []
    for claim in found:
        assert claim.of or own is not None, f"{key}: of which numbers is {claim}?"
        rows = _of(own if claim.of is None else rows_of(claim.of, snapshot, claim.asked or filters).frame())
        if not (holds(claim, rows) and is_named(claim, said, rows) and is_said(claim, said)):
            wrong.append((key, filters, said, claim))
    asked = filters.narrowed
    unclaimed = months_without(said, found, own, asked.first, asked.last)
    if not key.endswith("(below)"):  # which speaks of each month that is not whole
        unclaimed += month_missed(found, own, filters.month or filters.last)
    unclaimed += [*figures_without(said, found, own), *words_without(said, found, own), *unmeant(said, found)]
    return [*wrong, *[(key, filters, said, f"{unclaimed} is not claimed")] * bool(unclaimed)]


def _of(rows: pd.DataFrame) -> pd.DataFrame:
    return rows if "level" in rows else rows.assign(level="none")


def choices(snapshot: Snapshot, page: Page) -> list[Filters]:
    """Return what is chosen together: every hospital and desk and some systems, each with another month."""
    whole = snapshot.choices.default()
    months = itertools.cycle([None, *span(whole.first, whole.last), "2014-02"])
    hospitals = [None, *snapshot.choices.hospitals["today"]]
    given = [replace(whole, first="2014-01", hospital=each, month=next(months)) for each in hospitals]
    if "desk" in page.filters:
        given += [replace(each, desk="klinisk", month=next(months)) for each in given[::4]]
    if "system" in page.filters:
        given += [
            replace(whole, system=each, month=next(months)) for each in list(snapshot.choices.systems)[::2]
        ]
    first, last = whole.first, whole.last
    asked = [(panel.key, given[place].hospital) for place, panel in enumerate(page.panels) if panel.parts]
    given += [
        replace(whole, why=why, hospital=each, month=last) for why, one in asked for each in (None, one)
    ]
    given += [replace(whole, why=why, month=first) for why, _hospital in asked]
    then = [
        replace(whole, organisation="then", hospital=each, month=None)
        for each in ("gentofte", "herlev", "herlev-og-gentofte") if each in snapshot.choices.hospitals["then"]
    ]  # fmt: skip
    return [*given, *then]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.key)
def test_what_a_page_claims_holds(page: Page, snapshot: Snapshot) -> None:
    found = [faults(page, snapshot, each) for each in choices(snapshot, page)]
    assert [wrong for _made, several in found for wrong in several] == []


@pytest.mark.parametrize(
    "key", ["servicedesk", "sager", "svartider", "omvisitering", "udredning", "strategi"]
)
def test_the_pages_with_figures_claim_something(key: str, snapshot: Snapshot) -> None:
    page = next(each for each in PAGES if each.key == key)
    assert faults(page, snapshot, snapshot.choices.default())[0] > 1


@pytest.mark.parametrize("page", [page for page in PAGES if page.is_subject], ids=lambda page: page.key)
def test_the_sentence_that_sums_a_page_up_claims_what_it_says(page: Page, snapshot: Snapshot) -> None:
    with heard() as found:
        page.summary(snapshot, snapshot.choices.default())
    assert found
    assert all(claim.of for claim in found)


# --- Of made-up rows -----------------------------------------------------------------------------------

values = st.sampled_from([0.0, 50.0, 79.94, 79.96, 80.0, 100.0]) | st.floats(0, 100) | st.just(float("nan"))
states = st.sampled_from(["whole", "whole", "whole", "incomplete", "missing", "under_way"])


def judged(made: list[tuple[float, str, bool]], *, target: float) -> pd.DataFrame:
    months = span("2014-01", "2014-12")[: len(made)]
    rows = pd.DataFrame(
        {
            "month": months,
            "value": pd.array([value for value, _state, _few in made], dtype="float64"),
            "state": [state for _value, state, _few in made],
            "target": target,
            "few": [few and value == value and state == "whole" for value, state, few in made],
            "completeness": 0.5,
            "lacks": "",
            "numerator": 4.0,
            "denominator": 5.0,
        }
    )
    found = [
        "unknown" if state != "whole" or value != value or few else "none" if target != target
        else "good" if value >= target else "missed"
        for value, state, few in made
    ]  # fmt: skip
    return rows.assign(level=found, word="", shown=[text.quantity(value, "%", 1) for value in rows["value"]])


@given(
    made=st.lists(st.tuples(values, states, st.booleans()), min_size=1, max_size=12),
    target=st.sampled_from([80.0, float("nan")]),
    picked=st.integers(0, 11) | st.none(),
)
def test_what_is_claimed_of_any_share_holds(
    made: list[tuple[float, str, bool]], target: float, picked: int | None
) -> None:
    rows = judged(made, target=target)
    months = rows["month"].tolist()
    month = months[picked] if picked is not None and picked < len(months) else None
    with heard() as found:
        said = share_sentence(rows, "service_level", Filters("2014-01", months[-1], month=month), "Svar")
    assert [claim for claim in found if not holds(claim, rows)] == []
    assert [
        *figures_without(said, found, rows),
        *words_without(said, found, rows),
        *unmeant(said, found),
    ] == []


numbers = st.lists(st.sampled_from([0.0, 1.0, 1.0, 7.0, 1e9]) | st.floats(0, 1e6), min_size=1, max_size=9)


@given(amounts=numbers)
def test_of_several_that_tie_all_are_told(amounts: list[float]) -> None:
    rows: list[Any] = [{"name": str(place), "n": amount} for place, amount in enumerate(amounts)]
    with heard() as found:
        ends = [claims.extreme(rows, "n", end, "known", ("name",)) for end in claims.ENDS]
        claims.total(rows, "n", "known")
    assert [len(each) for each in ends] == [amounts.count(min(amounts)), amounts.count(max(amounts))]
    assert all(holds(claim, pd.DataFrame(rows)) for claim in found)


def test_a_claim_that_does_not_hold_is_found() -> None:
    rows = judged([(70, "whole", False), (90, "whole", False), (90, "incomplete", False)], target=80)
    wrong = [
        Claim("most", "value", "whole", ("month",), (("2014-01",),), 70),
        Claim("least", "value", "whole", ("month",), (("2014-01",), ("2014-02",)), 70),
        Claim("count", "level", "judged", (), (), 2, values=("good",)),
        Claim("those", "level", "known", ("month",), (("2014-01",),), 1, values=("good",)),
        Claim("word", "level", "known", ("month",), (("2014-01",),), values=("good",)),
        Claim("sum", "value", "whole", (), (), 250),
        Claim("value", "value", "known", ("month",), (("2014-02",),), 70),
        Claim("period", "value", "whole", ("month",), (("2014-01",), ("2014-03",))),
        Claim("change", "value", "known", ("month",), (("2014-02",),), 90, "target"),
        Claim("change", "value", "known", ("month",), (("2014-01",),), -10, "target", "most"),
    ]
    assert [claim.what for claim in wrong if holds(claim, rows)] == []


def test_nobody_listens_but_who_asks() -> None:
    rows: list[Any] = [{"month": "2014-01", "n": 1}]
    with heard() as outer:
        with heard() as inner:
            claims.period(rows, "n")
        claims.period(rows, "n")
    claims.period(rows, "n")
    assert [len(outer), len(inner)] == [1, 1]
