"""Any portfolio of projects can be shown: its own programmes or departments, and its own words for how it stands."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select, text

from data_access.database import migrate
from data_access.database import schema as t
from data_access.database.engine import reader, writer
from data_access.imports.mapping import reader as mappings
from data_access.numbers import projects
from data_access.snapshot.reading import read_snapshot
from tests.app.told import MONTH, House

pytestmark = pytest.mark.takes(2)

STANDS = {
    "Green": ("green", "Grøn"), "Amber/Green": ("yellow", "Gul („Amber/Green“)"), "amber": ("yellow", "Gul („amber“)"),
    "Red": ("red", "Rød"), "On hold": ("grey", "On hold"), "Cancelled": ("grey", "Cancelled"), "Grå": ("grey", "Grå"),
}  # fmt: skip


def loaded(house: House, rows: list[dict[str, Any]], mapping: Any = None) -> Any:
    url = house.new()
    house.load(url, "projects", rows, mapping=mapping)
    return read_snapshot(reader(url))


def test_departments_load_filter_and_show(house: House) -> None:
    rows = [{"project": name, "month": "2015-04", "light": "green", "programme": department}
            for name, department in (("A", "HR og løn"), ("B", "Klinik"), ("C", "Klinik"), ("D", ""))]  # fmt: skip
    snapshot = loaded(house, rows)
    assert snapshot.choices.programmes == {"hr-og-loen": "HR og løn", "klinik": "Klinik"}
    shown = projects.latest(snapshot, MONTH).set_index("name")["programme_name"].to_dict()
    assert shown == {"A": "HR og løn", "B": "Klinik", "C": "Klinik", "D": "Ikke oplyst"}
    assert projects.latest(snapshot, replace(MONTH, programme="klinik"))["name"].tolist() == ["B", "C"]


def test_the_words_of_a_real_portfolio_become_lights_and_stay(house: House) -> None:
    rows = [{"Projekt": word, "Måned": "2015-04", "Status": word, "Bemærkning": "", "Fase": "", "Forventet slut": "",
             "Forsinkelse (uger)": "", "Næste milepæl": ""} for word in STANDS]  # fmt: skip
    snapshot = loaded(house, rows, mappings.load("project-status"))
    shown = projects.latest(snapshot, MONTH).set_index("name")
    assert {name: (row["light"], row["word"]) for name, row in shown.iterrows()} == STANDS


def test_the_two_programmes_of_before_are_rows(new_sqlite: str) -> None:
    with writer(new_sqlite).begin() as connection:
        from alembic import command

        command.upgrade(migrate._config(connection), "0005")
        rows = [
            (1, "a", "'regional'"),
            (2, "b", "NULL"),
            (3, "c", "'cross_regional'"),
            (4, "d", "'regional'"),
        ]
        for number, key, programme in rows:
            connection.execute(text(f"INSERT INTO projects (id, key, name, programme, purpose)"
                                    f" VALUES ({number}, '{key}', '{key}', {programme}, '')"))  # fmt: skip
    migrate.upgrade_database(new_sqlite)
    named = select(t.projects.c.key, t.project_programmes.c.name).select_from(
        t.projects.outerjoin(t.project_programmes)
    )
    with reader(new_sqlite).connect() as connection:
        found = {row.key: row.name for row in connection.execute(named)}
    assert found == {"a": "Regionalt", "b": None, "c": "Tværregionalt", "d": "Regionalt"}
