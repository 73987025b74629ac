"""What owners say stands at its figure and month and nowhere else, and a promise is looked at again by itself."""

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from data_access.numbers import calls, explanations
from data_access.numbers.held_against import held
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.table import Table
from data_access.snapshot.without import without_patients
from layouts.pages import response_times, servicedesk
from layouts.parts import owners
from layouts.parts.answers import answer
from layouts.parts.claim import heard
from layouts.parts.owners import owners_words, written_here
from layouts.parts.plain import written
from layouts.parts.promised import headline_of, outcome
from layouts.words.figures import figure_of
from tests.app.claims.held import holds
from vocabulary.months import shift

MONTH = "2015-03"
SAID: dict[str, Any] = {
    "metric": "service_level", "month": MONTH, "desk": "cimt", "system": "", "hospital": "", "project": "", "site": "",
    "version": 1, "state": "published", "cause": "Sygdom.", "action": "Vikarer", "responsible": "Ledelsen",
    "back_at": "2015-04-30", "promised": 80.0, "tied_to": "", "role": "owner", "written_at": "2015-04-02T08:00:00",
}  # fmt: skip


def saying(snapshot: Snapshot, *rows: dict[str, Any]) -> Snapshot:
    """Return the snapshot with these words and no others."""
    frame = pd.DataFrame([SAID | row for row in rows], columns=list(SAID))
    return replace(snapshot, frames={**snapshot.frames, "explanations": frame})


def under(snapshot: Snapshot, month: str = MONTH, **chosen: Any) -> str:
    """Return what stands under the panel of the answers within five minutes."""
    asked = replace(snapshot.choices.default(), last=month, **chosen)
    panel = next(each for each in servicedesk.PAGE.panels if "service_level" in each.metrics and each.varies)
    return written(owners_words(servicedesk.PAGE, answer(panel, snapshot, asked)))


def test_words_stand_at_their_month_desk_and_hospital_alone(demo_snapshot: Snapshot) -> None:
    told = saying(demo_snapshot, {})
    assert "Sygdom." in under(told)
    assert "Skrevet 2. april 2015" in under(told)
    assert "Sygdom." not in under(told, "2015-02")
    assert "Sygdom." not in under(told, desk="klinisk")
    assert "Sygdom." not in under(told, hospital="herlev-og-gentofte"), (
        "of the region, and so not of a hospital"
    )
    of_hospital = saying(demo_snapshot, {"hospital": "herlev-og-gentofte"})
    assert "Sygdom." in under(of_hospital, hospital="herlev-og-gentofte")
    assert "Sygdom." not in under(of_hospital)


def test_the_newest_version_stands_and_what_is_withdrawn_does_not(demo_snapshot: Snapshot) -> None:
    newer = {"version": 2, "cause": "Ferie."}
    assert "Ferie." in under(saying(demo_snapshot, {}, newer))
    assert "Sygdom." not in under(saying(demo_snapshot, {}, newer))
    assert under(saying(demo_snapshot, {}, newer | {"state": "withdrawn"})) == ""


def test_words_of_a_system_stand_with_it_in_the_table_and_the_file(demo_snapshot: Snapshot) -> None:
    told = saying(demo_snapshot, {"metric": "response_time", "desk": "", "system": "blodinfo-ii"})
    asked = replace(told.choices.default(), last=MONTH)
    content = answer(response_times.MATRIX, told, asked)
    said = {row["system"]: row["explanation"] for row in content.records if row["explanation"]}
    assert said == {
        "blodinfo-ii": "Årsag: Sygdom. Handling: Vikarer. Ansvar: Ledelsen. Tilbage på målet: april 2015."
    }
    assert content.columns[-1].key == "explanation"
    assert "Blodinfo II" in written(owners_words(response_times.PAGE, content))
    bare = answer(response_times.MATRIX, saying(demo_snapshot), asked)
    assert "explanation" not in bare.table


@pytest.mark.parametrize(
    ("row", "words", "kept"),
    [
        ({}, "Lovet i april 2015: tilbage på 80 % i april 2015. Blev 71,3 %.", False),
        ({"promised": 70.0}, "Lovet i april 2015: tilbage på 70 % i april 2015. Blev 71,3 %.", True),
        ({"promised": None}, "Lovet i april 2015: tilbage på målet i april 2015. Blev 71,3 %.", False),
        ({"back_at": "2015-06-30"}, "Lovet i april 2015: tilbage på 80 % i juni 2015.", None),
        (
            {"metric": "response_time", "desk": "", "system": "blodinfo-ii", "promised": None},
            "Lovet i april 2015: tilbage på målet i april 2015. Blev 95,08 %.",
            False,
        ),
    ],
)
def test_a_promise_is_held_against_its_figure(
    demo_snapshot: Snapshot, row: dict[str, Any], words: str, kept: bool | None
) -> None:
    told = saying(demo_snapshot, row)
    (promise,) = explanations.promises(told, "")
    page = response_times.PAGE if "system" in row else servicedesk.PAGE
    headline = headline_of(page, told, promise.said.metric, promise.said.desk)
    assert headline
    with heard() as claims:
        found = outcome(promise, headline, told, told.choices.default())
    assert (found.words.replace("\xa0", " "), found.kept) == (words, kept)
    for claim in claims:
        assert claim.of
        assert claim.asked
        assert holds(claim, claim.of(told, claim.asked))
    assert len(claims) == (kept is not None)


def test_a_promise_that_was_moved_is_still_told(demo_snapshot: Snapshot) -> None:
    later = {"version": 2, "back_at": "2015-06-30", "written_at": "2015-05-02T08:00:00"}
    told = saying(demo_snapshot, {}, later, {"version": 3, "back_at": None, "state": "withdrawn"})
    first, second = explanations.promises(told, "")
    assert (first.stands, first.instead, first.made) == (False, "2015-06", "2015-04")
    assert (second.stands, second.instead) == (False, "")
    headline = headline_of(servicedesk.PAGE, told, "service_level", "cimt")
    assert headline
    assert "Siden lovet til juni 2015." in outcome(first, headline, told, told.choices.default()).words
    same = explanations.promises(saying(demo_snapshot, {}, {"version": 2, "cause": "Ferie."}), "")
    assert [each.stands for each in same] == [True], "the same promise in other words"


def test_who_can_be_asked_is_told_what_lacks_words(demo_snapshot: Snapshot) -> None:
    bare = saying(demo_snapshot)
    assert under(bare) == "", "where nobody signs in nobody can write"
    with written_here(here=True):
        said = under(bare)
        assert "Ingen forklaring endnu." in said
        assert 'href="/ord?tal=service_level&amp;maaned=2015-03&amp;desk=cimt"' in said
        assert under(bare, "2015-02") == "", "what reaches its target needs none"
        assert "Ingen forklaring" not in under(saying(demo_snapshot, {}))


def test_words_on_patients_figures_are_for_who_may_see_those(demo_snapshot: Snapshot) -> None:
    of_patients = {"metric": "diagnosed_somatic", "desk": ""}
    told = saying(demo_snapshot, {}, of_patients)
    assert len(explanations.promises(told, "")) == 2
    (left,) = explanations.promises(without_patients(told), "")
    assert left.said.metric == "service_level"
    place = explanations.place("diagnosed_somatic", MONTH, told.choices.default())
    assert figure_of(told, place)
    assert figure_of(without_patients(told), place) is None


def test_markup_is_text(demo_snapshot: Snapshot) -> None:
    assert "&lt;b&gt;Sygdom" in under(saying(demo_snapshot, {"cause": "<b>Sygdom</b>"}))


def test_where_nothing_is_said_nothing_is_looked_for(
    demo_snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare = saying(demo_snapshot)
    monkeypatch.setattr(explanations, "place", None)
    monkeypatch.setattr(owners, "_said_of", None)
    under(bare)
    assert explanations.of_rows(bare, bare.choices.default(), ("calls",), Table({"month": [MONTH]})) == {}


@pytest.mark.parametrize(
    ("tied_to", "words"),
    [
        ("calls", "Antal opkald i marts 2015: 13 % flere end i gennemsnit – inden for det sædvanlige."),
        (
            "weekday:3",
            "Opkald om onsdagen i marts 2015: 11 % flere end i gennemsnit – inden for det sædvanlige.",
        ),
        ("system:blodinfo-ii", "0,7 procentpoint under gennemsnittet – uden for det sædvanlige."),
        ("system:wwbakt", "der er for få måneder til at sige, hvad der er sædvanligt."),
        ("system:gs", "tallet svinger for meget til, at der er noget sædvanligt."),
        ("hospital:bornholms", "Opkald fra Bornholms Hospital i marts 2015: 20 % flere end i gennemsnit"),
        ("", "Årsagen er ejerens ord: Pejling måler den ikke."),
        ("system:findes-ikke", "Årsagen er ejerens ord: Pejling måler den ikke."),
    ],
)
def test_a_cause_is_held_against_what_it_is_tied_to(
    demo_snapshot: Snapshot, tied_to: str, words: str
) -> None:
    assert words in under(saying(demo_snapshot, {"tied_to": tied_to})).replace("\xa0", " ")


def test_how_far_off_is_worked_out_from_the_months_themselves(demo_snapshot: Snapshot) -> None:
    told = saying(demo_snapshot, {"tied_to": "calls"})
    chosen = told.choices.default()
    found = held(told, next(iter(explanations.promises(told, ""))).said, chosen)
    assert found
    assert found.found
    assert found.found.limits
    rows = calls.offered(told, replace(chosen, first=shift(MONTH, -35), last=MONTH))
    whole = rows[rows["state"] == "whole"]
    assert found.value == whole["value"].iloc[-1]
    since = found.found.shifted or "0000"
    assert found.mean == pytest.approx(whole[whole["month"] >= since]["value"].mean())
    assert found.is_outside == (not found.found.limits.low <= found.value <= found.found.limits.high)
