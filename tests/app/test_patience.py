"""What is waited for where it is served, which the tests' own processes wait for longer."""

import re
import sys
from inspect import signature
from pathlib import Path

from callbacks import ahead
from dashboard.commands import check, metrics
from data_access.database import engine
from tests import signing
from tests.patience import PATIENCE, shipped

WALL = Path(__file__).parents[2] / "assets" / "wall.js"


def test_a_visitor_waits_for_as_long_as_is_promised() -> None:
    """As docs/design.md has it of a visitor: what answers later is told to be away."""
    assert shipped == {
        "data_access.database.engine.SECONDS_TO_CONNECT": 5,
        "data_access.people.asked.PATIENCE_SECONDS": 3,
        "data_access.people.told.PATIENCE_SECONDS": 2,  # a lock: less than the visitor waits who asked for it
        "layouts.report.paper.embedded.SECONDS": 10,
        "layouts.report.paper.embedded.WAIT_SECONDS": 5,
        "dashboard.app.LIVE_FIRST_SECONDS": 2,
        f"{signing.oidc_library.__name__}.PATIENCE_SECONDS": 5,
    }
    # Those that a test lengthens for itself.
    assert (metrics.SECONDS_FOR_TARGETS, ahead.MOST_SECONDS) == (5, 2)
    assert signature(check.command).parameters["seconds"].default == 10


def test_a_wall_waits_for_longer_than_what_it_asks() -> None:
    found = re.search(r"const SILENT = (\d+);", WALL.read_text("utf-8"))
    assert found
    assert shipped["dashboard.app.LIVE_FIRST_SECONDS"] * 1000 < int(found[1]) <= 8000


def test_the_tests_wait_for_longer(tmp_path: Path) -> None:
    parts = {name: name.rpartition(".") for name in shipped}
    now = {name: getattr(sys.modules[module], constant) for name, (module, _dot, constant) in parts.items()}
    assert set(now.values()) == {PATIENCE}, now
    url = f"sqlite:///{tmp_path / 'new.sqlite'}"
    for opened in (engine.writer(url), engine.reader(url)):  # the reader too, which does not make the file
        with opened.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar() == 1000 * PATIENCE
