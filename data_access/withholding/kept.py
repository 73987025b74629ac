"""The rows that what was decided is kept in: written in the transaction of a load, read with the snapshot."""

import json
from collections.abc import Mapping
from typing import Any

from data_access.snapshot.snapshot import Snapshot
from data_access.withholding.decided import Decided, Month, Sums, is_month
from data_access.withholding.rectangles import Cells
from data_access.withholding.rule import RULE, Face, Withheld


def kept(snapshot: Snapshot, subject: str) -> Decided:
    """Return what is kept of a subject."""
    rows = snapshot.frames[f"{subject.split('/')[0]}_withheld"]
    rows = rows[rows["subject"] == subject]
    found = {
        str(period): json.loads(text) for period, text in zip(rows["period"], rows["content"], strict=True)
    }
    return Decided(
        {period: _month(content) for period, content in found.items() if is_month(period)},
        {period: _cells(content["sums"]) for period, content in found.items() if not is_month(period)},
        {period: str(content["of"]) for period, content in found.items()},
    )


def rows_of(subject: str, decided: Decided, limit: int) -> list[dict[str, Any]]:
    """Return the rows that keep what was decided."""
    found: dict[str, Mapping[str, Any]] = {
        period: _of_month(month) for period, month in decided.months.items()
    }
    found |= {period: {"sums": _of_cells(sums)} for period, sums in decided.sums.items()}
    return [
        {
            "subject": subject,
            "period": period,
            "rule": RULE,
            "below": limit,
            "content": json.dumps(
                {**content, "of": decided.marks[period]}, ensure_ascii=False, sort_keys=True
            ),
        }
        for period, content in sorted(found.items())
    ]


def _of_month(month: Month) -> Mapping[str, Any]:
    return {
        "sites": dict(month.lines),
        "apart": {dimension: list(keys) for dimension, keys in month.apart.items()},
        "everything": month.withheld.everything,
        "lines": {dimension: sorted(keys) for dimension, keys in month.withheld.lines.items()},
        "cells": _of_cells(month.withheld.cells),
    }


def _month(content: Mapping[str, Any]) -> Month:
    lines = {dimension: frozenset(keys) for dimension, keys in content["lines"].items()}
    return Month(
        Withheld(bool(content["everything"]), lines, _cells(content["cells"])),
        content["sites"],
        content["apart"],
    )


def _of_cells(cells: Mapping[Face, Cells]) -> Mapping[str, Any]:
    return {"*".join(face): sorted(those) for face, those in cells.items()}


def _cells(content: Mapping[str, Any]) -> Sums:
    faces = {tuple(face.split("*")): cells for face, cells in content.items()}
    return {(face[0], face[1]): frozenset((a, b) for a, b in cells) for face, cells in faces.items()}
