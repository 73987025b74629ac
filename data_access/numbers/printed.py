"""Which figure of a panel stands in the newest edition that printed it: read once out of what was frozen."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl

from data_access.editions import forms
from data_access.editions.packed import Document, NotFrozenError, unpack
from data_access.numbers import editions
from data_access.numbers.editions import Edition
from data_access.snapshot.once import fact
from data_access.snapshot.rows import frame_rows
from data_access.snapshot.snapshot import Snapshot
from vocabulary.filters import Filters, to_query
from vocabulary.months import is_month

JUDGED = "judged"
# What a panel is asked for besides its months: the same, and it is the same figure.
_OTHER = ("hospital", "organisation", "desk", "system", "ydelse", "program", "projekt", "lys")
FIRST_REPORT = "status"  # whose editions stand by their number alone


@dataclass(frozen=True)
class Printed:
    """The newest whole month of a panel as an edition printed it: the figure, in the unit of its column `key`.

    `called` is what the edition is called, in its own language; `place` is where in its page the panel stands.
    """

    edition: Edition
    called: str
    language: str
    place: str
    key: str
    month: str
    value: float
    asked: tuple[tuple[str, str], ...]

    def is_of(self, filters: Filters, *, regional: bool) -> bool:
        """Say that it is the figure of what is chosen; what is of the whole region is it whatever is chosen."""
        return regional or self.asked == _asked(to_query(filters))


def address(of: Edition) -> str:
    """Return where an edition stands, for ever."""
    report = "" if of.report == FIRST_REPORT else f"/{of.report}"
    revision = f"/R{of.revision}" if of.revision else ""
    return f"/rapport{report}/{of.number}{revision}"


def place(chapter: str, part: str) -> str:
    """Return the place of a part (its key) in an edition's page."""
    return f"{chapter}-{part.replace('/', '-')}"


def newest(snapshot: Snapshot, page: str, panel: str) -> list[Printed]:
    """Return what the newest edition that has a panel printed of it: one of each desk that it has it of."""
    if "editions" not in snapshot.frames or snapshot.frames["editions"].empty:
        return []
    return _by_panel(snapshot, "").get((page, panel), [])


@fact
def _by_panel(snapshot: Snapshot, _key: str) -> dict[tuple[str, str], list[Printed]]:
    found: dict[tuple[str, str], list[Printed]] = {}
    reports = dict.fromkeys(row["report"] for row in frame_rows(snapshot, "editions"))
    newest_first = sorted(
        (editions.editions(snapshot, report)[0] for report in reports), key=lambda each: each.at, reverse=True
    )
    for edition in newest_first:
        try:
            taken = _taken(edition, editions.packed(snapshot, edition))
        except (NotFrozenError, forms.UnknownFormError):
            continue  # its own page says so
        own: dict[tuple[str, str], list[Printed]] = {}
        for printed, of in taken:
            own.setdefault(of, []).append(printed)
        found = own | found  # what is newer stands
    return found


@lru_cache(maxsize=8)
def _taken(edition: Edition, content: str) -> tuple[tuple[Printed, tuple[str, str]], ...]:
    """Return what is taken out of an edition, which never changes; the rest of it, some megabytes, is not kept."""
    return tuple(_printed(edition, forms.read(unpack(content, edition.sha256))))


def _printed(edition: Edition, document: Document) -> Iterator[tuple[Printed, tuple[str, str]]]:
    for chapter in document["chapters"]:
        for part in chapter["parts"]:
            key = _figure(part)
            row = _last(part, key) if key else None
            if row:
                month, value = row
                printed = Printed(
                    edition,
                    document["called"],
                    document["language"],
                    place(chapter["key"], part["key"]),
                    key,
                    month,
                    value,
                    _asked(part["query"]),
                )
                yield printed, (part["page"], part["panel"])


def _figure(part: Document) -> str:
    """Return the figure of a panel that has a row a month: the one that is judged, else that of its metric.

    '' where it has several things in a month.
    """
    columns: list[dict[str, Any]] = part["columns"]
    words = [each["key"] for each in columns if not each["is_number"] and each["kind"] == "text"]
    if columns[0]["kind"] != "month" or {"name", "system"} & {*words}:
        return ""
    numbers = [each for each in columns if each["is_number"]]
    judged = [each for each in numbers if each["kind"] == JUDGED]
    own = [each for each in numbers if each["key"] in part["metrics"]]
    return str((judged or own or numbers)[0]["key"]) if numbers else ""


def _last(part: Document, key: str) -> tuple[str, float] | None:
    """Return the newest month that was whole, and its figure."""
    keys = [each["key"] for each in part["columns"]]
    at, levels = keys.index(key), part["levels"]
    rows = [
        (str(row[0]), float(row[at]))
        for row, level in zip(part["rows"], levels, strict=True)
        if row[at] is not None and level != "unknown" and is_month(str(row[0]))
    ]
    return max(rows, default=None)


def _asked(query: str) -> tuple[tuple[str, str], ...]:
    told = dict(parse_qsl(query.lstrip("?")))
    return tuple((name, told[name]) for name in _OTHER if name in told)
