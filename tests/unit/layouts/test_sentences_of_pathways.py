"""A table of sentences of Udredning: rows by hand, and what is said of them."""

import pytest

from layouts.said import pathway_places, pathways
from tests.unit.layouts.saying import Rows, said


def diagnosed(*shares: tuple[float, float], state: str = "incomplete") -> Rows:
    return [
        {"month": f"2015-{place + 1:02}", "value": value, "shown": f"{value} %".replace(".", ","), "target": 80.0,
         "state": state, "arrived_share": arrived, "withheld": False}
        for place, (value, arrived) in enumerate(shares)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (
            diagnosed((70.0, 60), (74.0, 80)),
            "Andelen udredt til tiden var 4,0 procentpoint højere i februar 2015 end i januar 2015 (70,0 %). Kun 80 % "
            "af forløbene er "
            "indberettet, så andelen bliver ikke bedømt. I januar 2015 var det 60 %, der var indberettet.",
        ),
        (
            diagnosed((70.0, 80.1), (74.0, 80.2)),
            "Andelen udredt til tiden var 4,0 procentpoint højere i februar 2015 end i januar 2015 (70,0 %). Kun 80 % "
            "af forløbene er "
            "indberettet, så andelen bliver ikke bedømt.",
        ),
        (diagnosed((74.0, 100), state="whole"), "74,0 % blev udredt til tiden i januar 2015."),
        (
            diagnosed((74.0, 100), (73.0, 100), state="whole"),
            "Andelen udredt til tiden var 1,0 procentpoint lavere i februar 2015 end i januar 2015 (74,0 %).",
        ),
        (
            diagnosed((74.0, 100), (74.0, 100), state="whole"),
            "Lige så stor en andel blev udredt til tiden i februar 2015 som i januar 2015 (74,0 %).",
        ),
    ],
)
def test_diagnosed_in_time(rows: Rows, words: str) -> None:
    assert said(pathways.share, rows) == words


def places(*shares: tuple[str, float, float]) -> Rows:
    return [
        {"name": name, "value": value, "within": 50 * value, "late": 50 * (100 - value), "arrived_share": arrived,
         "withheld": False}
        for name, value, arrived in shares
    ]  # fmt: skip


RESERVED = " Tallene skal læses med forbehold, fordi ikke alle forløb er indberettet."


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (
            places(("A", 60, 80), ("B", 70, 80), ("C", 80, 80)),
            "Af de indberettede forløb fra januar 2015 til marts 2015 blev 60,0 % udredt til tiden på A og 80,0 % på "
            "C; de andre, der vises, ligger imellem." + RESERVED,
        ),
        (
            places(("A", 60, 100), ("B", 70, 100)),
            "Af de indberettede forløb fra januar 2015 til marts 2015 blev 60,0 % udredt til tiden på A og 70,0 % på "
            "B.",
        ),
        (
            places(("A", 60, 100), ("B", 60, 100)),
            "60,0 % af de indberettede forløb fra januar 2015 til marts 2015 blev udredt til tiden på alle, der vises.",
        ),
        (
            places(("A", 60, 100), ("B", 60.04, 100), ("C", 70, 100)),
            "Af de indberettede forløb fra januar 2015 til marts 2015 blev 60,0 % udredt til tiden på A og B og 70,0 % "
            "på C.",
        ),
        # Of few, and of little between them, nothing is made.
        (
            [
                {**row, "within": row["value"] / 10, "late": 10 - row["value"] / 10}
                for row in places(("A", 60, 100), ("B", 70, 100))
            ],
            "Af de indberettede forløb fra januar 2015 til marts 2015 blev 60,0 % udredt til tiden på A og 70,0 % på "
            "B. Ingen skiller sig ud: forskellene er ikke større, end tilfældige udsving kan gøre dem.",
        ),
        (
            places(("A", 60, 90)),
            "60,0 % af de indberettede forløb fra januar 2015 til marts 2015 blev udredt til tiden på A."
            + RESERVED,
        ),
    ],
)
def test_diagnosed_by_hospital(rows: Rows, words: str) -> None:
    assert said(pathway_places.hospitals, rows) == words
