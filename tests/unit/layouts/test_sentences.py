"""A table of sentences, II: rows by hand, and what is said of them, for a reader of Danish to judge.

Servicedesk, Sager, Svartider, Overblik and the wall, and the sentence of a share that all pages have. What was said
wrongly once stands here with what is right: `no:` tells what must not be said.
"""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pandas as pd
import pytest

from data_access.numbers.series import judge
from data_access.snapshot.live import Live
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.table import Table
from layouts.pages import call_hours, cases, response_times, servicedesk
from layouts.parts.declarations import Content, Panel
from layouts.parts.sentences import few_words, share_sentence
from layouts.parts.told import told
from layouts.said import call_hours as said_of_call_hours
from layouts.said import cases as said_of_cases
from layouts.said import open_cases, overview, response_sites
from layouts.said import servicedesk as said_of_servicedesk
from layouts.wall import last_hour, slides
from vocabulary.filters import Filters
from vocabulary.months import span
from vocabulary.status import Level, Status

Rows = list[dict[str, Any]]
NAN = float("nan")
QUARTER = Filters("2015-01", "2015-03", desk="cimt")


def plain(words: str) -> str:
    """Return the words with plain spaces between figures and units."""
    return words.replace("\u00a0", " ")


def content(
    panel: Panel, snapshot: Snapshot, rows: Rows | pd.DataFrame, filters: Filters = QUARTER
) -> Content:
    return Content(panel, snapshot, filters, Table.of(pd.DataFrame(rows)), panel.columns)


# --- The share of a month, its target, and how often it was met ----------------------------------------


def shares(snapshot: Snapshot, *counts: tuple[float, float], metric: str = "service_level") -> Table:
    """Return judged rows of counts that were good, and all, from January 2015 on."""
    rows = Table(
        {
            "month": span("2015-01", "2015-12")[: len(counts)],
            "value": [100 * hits / tries if tries else NAN for hits, tries in counts],
            "numerator": [float(hits) for hits, _tries in counts],
            "denominator": [float(tries) for _hits, tries in counts],
        }
    )
    whole = [snapshot.coverage.month("telefoni", "2015-01")] * len(rows)
    behind = (rows["numerator"], rows["denominator"])
    return judge(snapshot, metric, "cimt", rows, covered=whole, behind=behind)


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        (
            [(85, 100), (75, 100), (90, 100)],
            "Svar var 90,0 % i marts 2015; målet er nået (mål 80 %). Målet blev nået i 2 af 3 måneder.",
        ),
        (
            [(70, 100), (75, 100), (79, 100)],
            "Svar var 79,0 % i marts 2015; målet er ikke nået (mål 80 %). Målet blev ikke nået i nogen af de 3 "
            "måneder.",
        ),
        (
            [(85, 100), (85, 100)],
            "Svar var 85,0 % i februar 2015; målet er nået (mål 80 %). Målet blev nået i begge måneder.",
        ),
        ([(85, 100)], "Svar var 85,0 % i januar 2015; målet er nået (mål 80 %)."),
        # Printed as its target, and judged so: 79,96 %.
        ([(1999, 2500)], "Svar var 80,0 % i januar 2015; målet er nået (mål 80 %)."),
        ([(1998, 2500)], "Svar var 79,9 % i januar 2015; målet er ikke nået (mål 80 %)."),
        # A few: no light, but what they are made of.
        ([(12, 13)], "Svar var 92,3 % i januar 2015: 12 af 13. Det er for få til at bedømme."),
        (
            [(85, 100), (70, 100), (9, 13)],
            "Svar var 69,2 % i marts 2015: 9 af 13. Det er for få til at bedømme. Målet blev nået i 1 af de 2 måneder, "
            "der kan bedømmes.",
        ),
        # … but for those that no chance would make so low.
        ([(4, 13)], "Svar var 30,8 % i januar 2015; målet er ikke nået (mål 80 %)."),
        (
            [(12, 13), (70, 100), (85, 100)],
            "Svar var 85,0 % i marts 2015; målet er nået (mål 80 %). Målet blev nået i 1 af de 2 måneder, der kan "
            "bedømmes.",
        ),
    ],
)
def test_a_share(counts: list[tuple[float, float]], words: str, demo_snapshot: Snapshot) -> None:
    rows = shares(demo_snapshot, *counts)
    assert plain(share_sentence(rows, "service_level", replace(QUARTER, last="2015-12"), "Svar")) == words


def test_a_share_without_a_target_is_said_with_its_highest_and_lowest(demo_snapshot: Snapshot) -> None:
    rows = shares(demo_snapshot, (85, 100), (75, 100), (90, 100), metric="telephone_share")
    assert plain(share_sentence(rows, "telephone_share", QUARTER, "Telefon")) == (
        "Telefon var 90,0 % i marts 2015. Tallet lå fra januar 2015 til marts 2015 mellem 75,0 % (februar 2015) og "
        "90,0 % (marts 2015)."
    )


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        # Printed alike, and so told as alike: 75,0 % twice.
        (
            [(85, 100), (7501, 10_000), (90, 100), (7504, 10_000)],
            "Tallet lå fra januar 2015 til april 2015 mellem 75,0 % (februar 2015 og april 2015) og 90,0 % (marts "
            "2015).",
        ),
        (
            [(90, 100)] * 4 + [(80, 100)],
            "Tallet lå fra januar 2015 til maj 2015 mellem 80,0 % (maj 2015) og 90,0 % (4 måneder).",
        ),
        ([(90, 100)] * 4, "Det var 90,0 % i alle månederne fra januar 2015 til april 2015."),
    ],
)
def test_months_that_tie_are_told_as_ties(
    counts: list[tuple[float, float]], words: str, demo_snapshot: Snapshot
) -> None:
    rows = shares(demo_snapshot, *counts, metric="telephone_share")
    asked = replace(QUARTER, last="2015-12")
    assert plain(share_sentence(rows, "telephone_share", asked, "Telefon")).endswith(words)


def test_what_a_few_are_made_of() -> None:
    row = {"month": "2015-03", "few": True}
    assert few_words(row | {"numerator": 12.0, "denominator": 13.0}) == "12 af 13"
    assert few_words(row | {"hits": 12.0, "tries": 13.0}) == "12 af 13"
    assert few_words(row | {"few": False, "hits": 12.0, "tries": 13.0}) == ""
    # Judged, because chance would seldom do it, but still a few.
    assert few_words(row | {"few": False, "hits": 0.0, "tries": 3.0}, least=30) == "0 af 3"
    assert few_words(row | {"few": False, "hits": 0.0, "tries": 30.0}, least=30) == ""


# --- Servicedesk ---------------------------------------------------------------------------------------


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
    said = plain(said_of_servicedesk.places(content(servicedesk.PLACES, demo_snapshot, rows)))
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


# --- Sager ---------------------------------------------------------------------------------------------


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
    assert plain(said_of_cases.breakdown(content(cases.BREAKDOWN, demo_snapshot, rows))) == words


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
    assert plain(said_of_cases.split(content(cases.CHANNELS, demo_snapshot, rows), "Portal")) == words


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


# --- Svartider -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("missed", "of", "words"),
    [
        (["A", "A", "B"], 2, "Oftest under målet: A, i begge måneder."),
        (["A", "A", "A", "B"], 2, "Oftest under målet: A, i alle 3 måneder."),
        # Judged in one month of the two that others are.
        (["A", "Z"], 3, "Oftest under målet: A og Z, i 1 måned."),
        (["A", "B"], 3, "Oftest under målet: A og B, i 1 måned."),
        # no: „Oftest under målet: A og B“, where there are no others.
        (["A", "B", "A", "B"], 2, "Begge steder var lige ofte under målet: i begge måneder."),
        (["A", "B", "C"], 3, "Alle 3 steder var lige ofte under målet: i 1 måned."),
        (["A", "A"], 1, "A var under målet i begge måneder."),
        # no: „Oftest under målet: A“, where thirteen were it equally often.
        (list("ABCDEFGHIJKLM"), 14, "13 steder var lige ofte under målet: i 1 måned."),
    ],
)
def test_which_site_was_most_often_below(missed: list[str], of: int, words: str) -> None:
    rows = [
        {"site": site, "level": "missed", "month": f"2015-{missed[:place].count(site) + 1:02}"}
        for place, site in enumerate(missed)
    ]
    good = {"site": "Z", "level": "good", "month": "2015-02" if "Z" in missed else "2015-01"}
    assert response_sites._most_often([*rows, good], of) == words


def sites(*given: tuple[str, float, str]) -> Rows:
    return [
        {
            "site": site,
            "value": value,
            "level": level,
            "few": False,
            "shown": f"{value:.2f} %".replace(".", ","),
        }
        for site, value, level in given
    ]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (sites(("A", 98.1, "missed"), ("B", 99.9, "good")), "Lavest ligger A: 98,10 %."),
        (
            sites(("A", 98.1, "missed"), ("B", 98.1, "missed"), ("C", 99.9, "good")),
            "Lavest ligger A og B: 98,10 %.",
        ),
        (sites(("A", 98.1, "missed"), ("B", 98.1, "missed")), ""),
    ],
)
def test_which_site_is_lowest(rows: Rows, words: str) -> None:
    assert plain(response_sites._lowest(rows)) == words


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (sites(("A", 98, "missed"), ("B", 99.9, "good")), "Under målet: A. Det andet sted nåede det."),
        (
            sites(("A", 98, "missed"), ("B", 98, "near"), ("C", 100, "good"), ("D", 100, "good")),
            "Under målet: A og B. Begge de andre steder nåede det.",
        ),
        (sites(("A", 98, "missed"), ("B", 98, "near")), "Begge steder ligger under målet."),
        (
            sites(*((name, 98, "missed") for name in "ABCDE"), ("F", 100, "good")),
            "5 af 6 steder ligger under målet.",
        ),
    ],
)
def test_which_sites_are_below(rows: Rows, words: str) -> None:
    below = [row for row in rows if row["level"] in ("near", "missed")]
    assert plain(response_sites._others(rows, below)) == words


@pytest.mark.parametrize(
    ("system", "month", "words"),
    [
        # no: „Det er især Blegdamsvej, der trækker Mail/kalender ned“, where all thirteen are alike.
        (
            "mail-kalender",
            "2015-04",
            "Alle 13 steder ligger under målet på 99,40 %, og intet enkelt sted er forklaringen: det er Mail/kalender, "
            "ikke ét sted.",
        ),
        (
            "blodinfo-ii",
            "2015-03",
            # no: „Uden Frederikssund havde tallet været 99,73 %“ too, which is the same figure.
            "Målet er 99,40 %. Det, der skiller sig ud, er Frederikssund (85,30 % mod 99,73 % de andre steder). Under "
            "målet: Frederikssund. Alle de andre 12 steder nåede det.",
        ),
        ("gs", "2015-04", "Intet sted trækker GS ned. Alle 13 steder nåede målet på 99,40 %."),
    ],
)
def test_what_pulls_a_system_down(system: str, month: str, words: str, demo_snapshot: Snapshot) -> None:
    asked = replace(demo_snapshot.choices.default(), system=system, month=month)
    panel = response_times.CAUSE
    rows = panel.numbers(demo_snapshot, asked)
    assert plain(panel.sentence(content(panel, demo_snapshot, rows, asked))) == words


# --- The wall ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hits", "tries", "words"),
    [
        (12, 13, ("langsom handling", "1 af 13")),
        (11, 13, ("langsomme handlinger", "2 af 13")),
        (13, 13, ("langsomme handlinger", "0 af 13")),
    ],
)
def test_how_many_were_slow(hits: int, tries: int, words: tuple[str, str]) -> None:
    assert last_hour._slow({"hits": hits, "tries": tries}) == words


@pytest.mark.parametrize(
    ("levels", "words"),
    [
        (["good", "good", "missed"], ("1 af 3", "systemer er under sit mål")),
        # no: „0 af 1“, where nine were too few to be called good, and none of them slow.
        (["missed", *["unknown"] * 9], ("1 af 10", "systemer er under sit mål")),
        (["missed", "near"], ("2 af 2", "systemer er under deres mål")),
        (["missed"], ("1 af 1", "system er under sit mål")),
        (["good", "good"], ("2 af 2", "systemer når deres mål")),
        (["unknown", "unknown"], ("3 af 20", "målinger var langsomme")),
    ],
)
def test_how_many_systems_meet_their_targets_right_now(
    levels: list[Level], words: tuple[str, str], demo_snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged = [
        ({"hits": 8 + place, "tries": 10}, Status(level, "", 99, "")) for place, level in enumerate(levels)
    ]
    monkeypatch.setattr(last_hour, "levels", lambda _snapshot, _live: pd.DataFrame({"level": levels}))
    none = pd.DataFrame()
    now = Live(datetime.fromisoformat("2015-05-11T10:00"), none, none, none, 0, 0, none, none, is_told=True)
    assert last_hour._how_many(demo_snapshot, now, judged) == words


def test_the_months_that_are_told_of() -> None:
    found = told(pd.DataFrame(volumes((1, 2), (3, 4))), QUARTER, "calls")
    assert found
    assert found.period == "fra januar 2015 til februar 2015"


def unjudged(**more: Any) -> dict[str, Any]:
    """Return a figure of the overview that is not judged."""
    row = {
        "month": "2015-03",
        "level": "unknown",
        "state": "whole",
        "withheld": False,
        "lacks": "",
        "few": False,
    }
    return row | more


NO_GOAL, FEW = unjudged(level="none"), unjudged(few=True)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([NO_GOAL, NO_GOAL], "Ingen af tallene for marts 2015 har et mål, så der er intet at bedømme."),
        (
            [NO_GOAL, FEW],
            "Ingen af tallene for marts 2015 kan bedømmes: 1 uden mål og 1 med for få til at bedømme.",
        ),
        # no: „uden noget at tælle“, of what is counted over a few.
        ([FEW], "Ingen af tallene for marts 2015 kan bedømmes: 1 med for få til at bedømme."),
        (
            [unjudged(state="missing"), unjudged(state="incomplete"), unjudged(withheld=True)],
            "Ingen af tallene for marts 2015 kan bedømmes: 1 med ufuldstændige tal, 1 skjult og 1 uden tal.",
        ),
        (
            [unjudged(lacks="limit"), unjudged(lacks="told"), unjudged(lacks="target"), unjudged()],
            "Ingen af tallene for marts 2015 kan bedømmes: 1 uden mål, 1 uden en grænse at tælle efter, 1 uden "
            "oplysninger nok fra kilden og 1 uden noget at tælle.",
        ),
        ([unjudged(month="2015-05")], "Maj 2015 er ikke slut; tallene kan ikke vurderes endnu."),
    ],
)
def test_why_nothing_is_judged(rows: Rows, words: str, demo_snapshot: Snapshot) -> None:
    known = [row | {"reason": overview.reason(row)} for row in rows]
    assert plain(overview.unjudged(known, demo_snapshot)) == words


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "Marts 2015"),
        ((("Sager", "Ikke opgjort"),), "Marts 2015. Ikke opgjort: Tal 1."),
        ((("Udredning", "Ikke opgjort"), ("Udredning", "Intet")), "Marts 2015. Ikke opgjort: Udredning."),
        (4 * (("Sager", "Ikke opgjort"),), "Marts 2015. 4 tal er ikke opgjort."),
        # no: „ikke opgjort“, of a figure that is known but of too few.
        ((("Sager", "For få til at bedømme"),), "Marts 2015. For få til at bedømme: Tal 1."),
        (
            (("Sager", "Ikke opgjort"), ("Sager", "For få til at bedømme")),
            "Marts 2015. Ikke opgjort: Tal 1. For få til at bedømme: Tal 2.",
        ),
    ],
)
def test_what_the_wall_does_not_judge(words: tuple[tuple[str, str], ...], said: str) -> None:
    rows = [{"level": "good", "subject": "Sager", "name": "Tal 0", "word": "Mål nået"}] + [
        {"level": "unknown", "subject": subject, "name": f"Tal {place}", "word": word}
        for place, (subject, word) in enumerate(words, start=1)
    ]
    assert plain(slides._aside(rows, QUARTER)) == said
