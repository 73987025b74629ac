"""Numbers, dates and names are written as Danish readers write them."""

from datetime import date, datetime

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from vocabulary import text
from vocabulary.language import LANGUAGES, LOCALES, Language, speaking


def nbsp(words: str) -> str:
    """Bind each figure to its unit, as the writer does: a figure never ends a line alone."""
    for unit in ("%", "min.", "sek."):
        words = words.replace(f" {unit}", f"{text.SPACE}{unit}")
    return words


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        (0, 0, "0"),
        (1234.5, 1, "1.234,5"),
        (1234567, 0, "1.234.567"),
        (0.5, 0, "1"),  # half up, not half to even
        (2.5, 0, "3"),
        (-2.5, 0, "\u22123"),
        (-0.04, 1, "0,0"),  # no minus zero
        (87.45, 1, "87,5"),
        (100, 2, "100,00"),
        (None, 0, "–"),
        (float("nan"), 2, "–"),
    ],
)
def test_numbers(value: float | None, decimals: int, written: str) -> None:
    assert text.number(value, decimals) == written


@given(st.floats(-1e9, 1e9), st.integers(0, 4))
def test_a_written_number_is_the_number_rounded(value: float, decimals: int) -> None:
    written = text.number(value, decimals)
    read = float(written.replace(".", "").replace(",", ".").replace(text.MINUS, "-"))
    assert abs(read - value) <= 0.5000001 * 10**-decimals + 1e-9


@given(st.floats(-1e9, 1e9), st.integers(0, 4), st.sampled_from(LANGUAGES))
def test_a_number_is_written_as_babel_writes_it_but_for_the_minus(
    value: float, decimals: int, spoken: Language
) -> None:
    form = "#,##0" + ("." + "0" * decimals if decimals else "")
    with speaking(spoken):
        as_babel = format_decimal(text.rounded(value, decimals), form, locale=LOCALES[spoken])
        assert text.number(value, decimals) == as_babel.replace("-", text.MINUS)
        assert text.signed(value, decimals).lstrip("+") == text.number(value, decimals)


@pytest.mark.parametrize(
    ("seconds", "written"),
    [
        (0, "0 sek."),
        (45.4, "45 sek."),
        (59.5, "1 min."),
        (165, "2 min. 45 sek."),
        (3700, "61 min. 40 sek."),
        (None, "–"),
        (float("nan"), "–"),
    ],
)
def test_durations(seconds: float | None, written: str) -> None:
    assert text.duration(seconds) == nbsp(written)


def test_a_duration_can_have_decimals() -> None:
    assert text.duration(60.44, 1) == nbsp("1 min. 0,4 sek.")


@given(st.floats(0, 1e6), st.integers(0, 3))
def test_no_duration_has_sixty_seconds_in_a_minute(seconds: float, decimals: int) -> None:
    words = text.duration(seconds, decimals).split(text.SPACE)
    assert float(words[-2].split(" ")[-1].replace(",", ".")) < 60


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "written"),
    [
        (87.4, "%", 1, "87,4 %"),
        (4120, "antal", 0, "4.120"),
        (165, "sekunder", 0, "2 min. 45 sek."),
        (None, "%", 1, "–"),
        (None, "sekunder", 0, "–"),
    ],
)
def test_quantities_carry_their_unit(value: float | None, unit: str, decimals: int, written: str) -> None:
    assert text.quantity(value, unit, decimals) == nbsp(written)


@pytest.mark.parametrize(
    ("month", "said", "short"),
    [
        ("2015-04", "april 2015", "apr. 15"),
        ("2014-05", "maj 2014", "maj 14"),
        ("2014-12", "december 2014", "dec. 14"),
    ],
)
def test_months(month: str, said: str, short: str) -> None:
    assert (text.month(month), text.month_short(month)) == (said, short)


def test_days_have_no_leading_zero() -> None:
    assert text.day(date(2015, 6, 9)) == "9. juni 2015"


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ("2015-05-11 06:10", "i dag kl. 06.10"),
        ("2015-05-10 23:10", "i går kl. 23.10"),
        ("2015-05-09 00:00", "9. maj 2015 kl. 00.00"),
        ("2015-05-12 06:10", "12. maj 2015 kl. 06.10"),
    ],
)
def test_moments_are_named_from_today(when: str, said: str) -> None:
    assert text.moment(datetime.fromisoformat(when), datetime(2015, 5, 11, 7, 30)) == said  # noqa: DTZ001


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0.4, "0 sekunder"),
        (1, "1 sekund"),
        (59.9, "59 sekunder"),
        (60, "1 minut"),
        (3599, "59 minutter"),
        (3600, "1 time"),
        (7200, "2 timer"),
        (86400, "1 dag"),
        (200_000, "2 dage"),
    ],
)
def test_ages_are_counted_in_their_largest_unit(seconds: float, said: str) -> None:
    assert text.age(seconds) == said


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ([], ""),
        (["A"], "A"),
        (["A", "B"], "A og B"),
        (["A", "B", "C"], "A, B og C"),
        # Names that are lists themselves do not read as several.
        (["Indkøb, økonomi og løn"], "Indkøb, økonomi og løn"),
        (["Personale", "Indkøb, økonomi og løn"], "Personale samt Indkøb, økonomi og løn"),
        (["Indkøb, økonomi og løn", "Personale", "Rejser"], "Indkøb, økonomi og løn; Personale; samt Rejser"),
        (["„Udredt til tiden, somatik“", "„Svar“"], "„Udredt til tiden, somatik“ og „Svar“"),
        (["Amager og Hvidovre", "Herlev og Gentofte"], "Amager og Hvidovre samt Herlev og Gentofte"),
    ],
)
def test_listings(names: list[str], said: str) -> None:
    assert text.listing(names) == said


def test_listings_of_names_that_are_lists_in_english() -> None:
    with speaking("en"):
        assert text.listing(["A and B", "C"]) == "A and B, and C"
        assert text.listing(["A, B and C", "D"]) == "A, B and C; and D"


def test_prose_closes_each_sentence_once_and_leaves_out_empty_ones() -> None:
    assert text.prose("Det tog 2 sek.", "", "Målet er nået") == "Det tog 2 sek. Målet er nået."


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ([18, 19, 20, 21, 22], ["18.-22. juni 2014"]),
        ([3, 18, 19], ["3. juni 2014", "18.-19. juni 2014"]),
        ([], []),
    ],
)
def test_days_that_follow_one_another_are_written_together(days: list[int], said: list[str]) -> None:
    assert text.stretches([date(2014, 6, day) for day in days]) == said
    assert text.stretches([date(2014, 6, 30), date(2014, 7, 1)]) == ["30. juni 2014 til 1. juli 2014"]


def test_a_difference_is_that_of_the_printed_figures() -> None:
    assert text.difference(70.84, 82.36, 1) == -11.6
    assert text.difference(80.04, 80.01, 1) == 0


def test_a_month_and_a_weekday_keep_their_capitals_in_english() -> None:
    assert text.small("Maj 2015, 2 måneder gammel") == "maj 2015, 2 måneder gammel"
    with speaking("en"):
        assert [text.small(each) for each in ("May 2015, 2 months old", "Mondays", "Monday")] == [
            "May 2015, 2 months old", "mondays", "Monday",
        ]  # fmt: skip


@pytest.mark.parametrize(("given", "said"), [("", ""), ("åben", "Åben"), ("maj 2015", "Maj 2015")])
def test_capital(given: str, said: str) -> None:
    assert text.capital(given) == said


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Rødovre Hospital", "roedovre"),
        ("Herlev og Gentofte Hospital", "herlev-og-gentofte"),
        ("Glostrup, medicinsk afdeling", "glostrup-medicinsk-afdeling"),
        ("Hospitalerne i Nordsjælland", "hospitalerne-i-nordsjaelland"),
        ("Mail/kalender", "mail-kalender"),
        ("  Århus  ", "aarhus"),
    ],
)
def test_slugs_are_plain(name: str, key: str) -> None:
    assert text.slug(name) == key


@given(st.text())
def test_every_slug_can_stand_in_an_address(name: str) -> None:
    key = text.slug(name)
    assert set(key) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert text.slug(key) == key
