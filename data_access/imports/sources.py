"""The sources that figures come from: those of the database, and those that the program knows itself."""

from sqlalchemy import Connection, insert, select

from data_access.database import schema as t
from data_access.imports.faults import ImportFault
from data_access.imports.rows.rejects import nearest
from vocabulary.sources import SOURCES


def source_of(connection: Connection, told: str) -> tuple[int, str]:
    """Return the id and the key of the source with that key or name; one that the program knows itself is made.

    Raises ImportFault, with what it is like, when there is none.
    """
    known = connection.execute(select(t.sources.c.id, t.sources.c.key, t.sources.c.name)).all()
    found = next(
        ((row.id, row.key) for row in known if told.casefold() in (row.key.casefold(), row.name.casefold())),
        None,
    )
    if found is None:
        names = {name: key for key, name in SOURCES.items()}
        key = names.get(told, told)
        if key not in SOURCES:
            hint = nearest(told, [*SOURCES, *(row.key for row in known)])
            raise ImportFault(
                f"kilden „{told}“ findes ikke." + (f" Mente du {hint}?" if hint else ""),
                "Ret source i mappingen, eller læg kilden ind: pejling template sources.",
            )
        row = {"key": key, "name": SOURCES.get(key, key)}
        made = connection.execute(insert(t.sources).returning(t.sources.c.id), row).scalar_one()
        found = (made, key)
    return int(found[0]), str(found[1])
