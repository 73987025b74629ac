"""The columns of a panel's table and of its downloads."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Literal

from data_access.numbers.naming import name_of
from data_access.snapshot.snapshot import Snapshot
from vocabulary.filters import Filters
from vocabulary.language import N_, _

Kind = Literal[
    "month",
    "day",
    "moment",
    "text",
    "count",
    "number",
    "percent",
    "goal",
    "points",
    "seconds",
    "judged",
    "written",
    "word",
]
# A cell that begins like a formula would be run by the spreadsheet that opens it.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_UNITS = {
    "percent": "%",
    "goal": "%",
    "judged": "%",
    "points": N_("procentpoint"),
    "seconds": N_("sekunder"),
}


@dataclass(frozen=True)
class Column:
    """A column of a panel's table and of its downloads: the frame's column, its heading, how it is written.

    `name` is marked for translation (`N_`), and read through `label`. `judged` is a figure with its light
    (the frame has `shown` and `level` beside it), and `written` one of several units: the frame has it in words as
    `KEY_words`, as it may have one that is judged; `points` are percentage points; `day` and `moment` are dates and
    times as ISO text, which downloads keep. `unit` is given where it is not the kind's own. `metric` is the figure
    whose name the column bears, where that name has the limit in force in it. `chosen` is the field of the choice
    without which there is no such column. `tells` is the metric that it is of, where the panel has others beside:
    whoever may not see that has no such column.
    """

    key: str
    name: str
    kind: Kind
    decimals: int = 0
    unit: str | None = None
    metric: str = ""
    chosen: str = ""
    tells: str = ""

    def is_shown(self, filters: Filters, kept: Collection[str] = ()) -> bool:
        """Say that the column is there for what is chosen; `kept` are the metrics that are not for whoever asks."""
        return self.tells not in kept and (not self.chosen or getattr(filters, self.chosen) is not None)

    def named(self, snapshot: Snapshot, filters: Filters) -> "Column":
        """Return the column with the name that it has for what is chosen."""
        return (
            replace(self, name=name_of(snapshot, self.metric, filters.narrowed.last)) if self.metric else self
        )

    @property
    def label(self) -> str:
        """Return the heading of the column in a table."""
        return _(self.name)

    @property
    def heading(self) -> str:
        """Return the heading of a download, where the unit is not written in each cell."""
        unit = _UNITS.get(self.kind, "") if self.unit is None else self.unit
        return f"{self.label} ({_(unit)})" if unit else self.label

    @property
    def is_number(self) -> bool:
        """Say that the column holds figures."""
        return self.kind not in ("month", "day", "moment", "text", "word")
