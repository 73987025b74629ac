"""How the hospitals stand among each other: each figure of a month beside the others', the region's and chance."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

import numpy as np

from data_access.numbers import few, league
from data_access.numbers.naming import name_of
from data_access.snapshot.rows import Row
from data_access.snapshot.snapshot import Snapshot
from layouts.parts.among_run import REGION, Of, figures, found_of
from layouts.parts.answers_run import at_month
from layouts.parts.declarations import Headline, Page
from layouts.parts.tiles import LATEST, figure_words, goal_words
from vocabulary import text
from vocabulary.filters import Filters
from vocabulary.language import _
from vocabulary.metrics import METRICS
from vocabulary.months import first_day, shift


def of_month(pages: Sequence[Page], snapshot: Snapshot, filters: Filters) -> list[Row]:
    """Return a row a figure and place (a hospital, or the region) of the month that is spoken of.

    The rows have hospital (key, `REGION` of all together), thing and name (of what the figure stands for, else ''),
    those of `KEPT`, and: headed (`Of`), ref (what tells the figure from the others), subject, called (the
    figure's name), metric, unit, figure (as it is written), goal (its target in words), region (the region's figure)
    and region_figure, those of `_in_units`, standing against the rest (`league`), first and last (the places that it
    may have) and placed (how many have one). Where a source has not delivered the month yet, its rows are of the newest
    that it has.
    """
    return [row for of in figures(pages, snapshot) for row in _of_figure(snapshot, of, at_month(filters))]


def _of_figure(snapshot: Snapshot, of: Of, filters: Filters) -> Iterator[Row]:
    found = found_of(snapshot, of, filters)
    come = found.come[: bisect_right(found.come, filters.last)]
    month = come[-1] if come and come[-1] >= shift(filters.last, -LATEST) else filters.last
    there = found.rows.part(bisect_left(found.months, month), bisect_right(found.months, month)).records
    things: dict[str, list[Row]] = {}
    for row in there:
        things.setdefault(row["thing"], []).append(row)
    for rows in things.values():
        yield from _ranked(snapshot, of, rows)


def _ranked(snapshot: Snapshot, of: Of, rows: list[Row]) -> Iterator[Row]:
    """Add to the rows of a figure, one a hospital, what it is called and how each stands."""
    metric, headline = METRICS[of.headline.metric], of.headline
    region = next((row for row in rows if row["hospital"] == REGION), None)
    hospitals = [row for row in rows if row is not region]
    none: list[league.Standing] = [""] * len(hospitals)
    standings = _standings(snapshot, of, hospitals, region) if region else none
    places = league.places(standings)
    about = headline.about(snapshot, Filters("", "")) if headline.about and not of.things else _(of.page.name)
    for place, row in enumerate([*hospitals, *([region] if region else [])]):
        is_region = row is region
        yield row | {
            "headed": of,
            "ref": f"{of.page.key}/{headline.key}/{headline.desk or ''}/{row['thing']}",
            "subject": about,
            "called": row["name"] or name_of(snapshot, metric.key, row["month"]),
            "metric": metric.key,
            "unit": _(metric.unit),
            "figure": figure_words(headline, row),
            "goal": "" if text.is_missing(row["target"]) else goal_words(headline, row),
            "region": region["value"] if region else float("nan"),
            "region_figure": figure_words(headline, region) if region else text.NOTHING,
            **_in_units(headline, row, region),
            "standing": "" if is_region else standings[place],
            "first": 0 if is_region else places.firsts[place],
            "last": 0 if is_region else places.lasts[place],
            "placed": places.of,
        }


def _in_units(headline: Headline, row: Row, region: Row | None) -> Row:
    """Return a figure, its target and the region's as they are told: of things that are counted so many of all.

    Columns: in_units, units (words), target_in_units, region_in_units, and the three in words.
    """
    of, words = row["denominator"], _(METRICS[headline.metric].unit)
    counted = headline.counted and not text.is_missing(of)
    figure = {
        "in_units": row["numerator"] if counted else row["value"],
        "in_units_words": figure_words(headline, row),
    }
    goal = row["target"] * of / 100 if counted and not text.is_missing(row["target"]) else row["target"]
    theirs = (region["numerator"] if counted else region["value"]) if region else float("nan")
    return figure | {
        "units": _("af {n}", n=text.number(of)) if counted else words,
        "target_in_units": goal,
        "target_in_units_words": "" if text.is_missing(row["target"]) else goal_words(headline, row),
        "region_in_units": theirs,
        "region_in_units_words": figure_words(headline, region) if region else text.NOTHING,
    }


def _standings(snapshot: Snapshot, of: Of, hospitals: Sequence[Row], region: Row) -> list[league.Standing]:
    metric = of.headline.metric
    if region["state"] != "whole" or metric not in few.THINGS:
        return [""] * len(hospitals)
    enough = few.least(snapshot, metric, first_day(region["month"]))
    own = [row if row["state"] == "whole" and not row["withheld"] else None for row in hospitals]
    if METRICS[metric].unit == "sekunder":
        values, counts = ([row[name] if row else np.nan for row in own] for name in ("value", "told"))
        return league.of_means(values, counts, region["value"], region["told"], enough)
    good, all_ = behind(region)
    hits, tries = ([behind(row)[place] if row else np.nan for row in own] for place in (0, 1))
    return league.of_shares(hits, tries, good, all_, enough)


def behind(row: Row) -> tuple[float, float]:
    """Return what a share is counted over: those that were good, and all."""
    names = ("numerator", "denominator") if text.is_missing(row["tries"]) else ("hits", "tries")
    return row[names[0]], row[names[1]]


def against(rows: Sequence[Row], others: Sequence[Row | None]) -> list[league.Standing]:
    """Say how each share stands against one other that it is compared with; nothing of what is no matter of chance."""
    pairs = [
        (*behind(row), *behind(other))
        if other and METRICS[row["metric"]].unit == "%" and row["metric"] in few.THINGS
        and row["state"] == other["state"] == "whole"
        else (np.nan,) * 4
        for row, other in zip(rows, others, strict=True)
    ]  # fmt: skip
    return league.of_two(*np.array(pairs).T.reshape(4, len(pairs))) if pairs else []


def limits(rows: Sequence[Row], regions: Sequence[Row], asked: Sequence[int]) -> list[tuple[float, float]]:
    """Return between which shares each row would not differ from the rest; `regions` are the region's own rows.

    All rows must have what they are counted over, and `asked` how many are held against each other.
    """
    counts = [(*behind(row), *behind(region)) for row, region in zip(rows, regions, strict=True)]
    if not counts:
        return []
    hits, tries, all_hits, all_tries = np.array(counts).round().T
    low, high = league.funnel(hits, tries, all_hits, all_tries, asked)
    return list(zip(low.tolist(), high.tolist(), strict=True))
