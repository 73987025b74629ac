"""What changed between two editions is read out of the two documents, and is what a hand would write."""

from copy import deepcopy
from typing import Any

import pytest

from data_access.editions import forms
from data_access.numbers import editions
from data_access.snapshot.snapshot import Snapshot
from layouts.report import revised
from layouts.report.since import KINDS, changes
from tests.unit.layouts.report.little import document, part, projects, target, words

Document = dict[str, Any]


def said(now: Document, before: Document | None) -> list[tuple[str, str]]:
    return [(each.kind, each.said.replace("\xa0", " ")) for each in changes(now, before)]


def test_of_the_first_edition_and_of_the_same_nothing_is_said() -> None:
    of = document(
        targets=[target("a"), target("b", "missed", 70)], parts=[projects(("P", "Grøn", "maj 2015"))]
    )
    assert said(of, None) == said(of, deepcopy(of)) == []


@pytest.mark.parametrize(
    ("was", "now", "kind", "opening"),
    [
        (
            "good",
            "missed",
            "missed",
            "A når ikke længere målet 80 %: 70 % i april 2015 mod 90 % i januar 2015.",
        ),
        ("good", "near", "missed", "A når ikke længere målet"),
        ("missed", "good", "met", "A når nu målet 80 %"),
        ("near", "good", "met", "A når nu målet 80 %"),
        ("missed", "near", "light", "A er kommet tæt på målet 80 %"),
        ("near", "missed", "light", "A er ikke længere tæt på målet 80 %"),
    ],
)
def test_a_light_that_turns(was: str, now: str, kind: str, opening: str) -> None:
    before = document("2015-01", [target("a", was, 90, "2015-01")])
    ((found, words_),) = said(document("2015-04", [target("a", now, 70)]), before)
    assert (found, words_.startswith(opening)) == (kind, True)


def test_what_is_judged_no_longer_or_for_the_first_time() -> None:
    before = document("2015-01", [target("a", "missed", 70, "2015-01")])
    assert said(document("2015-04", [target("b")]), before) == [
        ("light", "B bliver nu bedømt: 90 % i april 2015. Målet er nået."),
        ("light", "A bliver ikke bedømt i denne udgave. Sidst: 70 % i januar 2015. Målet er ikke nået."),
    ]


@pytest.mark.parametrize(
    ("promised", "back_at", "rows", "expected"),
    [
        (75, "2015-03", {"2015-03": 76}, ("kept", "på 75 % i marts 2015 (10. afrapportering). Det blev 76 %.")),
        (75, "2015-03", {"2015-03": 74}, ("broken", "Det blev 74 %.")),
        (None, "2015-03", {"2015-03": 80}, ("kept", "på målet i marts 2015 (10. afrapportering). Det blev 80 %.")),
        (None, "2015-03", {"2015-03": 79}, ("broken", "Det blev 79 %.")),
        (None, "2015-04", {}, ("broken", "Det blev 70 %.")),
        (75, "2015-03", {"2015-03": None}, ("unsettled", "Tallet for marts 2015 er ikke gjort op.")),
        (75, "2015-03", {}, ("unsettled", "Tallet for marts 2015 er ikke gjort op.")),
        (75, "2015-06", {}, ("moved", "A loves nu tilbage på målet i juli 2015. Før: juni 2015.")),
    ],
)  # fmt: skip
def test_what_became_of_a_promise(
    promised: float | None, back_at: str, rows: dict[str, float | None], expected: tuple[str, str]
) -> None:
    told = words("Årsag.", "Handling.", back_at, promised)
    before = document(
        "2015-01", [target("a", "missed", 60, "2015-01", told=told)], [part("service_level", {})]
    )
    again = words("Årsag.", "Handling.", "2015-07", promised)
    now = document("2015-04", [target("a", "missed", 70, told=again)], [part("service_level", rows, 80)])
    ((kind, words_),) = said(now, before)
    assert kind == expected[0]
    assert words_.endswith(expected[1])


def test_what_owners_say_and_do() -> None:
    before = document("2015-01", [
        target("a", "missed", 70, "2015-01", told=words("Sne.", "Vi skovler.")),
        target("b", "missed", 70, "2015-01", told=words("Is.", "Vi salter.")),
        target("c", "missed", 70, "2015-01"),
    ])  # fmt: skip
    now = document("2015-04", [
        target("a", "missed", 70, told=words("Regn.", "Vi skovler.")),
        target("b", "good", 90),
        target("c", "missed", 70, told=words("Vind.", "Vi venter.", "2015-09")),
    ])  # fmt: skip
    assert said(now, before)[1:] == [
        ("action", "C: Vi venter. Ansvar: Lederen. Tilbage på målet: september 2015."),
        ("closed", "B: „Vi salter“ står ikke længere i rapporten. Målet er nået."),
        ("words", "A: Regn. Før: „Sne“."),
        ("words", "C har fået en forklaring: Vind."),
    ]


def test_projects_turn_move_come_and_go() -> None:
    before = [projects(("P", "Grøn", "maj 2015"), ("Q", "Gul", "juni 2015"), ("R", "Rød", "–"))]
    now = [projects(("P", "Gul", "maj 2015"), ("Q", "Gul", "juli 2015"), ("S", "Grøn", "–"))]
    assert said(document(parts=now), document(parts=before)) == [
        ("light", "P har skiftet lys fra grøn til gul."),
        ("project", "Q ventes nu at slutte juli 2015. Før: juni 2015."),
        ("project", "S er et nyt projekt. Lys: grøn."),
        ("project", "R er ikke længere blandt projekterne. Sidste lys: rød."),
    ]
    assert said(document(parts=now), document()) == [("part", "Nyt spørgsmål: „Hvordan går det?“.")]


def test_targets_definitions_and_contents() -> None:
    before = document(targets=[target("a", goal=75)], parts=[part("calls", {})])
    before["definitions"] = [{"key": "calls", "name": "Opkald", "definition": "Alle."}]
    now = document(targets=[target("a", goal=80)], parts=[part("abandoned", {})])
    now["definitions"] = [{"key": "calls", "name": "Kald", "definition": "Alle opkald."}]
    assert said(now, before) == [
        ("target", "Målet for A er 80 %. Før var det 75 %."),
        ("definition", "Definitionen af Kald er ændret. Nu: „Alle opkald“. Før: „Alle“."),
        ("definition", "Opkald hedder nu Kald."),
        ("part", "Nyt spørgsmål: „Hvordan går det?“."),
        ("left_out", "Spørgsmålet „Hvordan går det?“ er udeladt."),
    ]
    now["chapters"][0]["key"] = "andet"
    kinds = [each for each in said(now, before) if each[0] in ("part", "left_out")]
    assert kinds == [("part", "Nyt kapitel: „Kapitel“."), ("left_out", "Kapitlet „Kapitel“ er udeladt.")]


def test_a_document_of_a_form_that_is_not_known_is_not_guessed_at() -> None:
    with pytest.raises(forms.UnknownFormError):
        changes(document(), {**document(), "form": 99})


# --- The demonstration -----------------------------------------------------------------------------------


def published(snapshot: Snapshot, number: int) -> Document:
    edition = editions.edition(snapshot, "status", number)
    assert edition
    return editions.document(snapshot, edition)


def test_the_tenth_edition_knows_nothing_that_came_later(demo_snapshot: Snapshot) -> None:
    ten = published(demo_snapshot, 10)
    months = {
        row[place]
        for part_ in forms.parts(ten)
        for place, column in enumerate(part_["columns"])
        if column["kind"] == "month"
        for row in part_["rows"]
    }
    assert max(months) == "2015-01"
    assert {each["month"] for each in (*ten["targets"], *ten["headlines"])} <= {"2014-12", "2015-01"}
    assert all(
        each["through"] < "2015-02-12" and each["loaded"] < "2015-02-12T07:31" for each in ten["sources"]
    )
    assert {each["words"].get("back_at", "") for each in ten["targets"]} == {"", "2015-02"}


def test_what_was_promised_and_due_between_two_editions_is_told_once() -> None:
    told = {
        "key": "service_level",
        "metric": "service_level",
        "name": "A",
        "due": "2015-03",
        "promised": 80.0,
    }
    settled = [
        told | {"said": "Lovet i februar: tilbage på 80 % i marts. Det blev 71 %.", "kept": kept}
        for kept in (False, True, None)
    ]
    now = document(targets=[target("a", month="2015-04")], promises=settled)
    found = changes(now, document("2015-01", targets=[target("a", month="2015-01")]))
    assert [(each.kind, each.key) for each in found] == [
        ("broken", "service_level"),
        ("kept", "service_level"),
    ]
    assert found[0].said == "A: lovet i februar: tilbage på 80 % i marts. Det blev 71 %."
    known = target("a", month="2015-01", told=words(back_at="2015-03", promised=80))
    found = changes(now, document("2015-01", targets=[known]))
    assert [each.kind for each in found] == ["unsettled"], (
        "the edition before has told of it, and it is told by that"
    )


def test_what_a_revision_tells_otherwise() -> None:
    settled = {"key": "service_level", "metric": "service_level", "name": "A", "due": "2015-03", "promised": 80.0,
               "said": "Lovet i februar.", "kept": False}  # fmt: skip
    table = part("service_level", {"2015-03": 70, "2015-04": 71})
    first = document(targets=[target("a", "missed", 70)], parts=[table], promises=[settled])
    assert (revised.changes(first, first), revised.figures(first, first)) == ([], [])
    again = part("service_level", {"2015-03": 70, "2015-04": 90})
    now = document(targets=[target("a", value=90)], parts=[again], promises=[{**settled, "kept": True}])
    assert [each.kind for each in revised.changes(now, first)] == ["met", "kept"]
    assert revised.figures(now, first) == [
        "A (S) i april 2015: 90 %. Før: 70 %.",
        "„Hvordan går det?“, 2015-04, value: 90 %. Før: 71 %.",
    ]


def test_the_difference_between_the_tenth_and_the_eleventh_edition(demo_snapshot: Snapshot) -> None:
    found = changes(published(demo_snapshot, 11), published(demo_snapshot, 10))
    told: dict[str, list[str]] = {}
    for each in found:
        told.setdefault(each.kind, []).append(each.about)
    assert {kind: told.get(kind, []) for kind in KINDS if kind not in ("part", "left_out")} == {
        "missed": ["Blodinfo II"],
        "met": ["Orbit", "Opus Notat"],
        "broken": ["Svar inden for 5 minutter, CIMT Servicedesk"],  # promised in April, for April
        "kept": ["Svar inden for 5 minutter"],
        "unsettled": [],
        "moved": [],
        "light": ["Svar inden for 5 minutter", "Sager løst inden for fristen", "EKG", "RIS/PACS", "Exchange"],
        "project": [],
        "action": ["Mail/kalender", "Svar inden for 5 minutter", "Blodinfo II"],
        "closed": ["Svar inden for 5 minutter"],
        "words": ["Mail/kalender", "Svar inden for 5 minutter"],
        "target": [],
        "definition": [],
    }
    (kept,) = (each for each in found if each.kind == "kept")
    assert (kept.was, kept.now) == (
        "lovet tilbage på 80\xa0% i februar 2015 (10. afrapportering).",
        "82,4\xa0%",
    )
    assert list(dict.fromkeys(each.kind for each in found)) == [kind for kind in KINDS if told.get(kind)]
