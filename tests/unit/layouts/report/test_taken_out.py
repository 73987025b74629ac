"""A load that was taken out has no row any more: what is told of it is when it came, as far as that is known."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from data_access.numbers.known_then import Load, Then
from layouts.report.correction import Correction, load_words
from vocabulary.language import speaking


def then(standing: dict[int, str], had: str, loaded: str) -> Then:
    """Return an edition of one source beside the loads (number, UTC) that stand of it."""
    frame = pd.DataFrame({"load": [*standing], "source": "telefoni", "loaded_at": [*standing.values()]})
    snapshot: Any = SimpleNamespace(frames={"loads": frame}, clock_stands=False)
    source = {"key": "telefoni", "loads": had, "loaded": loaded}
    return Then({"read": "2015-05-11T07:30", "language": "da", "sources": [source]}, snapshot)


@pytest.mark.parametrize(
    ("standing", "said"),
    [
        ({1: "2015-05-08T02:10", 2: "2015-05-09T02:10"}, "indlæsning 3 fra 11. maj 2015 kl. 04.10, som er taget ud"),
        ({1: "2015-05-08T02:10", 3: "2015-05-11T02:10"}, "indlæsning 2, som kom mellem 8. maj 2015 og 11. maj 2015 og"),
        ({1: "2015-05-08T02:10", 3: "2015-05-08T12:10"}, "indlæsning 2 fra 8. maj 2015, som er taget ud siden"),
        ({2: "2015-05-08T02:10", 3: "2015-05-11T02:10"}, "indlæsning 1, som kom senest 8. maj 2015 og er taget ud"),
        # Its neighbour came after the edition was read, by a number that is given again: it says nothing of this one.
        ({1: "2015-05-08T02:10", 2: "2015-05-09T02:10", 4: "2015-05-12T02:10"}, "indlæsning 3 fra 11. maj 2015"),
    ],
)  # fmt: skip
def test_when_a_load_that_was_taken_out_had_come_is_told(standing: dict[int, str], said: str) -> None:
    of = then(standing, "1-3", "2015-05-11T04:10")
    (number,) = of.gone["telefoni"]
    with speaking("da"):
        assert load_words(of._taken_out("telefoni", number, "Telefonsystemet")).startswith(said)


def test_what_was_taken_out_is_not_said_to_have_come() -> None:
    came = Load(2, "telefoni", at=datetime(2015, 5, 12, 4, 10, tzinfo=UTC))
    gone = Load(3, "telefoni", taken_out=True)
    with speaking("da"):
        causes = [
            Correction("figure", "", "", "", "", "", "", "", "", loads).cause
            for loads in ((came,), (came, gone))
        ]
    assert [cause.split(":")[0] for cause in causes] == ["Siden er kommet", "Siden er ændret"]
