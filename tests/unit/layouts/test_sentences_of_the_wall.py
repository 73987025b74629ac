"""A table of sentences of the wall, and of why nothing is judged: rows by hand, and what is said of them."""

from datetime import datetime
from typing import Any

import pandas as pd
import pytest

from data_access.snapshot.live import Live
from data_access.snapshot.snapshot import Snapshot
from layouts.said import overview
from layouts.wall import last_hour
from layouts.wall import overview as overview_slides
from tests.unit.layouts.saying import QUARTER, Rows, plain
from vocabulary.status import Level, Status


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
    assert plain(overview_slides._aside(rows, QUARTER)) == said
