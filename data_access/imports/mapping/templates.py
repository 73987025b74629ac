"""Workbooks to be filled in by hand: headings, examples, and lists of what can be chosen."""

from collections.abc import Mapping as Pairs
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from data_access.imports.kinds.field import Field, Kind
from data_access.imports.kinds.reference import LIMIT_KEYS, LIMITS
from data_access.imports.mapping.model import FileForm, Mapping, Origin
from vocabulary import dated

# How dates are typed that the sheet does not take for dates.
_TYPED: Pairs[str, tuple[str, ...]] = {
    "day": ("%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%Y"),
    "moment": ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%d-%m-%Y %H:%M:%S", "%d-%m-%Y %H:%M"),
}
TEMPLATE = "skabelon"  # the name of the templates' mapping
ROWS = 5000  # that the lists of choices reach down
_HEAD, _NEEDED = PatternFill("solid", fgColor="FFE9ECF0"), PatternFill("solid", fgColor="FFD5E4F2")
_FORMATS = {"day": "yyyy-mm-dd", "moment": "yyyy-mm-dd hh:mm:ss", "month": "@", "period": "@", "text": "@"}


def template_as_text(kind: Kind) -> bytes:
    """Return the headings of a kind's template as CSV, as Excel in Danish opens and saves it."""
    return (";".join(field.name for field in kind.fields) + "\r\n").encode("utf-8-sig")


def template(kind: Kind) -> bytes:
    """Return the workbook of a kind: a sheet to fill in, with an example, and a sheet that explains the columns."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "Data"
    lists = book.create_sheet("Valg")
    for place, field in enumerate(kind.fields, start=1):
        letter = get_column_letter(place)
        head = sheet.cell(1, place, field.name)
        head.font, head.fill = Font(bold=True), _NEEDED if field.required or field.named else _HEAD
        sheet.column_dimensions[letter].width = max(len(field.name), len(field.example), 10) + 4
        form = _FORMATS.get(field.type)
        for row in range(2, 200):
            if form:
                sheet.cell(row, place).number_format = form
        choices = _choices(field)
        if choices:
            rule = DataValidation("list", formula1=_listed(lists, choices), allow_blank=not field.required)
            rule.error, rule.errorTitle = "Vælg en af dem i listen.", field.name
            sheet.add_data_validation(rule)
            rule.add(f"{letter}2:{letter}{ROWS}")
    sheet.freeze_panes = "A2"
    _explain(book.create_sheet("Forklaring"), kind)
    book.move_sheet(lists, 1)
    return dated.workbook(book, dated.NEVER)


def _listed(lists: Any, choices: tuple[str, ...]) -> str:
    """Write what can be chosen into a column of the sheet of lists, and return its place."""
    column = 1 if lists["A1"].value is None else lists.max_column + 1
    for row, choice in enumerate(choices, start=1):
        lists.cell(row, column, choice)
    letter = get_column_letter(column)
    return f"Valg!${letter}$1:${letter}${len(choices)}"


def _choices(field: Field) -> tuple[str, ...]:
    return field.choices or (("ja", "nej") if field.type == "flag" else ())


def _explain(sheet: Any, kind: Kind) -> None:
    rows = [(kind.title, "", "", ""), ("Kolonne", "Hvad det er", "Skal udfyldes", "Eksempel")]
    rows += [(field.name, _about(field), _wanted(field), field.example) for field in kind.fields]
    if kind is LIMITS:
        rows += [("", "", "", ""), ("Grænserne", "subject, key og unit hører sammen:", "", "")]
        rows += [("", f"{subject}, {key}, {unit}", "", "") for (subject, key), unit in LIMIT_KEYS.items()]
    for row, cells in enumerate(rows, start=1):
        for place, words in enumerate(cells, start=1):
            cell = sheet.cell(row, place, words)
            cell.number_format = "@"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if row <= 2:
                cell.font = Font(bold=True)
    for letter, width in (("A", 22), ("B", 70), ("C", 14), ("D", 30)):
        sheet.column_dimensions[letter].width = width


def _wanted(field: Field) -> str:
    if field.named:
        return "kolonnen, men ikke cellen"
    return "ja" if field.required else "nej"


def _about(field: Field) -> str:
    choices = _choices(field)
    return f"{field.about}. Kan være: {', '.join(choices)}" if choices else field.about


def mapping_of(kind: Kind) -> Mapping:
    """Return the mapping of the kind's template: each field stands in the column of its name."""
    origins = {field.name: Origin((field.name,), formats=_TYPED.get(field.type, ())) for field in kind.fields}
    return Mapping(
        TEMPLATE,
        kind,
        kind.source,
        "Skabelonen, som pejling template skriver.",
        origins,
        tuple(field.name for field in kind.fields) if "key" in kind.table.c else (),
        file=FileForm(sheet="Data"),
        gaps=kind.tells_gaps,
        may_lack=True,
    )
