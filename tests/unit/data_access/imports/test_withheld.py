"""What is hidden of a month is kept by the load that brings it, on both databases, and stays whatever comes later."""

import json
from typing import Any

from data_access.database import schema as t
from data_access.database.engine import reader
from data_access.imports.unload import unload
from data_access.snapshot.reading import read_snapshot
from data_access.withholding.decided import Decided
from data_access.withholding.referrals import decisions

MAPPING = """
kind = "referrals"
[fields.month]
column = "måned"
[fields.site]
column = "sted"
[fields.service]
column = "ydelse"
[fields.provider]
column = "privathospital"
[fields.agreement]
value = "own"
[fields.treatments]
column = "antal"
"""
HEAD = "måned;sted;ydelse;privathospital;antal\n"
FACE = ("hospital", "service")


def month(name: str, *counts: int) -> str:
    places = [(site, service) for site in ("Herlev", "Gentofte") for service in ("Øjne", "Ører", "Hud")]
    return "".join(
        f"{name};{site};{service};Privat 1;{count}\n"
        for (site, service), count in zip(places, counts, strict=True)
    )


OLD = month("2015-03", 3, 40, 50, 30, 60, 70)


def decided(database: Any) -> Decided:
    return decisions(read_snapshot(reader(database.url)))


def kept(database: Any) -> dict[str, Any]:
    return {period: json.loads(content) for period, content in database.rows(t.withheld, "period", "content")}


def test_a_load_keeps_what_is_hidden_of_its_month(database: Any) -> None:
    database.load(HEAD + OLD, MAPPING)
    rows = kept(database)
    assert list(rows) == ["2015-03"]
    assert len(rows["2015-03"]["cells"]["hospital*service"]) == 4
    assert database.rows(t.withheld, "subject", "rule", "below") == [("referrals", "rectangles-1", 5)]
    database.load(HEAD + month("2015-04", 30, 40, 50, 30, 60, 70), MAPPING)
    assert kept(database)["2015-03"] == rows["2015-03"]
    assert decided(database).months["2015-04"].withheld.cells[FACE] == frozenset()


def test_a_correction_and_a_load_that_is_taken_out_show_nothing_of_what_was_hidden(database: Any) -> None:
    first = database.load(HEAD + OLD, MAPPING).load
    hidden = decided(database).months["2015-03"].withheld.cells[FACE]
    second = database.load(HEAD + month("2015-03", 30, 40, 50, 30, 60, 70), MAPPING).load
    assert decided(database).months["2015-03"].withheld.cells[FACE] == hidden
    unload(database.url, second)
    unload(database.url, first)
    assert decided(database).months == {}
    database.load(HEAD + month("2015-03", 30, 40, 50, 30, 60, 70), MAPPING)
    assert decided(database).months["2015-03"].withheld.cells[FACE] == hidden


def test_a_quarter_is_decided_on_with_its_last_month(database: Any) -> None:
    for name in ("2015-01", "2015-02"):
        database.load(HEAD + month(name, 3, 40, 50, 30, 60, 70), MAPPING)
        assert "2015-K1" not in kept(database)
    database.load(HEAD + OLD, MAPPING)
    assert "2015-K1" in kept(database)


def test_a_load_that_is_refused_keeps_nothing(database: Any) -> None:
    database.load(HEAD + OLD, MAPPING, dry_run=True)
    assert database.rows(t.withheld) == []
