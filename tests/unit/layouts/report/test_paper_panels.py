"""A panel on paper, of a few rows made here."""

from typing import Any

from layouts.report.paper import closing
from layouts.report.paper.blocks import Block, Cell, Column, Table
from layouts.report.paper.panels import Tables, panel
from layouts.report.paper.pdf import APART, _apart, _beside, _height
from layouts.report.paper.tables import main_of, shown
from layouts.report.paper.targets import not_explained
from layouts.report.paper.widths import LINE, folded, widths
from vocabulary.language import speaking

Document = dict[str, Any]


def column(key: str, kind: str = "count", *, number: bool = True, label: str = "") -> Document:
    name = label or key
    return {"key": key, "kind": kind, "is_number": number, "label": name, "heading": name}


def part(columns: list[Document], rows: list[list[Any]], **more: Any) -> Document:
    return {
        "key": "omvisitering/behandlinger", "page": "omvisitering", "panel": "behandlinger", "title": "Hvor mange?",
        "sentence": "Så mange.", "metrics": ["treatments"], "figure": None, "cautions": [], "variation": "",
        "notes": [], "words": [], "columns": columns, "rows": rows, "levels": ["none"] * len(rows),
        "cells": [["–" if each is None else str(each) for each in row] for row in rows],
    } | more  # fmt: skip


def printed(found: Document) -> list[Block]:
    return list(panel(found, {"targets": [], "answers": []}, "1.1", Tables()))


def test_the_newest_figures_are_of_a_month_that_has_its_own_and_not_last_years_alone() -> None:
    columns = [column("month", "month", number=False), column("treatments"), column("last_year")]
    rows = [["2015-02", 1_900, 1_700], ["2015-03", 1_950, 1_800], ["2015-04", None, 1_890]]
    strips = [each for each in printed(part(columns, rows)) if isinstance(each, Table) and each.is_strip]
    assert [[cell.text for cell in each.rows[0]] for each in strips] == [["2015-03", "1950", "1800"]]
    alone = [["2015-04", None, 1_890]]
    assert not any(isinstance(each, Table) and each.is_strip for each in printed(part(columns, alone)))


def test_a_months_head_has_its_year_below_it_in_every_matrix() -> None:
    columns = [
        column("name", "text", number=False),
        column("month", "month", number=False),
        column("value", "judged"),
    ]
    months = [f"2014-{month:02}" for month in range(5, 13)]
    rows = [[name, month, 1] for name in ("A", "B", "C") for month in months]
    (matrix,) = (each for each in printed(part(columns, rows)) if isinstance(each, Table) and each.is_dense)
    assert [each.heading for each in folded(matrix, widths(matrix)).columns[1:4]] == [
        "maj\n2014",
        "jun.\n2014",
        "jul.\n2014",
    ]


def test_an_age_that_no_report_has_is_not_told() -> None:
    columns = [column("name", "text", number=False), column("age_months")]
    assert shown(part(columns, [["A", 0], ["B", 0]])) == [0]
    assert shown(part(columns, [["A", 0], ["B", 1]])) == [0, 1]


def test_figures_of_a_low_row_stand_beside_their_points() -> None:
    sides = {"type": "scatter", "textposition": ["middle right", "top center"]}
    above = {"type": "scatter", "textposition": "top center"}
    (one, other) = _beside({"data": [sides, above]})["data"]
    assert (one["textposition"], other) == (["middle right", "middle left"], above)


def test_what_is_told_of_each_with_each_is_a_table_of_both_and_what_is_hidden_is_said_once() -> None:
    columns = [column(key, "text", number=False) for key in ("hospital", "service")]
    columns += [column("treatments"), column("remark", "word", number=False)]
    pairs = [(f"Hospital {one}", f"Ydelse {other}") for one in range(5) for other in range(6)]
    rows = [[*pair, None if at == 7 else at, "Skjult" if at == 7 else ""] for at, pair in enumerate(pairs)]
    cells = [["skjult" if each is None else str(each) for each in row] for row in rows]
    (table,) = (each for each in printed(part(columns, rows, cells=cells)) if isinstance(each, Table))
    assert [each.heading for each in table.columns] == ["service", *(f"Hospital {n}" for n in range(5))]
    assert [cell.text for cell in table.rows[1]] == ["Ydelse 1", "1", "skjult", "13", "19", "25"]
    lacks = part(columns, rows[1:], cells=cells[1:])
    assert not any(each.is_dense for each in printed(lacks) if isinstance(each, Table))


def test_months_of_a_matrix_are_of_one_width_also_where_one_has_a_longer_word() -> None:
    heads = [
        Column("Projekt"),
        *(Column(f"{month}\n2015", is_number=True) for month in ("jan.", "feb.", "mar.") * 4),
    ]
    rows = [
        [Cell("Hospitalssammenlægninger 2015"), *([Cell("Grøn", "good")] * 11), Cell("Uden lys", "unknown")]
    ]
    found = widths(Table("Lys", heads, rows, is_dense=True))
    assert max(found[1:]) - min(found[1:]) < 0.1
    assert sum(found) <= LINE + 0.1


def test_what_belongs_to_a_project_stands_under_its_cell_so_that_its_status_has_room() -> None:
    keys = ("name", "word", "computed_word", "finding", "end_words", "delay_weeks")
    columns = [column(key, "text", number=False) for key in keys]
    rows = [
        ["EKG", "Rød", "Rød", "Bagud.", "juni 2015", "14"],
        ["LAN", "Grøn", "Rød", "Følger planen.", "juli 2015", "–"],
        ["MARS", "Grøn", "Kan ikke beregnes", "Følger planen.", "–", ""],
    ]
    found = part(columns, rows, levels=["missed", "good", "good"])
    with speaking("da"):
        table = main_of(found, [0, 1, 3, 4])
    assert [[each.text for each in (row[1], row[3])] for row in table.rows] == [
        ["Rød", "juni 2015\ndelay_weeks: 14"],
        ["Grøn\nberegnet: rød", "juli 2015"],
        ["Grøn", "–"],
    ]
    assert [row[1].level for row in table.rows] == ["missed", "good", "good"]


def test_of_two_plots_both_are_high_enough_to_be_read_with_room_between_them() -> None:
    layout = {"yaxis": {"domain": [0.3, 1]}, "yaxis2": {"domain": [0, 0.2]}, "margin": {"t": 52, "b": 48}}
    assert _height({"layout": {"height": 500}}) == 310
    for high in (_height({"layout": layout | {"height": full}}) for full in (320, 400, 600)):
        found = _apart({"layout": layout}, high)["layout"]
        (bottom, top), (low, end) = found["yaxis2"]["domain"], found["yaxis"]["domain"]
        assert (bottom, end, low >= 0.3) == (0, 1, True)
        assert (high - 100) * top * (0.80 - 0.55) >= 10, "55 % is told from 80 %"
        assert (high - 100) * (low - top) >= APART - 1e-9
        assert (high - 100) * (1 - low) >= 50 - 1e-9
    assert _apart({"layout": {"yaxis": {}}}, 198) == {"layout": {"yaxis": {}}}


def test_what_an_edition_lacks_has_its_editors_answer_or_that_there_is_none() -> None:
    lacks = [{"about": "A", "said": "Mangler.", "answer": answer} for answer in ("Kilden var nede.", "")]
    _heading, table = closing.answers({"answers": lacks})
    assert isinstance(table, Table)
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["A", "Mangler.", "Kilden var nede."],
        ["A", "Mangler.", not_explained()],
    ]
    assert list(closing.answers({"answers": []})) == []
