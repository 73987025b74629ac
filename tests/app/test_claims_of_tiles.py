"""What tiles, the overview, the wall and the words on natural variation say, worked out again from their months."""

import itertools
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
import pytest

from data_access.numbers.variation import LONGEST, Variation, places_of
from data_access.numbers.workdays import longer
from data_access.snapshot.snapshot import Snapshot
from layouts.pages import overview
from layouts.pages.overview import PAGES
from layouts.parts.answers import answer
from layouts.parts.answers_beside import metric_of
from layouts.parts.changes import changes
from layouts.parts.claim import heard
from layouts.parts.declarations import Page
from layouts.parts.needed import needed_words
from layouts.parts.tiles import series
from layouts.wall.slides import SLIDES
from tests.app.claims.held import holds
from tests.app.claims.usual import limits
from vocabulary.filters import Filters
from vocabulary.metrics import METRICS
from vocabulary.months import shift, span
from vocabulary.text import rounded

HOSPITALS = (None, "herlev-og-gentofte", "bornholms", "glostrup")
MONTHS = ("2014-05", "2014-11", "2015-01", "2015-04")


def choices(snapshot: Snapshot) -> list[Filters]:
    whole = snapshot.choices.default()
    return [replace(whole, last=last, hospital=each) for each, last in itertools.product(HOSPITALS, MONTHS)]


@pytest.mark.parametrize("page", [page for page in PAGES if page.overview], ids=lambda page: page.key)
def test_what_a_tile_says_holds(page: Page, snapshot: Snapshot) -> None:
    for headline, asked in itertools.product(page.given(snapshot), choices(snapshot)):
        rows = series(headline, snapshot, asked)
        with heard() as found:
            said = changes(headline, rows, longer(snapshot))
        frame = pd.DataFrame(rows)
        assert all(holds(claim, frame) for claim in found), (headline.key, asked, said)
        moved = [words for words in said if not words.startswith("Kan ikke")]
        better = METRICS[headline.metric].better
        for words, claim in zip(moved, found, strict=True):
            goes = "" if words.startswith("Uændret") else "▲" if claim.amount > 0 else "▼"
            good = "" if better == "neither" or not goes else (claim.amount > 0) == (better == "up")
            assert words.startswith(goes)
            assert ("(bedre)" in words, "(dårligere)" in words) == (good is True, good is False)
        with heard() as found:
            of_desk = replace(asked, desk=headline.desk or asked.desk, last=rows[-1]["month"])
            needed_words(headline.metric, snapshot, of_desk, rows[-1])
        assert all(holds(claim, frame) for claim in found if claim.of is None), (headline.key, asked)


def test_why_each_figure_of_the_overview_is_not_judged(snapshot: Snapshot) -> None:
    without = snapshot.frames["targets"].head(0)
    goalless = replace(snapshot, frames={**snapshot.frames, "targets": without})
    for asked in (*choices(snapshot), replace(snapshot.choices.default(), last="2015-05")):
        for each in (snapshot, goalless):
            rows = overview.figures(each, asked)
            why = np.select(
                [
                    rows["level"].isin(["good", "near", "missed"]),
                    rows["withheld"],
                    rows["state"] == "missing",
                    rows["state"] != "whole",
                    rows["level"] == "none",
                    rows["word"] == "For få til at bedømme",
                    rows["lacks"] != "",
                ],
                ["", "hidden", "come", "part", "goal", "few", rows["lacks"].replace("target", "goal")],
                default="none",
            )
            assert rows["reason"].tolist() == why.tolist()
        with heard() as found:
            said = overview.unjudged(goalless, asked)
        assert found
        assert all(holds(claim, claim.of(goalless, asked)) for claim in found if claim.of), said


def test_what_the_wall_says_holds(snapshot: Snapshot) -> None:
    whole = snapshot.choices.default()
    for month, (_name, build) in itertools.product(span("2014-09", "2015-05"), SLIDES.values()):
        asked = replace(whole, first=min(whole.first, month), last=month)
        with heard() as found:
            list(build(snapshot, asked, None))
        assert all(holds(claim, claim.of(snapshot, asked)) for claim in found if claim.of)


# --- Natural variation --------------------------------------------------------------------------------


def held(found: Variation, values: list[float], places: int) -> bool:
    """Say that what is said of the newest of the values is so, as they are printed."""
    mean, low, high = limits(values)
    last, others = values[-1], [rounded(each, places) for each in values[:-1]]
    printed, lowest, highest = (rounded(each, places) for each in (last, low, high))
    is_extreme = "highest" if printed > max(others) else "lowest" if printed < min(others) else ""
    if (found.points, found.extreme) != (len(values), is_extreme):
        return False
    recent = values[-found.length :]
    steps = [after - before for before, after in pairwise(values[-found.length - 1 :])]
    before = values[-found.length - 1] if found.length < len(values) else None
    return {
        "outside": not lowest <= printed <= highest and found.rising == (last > mean),
        "run": found.length >= 7
        and all((each > mean) == found.rising and each != mean for each in recent)
        and (before is None or (before > mean) != found.rising),
        "trend": found.length >= 6 and all(step != 0 and (step > 0) == found.rising for step in steps),
        "near": sum(abs(each - mean) > (high - mean) * 2 / 3 for each in values[-3:]) >= 2
        and len({each > mean for each in values[-3:]}) == 1,
        "": lowest <= printed <= highest,
    }[found.rule]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.key)
def test_what_is_said_of_the_usual_holds(page: Page, snapshot: Snapshot) -> None:
    said: set[Any] = set()
    for panel, asked in itertools.product(page.panels, choices(snapshot)):
        if not panel.varies or not panel.shows(snapshot, asked):
            continue
        found = answer(panel, snapshot, asked).variation
        if found is None or found.limits is None or found.shifted:
            continue
        back = max(snapshot.choices.first, shift(asked.last, 1 - LONGEST))
        rows = answer(panel, snapshot, replace(asked, first=back)).rows
        values = rows[panel.varies][(rows["state"] == "whole") & rows[panel.varies].notna()].tolist()
        assert held(found, values, places_of(metric_of(panel))), (panel.key, asked, found)
        if found.so_far:
            judged = set(rows["level"]) & {"good", "near", "missed"}
            assert ("good" in judged) == (judged == {"good"}) == (found.so_far == "always")
        worth = {"up": found.rising, "down": not found.rising}.get(metric_of(panel).better)
        assert (found.sign == "improving", found.sign == "worsening") == (
            bool(found.rule) and worth is True,
            bool(found.rule) and worth is False,
        )
        said.add(found.rule)
    assert said or page.key not in ("servicedesk", "sager")
