"""What is claimed of small databases holds: one month, two that tie, nothing but zeros, one that is huge."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from data_access.database.engine import reader
from data_access.snapshot.reading import read_snapshot
from layouts.pages.overview import PAGES
from layouts.parts.answers import answer, panels_of, sentence
from tests.app.little import YEAR, Files, case, loaded, page, referral, total
from tests.app.test_claims import faults
from tests.app.told import FILES, House

pytestmark = pytest.mark.takes(14)

HUGE = 10_000_000
NONE = {"offered": 0, "answered": 0, "within_limit": 0, "wait_seconds": 0}


PLACES: Files = {"sites": [{"site": "Gentofte", "hospital": "Gentofte Hospital", "valid_from": "1900-01-01"}]}


def calls(*months: dict[str, Any]) -> Files:
    return PLACES | {"call-totals": months}


def of_two_sites(*treatments: int) -> Sequence[dict[str, Any]]:
    places = [(site, service) for site in ("Herlev", "Gentofte") for service in ("Ydelse A", "Ydelse B")]
    return [
        referral("2015-04", site=site, service=service, treatments=count)
        for (site, service), count in zip(places, treatments, strict=False)
    ]


LITTLE: dict[str, Files] = {
    "one row of each kind": {kind: rows for kind, rows in FILES.items() if kind not in ("calls", "targets")},
    "one month": calls(total("2015-04")),
    "two that tie": calls(total("2015-03"), total("2015-04")),
    "nothing but zeros": calls(total("2015-03", **NONE), total("2015-04", **NONE)),
    "one of zeros": calls(total("2015-03"), total("2015-04", **NONE)),
    "one that is huge": calls(
        total("2015-02"), total("2015-03", offered=HUGE, answered=HUGE, within_limit=1), total("2015-04")
    ),
    "two sites that tie": calls(total("2015-04"), total("2015-04", site="Gentofte")),
    "one case": {"cases": [case("1")]},
    "cases that tie": {"cases": [case(str(n), opened_at=f"2014-{9 + n}-01 09:00") for n in range(1, 4)]},
    "referrals that tie": PLACES | {"referrals": of_two_sites(12, 12, 12, 12)},
    "one large and small ones": PLACES | {"referrals": of_two_sites(900, 12, 3, 7)},
    "one referral": PLACES | {"referrals": of_two_sites(12)},
}


def test_what_is_claimed_holds_where_some_cases_are_told_to_be_solved_and_some_are_not(house: House) -> None:
    url = house.new()
    told = [case(str(n), opened_at=f"2015-03-{day} 09:00") for n, day in enumerate(("01", "31"))]
    house.load(url, "cases", [told[0] | {"resolved_at": "2015-03-01 10:00"}, told[1]])
    house.load(url, "cases", [case("2", opened_at="2015-03-15 09:00")], without=["resolved_at"])
    snapshot, cases = read_snapshot(reader(url)), page("sager")
    said = " ".join(sentence(answer(panel, snapshot, YEAR)) for panel in panels_of(cases))
    for words in (said, cases.summary(snapshot, YEAR)):
        assert "Det er oplyst for 2 af 3 sager, om de er løst." in words
    assert faults(cases, snapshot, YEAR)[1] == []


@pytest.mark.parametrize("files", LITTLE.values(), ids=LITTLE)
def test_what_is_claimed_of_little_holds(files: Files, house: House) -> None:
    snapshot = loaded(house, files)
    chosen = [
        YEAR,
        replace(YEAR, first="2015-04"),
        replace(YEAR, month="2015-03"),
        replace(YEAR, month="2014-10"),
        replace(YEAR, hospital=next(iter(snapshot.choices.hospitals["today"]), None)),
    ]
    pages = [page for page in PAGES if not page.never_came(snapshot)]
    found = [faults(page, snapshot, asked) for page in pages for asked in chosen]
    assert [wrong for _made, several in found for wrong in several] == []
    assert sum(made for made, _wrong in found)
