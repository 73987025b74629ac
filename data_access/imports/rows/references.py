"""Finds the things that rows refer to by key or name: a site, a system, a desk; and makes new ones where it may."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Table, insert, select

from data_access.imports.rows import things
from vocabulary.indicators import known_as

LONGEST_KEY = 80
_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "ae", "Ø": "oe", "Å": "aa", "ß": "ss"})
# What a thing that is made needs besides key and name.
_NEEDS: Mapping[str, Mapping[str, Any]] = {
    # What an indicator is of, and in which unit, is not known before it is told.
    "indicators": {"subject": "", "unit": ""},
    # What nobody has said is measured is not on the response-time page.
    "systems": {"measured": False, "position": 1000},
}


class References:
    """The rows of one table of things, by key and by name; those made during a load are known at once."""

    def __init__(self, connection: Connection, table: Table, load: int | None = None) -> None:
        self.connection, self.table, self.load = connection, table, load
        rows = connection.execute(select(table.c.id, table.c.key, table.c.name)).all()
        self.names = [row.name for row in rows]
        self._names = {row.id: row.name for row in rows}
        self._keys = {row.key for row in rows}
        # The names of those that were made.
        self.made: list[str] = []
        self._ids: dict[str, int | None] = {}
        for row in rows:
            self._ids[row.name.casefold()] = row.id
        for row in rows:  # a key is told apart from all others, so it comes before a name
            self._ids[row.key.casefold()] = row.id

    def names_by_id(self) -> dict[int, str]:
        """Return what the things are called, by id."""
        return self._names

    def told(self, column: str) -> dict[int, Any]:
        """Return what is told of the things in one of their columns, by id."""
        found = self.connection.execute(select(self.table.c.id, self.table.c[column]))
        return {row[0]: row[1] for row in found}

    def find(self, word: str) -> int | None:
        """Return the id of the thing with that key or name; None when there is none."""
        return self._ids.get(" ".join(word.split()).casefold())

    def make(self, word: str) -> int:
        """Make a thing of that name and return its id; an indicator that has a page's panel is known by its key too."""
        name = " ".join(word.split())
        known = known_as(name) if self.table.name == "indicators" else None
        key, name = known or (key_of(name), name)
        key = self._free(key)
        row = {"key": key, "name": name, **_NEEDS.get(self.table.name, {})}
        made = self.connection.execute(insert(self.table).returning(self.table.c.id), row).scalar_one()
        if self.load is not None:
            things.made(self.connection, self.table, made, self.load)
        self.made.append(name)
        self._keys.add(key)
        self.names.append(name)
        self._names[int(made)] = name
        self._ids |= {name.casefold(): made, key.casefold(): made}
        return int(made)

    def _free(self, key: str) -> str:
        found, number = key, 2
        while found in self._keys:
            found, number = f"{key[: LONGEST_KEY - 4]}-{number}", number + 1
        return found


def key_of(name: str) -> str:
    """Return a name as a key for addresses: small letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", name.translate(_LETTERS)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:LONGEST_KEY] or "uden-navn"


def of_kind(connection: Connection, tables: set[Table], load: int | None = None) -> dict[str, References]:
    """Return the references to some tables, by the table's name; what is made of them is noted as the load's."""
    return {table.name: References(connection, table, load) for table in tables}
