"""A table of sentences, I: rows by hand, and what is said of them, for a reader of Danish to judge.

Omvisitering, Udredning, Projekter, Strategi, Sundhedsplatformen, and what all pages share: why, the usual, what moved.
"""

from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

import pandas as pd
import pytest

from data_access.database.coverage import Covered
from data_access.numbers.causes import Parts, decompose
from data_access.numbers.variation import Variation
from data_access.numbers.xmr import Limits
from data_access.snapshot.rows import records
from data_access.snapshot.table import Table
from layouts.parts.changes import changes
from layouts.parts.declarations import Content, Headline
from layouts.parts.sentences import next_words, verdict
from layouts.parts.variations import usual as between
from layouts.parts.variations import weigh, words
from layouts.parts.why import causes_words
from layouts.parts.why_moved import split_words
from layouts.said import pathway_places, pathways, projects, referral_lists, referrals, resources, strategy
from vocabulary.filters import Filters
from vocabulary.metrics import METRICS

Rows = list[dict[str, Any]]
PERIOD = Filters("2015-01", "2015-03")
NAN = float("nan")


def said(sentence: Callable[[Content], str], rows: Rows, filters: Filters = PERIOD, panel: Any = None) -> str:
    """Return what a panel's sentence says of its rows."""
    frames = {
        "loads": pd.DataFrame(columns=["source", "kind", "stream", "tells_none"]),
        "pathways": pd.DataFrame(columns=["month", "field", "site"]),
    }
    coverage = SimpleNamespace(month=lambda _source, _month: Covered("whole", 1.0))
    all_came = SimpleNamespace(coverage=coverage, frames=frames, facts={}, names=lambda _table: SERVICES)
    content = Content(panel, cast("Any", all_came), filters, Table.of(pd.DataFrame(rows)), ())
    return plain(sentence(content))


SERVICES = {"ingen-kode": "Ingen kode"}


def plain(words: str) -> str:
    """Return the words with plain spaces between figures and units."""
    return words.replace("\u00a0", " ")


def months(*counts: float, **more: Any) -> Rows:
    return [
        {"month": f"2015-{place + 1:02}", "treatments": count, "state": "whole", "last_year": NAN, "change": NAN,
         "withheld": count != count, **more}
        for place, count in enumerate(counts)
    ]  # fmt: skip


def over_period(words: str) -> str:
    """Return what is said of something that is counted over a period: no: without saying which."""
    return words if "Alle antal er skjult" in words else f"{words} Talt fra januar 2015 til marts 2015."


def against(count: float, before: float) -> Rows:
    (row,) = months(count)
    return [row | {"last_year": before, "change": 100 * (count - before) / before}]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        # no: „I marts 2015 var det 20“, which the tile and the head of the page say.
        (months(10, 30, 20), "Flest blev omvisiteret i februar 2015: 30."),
        (months(10, 20, 30), "Flest blev omvisiteret i marts 2015."),
        # no: „… og marts 2015: 30“, as if it were of both together.
        (months(30, 10, 30), "Flest blev omvisiteret i januar 2015 og marts 2015: 30 i hver."),
        (months(30, 30, 10, 30, 30), "Flest blev omvisiteret i 4 måneder: 30 i hver."),
        (months(7, 7, 7), "Det var 7 i hver måned."),
        (months(7), "7 blev omvisiteret i januar 2015."),
        (months(0, 0), "Ingen blev omvisiteret fra januar 2015 til februar 2015."),
        (
            months(10, NAN, 20),
            "Flest af de måneder, der vises, blev omvisiteret i marts 2015.",
        ),
        (months(NAN, NAN), "Alle antal er skjult."),
        (against(120, 100), "20 % flere blev omvisiteret i januar 2015 end i samme måned året før (100)."),
        (against(80, 100), "20 % færre blev omvisiteret i januar 2015 end i samme måned året før (100)."),
        # no: „18 % flere“, of a handful.
        (against(20, 17), "3 flere blev omvisiteret i januar 2015 end i samme måned året før (17)."),
        (against(16, 17), "1 færre blev omvisiteret i januar 2015 end i samme måned året før (17)."),
        (against(0, 17), "Ingen blev omvisiteret i januar 2015. I samme måned året før var der 17."),
        (
            against(100, 100),
            "Lige så mange blev omvisiteret i januar 2015 som i samme måned året før (100).",
        ),
        (
            against(1002, 1000),
            "Omtrent lige så mange blev omvisiteret i januar 2015 som i samme måned året før (1.000).",
        ),
    ],
)
def test_treatments_by_month(rows: Rows, words: str) -> None:
    assert said(referrals.monthly, rows) == words


def test_a_month_that_is_picked_is_spoken_of_and_the_highest_is_of_all_that_are_shown() -> None:
    picked = replace(PERIOD, month="2015-02")
    assert said(referrals.monthly, months(10, 20, 30), picked) == ("Flest blev omvisiteret i marts 2015: 30.")
    before = [row | {"last_year": 100.0, "change": 20.0} for row in months(110, 120, 130)]
    assert said(referrals.monthly, before, picked) == (
        "20 % flere blev omvisiteret i februar 2015 end i samme måned året før (100). "
        "Flest blev omvisiteret i marts 2015: 130."
    )


def ranked(*counts: tuple[str, float, float]) -> Rows:
    """Return rows of name, count and last year's; a count that is missing is hidden."""
    whole = sum(count for _, count, _ in counts if count == count)
    return [
        {"key": name, "name": name, "treatments": count, "last_year": before, "hidden": count != count,
         "share": 100 * count / (whole or 1), "cumulative": 91.0}
        for name, count, before in counts
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (ranked(("Operationer på øjet", 75, NAN), ("LAN", 25, NAN)), "Flest: operationer på øjet med 75 %."),
        (ranked(("A-syge", 50, NAN), ("B-syge", 50, NAN)), "Flest: A-syge og B-syge med 50 % hver."),
        (ranked(("Operationer på øjet", 12, NAN)), "Alle behandlinger gjaldt operationer på øjet."),
        # no: „Alle behandlinger gjaldt ingen kode“.
        (
            [ranked(("Ingen kode", 12, NAN))[0] | {"key": "ingen-kode"}],
            "Ingen af behandlingerne har en kode.",
        ),
        (ranked(("Ingen kode", 75, NAN), ("Øjne", 25, NAN)), "Flest: „ingen kode“ med 75 %."),
        # no: „A og B med 5“, as if it were of both together.
        (
            ranked(("Øjne", 5, NAN), ("Hud", 5, NAN), ("C", NAN, NAN)),
            "Flest af dem, der vises: øjne og hud med 5 hver.",
        ),
        (
            ranked(("Operationer på øjet", 12, NAN), ("Andet", NAN, NAN)),
            "Flest af dem, der vises: operationer på øjet med 12.",
        ),
        (
            ranked(("Øjne", 60, 50), ("Ører", 30, 20), ("Hud", 10, 30)),
            "Flest: øjne med 60 %. Mest steg øjne og ører: hver 10 flere end i de samme måneder året før. Mest faldt "
            "hud: 20 færre.",
        ),
        (
            ranked(("Øjne", 60, 50), ("Ører", 30, 30), ("Hud", NAN, NAN)),
            "Flest af dem, der vises: øjne med 60. Mest af dem, der vises, steg øjne: 10 flere end i de samme måneder "
            "året før.",
        ),
        (ranked(("Øjne", 60, 60), ("Ører", 40, 40)), "Flest: øjne med 60 %."),
        (ranked(("Øjne", NAN, NAN)), "Alle antal er skjult."),
    ],
)
def test_treatments_by_service(rows: Rows, words: str) -> None:
    # A name that begins with an abbreviation keeps its capital letters.
    small = words.replace("A-syge", "a-syge").replace("B-syge", "b-syge")
    assert said(referral_lists.services, rows) == over_period(small)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (
            ranked(("A", 40, NAN), ("B", 30, NAN), ("C", 20, NAN), ("D", 5, NAN)),
            "De 3 største er tilsammen 91 % af alle: A, B og C.",
        ),
        # no: „de 3 største“, where the fourth is as large as the third.
        (
            ranked(("A", 40, NAN), ("B", 30, NAN), ("C", 10, NAN), ("D", 10, NAN), ("E", 5, NAN)),
            "De 4 største er tilsammen 91 % af alle: A, B, C og D.",
        ),
        (ranked(("A", 40, NAN), ("B", 20, NAN), ("C", 20, NAN), ("D", 20, NAN)), "Flest: A med 40 %."),
        (
            ranked(("A", 30, NAN), ("B", 30, NAN), ("C", 20, NAN), ("D", 20, NAN)),
            "Flest: A og B med 30 % hver.",
        ),
        (
            ranked(("A", 25, NAN), ("B", 25, NAN), ("C", 25, NAN), ("D", 25, NAN)),
            "Der er lige mange af hver: 25 %.",
        ),
    ],
)
def test_treatments_by_hospital(rows: Rows, words: str) -> None:
    assert said(referral_lists.hospitals, rows) == over_period(words)


def test_what_is_many_put_together_is_none_of_the_largest() -> None:
    services = [(f"Ydelse {place}", 80.0 - 10 * place, NAN) for place in range(7)]
    rows = [*ranked(*services, ("Andre ydelser (5)", 60.0, NAN))]
    rows[-1]["key"] = NAN
    words = said(referral_lists.services, rows)
    assert words.startswith("De 7 største er tilsammen 91 % af alle: ")
    assert "andre" not in words


def cell(hospital: str, service: str, count: float) -> dict[str, Any]:
    return {"hospital": hospital, "service": service, "treatments": count, "total": False,
            "withheld": count != count}  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([cell("Amager", "Hud", 9), cell("Herlev", "Øjne", 5)], "Flest: hud fra Amager, 9 behandlinger."),
        (
            [cell("Amager", "Hud", 9), cell("Herlev", "Øjne", 9)],
            "Flest: hud fra Amager og øjne fra Herlev, 9 af hver.",
        ),
        (
            [cell("Amager", "Hud", 9), cell("Herlev", "Øjne", NAN)],
            "Flest af dem, der vises: hud fra Amager, 9 behandlinger. 1 af antallene er skjult.",
        ),
        ([cell("Amager", "Hud", NAN)], "Alle antal er skjult."),
    ],
)
def test_treatments_by_hospital_and_service(rows: Rows, words: str) -> None:
    assert said(referral_lists.matrix, rows) == over_period(words)


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


@pytest.mark.parametrize(
    ("light", "names", "words"),
    [
        ("red", ["EKG"], "EKG er rødt"),
        ("red", ["EKG", "PACS"], "EKG og PACS er røde"),
        ("yellow", ["EKG"], "EKG er gult"),
        ("yellow", ["EKG", "PACS", "LIS"], "EKG, PACS og LIS er gule"),
        ("green", ["EKG"], "EKG er grønt"),
        ("grey", ["EKG", "PACS"], "EKG og PACS er ikke rapporteret"),
        ("red", [], ""),
    ],
)
def test_projects_by_light(light: str, names: list[str], words: str) -> None:
    assert projects.lit(light, names) == words


def due(name: str, what: str, day: str, written: str) -> dict[str, str]:
    return {"name": name, "what": what, "due": day, "due_words": written}


def test_what_comes_next() -> None:
    first = due("EKG", "Godkendelse", "2015-05-15", "15. maj 2015")
    later, beside = (
        due("PACS", "Drift", "2015-06-01", "juni 2015"),
        due("LIS", "Prøve", "2015-05-15", "15. maj 2015"),
    )
    assert next_words([later, first]) == "Det næste: EKG, godkendelse (15. maj 2015)."
    assert next_words([later, first, beside]) == "Det næste (15. maj 2015): EKG, godkendelse; LIS, prøve."


def test_green_projects_over_time() -> None:
    rows = [{"month": "2015-01", "green": 3, "all": 4}, {"month": "2015-02", "green": 5, "all": 6}]
    assert said(projects.counts, rows) == "Grønne projekter: 5 af 6 i februar 2015 mod 3 af 4 i januar 2015."
    not_come = {"month": "2015-03", "green": NAN, "all": NAN}
    assert said(projects.counts, [rows[0], not_come]) == "Grønne projekter: 3 af 4 i januar 2015."


def uptimes(*shares: tuple[str, float]) -> Rows:
    return [{"name": name, "month": "2015-01", "state": "whole", "value": value} for name, value in shares]


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


def parts(**counts: tuple[int, int]) -> Table:
    return Table(
        {
            "part": list(counts),
            "numerator": [n for n, _ in counts.values()],
            "denominator": [d for _, d in counts.values()],
        }
    )


# By which rule is said: bars of different lengths stand beside it.
NOBODY = (
    "Ingen enkelt del er forklaringen. En del nævnes kun, når dens forskel fra resten næppe er tilfældig og giver "
    "mindst en tiendedel af det, der mangler."
)
LOW_EVERYWHERE = "Tallet er under målet uanset sted."


@pytest.mark.parametrize(
    ("taken", "words"),
    [
        (
            {"Sted": parts(Amager=(100, 400), Herlev=(300, 400))},
            "Amager skiller sig ud: 25,0 % mod 75,0 % for resten. Uden den forskel var tallet 25,0 "
            "procentpoint højere.",
        ),
        # As bad as each other: all are below, and none is named.
        (
            {"Sted": parts(Amager=(200, 400), Herlev=(200, 400))},
            f"{LOW_EVERYWHERE} {NOBODY}",
        ),
        # One of three is no cause, and of three it cannot be said that they are below the target.
        ({"Sted": parts(Amager=(2, 3), Herlev=(300, 400))}, NOBODY),
        # One that reaches the target beside one that does not, by chance.
        ({"Sted": parts(Amager=(8, 10), Herlev=(7, 10))}, NOBODY),
        # Two that are equally far behind are both named.
        (
            {"Sted": parts(Amager=(100, 400), Glostrup=(100, 400), Herlev=(390, 400), Hvidovre=(390, 400))},
            "Amager skiller sig ud: 25,0 % mod 73,3 % for resten. Uden den forskel var tallet 12,1 "
            "procentpoint højere. Glostrup skiller sig også ud: 25,0 % mod 73,3 % (12,1 procentpoint).",
        ),
        # Things that are counted as one each are listed.
        (
            {"System": parts(EKG=(0, 1), PACS=(1, 1), LIS=(0, 1))},
            "Målet blev ikke nået for EKG og LIS.",
        ),
    ],
)
def test_why(taken: Parts, words: str) -> None:
    assert plain(causes_words(decompose(taken, 80), 80)) == words


def split(rate: float, weight: float) -> Table:
    """Return two parts, and what they moved since the month before: all of it by the first."""
    rows = [
        {"dimension": "Sted", "part": part, "denominator": 400.0, "tries": 400.0, "rate_month": rate * share,
         "weight_month": weight * share, "rate_year": float("nan"), "weight_year": float("nan")}
        for part, share in (("Amager", 1), ("Herlev", 0))
    ]  # fmt: skip
    return Table.of_rows(rows, list(rows[0]))


@pytest.mark.parametrize(
    ("rate", "weight", "words"),
    [
        # no: „gav ændringer i de enkelte dele −1,0 procentpoint, og at nogle fylder mere end før, 0,0“
        (-1.0, 0.04, "trukket tallet 1,0 procentpoint ned"),
        (
            2.0,
            -0.5,
            "løftet tallet 2,0 procentpoint, og skift i fordelingen mellem dem har trukket det 0,5 ned",
        ),
        (0.0, 0.5, "ikke flyttet tallet, og skift i fordelingen mellem dem har løftet det 0,5"),
    ],
)
def test_how_a_change_splits(rate: float, weight: float, words: str) -> None:
    said = f"Siden marts 2015 har resultaterne i de enkelte dele {words} (opdelt efter sted)."
    assert plain(split_words(split(rate, weight), "2015-04", 1)) == said


def usual(**more: Any) -> Variation:
    return replace(Variation(14, None, limits=Limits(80, 70, 90)), **more)


@pytest.mark.parametrize(
    ("found", "said_of_it", "weighed"),
    [
        (
            usual(),
            "Som sædvanligt: det seneste tal ligger inden for de sædvanlige udsving.",
            "",
        ),
        (
            usual(extreme="highest", assurance="misses"),
            "Som sædvanligt: det seneste tal er det højeste af de 14 hele måneder, men ikke højere, end tilfældige "
            "udsving kan gøre det.",
            "Som det går nu, bliver målet ikke nået.",
        ),
        (
            usual(rule="near", rising=False, sign="worsening", assurance="either"),
            "Dårligere end sædvanligt: to af de seneste tre tal er usædvanligt lave.",
            "Fortsætter det, bliver målet nået i færre måneder.",
        ),
        # no: „bliver målet nået i nogle måneder og ikke i andre“, of a target that none of them reached.
        (
            usual(extreme="highest", assurance="either", so_far="never"),
            "Som sædvanligt: det seneste tal er det højeste af de 14 hele måneder, men ikke højere, end tilfældige "
            "udsving kan gøre det.",
            "Målet er hidtil ikke nået, men ligger inden for det, tallet kan svinge til.",
        ),
        (
            usual(assurance="either", so_far="always"),
            "Som sædvanligt: det seneste tal ligger inden for de sædvanlige udsving.",
            "Målet er hidtil nået hver måned, men tallet kan svinge til den forkerte side af det.",
        ),
        (
            usual(assurance="either"),
            "Som sædvanligt: det seneste tal ligger inden for de sædvanlige udsving.",
            "Som det går nu, bliver målet nået i nogle måneder og ikke i andre.",
        ),
        (
            usual(rule="trend", length=6, rising=False, sign="worsening", assurance="meets"),
            "Dårligere end sædvanligt: tallet er faldet 6 måneder i træk.",
            "Bliver det ikke værre, bliver målet stadig nået hver måned.",
        ),
        (
            usual(rule="run", length=8, rising=True, sign="improving", assurance="misses"),
            "Bedre end sædvanligt: tallet har ligget over sit gennemsnit i 8 måneder i træk.",
            "Fremgangen er ikke nok: som det går nu, bliver målet ikke nået.",
        ),
        # no: „bliver målet nået i nogle måneder og ikke i andre“, of one that has been reached six times in a row.
        (
            usual(rule="outside", rising=True, sign="improving", assurance="either", streak=6),
            "Bedre end sædvanligt: det seneste tal er usædvanligt højt.",
            "Målet er nået i de seneste 6 måneder.",
        ),
        (
            usual(assurance="either", streak=-7),
            "Som sædvanligt: det seneste tal ligger inden for de sædvanlige udsving.",
            "Målet er ikke nået i de seneste 7 måneder, men ligger inden for det, tallet kan svinge til.",
        ),
        (
            usual(assurance="either", streak=5),
            "Som sædvanligt: det seneste tal ligger inden for de sædvanlige udsving.",
            "Som det går nu, bliver målet nået i nogle måneder og ikke i andre.",
        ),
        (
            usual(limits=None, unsteady=True),
            "Tallets niveau har flyttet sig undervejs, så der er ikke et normalt niveau at sammenligne med. En note "
            "kan mærke, hvornår niveauet skiftede.",
            "",
        ),
        (
            Variation(1, None),
            "Der er tal for 1 hel måned; der skal 12 til at skelne en reel ændring fra tilfældige udsving.",
            "",
        ),
    ],
)
def test_the_usual(found: Variation, said_of_it: str, weighed: str) -> None:
    assert (words(found), weigh(found)) == (said_of_it, weighed)


@pytest.mark.parametrize(
    ("metric", "low", "high", "of", "words"),
    [
        ("service_level", 69.6, 86.2, None, "Tallet: sædvanligvis fra 69,6 % til 86,2 %."),
        ("service_level", 96.96, 97.04, None, "Tallet: sædvanligvis 97,0 %."),
        ("calls_outside", 0.0, 0.0, None, "Tallet: sædvanligvis 0."),
        # no: „fra 4,1 % til 60,9 %“, where the tile says 6 af 10.
        ("systems_within_sla", 4.1, 60.9, 10, "Tallet: sædvanligvis fra 1 til 6 af 10."),
        ("systems_within_sla", 50.0, 60.0, 10, "Tallet: sædvanligvis fra 5 til 6 af 10."),
        ("systems_within_sla", 51.0, 59.0, 10, "Tallet: sædvanligvis fra 51,0 % til 59,0 %."),
    ],
)
def test_between_what_it_usually_lies(
    metric: str, low: float, high: float, of: float | None, words: str
) -> None:
    assert plain(between(Limits((low + high) / 2, low, high), METRICS[metric], "Tallet", of)) == words


def moved(metric: str, before: float, now: float, *, counted: bool = False) -> str:
    headline = Headline("", metric, lambda _s, _f: pd.DataFrame(), counted=counted)
    rows = pd.DataFrame(
        {
            "month": ["2015-02", "2015-03"],
            "state": "whole",
            "value": [before, now],
            "numerator": [before, now],
        }
    )
    return plain(changes(headline, records(rows), lambda _days, _month, _other: 22 / 20)[0])


@pytest.mark.parametrize(
    ("metric", "before", "now", "words"),
    [
        ("service_level", 80, 78.5, "▼ 1,5 procentpoint lavere (dårligere) end i februar 2015"),
        ("service_level", 80, 80.04, "Uændret, som i februar 2015"),
        # March had 22 working days and February 20: what is counted over a month is compared by the day.
        ("calls", 2000, 2500, "▲ 14 % flere pr. hverdag end i februar 2015"),
        ("calls", 2000, 2100, "▼ 5 % færre pr. hverdag end i februar 2015"),
        ("calls", 2000, 2200, "Uændret pr. hverdag, som i februar 2015"),
        ("calls_outside", 2000, 2500, "▲ 14 % flere om dagen end i februar 2015"),
        ("abandoned", 200, 300, "▲ 36 % flere pr. hverdag (dårligere) end i februar 2015"),
        ("abandoned", 40, 43, "▼ 1 færre (bedre) end i februar 2015, regnet på lige mange hverdage"),
        ("abandoned", 4, 6, "▲ 2 flere (dårligere) end i februar 2015, regnet på lige mange hverdage"),
        ("abandoned", 4, 5, "▲ 1 mere (dårligere) end i februar 2015, regnet på lige mange hverdage"),
        (
            "cases_backlog",
            200,
            300,
            "▲ 50 % flere (dårligere) end i februar 2015",
        ),  # of a day, not over the month
        ("average_wait", 90, 30, "▼ 1 min. kortere (bedre) end i februar 2015"),
        ("service_level", NAN, 80, "Kan ikke sammenlignes med februar 2015"),
    ],
)
def test_what_moved(metric: str, before: float, now: float, words: str) -> None:
    assert moved(metric, before, now) == words


def met(*levels: str) -> pd.DataFrame:
    months = [f"2015-{place + 1:02}" for place in range(len(levels))]
    return pd.DataFrame({"month": months, "value": 80.0, "state": "whole", "level": levels})


@pytest.mark.parametrize(
    ("levels", "words"),
    [
        (("missed", "good"), "Målet for straksafklaring blev nået i februar 2015."),
        (("good", "missed"), "Målet for straksafklaring blev ikke nået i februar 2015."),
        (("good", "near"), "Målet for straksafklaring blev ikke nået i februar 2015."),
        (("good", "none"), ""),
        (("good", "unknown"), ""),
        ((), ""),
    ],
)
def test_the_head_of_a_page_only_weighs_the_target(levels: tuple[str, ...], words: str) -> None:
    assert verdict(met(*levels), "first_contact_resolution", PERIOD) == words
