"""Documents of a few rows, in the form in which they are frozen."""

from collections.abc import Mapping, Sequence
from typing import Any

Document = dict[str, Any]
METRICS = {"a": "service_level", "b": "answered_share", "c": "first_contact_resolution"}
WORDS = {"good": "Målet er nået", "near": "Tæt på målet", "missed": "Målet er ikke nået"}
LIGHTS = {"Grøn": "good", "Gul": "near", "Rød": "missed"}


def document(
    month: str = "2015-04", targets: Sequence[Document] = (), parts: Sequence[Document] = (), **more: Any
) -> Document:
    chapter = {
        "key": "k",
        "title": "Kapitel",
        "words": "",
        "headlines": True,
        "of_patients": False,
        "parts": list(parts),
    }
    of = {"2015-01": 10}.get(month, 11)
    return {
        "form": 1, "number": of, "called": "10. afrapportering", "month": month, "headlines": [],
        "targets": list(targets), "chapters": [chapter], "definitions": [], "language": "da",
        "promises": [],
    } | more  # fmt: skip


def words(cause: str = "", action: str = "", back_at: str = "", promised: float | None = None) -> Document:
    return {"about": "", "month": "", "cause": cause, "action": action, "responsible": "Lederen",
            "back_at": back_at, "promised": promised, "by": ""}  # fmt: skip


def target(
    key: str, level: str = "good", value: float = 90, month: str = "2015-04", *, goal: float = 80, counts: str = "",
    told: Document | None = None, cause: str = "",
) -> Document:  # fmt: skip
    return {
        "key": f"{METRICS[key]}/{month}", "page": "servicedesk", "subject": "S", "name": key.upper(),
        "metric": METRICS[key], "month": month, "value": value, "target": goal, "shown": f"{value} %",
        "goal": f"{goal} %", "counts": counts, "level": level, "word": WORDS[level], "words": told or {},
        "shown_cause": cause, "noted": "",
    }  # fmt: skip


def _part(key: str, metrics: Sequence[str], columns: Mapping[str, bool], rows: Sequence[Sequence[Any]],
          levels: Sequence[str]) -> Document:  # fmt: skip
    return {
        "key": key, "title": "Hvordan går det?", "metrics": list(metrics), "sources": [], "levels": list(levels),
        "columns": [{"key": name, "label": name, "kind": "text", "is_number": number}
                    for name, number in columns.items()],
        "rows": [list(row) for row in rows],
        "cells": [["–" if each is None else f"{each} %" if isinstance(each, int) else each for each in row]
                  for row in rows],
    }  # fmt: skip


def part(metric: str, rows: Mapping[str, float | None], goal: float | None = None) -> Document:
    found = [(month, value, goal) for month, value in rows.items()]
    levels = ["unknown" if value is None else "missed" for value in rows.values()]
    columns = {"month": False, "value": True, "target": True}
    return _part(f"servicedesk/{metric}", [metric], columns, found, levels)


def projects(*rows: tuple[str, str, str]) -> Document:
    columns = {"name": False, "word": False, "end_words": False, "finding": False}
    levels = [LIGHTS[word] for _name, word, _end in rows]
    return _part("projekter/liste", [], columns, [(*row, "Det går.") for row in rows], levels)
