"""A table of sentences of Svartider: rows by hand, and what is said of them."""

from dataclasses import replace

import pytest

from data_access.snapshot.snapshot import Snapshot
from layouts.pages import response_times
from layouts.said import response_sites
from tests.unit.layouts.saying import Rows, content, plain


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
        (list("ABCD"), 6, "Oftest under målet: A, B, C og D, i 1 måned."),
        (list("ABCDE"), 6, "5 steder var lige ofte under målet: i 1 måned."),
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
        (
            sites(*((name, 98.1, "missed") for name in "ABCD"), ("E", 99, "near")),
            "Lavest ligger A, B, C og D: 98,10 %.",
        ),
        (sites(*((name, 98.1, "missed") for name in "ABCDE"), ("F", 99, "near")), ""),
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
            sites(*((name, 98, "missed") for name in "ABCD"), *((name, 100, "good") for name in "EFG")),
            "Under målet: A, B, C og D. Alle de andre 3 steder nåede det.",
        ),
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
