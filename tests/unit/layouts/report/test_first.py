"""The first page's five sentences: what they say of documents by hand, and that each claim of theirs holds."""

import re
from typing import Any

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from layouts.parts.claim import heard
from layouts.report.first import first
from tests.app.claims.held import holds
from tests.app.claims.lacking import OTHER, figures_without
from tests.app.claims.said import is_named
from tests.unit.layouts.report.little import METRICS, document, part, projects, target, words

Document = dict[str, Any]
ABOUT = ["well", "not", "why", "done", "new"]


def said(of: Document, before: Document | None = None) -> dict[str, str]:
    """Return the sentences by what they are about; each claim of theirs must hold, and each figure be claimed."""
    with heard() as claimed:
        found = first(of, before)
    assert [each["about"] for each in found] == ABOUT
    text = " ".join(each["sentence"] for each in found)
    for claim in claimed:
        assert claim.of is not None
        rows = pd.DataFrame(claim.of(of, before))
        if len(rows):
            assert holds(claim, rows), claim
            # Of what is listed by its key the names are told; of many only some.
            assert claim.by in ((), ("key",)) or is_named(claim, text, rows), claim
    # What is quoted is its writer's, and counts and targets stand as they are printed in the rows.
    told = [
        each[name]
        for each in of["targets"]
        for name in ("counts", "goal", "shown", "shown_cause")
        if each[name]
    ]
    told += [row["shown"] for row in of["headlines"]]
    told += [before["called"]] if before else []
    own = OTHER.sub("", re.sub(r"„[^“]*“", "", text))
    for each in sorted(told, key=len, reverse=True):
        own = own.replace(each, "")
    assert figures_without(own, claimed, None) == []
    return {each["about"]: each["sentence"].replace("\xa0", " ") for each in found}


def test_of_nothing_there_are_still_five_true_sentences() -> None:
    assert said(document()) == {
        "well": "Der er ingen mål at holde tallene op mod.",
        "not": "Der er ingen mål at holde tallene op mod.",
        "why": "Der er ikke noget, der skal forklares.",
        "done": "Der er ikke noget, der skal rettes op på.",
        "new": "Der er ingen tidligere udgave at sammenligne med.",
    }


def test_where_all_is_well() -> None:
    of = document(targets=[target("a"), target("b")], parts=[projects(("P", "Grøn", "–"))])
    found = said(of, document("2015-01", [target("a"), target("b")], [projects(("P", "Grøn", "–"))]))
    assert found["well"] == "Begge mål blev nået i april 2015; det ene projekt er grønt."
    assert found["not"] == "Alle mål blev nået."
    assert found["new"] == "Siden 10. afrapportering har intet mål, lys, løfte eller projekt ændret sig."


def test_what_is_not_well_is_told_with_its_counts_and_its_owners_words() -> None:
    of = document(
        targets=[
            target("a", "missed", 70, counts="7 af 10", told=words("Sygdom.", "Vi ansætter.", "2015-06")),
            target("b", "near", 79),
            target("c", "good", 90),
        ],
        parts=[projects(("P", "Rød", "–"), ("Q", "Gul", "–"), ("R", "Grøn", "–"))],
    )
    assert said(of) == {
        "well": "1 af 3 mål blev nået i april 2015; 1 af 3 projekter er grønne.",
        "not": "2 mål blev ikke nået, 1 af dem er tæt på; længst fra målet er a med 70 % (7 af 10; målet er 80 %); "
        "projektet P er rødt; projektet Q er gult.",
        "why": "1 af 2 mål, der ikke blev nået, er forklaret af ejerne: a („Sygdom“).",
        "done": "Der bliver gjort noget ved 1 af 2 mål, der ikke blev nået: a („Vi ansætter“, tilbage på målet i "
        "juni 2015).",
        "new": "Der er ingen tidligere udgave at sammenligne med.",
    }


def test_those_that_are_as_far_off_are_all_told() -> None:
    rows = [target(key, "missed", 70) for key in METRICS]
    assert said(document(targets=rows))["not"] == (
        "3 mål blev ikke nået: a med 70 % (målet er 80 %), b med 70 % (målet er 80 %) og c med 70 % (målet er 80 %)."
    )
    one = said(document(targets=[target("a", "missed", 70, cause="Lavest om mandagen.")]))
    assert one["well"] == "Det eneste mål blev ikke nået i april 2015."
    assert one["not"] == "1 mål blev ikke nået: a med 70 % (målet er 80 %)."
    assert one["why"] == "Der er ikke givet en forklaring; tallene viser om a: lavest om mandagen."
    assert one["done"] == "Det er ikke oplyst, hvad der bliver gjort."


def test_what_is_unusual_and_what_is_not_whole() -> None:
    row = {
        "target": None,
        "subject": "Desk, længst fra sit mål",
        "metric": "calls",
        "shown": "12",
        "sign": "",
        "reason": "",
    }
    rows = [row | {"name": "Tal A", "sign": "improving"}, row | {"name": "Tal B", "sign": "worsening"},
            row | {"name": "Tal C", "reason": "part"}, row | {"name": "Tal D", "reason": "goal"}]  # fmt: skip
    with heard():
        found = {each["about"]: each["sentence"] for each in first(document(headlines=rows), None)}
    assert found["well"].endswith("bedre end sædvanligt er Tal A (Desk, 12).")
    assert found["not"].endswith(
        "Dårligere end sædvanligt er Tal B (Desk, 12); 1 nøgletal er ikke kommet helt og er ikke bedømt."
    )


def test_targets_that_cannot_be_judged_are_not_said_to_be_none() -> None:
    row = {"subject": "Desk", "metric": "calls", "shown": "12", "sign": "", "reason": "part", "target": 80}
    found = said(document(headlines=[row | {"name": "Tal A"}, row | {"name": "Tal B"}]))
    assert (
        found["well"]
        == "Det vides ikke: ingen af de 2 mål kan bedømmes endnu, fordi tallene ikke er kommet helt."
    )
    assert found["not"] == "2 nøgletal er ikke kommet helt og er ikke bedømt."
    assert found["why"] == "Der er ikke noget at forklare, så længe målene ikke kan bedømmes."


def test_what_is_new() -> None:
    before = document("2015-01", [target("a", "missed", 70, "2015-01"), target("b", month="2015-01"),
                                  target("c", "missed", 70, "2015-01", told=words(back_at="2015-04"))],
                      [projects(("P", "Grøn", "maj 2015"))])  # fmt: skip
    now = document(targets=[target("a"), target("b", "near", 79), target("c", "missed", 70)],
                   parts=[projects(("P", "Gul", "juni 2015"))])  # fmt: skip
    assert said(now, before)["new"] == (
        "Siden 10. afrapportering: 1 mål er ikke længere nået (b); 1 mål er nu nået (a); 1 løfte blev ikke holdt (c i "
        "april 2015); 1 andet tal eller projekt har skiftet farve (projektet P); 1 ændring i projekterne (P)."
    )


def test_figures_are_named_with_their_desk_and_a_light_that_a_promise_tells_of_is_not_counted_again() -> None:
    def of(level: str, month: str, told: Document | None = None) -> Document:
        found = target("a", level, 70, month, told=told) | {
            "name": "Besvarede opkald",
            "subject": "CIMT Servicedesk",
        }
        system = target("b", level, 70, month) | {
            "key": f"response_time/{month}//mail",
            "name": "Mail/kalender",
        }
        found["key"] += "/cimt"
        desks = [
            part("service_level", {}) | {"key": f"servicedesk/opkald/{desk}"} for desk in ("cimt", "andre")
        ]
        return document(month, [found, system], desks)

    before = of("near", "2015-01", words(back_at="2015-04"))
    now = of("missed", "2015-04")
    assert said(now, before)["new"] == (
        "Siden 10. afrapportering: 1 løfte blev ikke holdt (besvarede opkald hos CIMT Servicedesk i april 2015); "
        "1 andet tal eller projekt har skiftet farve (Mail/kalender)."
    )
    assert "besvarede opkald med 70 %" in said(now)["not"]


def test_an_edition_of_some_subjects_tells_of_their_targets_alone() -> None:
    of = document(targets=[target("a"), target("b", "missed", 70)], parts=[part("service_level", {})])
    of["chapters"][0]["headlines"] = False
    assert said(of)["well"] == "Det eneste mål blev nået i april 2015."
    assert said(of)["not"] == "Alle mål blev nået."


levels = st.sampled_from(["good", "near", "missed"])
values = st.sampled_from([60, 70, 70, 79, 79.94, 79.96, 80, 100])
told = st.sampled_from([None, words("Årsag."), words("Årsag.", "Handling.", "2015-06")])
rows = st.tuples(levels, values, told)


@settings(max_examples=30)
@given(now=st.tuples(rows, rows, rows), was=st.none() | st.tuples(rows, rows, rows), many=st.integers(0, 3))
def test_what_is_said_of_any_targets_holds(now: Any, was: Any, many: int) -> None:
    def made(month: str, several: Any) -> Document:
        found = [
            target(key, level, value, month, told=own)
            for key, (level, value, own) in zip(METRICS, several, strict=True)
        ]
        return document(month, found[:many])

    said(made("2015-04", now), was and made("2015-01", was))
