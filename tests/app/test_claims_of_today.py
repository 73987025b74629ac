"""What the wall says of today, worked out again from the frames of what happens: calls, cases, the last hour."""

import itertools
from dataclasses import replace
from datetime import datetime
from typing import Any

import numpy as np
import pandas as pd
import pytest

from data_access.snapshot.live import Live
from data_access.snapshot.snapshot import Snapshot
from layouts.parts.claim import Claim, heard
from layouts.wall import today
from layouts.wall.slide import Slide
from tests.app.claims.held import holds
from tests.app.claims.lacking import figures_without, words_without
from vocabulary import text

DESK = "cimt"
COUNTS = ("offered", "answered", "within_limit", "wait_seconds", "waits", "limited")
NOW = datetime.fromisoformat("2015-05-11T10:20")


def calls(*counts: int) -> pd.DataFrame:
    """Return calls to two desks by hour from eight o'clock; of the other desk there are nine in each."""
    rows = [
        (hour, desk, n, n - n // 4, n // 2, 30.0 * n, n - n // 4, n - n // 4)
        for hour, count in enumerate(counts, start=8)
        for desk, n in ((DESK, count), ("klinisk", 9))
    ]
    return pd.DataFrame(rows, columns=["hour", "desk", *COUNTS])


def usual(*days: tuple[int, ...]) -> pd.DataFrame:
    rows = [
        (f"2015-0{4 - week // 4}-{20 - week:02}", hour, desk, n)
        for week, counts in enumerate(days)
        for hour, count in enumerate(counts, start=8)
        for desk, n in ((DESK, count), ("klinisk", 500))
    ]
    return pd.DataFrame(rows, columns=["day", "hour", "desk", "offered"])


def samples(*cells: tuple[str, str, int, int]) -> pd.DataFrame:
    """Return cells of system, site, measurements and how many of them were slow."""
    rows = [(system, site, f"class-{n}", of, of - slow) for n, (system, site, of, slow) in enumerate(cells)]
    return pd.DataFrame(rows, columns=["system", "site", "action_class", "limited", "within_limit"])


def cases(*hours_left: float | None) -> pd.DataFrame:
    """Return open cases with so many hours left of a limit of two days; None has no limit."""
    now = pd.Timestamp(NOW, tz="Europe/Copenhagen").tz_convert("UTC").tz_localize(None)
    rows = [
        ("high", str(now - pd.Timedelta(hours=48 - (left or 0))), np.nan if left is None else 2.0)
        for left in hours_left
    ]
    return pd.DataFrame(rows, columns=["priority", "opened_at", "limit_days"])


def live(**more: Any) -> Live:
    empty = {"open_cases": cases(), "samples": pd.DataFrame()}
    made = {"calls": calls(40, 50, 20), "last_hour": calls(60), "usual": usual(*[(30, 40, 60)] * 5), **empty}
    return Live(**({"now": NOW, "opened": 12, "resolved": 5, "is_told": True} | made | more))


DAYS = {
    "more than usual": live(),
    "fewer": live(calls=calls(3, 4, 1)),
    "as usual": live(usual=usual((30, 40, 60), (60, 50, 30), (44, 41, 12))),
    "no call": live(calls=calls().assign(desk=[]), last_hour=calls()),
    "none is usual": live(usual=usual()),
    "cases near and past their limit": live(open_cases=cases(-5, -0.5, 0.5, 3.9, 4.5, 40, None)),
    "nothing solved is told": live(resolved=None, open_cases=cases(5)),
    "too few to judge": live(samples=samples(("orbit", "herlev", 13, 1), ("orbit", "hvidovre", 12, 0))),
    "one system far below": live(
        samples=samples(
            ("orbit", "herlev", 60, 0),
            ("orbit", "hvidovre", 60, 50),
            ("orbit", "bornholm", 60, 3),
            ("opus-notat", "herlev", 90, 0),
        )
    ),
    "two sites tie": live(
        samples=samples(
            ("orbit", "herlev", 60, 30), ("orbit", "hvidovre", 60, 30), ("orbit", "bornholm", 300, 3)
        )
    ),
    "all alike": live(samples=samples(("orbit", "herlev", 60, 30), ("orbit", "hvidovre", 60, 30))),
    "the lowest by chance": live(samples=samples(("orbit", "herlev", 40, 5), ("orbit", "hvidovre", 40, 4))),
}


def words(slide: Slide) -> list[str]:
    """Return all that a slide says in words: figures by themselves, and what stands beside them."""
    rows = [f"{row['value']} {row['words']}" for row in slide.rows]
    tiles = [f"{tile['value']} {tile['note']}" for tile in slide.tiles]
    return [f"{slide.figure} {slide.word}", slide.sentence, *rows, *tiles]


def frame_of(claim: Claim, slide: Slide, live: Live) -> pd.DataFrame:
    return pd.DataFrame(slide.rows) if claim.of is None else claim.of(live)


def wrong(slide: Slide, found: list[Claim], live: Live) -> list[Any]:
    """Return the claims that do not hold, and the figures and words that none is of."""
    faults: list[Any] = [
        claim for claim in found if not against_or_holds(claim, frame_of(claim, slide, live), live)
    ]
    for said in words(slide):
        names = pd.DataFrame({"site": [DESK]})
        faults += [(said, each) for each in figures_without(said, found, names)]
        faults += [(said, each) for each in words_without(said, found, None)]
    return faults


def against_or_holds(claim: Claim, rows: pd.DataFrame, live: Live) -> bool:
    if claim.what != "against":
        return holds(claim, rows)
    mine, so_far = rows[rows["desk"] == DESK], live.calls[live.calls["desk"] == DESK]["offered"].sum()
    by_now = [_until_now(day.set_index("hour")["offered"], live.now) for _key, day in mine.groupby("day")]
    ends = [[pair[end] for pair in by_now] for end in (0, 1)]
    part = live.now.minute / 60
    low, middle, high = (
        pick(ends[0]) + part * (pick(ends[1]) - pick(ends[0])) for pick in (min, np.median, max)
    )
    low, high = np.floor(low), np.ceil(high)
    end = "more" if so_far > high else "fewer" if so_far < low else "usual"
    return (claim.since, claim.values) == (end, (low, high)) and abs(claim.amount - middle) < 1e-9


def _until_now(hours: "pd.Series[float]", now: datetime) -> tuple[float, float]:
    """Return a day's calls by the end of the hour before, and by the end of that which runs."""
    return tuple(float(hours[hours.index < now.hour + more].sum()) for more in (0, 1))  # type: ignore[return-value]


def told(snapshot: Snapshot, live: Live) -> list[tuple[Slide, list[Claim]]]:
    found = []
    slides = today.slides(snapshot, replace(snapshot.choices.default(), desk=DESK), live)
    while True:
        with heard() as claims:
            slide = next(slides, None)
        if slide is None:
            return found
        found.append((slide, claims))


@pytest.mark.parametrize("live", DAYS.values(), ids=DAYS)
def test_what_the_wall_says_of_today_holds(live: Live, snapshot: Snapshot) -> None:
    slides = told(snapshot, live)
    assert slides
    assert [fault for slide, found in slides for fault in wrong(slide, found, live)] == []


@pytest.mark.parametrize(
    ("day", "what"),
    [
        ("more than usual", "Flere end sædvanligt."),
        ("fewer", "Færre end sædvanligt."),
        ("as usual", "På denne tid"),
    ],
)
def test_more_and_fewer_are_said_where_it_is_so(day: str, what: str, snapshot: Snapshot) -> None:
    ((slide, found),) = told(snapshot, DAYS[day])
    (claim,) = [each for each in found if each.what == "against"]
    assert slide.sentence.startswith(what)
    said = {"Flere": "more", "Færre": "fewer"}.get(slide.sentence.split()[0], "usual")
    assert claim.since == said
    assert [text.number(each) in slide.sentence for each in (*claim.values, claim.amount)] == [True] * 3  # type: ignore[arg-type]


@pytest.mark.parametrize("live", DAYS.values(), ids=DAYS)
def test_the_sites_that_are_named_are_the_lowest(live: Live, snapshot: Snapshot) -> None:
    names = snapshot.names("sites")
    for slide, found in told(snapshot, live):
        for claim in (each for each in found if each.what == "lowest"):
            system = snapshot.names("systems")[str(claim.at[0][0])]
            said = [row["words"] for row in slide.rows if row["name"] == system]
            said += [tile["note"] for tile in slide.tiles if tile["name"].endswith(system)]
            named = {key for key in names if any(names[key] in each for each in said)}
            assert named == set(claim.values) - {"alike"}
            assert any("alle steder" in each for each in said) <= (claim.values == ("alike",))


def test_the_worst_system_comes_first_and_of_those_alike_the_furthest_from_its_target(
    snapshot: Snapshot,
) -> None:
    def percent(words: str) -> float:
        return float(words.removeprefix("mål ").split("\u00a0")[0].replace(",", "."))

    order = ("missed", "near", "unknown", "good", "none")
    for slide, _found in itertools.chain.from_iterable(told(snapshot, each) for each in DAYS.values()):
        ranks = [
            (order.index(row["level"]), round(percent(row["value"]) - percent(row["goal"]), 2))
            for row in slide.rows
            if "%" in row["value"]
        ]
        assert ranks == sorted(ranks)
