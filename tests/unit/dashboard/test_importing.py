"""What the commands that bring data in say, from an empty database to a load that is taken out again."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

Pejling = Callable[..., Any]
LOG = (
    "vru+line\tcall_id\tdate\tvru_entry\tq_time\toutcome\n"
    "AA01\t1\t990104\t9:04:10\t46\tAGENT\n"
    "AA01\t2\t990104\t9:14:10\t0\tPHANTOM\n"
    "AA02\t1\t990105\t10:00:00\t120\tHANG\n"
)


@pytest.fixture
def where(migrated_file: Callable[[Path], str], tmp_path: Path) -> tuple[str, str]:
    """Return the option that names a database with a schema and nothing in it."""
    return ("--database-url", migrated_file(tmp_path / "indlæst.db"))


@pytest.fixture
def log(tmp_path: Path) -> str:
    path = tmp_path / "log.txt"
    path.write_text(LOG)
    return str(path)


def test_a_file_is_tried_loaded_told_of_and_taken_out(
    pejling: Pejling, where: tuple[str, str], log: str
) -> None:
    loading = ("import", "calls", log, "--mapping", "telephone-log", *where)
    tried = pejling(*loading, "--dry-run")
    assert "2 rækker læst (1 udeladt af mappingen), 0 afvist" in tried.stdout
    assert "Intet er ændret" in tried.stdout
    loaded = pejling(*loading)
    assert "Indlæst som nummer 1: 2 nye, 0 ændrede og 0 uændrede." in loaded.stdout
    again = pejling(*loading)
    assert "Intet nyt" in again.stdout
    assert (tried.exit_code, loaded.exit_code, again.exit_code) == (0, 0, 0)
    assert "log.txt" in pejling("loads", *where).stdout
    (row,) = json.loads(pejling("loads", "--json", *where).stdout)
    assert (row["source"], row["kind"], row["row_count"]) == ("telefoni", "calls", 2)
    out = pejling("unload", "1", *where)
    assert "2 rækker er fjernet" in out.stdout
    assert json.loads(pejling("loads", "--json", *where).stdout) == []
    assert pejling("unload", "1", *where).exit_code == 1


def test_a_refused_file_says_why_and_where_the_rows_are(
    pejling: Pejling, where: tuple[str, str], log: str
) -> None:
    Path(log).write_text(LOG.replace("9:04:10", "kvart i ti"))
    result = pejling("import", "calls", log, "--mapping", "telephone-log", *where)
    assert result.exit_code == 1
    assert (
        "Intet er indlæst: 50,0 % af rækkerne er afvist, og der må højst være 1,0 %."
        in result.stderr.replace("\xa0", " ")
    )
    assert "eller findes ikke (1 række), for eksempel linje 2" in result.stderr
    assert "udelad dem med [[leave_out]]" in result.stderr
    assert Path(f"{log}.afvist.csv").exists()
    # What says itself what to do is no line that could be left out.
    Path(log).write_text("year;area;function;fte\n2015;Drift;Support;1.234\n")
    result = pejling("import", "staffing", log, *where)
    assert "skriv 1234 eller 1,2340" in result.stderr
    assert "leave_out" not in result.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("calls", "findes-ikke.csv", "--mapping", "telephone-log"), "findes-ikke.csv findes ikke."),
        (("calls", "x.csv", "--mapping", "telefonlog"), "mappingen „telefonlog“ findes ikke."),
        (("cases", "x.csv", "--mapping", "telephone-log"), "er for calls og ikke for cases"),
        (("katte", "x.csv"), "slagsen „katte“ findes ikke"),
    ],
)
def test_what_cannot_be_loaded_is_told_in_a_sentence(
    pejling: Pejling, where: tuple[str, str], arguments: tuple[str, ...], said: str
) -> None:
    result = pejling("import", *arguments, *where)
    assert result.exit_code == 1
    assert said in result.stderr


def test_a_mapping_is_drafted_listed_and_checked(
    pejling: Pejling, where: tuple[str, str], log: str, tmp_path: Path
) -> None:
    draft = pejling("mapping", "new", log, "--kind", "calls")
    assert 'kind = "calls"' in draft.stdout
    assert "TVIVL" in draft.stdout
    assert "telephone-log" in pejling("mapping", "list").stdout
    checked = pejling("mapping", "check", "telephone-log", log, *where)
    assert "Af de første 3 rækker kan 2 bruges" in checked.stdout
    assert checked.exit_code == 0
    assert json.loads(pejling("loads", "--json", *where).stdout) == []


def test_a_template_is_written_once(pejling: Pejling, tmp_path: Path) -> None:
    path = tmp_path / "maal.xlsx"
    assert pejling("template", "targets", "--output", str(path)).exit_code == 0
    assert load_workbook(path)["Data"]["A1"].value == "metric"
    assert pejling("template", "targets", "--output", str(path)).exit_code == 2


def test_a_template_is_what_its_name_says(pejling: Pejling, where: tuple[str, str], tmp_path: Path) -> None:
    path = tmp_path / "omvisiteringer.csv"
    assert pejling("template", "referrals", "--output", str(path)).exit_code == 0
    with path.open("a", encoding="utf-8", newline="") as file:
        file.write("2015-03;Herlev;A;B;own;12\r\n")
    result = pejling("import", "referrals", str(path), *where)
    assert "1 række læst" in result.stdout + result.stderr
    for name in ("x.pdf", "x.xls", "x"):
        refused = pejling("template", "referrals", "--output", str(tmp_path / name))
        assert refused.exit_code == 2
        assert "er hverken .xlsx eller .csv" in refused.stderr
        assert not (tmp_path / name).exists()


def test_an_inbox_that_is_no_folder_is_told(pejling: Pejling, where: tuple[str, str], tmp_path: Path) -> None:
    result = pejling("inbox", str(tmp_path / "ind"), *where)
    assert result.exit_code == 1
    assert "er ikke en mappe" in result.stderr


def test_without_files_a_mapping_must_read_a_database(pejling: Pejling, where: tuple[str, str]) -> None:
    result = pejling("import", "calls", "--mapping", "telephone-log", *where)
    assert result.exit_code == 1
    assert "læser ingen database" in result.stderr
