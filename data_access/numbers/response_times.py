"""Response times: the matrix of systems and months, and where a bad figure comes from.

A system's figure is the unweighted mean over its cells (site, action class) of the share of samples within
the limit of the class. 100 means every action at every site.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd

from data_access.numbers.causes import Parts, decompose
from data_access.numbers.series import arrived, judge, scoped, share
from data_access.snapshot.once import fact, once
from data_access.snapshot.scope import rows_in_scope
from data_access.snapshot.snapshot import Snapshot
from vocabulary.filters import Filters, Organisation
from vocabulary.language import N_
from vocabulary.metrics import METRICS
from vocabulary.months import span
from vocabulary.status import Lack, meets

METRIC = "response_time"


@once
def _cells(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Return the cells that have a limit: month, system, site, action_class, and share (0-100) of samples within it."""
    sums = _counts(snapshot, filters)
    sums = sums[sums["limited"] > 0]
    return sums.assign(share=100 * sums["within_limit"] / sums["limited"])


@once
def _counts(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    rows = scoped(snapshot, filters, "samples")
    keys = ["month", "system", "site", "action_class"]
    return rows.groupby(keys, as_index=False)[["samples", "limited", "within_limit"]].sum()


@once
def matrix(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Every system in every month of the period, in the order of the systems.

    Columns: system (key), name, measured (flag), month, value, told and of (the samples that have a limit, and all),
    hits and tries (samples), and those of `judge`. A system that is not measured has its rows without a value.
    """
    cells = _cells(snapshot, filters)
    means, behind = _means(cells, "system"), _behind(cells, "system")
    systems = _systems(snapshot)
    months = pd.DataFrame({"month": span(filters.first, filters.last)})
    rows = systems.rename(columns={"key": "system"}).merge(months, how="cross")
    rows["value"] = [means.get(key) for key in zip(rows["system"], rows["month"], strict=True)]
    rows["measured"] = rows["measured"].astype(bool)
    counts = _counts(snapshot, filters).groupby(["system", "month"])[["limited", "samples"]].sum()
    keys = pd.MultiIndex.from_frame(rows[["system", "month"]])
    counted = counts.reindex(keys, fill_value=0)
    rows = rows.assign(told=counted["limited"].to_numpy(), of=counted["samples"].to_numpy())
    lacks: list[Lack] = [
        "limit" if of and key not in means else "" for key, of in zip(keys, rows["of"], strict=True)
    ]
    rows = _counted_over(rows, "system", behind)
    return _judged(snapshot, rows["system"].tolist(), rows, lacks)


def _judged(
    snapshot: Snapshot, scope: str | Sequence[str], rows: pd.DataFrame, lacks: Sequence[Lack] | None = None
) -> pd.DataFrame:
    return judge(
        snapshot, METRIC, scope, rows, lacks=lacks, behind=(rows["hits"].tolist(), rows["tries"].tolist())
    )


def _behind(cells: pd.DataFrame, thing: str) -> dict[tuple[str, str], tuple[float, float]]:
    """Return the samples behind a figure by thing (a column) and month: those within the limit, and all."""
    sums = cells.groupby([thing, "month"])[["within_limit", "limited"]].sum().astype(float)
    return dict(
        zip(sums.index.tolist(), zip(sums["within_limit"], sums["limited"], strict=True), strict=True)
    )


def _counted_over(
    rows: pd.DataFrame, thing: str, behind: Mapping[tuple[str, str], tuple[float, float]]
) -> pd.DataFrame:
    found = [behind.get(key, (math.nan, math.nan)) for key in zip(rows[thing], rows["month"], strict=True)]
    return rows.assign(
        **{
            name: pd.Series([each[place] for each in found], index=rows.index, dtype="float64")
            for place, name in enumerate(("hits", "tries"))
        }
    )


def _systems(snapshot: Snapshot) -> pd.DataFrame:
    """Return the systems: those that have ever been measured, and those that are said not to be; else all of them."""
    rows = snapshot.frames["systems"].sort_values("position")[["key", "name", "measured"]]
    known = rows["key"].isin(set(snapshot.frames["samples"]["system"]))
    return rows[known | ~rows["measured"].astype(bool)] if known.any() else rows


def _means(cells: pd.DataFrame, thing: str) -> dict[tuple[str, str], float]:
    """Return the mean over the cells by thing (a column) and month."""
    means = cells.groupby([thing, "month"])["share"].mean()
    return dict(zip(means.index.tolist(), means.tolist(), strict=True))


@once
def trend(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """One system's figure by month: the rows of `matrix` of the chosen system, else of the worst."""
    system = filters.system or worst(snapshot, filters)
    rows = matrix(snapshot, filters)
    found = rows[rows["system"] == system].reset_index(drop=True)
    if len(found):
        return found
    # Before the first system is known, every month asked for is there, and empty.
    nothing = dict.fromkeys(("value", "hits", "tries"), float("nan"))
    return _judged(snapshot, "", pd.DataFrame({"month": span(filters.first, filters.last)} | nothing))


@once
def within_sla(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """How many of the measured systems with a target met it by month, as `share` returns it."""
    rows = matrix(snapshot, filters)
    begun = _begun(snapshot, (filters.organisation, filters.hospital))
    come = arrived(snapshot, METRICS[METRIC].source, filters)
    # A system that was measured before, and is said to be, is one of them in a month that tells nothing of it too.
    waited = pd.Series(
        [
            measured and month in come and begun.get(system, "~") <= month
            for measured, system, month in zip(rows["measured"], rows["system"], rows["month"], strict=True)
        ],
        index=rows.index,
        dtype=bool,
    )
    valued = rows["value"].notna() | (rows["lacks"] != "") | waited
    aimed = rows["value"].notna() & rows["target"].notna()
    met = [
        good and meets(METRICS[METRIC], value, target)
        for value, target, good in zip(rows["value"], rows["target"], aimed, strict=True)
    ]
    counts = pd.DataFrame({"met": met, "aimed": aimed, "valued": valued, "limited": rows["value"].notna()})
    sums = counts.astype(int).groupby(rows["month"]).sum()
    sums = sums.reindex(span(filters.first, filters.last), fill_value=0).rename_axis("month").reset_index()
    without = (rows["lacks"] == "limit").groupby(rows["month"]).any().reindex(sums["month"], fill_value=False)
    lacks: list[Lack] = [
        "target" if count else "limit" if none else "told"
        for count, none in zip(sums["limited"], without, strict=True)
    ]
    return share(snapshot, "systems_within_sla", "", sums, "met", "aimed", of="valued", lack=lacks)


def is_measured(snapshot: Snapshot, filters: Filters) -> bool:
    """Say that response times are measured at the hospitals chosen, at any time."""
    return bool(_begun(snapshot, (filters.organisation, filters.hospital)))


@fact
def _begun(snapshot: Snapshot, where: tuple[Organisation, str | None]) -> dict[str, str]:
    """Return the first month in which each system was measured at the places chosen."""
    rows = rows_in_scope(snapshot, "samples", Filters("", "~", *where))
    first = rows.groupby("system")["month"].min()
    return dict(zip(first.index.tolist(), first.tolist(), strict=True))


@once
def worst(snapshot: Snapshot, filters: Filters) -> str:
    """Return the key of the system furthest below its target in the chosen month, else in the last one."""
    return next(iter(furthest(snapshot, filters) or snapshot.choices.systems), "")


@once
def furthest(snapshot: Snapshot, filters: Filters) -> list[str]:
    """Return the keys of the systems furthest below their targets in the chosen month: all that are as far in print."""
    rows = matrix(snapshot, filters)
    rows = rows[(rows["month"] == (filters.month or filters.last)) & rows["value"].notna()]
    distance = (rows["value"] - rows["target"].fillna(0)).round(METRICS[METRIC].decimals)
    return [str(key) for key in rows["system"][distance == distance.min()]]


def months_by_site(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """The chosen system's figure at each site in each month, the worst site of the chosen month first.

    Columns: key, site (name), month, value, hits and tries (samples), and those of `judge`, against the system's own
    target.
    """
    chosen = _chosen(snapshot, filters)
    cells = _cells(snapshot, chosen)
    cells = cells[cells["system"] == chosen.system]
    means, behind = _means(cells, "site"), _behind(cells, "site")
    worst_first = sorted(
        set(cells["site"]), key=lambda key: (means.get((key, chosen.month or ""), 101.0), key)
    )
    pairs = [(site, month) for site in worst_first for month in span(filters.first, filters.last)]
    rows = pd.DataFrame(
        {
            "key": [site for site, _ in pairs],
            "site": [snapshot.organisation.sites[site] for site, _ in pairs],
            "month": [month for _, month in pairs],
            "value": pd.Series([means.get(pair) for pair in pairs], dtype="float64"),
        }
    )
    return _judged(snapshot, chosen.system or "", _counted_over(rows, "key", behind))


def sites_by_class(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """The chosen cell taken apart: each site's figure, its action classes, and what it costs.

    Columns: site (name), standard and heavy (0-100), value (their mean), hits and tries (samples), cost (percentage
    points by which the site pulls the system below its target; the costs add up to target minus figure; negative: it
    lifts), level, word, target, shown, few; the costliest first.
    """
    chosen = _chosen(snapshot, filters)
    cells = _cells(snapshot, replace(chosen, first=chosen.month or "", last=chosen.month or ""))
    cells = cells[cells["system"] == chosen.system]
    if cells.empty:
        return _empty("site", "standard", "heavy", "value", "hits", "tries", "cost", "level", "word", "target", "shown",
                      "few")  # fmt: skip
    classes = cells.pivot(index="site", columns="action_class", values="share")
    means = cells.groupby("site").agg(
        mean=("share", "mean"), size=("share", "size"), hits=("within_limit", "sum"), tries=("limited", "sum")
    )
    rows = pd.DataFrame(
        {
            "month": chosen.month,
            "site": [snapshot.organisation.sites[str(key)] for key in means.index],
            "standard": classes.get("standard"),
            "heavy": classes.get("heavy"),
            "value": means["mean"],
            "hits": means["hits"].astype(float),
            "tries": means["tries"].astype(float),
        },
        index=means.index,
    )
    judged = _judged(snapshot, chosen.system or "", rows)
    cost = (judged["target"] - judged["value"]) * means["size"] / len(cells)
    return (
        judged.assign(cost=cost)
        .sort_values(["cost", "value"], ascending=[False, True])
        .reset_index(drop=True)
    )


def cells_of(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Return the cells of the chosen system in the chosen month: site, action_class, limited, within_limit, share."""
    chosen = _chosen(snapshot, filters)
    cells = _cells(snapshot, replace(chosen, first=chosen.month or "", last=chosen.month or ""))
    return cells[cells["system"] == chosen.system]


def parts(snapshot: Snapshot, filters: Filters) -> Parts:
    """The cells behind the chosen system's figure of the month, by site and by action class.

    A cell counts as one, and as the share of its samples that were fast enough; `hits` and `tries` are the samples.
    """
    cells = cells_of(snapshot, filters)
    names = {"site": snapshot.organisation.sites, "action_class": snapshot.names("action_classes")}
    return {
        N_("Sted"): _counted(cells, "site", names["site"]),
        N_("Handlingstype"): _counted(cells, "action_class", names["action_class"]),
    }


def standing_out(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Return the sites that pull the chosen cell down by more than chance, those that would give most first.

    Rows as `decompose` returns them.
    """
    cells, chosen = cells_of(snapshot, filters), _chosen(snapshot, filters)
    target = snapshot.target(METRIC, chosen.system or "", chosen.month or "")
    by_site = {N_("Sted"): _counted(cells, "site", snapshot.organisation.sites)}
    rows = decompose(by_site, target.value if target else None)
    return rows[rows["stands_out"].astype(bool)]


def _counted(cells: pd.DataFrame, by: str, names: Mapping[str, str]) -> pd.DataFrame:
    sums = (
        cells.assign(fast=cells["share"] / 100, cells=1.0)
        .groupby(by)[["fast", "cells", "within_limit", "limited"]]
        .sum()
        .reset_index()
    )
    return pd.DataFrame(
        {
            "part": sums[by].map(names),
            "numerator": sums["fast"],
            "denominator": sums["cells"],
            "hits": sums["within_limit"],
            "tries": sums["limited"],
        }
    )


def systems(snapshot: Snapshot, filters: Filters) -> Parts:
    """The systems of the month, each counted as one, and as one that met its own target or not."""
    month = filters.month or filters.last
    rows = matrix(snapshot, replace(filters, first=month, last=month))
    rows = rows[rows["value"].notna() & rows["target"].notna()]
    met = [
        float(meets(METRICS[METRIC], value, target))
        for value, target in zip(rows["value"], rows["target"], strict=True)
    ]
    return {N_("System"): pd.DataFrame({"part": rows["name"], "numerator": met, "denominator": 1.0})}


def without(snapshot: Snapshot, filters: Filters, site: str) -> float | None:
    """Return what the chosen cell's figure would be without a site (its name); None when none is left."""
    chosen = _chosen(snapshot, filters)
    cells = _cells(snapshot, replace(chosen, first=chosen.month or "", last=chosen.month or ""))
    rest = cells[
        (cells["system"] == chosen.system) & (cells["site"].map(snapshot.organisation.sites) != site)
    ]
    return float(rest["share"].mean()) if len(rest) else None


def _chosen(snapshot: Snapshot, filters: Filters) -> Filters:
    """Return the filters with the cell in question filled in: the worst system, the last month."""
    month = filters.month or filters.last
    return replace(filters, month=month, system=filters.system or worst(snapshot, filters))


def _empty(*columns: str) -> pd.DataFrame:
    return pd.DataFrame({column: [] for column in columns})
