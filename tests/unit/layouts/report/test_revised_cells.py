"""A revision says of each cell that it prints otherwise where it is and how it was; of many, some."""

from layouts.report.revised_cells import MOST_LISTED, changed
from layouts.report.since import changes
from tests.unit.layouts.report.little import document, part, projects
from vocabulary.language import speaking

MONTHS = [f"2014-{month:02d}" for month in range(1, 13)]


def told(now: dict[str, float | None], was: dict[str, float | None]) -> list[str]:
    with speaking("da"):
        return list(changed(*(document(parts=[part("a", rows)]) for rows in (now, was))))


def test_many_cells_are_told_some_of_and_the_rest_counted() -> None:
    was: dict[str, float | None] = dict.fromkeys(MONTHS, 70)
    found = told(dict.fromkeys(MONTHS, 71), was)
    assert found[:2] == [f"„Hvordan går det?“, {month}, value: 71 %. Før: 70 %." for month in MONTHS[:2]]
    assert found[MOST_LISTED:] == [f"„Hvordan går det?“: og {12 - MOST_LISTED} felter til i tabellen."]
    assert told(was, was) == []


def test_an_abbreviation_ends_with_one_full_stop() -> None:
    now, was = (document(parts=[part("a", {"2014-01": value})]) for value in (70, 69))
    for each, printed in ((now, "4 min. 7 sek."), (was, "50 sek.")):
        each["chapters"][0]["parts"][0]["cells"][0][1] = printed
    with speaking("da"):
        assert list(changed(now, was)) == ["„Hvordan går det?“, 2014-01, value: 4 min. 7 sek. Før: 50 sek."]


def test_a_row_of_the_one_alone_is_named_and_the_others_are_compared() -> None:
    assert told({"2014-01": 70, "2014-02": 71}, {"2014-01": 69}) == [
        "„Hvordan går det?“, 2014-01, value: 70 %. Før: 69 %.",
        "„Hvordan går det?“, kommet til: 2014-02.",
    ]
    assert told({}, {"2014-01": 69}) == ["„Hvordan går det?“, ikke længere med: 2014-01."]


def test_of_two_panels_with_one_title_the_chapter_tells_which() -> None:
    now, was = (
        document(chapters=[
            {"key": key, "title": key, "words": "", "headlines": False, "parts": [part(metric, {"2014-01": value})]}
            for key, metric, value in (("CIMT", "a", 70), ("Klinisk", "b", of))
        ])
        for of in (71, 69)
    )  # fmt: skip
    with speaking("da"):
        assert list(changed(now, was)) == ["„Hvordan går det?“ (Klinisk), 2014-01, value: 71 %. Før: 69 %."]
        was["chapters"][1]["parts"] = []
        assert [each.said for each in changes(now, was)] == ["Nyt spørgsmål: „Hvordan går det?“ (Klinisk)."]
        assert "Spørgsmålet „Hvordan går det?“ (Klinisk) er udeladt." in [
            each.said for each in changes(was, now)
        ]


def test_rows_that_nothing_tells_apart_are_said_to_be_others() -> None:
    twice = ("EKG", "Grøn", "april"), ("EKG", "Grøn", "april")
    now, was = document(parts=[projects(*twice)]), document(parts=[projects(*twice, *twice)])
    with speaking("da"):
        assert list(changed(now, was)) == ["„Hvordan går det?“: tabellen har andre rækker."]
        assert list(changed(was, was)) == []


def test_a_panel_that_got_other_columns_is_said_to_have_other_rows() -> None:
    """A revision can be printed by a later version than what it revises."""
    now, was = part("a", {"2014-01": 70}), part("a", {"2014-01": 69})
    was["columns"][0] |= {"key": "period"}
    with speaking("da"):
        found = list(changed(document(parts=[now]), document(parts=[was])))
    assert found == ["„Hvordan går det?“: tabellen har andre rækker."]
