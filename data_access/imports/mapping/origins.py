"""Reads where each field comes from: the tables under [fields]."""

from datetime import UTC, datetime
from typing import Any

from data_access.imports.kinds.field import FieldType, Kind
from data_access.imports.mapping.model import EPOCHS, GRAINS, How, Name, Origin
from data_access.imports.mapping.parts import Parts

WAYS: tuple[How, ...] = ("join", "sum", "difference", "product")
KNOWN = {"column", "value", "values", "other", "is", "format", "decimal", "scale", "nulls", "create", "separator",
         "empty", "grain", *WAYS}  # fmt: skip


class Origins(Parts):
    """Reads the origins of a mapping's fields."""

    def origins(self, kind: Kind, given: dict[str, Any]) -> dict[str, Origin]:
        """Return where each field comes from; ImportFault when one that the kind must have is not told of."""
        self.only(given, {each.name for each in kind.fields}, "[fields]")
        needed = [each.name for each in kind.fields if each.required or each.named]
        lacking = [name for name in needed if name not in given]
        if lacking:
            raise self.fault(
                f"[fields] mangler {', '.join(lacking)}.",
                f"{kind.title} skal have: {', '.join(needed)}.",
            )
        return {name: self._origin(kind, name, self.table(given, name)) for name in given}

    def _origin(self, kind: Kind, name: str, given: dict[str, Any]) -> Origin:
        where = f"[fields.{name}]"
        type_ = kind.field(name).type
        self.only(given, KNOWN, where)
        how, columns = self._way(given, type_, where)
        if "is" in given and type_ != "flag":
            raise self.fault(f"{where}: is er kun for ja og nej.", "Skriv values = { ... }.")
        formats, decimal = self._formats(given, where), self.decimal(given, where)
        grain, scale = self._grain(given, type_, where), self._scale(given, where)
        return Origin(
            columns,
            how,
            self.text(given, "separator", where) if "separator" in given else " ",
            given.get("value"),
            {key: str(value) for key, value in self.table(given, "values").items()},
            self.text(given, "other", where) or None,
            self.texts(given["is"], where) if "is" in given else None,
            formats,
            decimal,
            scale,
            self.texts(given.get("nulls", []), where),
            self.flag(given, "create", where),
            self.text(given, "empty", where) or None,
            grain,
        )

    def _way(self, given: dict[str, Any], type_: FieldType, where: str) -> tuple[How, tuple[Name, ...]]:
        """Return how columns become the field, and which; none of them for a constant."""
        told = [each for each in ("column", "value", *WAYS) if each in given]
        if len(told) != 1:
            raise self.fault(
                f"{where} skal have netop én af column, value, join, sum, difference og product; den har {len(told)}.",
                'Skriv for eksempel column = "opened_at".',
            )
        how: How = told[0] if told[0] in WAYS else "first"
        columns = () if told[0] == "value" else self.columns(given[told[0]], where)
        if how == "difference" and len(columns) != 2:
            raise self.fault(f"{where}: difference er to kolonner.", 'Skriv difference = ["slut", "start"].')
        if how in ("sum", "difference", "product") and type_ not in ("number", "whole", "seconds"):
            raise self.fault(
                f"{where}: {how} er kun for tal og varigheder.", 'Skriv column eller join = ["a", "b"].'
            )
        return how, columns

    def _formats(self, given: dict[str, Any], where: str) -> tuple[str, ...]:
        formats = self.texts(given.get("format", []), where)
        for form in formats:
            if not _is_format(form):
                raise self.fault(
                    f"{where}: format „{form}“ er ingen form for en tid.",
                    'Skriv for eksempel format = "%d-%m-%Y %H:%M:%S", "unix" og "unix-ms" er tid siden 1970.',
                )
        return formats

    def _grain(self, given: dict[str, Any], type_: FieldType, where: str) -> str:
        grain = self.text(given, "grain", where)
        if grain and (grain not in GRAINS or type_ != "period"):
            raise self.fault(
                f"{where}: grain er day, month eller year, og kun for en periode.", 'Skriv grain = "month".'
            )
        return grain

    def _scale(self, given: dict[str, Any], where: str) -> float:
        scale = given.get("scale", 1.0)
        if isinstance(scale, bool) or not isinstance(scale, int | float):
            raise self.fault(f"{where}: scale er ikke et tal.", "Skriv for eksempel scale = 0.001.")
        return float(scale)


def _is_format(form: str) -> bool:
    """Say that a format is a known one, and says more than nothing of a time."""
    if form in EPOCHS:
        return True
    at = datetime(2015, 4, 13, 21, 12, 5, tzinfo=UTC)
    try:
        datetime.strptime(at.strftime(form), form)  # noqa: DTZ007 - whether it can be read, not when it is
    except ValueError:
        return False
    return "%" in form
