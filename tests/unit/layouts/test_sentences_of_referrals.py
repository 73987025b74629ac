"""A table of sentences of Omvisitering: rows by hand, and what is said of them."""

from dataclasses import replace
from typing import Any

import pytest

from layouts.said import referral_lists, referrals
from tests.unit.layouts.saying import NAN, PERIOD, Rows, said


def months(*counts: float, **more: Any) -> Rows:
    return [
        {"month": f"2015-{place + 1:02}", "treatments": count, "state": "whole", "last_year": NAN, "change": NAN,
         "withheld": count != count, **more}
        for place, count in enumerate(counts)
    ]  # fmt: skip


def over_period(words: str) -> str:
    """Return what is said of something that is counted over a period: no: without saying which."""
    return words if "Alle antal er skjult" in words else f"{words} Talt fra januar 2015 til marts 2015."


def against(count: float, before: float) -> Rows:
    (row,) = months(count)
    return [row | {"last_year": before, "change": 100 * (count - before) / before}]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        # no: „I marts 2015 var det 20“, which the tile and the head of the page say.
        (months(10, 30, 20), "Flest blev omvisiteret i februar 2015: 30."),
        (months(10, 20, 30), "Flest blev omvisiteret i marts 2015."),
        # no: „… og marts 2015: 30“, as if it were of both together.
        (months(30, 10, 30), "Flest blev omvisiteret i januar 2015 og marts 2015: 30 i hver."),
        (months(30, 30, 10, 30, 30), "Flest blev omvisiteret i 4 måneder: 30 i hver."),
        (months(7, 7, 7), "Det var 7 i hver måned."),
        (months(7), "7 blev omvisiteret i januar 2015."),
        (months(0, 0), "Ingen blev omvisiteret fra januar 2015 til februar 2015."),
        (
            months(10, NAN, 20),
            "Flest af de måneder, der vises, blev omvisiteret i marts 2015.",
        ),
        (months(NAN, NAN), "Alle antal er skjult."),
        (against(120, 100), "20 % flere blev omvisiteret i januar 2015 end i samme måned året før (100)."),
        (against(80, 100), "20 % færre blev omvisiteret i januar 2015 end i samme måned året før (100)."),
        # no: „18 % flere“, of a handful.
        (against(20, 17), "3 flere blev omvisiteret i januar 2015 end i samme måned året før (17)."),
        (against(16, 17), "1 færre blev omvisiteret i januar 2015 end i samme måned året før (17)."),
        (against(0, 17), "Ingen blev omvisiteret i januar 2015. I samme måned året før var der 17."),
        (
            against(100, 100),
            "Lige så mange blev omvisiteret i januar 2015 som i samme måned året før (100).",
        ),
        (
            against(1002, 1000),
            "Omtrent lige så mange blev omvisiteret i januar 2015 som i samme måned året før (1.000).",
        ),
    ],
)
def test_treatments_by_month(rows: Rows, words: str) -> None:
    assert said(referrals.monthly, rows) == words


def test_a_month_that_is_picked_is_spoken_of_and_the_highest_is_of_all_that_are_shown() -> None:
    picked = replace(PERIOD, month="2015-02")
    assert said(referrals.monthly, months(10, 20, 30), picked) == ("Flest blev omvisiteret i marts 2015: 30.")
    before = [row | {"last_year": 100.0, "change": 20.0} for row in months(110, 120, 130)]
    assert said(referrals.monthly, before, picked) == (
        "20 % flere blev omvisiteret i februar 2015 end i samme måned året før (100). "
        "Flest blev omvisiteret i marts 2015: 130."
    )


def ranked(*counts: tuple[str, float, float]) -> Rows:
    """Return rows of name, count and last year's; a count that is missing is hidden."""
    whole = sum(count for _, count, _ in counts if count == count)
    return [
        {"key": name, "name": name, "treatments": count, "last_year": before, "hidden": count != count,
         "share": 100 * count / (whole or 1), "cumulative": 91.0}
        for name, count, before in counts
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (ranked(("Operationer på øjet", 75, NAN), ("LAN", 25, NAN)), "Flest: operationer på øjet med 75 %."),
        (ranked(("A-syge", 50, NAN), ("B-syge", 50, NAN)), "Flest: A-syge og B-syge med 50 % hver."),
        (ranked(("Operationer på øjet", 12, NAN)), "Alle behandlinger gjaldt operationer på øjet."),
        # no: „Alle behandlinger gjaldt ingen kode“.
        (
            [ranked(("Ingen kode", 12, NAN))[0] | {"key": "ingen-kode"}],
            "Ingen af behandlingerne har en kode.",
        ),
        (ranked(("Ingen kode", 75, NAN), ("Øjne", 25, NAN)), "Flest: „ingen kode“ med 75 %."),
        # no: „A og B med 5“, as if it were of both together.
        (
            ranked(("Øjne", 5, NAN), ("Hud", 5, NAN), ("C", NAN, NAN)),
            "Flest af dem, der vises: øjne og hud med 5 hver.",
        ),
        (
            ranked(("Operationer på øjet", 12, NAN), ("Andet", NAN, NAN)),
            "Flest af dem, der vises: operationer på øjet med 12.",
        ),
        (
            ranked(("Øjne", 60, 50), ("Ører", 30, 20), ("Hud", 10, 30)),
            "Flest: øjne med 60 %. Mest steg øjne og ører: hver 10 flere end i de samme måneder året før. Mest faldt "
            "hud: 20 færre.",
        ),
        (
            ranked(("Øjne", 60, 50), ("Ører", 30, 30), ("Hud", NAN, NAN)),
            "Flest af dem, der vises: øjne med 60. Mest af dem, der vises, steg øjne: 10 flere end i de samme måneder "
            "året før.",
        ),
        (ranked(("Øjne", 60, 60), ("Ører", 40, 40)), "Flest: øjne med 60 %."),
        (ranked(("Øjne", NAN, NAN)), "Alle antal er skjult."),
    ],
)
def test_treatments_by_service(rows: Rows, words: str) -> None:
    # A name that begins with an abbreviation keeps its capital letters.
    small = words.replace("A-syge", "a-syge").replace("B-syge", "b-syge")
    assert said(referral_lists.services, rows) == over_period(small)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (
            ranked(("A", 40, NAN), ("B", 30, NAN), ("C", 20, NAN), ("D", 5, NAN)),
            "De 3 største er tilsammen 91 % af alle: A, B og C.",
        ),
        # no: „de 3 største“, where the fourth is as large as the third.
        (
            ranked(("A", 40, NAN), ("B", 30, NAN), ("C", 10, NAN), ("D", 10, NAN), ("E", 5, NAN)),
            "De 4 største er tilsammen 91 % af alle: A, B, C og D.",
        ),
        (ranked(("A", 40, NAN), ("B", 20, NAN), ("C", 20, NAN), ("D", 20, NAN)), "Flest: A med 40 %."),
        (
            ranked(("A", 30, NAN), ("B", 30, NAN), ("C", 20, NAN), ("D", 20, NAN)),
            "Flest: A og B med 30 % hver.",
        ),
        (
            ranked(("A", 25, NAN), ("B", 25, NAN), ("C", 25, NAN), ("D", 25, NAN)),
            "Der er lige mange af hver: 25 %.",
        ),
    ],
)
def test_treatments_by_hospital(rows: Rows, words: str) -> None:
    assert said(referral_lists.hospitals, rows) == over_period(words)


def test_what_is_many_put_together_is_none_of_the_largest() -> None:
    services = [(f"Ydelse {place}", 80.0 - 10 * place, NAN) for place in range(7)]
    rows = [*ranked(*services, ("Andre ydelser (5)", 60.0, NAN))]
    rows[-1]["key"] = NAN
    words = said(referral_lists.services, rows)
    assert words.startswith("De 7 største er tilsammen 91 % af alle: ")
    assert "andre" not in words


def cell(hospital: str, service: str, count: float) -> dict[str, Any]:
    return {"hospital": hospital, "service": service, "treatments": count, "total": False,
            "withheld": count != count}  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([cell("Amager", "Hud", 9), cell("Herlev", "Øjne", 5)], "Flest: hud fra Amager, 9 behandlinger."),
        (
            [cell("Amager", "Hud", 9), cell("Herlev", "Øjne", 9)],
            "Flest: hud fra Amager og øjne fra Herlev, 9 af hver.",
        ),
        (
            [cell("Amager", "Hud", 9), cell("Herlev", "Øjne", NAN)],
            "Flest af dem, der vises: hud fra Amager, 9 behandlinger. 1 af antallene er skjult.",
        ),
        ([cell("Amager", "Hud", NAN)], "Alle antal er skjult."),
    ],
)
def test_treatments_by_hospital_and_service(rows: Rows, words: str) -> None:
    assert said(referral_lists.matrix, rows) == over_period(words)
