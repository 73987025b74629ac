"""Writes where one field comes from, as TOML, with what is in doubt as comments."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence

import numpy as np

from data_access.database import schema as t
from data_access.imports.drafting.column import Column, listed, mark_of, number_of, quoted
from data_access.imports.drafting.units import unit_of_money, unit_of_time
from data_access.imports.drafting.values import (
    CLOSED,
    choice_of,
    hour_of,
    is_yes_or_no,
    plain_word,
    weekday_of,
    yes_of,
)
from data_access.imports.kinds.field import Field
from data_access.imports.mapping.model import Times
from data_access.imports.reading.cells import Percent, as_texts
from data_access.imports.reading.moments import moments
from data_access.imports.reading.numbers import numbers, seconds, unclear
from data_access.imports.rows.raw import day_or_clock

_SHOWN = 20  # words of a column


class Origins:
    """Writes the fields of one kind; `decimal` is the mark that the file is read with where nothing is told.

    `told` are the fields of which an empty cell says something.
    """

    def __init__(
        self, columns: Sequence[Column], found: Mapping[str, Column], decimal: str, told: Collection[str]
    ) -> None:
        self.columns, self.found, self.decimal, self.told = columns, found, decimal, told

    def of(self, field: Field) -> Iterator[str]:
        """Return the lines of a field that a column was found for."""
        column = self.found[field.name]
        yield f"\n[fields.{field.name}]  # {field.about}"
        if field.type == "moment" and (clock := self.clock_of(column)) is not None:
            yield f"join = [{column.written}, {clock.written}]"
            yield from _times(joined(column, clock))
            return
        if field.name == "resolved_at" and (closed := self._closed_alone(column)) is not None:
            yield f"column = [{column.written}, {closed.written}]  # TVIVL: nogle sager er lukket uden at være løst"
        else:
            yield f"column = {column.written}"
        yield from self._how(field, column)
        if (odd := _unreadable(field, column)) and field.name not in self.told:
            yield f'unreadable = "empty"  # TVIVL: „{odd}“ kan ikke læses; er det tomt?'

    def clock_of(self, column: Column) -> Column | None:
        """Return the column with the times of day, where a time's own column has only the day."""
        if not column.is_day:
            return None
        taken = [each.place for name, each in self.found.items() if each is not column]
        clocks = [
            each
            for each in self.columns
            if each.is_clock and each.is_called_clock and each.place not in taken
        ]
        after = [each for each in clocks if each.place > column.place]
        return next(iter([*after, *clocks]), None)

    def _closed_alone(self, resolved: Column) -> Column | None:
        """Return the column of when cases were closed, if some have no other end."""
        closed = self.found.get("closed_at")
        if closed is None or not len(closed.filled):
            return None
        alone = [a is None and b is not None for a, b in zip(resolved.cells, closed.cells, strict=True)]
        return closed if any(alone) and closed.time_form == resolved.time_form else None

    def _how(self, field: Field, column: Column) -> Iterator[str]:
        match field.type:
            case "moment" | "day":
                yield from _times(column)
            case "month" | "period":
                yield from self._periods(field, column)
            case "choice":
                yield from _choices(field, column)
            case "flag":
                yield from _flag(column)
            case "reference":
                yield from _reference(field, column)
            case "whole" if field.name in ("weekday", "opens", "closes"):
                yield from _hours(column)
            case "number" | "whole" | "seconds":
                yield from self.numbers(field, column)
            case _:
                pass

    def _periods(self, field: Field, column: Column) -> Iterator[str]:
        if column.is_week:
            yield "# TVIVL: det er uger, og en uge kan ligge i to måneder: hent tallene for dage eller måneder."
            return
        if column.is_day and not _is_typed(column):
            yield from _times(column)
        if field.type != "period":
            return
        if column.is_first_of_months or "måned" in column.name or "month" in column.name:
            yield 'grain = "month"'
        elif column.is_day and column.name.split() and column.name.split()[0] in ("år", "year"):
            yield 'grain = "year"'

    def numbers(self, field: Field, column: Column) -> Iterator[str]:
        """Return what there is to say of a column of numbers: its decimal mark, its unit, and whether it is a share."""
        mark = mark_of(column.filled)
        if mark and mark != self.decimal:
            yield f"decimal = {quoted(mark)}"
        elif not mark and unclear(column.filled).any():
            guess = self.decimal
            yield f"decimal = {quoted(guess)}  # TVIVL: {_first_unclear(column)} kan være tusinder eller en brøkdel"
        values = number_of(column, mark or self.decimal)
        middle = float(values.median()) if values.notna().any() else 0.0
        if field.type == "seconds":
            yield from unit_of_time(field, column, middle)
        if field.name.endswith("mio_dkk"):
            yield from unit_of_money(column, middle)


def _unreadable(field: Field, column: Column) -> str:
    """Return a cell that cannot be read as the field, where the others can and nothing need stand there."""
    if field.required or field.named:
        return ""
    cells = column.filled
    match field.type:
        case "moment" | "day":
            form = column.time_form[0] if column.time_form else ""
            bad = moments(cells, (form,) if form else (), Times(zone="UTC"))[1]
        case "seconds" | "number" | "whole":
            read = seconds if field.type == "seconds" else numbers
            bad = read(cells, mark_of(cells) or ",")[1] & read(cells, mark_of(cells) or ".")[1]
        case _:
            return ""
    return listed([str(cells[bad][0])]) if bad.any() and not bad.all() else ""


def _is_typed(column: Column) -> bool:
    return column.time_form is not None and column.time_form[0] == ""


def joined(day: Column, clock: Column) -> Column:
    """Return the column that two are together, a day and a time of day."""
    days = [str(each)[:10] if not isinstance(each, str) else each for each in day.cells]
    clocks = np.empty(len(clock.cells), dtype=object)
    clocks[:] = list(map(day_or_clock, clock.cells))
    words = [f"{a} {b}" if a and b is not None else None for a, b in zip(days, as_texts(clocks), strict=True)]
    cells = np.empty(len(words), dtype=object)
    cells[:] = [None if each is None or each.startswith("None") else each for each in words]
    return Column(day.place, day.heading, cells)


def _times(column: Column) -> Iterator[str]:
    if column.time_form is None:
        yield '# format = "%d-%m-%Y %H:%M"  # TVIVL: hvordan er tiderne skrevet?'
        return
    form, swapped = column.time_form
    if form:
        doubt = f"  # TVIVL: eller {swapped}? Filen selv afgør det ikke." if swapped else ""
        yield f"format = {quoted(form)}{doubt}"


def _choices(field: Field, column: Column) -> Iterator[str]:
    meant = {word: choice_of(word, field.choices) for word in column.words[:_SHOWN]}
    unknown = [word for word, choice in meant.items() if not choice]
    if all(word == choice for word, choice in meant.items()):
        return
    # What need not be told is nothing where its word is not known; what must be is left for whoever knows.
    rest = "?" if field.required else ""
    pairs = [f"{quoted(word)} = {quoted(choice or rest)}" for word, choice in meant.items() if word != choice]
    doubt = f"TVIVL: {listed(unknown, _SHOWN)} kendes ikke; " if unknown else ""
    yield f"values = {{ {', '.join(pairs)} }}  # {doubt}kan være {', '.join(field.choices)}"


def _flag(column: Column) -> Iterator[str]:
    if column.time_form is not None and not is_yes_or_no(column.words):
        yield 'other = "ja"  # TVIVL: er der en tid, er det sket'
        yield 'empty = "nej"'
        return
    words = column.words[:8]
    yes = yes_of(words)
    plain = {"1", "true", "ja", "yes", "y", "j", "0", "false", "nej", "no", "n"}
    if words and all(word.casefold() in plain for word in words):
        return
    said = json.dumps(yes or words[:1], ensure_ascii=False)
    yield f"is = {said}  # TVIVL: hvilke af {listed(words, 8)} er ja?"


def _hours(column: Column) -> Iterator[str]:
    """Return what the words of opening hours mean: days of the week by their names, hours by a clock, and closed."""
    days = {word: weekday_of(word) for word in column.words[:_SHOWN] if weekday_of(word)}
    days = days or {word: hour_of(word) for word in column.words if hour_of(word) and not word.isdigit()}
    if days:
        yield f"values = {{ {', '.join(f'{quoted(word)} = {quoted(day)}' for word, day in days.items())} }}"
    if closed := [word for word in column.words if plain_word(word) in CLOSED]:
        yield f"nulls = [{', '.join(map(quoted, closed))}]"


def opposite(column: Column) -> Iterator[str]:
    """Return the lines of a yes or no that a column tells the opposite of."""
    yes = yes_of(column.words)
    pairs = [f"{quoted(word)} = {quoted('nej' if word in yes else 'ja')}" for word in column.words]
    yield f"column = {column.written}"
    yield f"values = {{ {', '.join(pairs)} }}  # kolonnen siger det modsatte"


def _reference(field: Field, column: Column) -> Iterator[str]:
    if field.creates:
        return
    if field.name == "action_class":
        meant = {word: choice_of(word, ("standard", "heavy")) for word in column.words[:_SHOWN]}
        pairs = [
            f"{quoted(word)} = {quoted(choice)}"
            for word, choice in meant.items()
            if choice and word != choice
        ]
        if pairs:
            yield f"values = {{ {', '.join(pairs)} }}"
        return
    yield f"# I filen: {listed(column.words)}. Det, der hedder noget andet i Pejling, skrives om:"
    yield '# values = { "som filen skriver" = "som Pejling kender det" }'
    yield "# create = true  # eller opret det, der ikke kendes"


def is_fraction(column: Column, decimal: str) -> bool:
    """Say that a column of shares is written 0.94 and not 94."""
    if any(isinstance(each, Percent) or "%" in str(each) for each in column.some):
        return False
    values = number_of(column, mark_of(column.filled) or decimal)
    return bool(values.notna().any() and values.max() <= 1)


def _first_unclear(column: Column) -> str:
    return next(str(each) for each in column.filled[unclear(column.filled)])


def has_more_than_colours(column: Column | None) -> bool:
    """Say that a column of lights has words that a colour does not tell: amber/green, on hold."""
    if column is None:
        return False
    meant = {word: choice_of(word, t.LIGHTS) for word in column.words}
    return any(light == "grey" or len(plain_word(word).split()) > 1 for word, light in meant.items() if light)
