"""What a reader can choose from: the months that anything is told of, and the things that are told."""

from collections.abc import Mapping
from datetime import date

import pandas as pd

from data_access.snapshot.organisation import Organisation
from vocabulary.filters import Choices
from vocabulary.months import month_of, shift

# The frames whose months can be chosen; and those that can where there is none of the former.
_MONTHLY = ("calls", "cases", "samples", "referrals", "pathways", "project_reports")
_DATED = {"indicator_values": "period", "milestones": "due", "staffing": "year", "staffing_sources": "year",
          "budget_lines": "year", "project_milestones": "due"}  # fmt: skip
Frames = Mapping[str, pd.DataFrame]


def choices(frames: Frames, organisation: Organisation, today: date) -> Choices:
    """Return what can be chosen of the frames of a snapshot, on a day."""
    current = month_of(today)
    months = _months(frames, current) or [current]
    first, last = min(months), max(months)
    desks, told = names_of(frames["desks"]), set().union(*desks_told(frames).values())
    systems = frames["systems"]
    return Choices(
        first=first,
        last=last,
        newest_whole=shift(current, -1),
        hospitals={"today": organisation.hospitals_today(), "then": organisation.hospitals_then(last)},
        heirs=organisation.heirs(),
        desks={key: name for key, name in desks.items() if key in told} or desks,
        systems=names_of(systems[systems["measured"].astype(bool)]),
        services=names_of(frames["services"]),
        programmes=names_of(frames["project_programmes"]),
        projects=names_of(frames["projects"]),
    )


def desks_told(frames: Frames) -> dict[str, set[str]]:
    """Return the desks that each source of a desk's work has ever told of."""
    of = {"telefoni": "calls", "sager": "cases"}
    return {source: set(frames[name]["desk"]) for source, name in of.items()}


def names_of(things: pd.DataFrame) -> dict[str, str]:
    """Return the names of a frame of named things, by key."""
    return dict(zip(things["key"], things["name"], strict=True))


def _months(frames: Frames, current: str) -> list[str]:
    """Return the first and the last month of each subject, none of them to come.

    A year is told by its months, so that what is counted by the year alone can be chosen too.
    """
    columns = [frames[name]["month"] for name in _MONTHLY]
    if not any(map(len, columns)):
        columns = [frames[name][column] for name, column in _DATED.items()]
    edges = [(str(each.min()), str(each.max())) for each in columns if len(each)]
    found = [
        (f"{first}-01"[:7], last[:7] if len(last) > len("2015") else f"{last}-12") for first, last in edges
    ]
    return [min(month, current) for pair in found for month in pair]
