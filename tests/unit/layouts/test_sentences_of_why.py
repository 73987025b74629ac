"""A table of sentences of why a month fell short: rows by hand, and what is said of them."""

import pytest

from data_access.numbers.causes import Parts, decompose
from data_access.snapshot.table import Table
from layouts.parts.why_causes import causes_words
from layouts.parts.why_moved import split_words
from tests.unit.layouts.saying import plain


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
