"""The parts that the TOML of a mapping is made of, each held to what it must be."""

import difflib
from collections.abc import Mapping as Pairs
from collections.abc import Sequence
from typing import Any

from data_access.imports.faults import ImportFault
from data_access.imports.mapping.model import Name

DECIMALS = (".", ",")


class Parts:
    """Reads parts of one mapping, and says where what is wrong stands."""

    def __init__(self, name: str) -> None:
        self.name = name

    def fault(self, what: str, remedy: str) -> ImportFault:
        """Return the fault of the mapping, to be raised."""
        return ImportFault(f"mappingen {self.name}: {what}", remedy)

    def only(self, given: Pairs[str, Any], known: set[str], where: str) -> None:
        """Refuse what is not known, with what it is most like."""
        for key in given:
            if key not in known:
                close = difflib.get_close_matches(key, known, 1)
                hint = f" Mente du {close[0]}?" if close else ""
                raise self.fault(
                    f"{where} har „{key}“, som ikke kendes.{hint}",
                    f"Der kan stå: {', '.join(sorted(known))}.",
                )

    def table(self, given: dict[str, Any], key: str) -> dict[str, Any]:
        """Return a table of the given one; an empty one where nothing is said."""
        found = given.get(key, {})
        if not isinstance(found, dict):
            raise self.fault(f"{key} er ikke en tabel.", f"Skriv [{key}] på en linje for sig selv.")
        return found

    def tables(self, given: dict[str, Any], key: str) -> list[dict[str, Any]]:
        """Return a list of tables; an empty one where nothing is said."""
        found = given.get(key, [])
        if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
            raise self.fault(
                f"{key} er ikke en liste af tabeller.", f"Skriv [[{key}]] på en linje for sig selv."
            )
        return found

    def text(self, given: dict[str, Any], key: str, where: str, *, required: bool = False) -> str:
        """Return a text; '' where nothing is said."""
        found = given.get(key, "")
        if not isinstance(found, str) or (required and not found):
            raise self.fault(f"{where}: {key} mangler eller er ikke en tekst.", f'Skriv {key} = "...".')
        return found

    def flag(self, given: dict[str, Any], key: str, where: str) -> bool | None:
        """Return whether a thing is so; None where nothing is said."""
        found = given.get(key)
        if not isinstance(found, bool | None):
            raise self.fault(f"{where}: {key} er hverken true eller false.", f"Skriv {key} = true.")
        return found

    def decimal(self, given: dict[str, Any], where: str) -> str:
        """Return a decimal mark; '' where nothing is said."""
        found = self.text(given, "decimal", where)
        if found and found not in DECIMALS:
            raise self.fault(f"{where}: decimal er hverken „,“ eller „.“.", 'Skriv decimal = ",".')
        return found

    def texts(self, given: Any, where: str) -> tuple[str, ...]:
        """Return one text, or a list of them, as texts."""
        listed: Sequence[Any] = [given] if isinstance(given, str) else given
        if not isinstance(listed, list) or not all(isinstance(each, str) for each in listed):
            raise self.fault(
                f"{where}: der skal stå en eller flere tekster.", 'Skriv for eksempel ["?", "-"].'
            )
        return tuple(listed)

    def columns(self, given: Any, where: str) -> tuple[Name, ...]:
        """Return one column, or a list of them, as columns."""
        listed = given if isinstance(given, list) else [given]
        found = [self.one_column(each, where) for each in listed]
        return tuple(each for each in found if each is not None)

    def one_column(self, given: Any, where: str) -> Name | None:
        """Return a column, by its heading or its number; None where nothing is said."""
        if given is None:
            return None
        if (
            isinstance(given, bool)
            or not isinstance(given, str | int)
            or (isinstance(given, int) and given < 1)
        ):
            raise self.fault(
                f"{where}: en kolonne er en overskrift eller et nummer fra 1.",
                'Skriv column = "opened_at" eller column = 3.',
            )
        return given
