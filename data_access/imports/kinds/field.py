"""What a kind of data is: its fields, the table it is kept in, and what must hold of its rows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import pandas as pd
from sqlalchemy import Table

FieldType = Literal[
    "text", "whole", "number", "seconds", "month", "day", "period", "moment", "flag", "choice", "reference"
]
# A check returns True where a row cannot be right.
Check = Callable[[pd.DataFrame], "pd.Series[bool]"]


@dataclass(frozen=True)
class Field:
    """A thing told of each row: its type, what it is (Danish), and what stands where it is not told."""

    name: str
    type: FieldType
    about: str
    example: str
    required: bool = False
    # Whether the mapping must say where it stands although a cell may be empty: what is empty says something.
    named: bool = False
    # What stands where a cell is empty; a default is what nothing else can be meant by, never a guess.
    default: Any = None
    choices: tuple[str, ...] = ()
    table: Table | None = None
    # Whether a thing that is not known yet is made (a new project), or is a fault (an unknown hospital).
    creates: bool = False
    # Whether it can be a share, written with a per cent sign.
    shares: bool = False
    # The range outside which a figure or year cannot be right.
    least: float = 0
    most: float = 1e9

    @property
    def column(self) -> str:
        """The column of the table that holds it."""
        return f"{self.name}_id" if self.type == "reference" else self.name


@dataclass(frozen=True)
class Kind:
    """What can be loaded. `key` are the table's columns that identify a row."""

    name: str
    title: str
    table: Table
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    source: str
    subject: str
    # The columns that say which days a row moves; the first is the one that tells the period of a file.
    days: tuple[str, ...]
    is_event: bool = False
    rollup: str = ""
    # The rollups that are worked out anew, from the first day to the last: what they count by has changed.
    recounts: tuple[str, ...] = ()
    derived: Callable[[pd.DataFrame], dict[str, "pd.Series[Any]"]] = lambda _rows: {}
    # Columns that are worked out of one field: where the mapping does not read that, they say nothing either.
    out_of: Mapping[str, str] = field(default_factory=dict)
    # Columns that say of each row whether the mapping reads a field at all, where an empty cell would say something.
    told: Mapping[str, str] = field(default_factory=dict)
    checks: tuple[tuple[str, Check], ...] = ()
    # What is odd of a row without making it wrong: what is told, where, and the field that is then not believed.
    odd: tuple[tuple[str, Check, str], ...] = ()
    # Times of which each comes after the one before it.
    sequence: tuple[str, ...] = ()
    # A day, month or year in the middle of a file without any row has not come: it is no period in which nothing was.
    tells_gaps: bool = False
    # What is told of a period can be told before it is over: a report, a budget; counts of what happens cannot.
    is_ahead: bool = False
    # Which rows' shares are told in per cent; those of none where no field can be a share.
    per_cent: Check = lambda rows: pd.Series(False, index=rows.index)
    # Fields that belong to the thing a row refers to, not to the row: field -> (reference, column).
    about: Mapping[str, tuple[str, str]] | None = None

    def field(self, name: str) -> Field:
        """Return a field by its name; KeyError when there is none."""
        return {each.name: each for each in self.fields}[name]
