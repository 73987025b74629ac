"""Drafts a mapping from a file: which column could be which field, how it is written, and what is in doubt."""

import difflib
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

import numpy as np
import pandas as pd

from data_access.imports.kinds.field import Field, Kind
from data_access.imports.mapping.model import Times
from data_access.imports.reading import cells
from data_access.imports.reading.cells import Cells
from data_access.imports.reading.moments import moments
from data_access.imports.reading.numbers import numbers, seconds, unclear
from data_access.imports.reading.periods import periods
from data_access.imports.reading.table import Table

LOOKED_AT = 2000  # rows
NULLS = ("", "?", "-", "--", "z", "null", "NULL", "N/A", "#N/A", "n.a.")
# Forms of times, by how they are written: day first before month first, because that is how they are written here.
FORMATS = (
    ("%d/%m/%Y %H:%M:%S", "%m/%d/%Y %H:%M:%S"),
    ("%d/%m/%Y %H:%M", "%m/%d/%Y %H:%M"),
    ("%d/%m/%y %H:%M", "%m/%d/%y %H:%M"),
    ("%d/%m/%Y", "%m/%d/%Y"),
    ("%d/%m/%y", "%m/%d/%y"),
    ("%d/%m/%Y %I:%M:%S %p", "%m/%d/%Y %I:%M:%S %p"),
    ("%d/%m/%Y %I:%M %p", "%m/%d/%Y %I:%M %p"),
    ("%d-%m-%Y %H:%M:%S", "%m-%d-%Y %H:%M:%S"),
    ("%d-%m-%Y %H:%M", "%m-%d-%Y %H:%M"),
    ("%d-%m-%Y", "%m-%d-%Y"),
    ("%d-%m-%y", "%m-%d-%y"),
    ("%d.%m.%Y %H:%M:%S", "%m.%d.%Y %H:%M:%S"),
    ("%d.%m.%Y %H:%M", "%m.%d.%Y %H:%M"),
    ("%d.%m.%Y", "%m.%d.%Y"),
    ("%Y/%m/%d %H:%M:%S", ""),
    ("%Y/%m/%d", ""),
    ("%Y%m%d%H%M%S", ""),
    ("%Y%m%d", ""),
    ("%y%m%d", ""),
)
# What systems call the fields, besides the fields' own names.
ALSO = {
    "number": "number nummer sagsnummer id ticket case incident",
    "opened_at": "opened_at opened oprettet created sys_created_at åbnet start",
    "resolved_at": "resolved_at resolved løst solved",
    "closed_at": "closed_at closed lukket",
    "priority": "priority prioritet kritikalitet",
    "channel": "contact_type channel kanal",
    "site": "site location lokation matrikel hospital sted afdeling",
    "desk": "desk queue kø gruppe",
    "queued_at": "queued_at tidspunkt starttid dato tid start vru_entry call_start",
    "wait_seconds": "wait ventetid q_time queue_time wait_seconds",
    "talk_seconds": "talk samtaletid taletid talk_time ser_time duration",
    "answered": "answered besvaret resultat outcome status",
    "service": "service ydelse speciale procedure",
    "provider": "provider privathospital leverandør",
    "agreement": "agreement aftale ordning",
    "taken_at": "timestamp tidspunkt time taken_at målt",
    "seconds": "seconds svartid response_time duration elapsed ms",
    "system": "system application applikation service",
    "action_class": "action handling transaction class",
    "month": "month måned periode period",
    "period": "period periode måned month dato date år year",
    "offered": "offered opkald kald calls indgående",
    "within_limit": "within_limit inden",
    "treatments": "antal behandlinger count treatments",
    "value": "value værdi indhold tal",
    "project": "project projekt projektnavn navn",
    "light": "light lys trafiklys status rag",
}


def draft(kind: Kind, table: Table) -> str:
    """Return the draft as TOML, with what is in doubt as comments."""
    rows = [row for _line, row in islice(table.rows, LOOKED_AT)]
    width = len(table.headings)
    columns = [
        cells.cleaned([row[place] if place < len(row) else None for row in rows], frozenset())
        for place in range(width)
    ]
    return "\n".join(_lines(kind, table, columns)) + "\n"


def _lines(kind: Kind, table: Table, columns: Sequence[Cells]) -> Iterator[str]:
    yield f"# Udkast. Filen er læst som: {table.form}. Hvor der står TVIVL, skal et menneske se efter."
    yield f"kind = {_quoted(kind.name)}"
    yield f"source = {_quoted(kind.source)}"
    yield f"about = {_quoted('')}"
    nulls = sorted(
        {word for column in columns for word in NULLS if word and word in set(cells.as_texts(column))}
    )
    yield f"nulls = {json.dumps(['', *nulls], ensure_ascii=False)}"
    repeated = [heading for heading, count in Counter(table.headings).items() if count > 1]
    if repeated:
        yield f"# TVIVL: flere kolonner hedder {', '.join(repeated)}; skriv deres nummer i stedet."
    if kind.is_event and kind.name != "cases":
        yield "# TVIVL: hvilke kolonner er tilsammen forskellige fra række til række?"
        yield f"key = {json.dumps(_key(table, columns), ensure_ascii=False)}"
    yield '\n[times]\nzone = "Europe/Copenhagen"  # TVIVL: eller "UTC"?'
    for field in kind.fields:
        yield from _field(field, table, columns, set(nulls))
    unused = [heading for heading in table.headings if heading]
    yield f"\n# Kolonnerne i filen: {', '.join(unused)}"


def _key(table: Table, columns: Sequence[Cells]) -> list[str]:
    """Return the heading of a column whose cells are all different; else all of them."""
    for heading, column in zip(table.headings, columns, strict=True):
        is_time = best_format(column) is not None or re.search(
            r"tid|time|dato|date|clock", heading.casefold()
        )
        if heading and len(set(column)) == len(column) > 1 and not is_time:
            return [heading]
    return [heading for heading in table.headings if heading]


def _field(field: Field, table: Table, columns: Sequence[Cells], nulls: set[str]) -> Iterator[str]:
    place = _place(field, table.headings)
    if place is None:
        if field.required or field.named:
            yield f"\n[fields.{field.name}]  # TVIVL: {field.about}. Hvilken kolonne er det?"
            yield '# column = "..."'
            yield f"# value = {_quoted(field.example)}  # det samme i alle rækker"
        else:
            yield f"\n# [fields.{field.name}]  {field.about}"
        return
    heading = table.headings[place]
    raw = cells.cleaned(columns[place], frozenset(nulls | {""}))
    yield f"\n[fields.{field.name}]  # {field.about}"
    if field.type == "moment" and (clock := _clock_beside(raw, table, columns)) is not None:
        yield f"join = [{_name(table, place)}, {_name(table, clock)}]"
        joined = [f"{day} {at}" for day, at in zip(raw, columns[clock], strict=True) if day and at]
        yield from _how(field, np.array(joined, dtype=object))
        return
    if table.headings.count(heading) > 1 or not heading:
        yield f"column = {place + 1}"
    else:
        yield f"column = {_quoted(heading)}"
    yield from _how(field, raw)


def _name(table: Table, place: int) -> str:
    heading = table.headings[place]
    return str(place + 1) if table.headings.count(heading) > 1 or not heading else _quoted(heading)


def _clock_beside(raw: Cells, table: Table, columns: Sequence[Cells]) -> int | None:
    """Return the column with the times of day, where a time's own column has only the day."""
    words = [word for word in cells.as_texts(raw) if word]
    if not words or any(":" in word for word in words):
        return None
    for place, heading in enumerate(table.headings):
        times = [word for word in cells.as_texts(columns[place]) if word]
        named = re.search(r"tid|time|kl|clock", heading.casefold())
        if named and times and all(re.fullmatch(r"[0-2]?\d:\d\d(:\d\d)?( ?[AP]M)?", word) for word in times):
            return place
    return None


def _place(field: Field, headings: Sequence[str]) -> int | None:
    wanted = {word.casefold() for word in [field.name, *ALSO.get(field.name, "").split()]}
    plain = [re.sub(r"[^\w]+", "_", heading.casefold()).strip("_") for heading in headings]
    for place, name in enumerate(plain):
        if name in wanted:
            return place
    for word in wanted:
        near = difflib.get_close_matches(word, [name for name in plain if name], 1, 0.85)
        if near:
            return plain.index(near[0])
    return None


def _how(field: Field, raw: Cells) -> Iterator[str]:
    match field.type:
        case "moment" | "day":
            yield from _times(raw)
        case "period":
            if periods(raw, (), "")[1].any():
                yield from _times(raw)
        case "choice":
            yield from _values(raw, field.choices)
        case "flag":
            words = [
                word for word, _count in Counter(word for word in cells.as_texts(raw) if word).most_common(8)
            ]
            _found, bad = cells.flags(raw)
            if bad.any():
                yield f"is = {json.dumps(words[:1], ensure_ascii=False)}  # TVIVL: hvilke af {', '.join(words)} er ja?"
        case "number" | "whole" | "seconds":
            yield from _numbers(field, raw)
            if field.type != "whole" and any(unclear(raw, mark).any() for mark in (".", ",")):
                yield "# TVIVL: 1.234 kan være tusinder eller en brøkdel; skriv decimal."
        case "reference":
            if not field.creates:
                yield '# values = { "som filen skriver" = "som Pejling kender det" }'


def _values(raw: Cells, choices: Sequence[str]) -> Iterator[str]:
    words = [word for word, _count in Counter(word for word in cells.as_texts(raw) if word).most_common(20)]
    pairs = []
    for word in words:
        near = difflib.get_close_matches(word.casefold(), choices, 1, 0.5)
        inside = [choice for choice in choices if choice in word.casefold()]
        pairs.append(f"{_quoted(word)} = {_quoted((inside or near or ['?'])[0])}")
    yield f"values = {{ {', '.join(pairs)} }}  # TVIVL: kan være {', '.join(choices)}"


def _numbers(field: Field, raw: Cells) -> Iterator[str]:
    dotted, comma = (int(numbers(raw, mark)[1].sum()) for mark in (".", ","))
    if comma < dotted:
        yield 'decimal = ","'
    values, bad = seconds(raw, "," if comma < dotted else ".") if field.type == "seconds" else numbers(raw)
    if field.type == "seconds" and not bad.all() and float(values.median()) > 5000:
        yield "scale = 0.001  # TVIVL: tallene er store; er de millisekunder?"


def _times(raw: Cells) -> Iterator[str]:
    found = best_format(raw)
    if found is None:
        return
    form, swapped = found
    if form:
        doubt = f"  # TVIVL: eller {swapped}? Filen selv afgør det ikke." if swapped else ""
        yield f"format = {_quoted(form)}{doubt}"


def best_format(raw: Cells) -> tuple[str, str] | None:
    """Return the format that reads most of the times ('' is ISO), and the swapped one if it reads as many."""
    words = pd.Series([word for word in cells.as_texts(raw) if word], dtype="str").head(LOOKED_AT)
    if words.empty:
        return None
    plain = Times(zone="UTC")

    def read(form: str) -> int:
        cell = words.to_numpy(object)
        return int((~moments(cell, (form,) if form else (), plain)[1]).sum())

    if read("") >= len(words) * 0.9:
        return "", ""
    scores = {form: read(form) for pair in FORMATS for form in pair if form}
    best = max(scores, key=lambda form: scores[form])
    if not scores[best]:
        return None
    other = next((b if a == best else a for a, b in FORMATS if best in (a, b)), "")
    return best, other if other and scores[other] == scores[best] else ""


def _quoted(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)
