"""What the tables of sentences share: rows by hand, and what is said of them, for a reader of Danish to judge."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, cast

import pandas as pd

from data_access.database.coverage import Covered
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.table import Table
from layouts.parts.declarations import Content, Panel
from vocabulary.filters import Filters

Rows = list[dict[str, Any]]
NAN = float("nan")
PERIOD = Filters("2015-01", "2015-03")
QUARTER = Filters("2015-01", "2015-03", desk="cimt")
SERVICES = {"ingen-kode": "Ingen kode"}


def plain(words: str) -> str:
    """Return the words with plain spaces between figures and units."""
    return words.replace("\u00a0", " ")


def said(sentence: Callable[[Content], str], rows: Rows, filters: Filters = PERIOD, panel: Any = None) -> str:
    """Return what a panel's sentence says of its rows."""
    frames = {
        "loads": pd.DataFrame(columns=["source", "kind", "stream", "tells_none"]),
        "pathways": pd.DataFrame(columns=["month", "field", "site"]),
    }
    coverage = SimpleNamespace(month=lambda _source, _month: Covered("whole", 1.0))
    all_came = SimpleNamespace(coverage=coverage, frames=frames, facts={}, names=lambda _table: SERVICES)
    content = Content(panel, cast("Any", all_came), filters, Table.of(pd.DataFrame(rows)), ())
    return plain(sentence(content))


def content(
    panel: Panel, snapshot: Snapshot, rows: Rows | pd.DataFrame, filters: Filters = QUARTER
) -> Content:
    return Content(panel, snapshot, filters, Table.of(pd.DataFrame(rows)), panel.columns)
