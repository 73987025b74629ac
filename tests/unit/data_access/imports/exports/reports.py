"""Exports of what is reported once a month or a year: projects, staff, indicators and referrals."""

from datetime import date

from tests.unit.data_access.imports.exports.export import SITES, Export

REPORTS = {
    "project list that does not say of which month it is": Export(
        "projects",
        [
            ["Projekt", "Projektleder", "Fase", "Status", "Startdato", "Forventet slut", "Bemærkning"],
            *(
                [f"Projekt {n}", "N.N.", "Analyse", ["Grøn", "Gul", "Rød"][n % 3], f"{13 + n}-04-2015",
                 f"{13 + n}-06-2016", "Følger planen"]
                for n in range(9)
            ),
        ],
        {"month": "2015-04"},
        ('column = "Forventet slut"',),
        mark=";",
        loaded=9,
    ),
    "project list": Export(
        "projects",
        [
            ["project_name", "department", "colour_rating", "end_date", "report_month", "commentary"],
            *(
                [f"Projekt {n}", "IT", ["Green", "Amber", "Red", "Amber/Green"][n % 4], f"{13 + n:02d}/06/2016",
                 "2015-04",
                 "Følger planen"]
                for n in range(8)
            ),
        ],
        {},
        ('"Amber/Green" = "yellow"', 'format = "%d/%m/%Y"'),
        loaded=8,
    ),
    "project list of a workbook": Export(
        "projects",
        [
            ["Projektnavn", "Trafiklys", "Forventet slut", "Fase", "Måned"],
            *([f"P{n}", ["Grøn", "Gul", "Rød"][n % 3], date(2016, 6, 1 + n), "Drift", "april 2015"] for n in range(6)),
        ],
        {},
        ('"Gul" = "yellow"', 'column = "Forventet slut"'),
        is_workbook=True,
        loaded=6,
    ),
    "projects in columns": Export(
        "projects",
        [
            ["Projekt", "Projekt A", "Projekt B", "Projekt C"],
            ["Måned", "2015-04", "2015-04", "2015-04"],
            ["Status", "Grøn", "Gul", "Rød"],
            ["Bemærkning", "Godt", "Nogenlunde", "Skidt"],
        ],
        {},
        ("transposed = true",),
        mark=";",
        loaded=3,
    ),
    "projects with months in columns": Export(
        "projects",
        [
            ["Projekt", "jan 2015", "feb 2015", "mar 2015", "apr 2015"],
            ["Projekt A", "Grøn", "Gul", "Gul", "Rød"],
            ["Projekt B", "", "Grøn", "Grøn", "Grøn"],
        ],
        {},
        ('unfold = "periods"', '"Gul" = "yellow"'),
        mark=";",
        loaded=7,
    ),
    "staff with years in columns": Export(
        "staffing",
        [
            ["Område", "Funktion", 2016, 2017, 2018],
            ["Drift", "Support", 12.5, 13, 14],
            ["Udvikling", "Arkitektur", 3, None, 4.5],
        ],
        {},
        ('unfold = "periods"',),
        is_workbook=True,
        loaded=5,
    ),
    "indicators in columns": Export(
        "indicators",
        [
            ["Måned", "Oppetid", "Tilfredshed"],
            *([f"2015-{n:02d}", f"99,{n}", f"{80 + n}"] for n in range(1, 9)),
        ],
        {},
        ('unfold = ["Oppetid", "Tilfredshed"]',),
        mark=";",
        loaded=16,
    ),
    "referrals": Export(
        "referrals",
        [
            ["Måned", "Hospital", "Speciale", "Privathospital", "Ordning", "Antal"],
            *(
                [f"2015-0{1 + n % 9}", SITES[n % 2], f"Øjne {n}", "P1", ["Egen aftale", "Udvidet frit valg"][n % 2],
                 3 + n]
                for n in range(9)
            ),
            ["Kilde: visitationen"],
        ],
        {},
        ('"Egen aftale" = "own"', 'is = ["Kilde: visitationen"]'),
        mark=";",
        loaded=9,
    ),
}  # fmt: skip
