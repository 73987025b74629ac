"""Every figure of every page is one that plotly draws, in Danish, whatever was chosen."""

import json
import re
from dataclasses import replace
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest
from plotly.utils import PlotlyJSONEncoder

from data_access.snapshot.snapshot import Snapshot
from layouts.figures import dots, lying, theme, trend
from layouts.figures.base import MONTHS_WITH_ROOM, Figure, gaps, month_axis, share_range
from layouts.figures.vector import svg
from layouts.pages.overview import PAGES
from layouts.parts.answers import answer, panels_of
from layouts.parts.declarations import Content, Panel
from layouts.parts.layers import layered
from tests import redrawn
from tests.drawn import Drawn
from vocabulary import text
from vocabulary.months import shift, span

pytestmark = pytest.mark.takes(18)

PANELS = {
    f"{page.key}/{panel.key}": panel
    for page in PAGES
    for panel in panels_of(page)
    if panel.figure is not None
}
MONTHLY = [key for key, panel in PANELS.items() if panel.columns[0].kind == "month"]
CHOSEN: dict[str, dict[str, Any]] = {
    "the default": {},
    "all there is, with a month under way": {"first": "2014-01", "last": "2015-05"},
    "the month under way alone": {"first": "2015-05", "last": "2015-05"},
    "one whole month": {"first": "2015-04", "last": "2015-04"},
    "a hospital then": {"organisation": "then", "hospital": "herlev"},
    "a hospital without a figure": {
        "first": "2014-01", "last": "2014-06", "organisation": "then", "hospital": "herlev-og-gentofte"},
    "a site without systems": {"hospital": "region-hovedstadens-psykiatri"},
    "the other desk": {"desk": "klinisk"},
    "a cell": {"system": "blodinfo-ii", "month": "2015-03"},
    "against last year": {"first": "2015-01", "compare": "sidste-aar"},
    "against a hospital": {"hospital": "glostrup", "compare": "bornholms", "month": "2015-03"},
    "a cell under way": {"last": "2015-05", "system": "orbit", "month": "2015-05"},
}  # fmt: skip


# Many panels are the same whatever is chosen of what they do not use: plotly is asked of each figure once.
Drawing = tuple[str, Content, Figure]


@pytest.fixture(scope="module", params=PANELS)
def drawings(request: pytest.FixtureRequest, demo_snapshot: Snapshot) -> list[Drawing]:
    """Return a panel's content and its figure with each choice."""
    panel: Panel = PANELS[request.param]
    assert panel.figure is not None
    found = []
    for chosen, changes in CHOSEN.items():
        content = answer(panel, demo_snapshot, replace(demo_snapshot.choices.default(), **changes))
        found.append((chosen, content, layered(panel.figure(content), content)))
    return found


@pytest.mark.wide
def test_plotly_knows_every_part(drawings: list[Drawing]) -> None:
    different = {json.dumps(drawn, cls=PlotlyJSONEncoder): (chosen, drawn) for chosen, _, drawn in drawings}
    for chosen, drawn in different.values():
        validated = go.Figure(drawn).to_plotly_json()
        assert len(validated["data"]) == len(drawn["data"]), chosen


@pytest.mark.wide
def test_plain_danish_and_without_a_template(drawings: list[Drawing]) -> None:
    for chosen, _, drawn in drawings:
        assert "template" not in drawn["layout"], chosen
        assert drawn["layout"]["separators"] == ",.", chosen
        assert isinstance(drawn["layout"]["height"], int | float), chosen
        assert not any(isinstance(each.get("y"), pd.Series) for each in drawn["data"]), chosen
        # A figure in words has the minus of the axes, and no hyphen.
        words = re.findall(r'"((?:[^"\\]|\\.)*)"', json.dumps(drawn, cls=PlotlyJSONEncoder))
        assert not any(re.search(r"(^|[> (])-\d", each) for each in words), chosen


@pytest.mark.wide
def test_nothing_missing_is_drawn_as_a_number(drawings: list[Drawing]) -> None:
    for chosen, _, drawn in drawings:
        values = [value for each in drawn["data"] for axis in ("x", "y") for value in each[axis]]
        assert not any(isinstance(value, float) and value != value for value in values), chosen


@pytest.mark.wide
def test_on_paper_it_shows_the_same_figures_where_its_axes_have_them(drawings: list[Drawing]) -> None:
    """Every mark of the drawing is read back: the figure has it, a row has its value, and it stands where that is."""
    different = {json.dumps(each[-1], cls=PlotlyJSONEncoder): each for each in drawings}
    for chosen, content, figure in different.values():
        drawn = Drawn(svg(figure, title="Titel", described="Sætning."))
        assert redrawn.of_drawing(drawn) == redrawn.of_figure(figure), chosen
        assert redrawn.untold(figure, drawn, content.records) == [], chosen
        assert (drawn.overlapping(), drawn.outside()) == ([], []), chosen
        if not drawn.marks:
            assert [each.said for each in drawn.words] == ["Ingen tal"]
            continue
        assert redrawn.misplaced(figure, drawn) == [], chosen
        if content.columns[0].kind == "month":
            numbers = [each.key for each in content.columns if each.is_number]
            assert redrawn.left_out(drawn, content.records, numbers) == [], chosen


@pytest.mark.wide
def test_only_colours_that_the_dark_theme_can_turn(drawings: list[Drawing]) -> None:
    def colours(part: Any) -> list[str]:
        if isinstance(part, dict):
            return [colour for each in part.values() for colour in colours(each)]
        if isinstance(part, list | tuple):
            return [colour for each in part for colour in colours(each)]
        return [part] if isinstance(part, str) and part.startswith("#") else []

    for chosen, _, drawn in drawings:
        assert set(colours(drawn)) <= set(theme.for_browser()["dark"]), chosen


@pytest.mark.wide
@pytest.mark.parametrize("drawings", MONTHLY, indirect=True)
def test_months_stand_in_order_and_those_not_whole_are_drawn_otherwise(drawings: list[Drawing]) -> None:
    for chosen, content, drawn in drawings:
        rows, axis = content.rows, drawn["layout"]["xaxis"]
        assert axis["categoryarray"] == [text.month(month) for month in rows["month"]], chosen
        for place, state in enumerate(rows.get("state", [])):
            if pd.notna(rows.iloc[place].get("value", 0)):
                assert _looks_whole(drawn, place) == (state == "whole"), (chosen, rows["month"].iloc[place])


def _looks_whole(drawn: Figure, place: int) -> bool:
    """Say how the month at the place is drawn: solid or hatched bars, a solid or a dotted line."""
    hatches = [
        each["marker"]["pattern"]["shape"] for each in drawn["data"] if "pattern" in each.get("marker", {})
    ]
    if hatches:
        return all(shape[place] == "" for shape in hatches)
    solid = next(each for each in drawn["data"] if each.get("line", {}).get("dash") == "solid")
    return solid["y"][place] is not None


def test_the_demonstration_has_panels_to_draw() -> None:
    assert len(PANELS) > len(MONTHLY) > 5


@pytest.mark.parametrize("colours", [theme.LIGHT, theme.DARK])
def test_plotly_knows_every_part_of_the_template(colours: dict[str, str]) -> None:
    template = theme.template(colours)
    assert go.layout.Template(template).to_plotly_json()["layout"].keys() == template["layout"].keys()


def judged(levels: list[str], **columns: Any) -> pd.DataFrame:
    """Return rows as `judge` returns them, a month a level."""
    states = ["under_way" if level == "unknown" else "whole" for level in levels]
    given = {
        "month": span("2015-01", shift("2015-01", len(levels) - 1)),
        "value": [80.0] * len(levels),
        "target": [80.0] * len(levels),
        "level": levels,
        "word": ["Ord"] * len(levels),
        "shown": ["80 %"] * len(levels),
        "state": states,
    }
    return pd.DataFrame(given | columns)


def test_a_light_is_a_shape_and_a_colour_and_says_its_word() -> None:
    points = trend.draw(judged(["good", "near", "missed", "unknown"]), "Svar")["data"][-1]
    assert points["marker"]["symbol"] == ["circle", "triangle-up", "square", "circle-open"]
    assert len(set(points["marker"]["color"])) == 4
    assert points["customdata"] == ["80 % – ord"] * 4


def test_the_dotted_piece_reaches_the_neighbours_of_a_month_that_is_not_whole() -> None:
    rows = judged(["good", "good", "unknown", "good", "good"])
    lines = [each for each in trend.draw(rows, "Svar")["data"] if each["mode"] == "lines"]
    solid, dotted = (each for each in lines if each["line"]["dash"] != "dash")
    assert solid["y"] == [80, 80, None, 80, 80]
    assert dotted["y"] == [None, 80, 80, 80, None]


def test_the_target_steps_where_it_changes_and_is_labelled_with_its_last_value() -> None:
    drawn = trend.draw(judged(["good"] * 3, target=[75.0, 75.0, 80.0]), "Svar")
    line = drawn["data"][0]
    assert line["y"] == [75, 75, 80]
    assert line["line"]["shape"] == "hvh"
    assert drawn["layout"]["annotations"][0]["text"] == f"mål<br>80{text.SPACE}%"


def test_without_a_target_there_is_no_line() -> None:
    drawn = trend.draw(judged(["none"] * 3, target=[None] * 3), "Svar")
    assert all(each.get("line", {}).get("dash") != "dash" for each in drawn["data"])


@pytest.mark.parametrize(
    ("values", "start", "broken"),
    [
        ([0.0, 100.0], 0, False),
        ([59.0, 100.0], 0, False),
        ([1.0, 2.0], 0, False),
        ([69.9], 68, True),
        ([68.2, 84.3, 80.0], 60, True),
        ([93.0, 99.0], 92, True),
        ([100.0], 99.5, True),
        ([99.1, 99.9], 99, True),
        ([], 0, False),
    ],
)
def test_an_axis_begins_at_zero_unless_it_says_otherwise(
    values: list[float], start: float, broken: bool
) -> None:
    limits, found = share_range([*values, None])
    assert (limits[0], found) == (start, broken)
    assert all(limits[0] <= each < limits[1] for each in values)


def test_a_broken_axis_says_so() -> None:
    notes = [each["text"] for each in trend.draw(judged(["good"] * 2, value=[97.0, 99.0], target=[98.5] * 2), "S",
                                                 2)["layout"]["annotations"]]  # fmt: skip
    assert notes == [f"mål<br>98,50{text.SPACE}%", f"Aksen begynder ved 96{text.SPACE}%"]


@pytest.mark.parametrize("count", [1, 2, 12, 14, 15, 36, 120])
def test_an_axis_of_months_has_room_for_its_labels_and_ends_with_the_newest(count: int) -> None:
    months = span("2009-11", shift("2009-11", count - 1))
    axis = month_axis(months)
    assert len(axis["categoryarray"]) == count
    assert len(axis["tickvals"]) == len(axis["ticktext"]) <= MONTHS_WITH_ROOM
    assert axis["tickvals"][-1] == text.month(months[-1])
    years = [label.split("<br>")[1] for label in axis["ticktext"] if "<br>" in label]
    assert years == sorted(set(years))
    assert years[0] == axis["tickvals"][0].split()[1]


def test_a_gap_is_none() -> None:
    assert gaps(pd.Series([1, None, 3.0])) == [1, None, 3]


def test_the_largest_of_a_ranking_stands_on_top() -> None:
    rows = pd.DataFrame({"hospital": ["Flest", "Færrest"], "calls": [1200, 3]})
    (bar,) = lying.ranked(rows, "hospital", "calls", "Opkald")["data"]
    assert bar["y"][-1] == "Flest"  # plotly fills an axis from below
    assert bar["text"] == ["3", "1.200"]


def test_categories_stand_in_their_order_with_a_part_in_front_of_the_whole() -> None:
    rows = pd.DataFrame({"age": ["Nye", "Gamle"], "open": [5.0, 4.0], "late": [0.0, 4.0]})
    drawn = lying.overlaid(rows, "age", (("open", "Åbne"), ("late", "Heraf for sent")))
    whole, part = drawn["data"]
    assert whole["y"] == part["y"] == ["Gamle", "Nye"]  # plotly fills an axis from below
    assert (whole["x"], part["x"]) == ([4, 5], [4, 0])
    assert drawn["layout"]["barmode"] == "overlay"
    go.Figure(drawn)


def test_a_withheld_bar_has_no_length_and_says_that_it_is() -> None:
    rows = pd.DataFrame(
        {"name": ["A", "B", "C"], "count": [7.0, None, None], "withheld": [False, True, False]}
    )
    (bar,) = lying.ranked(rows, "name", "count", "Behandlinger")["data"]
    assert bar["x"] == [None, 0.0, 7.0]
    assert bar["text"] == ["–", "skjult", "7"]


def test_a_site_with_one_class_of_actions_has_one_point() -> None:
    rows = pd.DataFrame({"site": ["A", "B"], "standard": [90.0, None], "heavy": [None, 80.0]})
    parts = (("standard", "Almindelige"), ("heavy", "Tunge"))
    drawn = dots.by_name(rows, "site", parts, goal=(95.0, "mål"))
    joined, standard, heavy = drawn["data"]
    assert (joined["x"], standard["x"], heavy["x"]) == ([], [None, 90.0], [80.0, None])
    assert (standard["text"], heavy["text"]) == (["", "90,0\u00a0%"], ["80,0\u00a0%", ""])
    assert drawn["layout"]["shapes"][0]["x0"] == 95
    go.Figure(drawn)


def test_figures_of_a_row_stand_on_either_side_of_their_points() -> None:
    rows = pd.DataFrame({"site": ["A", "B", "C"], "one": [90.0, 70.0, 80.0], "two": [85.0, 75.0, 80.0]})
    joined, one, two = dots.by_name(rows, "site", (("one", "En"), ("two", "To")))["data"]
    assert one["y"] == ["C", "B", "A"]
    sides = list(zip(one["textposition"], two["textposition"], strict=True))
    # The lower of two stands to the left, and above its point where the names are near.
    assert sides == [
        ("middle right", "top center"),
        ("top center", "middle right"),
        ("middle right", "middle left"),
    ]
    assert joined["x"][3:5] == [70.0, 75.0]


def test_a_withheld_share_says_so_and_has_no_point() -> None:
    rows = pd.DataFrame({"name": ["A", "B"], "value": [70.0, None], "withheld": [False, True]})
    drawn = dots.by_name(rows, "name", (("value", "Udredt"),))
    points, hidden = drawn["data"]
    assert points["x"] == [None, 70.0]
    assert (hidden["y"], hidden["text"]) == (["B"], ["skjult"])
    go.Figure(drawn)


def test_how_a_whole_is_split_is_drawn_of_one_part_and_said_of_both() -> None:
    rows = pd.DataFrame({"month": ["2015-03", "2015-04"], "a": [69.4, 70.3], "b": [30.6, 29.7],
                         "state": ["whole", "under_way"], "word": ["", ""]})  # fmt: skip
    drawn = dots.split(rows, ("a", "Fejl"), ("b", "Bestillinger"))
    line = drawn["data"][-1]
    assert line["customdata"][1] == "Fejl: 70,3\u00a0%<br>Bestillinger: 29,7\u00a0%"
    assert line["marker"]["symbol"] == ["circle", "circle-open"]
    assert line["name"] == "Fejl af alle; resten er bestillinger"
    assert [each["text"] for each in drawn["layout"]["annotations"]] == ["Aksen begynder ved 68\u00a0%"]
    go.Figure(drawn)


# What the axis of values is in, as readers have learnt it.
OF_SHARES = """
    servicedesk/svar-inden-5-minutter servicedesk/straksafklaring servicedesk/kanaler servicedesk/besvarede
    sager/inden-for-fristen sager/slags sager/loeses-af sager/kanal svartider/aarsag svartider/udvikling
    svartider/systemer-inden-for-maalet udredning/somatik udredning/psykiatri udredning/hospitaler
    strategi/digitale-vaerktoejer strategi/udbredelse strategi/oppetid-samlet
""".split()  # noqa: SIM905 - a list of thirty lines would hide what it lists
OF_COUNTS = """
    servicedesk/steder sager/til-og-afgang sager/aabne sager/alder projekter/antal omvisitering/behandlinger
    omvisitering/aftale omvisitering/ydelse omvisitering/hospital omvisitering/privathospital udredning/antal-somatik
    udredning/antal-psykiatri sundhedsplatformen/aarsvaerk sundhedsplatformen/udviklingsbudget strategi/pejlemaerker
""".split()  # noqa: SIM905


def test_no_bar_is_a_share_and_a_broken_axis_says_so(demo_snapshot: Snapshot) -> None:
    """Shares often lie close together, and a bar begins at nothing: it would show no difference between them."""
    asked = replace(demo_snapshot.choices.default(), month="2015-04")
    units = {}
    for key, panel in PANELS.items():
        if panel.figure is None or not panel.shows(demo_snapshot, asked):
            continue
        drawn = panel.figure(answer(panel, demo_snapshot, asked))
        if key == "projekter/tidslinje":  # its marks are told apart by their legend alone
            assert drawn["layout"]["showlegend"]
        axes = [drawn["layout"].get(each, {}) for each in ("xaxis", "yaxis", "yaxis2")]
        units[key] = [each[name] for each in axes for name in ("ticksuffix", "tickformat") if name in each]
        words = [each["text"] for each in drawn["layout"].get("annotations", [])]
        for axis, lies in (("x", True), ("y", False)):
            given = drawn["layout"].get(f"{axis}axis", {})
            if "%" not in str(given.get("ticksuffix", "")):
                continue
            bars = [each for each in drawn["data"] if each["type"] == "bar" and "base" not in each]
            of_shares = [
                each
                for each in bars
                if (each.get("orientation") == "h") == lies and each.get("yaxis") != "y2"
            ]
            assert of_shares == [], key
            assert given["range"][0] <= 0 or any("Aksen begynder ved" in each for each in words), key
    of_both = {"servicedesk/opkald": [",d", "\u00a0min."]}  # and waits, on an axis of their own
    expected = {key: ["\u00a0%"] for key in OF_SHARES} | {key: [",d"] for key in OF_COUNTS} | of_both
    assert {key: units[key] for key in expected} == expected
