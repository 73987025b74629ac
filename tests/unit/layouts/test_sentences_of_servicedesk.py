"""A table of sentences of Servicedesk: rows by hand, and what is said of them."""

import pandas as pd
import pytest

from data_access.snapshot.snapshot import Snapshot
from layouts.pages import call_hours, servicedesk
from layouts.parts.told import told
from layouts.said import call_hours as said_of_call_hours
from layouts.said import call_places
from layouts.said import servicedesk as said_of_servicedesk
from tests.unit.layouts.saying import QUARTER, Rows, content, plain
from vocabulary.months import span


def volumes(*months: tuple[float, float]) -> Rows:
    return [
        {"month": month, "calls": calls, "answered": calls - 10, "abandoned": 10.0, "average_wait": wait,
         "waits": calls - 10, "state": "whole", "completeness": 1.0, "word": ""}
        for month, (calls, wait) in zip(span("2015-01", "2015-12"), months, strict=False)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (
            volumes((100, 60), (300, 90), (200, 125)),
            "Flest opkald kom i februar 2015: 300. Ventetiden var længst i marts 2015: 2 min. 5 sek. i gennemsnit. "
            "5,0 % af opkaldene fra januar 2015 til marts 2015 blev afbrudt, før de fik svar.",
        ),
        (
            volumes((100, 60)),
            "Der kom 100 opkald. Ventetiden var 1 min. i gennemsnit. 10,0 % af opkaldene i januar 2015 blev "
            "afbrudt, før de fik svar.",
        ),
        (
            volumes((300, 60), (300, 125.2), (200, 125.4)),
            "Flest opkald kom i januar 2015 og februar 2015: 300 i hver. Ventetiden var længst i februar 2015 og marts "
            "2015: "
            "2 min. 5 sek. i gennemsnit. 3,8 % af opkaldene fra januar 2015 til marts 2015 blev afbrudt, før de fik "
            "svar.",
        ),
    ],
)
def test_calls_and_waits(rows: Rows, words: str, demo_snapshot: Snapshot) -> None:
    assert plain(said_of_servicedesk.volumes(content(servicedesk.VOLUMES, demo_snapshot, rows))) == words


def places(*calls: float) -> Rows:
    return [
        {"place": place, "calls": n, "share": 100 * n / sum(calls), "answered": n, "waits": n, "limited": n}
        for place, n in zip("ABCDE", calls, strict=False)
    ]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (places(50, 30, 15, 5), "Flest opkald {} kom fra A: 50,0 % af alle. Derefter følger B og C."),
        # no: „B og C“, where D has as many as C.
        (places(50, 30, 10, 10), "Flest opkald {} kom fra A: 50,0 % af alle. Derefter følger B."),
        (places(40, 20, 20, 20), "Flest opkald {} kom fra A: 40,0 % af alle."),
        (places(40, 40, 20), "Flest opkald {} kom fra A og B: 40,0 % fra hvert sted."),
        (places(60, 40), "Flest opkald {} kom fra A: 60,0 % af alle. Resten kom fra B."),
        (places(60), "Alle opkald {} kom fra A."),
    ],
)
def test_where_they_call_from(rows: Rows, words: str, demo_snapshot: Snapshot) -> None:
    said = plain(call_places.places(content(servicedesk.PLACES, demo_snapshot, rows)))
    assert said == words.format("fra januar 2015 til marts 2015")


def hours(*cells: tuple[int, str, int, float, float]) -> Rows:
    """Return the rows of weekday, its name, hour, days and calls."""
    return [
        {"hour": hour, "hour_words": f"kl. {hour}-{hour + 1}", "weekday": weekday, "weekday_words": name, "open": True,
         "days": days, "calls": calls, "calls_a_day": calls / days, "answered": calls, "waits": calls, "outside": 0.0,
         "average_wait": calls, "service_level": 80.0}
        for weekday, name, hour, days, calls in cells
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        # no: „mest onsdag“, because a month had five Wednesdays.
        (
            hours((1, "Mandag", 9, 3, 420), (3, "Onsdag", 9, 5, 550)),
            "Der blev ringet mest mandag kl. 9-10: 140,0 opkald om dagen fra januar 2015 til marts 2015 (3 dage, "
            "helligdage ikke talt med).",
        ),
        (
            hours((1, "Mandag", 9, 4, 400), (2, "Tirsdag", 9, 4, 396), (3, "Onsdag", 9, 5, 300)),
            "Der blev ringet mest mandag kl. 9-10 og tirsdag kl. 9-10: op til 100,0 opkald om dagen fra januar 2015 "
            "til marts 2015 (4 dage, helligdage ikke talt med).",
        ),
        (
            hours(*((day, name, 9, 4, 400) for day, name in enumerate(("Mandag", "Tirsdag", "Onsdag"), 1))),
            "Der blev ringet mest mandag kl. 9-10, tirsdag kl. 9-10 og onsdag kl. 9-10: op til 100,0 opkald om dagen "
            "fra januar 2015 til marts 2015 (4 dage, helligdage ikke talt med).",
        ),
        (
            hours(
                *(
                    (day, name, 9, 4, 100)
                    for day, name in enumerate(("Mandag", "Tirsdag", "Onsdag", "Torsdag"), 1)
                )
            ),
            "Ingen time skiller sig ud fra januar 2015 til marts 2015: der ringes omtrent lige meget i de 4 travleste.",
        ),
        (
            hours((6, "Lørdag", 15, 4, 12), (7, "Søndag", 15, 4, 3)),
            "Der er for få dage eller opkald i hver time fra januar 2015 til marts 2015 til at sige, hvornår der "
            "ringes mest.",
        ),
        # no: „mest mandag“, of a single Monday.
        (
            hours((1, "Mandag", 8, 1, 310), (2, "Tirsdag", 8, 4, 100)),
            "Der er for få dage eller opkald i hver time fra januar 2015 til marts 2015 til at sige, hvornår der "
            "ringes mest.",
        ),
        (
            hours((8, "Helligdag", 9, 1, 900), (1, "Mandag", 9, 4, 400), (2, "Tirsdag", 9, 4, 200)),
            "Der blev ringet mest mandag kl. 9-10: 100,0 opkald om dagen fra januar 2015 til marts 2015 (4 dage, "
            "helligdage ikke talt med).",
        ),
    ],
)
def test_when_they_call(rows: Rows, words: str, demo_snapshot: Snapshot) -> None:
    assert plain(said_of_call_hours.busiest(content(call_hours.HOURS, demo_snapshot, rows))) == words


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (
            hours((1, "Mandag", 9, 4, 200), (2, "Tirsdag", 9, 4, 100)),
            "Ventetiden var fra januar 2015 til marts 2015 længst mandag kl. 9-10: 3 min. 20 sek. i gennemsnit af 200 "
            "opkald.",
        ),
        (
            hours((1, "Mandag", 9, 4, 200), (2, "Tirsdag", 9, 4, 199), (3, "Onsdag", 9, 4, 50)),
            "Ventetiden var fra januar 2015 til marts 2015 længst mandag kl. 9-10 og tirsdag kl. 9-10: op til 3 min. "
            "20 sek. i gennemsnit.",
        ),
        # no: „længst lørdag kl. 15-16“, of twelve calls.
        (
            hours((6, "Lørdag", 15, 4, 12), (7, "Søndag", 15, 4, 3)),
            "Ingen time skiller sig ud fra januar 2015 til marts 2015: forskellene kan være tilfældige.",
        ),
    ],
)
def test_when_they_wait(rows: Rows, words: str, demo_snapshot: Snapshot) -> None:
    assert plain(said_of_call_hours.slowest(content(call_hours.WAITS, demo_snapshot, rows))) == words


def test_the_months_that_are_told_of() -> None:
    found = told(pd.DataFrame(volumes((1, 2), (3, 4))), QUARTER, "calls")
    assert found
    assert found.period == "fra januar 2015 til februar 2015"
