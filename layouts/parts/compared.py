"""What is compared with, in a sentence: the month that is spoken of, beside another hospital's or last year's."""

from data_access.snapshot.rows import Row
from layouts.parts import claims
from layouts.parts.changes import difference_words
from layouts.parts.columns import Column
from layouts.parts.declarations import Content
from layouts.parts.tables import written
from vocabulary import text
from vocabulary.filters import LAST_YEAR
from vocabulary.language import _
from vocabulary.metrics import METRICS, Metric


def compared_words(content: Content) -> str:
    """Say the figure of the month that is spoken of beside the one that it is compared with; '' where nothing is."""
    name = content.panel.compared
    if name is None or "compared" not in content.table:
        return ""
    against = _against(content)
    row = _spoken_of(content, name)
    if row is None:
        return _("Der er ingen måned at sammenligne med {against}.", against=against)
    columns = {column.key: column for column in content.columns}
    claims.values(row, name, "compared")
    own, other = (written(columns[key], row) for key in (name, "compared"))
    label = text.small(columns[name].label)
    said = {
        "name": label,
        "month": text.capital(text.month(row["month"])),
        "against": against,
        "own": own,
        "other": other,
    }
    unit = _unit(content, columns[name])
    step = difference_words(unit, float(row[name]), float(row["compared"]), _decimals(content, columns[name]))
    if not step:
        return _("{month} sammenlignet med {against}: {name} {own} mod {other}, altså det samme.", **said)
    if unit == "antal" and content.filters.compare != LAST_YEAR:
        # How much more one hospital has than another is a matter of their sizes.
        return _("{month} sammenlignet med {against}: {name} {own} mod {other}.", **said)
    return _("{month} sammenlignet med {against}: {name} {own} mod {other} ({step}).", step=step, **said)


def _against(content: Content) -> str:
    if content.filters.compare == LAST_YEAR:
        return _("samme måned året før")
    return content.against


def _spoken_of(content: Content, name: str) -> Row | None:
    """Return the newest month up to the picked one that has both figures, and is whole."""
    until = content.filters.month or content.filters.last
    both = [
        row
        for row in content.records
        if row["month"] <= until
        and row["state"] == "whole"
        and not text.is_missing(row[name])
        and not text.is_missing(row["compared"])
    ]
    return both[-1] if both else None


def _metric(content: Content) -> Metric:
    """Return the metric of the figure that is compared."""
    varying = content.panel.compared or ""
    return METRICS[varying if varying in METRICS else content.panel.metrics[0]]


def _decimals(content: Content, column: Column) -> int:
    """Return the decimals that the figures of a column are printed with."""
    return _metric(content).decimals if column.kind == "judged" else column.decimals


def _unit(content: Content, column: Column) -> str:
    """Return the unit that a difference in a column has."""
    if column.kind == "judged":
        return _metric(content).unit
    return {"percent": "%", "seconds": "sekunder"}.get(column.kind, "antal")
