"""What an edition consists of when it is read from first to last: blocks, which paper and an editable copy lay out."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True)
class Cell:
    """What stands in a cell, or after a label: text, with a light's level where it is one ('' where it is not)."""

    text: str
    level: str = ""


@dataclass(frozen=True)
class Column:
    """A column: its heading, and whether it has figures."""

    heading: str
    is_number: bool = False


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 to 3: its number ('' where it has none), and the name by which it is pointed at."""

    level: int
    text: str
    number: str = ""
    label: str = ""
    starts_page: bool = False
    is_listed: bool = True
    kind: Literal["heading"] = "heading"


@dataclass(frozen=True)
class Words:
    """Paragraphs: what is said first and in short (`lead`), what is read (`plain`), or what stands by (`small`).

    What leads to a section (`before`) ends on the page where that begins.
    """

    texts: Sequence[str]
    how: Literal["lead", "plain", "small", "before"] = "plain"
    kind: Literal["words"] = "words"


@dataclass(frozen=True)
class Points:
    """A list: each point with what it is about ('' where it stands alone), and its text.

    One that `is_numbered` has the numbers that a drawing has flags of.
    """

    points: Sequence[tuple[str, str]]
    is_numbered: bool = False
    kind: Literal["points"] = "points"


@dataclass(frozen=True)
class Notice:
    """What must not be overlooked, in a frame: its title and its paragraphs; words may follow it closely."""

    title: str
    texts: Sequence[str]
    is_followed: bool = False
    kind: Literal["notice"] = "notice"


@dataclass(frozen=True)
class Facts:
    """Facts under a title ('' where there is none): a table of two columns, what and how. `of` names it."""

    of: str
    rows: Sequence[tuple[str, Cell]]
    title: str = ""
    kind: Literal["facts"] = "facts"


@dataclass(frozen=True)
class Table:
    """A table: what it is of, its columns, and its rows, each of which begins with what names it.

    `is_dense` says that it is a matrix, whose cells are many and short, `is_strip` that it is one row of large figures,
    `is_tight` that its rows are close: it is looked up in, and three of a year each share a page.
    """

    of: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    is_dense: bool = False
    is_strip: bool = False
    is_tight: bool = False
    kind: Literal["table"] = "table"


@dataclass(frozen=True)
class Chart:
    """A drawing: the figure's plain values, its title, and what it shows, in words; a pointer may follow it closely."""

    figure: dict[str, object] = field(repr=False)
    title: str
    described: str
    is_followed: bool = False
    kind: Literal["chart"] = "chart"


@dataclass(frozen=True)
class Pointer:
    """A line that leads to a heading elsewhere in the document, by its label.

    Its text has {page} in it, for the page of that heading. What follows it stays on its page, where it `is_followed`.
    """

    text: str
    label: str
    is_followed: bool = False
    kind: Literal["pointer"] = "pointer"


@dataclass(frozen=True)
class Legend:
    """What the marks of lights mean: level and word, and how many there are of each where that is told."""

    rows: Sequence[tuple[str, str]]
    kind: Literal["legend"] = "legend"


Block = Heading | Words | Points | Notice | Facts | Table | Chart | Pointer | Legend


@dataclass(frozen=True)
class Composed:
    """A whole edition: what its first page and the margins of each page say, and its blocks in order.

    `about` are the lines under the title. `left` and `right` stand at the head of each page, `foot` at its foot;
    `right` has {page} and {pages} in it.
    """

    title: str
    name: str
    region: str
    about: Sequence[str]
    left: str
    right: str
    foot: Sequence[str]
    contents: str
    first: Sequence[Block]
    blocks: Sequence[Block]
