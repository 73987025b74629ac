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
from layouts.pages import project, projects, response_times, servicedesk
from layouts.parts import owners
from layouts.parts.answers import answer
from layouts.parts.claim import heard
from layouts.parts.declarations import Page
from layouts.parts.held import choices, held_words
from layouts.parts.owners import owners_words
from layouts.parts.plain import written
from layouts.parts.promised import headline_of, outcome
from layouts.parts.writing import written_here
from layouts.words.figures import figure_of
from tests.app.claims.held import holds
from vocabulary import text
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
        ({}, "Lovet i april 2015: tilbage på 80 % i april 2015. Det blev 71,3 %.", False),
        ({"promised": 70.0}, "Lovet i april 2015: tilbage på 70 % i april 2015. Det blev 71,3 %.", True),
        ({"promised": None}, "Lovet i april 2015: tilbage på målet i april 2015. Det blev 71,3 %.", False),
        ({"back_at": "2015-06-30"}, "Lovet i april 2015: tilbage på 80 % i juni 2015.", None),
        (
            {"metric": "response_time", "desk": "", "system": "blodinfo-ii", "promised": None},
            "Lovet i april 2015: tilbage på målet i april 2015. Det blev 95,08 %.",
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


def test_what_is_said_of_every_tied_cause_is_worked_out_again(demo_snapshot: Snapshot) -> None:
    (promise,) = explanations.promises(saying(demo_snapshot, {}), "")
    chosen, said, outside = demo_snapshot.choices.default(), 0, set()
    for month in ("2014-07", "2015-01", "2015-04"):
        for key, name in choices(demo_snapshot):
            with heard() as found:
                words = held_words(demo_snapshot, replace(promise.said, month=month, tied_to=key), chosen)
            assert words.startswith(name), key
            if "det sædvanlige." not in words:
                assert found == []
                continue
            (claim,) = found
            assert claim.of
            rows = claim.of(demo_snapshot, claim.asked)
            assert holds(claim, rows), words
            assert ("uden for" in words) == claim.values[2]
            outside.add(claim.values[2])
            value = rows[rows["month"] == month]["value"].iloc[0]
            is_share = "procentpoint" in words or key.startswith("system:")
            off = value - claim.amount if is_share else 100 * (value / claim.amount - 1)
            told = text.number(abs(off), 1 if is_share else 0)
            assert f": {told}" in words or "som i gennemsnit" in words, (words, off)
            assert ("under" in words or "færre" in words) == (off < 0 and "som i" not in words)
            said += 1
    assert said > 20
    assert outside == {True, False}


def test_a_claim_of_the_usual_that_does_not_hold_is_found(demo_snapshot: Snapshot) -> None:
    with heard() as found:
        under(saying(demo_snapshot, {"tied_to": "calls"}))
    claim = next(each for each in found if each.what == "usual")
    assert claim.of
    rows, (low, high, is_outside) = claim.of(demo_snapshot, claim.asked), claim.values
    wrong = (
        replace(claim, amount=claim.amount + 1),
        replace(claim, values=(float(str(low)) + 1, high, is_outside)),
        replace(claim, values=(low, high, not is_outside)),
        replace(claim, months=(shift(claim.months[0], 1), claim.months[1]) if claim.months else None),
    )
    assert holds(claim, rows)
    assert [each for each in wrong if holds(each, rows)] == []


SITE = {
    "metric": "response_time",
    "month": "2015-04",
    "desk": "",
    "system": "blodinfo-ii",
    "site": "frederikssund",
}
PROJECT = {"metric": "projects_on_track", "month": "2015-05", "desk": "", "project": "ekg"}


def whole(snapshot: Snapshot, page: Page, key: str, **chosen: Any) -> tuple[str, list[Any]]:
    """Return what stands under a panel, and what its table has of it."""
    panel = next(each for each in page.panels if each.key == key)
    content = answer(panel, snapshot, replace(snapshot.choices.default(), **chosen))
    told = list(content.table["explanation"]) if "explanation" in content.table else []
    return written(owners_words(page, content)), told


def test_words_on_a_single_site_stand_at_the_site_and_nowhere_else(demo_snapshot: Snapshot) -> None:
    told = saying(demo_snapshot, SITE | {"cause": "Kablet.", "back_at": "2015-05-31", "promised": None})
    asked = {"system": "blodinfo-ii", "month": "2015-04"}
    below, column = whole(told, response_times.PAGE, "aarsag", **asked)
    assert "Ejeren om Frederikssund (Blodinfo II), april 2015" in below
    assert "Kablet." in below
    assert sum("Kablet." in each for each in column) == 1
    below, column = whole(told, response_times.PAGE, "steder", **asked)
    assert "Kablet." not in below, "it stands above it"
    assert sum("Kablet." in each for each in column) == 1
    assert "Kablet." not in whole(told, response_times.PAGE, "udvikling", **asked)[0], (
        "it is of the site alone"
    )
    assert "Kablet." not in whole(told, response_times.PAGE, "aarsag", system="orbit", month="2015-04")[0]
    (promise,) = explanations.promises(told, "")
    figure = figure_of(told, promise.said.place)
    assert figure
    assert figure.name(told) == "Hurtige handlinger, Blodinfo II, Frederikssund"
    assert figure.row(told)
    with written_here(here=True):
        below = whole(demo_snapshot, response_times.PAGE, "aarsag", **asked)[0]
    assert "system=blodinfo-ii&amp;sted=frederikssund" in below


def test_words_on_a_project_stand_on_its_page_and_its_light_keeps_the_promise(
    demo_snapshot: Snapshot,
) -> None:
    told = saying(
        demo_snapshot,
        PROJECT | {"cause": "Datacentret.", "month": "2015-04", "promised": None, "back_at": "2015-05-31"},
    )
    assert "Datacentret." in whole(told, project.PAGE, "nu", project="ekg", month="2015-04")[0]
    assert "Datacentret." not in whole(told, project.PAGE, "nu", project="ekg")[0], "that is of another month"
    assert "Datacentret." not in whole(told, project.PAGE, "nu", project="mars", month="2015-04")[0]
    assert sum("Datacentret." in each for each in whole(told, project.PAGE, "status", project="ekg")[1]) == 1
    (promise,) = explanations.promises(told, "")
    figure = figure_of(told, promise.said.place)
    assert figure
    with heard() as found:
        kept = outcome(promise, figure.headline, told, figure.filters(told))
    assert (kept.words, kept.kept) == ("Lovet i april 2015: tilbage på målet i maj 2015. Blev rød.", False)
    assert found
    assert all(holds(claim, claim.of(told, claim.asked)) for claim in found if claim.of)
    now = saying(demo_snapshot, PROJECT | {"cause": "Datacentret."})
    assert "Ejeren: Datacentret." in written(
        projects.LIST.body(answer(projects.LIST, now, now.choices.default()))
    )  # type: ignore[misc]
    with written_here(here=True):
        assert "projekt=ekg" in whole(demo_snapshot, project.PAGE, "nu", project="ekg")[0]
        assert whole(demo_snapshot, project.PAGE, "nu", project="mars")[0] == "", (
            "a green one is asked nothing"
        )


def test_panels_without_months_show_the_words_of_the_month_folded(demo_snapshot: Snapshot) -> None:
    told = saying(demo_snapshot, {"month": "2015-04"})
    found = {}
    for panel in servicedesk.PAGE.panels:
        if "service_level" in panel.metrics and panel.shows(told, told.choices.default()):
            content = answer(panel, told, told.choices.default())
            if "month" not in content.table and not panel.lists:
                found[panel.key] = written(owners_words(servicedesk.PAGE, content))
    assert found
    for words in found.values():
        assert "<details" in words
        assert "april 2015: Sygdom.</summary>" in words
        assert "Vikarer" in words
    herlev = whole(told, servicedesk.PAGE, next(iter(found)), hospital="herlev-og-gentofte")[0]
    assert "Sygdom." not in herlev, "of the region, and so not of a hospital"
