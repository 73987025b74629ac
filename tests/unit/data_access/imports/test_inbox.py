"""An inbox takes what is whole and its own, and knows by the name which mapping is meant."""

import os
from pathlib import Path

import pytest

from data_access.imports import inbox
from data_access.imports.faults import ImportFault
from tests.unit.data_access.imports.test_load import CALLS

SAMPLES = "id,time,system,site,action,seconds\n"


def test_the_inbox_that_comes_second_leaves_the_first_ones_file_alone(tmp_path: Path) -> None:
    path = tmp_path / "samples.csv"
    path.write_text(SAMPLES)
    taken = inbox.take(tmp_path, path)
    assert inbox.take(tmp_path, path) is None
    assert taken
    assert taken.exists()


def test_an_inbox_needs_no_rights_to_another_ones_file_but_to_move_it(tmp_path: Path) -> None:
    path = tmp_path / "samples.csv"
    path.write_text(SAMPLES)
    path.chmod(0o444)
    taken = inbox.take(tmp_path, path)
    assert taken
    assert os.stat(taken).st_nlink == 1


def test_a_broken_mapping_stops_only_what_it_could_be_for(tmp_path: Path) -> None:
    own = tmp_path / "mappings"
    own.mkdir()
    (own / "god.toml").write_text(CALLS + "", "utf-8")
    (own / "god.toml").write_text('file_names = ["kald_*"]\n' + CALLS, "utf-8")
    (own / "brudt.toml").write_text("kind = ", "utf-8")
    assert inbox.mapping_of(tmp_path, "kald_1.csv").name == "god"
    with pytest.raises(ImportFault, match="brudt"):
        inbox.mapping_of(tmp_path, "andet.csv")


def test_the_mapping_with_the_most_telling_name_is_meant(tmp_path: Path) -> None:
    own = tmp_path / "mappings"
    own.mkdir()
    for name, form in (("bred", "kald*"), ("smal", "kald_herlev*")):
        (own / f"{name}.toml").write_text(f'file_names = ["{form}"]\n{CALLS}', "utf-8")
    assert inbox.mapping_of(tmp_path, "kald_herlev_1.csv").name == "smal"
    assert inbox.mapping_of(tmp_path, "kald_1.csv").name == "bred"


def test_files_on_their_way_and_what_programs_leave_are_no_deliveries(tmp_path: Path) -> None:
    left = (
        "~$sager.xlsx", ".skjult", "desktop.ini", "Thumbs.db", "sager.csv.part", "sager.csv.crdownload", "sager.TMP",
        "sager.csv.filepart",
    )  # fmt: skip
    for name in (*left, "sager.csv"):
        (tmp_path / name).write_text("x")
    assert [path.name for path in inbox.waiting(tmp_path, 0)] == ["sager.csv"]
