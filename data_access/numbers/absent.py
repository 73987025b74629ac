"""Whose figures have not come in a month of which others' have."""

from typing import get_args

from data_access.numbers import pathways
from data_access.snapshot import desks
from data_access.snapshot.snapshot import Snapshot
from vocabulary.filters import Filters
from vocabulary.metrics import METRICS


def places(snapshot: Snapshot, filters: Filters, metric: str, month: str) -> list[str]:
    """Return the names of the places that a metric's month lacks; none where that cannot be told."""
    found: list[str] = []
    if METRICS[metric].source == desks.SOURCE:
        found = desks.places_lacking(snapshot, filters, month)
    for field in get_args(pathways.Field):
        if pathways.METRICS[field] == metric:
            found = pathways.places_lacking(snapshot, filters, field, month)
    return [snapshot.organisation.sites[site] for site in found]
