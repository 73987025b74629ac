"""Drafts a mapping from a file: which column could be which field, how it is written, and what is in doubt."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from itertools import islice

from data_access.database.streams import COUNTED
from data_access.imports.drafting.choose import RELATED, candidate, chosen, namesake
from data_access.imports.drafting.column import Column, columns_of, listed, nulls_of, one_line, quoted
from data_access.imports.drafting.origins import Origins, has_more_than_colours, is_fraction, opposite
from data_access.imports.drafting.rows import cancelled, data_of, is_repeated, key_of, left_out, newest_of
from data_access.imports.drafting.shape import best_form
from data_access.imports.drafting.units import unit_of_mean
from data_access.imports.kinds.field import Field, Kind
from data_access.imports.mapping.model import EPOCHS, FileForm
from data_access.imports.reading.files import Opened
from data_access.imports.reading.table import Table, read_table

LOOKED_AT = 2000  # rows
_AT_THE_END = 30  # rows
# What is read to find sums, notes and a key.
_ROWS, _CELLS = 200_000, 4_000_000


def draft(kind: Kind, file: Opened) -> str:
    """Return the draft as TOML, with what is in doubt as comments."""
    form = best_form(kind, file)
    with closing(read_table(file, form)) as table:
        return "\n".join(_Draft(kind, file, form, table).lines()) + "\n"


class _Draft:
    """Writes the draft of one file."""

    def __init__(self, kind: Kind, file: Opened, form: FileForm, table: Table) -> None:
        self.kind, self.file, self.form, self.table = kind, file, form, table
        most = min(_ROWS, _CELLS // max(len(table.headings), 1))
        self.rows, self.apart = data_of(
            [cells for _line, cells in islice(table.rows, most)], len(table.headings)
        )
        rows = [*self.rows[:LOOKED_AT], *self.rows[LOOKED_AT:][-_AT_THE_END:]]
        self.nulls = nulls_of(rows)
        # Where the file has no headings, the columns are known by their place.
        named = table.headings if table.heading_line else ("",) * len(table.headings)
        self.columns = columns_of(named, rows)
        self.found = {name: self._whole(name, column) for name, column in chosen(kind, self.columns).items()}
        self.origins = Origins(self.columns, self.found, table.decimal, tuple(kind.told.values()))

    def _whole(self, name: str, column: Column) -> Column:
        """Return a column whose words must each be told with all of the file's rows."""
        fields = {field.name: field for field in self.kind.fields}
        if name in fields and fields[name].type not in ("choice", "flag"):
            return column
        cells = [[row[column.place] if column.place < len(row) else None] for row in self.rows]
        return replace(column, cells=columns_of((column.heading,), cells)[0].cells)

    def lines(self) -> Iterator[str]:
        """Return the draft line by line."""
        yield f"# Udkast. Filen er læst som: {one_line(self.table.form)}."
        yield "# Hvor der står TVIVL, skal et menneske se efter."
        yield f"kind = {quoted(self.kind.name)}"
        yield f"source = {quoted(self.kind.source)}"
        yield f"about = {quoted('')}"
        yield f"nulls = [{', '.join(map(quoted, self.nulls))}]"
        repeated = [
            heading for heading, count in Counter(self.table.headings).items() if count > 1 and heading
        ]
        if repeated:
            yield f"# TVIVL: flere kolonner hedder {listed(repeated)}; de er skrevet med deres nummer."
        if self.kind.name in COUNTED:
            yield "# gaps = false  # TVIVL: er et sted uden en række et sted, hvor der ingen var?"
        yield from self._identity()
        yield from self._file()
        yield from self._times()
        yield from left_out(self.apart, self.columns)
        if self.kind.name == "cases":
            yield from cancelled(self.columns)
        for field in self.kind.fields:
            yield from self._field(field)
        names = [each.heading or f"{each.place + 1} ({_seen(each)})" for each in self.columns if each.words]
        yield f"\n# Kolonnerne i filen: {listed(names, 500)}"
        yield "# Gem udkastet som mapping.toml, og prøv det:"
        name = one_line(self.file.path.name)
        yield f"#   pejling mapping check mapping.toml {name}"
        yield f"#   pejling import {self.kind.name} {name} --mapping mapping.toml --dry-run"

    def _identity(self) -> Iterator[str]:
        """Say what makes two rows the same, and which of them is the newest."""
        newest = newest_of(self.columns)
        if newest is not None:
            yield f"newest_by = {newest.written}"
        elif is_repeated(self.kind, self.found):
            yield '# newest_by = "..."  # TVIVL: samme sag står flere gange; hvilken kolonne siger, hvad der er nyest?'
        if self.kind.is_event and self.kind.name != "cases":
            key, is_sure = key_of(self.columns, self.found, self.rows)
            doubt = (
                "" if is_sure else "  # TVIVL: er det forskelligt fra række til række, også fra fil til fil?"
            )
            yield f"key = [{', '.join(each.written for each in key)}]{doubt}"

    def _file(self) -> Iterator[str]:
        said = []
        if len(self.table.sheets) > 1:
            said.append(f"sheet = {quoted(self.table.sheet)}  # af: {listed(self.table.sheets, 20)}")
        if self.form.transposed:
            said.append("transposed = true")
        if self.form.header_row == 0:
            said.append("header_row = 0  # TVIVL: filen ser ikke ud til at have overskrifter")
        elif self.table.heading_line > 1:
            said.append(f"header_row = {self.table.heading_line}")
        if self.form.unfold:
            told = self.form.unfold
            names = quoted(told) if isinstance(told, str) else f"[{', '.join(map(quoted, told))}]"
            said.append(f"unfold = {names}  # hver af kolonnerne bliver en række: „overskrift“ og „værdi“")
        if said:
            yield "\n[file]"
            yield from said

    def _times(self) -> Iterator[str]:
        """Say of what zone the times are, where they do not tell it themselves."""
        moments = [
            field.name for field in self.kind.fields if field.type == "moment" and field.name in self.found
        ]
        local = [name for name in moments if not _tells_zone(self.found[name])]
        if local:
            yield '\n[times]\nzone = "Europe/Copenhagen"  # TVIVL: eller "UTC"?'

    # --- The fields ---------------------------------------------------------------------------------

    def _field(self, field: Field) -> Iterator[str]:
        column = self.found.get(field.name)
        if column is not None and (field.required or not self._is_doubtful(field, column)):
            yield from self.origins.of(field)
            if field.required and field.default is None and (empty := len(column.cells) - len(column.filled)):
                yield f'# empty = "..."  # TVIVL: {empty} af {len(column.cells)} celler er tomme; hvad betyder det?'
        elif (computed := list(self._computed(field))) and field.name in _COMPUTED:
            yield f"\n[fields.{field.name}]  # {field.about}"
            yield from computed
        elif field.name == "status_word" and has_more_than_colours(self.found.get("light")):
            yield f"\n[fields.{field.name}]  # {field.about}"
            yield f"column = {self.found['light'].written}"
        elif field.required or field.named:
            near = candidate(field, self.columns, self.found) or namesake(
                self.kind, field, self.columns, self.found
            )
            if near is None and field.name in _USUAL:
                yield f"\n[fields.{field.name}]  # {field.about}"
                yield _USUAL[field.name]
                return
            yield f"\n[fields.{field.name}]  # TVIVL: {field.about}. Hvilken kolonne er det?"
            yield f"# column = {near.written}  # {_seen(near)}" if near else '# column = "..."'
            yield f"# value = {quoted(field.example)}  # det samme i alle rækker"
        else:
            yield f"\n# [fields.{field.name}]  {field.about}"
            if column is not None:
                seen = (
                    f"{_seen(column)}; tag det med, når Pejling kender dem" if column.words else "tom i filen"
                )
                yield f"# column = {column.written}  # {seen}"
            elif same := namesake(self.kind, field, self.columns, self.found):
                yield f"# column = {same.written}  # TVIVL: {_seen(same)}; det kan ikke læses, som det står"
            elif field.name == "resolved_at" and (closed := self.found.get("closed_at")) is not None:
                yield f"# column = {closed.written}  # TVIVL: filen siger kun, hvornår sagen er lukket; er den løst da?"

    def _is_doubtful(self, field: Field, column: Column) -> bool:
        """Say that a column is empty, or names things that no load makes and an export has names of its own for."""
        return not column.words or (field.type == "reference" and self.kind.is_event and not field.creates)

    def _computed(self, field: Field) -> Iterator[str]:
        """Return where a field comes from that the file tells the opposite, the share or the mean of."""
        if self.kind.name not in RELATED:
            return
        found = self.found
        if field.name == "answered" and "abandoned" in found:
            if self.kind.name == "calls":
                yield from opposite(found["abandoned"])
            elif "offered" in found:
                yield f"difference = [{found['offered'].written}, {found['abandoned'].written}]"
            return
        of, part = found.get("answered"), found.get(_COMPUTED.get(field.name, ""))
        if of is None or part is None or self.kind.name != "call-totals":
            return
        yield f"product = [{of.written}, {part.written}]"
        if field.name == "within_limit":
            share = "fraction" if is_fraction(part, self.table.decimal) else "percent"
            yield f"share = {quoted(share)}  # TVIVL: er andelen af de besvarede?"
        elif field.type == "seconds":
            yield from unit_of_mean(part, self.table.decimal)


# What a field is worked out with, besides the number of the answered.
_COMPUTED: Mapping[str, str] = {
    "answered": "abandoned",
    "within_limit": "share_within",
    "wait_seconds": "mean_wait",
}

# What is meant where a file has nothing that could say it: an export of one sensor is as a rule of something light.
_USUAL: Mapping[str, str] = {
    "action_class": 'value = "standard"  # TVIVL: filen siger det ikke; skriv "heavy", hvis det er en tung handling',
}


def _seen(column: Column) -> str:
    """Return what a column has, to be told."""
    return f"i filen: {listed(column.words)}"


def _tells_zone(column: Column) -> bool:
    if column.time_form is not None and column.time_form[0] in EPOCHS:
        return True
    words = [str(each) for each in column.some if isinstance(each, str)]
    return bool(words) and all(bool(re.search(r"(?:Z|[+-]\d\d:?\d\d)$", word)) for word in words)
