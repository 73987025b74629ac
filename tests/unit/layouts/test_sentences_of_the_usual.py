"""A table of sentences of the usual, and of what moved: rows by hand, and what is said of them."""

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from data_access.numbers.variation import Variation
from data_access.numbers.xmr import Limits
from data_access.snapshot.rows import records
from layouts.parts.changes import changes
from layouts.parts.declarations import Headline
from layouts.parts.sentences import verdict
from layouts.parts.variations import usual as between
from layouts.parts.variations import weigh, words
from tests.unit.layouts.saying import NAN, PERIOD, plain
from vocabulary.metrics import METRICS


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
