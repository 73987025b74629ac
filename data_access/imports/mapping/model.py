"""What a mapping says: where each field comes from, how the file is written, and what its times mean."""

from collections.abc import Mapping as Pairs
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from data_access.imports.kinds.field import Field, Kind

# A column by its heading, or by its place, counted from 1: headings can repeat or be missing.
Name = str | int
How = Literal["first", "join", "sum", "difference", "product"]
# Times written as seconds, or thousandths of seconds, since 1970.
EPOCHS = {"unix": 1.0, "unix-ms": 0.001}
GRAINS = {"day": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y"}


@dataclass(frozen=True)
class Origin:
    """Where a field comes from: a constant, or columns and how they become one value."""

    columns: tuple[Name, ...] = ()
    how: How = "first"
    separator: str = " "
    constant: Any = None
    # What the file writes, and what it means ('' is nothing); `other` is what everything else means.
    values: Pairs[str, str] = field(default_factory=dict)
    other: str | None = None
    true: tuple[str, ...] | None = None
    formats: tuple[str, ...] = ()
    decimal: str = ""
    scale: float = 1.0
    nulls: tuple[str, ...] = ()
    creates: bool | None = None
    # What an empty cell means.
    empty: str | None = None
    # Of how long a period the figures are, where a date stands for a month or a year.
    grain: str = ""
    # What cannot be read is nothing.
    drops: bool = False
    # How shares are written: percent (94) or fraction (0.94); '' where nobody says.
    share: str = ""


@dataclass(frozen=True)
class LeftOut:
    """Rows that are no data, or the only ones that are: those whose column has one of the texts."""

    column: Name
    texts: tuple[str, ...]


@dataclass(frozen=True)
class FileForm:
    """How the file is written, where it is not to be found out: '' and None are found out."""

    encoding: str = ""
    delimiter: str = ""
    quote: str = ""
    sheet: str | int | None = None
    header_row: int | None = None
    transposed: bool = False
    # Columns that become rows: "periods" (those whose heading is one), or their headings.
    unfold: str | tuple[str, ...] = ""
    member: str = ""
    decimal: str = ""


@dataclass(frozen=True)
class Times:
    """What a time without a zone means, and what becomes of the hour that summer time doubles or skips."""

    zone: str = "Europe/Copenhagen"
    doubled: Literal["first", "second", "reject"] = "first"
    skipped: Literal["forward", "reject"] = "forward"


@dataclass(frozen=True)
class Query:
    """A database to read instead of a file.

    `url_setting` names the setting that has its address. `watermark` is the column that the next load goes on from
    (`:watermark` in the query), and `first` what it is the first time.
    """

    url_setting: str
    sql: str
    watermark: str = ""
    first: str = ""
    # So long before the watermark the next load begins: for rows that are written late. Twice changes nothing.
    overlap_minutes: int = 0


@dataclass(frozen=True)
class Mapping:
    """A mapping, read and found whole."""

    name: str
    kind: Kind
    source: str
    about: str
    origins: Pairs[str, Origin]
    key: tuple[Name, ...] = ()
    # The column by which the newest of several rows of one thing is known.
    newest_by: Name | None = None
    leave_out: tuple[LeftOut, ...] = ()
    # Of the rows only those whose columns have one of the texts.
    keep: tuple[LeftOut, ...] = ()
    nulls: tuple[str, ...] = ()
    file: FileForm = field(default_factory=FileForm)
    times: Times = field(default_factory=Times)
    file_names: tuple[str, ...] = ()
    as_of_in_name: str = ""
    gaps: bool = False
    query: Query | None = None
    # Whether a file may do without the columns of what need not be told: the template's, which gets new ones.
    may_lack: bool = False

    def within(self, headings: Sequence[str]) -> "Mapping":
        """Return the mapping as it reads a file of those headings: what may be lacking and does is not told."""
        there = {heading.casefold() for heading in headings}
        lacking = {name for name in self._spare if name.casefold() not in there}
        told = {name: origin for name, origin in self.origins.items() if name not in lacking}
        return replace(self, origins=told, key=tuple(name for name in self.key if name not in lacking))

    @property
    def _spare(self) -> set[str]:
        fields = self.kind.fields if self.may_lack else ()
        return {each.name for each in fields if not each.required and not each.named}

    @property
    def needed(self) -> tuple[Name, ...]:
        """Every column that the mapping reads and that a file must have."""
        return tuple(name for name in self.columns if name not in self._spare)

    @property
    def columns(self) -> tuple[Name, ...]:
        """Every column that the mapping reads, each once."""
        found = [name for origin in self.origins.values() for name in origin.columns]
        found += [*self.key, *(each.column for each in (*self.leave_out, *self.keep))]
        found += [self.newest_by] if self.newest_by is not None else []
        return tuple(dict.fromkeys(found))

    @property
    def key_columns(self) -> tuple[Name, ...]:
        """The columns that tell which thing a row is of: its key, or the fields that its kind is known by."""
        known = [
            self.origins[each.name]
            for each in self.kind.fields
            if each.column in self.kind.key and each.name in self.origins
        ]
        return self.key or tuple(dict.fromkeys(name for origin in known for name in origin.columns))

    def drops(self, field: Field) -> bool:
        """Say that what cannot be read of the field is nothing."""
        origin = self.origins.get(field.name)
        return origin is not None and origin.drops

    def creates(self, field: Field) -> bool:
        """Say that a thing which the field names is made where it is not known."""
        origin = self.origins.get(field.name)
        if field.table is None or origin is None:
            return False
        return field.creates if origin.creates is None else origin.creates
