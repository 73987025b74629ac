"""A part of an edition made again with what it was asked for, and held against what was printed."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl

from data_access.numbers.known_then import Then
from data_access.snapshot.snapshot import Snapshot
from layouts.pages.overview import PAGES
from layouts.parts.declarations import Panel
from layouts.report.corrected_again import Again, Row, about_of, correction_of, keys_of, rows_of
from layouts.report.corrected_rows import figures, lights
from layouts.report.correction import Correction, Document
from vocabulary import text
from vocabulary.asked import parse
from vocabulary.filters import Filters
from vocabulary.language import _
from vocabulary.months import is_month, span


def corrections(part: Document, then: Then, apart: str = "") -> list[Correction]:
    """Return what of a part is told differently today; where nothing answers it any longer, that.

    `apart` is what stands after its title where others have the same.
    """
    called = f"{part['title']}{apart}"
    panel = _panel(part)
    if panel is None:
        return [
            _gone(
                part, called, _("Pejling har ikke længere dette spørgsmål, så tallene kan ikke regnes efter.")
            )
        ]
    filters, notices = asked(part["query"], then.snapshot)
    if notices:
        return [_gone(part, called, text.prose(*notices))]
    filters = _as_printed(part, filters)
    if not panel.shows(then.snapshot, filters):
        return [_gone(part, called, _("Databasen har ikke længere tal til det."))]
    again = Again(part, then, panel, filters, apart)
    if "month" not in keys_of(part) and again.came:
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
    months = [row["month"] for row in rows_of(part) if is_month(str(row.get("month", "")))]
    newest = max(months, default="")
    return replace(filters, month=newest) if newest > filters.last else filters


def _gone(part: Document, called: str, words: str) -> Correction:
    return Correction("gone", part["key"], called, "", "", "", "", "", f"{called} {words}")


def identity(part: Document) -> list[str]:
    """Return the fewest columns of words, from the left, that tell each printed row from all others."""
    words = [column["key"] for column in part["columns"] if not column["is_number"]]
    rows = rows_of(part)
    for many in range(1, len(words)):
        if len({tuple(row[name] for name in words[:many]) for row in rows}) == len(rows):
            return words[:many]
    return words


def _compared(again: Again) -> list[Correction]:
    part = again.part
    by = identity(part)
    printed = {tuple(row[name] for name in by): row for row in rows_of(part)}
    now = {tuple(row.get(name) for name in by): row for row in rows_of(again.today)}
    both = [(row, now[key]) for key, row in printed.items() if key in now]
    found = [*figures(again, by, both), *lights(again, by, both)]
    if any(column["is_number"] for column in part["columns"]):
        found += _other_rows(again, by)
    if "month" not in by and found:
        found += _rank(again, printed, now)
    found += _sentence(again) if found else []
    return found


def _other_rows(again: Again, by: list[str]) -> Iterator[Correction]:
    """Return the things that have no row any longer, and those that had none: a place that was merged or renamed.

    Of one that has a row a month it is said once.
    """
    names = [name for name in by if name != "month"]
    if not names:
        return
    printed, now = (
        {tuple(row.get(name) for name in names): row for row in rows_of(of)}
        for of in (again.part, again.today)
    )
    for key, row in printed.items():
        if key not in now:
            words = _("{of} stod i listen og gør det ikke i dag.", of=about_of(names, [row]))
            yield correction_of("row", again, names, [row], "", about_of(names, [row]), "", "", (), words)
    for key, row in now.items():
        if key not in printed:
            words = _("{of} står i listen i dag og gjorde det ikke.", of=about_of(names, [row]))
            yield correction_of("row", again, names, [row], "", "", about_of(names, [row]), "", (), words)


def _rank(again: Again, printed: dict[Any, Row], now: dict[Any, Row]) -> Iterator[Correction]:
    """Return that rows stand in another order today, of those that are in both."""
    was, is_ = [key for key in printed if key in now], [key for key in now if key in printed]
    if was == is_ or len(was) < 2:
        return
    place = next(n for n, (a, b) in enumerate(zip(was, is_, strict=True), start=1) if a != b)
    old, new = (", ".join(map(str, keys[place - 1])) for keys in (was, is_))
    turn = _("{of}: nr. {n} er {now} og ikke {was}.", of=again.quoted, n=place, now=new, was=old)
    words = _("Rækkefølgen er en anden: nr. {n} er {now} og ikke {was}.", n=place, now=new, was=old)
    yield correction_of("rank", again, [], [], _("Rækkefølge"), old, new, "", (turn,), words)


def _sentence(again: Again) -> Iterator[Correction]:
    """Return that the sentence of a panel that was corrected says another thing today, and not only other figures.

    Where more has come since it says other things anyway.
    """
    was, now = again.part["sentence"], again.today["sentence"]
    if again.came or _bare(was) == _bare(now):
        return
    turn = _("{of}: sætningen siger noget andet.", of=again.quoted)
    quoted = [text.quoted(each.rstrip(".")) for each in (was, now)]
    words = _("Trykt stod der: {was}. I dag står der: {now}.", was=quoted[0], now=quoted[1])
    yield correction_of("sentence", again, [], [], _("Sætning"), was, now, "", (turn,), words)


def _bare(sentence: str) -> str:
    """Return a sentence without its figures: what it says of them."""
    return re.sub(r"\d[\d.,]*", "#", sentence.replace("\u00a0", " "))
