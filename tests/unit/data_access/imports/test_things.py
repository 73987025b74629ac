"""What rows refer to is changed by what tells of it, and made by what may make it."""

from typing import Any

import pytest
from sqlalchemy import select

from data_access.database import schema as t
from data_access.database.engine import reader
from data_access.imports.faults import ImportFault
from data_access.imports.unload import unload
from tests.unit.data_access.imports.test_load import CALLS, HEAD, TWO_CALLS, utc

DATABASES = ("sqlite",)  # what is read from a file is the same on any

PROJECT = 'kind = "projects"\n' + "".join(
    f'[fields.{name}]\ncolumn = "{name}"\n'
    for name in ("project", "month", "light", "budget_mio_dkk", "purpose", "programme")
)


def test_a_field_that_the_mapping_does_not_read_stays_as_it_is(database: Any) -> None:
    head = "project;month;light;budget_mio_dkk;purpose;programme\n"
    database.load(head + "Netværk;2015-04;green;12,5;Hurtigere;Tværgående\n", PROJECT)
    short = 'kind = "projects"\n' + "".join(
        f'[fields.{name}]\ncolumn = "{name}"\n' for name in ("project", "month", "light")
    )
    database.load("project;month;light\nNetværk;2015-04;red\n", short)
    assert database.rows(t.project_reports, "light", "budget_mio_dkk") == [("red", 12.5)]
    assert database.rows(t.projects, "purpose") == [("Hurtigere",)]
    assert database.rows(t.project_programmes, "name") == [("Tværgående",)]
    assert None not in [programme for (programme,) in database.rows(t.projects, "programme_id")]


def test_an_older_file_does_not_say_what_things_are_and_unload_gives_back(database: Any) -> None:
    head = "project;month;light;budget_mio_dkk;purpose;programme\n"
    row = "Netværk;2015-04;green;12,5;{};regional\n"
    database.load(head + row.format("Ny"), PROJECT, as_of=utc(2015, 5, 1))
    database.load(head + row.format("Ældre"), PROJECT, as_of=utc(2015, 4, 1))
    assert database.rows(t.projects, "purpose") == [("Ny",)]
    newest = database.load(head + row.format("Nyest"), PROJECT, as_of=utc(2015, 6, 1))
    assert newest.load is not None
    unload(database.url, newest.load)
    assert database.rows(t.projects, "purpose") == [("Ny",)]


def test_a_rejected_row_makes_nothing_and_what_was_made_goes_with_its_load(database: Any) -> None:
    mapping = CALLS.replace('value = "cimt"', 'column = "kø"\ncreate = true')
    rows = f"{HEAD};kø\n1;Herlev;13-04-2015 09:00:00;5;ja;Ny kø\n2;Herlev;i går;5;ja;Trykfejl\n"
    outcome = database.load(rows, mapping, most_rejected=0.5)
    assert outcome.made == {"desks": ["Ny kø"]}
    assert ("Ny kø",) in database.rows(t.desks, "name")
    assert ("Trykfejl",) not in database.rows(t.desks, "name")
    unload(database.url, outcome.load)
    assert ("Ny kø",) not in database.rows(t.desks, "name")


def test_a_source_that_is_not_there_is_not_made_by_a_slip(database: Any) -> None:
    with pytest.raises(ImportFault, match="Mente du telefoni"):
        database.load(TWO_CALLS, CALLS.replace('kind = "calls"', 'kind = "calls"\nsource = "telefon"'))
    database.load(TWO_CALLS, CALLS.replace('kind = "calls"', 'kind = "calls"\nsource = "Telefonsystemet"'))
    assert ("telefoni",) in database.rows(t.sources, "key")


def test_things_are_changed_where_they_stand(database: Any) -> None:
    mapping = 'kind = "desks"\n[fields.key]\ncolumn = "key"\n[fields.name]\ncolumn = "name"\n'
    database.load(TWO_CALLS, CALLS)
    database.load("key;name\ncimt;Servicedesken i CIMT\nny;En ny\n", mapping)
    with reader(database.url).connect() as connection:
        found = {row.id: row.name for row in connection.execute(select(t.desks.c.id, t.desks.c.name))}
    assert found[1] == "Servicedesken i CIMT"
    assert "En ny" in found.values()
    database.load("key;name\ncimt;CIMT Servicedesk\n", mapping)
