"""What somebody wrote in the web is never replaced in silence: it stands, and what the file says is told and kept.

It stands until the load says that the file shall hold (`Wishes.replaces_written`), or until it is withdrawn where it
was written: then the newest that files have told comes back.
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Any

import pandas as pd
from sqlalchemy import Connection, insert, select

from data_access.database import schema as t
from data_access.database.kept import restored
from data_access.imports.kinds.field import Kind
from data_access.imports.merging.superseded import content_of, key_of, value_of
from data_access.imports.merging.target import Said, Target
from data_access.imports.merging.values import plain, same_content, typed
from vocabulary import text

IS_WRITTEN = "is_written"  # the column that says so of rows that stand
MOST_SAID = 10


def without(target: Target, given: pd.DataFrame, old: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the given rows, and those that stand in their place, but for what was written and is to stand."""
    if IS_WRITTEN not in old or not old[IS_WRITTEN].astype(bool).any():
        return given, old
    written = old[IS_WRITTEN].to_numpy(bool)
    contents = target.contents(given)
    same = same_content(given, typed(target.table, old), contents)
    told = given[list(dict.fromkeys((*target.kind.key, *contents)))]
    pairs = zip(told.to_dict("records"), old.to_dict("records"), written & ~same, strict=True)
    differing = [Said(_named(own), _named(stands)) for own, stands, differs in pairs if differs]
    target.written += differing
    # What is the same is no news of a file's, and stays as it was written.
    stands = written & same if target.load.replaces_written else written
    target.counts.unchanged += int((written & same).sum())
    if not target.load.replaces_written:
        target.counts.beside += len(differing)
        for each in differing:
            _set_aside(target, each)
    return given[~stands].reset_index(drop=True), old[~stands].reset_index(drop=True)


def _named(row: Mapping[Hashable, Any]) -> dict[str, Any]:
    return {str(name): value for name, value in row.items()}


def _set_aside(target: Target, said: Said) -> None:
    """Keep what the file says, for when what was written is withdrawn; not where a newer file has said its own."""
    kept, kind, load = t.superseded.c, target.kind, target.load
    key = key_of(kind, said.file)
    before = (
        select(kept.content, t.loads.c.as_of)
        .join(t.loads, t.loads.c.id == kept.load_id)
        .where(kept.table_name == kind.table.name, kept.key == key, t.loads.c.kind != t.WRITTEN)
    )
    last = target.connection.execute(before.order_by(kept.id.desc()).limit(1)).first()
    if last and last.as_of and last.as_of > load.as_of:
        return
    told = restored(kind.table, last.content) if last else {}
    # What the file says nothing of stays as files have told it.
    row = {
        name: value if target.is_told(name) else told.get(name, value) for name, value in said.file.items()
    }
    content = content_of(kind, {**said.written, **row, "load_id": load.id})
    if last and restored(kind.table, content) | {"load_id": 0} == told | {"load_id": 0}:
        return
    values = {
        "table_name": kind.table.name, "key": key, "by_load": plain(said.written["load_id"]),
        "load_id": load.id, "confirmed": False, "content": content,
    }  # fmt: skip
    target.connection.execute(insert(t.superseded).values(**values))
    target.counts.kept += 1


# What the columns are called where a file and what was written differ in them.
_CALLED = {
    "light": "lyset", "status_word": "kildens ord", "finding": "status", "phase": "fasen", "expected_end": "slut",
    "delay_weeks": "forsinkelsen", "budget_mio_dkk": "budgettet", "forecast_mio_dkk": "det ventede forbrug",
    "next_milestone": "næste milepæl", "state": "standen", "due_precision": "hvor nøje fristen er sagt",
}  # fmt: skip
_LIGHTS = {"green": "grøn", "yellow": "gul", "red": "rød", "grey": "uden lys"}


def warnings(connection: Connection, kind: Kind, said: Sequence[Said], *, replaces: bool) -> Iterator[str]:
    """Say what a file says otherwise than somebody has written, and which of the two stands."""
    asked = select(t.projects.c.id, t.projects.c.name)
    names = {row.id: row.name for row in connection.execute(asked)} if said else {}
    for each in said[:MOST_SAID]:
        what = f"{_name(names, each)} er skrevet i Pejling"
        differs = text.listing(list(_differing(kind, each)))
        if replaces:
            yield f"{what}, og filens gælder nu i stedet: {differs}."
        else:
            yield f"{what} og står: filen siger noget andet om {differs}."
    if len(said) > MOST_SAID:
        yield f"Det samme gælder {text.number(len(said) - MOST_SAID)} rækker mere."
    if said and not replaces:
        yield "Skal filen gælde i stedet for det, der er skrevet, så indlæs den igen med --replace-written."


def _name(names: dict[int, str], said: Said) -> str:
    row = said.written
    name = names.get(int(row["project_id"]), "")
    return f"{name} for {text.month(row['month'])}" if "month" in row else f"{name}: {row['what']}"


def _differing(kind: Kind, said: Said) -> Iterator[str]:
    """Name the columns in which the two differ; of a light both are told."""
    for name, called in _CALLED.items():
        if name not in kind.table.c or name not in said.file:
            continue
        own, stands = (
            str(value_of(kind.table.c[name], row[name]) or "") for row in (said.file, said.written)
        )
        if own == stands:
            continue
        if name == "light":
            yield f"{called} ({_LIGHTS[own]} i stedet for {_LIGHTS[stands]})"
        else:
            yield called
