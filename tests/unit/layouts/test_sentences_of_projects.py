"""A table of sentences of Projekter: rows by hand, and what is said of them."""

import pytest

from layouts.parts.sentences import next_words
from layouts.said import projects
from tests.unit.layouts.saying import NAN, said


@pytest.mark.parametrize(
    ("light", "names", "words"),
    [
        ("red", ["EKG"], "EKG er rødt"),
        ("red", ["EKG", "PACS"], "EKG og PACS er røde"),
        ("yellow", ["EKG"], "EKG er gult"),
        ("yellow", ["EKG", "PACS", "LIS"], "EKG, PACS og LIS er gule"),
        ("green", ["EKG"], "EKG er grønt"),
        ("grey", ["EKG", "PACS"], "EKG og PACS er ikke rapporteret"),
        ("red", [], ""),
    ],
)
def test_projects_by_light(light: str, names: list[str], words: str) -> None:
    assert projects.lit(light, names) == words


def due(name: str, what: str, day: str, written: str) -> dict[str, str]:
    return {"name": name, "what": what, "due": day, "due_words": written}


def test_what_comes_next() -> None:
    first = due("EKG", "Godkendelse", "2015-05-15", "15. maj 2015")
    later, beside = (
        due("PACS", "Drift", "2015-06-01", "juni 2015"),
        due("LIS", "Prøve", "2015-05-15", "15. maj 2015"),
    )
    assert next_words([later, first]) == "Det næste: EKG, godkendelse (15. maj 2015)."
    assert next_words([later, first, beside]) == "Det næste (15. maj 2015): EKG, godkendelse; LIS, prøve."


def test_green_projects_over_time() -> None:
    rows = [{"month": "2015-01", "green": 3, "all": 4}, {"month": "2015-02", "green": 5, "all": 6}]
    assert said(projects.counts, rows) == "Grønne projekter: 5 af 6 i februar 2015 mod 3 af 4 i januar 2015."
    not_come = {"month": "2015-03", "green": NAN, "all": NAN}
    assert said(projects.counts, [rows[0], not_come]) == "Grønne projekter: 3 af 4 i januar 2015."
