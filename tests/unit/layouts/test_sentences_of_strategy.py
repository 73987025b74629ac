"""A table of sentences of Strategi and Sundhedsplatformen: rows by hand, and what is said of them."""

import pytest

from layouts.said import resources, strategy
from tests.unit.layouts.saying import NAN, Rows, said


def uptimes(*shares: tuple[str, float]) -> Rows:
    return [{"name": name, "month": "2015-01", "state": "whole", "value": value} for name, value in shares]


LATER = {**uptimes(("EPM", 99.9))[0], "month": "2015-02"}


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (
            uptimes(("GS", 99.5), ("LIS", 99.9)),
            "Lavest i januar 2015 var GS: 99,50 %.",
        ),
        (
            uptimes(("GS", 99.5), ("LIS", 99.5), ("EPM", 100)),
            "Lavest i januar 2015 var GS og LIS: 99,50 %.",
        ),
        (
            [*uptimes(("GS", 99.5), ("LIS", 99.9)), {**uptimes(("GS", 99.501))[0], "month": "2015-02"}],
            "Den laveste oppetid fra januar 2015 til februar 2015 var 99,50 %, for GS i januar 2015 og GS i februar "
            "2015.",
        ),
        (
            uptimes(*((name, 99.5) for name in "ABC"), ("EPM", 100)),
            "Lavest i januar 2015 var A, B og C: 99,50 %.",
        ),
        (
            uptimes(*((name, 99.5) for name in "ABCD"), ("EPM", 100)),
            "Lavest i januar 2015 var 4 systemer: 99,50 %.",
        ),
        (
            [*uptimes(("GS", 99.5), ("LIS", 99.5)), {**uptimes(("GS", 99.5))[0], "month": "2015-02"}, LATER],
            "Den laveste oppetid fra januar 2015 til februar 2015 var 99,50 %, for GS i januar 2015, LIS i januar 2015 "
            "og GS i februar 2015.",
        ),
        (
            [
                *uptimes(("A", 99.5), ("B", 99.5), ("C", 99.5)),
                {**uptimes(("A", 99.5))[0], "month": "2015-02"},
                LATER,
            ],
            "Den laveste oppetid fra januar 2015 til februar 2015 var 99,50 %; det var den 4 gange.",
        ),
        (uptimes(("GS", 100), ("LIS", 100)), "Oppetiden i januar 2015 var den samme overalt: 100,00 %."),
    ],
)
def test_uptime(rows: Rows, words: str) -> None:
    assert said(strategy.uptime, rows) == words


def paying(*amounts: tuple[str, float]) -> Rows:
    return [
        {"name": name, "per_citizen": amount, "period": "marts 2015", "note": ""} for name, amount in amounts
    ]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (
            paying(("Ishøj", 9), ("Dragør", 8)),
            "Ishøj betaler mest af de 2, der vises: 9 kr. pr. borger i marts 2015.",
        ),
        (
            paying(("Ishøj", 9), ("Dragør", 9)),
            "Alle kommuner, der vises, betaler 9 kr. pr. borger i marts 2015.",
        ),
        (
            paying(("Ishøj", 9), ("Dragør", 9.2), ("Tårnby", 7)),
            "Ishøj og Dragør betaler mest af de 3, der vises: 9 kr. pr. borger i marts 2015.",
        ),
        (paying(("Ishøj", 9)), "Ishøj betaler 9 kr. pr. borger i marts 2015."),
    ],
)
def test_municipalities(rows: Rows, words: str) -> None:
    assert said(strategy.municipalities, rows) == words


def origins(*people: tuple[str, float], known: float = 0, whole: float = 0) -> Rows:
    rows = [{"origin": name, "fte": fte, "total": False, "note": "-"} for name, fte in people]
    return rows + [{"origin": "", "fte": fte, "total": True, "note": ""} for fte in (known, whole) if fte]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (origins(("CIMT", 5), ("Herlev", 3)), "Flest (5 årsværk) kom fra CIMT."),
        (origins(("CIMT", 5), ("Nye ansatte", 5)), "Flest (5 årsværk) kom fra CIMT og nye ansatte."),
        (
            origins(("CIMT", 5), ("Herlev", 3), known=8, whole=10),
            "Flest (5 årsværk) kom fra CIMT. Kilden nævner oprindelsen for 8 af 10 årsværk; forskellen står i kilden "
            "selv.",
        ),
        (
            origins(("CIMT", 5), ("Herlev", 3), known=8, whole=7),
            "Flest (5 årsværk) kom fra CIMT. De to opgørelser stemmer ikke overens: oprindelserne giver 8 årsværk, og "
            "områderne 7.",
        ),
    ],
)
def test_origins(rows: Rows, words: str) -> None:
    assert said(resources.origins, rows) == words


def budget(*items: float, published: float) -> Rows:
    return [
        {"category": "Temaer", "mio_dkk": amount, "published": NAN if place else published}
        for place, amount in enumerate(items)
    ]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (budget(4, 6, published=10), "Offentliggjort er 10 mio. kr.: temaer 10 mio. kr."),
        (
            budget(4, 7, published=10),
            "Offentliggjort er 10 mio. kr.: temaer 10 mio. kr. De enkelte poster under temaer giver 11 mio. kr.; "
            "forskellen kan være afrunding.",
        ),
        (
            budget(4, 16, published=10),
            "Offentliggjort er 10 mio. kr.: temaer 10 mio. kr. De enkelte poster under temaer giver 20 mio. kr., altså "
            "noget andet end summen.",
        ),
    ],
)
def test_budget(rows: Rows, words: str) -> None:
    assert said(resources.budget, rows) == words


def test_a_note_is_said_that_all_share() -> None:
    same, other = {"note": "Fremstillet."}, {"note": "Opgjort i maj."}
    assert [strategy.noted(rows) for rows in ([same], [same, same], [same, other], [])] == [
        "Fremstillet.", "Fremstillet.", "", "",
    ]  # fmt: skip
