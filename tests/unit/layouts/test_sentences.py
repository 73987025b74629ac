"""A table of sentences of a share, its target, and how often it was met, which all pages have.

`no:` tells what was said once and must not be said.
"""

from dataclasses import replace

import pytest

from data_access.numbers.series import judge
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.table import Table
from layouts.parts.sentences import few_words, share_sentence
from tests.unit.layouts.saying import NAN, QUARTER, plain
from vocabulary.months import span


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
