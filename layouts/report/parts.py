"""A panel as it is frozen: its words, its columns, its rows as values and as they are printed, and its figure."""

from typing import Any

from data_access.numbers import explanations
from data_access.snapshot.rows import Row
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.without import untold
from layouts.parts.answers import answer
from layouts.parts.answers_run import at_month
from layouts.parts.columns import Column
from layouts.parts.declarations import Content
from layouts.parts.hints import no_hints
from layouts.parts.html import Children
from layouts.parts.layers import layered
from layouts.parts.owners import written_words
from layouts.parts.panels import said, varied
from layouts.parts.remarks import cautions, noted
from layouts.parts.tables import written
from layouts.report.declared import Part
from vocabulary import text
from vocabulary.filters import Filters, to_query

Frozen = dict[str, Any]
# What a figure has for a reader who points and clicks, which paper has no use for.
_OF_THE_SCREEN = ("hovertemplate", "hoverinfo", "customdata", "hoverlabel", "meta", "uid")


def frozen(part: Part, snapshot: Snapshot, filters: Filters) -> Frozen:
    """Return the part as it is frozen, for what is asked: the form is told in docs/afrapportering.md."""
    with no_hints():
        return _frozen(part, snapshot, filters)


def _frozen(part: Part, snapshot: Snapshot, filters: Filters) -> Frozen:
    content = answer(part.panel, snapshot, filters)
    figure = part.panel.figure
    drawn = layered(figure(content), content) if figure and not content.is_empty else None
    return {
        "kind": "panel",
        "key": part.key,
        "page": part.page.key,
        "panel": part.panel.key,
        "query": to_query(filters),
        "title": part.panel.title(snapshot, filters),
        "sentence": said(content),
        "metrics": [each for each in part.panel.metrics if each not in untold(snapshot)],
        "sources": list(part.panel.sources),
        **tabled(content),
        "figure": _plain(drawn) if drawn else None,
        "variation": _variation(content),
        "notes": [list(each) for each in noted(content)],
        "cautions": []
        if content.is_empty
        else [words for each in cautions(content) for words in _lines(each)],
        "words": _owners(content),
    }


def tabled(content: Content) -> Frozen:
    """Return a panel's rows as they are frozen: its columns, the values, as they are printed, and a level a row."""
    return {
        "columns": [_column(each) for each in content.columns],
        "rows": [[_value(each, row) for each in content.columns] for row in content.records],
        "cells": [[written(each, row) for each in content.columns] for row in content.records],
        "levels": [str(row.get("level", "none")) for row in content.records],
    }


def _column(column: Column) -> Frozen:
    # Texts and months tell a row from the others; figures are what can be told differently later.
    return {
        "key": column.key,
        "label": column.label,
        "heading": column.heading,
        "kind": column.kind,
        "decimals": column.decimals,
        "is_number": column.is_number,
    }


def _value(column: Column, row: Row) -> Any:
    value = row[column.key]
    if text.is_missing(value):
        return None
    return float(value) if column.is_number else str(value)


def _plain(figure: dict[str, Any]) -> Frozen:
    """Return what of a figure is drawn on paper."""
    traces = [{name: each[name] for name in each if name not in _OF_THE_SCREEN} for each in figure["data"]]
    layout = {name: value for name, value in figure["layout"].items() if not name.startswith("hover")}
    return {"data": traces, "layout": layout}


def _variation(content: Content) -> str:
    found = None if content.is_empty else varied(content)
    return " ".join(_lines(found)) if found else ""


def _owners(content: Content) -> list[Frozen]:
    """Return what owners say of the figures of the newest month."""
    if content.panel.lists or "month" not in content.table or content.is_empty:
        return []
    month = at_month(content.filters).last
    told = explanations.of_rows(content.snapshot, content.filters, content.panel.metrics, content.table)
    return [
        words_of(content.snapshot, said)
        for (at, _system), several in told.items()
        if at == month
        for said in several
    ]


def words_of(snapshot: Snapshot, said: explanations.Explanation) -> Frozen:
    """Return what an owner says of a figure, in parts; texts as they were written."""
    return {
        "about": snapshot.names("systems").get(said.system, ""),
        "month": said.month,
        "cause": said.cause,
        "action": said.action,
        "responsible": said.responsible,
        "back_at": said.back_at,
        "promised": said.promised,
        "by": written_words(said),
    }


def _lines(node: Children | list[Any]) -> list[str]:
    """Return the words of elements, a text a paragraph or point."""
    if isinstance(node, str):
        return [node] if node.strip() else []
    if isinstance(node, list | tuple):
        return [words for each in node for words in _lines(each)]
    if not isinstance(node, dict):
        return [] if node is None else [str(node)]
    inner = _lines(node["props"].get("children"))
    if node["type"] in ("P", "Li"):
        return [" ".join(" ".join(inner).split())] if inner else []
    return inner
