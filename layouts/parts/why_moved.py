"""What moved behind a share since the month and the year before: its parts' own shares, or how much they weigh."""

from collections.abc import Iterator

from data_access.numbers.causes import is_list, paradox
from data_access.numbers.naming import within
from data_access.snapshot.table import Row, Table
from layouts.parts import claims, orders
from vocabulary import text
from vocabulary.language import _
from vocabulary.months import shift

BACK = {"month": 1, "year": 12}  # months, over which a change is split
PART = ("dimension", "part")
COLUMNS = tuple(f"{column}_{name}" for name in BACK for column in ("rate", "weight"))


def split_words(rows: Table, month: str, places: int) -> str:
    """Say how the change since the month before, and since the year before, splits along the first dimension.

    `rows` are those of the why, with `COLUMNS`. Nothing is said where a part of then is gone, or the month cannot be
    compared with; nor of things that are counted as one each.
    """
    if rows.empty or any(is_list(rows)):
        return ""
    dimension = rows["dimension"][0]
    own = [row for row in rows.records if row["dimension"] == dimension]
    with claims.about(None):
        found = list(_splits(own, month))
    if not found or len(own) < 2:
        return ""
    (before, (rate, weight)), *more = found
    said = {
        "dimension": str(dimension).lower(),
        "month": before,
        "rate": _pulled(rate, places, is_first=True),
        "weight": _pulled(weight, places),
    }
    first = (
        _(
            "Siden {month} har resultaterne i de enkelte dele {rate}, og skift i fordelingen mellem dem har {weight} "
            "(opdelt efter {dimension}).",
            **said,
        )
        if text.rounded(weight, places)
        else _("Siden {month} har resultaterne i de enkelte dele {rate} (opdelt efter {dimension}).", **said)
    )
    return text.prose(first, *(_since(when, *each, places) for when, each in more))


def _since(month: str, rate: float, weight: float, places: int) -> str:
    """Say the same of a month further back: of shifts between the parts only where they moved anything."""
    said = {"month": month, "rate": _pulled(rate, places), "weight": _pulled(weight, places)}
    if not text.rounded(weight, places):
        return _("Siden {month} har resultaterne {rate}.", **said)
    return _("Siden {month} har resultaterne {rate}, og skift i fordelingen har {weight}.", **said)


def _pulled(points: float, places: int, *, is_first: bool = False) -> str:
    """Say how far something has moved a figure, and which way; the first time what its unit is."""
    amount = text.number(abs(points), places)
    if not text.rounded(points, places):
        return _("ikke flyttet tallet") if is_first else _("ikke flyttet det")
    if points > 0:
        return _("løftet tallet {n} procentpoint", n=amount) if is_first else _("løftet det {n}", n=amount)
    return (
        _("trukket tallet {n} procentpoint ned", n=amount) if is_first else _("trukket det {n} ned", n=amount)
    )


def _splits(own: list[Row], month: str) -> Iterator[tuple[str, tuple[float, float]]]:
    """Return each month that can be compared with, and what the parts' own shares and their weights gave since."""
    for name, back in BACK.items():
        columns = {column: f"{column}_{name}" for column in ("rate", "weight")}
        if any(text.is_missing(row[column]) for row in own for column in columns.values()):
            continue
        before = shift(month, -back)
        rate, weight = (claims.total_of(own, "dimension", of, before) for of in columns.values())
        yield text.month(before), (rate, weight)


def worse_by_weight(rows: Table, month: str) -> str:
    """Say it where every part became better and the whole worse: more of it came to lie in the parts that are low."""
    found = paradox(rows)
    if not found:
        return ""
    first = found[0]
    with claims.about(None):
        orders.paradox(first, "rate_month", "weight_month", PART)
    return _(
        "Siden {month} er hver del blevet bedre, men helheden dårligere, fordi {part} fylder mere end før.",
        month=text.month(shift(month, -1)),
        part=within(first["part"]),
    )
