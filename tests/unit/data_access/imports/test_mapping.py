"""Mappings say what is wrong with them, and the drafts and templates can be used."""

import io
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from data_access.database import schema as t
from data_access.imports.drafting.draft import draft
from data_access.imports.faults import ImportFault
from data_access.imports.kinds.catalogue import KINDS, kind_of
from data_access.imports.load import load_file
from data_access.imports.mapping import reader as mappings
from data_access.imports.mapping.templates import mapping_of, template
from data_access.imports.reading.files import opened
from data_access.imports.wishes import Wishes
from tests.dated import of_one_time
from tests.unit.data_access.imports.test_load import CALLS

DATABASES = ("sqlite",)  # what is read from a file is the same on any

pytestmark = pytest.mark.takes(8)

WHOLE = """
kind = "referrals"
[fields.month]
column = "m"
[fields.site]
value = "herlev"
[fields.service]
column = 2
[fields.provider]
column = "p"
[fields.agreement]
value = "own"
[fields.treatments]
column = "n"
"""


@pytest.mark.parametrize("name", mappings.names())
def test_every_mapping_that_comes_along_is_whole_and_explained(name: str) -> None:
    found = mappings.load(name)
    assert found.about
    assert (mappings.SHIPPED / f"{name}.toml").read_text("utf-8").startswith("# ")


def test_a_column_is_named_or_numbered() -> None:
    found = mappings.read_mapping(WHOLE, "prøve")
    assert found.origins["service"].columns == (2,)
    assert found.columns == ("m", 2, "p", "n")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("kind =", "kinds ="), "Mente du kind"),
        (('"referrals"', '"referal"'), "slagsen „referal“ findes ikke"),
        (("[fields.month]", "[fields.maaned]"), "som ikke kendes"),
        (('column = "n"', ""), "netop én af column"),
        (('column = "n"', 'column = "n"\nvalue = 3'), "netop én af column"),
        (("column = 2", "column = 0"), "et nummer fra 1"),
        (('column = "n"', 'column = "n"\ndecimal = "x"'), "hverken"),
        (('column = "n"', 'column = "n"\nscale = "2"'), "scale er ikke et tal"),
        (("[fields.month]", "[fields.month"), "er ikke TOML"),
        (("[fields.month]", '[file]\nencoding = "klingon"\n[fields.month]'), "encoding kendes ikke"),
        (("[fields.month]", "[file]\nheader_row = -1\n[fields.month]"), "header_row"),
        (('[fields.treatments]\ncolumn = "n"', ""), "mangler treatments"),
    ],
)
def test_what_is_wrong_with_a_mapping_is_said_in_words(change: tuple[str, str], said: str) -> None:
    assert change[0] in WHOLE
    with pytest.raises(ImportFault, match=said) as fault:
        mappings.read_mapping(WHOLE.replace(*change), "prøve")
    assert fault.value.remedy


@pytest.mark.parametrize(
    "change",
    [
        ("[fields.desk]", "[times]\nzone = 5\n[fields.desk]"),
        ("[fields.desk]", '[times]\nzone = "Europe"\n[fields.desk]'),
        ("[fields.desk]", '[file]\ndecimal = "x"\n[fields.desk]'),
        ("[fields.desk]", "[file]\nquote = 5\n[fields.desk]"),
        ("[fields.desk]", "[file]\ndelimiter = 5\n[fields.desk]"),
        ("[fields.desk]", '[file]\nencoding = "undefined"\n[fields.desk]'),
        ("[fields.desk]", "[file]\nencoding = 5\n[fields.desk]"),
        ("%d-%m-%Y %H:%M:%S", "%Q"),
        ("%d-%m-%Y %H:%M:%S", "dd-mm-yyyy"),
        ('column = "sted"', 'sum = ["sted", "id"]'),
        ('column = "sted"', 'column = "sted"\nis = ["Herlev"]'),
        ('column = "sted"', 'column = "sted"\ncreate = "ja"'),
        ('column = "sted"', 'join = ["sted", "id"]\nseparator = 5'),
        ('kind = "calls"', 'kind = "calls"\nas_of_in_name = "%Q"'),
        ('kind = "calls"', 'kind = "calls"\ngaps = "ja"'),
    ],
)
def test_a_mapping_that_cannot_be_meant_is_refused_in_words(change: tuple[str, str]) -> None:
    assert change[0] in CALLS.replace("[times]\n", "")
    plain = CALLS.replace('[times]\nzone = "Europe/Copenhagen"\n', "")
    with pytest.raises(ImportFault) as fault:
        mappings.read_mapping(plain.replace(*change), "prøve")
    assert fault.value.remedy


def test_events_need_a_key() -> None:
    calls = (mappings.SHIPPED / "telephone-log.toml").read_text("utf-8")
    without = "\n".join(line for line in calls.splitlines() if not line.startswith("key ="))
    with pytest.raises(ImportFault, match="key mangler"):
        mappings.read_mapping(without, "prøve")


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_template_with_what_can_be_chosen(kind: str) -> None:
    written = template(kind_of(kind))
    assert of_one_time(written) == "1980-01-01"
    book = load_workbook(io.BytesIO(written))
    heads = [cell.value for cell in book["Data"][1]]
    assert heads == [field.name for field in kind_of(kind).fields]
    explained = [cell.value for cell in book["Forklaring"]["A"]]
    assert explained[2 : len(heads) + 2] == heads
    lists = sum(bool(field.choices) or field.type == "flag" for field in kind_of(kind).fields)
    rules = book["Data"].data_validations.dataValidation
    assert len(rules) == lists
    assert all(rule.formula1.startswith("Valg!$") for rule in rules)


# What a template's example needs to be loaded is what the database of the tests has, but for these.
OTHERS = {"site": "Herlev", "project": "Nyt projekt"}


@pytest.mark.parametrize("name", [name for name in KINDS if name != "project-milestones"])
def test_a_template_filled_in_with_its_examples_is_loaded(name: str, database: Any, tmp_path: Path) -> None:
    kind = kind_of(name)
    book: Any = load_workbook(io.BytesIO(template(kind)))
    for place, field in enumerate(kind.fields, start=1):
        book["Data"].cell(2, place).value = OTHERS.get(field.name, field.example) or None
    book.save(tmp_path / f"{name}.xlsx")
    outcome = load_file(database.url, tmp_path / f"{name}.xlsx", mapping_of(kind), Wishes())
    assert not outcome.refused, outcome.rejects.reasons
    assert outcome.counts.new + outcome.counts.replaced + outcome.counts.unchanged == 1
    again = load_file(database.url, tmp_path / f"{name}.xlsx", mapping_of(kind), Wishes())
    assert again.load is None


def drafted(tmp_path: Path, kind: str, content: str) -> str:
    path = tmp_path / "fil.csv"
    path.write_text(content, "utf-8")
    return draft(kind_of(kind), opened(path))


def test_a_draft_guesses_columns_forms_and_nulls_and_says_its_doubts(tmp_path: Path) -> None:
    said = drafted(
        tmp_path,
        "cases",
        "number,opened_at,resolved_at,priority,location,contact_type\n"
        + "".join(f"INC{n},{n % 28 + 1:02d}/04/2015 10:00,?,2 - High,Herlev,Phone\n" for n in range(40)),
    )
    with pytest.raises(ImportFault, match="desk"):
        mappings.read_mapping(said, "udkast")  # an example is no fact: what was not found must be told
    found = mappings.read_mapping(said.replace("# value = ", "value = "), "udkast")
    assert found.origins["opened_at"].formats == ("%d/%m/%Y %H:%M",)
    assert found.origins["opened_at"].columns == ("opened_at",)
    assert found.origins["priority"].values["2 - High"] == "high"
    assert "?" in found.nulls
    assert "TVIVL" in said


def test_a_draft_says_when_day_and_month_cannot_be_told_apart(tmp_path: Path) -> None:
    both = drafted(
        tmp_path,
        "samples",
        "id,time,seconds\n" + "".join(f"{n},0{n}/04/2015 10:00,1.5\n" for n in range(1, 9)),
    )
    assert "eller %m/%d/%Y %H:%M? Filen selv afgør det ikke" in both
    months = drafted(
        tmp_path,
        "samples",
        "id,time,seconds\n" + "".join(f"{n},04/{n}/2015 10:00,1.5\n" for n in range(10, 28)),
    )
    assert 'format = "%m/%d/%Y %H:%M"' in months
    assert "eller %d/%m" not in months


def test_a_workbook_is_loaded_with_its_typed_cells(database: Any, tmp_path: Path) -> None:
    from datetime import UTC, datetime

    book = Workbook()
    book.active.append(["id", "time", "system", "site", "action", "seconds"])
    at = datetime(2015, 4, 13, 9, 12, 5, tzinfo=UTC).replace(tzinfo=None)
    book.active.append([1, at, "Mail/kalender", "Herlev", "standard", 1.8])
    book.save(tmp_path / "svartider.xlsx")
    outcome = load_file(database.url, tmp_path / "svartider.xlsx", mappings.load("samples"), Wishes())
    assert outcome.counts.new == 1
    assert database.rows(t.samples, "seconds") == [(1.8,)]
