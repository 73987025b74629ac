"""Months that never came between two that did are no figures: on the page, in its file, on the wall."""

from collections.abc import Mapping
from typing import Any

import pytest

from data_access.database import schema as t
from data_access.database.engine import reader
from data_access.imports.kinds.catalogue import kind_of
from data_access.imports.mapping.templates import mapping_of
from data_access.snapshot.reading import read_snapshot
from layouts.pages.overview import PAGES
from layouts.parts.answers import answer, panels_of
from layouts.parts.panels import said
from layouts.wall.slides import SLIDES
from tests.app.told import FILES, LIMITS, MONTH, House
from vocabulary.filters import Filters
from vocabulary.months import span

pytestmark = pytest.mark.takes(3)

FIRST, LAST = "2014-12", "2015-04"
TOLD = ("2014-12", "2015-01", "2015-04")
SHOWN = Filters(FIRST, LAST, desk="cimt")
# Of each kind that is told by month: a row but for its month, its page, a panel of it, and the column that is counted.
KINDS: Mapping[str, tuple[Mapping[str, Any], str, str, str]] = {
    "call-totals": (
        {"desk": "cimt", "site": "Herlev", "offered": 100, "answered": 90, "within_limit": 80, "wait_seconds": 900},
        "servicedesk", "opkald", "calls"),
    "referrals": (
        {"site": "Herlev", "service": "A", "provider": "B", "agreement": "own", "treatments": 100},
        "omvisitering", "behandlinger", "treatments"),
    "pathways": (
        {"site": "Herlev", "field": "somatic", "expected": 100, "arrived": 100, "within_limit": 90},
        "udredning", "somatik", "value"),
    "projects": ({"project": "A", "light": "green"}, "projekter", "antal", "all"),
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_months_that_never_came_are_no_figures(house: House, kind: str) -> None:
    row, key, name, column = KINDS[kind]
    field, url = kind_of(kind).days[0], house.new()
    house.load(url, kind, [{field: month, **row} for month in TOLD], mapping=mapping_of(kind_of(kind)))
    snapshot = read_snapshot(reader(url))
    source = mapping_of(kind_of(kind)).source
    missing = [month for month in span(FIRST, LAST) if month not in TOLD]
    assert [snapshot.coverage.month(source, month).state for month in missing] == ["missing"] * 2
    page = next(page for page in PAGES if page.key == key)
    for panel in panels_of(page):
        content = answer(panel, snapshot, SHOWN)
        words = said(content)
        assert "februar" not in words
        assert "marts" not in words
        assert "5 hele måneder" not in words
        if panel.key == name:
            values = content.rows.set_index("month")[column]
            assert values[list(TOLD)].notna().all()
            assert values[missing].isna().all()
    slides = [slide.plain() for build in SLIDES.values() for slide in build[1](snapshot, SHOWN, None)]
    charts = [slide["chart"] for slide in slides if slide.get("chart")]
    for chart in charts:
        if chart["kind"] == "months":
            at = [chart["labels"].index(each) for each in ("feb. 15", "mar. 15")]
            assert [chart["values"][place] for place in at] == [None, None]
    assert charts or kind in ("projects", "pathways")


def test_all_that_changed_since_a_month_that_never_came_is_not_said(house: House) -> None:
    row, url = KINDS["call-totals"][0], house.new()
    rows = [{"period": "2015-01", **row}, {"period": "2015-04", **row, "offered": 200}]
    house.load(url, "call-totals", rows, mapping=mapping_of(kind_of("call-totals")))
    slides = [slide.plain() for _name, build in SLIDES.values()
              for slide in build(read_snapshot(reader(url)), SHOWN, None)]  # fmt: skip
    words = " ".join(str(slide) for slide in slides)
    assert "flere end i marts" not in words
    assert "Kan ikke sammenlignes med marts 2015" in words


def test_two_cases_far_apart_have_a_hole_between_them(house: House) -> None:
    opened = ("2014-06-10 09:00", "2015-03-10 09:00")
    rows = [
        {
            "number": number,
            "desk": "cimt",
            "site": "Herlev",
            "opened_at": at,
            "resolved_at": at,
            "priority": "medium",
        }
        for number, at in zip("12", opened, strict=True)
    ]
    url = house.new()
    house.load(url, "cases", rows, mapping=mapping_of(kind_of("cases")))
    page = next(page for page in PAGES if page.key == "sager")
    panel = next(panel for panel in panels_of(page) if panel.key == "til-og-afgang")
    filters = Filters("2014-06", "2015-03", desk="cimt")
    content = answer(panel, read_snapshot(reader(url)), filters)
    between = content.rows[content.rows["month"].between("2014-07", "2015-02")]
    assert set(between["word"]) == {"Ingen tal endnu"}
    assert between[["opened", "resolved", "backlog"]].isna().to_numpy().all()
    assert "0 sager" not in said(content)


@pytest.mark.parametrize("place", ["servicedesk/svar-inden-5-minutter", "sager/kritikalitet"])
def test_where_there_is_no_limit_the_months_are_not_blamed(house: House, place: str) -> None:
    key, name = place.split("/")
    url = house.new(
        [(t.limits, {"subject": one, "key": each}) for one, each in LIMITS if one in ("call", "case")]
    )
    for kind in ("calls", "cases"):
        house.load(url, kind, FILES[kind])
    page = next(page for page in PAGES if page.key == key)
    panel = next(panel for panel in panels_of(page) if panel.key == name)
    words = said(answer(panel, read_snapshot(reader(url)), MONTH))
    assert "er hele" not in words
    assert words.startswith(("Der er ingen grænse", "Der er ingen frist"))
