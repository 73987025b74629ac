"""A rejected row says where it stands, what it is and why."""

from typing import Any

import pytest

pytestmark = pytest.mark.takes(4)

PROJECTS = """
kind = "projects"
[file]
transposed = {transposed}
[fields.project]
column = "Projekt"
[fields.month]
column = "Måned"
[fields.light]
column = "Status"
"""


def rejected(database: Any) -> list[list[str]]:
    lines = (database.folder / "afvist.csv").read_text("utf-8-sig").splitlines()
    return [line.split(";") for line in lines]


def test_a_reject_has_its_whole_value(database: Any) -> None:
    long = "et lys, som ingen kender, " * 10
    rows = f"Projekt|Måned|Status\nA|2015-03|{long}\n"
    database.load(rows, PROJECTS.format(transposed="false"), rejects=database.folder / "afvist.csv")
    assert rejected(database)[1] == ["2", "Status", long.strip(), "light kendes ikke"]


def test_a_reject_of_a_table_on_its_side_stands_in_a_column(database: Any) -> None:
    rows = "Projekt;A;B\nMåned;2015-03;2015-03\nStatus;green;lilla\n"
    outcome = database.load(rows, PROJECTS.format(transposed="true"), rejects=database.folder / "afvist.csv")
    assert rejected(database) == [
        ["nummer", "kolonne", "værdi", "grund"],
        ["3", "Status", "lilla", "light kendes ikke"],
    ]
    assert outcome.rejects.counted == "kolonne"


def test_a_reject_of_what_does_not_fit_together_names_the_columns(database: Any) -> None:
    mapping = 'kind = "cases"\ngaps = false\n' + "".join(
        f'[fields.{name}]\n{way} = "{said}"\n'
        for name, way, said in (
            ("number", "column", "nr"),
            ("desk", "value", "cimt"),
            ("site", "value", "Herlev"),
            ("opened_at", "column", "oprettet"),
            ("resolved_at", "column", "løst"),
        )
    )
    rows = "nr;oprettet;løst\nS1;2015-10-02 09:00;2015-10-01 09:00\n"
    database.load(rows, mapping, rejects=database.folder / "afvist.csv")
    assert rejected(database)[1] == [
        "2", "løst + oprettet", "2015-10-01 09:00 og 2015-10-02 09:00", "løst før den er oprettet",
    ]  # fmt: skip


def test_rows_of_another_width_or_key_say_where_and_what(database: Any) -> None:
    mapping = (
        'kind = "referrals"\n'
        + "".join(
            f'[fields.{name}]\ncolumn = "{name}"\n' for name in ("month", "site", "service", "provider")
        )
        + '[fields.agreement]\nvalue = "own"\n[fields.treatments]\ncolumn = "treatments"\n'
    )
    rows = (
        "month;site;service;provider;treatments\n2015-03;Herlev;A;P;1;9\n2015-03;Herlev;A\n"
        "2015-03;Herlev;A;P;1\n2015-03;Herlev;A;P;2\n"
    )
    database.load(rows, mapping, rejects=database.folder / "afvist.csv")
    said = (database.folder / "afvist.csv").read_text("utf-8-sig")
    assert '2;kolonne 6;"2015-03; Herlev; A; P; 1; 9"' in said
    assert '3;provider;"2015-03; Herlev; A"' in said
    assert "month + site + service + provider;2015-03 og Herlev og A og P;samme nøgle" in said
