"""Chooses which column is which field: by what it is called, and by what it holds."""

import re
from collections.abc import Mapping, Sequence

from data_access.imports.drafting.column import ENOUGH, Column
from data_access.imports.drafting.names import candidates_of, likeness, names_of
from data_access.imports.drafting.values import (
    CLOSED,
    hour_of,
    is_yes_or_no,
    plain_word,
    share_known,
    weekday_of,
)
from data_access.imports.kinds.field import Field, Kind
from data_access.imports.mapping.words import NUMBERS

# What is no field and becomes one: the opposite of it, its share or its mean.
RELATED: Mapping[str, Sequence[str]] = {
    "calls": ("abandoned",),
    "call-totals": ("abandoned", "share_within", "mean_wait"),
}
_PLACES = re.compile(
    r"herlev|gentofte|rigshospital|bispebjerg|frederiksberg|hvidovre|amager|glostrup|hillerød|bornholm|nordsjælland|"
    r"helsingør|frederikssund|psykiatri|sygehus|hospital|blegdamsvej",
    re.IGNORECASE,
)
# What a day can be of that is no report's.
_OTHER_DAY = re.compile(
    r"\b(?:start|begin|slut|end|finish|due|frist|deadline|forvent|planned|planlagt|created|oprettet|godkendt|approved)"
)
_SHARE = re.compile(r"\b(?:andel|procent|pct|percent|share|svarprocent|service ?level|svl)\b")
_LEAST = 45.0  # a likeness below which a column is not taken for a field by its name
_SURE = 90.0  # one beyond which it is called that
_BY_CONTENT = 30.0


def chosen(kind: Kind, columns: Sequence[Column]) -> dict[str, Column]:
    """Return the columns by the field that each is likeliest to be; a column is one field at most."""
    fields = {each.name: each for each in kind.fields}
    wanted = [*fields, *RELATED.get(kind.name, ())]
    scores = [
        (_score(kind, fields.get(name), name, column), -place, -column.place, name, column)
        for place, name in enumerate(wanted)
        for column in columns
        if column.heading or len(column.filled)
    ]
    found: dict[str, Column] = {}
    taken: set[int] = set()
    for score, _order, _place, name, column in sorted(scores, key=lambda each: each[:3], reverse=True):
        if score > 0 and name not in found and column.place not in taken:
            found[name] = column
            taken.add(column.place)
    return found


def candidate(field: Field, columns: Sequence[Column], taken: Mapping[str, Column]) -> Column | None:
    """Return the column that could be a thing which must be told and was not found; None when there is none."""
    free = [each for each in _free(columns, taken) if each.time_form is None]
    return _likest(free, candidates_of(field.name), _LEAST)


def namesake(
    kind: Kind, field: Field, columns: Sequence[Column], taken: Mapping[str, Column]
) -> Column | None:
    """Return the column that is called what a field is, and that cannot be read as it; None when there is none."""
    return _likest(_free(columns, taken), names_of(kind.name, field.name), _SURE)


def _free(columns: Sequence[Column], taken: Mapping[str, Column]) -> list[Column]:
    places = {column.place for column in taken.values()}
    return [each for each in columns if each.place not in places and each.words]


def _likest(columns: Sequence[Column], names: tuple[str, ...], least: float) -> Column | None:
    scores = [(likeness(each.name, names), -each.place, each) for each in columns]
    best = max(scores, key=lambda each: each[:2], default=None)
    return best[2] if best is not None and best[0] >= least else None


def _score(kind: Kind, field: Field | None, name: str, column: Column) -> float:
    """Return how well a column fits a field: above 0 where it can be it."""
    named = likeness(column.name, names_of(kind.name, name))
    if field is None:
        return named if named >= _LEAST and fits_related(name, column) else 0.0
    if not len(column.filled):
        return named - 20 if named >= 80 else 0.0  # an empty column can be what it is called
    if not fits(field, column):
        return 0.0
    if named >= _LEAST:
        return named
    return _of_content(kind, field, column)


def fits_related(name: str, column: Column) -> bool:
    """Say that a column can be the opposite, the share or the mean of a field."""
    if name == "abandoned":
        return column.is_number or is_yes_or_no(column.words)
    if name == "share_within":
        return column.is_number and (column.is_share or bool(_SHARE.search(column.name)))
    return column.is_length


def fits(field: Field, column: Column) -> bool:
    """Say that what a column holds can be the field."""
    match field.type:
        case "moment" | "day":
            return column.time_form is not None
        case "month":
            return column.is_month or column.is_week
        case "period":
            return column.is_period or column.is_week
        case "whole" if field.name == "weekday":
            return column.is_number or all(map(weekday_of, column.words))
        case "whole" if field.name in ("opens", "closes"):
            return all(plain_word(word) in CLOSED or bool(hour_of(word)) for word in column.words)
        case "whole":
            return column.is_number and not column.is_clock and not column.is_share
        case "number":
            return column.is_number and not column.is_clock
        case "seconds":
            return column.is_length or column.is_clock
        case "flag":
            return 0 < len(column.words) <= 12 or (column.time_form is not None and not column.is_full)
        case "choice":
            return len(column.words) <= 30 and (column.time_form is None or column.is_number)
        case "reference" if field.name == "action_class":
            return share_known(column.words, ("standard", "heavy")) >= ENOUGH
        case "reference":
            return column.time_form is None and not column.is_clock
        case _:
            return not column.is_clock and (column.time_form is None or column.is_number)


def _of_content(kind: Kind, field: Field, column: Column) -> float:
    """Return how well a column fits by what it holds alone, whatever it is called."""
    words = column.words
    if field.type == "choice" and field.choices and not column.is_number:
        sure = share_known(words, field.choices) >= ENOUGH and len(words) > 1
        return (
            _BY_CONTENT
            if sure and field.name in ("light", "priority", "channel", "agreement", "field")
            else 0.0
        )
    if field.name == "site" and words and not column.is_number:
        return _BY_CONTENT if sum(bool(_PLACES.search(word)) for word in words) >= 0.5 * len(words) else 0.0
    if field.name == "answered" and kind.name == "calls":
        return _BY_CONTENT if is_yes_or_no(words) and len(words) > 1 and not column.is_number else 0.0
    if field.name == "number" and column.is_unique:
        return _BY_CONTENT if all(re.fullmatch(r"[A-ZÆØÅ]{1,6}[- ]?\d{2,}", word) for word in words) else 0.0
    if field.type == "month" and _OTHER_DAY.search(column.name):
        return 0.0
    if field.required and field.type in ("moment", "month", "period") and not column.is_number:
        return _BY_CONTENT - 10
    if field.required and field.type in NUMBERS and column.name in ("", "værdi", "value", "antal", "tal"):
        return _BY_CONTENT - 10
    return 0.0
