"""Every panel has all its parts, and says the same number on the page, in its CSV and in its JSON."""

import json
import re
from collections.abc import Callable
from functools import cache, wraps
from inspect import signature
from typing import Any

import pytest

from data_access.snapshot.snapshot import Snapshot
from layouts.pages import servicedesk, strategy
from layouts.parts import why
from layouts.parts.answers import panels_of
from layouts.parts.declarations import Page, Panel
from tests.app.cells import grid_cells, matrix_cells, number, read_csv, says, table_cells, text
from tests.app.choices import PAGES, data_query
from vocabulary.asked import parse

pytestmark = [pytest.mark.wide, pytest.mark.takes(13)]

# The demonstration has no figure that another panel is not about.
PANELS = [(page, panel) for page in PAGES for panel in panels_of(page) if panel is not strategy.OTHER_FIGURES]


def every_panel(test: Callable[..., None]) -> Callable[..., None]:
    """Make a test of a panel one of a page: all its panels are tried, and what is wrong with them is told together."""

    @wraps(test)
    def of_page(page: Page, **given: Any) -> None:
        faults = []
        for panel in (panel for owner, panel in PANELS if owner is page):
            try:
                test(page=page, panel=panel, **given)
            except Exception as fault:
                fault.add_note(f"panel: {panel.key}")
                faults.append(fault)
        if faults:
            raise ExceptionGroup(f"{len(faults)} panels of {page.key}", faults)

    asked = signature(test)
    named = [each for name, each in asked.parameters.items() if name != "panel"]
    of_page.__signature__ = asked.replace(parameters=named)  # type: ignore[attr-defined]
    return pytest.mark.parametrize("page", PAGES, ids=lambda page: page.key)(of_page)


# What opens every panel: some are only there for a chosen cell.
CELL = "?fra=2014-09&til=2015-05&system=blodinfo-ii&maaned=2015-03"
OTHER_CELL = "?hospital=glostrup&desk=klinisk&organisation=datidens&system=mail-kalender&maaned=2015-03"
QUERIES = (CELL, OTHER_CELL, "")

WORDS = ("month", "day", "moment", "text", "word")  # the kinds of columns that hold no figures
NO_FIGURES = "Der er ingen tal for det, der er valgt."


@cache  # a page is read once for all its panels
def sections(visitor: Any, path: str, search: str) -> dict[str, Any]:
    """Return the panels of a page by their names there."""
    panels = visitor.page(path, search).all("Section", class_="panel")
    found = [(each.prop("id"), each) for each in panels]
    assert len(dict(found)) == len(found)
    return dict(found)


def section(visitor: Any, page: Page, panel: Panel, search: str = CELL) -> Any:
    """Return the panel as it is on its page, together with its name there."""
    name = f"{page.key}-{panel.key}"
    return name, sections(visitor, page.path, opened(panel, search))[name]


def opened(panel: Panel, search: str) -> str:
    """Return the query that shows the panel too if it is one that says why, or only there for one desk."""
    if panel.key.startswith(why.PREFIX):
        return f"{search or CELL}&hvorfor={panel.key.removeprefix(why.PREFIX)}"
    if panel is servicedesk.OUTSIDE and "desk=" not in search:
        return f"{search or '?'}&desk=klinisk"
    return search


@every_panel
def test_a_panel_has_a_heading_a_sentence_and_a_name(page: Page, panel: Panel, visitor: Any) -> None:
    name, shown = section(visitor, page, panel)
    assert shown.one("H2", id_=f"{name}-title").text()
    assert shown.prop("aria-labelledby") == f"{name}-title"
    assert shown.one("P", id_=f"{name}-sentence").text().endswith(".")
    for chart in shown.all("Graph"):
        box = shown.one(class_="chart-box")
        assert box.prop("role") == "img"
        assert box.all(id_=chart.prop("id"))
        assert shown.all(id_=box.prop("aria-labelledby"))
        assert shown.all(id_=box.prop("aria-describedby"))


@every_panel
def test_a_panels_table_is_a_real_table(page: Page, panel: Panel, visitor: Any) -> None:
    _, shown = section(visitor, page, panel)
    table = shown.all("Table")[-1]
    assert table.one("Caption").text()
    columns = table.one("Thead").all("Th")
    assert all(each.prop("scope") == "col" and each.text() for each in columns)
    for row in table.one("Tbody").all("Tr"):
        assert row.one("Th").prop("scope") == "row"
        assert sum(cell.prop("colSpan", 1) for cell in row.all("Td") + row.all("Th")) == len(columns)


@every_panel
def test_a_panel_has_a_definition_and_its_source(
    page: Page, panel: Panel, visitor: Any, snapshot: Snapshot
) -> None:
    name, shown = section(visitor, page, panel)
    if not panel.metrics:
        assert page.in_foot
        return
    words = shown.one("Dl", id_=f"{name}-definition")
    assert len(words.all("Dt")) == len(panel.metrics)
    sources = {source.text() for source in words.all(class_="source")}
    names = [snapshot.names("sources")[source] for source in panel.sources]
    assert all(any(name in source for source in sources) for name in names)
    assert all(re.search(r"^Kilde: .+Tal til og med \d+\. \w+ 20\d\d", source) for source in sources)


@every_panel
def test_a_panels_downloads_are_of_what_is_shown(page: Page, panel: Panel, visitor: Any) -> None:
    name, shown = section(visitor, page, panel)
    links = [link.prop("href") for link in shown.one(id_=f"{name}-downloads").all("A")]
    assert len(links) == 3
    pictures = [each.prop("data-picture") for each in shown.one(id_=f"{name}-downloads").all("Button")]
    assert pictures == (["png", "svg"] if shown.all("Graph") else [])
    answers = [visitor.client.get(link) for link in links]
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    asked = visitor.json(page.key, panel.key, data_query(page, opened(panel, CELL)))
    assert json.loads(answers[2].data) == asked
    assert len(read_csv(answers[0].data)) == len(read_csv(answers[1].data, plain=True)) == len(asked["rows"])


@every_panel
@pytest.mark.parametrize("search", QUERIES)
def test_csv_and_json_say_the_same(page: Page, panel: Panel, search: str, visitor: Any) -> None:
    search = data_query(page, opened(panel, search))
    asked = visitor.json(page.key, panel.key, search)
    base = f"/data/{page.key}/{panel.key}.csv{search}"
    danish = visitor.client.get(base)
    plain = visitor.client.get(f"{base}{'&' if search else '?'}tal=punktum")
    assert danish.mimetype == plain.mimetype == "text/csv"
    assert danish.data.startswith(b"\xef\xbb\xbf")
    assert not plain.data.startswith(b"\xef\xbb\xbf")
    assert re.fullmatch(
        rf"attachment; filename={page.key}-{panel.key}-[-\d]+[-a-z\d]*\.csv",
        danish.headers["Content-Disposition"],
    )
    columns = asked["columns"]
    expected = [[row[column["key"]] for column in columns] for row in asked["rows"]]
    kinds = [column["kind"] not in WORDS for column in columns]
    for answer, is_plain in ((danish, False), (plain, True)):
        rows = read_csv(
            answer.data, plain=is_plain, heads=[c["key" if is_plain else "name"] for c in columns]
        )
        read = [[number(cell, plain=is_plain) if figure else text(cell) for cell, figure in
                 zip(row, kinds, strict=True)] for row in rows]  # fmt: skip
        assert read == expected


@every_panel
@pytest.mark.parametrize("search", QUERIES)
def test_the_table_shows_the_numbers_of_the_download(
    page: Page, panel: Panel, search: str, visitor: Any, snapshot: Snapshot
) -> None:
    asked_of = reversed(data_query(page, search)[1:].split("&"))
    filters, _ = parse(dict(part.split("=") for part in asked_of if part), snapshot.choices)
    if not panel.shows(snapshot, filters):
        return
    name, shown = section(visitor, page, panel, search)
    asked = visitor.json(page.key, panel.key, data_query(page, opened(panel, search)))
    if not shown.all("Table"):
        assert shown.one(id_=f"{name}-sentence").text().startswith(NO_FIGURES)
        return
    table = shown.all("Table")[-1]
    form = table.prop("className").split()[0]
    cells = {"matrix": matrix_cells, "heat": grid_cells, "lights": grid_cells}.get(form, table_cells)
    pairs = cells(table, panel, asked)
    assert pairs
    for words, value in pairs:
        assert says(words, value), (words, value)


def test_all_panels_are_listed(visitor: Any) -> None:
    page = visitor.client.get("/data/")
    assert page.status_code == 200
    assert '<html lang="da">' in page.text
    for owner, panel in PANELS:
        for form in ("csv", "json"):
            address = f"/data/{owner.key}/{panel.key}.{form}"
            assert f'href="{address}"' in page.text
            assert visitor.client.get(address).status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/data/servicedesk/findes-ikke.csv",
        "/data/findes-ikke/opkald.csv",
        "/data/svartider/opkald.json",
        "/data/servicedesk/opkald.xlsx",
        "/data/servicedesk/opkald",
        "/data/servicedesk/opkald.csv/mere",
        "/data/%00/%00.csv",
    ],
)
def test_data_that_do_not_exist_are_not_found(address: str, visitor: Any) -> None:
    assert visitor.client.get(address).status_code == 404


@pytest.mark.parametrize("form", ["csv", "json"])
def test_data_are_given_for_a_query_that_cannot_be_used(form: str, visitor: Any) -> None:
    search = "?fra=2015-99&hospital=hogwarts&til=%zz&desk=" + 10_000 * "x"
    answer = visitor.client.get(f"/data/servicedesk/opkald.{form}{search}")
    assert answer.status_code == 200
    if form == "json":
        assert len(json.loads(answer.data)["notices"]) >= 2


def test_months_in_which_a_hospital_did_not_exist_have_no_figures(visitor: Any) -> None:
    search = "?fra=2015-03&til=2015-05&organisation=datidens&hospital=herlev-og-gentofte"
    before, also, after = visitor.json("servicedesk", "opkald", search)["rows"]
    assert before["calls"] is also["calls"] is None
    assert before["word"] == "Hospitalet fandtes ikke"
    assert after["calls"] > 0


def test_a_hospital_without_a_whole_month_of_calls_has_a_page(visitor: Any) -> None:
    search = "?fra=2015-04&til=2015-05&organisation=datidens&hospital=herlev-og-gentofte"
    assert visitor.json("servicedesk", "opkald", search)["sentence"]
    visitor.page("/servicedesk", search)


def test_a_note_stands_at_its_own_figure_in_the_table_of_all(visitor: Any) -> None:
    rows = visitor.json("overblik", "noegletal", "?til=2015-03")["rows"]
    noted = {row["name"] for row in rows if row.get("note")}
    assert "Svar inden for 5 minutter" in noted or "Svar inden 5 minutter" in noted
    assert not {"Hurtige handlinger", "Omvisiteringer", "Oppetid"} & noted


def test_what_is_said_is_about_the_picked_month(visitor: Any) -> None:
    search = "?fra=2014-09&til=2015-04&maaned=2015-01"
    assert "januar 2015" in visitor.json("sager", "inden-for-fristen", search)["sentence"]
    page = visitor.page("/sager", search)
    assert "januar 2015" in page.one(id_="summary").text()
    assert "april 2015" not in page.one(id_="summary").text()
