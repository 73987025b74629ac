"""A screen that runs another version loads itself anew: whatever is changed of the program is another version."""

import tomllib
from pathlib import Path

import pytest

from dashboard import version

PROGRAM = tomllib.loads((version.ROOT / "pyproject.toml").read_text("utf-8"))
PACKAGES = {each.rstrip("*") for each in PROGRAM["tool"]["setuptools"]["packages"]["find"]["include"]}


def test_every_folder_of_the_program_tells_its_version() -> None:
    assert {*PACKAGES, "assets"} == set(version.CODE)


@pytest.mark.parametrize(
    "name", ["vocabulary/words/en/pejling.po", "layouts/pages/overview.py", "assets/wall.js"]
)
def test_what_is_changed_is_another_version(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(version, "ROOT", tmp_path)
    file = tmp_path / name
    file.parent.mkdir(parents=True)
    told = []
    for content in ("one", "another"):
        file.write_text(content, "utf-8")
        told.append(version.version.__wrapped__())
    assert told[0] != told[1]
