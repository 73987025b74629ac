"""Which number can be begun and told of, and on which days an edition can come, be on an agenda, and be talked of."""

from datetime import date

import pytest

from layouts.report import allowed
from layouts.report.allowed import Refused
from vocabulary.language import speaking

TODAY, PUBLISHED = date(2015, 5, 11), date(2015, 3, 2)


def said(*found: Refused | None) -> str:
    with speaking("da"):
        return " ".join(each.said for each in found if each)


@pytest.mark.parametrize(
    ("given", "published", "begun", "told"),
    [
        (12, [10, 11], [], ""),
        (13, [10, 11], [12], ""),
        (13, [10, 11], [], "Nummer 13 er for højt. Det højeste, der kan begyndes, er 12."),
        (11, [10, 11], [], "Nummeret er brugt eller passeret. Det næste er 12."),
        (11, [10, 11], [12], "Nummeret er brugt eller passeret. Det næste er 13."),
        (0, [10, 11], [12], "Nummeret skal være et tal fra 1 og op. Det næste er 13."),
        (11, [], [], ""),  # the first here follows those on paper
        (9999, [], [], "Nummer 9.999 er for højt. Det højeste, der kan begyndes, er 999."),
    ],
)
def test_a_number_is_the_next_at_most(given: int, published: list[int], begun: list[int], told: str) -> None:
    assert said(allowed.number(given, published, begun)) == told


def test_a_month_is_one_that_is_whole() -> None:
    assert allowed.month("2015-04", ["2015-04", "2015-03"]) is None
    refused = said(allowed.month("2015-05", ["2015-04", "2015-03"]))
    assert refused.endswith("Vælg en fra marts 2015 til april 2015.")
    assert "Vent" in said(allowed.month("2015-05", []))


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (TODAY, ""),
        (PUBLISHED, ""),
        (date(2015, 5, 12), "Et møde 12. maj 2015 har ikke været endnu. Ret dagen til senest i dag, 11. maj 2015"),
        (date(2015, 3, 1), "Et møde før udgivelsen 2. marts 2015 kan ikke have talt om udgaven."),
    ],
)  # fmt: skip
def test_a_meeting_that_said_something_has_been(day: date, told: str) -> None:
    refused = said(allowed.heard(day, PUBLISHED, TODAY))
    assert refused.startswith(told)
    assert bool(refused) == bool(told)


@pytest.mark.parametrize(
    ("due", "meeting", "told"),
    [
        (None, None, ""),
        (TODAY, date(2015, 5, 11), ""),
        (None, date(2018, 12, 31), ""),
        (date(2015, 5, 10), None, "Udgivelsen kan ikke være før i dag, 11. maj 2015. Ret dagen, eller lad"),
        (None, date(2015, 5, 10), "Mødet kan ikke være før i dag, 11. maj 2015."),
        (date(2015, 6, 9), date(2015, 6, 8), "Mødet kan ikke være før udgivelsen 9. juni 2015."),
        (date(2019, 1, 1), None, "Udgivelsen kan senest være 31. december 2018."),
        (None, date(2051, 6, 9), "Mødet kan senest være 31. december 2018."),
    ],
)
def test_an_edition_comes_and_its_meeting_is_within_some_years(
    due: date | None, meeting: date | None, told: str
) -> None:
    refused = said(*allowed.coming(due, meeting, TODAY))
    assert refused.startswith(told)
    assert bool(refused) == bool(told)


def test_an_agenda_is_of_a_meeting_that_can_have_it() -> None:
    assert allowed.agenda(date(2015, 4, 30), "2015-04", TODAY) is None
    assert "før april 2015, som udgaven" in said(allowed.agenda(date(2015, 3, 31), "2015-04", TODAY))
    assert "senest være 31. december 2018" in said(allowed.agenda(date(2105, 6, 9), "2015-04", TODAY))


def test_of_a_number_far_ahead_nobody_tells_when_it_comes() -> None:
    assert [allowed.announced(given, [10, 11]) for given in (12, 23)] == [None, None]
    assert said(allowed.announced(24, [10, 11])).startswith(
        "Nummer 24 er for højt. Skriv om en udgave til og med nummer 23"
    )
    assert allowed.announced(12, []) is None
