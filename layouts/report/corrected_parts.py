"""A part of an edition made again with what it was asked for, and held against what was printed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any
from urllib.parse import parse_qsl

from data_access.numbers.known_then import Then
from data_access.snapshot.snapshot import Snapshot
from layouts.pages.overview import PAGES
from layouts.parts.answers import answer
from layouts.parts.declarations import Content, Panel
from layouts.parts.hints import no_hints
from layouts.parts.panels import said
from layouts.report.correction import Correction, Document, Kind, Load
from layouts.report.parts import tabled
from vocabulary import text
from vocabulary.asked import parse
from vocabulary.filters import Filters
from vocabulary.language import _
from vocabulary.months import is_month, span
from vocabulary.status import WORDS, Level

JUDGED = ("good", "near", "missed")
PERIODS = (
    "month",
    "year",
    "period",
)  # the columns that say what a row is of: of another it is another figure
# What is worked out of all months of a figure, each of which is told where it is corrected itself; and what is older
# each month.
DERIVED = ("usual_low", "usual_high", "age_months")
MOST_LISTED = 3  # rows of one correction that are named each
Row = dict[str, Any]


@dataclass(frozen=True)
class Again:
    """A part as it was printed, and the same asked today."""

    part: Document
    then: Then
    panel: Panel
    filters: Filters

    @cached_property
    def content(self) -> Content:
        """Return the panel answered today."""
        with self.then.speaking():
            return answer(self.panel, self.then.snapshot, self.filters)

    @cached_property
    def today(self) -> Document:
        """Return its rows as they would be frozen today, and its sentence."""
        with self.then.speaking(), no_hints():
            return {**tabled(self.content), "sentence": said(self.content)}

    @cached_property
    def came(self) -> set[str]:
        """Return the months asked for of which more has come since."""
        asked = dict(parse_qsl(self.part["query"].lstrip("?")))
        return self.then.came(self.part["sources"], span(asked["fra"], asked["til"]))


def corrections(part: Document, then: Then) -> list[Correction]:
    """Return what of a part is told differently today; where nothing answers it any longer, that."""
    panel = _panel(part)
    if panel is None:
        return [_gone(part, _("Pejling har ikke længere dette spørgsmål, så tallene kan ikke regnes efter."))]
    filters, notices = asked(part["query"], then.snapshot)
    if notices:
        return [_gone(part, text.prose(*notices))]
    filters = _as_printed(part, filters)
    if not panel.shows(then.snapshot, filters):
        return [_gone(part, _("Databasen har ikke længere tal til det."))]
    again = Again(part, then, panel, filters)
    if "month" not in _keys(part) and again.came:
        # What is counted over a period: of the months that had come it can still be told, where they are the first.
        had = [month for month in span(filters.first, filters.last) if month not in again.came]
        if not had or had != span(had[0], had[-1]) or had[0] != filters.first:
            return []
        again = replace(again, filters=replace(filters, last=had[-1]))
    return _compared(again)


def _panel(part: Document) -> Panel | None:
    """Return the panel that a part was made of; None where there is none of that name any longer."""
    panels = (each for page in PAGES if page.key == part["page"] for each in page.panels)
    return next((each for each in panels if each.key == part["panel"]), None)


def asked(query: str, snapshot: Snapshot) -> tuple[Filters, list[str]]:
    """Return what a frozen query asks for, and a sentence for each thing in it that is there no more.

    Its months are what was printed, also where there are figures of other months only, by now.
    """
    told = dict(parse_qsl(query.lstrip("?")))
    found, notices = parse(
        {name: told[name] for name in told if name not in ("fra", "til")}, snapshot.choices
    )
    return replace(found, first=told["fra"], last=told["til"]), notices


def _as_printed(part: Document, filters: Filters) -> Filters:
    """Ask for the month of the newest row, where it is later than the last one: projects report of now."""
    months = [row["month"] for row in _rows(part) if is_month(str(row.get("month", "")))]
    newest = max(months, default="")
    return replace(filters, month=newest) if newest > filters.last else filters


def _gone(part: Document, words: str) -> Correction:
    return Correction("gone", part["key"], part["title"], "", "", "", "", "", f"{part['title']} {words}")


def _keys(part: Document) -> list[str]:
    return [column["key"] for column in part["columns"]]


def _rows(part: Document) -> list[Row]:
    """Return rows by their columns' keys; beside them how each is printed, and its level."""
    keys = _keys(part)
    return [
        dict(zip(keys, row, strict=True)) | {"": dict(zip(keys, cells, strict=True)), "level": level}
        for row, cells, level in zip(part["rows"], part["cells"], part["levels"], strict=True)
    ]


def identity(part: Document) -> list[str]:
    """Return the fewest columns of words, from the left, that tell each printed row from all others."""
    words = [column["key"] for column in part["columns"] if not column["is_number"]]
    rows = _rows(part)
    for many in range(1, len(words)):
        if len({tuple(row[name] for name in words[:many]) for row in rows}) == len(rows):
            return words[:many]
    return words


def _compared(again: Again) -> list[Correction]:
    part = again.part
    by = identity(part)
    printed = {tuple(row[name] for name in by): row for row in _rows(part)}
    now = {tuple(row.get(name) for name in by): row for row in _rows(again.today)}
    both = [(row, now[key]) for key, row in printed.items() if key in now]
    found = [*_figures(again, by, both), *_lights(again, by, both)]
    if "month" not in _keys(part) and any(column["is_number"] for column in part["columns"]):
        found += [*_other_rows(again, by, printed, now), *(_rank(again, printed, now) if found else ())]
    found += _sentence(again) if found else []
    return found


def _is_of(again: Again, row: Row, today: Row) -> bool:
    """Say that two rows are of the same time, and that the printed one was whole."""
    if any(row.get(name) != today.get(name) for name in PERIODS):
        return False
    return row.get("word") not in again.then.not_whole and row.get("month") not in again.came


def _figures(again: Again, by: list[str], both: Sequence[tuple[Row, Row]]) -> list[Correction]:
    """Return the figures that are others today; where several rows have the same of both, they are one correction."""
    found: dict[tuple[str, str, str, tuple[str, ...]], list[Row]] = {}
    steps = {}
    columns = [each for each in again.part["columns"] if each["is_number"] and each["key"] not in DERIVED]
    for row, today in both:
        if not _is_of(again, row, today):
            continue
        for column in columns:
            key = column["key"]
            if key not in today or row[key] is None or _same(row[key], today[key]):
                continue
            was, now = row[""][key], today[""][key]
            if was == now:
                continue
            at = (key, was, now, tuple(_turns(row, today) if column["kind"] == "judged" else ()))
            found.setdefault(at, []).append(row)
            steps[at] = _step(column, row[key], today[key])
    return [
        _correction("figure", again, by, rows, _heading(again.part, at[0]), at[1], at[2], steps[at], at[3])
        for at, rows in found.items()
    ]


def _same(was: Any, now: Any) -> bool:
    return now is not None and abs(was - now) <= 1e-9 * max(abs(was), 1.0)


def _heading(part: Document, key: str) -> str:
    return str(next(column["label"] for column in part["columns"] if column["key"] == key))


def _step(column: Document, was: Any, now: Any) -> str:
    """Write by how much a figure is another: shares in percentage points, as both are printed."""
    if now is None:
        return ""
    decimals = column["decimals"]
    if column["kind"] == "seconds":
        size = text.duration(abs(text.difference(now, was)))
        return f"{'+' if now > was else text.MINUS}{size}"
    if column["kind"] in ("percent", "goal", "points", "judged"):
        decimals = max(decimals, 1)
        step = text.difference(now, was, decimals)
        return _("{step} procentpoint", step=text.signed(step, decimals))
    decimals = max(decimals, text.places(was), text.places(now)) if column["kind"] == "number" else decimals
    return text.signed(text.difference(now, was, decimals), decimals)


def _turns(row: Row, today: Row) -> Iterator[str]:
    """Say that a light turns, where the row has one of a judged figure today or had one when it was printed."""
    was, now = row["level"], today["level"]
    if was != now and (was in JUDGED or now in JUDGED):
        yield _("Lyset skifter: {was} bliver til {now}.", was=_light(row), now=_light(today))


def _light(row: Row) -> str:
    """Return a row's light in words: its own, else those of all figures."""
    own = row[""].get("word") or ""
    level: Level = row["level"]
    return text.quoted(own if own and row["level"] in JUDGED else _(WORDS[level]))


def _lights(again: Again, by: list[str], both: Sequence[tuple[Row, Row]]) -> Iterator[Correction]:
    """Return the lights that turned where no judged figure says it: of rows that have a figure, or are of a month."""
    columns = again.part["columns"]
    if not any(each["is_number"] or each["key"] == "month" for each in columns):
        return
    is_told = any(each["kind"] == "judged" for each in columns)
    for row, today in both:
        if not _is_of(again, row, today) or row["level"] not in JUDGED:
            continue
        moved = is_told and row[""].get("value") != today[""].get("value")
        turned = () if moved else tuple(_turns(row, today))
        if turned:
            was, now = _light(row), _light(today)
            yield _correction("light", again, by, [row], _("Lys"), was, now, "", turned)


def _other_rows(
    again: Again, by: list[str], printed: dict[Any, Row], now: dict[Any, Row]
) -> Iterator[Correction]:
    """Return the rows that are there no more, and those that were not there: a place that was merged or renamed."""
    for key, row in printed.items():
        if key not in now:
            words = _("{of} stod i listen og gør det ikke i dag.", of=_about(by, [row]))
            yield _correction("row", again, by, [row], "", _about(by, [row]), "", "", (), words)
    for key, row in now.items():
        if key not in printed:
            words = _("{of} står i listen i dag og gjorde det ikke.", of=_about(by, [row]))
            yield _correction("row", again, by, [row], "", "", _about(by, [row]), "", (), words)


def _rank(again: Again, printed: dict[Any, Row], now: dict[Any, Row]) -> Iterator[Correction]:
    """Return that rows stand in another order today, of those that are in both."""
    was, is_ = [key for key in printed if key in now], [key for key in now if key in printed]
    if was == is_ or len(was) < 2:
        return
    place = next(n for n, (a, b) in enumerate(zip(was, is_, strict=True), start=1) if a != b)
    old, new = str(was[place - 1][0]), str(is_[place - 1][0])
    turn = _("Rækkefølgen skifter: nr. {n} er {now} og ikke {was}.", n=place, now=new, was=old)
    yield _correction("rank", again, [], [], _("Rækkefølge"), old, new, "", (turn,))


def _sentence(again: Again) -> Iterator[Correction]:
    """Return that the sentence of a panel that was corrected says another thing today, and not only other figures.

    Where more has come since it says other things anyway.
    """
    was, now = again.part["sentence"], again.today["sentence"]
    if again.came or _bare(was) == _bare(now):
        return
    turn = _("Sætningen siger noget andet.")
    yield _correction("sentence", again, [], [], _("Sætning"), was, now, "", (turn,))


def _bare(sentence: str) -> str:
    """Return a sentence without its figures: what it says of them."""
    return re.sub(r"\d[\d.,]*", "#", sentence.replace("\u00a0", " "))


def _correction(
    kind: Kind, again: Again, by: list[str], rows: Sequence[Row], column: str, printed: str, today: str, step: str,
    turns: tuple[str, ...], words: str = "",
) -> Correction:  # fmt: skip
    about = _about(by, rows)
    told = [row["month"] for row in rows if is_month(str(row.get("month", "")))]
    asked_ = dict(parse_qsl(again.part["query"].lstrip("?")))
    first, last = (min(told), max(told)) if told else (asked_["fra"], asked_["til"])
    loads: tuple[Load, ...] = again.then.loads(again.part["sources"], first, last)
    of = ", ".join(each for each in (about, text.small(column) if column else "") if each)
    difference = f" ({step})" if step else ""
    words = words or _(
        "{of}: trykt {printed}, i dag {today}{difference}.",
        of=text.capital(of),
        printed=printed,
        today=today,
        difference=difference,
    )
    key, title = again.part["key"], again.part["title"]
    return Correction(kind, key, title, about, column, printed, today, step, words, loads, turns)


def _about(by: list[str], rows: Sequence[Row]) -> str:
    """Name the rows of a correction; of many months the first and the last."""
    if by == ["month"] and len(rows) > MOST_LISTED:
        return _("{first} til {last}", first=rows[0][""]["month"], last=rows[-1][""]["month"])
    named = [", ".join(str(row[""][name]) for name in by) for row in rows]
    if len(named) > MOST_LISTED:
        return _("{several} og {n} andre", several="; ".join(named[:MOST_LISTED]), n=len(named) - MOST_LISTED)
    return "; ".join(named)
