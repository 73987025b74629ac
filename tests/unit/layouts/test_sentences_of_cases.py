"""A table of sentences of Sager: rows by hand, and what is said of them."""

import pandas as pd
import pytest

from data_access.snapshot.snapshot import Snapshot
from layouts.pages import cases, servicedesk
from layouts.said import case_kinds, open_cases
from layouts.said import cases as said_of_cases
from layouts.said import servicedesk as said_of_servicedesk
from tests.unit.layouts.saying import NAN, Rows, content, plain
from vocabulary.months import span


def parts(*given: tuple[str, str, float, float]) -> Rows:
    return [
        {"dimension": dimension, "part": part, "within": within, "limited": limited,
         "opened": limited, "tracked": limited, "within_share": 100 * within / limited if limited else NAN}
        for dimension, part, within, limited in given
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (
            parts(("Kanal", "Telefon", 900, 1000), ("Kanal", "Portal", 700, 1000)),
            "Den laveste andel løst inden for fristen fra januar 2015 til marts 2015 var 70,0 %, for „Portal“ (kanal).",
        ),
        (
            parts(("Kanal", "Telefon", 9, 10), ("Kanal", "Portal", 8, 10)),
            "Ingen del skiller sig ud med en lav andel inden for fristen fra januar 2015 til marts 2015: forskellene "
            "er ikke større, end tilfældige udsving kan gøre dem.",
        ),
        # no: „ingen del skiller sig ud“, because the lowest is of too few to.
        (
            parts(
                ("Kanal", "Telefon", 9000, 10_000), ("Kanal", "Portal", 7000, 10_000), ("Kanal", "Chat", 2, 3)
            ),
            "Det, der skiller sig ud med en lav andel inden for fristen fra januar 2015 til marts 2015, er „Portal“ "
            "(kanal): 70,0 %.",
        ),
        (
            parts(("Kanal", "Telefon", 9, 10), ("Kanal", "Portal", 9, 10)),
            "Alle dele havde 90,0 % inden for fristen fra januar 2015 til marts 2015.",
        ),
    ],
)
def test_where_cases_are_late(rows: Rows, words: str, demo_snapshot: Snapshot) -> None:
    assert plain(case_kinds.breakdown(content(cases.BREAKDOWN, demo_snapshot, rows))) == words


def priorities(*given: tuple[str, float, str], of: float = 13.0) -> Rows:
    """Return the rows of a month: priority, share, and level ('few' where there are too few to judge)."""
    return [
        {"month": "2015-03", "priority": name, "value": value, "shown": f"{value:.1f} %".replace(".", ","),
         "level": "unknown" if level == "few" else level, "few": level == "few",
         "numerator": 12.0, "denominator": 13.0 if level == "few" else of, "state": "whole", "lacks": ""}
        for name, value, level in given
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (
            priorities(("Kritisk", 95, "good"), ("Normal", 92, "good"), of=99),
            "Alle nåede målet i marts 2015.",
        ),
        # no: „Kritisk (80,0 %)“, of which nobody sees that they are fifteen.
        (priorities(("Kritisk", 80, "missed"), of=15), "Under målet i marts 2015: kritisk (12 af 15)."),
        # no: „Kritisk (86,2 %)“ with a capital letter, and „under målet“ of all as if there were others.
        (
            priorities(("Kritisk", 86.2, "near"), ("Normal", 80, "missed"), of=58),
            "Begge er under målet i marts 2015: kritisk (12 af 58) og normal (12 af 58).",
        ),
        (
            priorities(("Kritisk", 80, "missed"), ("Høj", 82, "missed"), ("Normal", 80.5, "missed"), of=100),
            "Alle 3 er under målet i marts 2015: kritisk (80,0 %), høj (82,0 %) og normal (80,5 %).",
        ),
        (
            priorities(("Kritisk", 92.3, "few"), ("Normal", 92, "good"), of=99),
            "Alle, der kan bedømmes, nåede målet i marts 2015. Der er for få til at bedømme: kritisk (12 af 13).",
        ),
        (
            priorities(("Kritisk", 92.3, "few"), ("Normal", 82, "missed"), of=100),
            "Under målet i marts 2015: normal (82,0 %). Der er for få til at bedømme: kritisk (12 af 13).",
        ),
    ],
)
def test_priorities(rows: Rows, words: str, demo_snapshot: Snapshot) -> None:
    limits = " Fristen står i parentes ved hver kritikalitet."
    assert plain(said_of_cases.by_priority(content(cases.PRIORITIES, demo_snapshot, rows))) == words + limits


def splits(*shares: float) -> Rows:
    return [
        {"month": month, "second_share": share, "state": "whole", "told": 0, "of": 0}
        for month, share in zip(span("2015-01", "2015-12"), shares, strict=False)
    ]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (splits(40, 42), "Portal: 42,0 % af sagerne i februar 2015 mod 40,0 % i januar 2015."),
        (splits(40, 40.01), "Portal: 40,0 % af sagerne i februar 2015, det samme som i januar 2015."),
        (splits(40), "Portal: 40,0 % af sagerne i januar 2015."),
    ],
)
def test_cases_split_in_two(rows: Rows, words: str, demo_snapshot: Snapshot) -> None:
    assert plain(case_kinds.split(content(cases.CHANNELS, demo_snapshot, rows), "Portal")) == words


def flows(*counts: tuple[float, float, float], first: str = "2015-01") -> Rows:
    """Return months of cases opened, resolved, and open at the end."""
    return [
        {"month": month, "opened": opened, "told": opened, "resolved": resolved, "backlog": backlog,
         "state": "whole", "word": ""}
        for month, (opened, resolved, backlog) in zip(span(first, "2015-12"), counts, strict=False)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        # no: „gik fra 21 til 13“, under a chart whose highest is 13.
        (
            flows((100, 109, 12), (50, 49, 13)),
            "Der blev oprettet 150 sager og løst 158 fra januar 2015 til februar 2015. Antallet af åbne sager gik fra "
            "21 ved udgangen af december 2014 til 13 ved udgangen af februar 2015.",
        ),
        (
            flows((100, 100, 21)),
            "Der blev oprettet 100 sager og løst 100 i januar 2015. 21 sager var åbne, både før og efter.",
        ),
        (
            flows((100, 90, 10)),
            "Der blev oprettet 100 sager og løst 90 i januar 2015. Antallet af åbne sager gik fra 0 ved udgangen af "
            "december 2014 til 10 ved udgangen af januar 2015.",
        ),
        # no: „gik fra 0 til 10“, in the first month that anything is known of.
        (
            flows((100, 90, 10), first="2014-01"),
            "Der blev oprettet 100 sager og løst 90 i januar 2014. 10 sager var åbne ved udgangen af januar 2014.",
        ),
    ],
)
def test_cases_that_come_and_go(rows: Rows, words: str, demo_snapshot: Snapshot) -> None:
    assert plain(said_of_cases.flow(content(cases.FLOW, demo_snapshot, rows))) == words


@pytest.mark.parametrize(
    ("open_", "late", "words"),
    [
        ((3, 2), (0, 1), "1 har overskredet fristen, og 2 er ældre end 30 døgn."),
        # no: „0 har overskredet fristen, og 0 er ældre end 30 døgn.“
        ((3, 0), (0, 0), "Ingen har overskredet fristen, og ingen er ældre end 30 døgn."),
    ],
)
def test_how_old_the_open_cases_are(
    open_: tuple[int, int], late: tuple[int, int], words: str, demo_snapshot: Snapshot
) -> None:
    rows = [
        {"age": str(place), "open": n, "limited": n, "late": over}
        for place, (n, over) in enumerate(zip(open_, late, strict=True))
    ]
    assert plain(open_cases.ages(content(cases.AGES, demo_snapshot, rows))).endswith(words)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (
            [(88.0, 12, 88), (91.2, 9, 91)],
            "91,2 % af henvendelserne kom på telefon i februar 2015, resten gennem selvbetjeningsportalen. I januar "
            "2015 var 88,0 % på telefon.",
        ),
        # no: „Alle kom på telefon i februar 2015. I januar 2015 var 100,0 % på telefon.“
        (
            [(100.0, 0, 9), (100.0, 0, 9)],
            "Alle henvendelser kom på telefon i februar 2015. Det samme gjaldt i januar 2015.",
        ),
        ([(100.0, 0, 9)], "Alle henvendelser kom på telefon i januar 2015."),
        ([(0.0, 9, 0)], "Alle henvendelser kom gennem selvbetjeningsportalen i januar 2015."),
    ],
)
def test_channels(rows: list[tuple[float, int, int]], words: str, demo_snapshot: Snapshot) -> None:
    made = [
        {"month": month, "telephone_share": share, "portal": portal, "telephone": telephone, "state": "whole"}
        for month, (share, portal, telephone) in zip(span("2015-01", "2015-12"), rows, strict=False)
    ]
    said = said_of_servicedesk.channels(content(servicedesk.CHANNELS, demo_snapshot, made))
    assert plain(said) == words


def test_the_open_cases(demo_snapshot: Snapshot) -> None:
    rows = [
        {"month": month, "value": value, "shown": str(value), "state": "whole", "lacks": ""}
        for month, value in zip(span("2015-01", "2015-03"), (30, 10, 20), strict=True)
    ]
    assert plain(open_cases.backlog(content(cases.BACKLOG, demo_snapshot, rows))) == (
        "Færrest var åbne ved udgangen af februar 2015 (10) og flest ved udgangen af januar 2015 (30)."
    )
    tied = pd.DataFrame(rows).assign(value=[30, 10, 10], shown=["30", "10", "10"])
    assert plain(open_cases.backlog(content(cases.BACKLOG, demo_snapshot, tied))) == (
        "Færrest var åbne ved udgangen af februar 2015 og marts 2015 (10 i hver) og flest ved udgangen af januar 2015 "
        "(30)."
    )
