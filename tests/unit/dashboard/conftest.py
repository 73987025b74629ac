"""The command as the tests of this folder run it, and a small database for it."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert
from typer.testing import CliRunner

from dashboard.cli import app
from dashboard.setting_table import SETTINGS
from data_access.database import schema as t
from data_access.database.engine import writer

Pejling = Callable[..., Any]


@pytest.fixture
def pejling(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Pejling:
    """Run the command in an environment of its own, where nothing is set but the state's folder."""
    for setting in SETTINGS:
        monkeypatch.delenv(setting.variable, raising=False)
    monkeypatch.setenv("PEJLING_STATE_DIR", str(tmp_path))
    monkeypatch.setenv("TERMINAL_WIDTH", "100")
    return lambda *arguments: CliRunner().invoke(app, list(arguments))


@pytest.fixture
def loaded_url(migrated_sqlite: str) -> str:
    """Return a migrated database that was loaded until the end of April 2015, where it is 2 May."""
    with writer(migrated_sqlite).begin() as connection:
        connection.execute(insert(t.settings).values(key="clock", value="2015-05-02T06:30:00"))
        for number, key in enumerate(("telefoni", "sager", "overvaagning", "budget"), start=1):
            rhythm = "yearly" if key == "budget" else "daily"
            source = {"id": number, "key": key, "name": key.capitalize(), "rhythm": rhythm}
            connection.execute(insert(t.sources).values(source))
            if key != "budget":
                connection.execute(insert(t.loads).values(_load(number)))
    return migrated_sqlite


def _load(source: int) -> dict[str, object]:
    return {
        "source_id": source,
        "loaded_at": datetime.fromisoformat("2015-05-01 02:10"),
        "period_from": date(2015, 4, 1),
        "period_to": date(2015, 4, 30),
        "row_count": 1,
        "completeness": 1.0,
        "demonstration": False,
    }
