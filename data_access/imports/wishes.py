"""What whoever loads wants, and what became of it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from data_access.imports.merging.target import Counts, Said
from data_access.imports.rows.rejects import Rejects

MOST_REJECTED = 0.01

Progress = Callable[[int, float], None]


@dataclass(frozen=True)
class Wishes:
    """What whoever loads wants: what nothing is said of has its default."""

    dry_run: bool = False
    most_rejected: float = MOST_REJECTED
    as_of: datetime | None = None
    period: tuple[date, date] | None = None
    replaces: bool = False
    # Whether it holds instead of what people have written in the web of the same.
    replaces_written: bool = False
    rejects: Path | None = None
    progress: Progress = lambda _rows, _share: None


@dataclass
class Outcome:
    """What became of a file. `load` is None where nothing was loaded."""

    form: str
    load: int | None = None
    rows: int = 0
    left_out: int = 0
    removed: int = 0
    counts: Counts = field(default_factory=Counts)
    rejects: Rejects = field(default_factory=Rejects)
    hints: dict[tuple[str, str], str] = field(default_factory=dict)
    period: tuple[date, date] | None = None
    gaps: list[date] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    # What the file says of what somebody has written in the web: both rows.
    written: list[Said] = field(default_factory=list)
    # The names of the things that were made, by table.
    made: dict[str, list[str]] = field(default_factory=dict)
    refused: bool = False
    # Refused because rows were rejected of a file that is to stand for the whole period.
    incomplete: bool = False
    seconds: float = 0.0

    @property
    def rejected_share(self) -> float:
        """The share (0-1) of the rows that cannot be right."""
        return self.rejects.rows / self.rows if self.rows else 0.0
