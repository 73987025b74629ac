"""Reads where each field comes from: the tables under [fields]."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from data_access.imports.kinds.field import Field, Kind
from data_access.imports.mapping.model import EPOCHS, GRAINS, How, Name, Origin
from data_access.imports.mapping.parts import Parts
from data_access.imports.mapping.words import KNOWN, WAYS, clashes

SEE = "Se tabellerne over ord i docs/indlaesning.md."
HOW: Mapping[str, How] = {"join": "join", "sum": "sum", "difference": "difference", "product": "product"}


class Origins(Parts):
    """Reads the origins of a mapping's fields."""

    def origins(self, kind: Kind, given: dict[str, Any], nulls: tuple[str, ...] = ()) -> dict[str, Origin]:
        """Return where each field comes from; ImportFault when one that the kind must have is not told of.

        `nulls` are the texts that stand for an empty cell in every column.
        """
        self.only(given, {each.name for each in kind.fields}, "[fields]")
        self.nulls = nulls
        needed = [each.name for each in kind.fields if each.required or each.named]
        lacking = [name for name in needed if name not in given]
        if lacking:
            raise self.fault(
                f"[fields] mangler {', '.join(lacking)}.",
                f"{kind.title} skal have: {', '.join(needed)}.",
            )
        return {name: self._origin(kind, name, self.table(given, name)) for name in given}

    def _origin(self, kind: Kind, name: str, given: dict[str, Any]) -> Origin:
        where, field = f"[fields.{name}]", kind.field(name)
        self.only(given, set(KNOWN), where)
        how, columns = self._way(given, where)
        for clash in clashes(kind, field, given):
            raise self.fault(f"{where}: {clash}", SEE)
        values, empty = self._values(given, where), self.text(given, "empty", where) or None
        if "" in values:
            if empty is not None:
                raise self.fault(f"{where}: empty og values siger begge, hvad tomt er.", "Skriv det ene.")
            empty = values.pop("") or None
        nulls = self.texts(given.get("nulls", []), where)
        self._refuse_nulls(given, values, {"", *nulls, *self.nulls}, where)
        return Origin(
            columns,
            how,
            self.text(given, "separator", where) if "separator" in given else " ",
            self._constant(given, field, where),
            values,
            self.text(given, "other", where) if "other" in given else None,
            self.texts(given["is"], where) if "is" in given else None,
            self._formats(given, where),
            self.decimal(given, where),
            self._scale(given, where),
            nulls,
            self.flag(given, "create", where),
            empty,
            self._grain(given, where),
            self._choice(given, "unreadable", ("empty",), where) == "empty",
            self._choice(given, "share", ("percent", "fraction"), where),
        )

    def _refuse_nulls(
        self, given: dict[str, Any], values: Mapping[str, str], nulls: set[str], where: str
    ) -> None:
        """Refuse words that the file has for an empty cell and that are to mean something else as well."""
        told = [word for word in (*values, *self.texts(given.get("is", []), where)) if word in nulls]
        if told:
            raise self.fault(f"{where}: nulls siger, at „{told[0]}“ er tomt.", "Skriv det kun ét sted.")

    def _way(self, given: dict[str, Any], where: str) -> tuple[How, tuple[Name, ...]]:
        """Return how columns become the field, and which; none of them for a constant."""
        told = [each for each in WAYS if each in given]
        if len(told) != 1:
            raise self.fault(
                f"{where} skal have netop én af column, value, join, sum, difference og product; den har {len(told)}.",
                'Skriv for eksempel column = "opened_at".',
            )
        how: How = HOW.get(told[0], "first")
        columns = () if told[0] == "value" else self.columns(given[told[0]], where)
        if told[0] != "value" and not columns:
            raise self.fault(f"{where}: {told[0]} nævner ingen kolonne.", f'Skriv {told[0]} = ["a", "b"].')
        if how == "difference" and len(columns) != 2:
            raise self.fault(f"{where}: difference er to kolonner.", 'Skriv difference = ["slut", "start"].')
        return how, columns

    def _constant(self, given: dict[str, Any], field: Field, where: str) -> Any:
        """Return what stands in every row; None for the empty text."""
        found = given.get("value")
        if isinstance(found, list | dict):
            raise self.fault(
                f"{where}: value er ikke én værdi.", f'Skriv for eksempel value = "{field.example}".'
            )
        return None if found == "" else found

    def _values(self, given: dict[str, Any], where: str) -> dict[str, str]:
        values = self.table(given, "values")
        meant = {(key.casefold(), str(value)) for key, value in values.items()}
        if len({key for key, _value in meant}) < len(meant):
            raise self.fault(f"{where}: values har det samme ord to gange.", "Store og små bogstaver er ens.")
        if any(isinstance(each, list | dict) for each in values.values()):
            raise self.fault(
                f"{where}: values har noget, der ikke er én værdi.", 'Skriv { "ord" = "værdi" }.'
            )
        return {key: str(value) for key, value in values.items()}

    def _choice(self, given: dict[str, Any], key: str, choices: tuple[str, ...], where: str) -> str:
        found = self.text(given, key, where)
        if key in given and found not in choices:
            raise self.fault(
                f"{where}: {key} er {' eller '.join(choices)}.", f'Skriv {key} = "{choices[0]}".'
            )
        return found

    def _formats(self, given: dict[str, Any], where: str) -> tuple[str, ...]:
        formats = self.texts(given.get("format", []), where)
        for form in formats:
            if not _is_format(form):
                raise self.fault(
                    f"{where}: format „{form}“ er ingen form for en tid.",
                    'Skriv for eksempel format = "%d-%m-%Y %H:%M:%S", "unix" og "unix-ms" er tid siden 1970.',
                )
        if len(formats) > 1 and set(formats) & set(EPOCHS):
            raise self.fault(f"{where}: unix og unix-ms står alene.", 'Skriv kun format = "unix".')
        return formats

    def _grain(self, given: dict[str, Any], where: str) -> str:
        return self._choice(given, "grain", tuple(GRAINS), where)

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
