"""A figure as SVG: each kind of mark, where it stands and what it says; words that fit; nothing that could run."""

import re
import xml.etree.ElementTree as ET
from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layouts.figures import amounts, bars, lying, overlays, theme, trend
from layouts.figures.base import Figure, figure, month_axis, names
from layouts.figures.vector import svg
from layouts.figures.vector.letters import block, fitted, plain
from layouts.figures.vector.paint import grey, luminance
from tests.drawn import SVG, Drawn, Mark
from tests.unit.layouts.test_figures import judged
from vocabulary.months import shift, span

MONTHS = span("2015-01", "2015-04")


def drawn(of: Figure, width: int = 640, **how: Any) -> Drawn:
    return Drawn(svg(of, width, title="Titel", described="Sætning.", **how))


def marks(of: Drawn, kind: str) -> list[Mark]:
    return [each for each in of.marks if each.kind == kind]


def line(values: list[float | None], **more: Any) -> dict[str, Any]:
    months = names(span("2015-01", shift("2015-01", len(values) - 1)))
    return {"type": "scatter", "mode": "lines", "x": months, "y": values, **more}


def by_month(*traces: dict[str, Any], **layout: Any) -> Figure:
    months = span("2015-01", shift("2015-01", len(traces[0]["x"]) - 1))
    return figure(traces, xaxis=month_axis(months), **layout)


def counted(*values: float | None, state: str = "whole", **columns: Any) -> Any:
    months = span("2015-01", shift("2015-01", len(values) - 1))
    same = {"state": [state] * len(values), "word": [""] * len(values)}
    return {"month": months, "a": list(values), **same, **columns}


# --- The drawing ---------------------------------------------------------------------------------


def test_it_is_named_and_described_and_stands_alone() -> None:
    written = svg(by_month(line([1, 2])), title="Hvor <mange>?", described="To & flere.")
    root = ET.fromstring(written)  # noqa: S314 - our own drawing
    by_id = {each.attrib["id"]: each for each in root.iter() if "id" in each.attrib}
    assert root.attrib["role"] == "img"
    assert by_id[root.attrib["aria-labelledby"]].text == "Hvor <mange>?"
    assert by_id[root.attrib["aria-describedby"]].text == "To & flere."
    assert {each.tag.removeprefix(SVG) for each in root.iter()} <= {
        "svg", "title", "desc", "defs", "pattern", "g", "rect", "line", "path", "circle", "text"
    }  # fmt: skip
    assert not re.search(r"href|url\(http|style=|<script|dominant-baseline", written)


def test_the_same_figure_is_the_same_drawing_and_names_in_two_never_meet() -> None:
    one, other = (
        by_month(bars.counts(counted(9, state=state), [("a", "A")])["data"][0]) for state in ("x", "whole")
    )
    assert svg(one, title="T", described="") == svg(one, title="T", described="")
    ids = [set(re.findall(r'id="([^"]+)"', svg(each, title="T", described=""))) for each in (one, other)]
    assert all(ids)
    assert not ids[0] & ids[1]


@pytest.mark.parametrize("values", [[], [None, None]])
def test_where_there_is_nothing_it_says_so(values: list[None]) -> None:
    found = drawn({"data": [line(values)] if values else [], "layout": {}})
    assert [each.said for each in found.words] == ["Ingen tal"]
    assert found.marks == []


@pytest.mark.parametrize(
    "strange",
    [
        {"data": [{"type": "pie", "x": [1], "y": [1]}], "layout": {}},
        {"data": [line([1])], "layout": {"yaxis": {"type": "log"}}},
        {"data": [line([1], mode="markers", marker={"symbol": "star"})], "layout": {}},
        {"data": [line([1])], "layout": {"shapes": [{"type": "circle"}]}},
    ],
)
def test_what_cannot_be_drawn_is_a_fault_and_no_gap(strange: Figure) -> None:
    with pytest.raises(ValueError, match="no drawing of"):
        drawn(strange)


HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=y>',
    "a&b;]]>",
    "\x00\x1b[31m\x7f",
    "\u202eabc",
    "\ud800",
    "\ufffe",
)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_words(name: str) -> None:
    rows = {"hospital": [name, "B"], "calls": [2, 1]}
    written = svg(lying.ranked(rows, "hospital", "calls", name), title=name, described=name)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f\u202e\ufffe\ud800-\udfff]", written)
    root = ET.fromstring(written)  # noqa: S314 - our own drawing
    assert not {"script", "img"} & {each.tag.removeprefix(SVG) for each in root.iter()}
    assert not [each for element in root.iter() for each in element.attrib if each.startswith("on")]


@given(st.lists(st.text(max_size=40), min_size=1, max_size=6, unique=True))
def test_any_names_give_a_drawing(called: list[str]) -> None:
    rows = {"hospital": called, "calls": [float(place) for place in range(len(called))]}
    found = drawn(lying.ranked(rows, "hospital", "calls", called[0]), held=True)
    assert len(marks(found, "bar")) == len(called)


# --- Bars ----------------------------------------------------------------------------------------


def test_bars_of_a_month_stand_beside_one_another_and_begin_at_nothing() -> None:
    found = drawn(bars.counts(counted(10, 20, b=[5, None]), [("a", "A"), ("b", "B")]))
    first, second, beside = marks(found, "bar")
    assert [(each.series, each.x, each.y) for each in (first, second, beside)] == [
        ("A", "januar 2015", "10"), ("A", "februar 2015", "20"), ("B", "januar 2015", "5")
    ]  # fmt: skip
    assert first["x"] + first["width"] == pytest.approx(beside["x"], abs=0.02)
    assert second["height"] == pytest.approx(2 * first["height"], abs=0.02)
    assert first["y"] + first["height"] == pytest.approx(beside["y"] + beside["height"], abs=0.02)


def test_bars_that_are_stacked_stand_on_one_another() -> None:
    found = drawn(bars.counts(counted(10, 20, b=[5, 5]), [("a", "A"), ("b", "B")], "stack"))
    low, _low, high, _high = marks(found, "bar")
    assert high["y"] + high["height"] == pytest.approx(low["y"], abs=0.02)
    assert high["x"] == low["x"]


def test_a_bar_below_nothing_hangs_there() -> None:
    rows = {"type": "bar", "orientation": "h", "x": [-2.0, 4.0], "y": ["A", "B"], "text": ["−2", "4"]}
    found = drawn(lying.laid_out([rows | {"textposition": "outside"}], 2, {"nticks": 5}))
    left, right = marks(found, "bar")
    assert left["x"] + left["width"] == pytest.approx(right["x"], abs=0.02)
    words = {each.said: each for each in found.words if not each.group.startswith("axis")}
    assert words["−2"].right < left["x"]
    assert words["4"].left > right["x"] + right["width"]
    assert "−2" in [each.said for each in found.axis("x")]


def test_what_is_not_whole_is_hatched_and_a_light_has_its_shape() -> None:
    found = drawn(bars.counts(counted(10, state="under_way"), [("a", "A")]))
    assert marks(found, "bar")[0].given["fill"].startswith("url(#")
    lights = (("a", "Grøn", "good"), ("b", "Gul", "near"), ("c", "Rød", "missed"), ("d", "Uden", "unknown"))
    # In the bars, and in the legend: there too not, where no bar is large enough for it.
    for few, wanted in ((5, {"circle": 4, "path": 2, "rect": 2}), (0.1, {"circle": 4, "path": 2})):
        rows = counted(5, b=[5], c=[few], d=[5])
        written = svg(bars.lights(rows, lights), title="", described="")  # type: ignore[arg-type]
        bare = re.sub(r"<(\w+)([^>]*) class=", r"<\1 class=", written)
        assert Counter(re.findall(r'<(\w+) class="sign"', bare)) == wanted


def test_words_in_a_bar_can_be_read_on_it_and_stand_beside_it_where_they_have_no_room() -> None:
    rows = {"of": ["A", "A", "B"], "part": ["x", "y", "x"], "value": [60.0, 60.0, 1.0]}
    found = drawn(amounts.stacked(rows, "of", "part", "value", "antal"))
    inside = [each for each in found.root.iter(f"{SVG}text") if each.text == "60"]
    fills = [each.given["fill"] for each in marks(found, "bar")[1:3]]
    for words, fill in zip(inside, [marks(found, "bar")[0].given["fill"], fills[1]], strict=True):
        one, other = sorted((luminance(words.attrib["fill"]), luminance(fill)))
        assert (other + 0.05) / (one + 0.05) > 4.5
    few = drawn(amounts.progress({"name": ["A"], "done": [1], "aim": [400]}, "name", "done", "aim"))
    (said,) = [each for each in few.words if each.said == "1 af 400"]
    assert said.left > marks(few, "bar")[1]["x"] + marks(few, "bar")[1]["width"]


# --- Lines and points ----------------------------------------------------------------------------


def test_a_line_has_a_piece_from_gap_to_gap() -> None:
    found = marks(drawn(by_month(line([1, 2, None, 4, 3]))), "line")
    assert [each.y for each in found] == ["1|2", "4|3"]
    assert [len(each.places) for each in found] == [2, 2]


@pytest.mark.parametrize(("shape", "turns"), [("hv", 1), ("vh", 0), ("hvh", 0.5)])
def test_a_line_that_steps_turns_where_it_does(shape: str, turns: float) -> None:
    (found,) = marks(drawn(by_month(line([1, 2], line={"shape": shape}))), "line")
    (x, _y), (at, _at), (_to, _too), (to_x, _to_y) = found.places
    assert at == pytest.approx(x + turns * (to_x - x), abs=0.02)


def test_a_target_of_one_month_is_a_line_and_its_label_stands_at_its_height() -> None:
    found = drawn(trend.draw(judged(["good"], value=[85.0]), "Svar"))
    (target,) = [each for each in marks(found, "line") if "80" in each.y]
    (one, height), (other, _height) = target.places[0], target.places[-1]
    assert other - one > 100
    label = [each for each in found.words if each.group == "notes" and each.said in ("mål", "80\u00a0%")]
    assert (label[0].centre[1] + label[1].centre[1]) / 2 == pytest.approx(height, abs=0.1)


def test_a_band_lies_between_two_lines_and_behind_bars() -> None:
    low, high = line([1, None, 1]), line([3, 3, 3], fill="tonexty", fillcolor="rgba(95,111,126,0.14)")
    found = drawn(by_month(low, high, bars.counts(counted(2, 2, 2), [("a", "A")])["data"][0]))
    bands = marks(found, "band")
    assert [(each.y, each.given["data-low"]) for each in bands] == [("3", "1"), ("3", "1")]
    assert [each.kind for each in found.marks[:3]] == ["band", "band", "bar"]


def test_each_light_is_a_shape_and_what_is_not_whole_is_hollow() -> None:
    found = marks(drawn(trend.draw(judged(["good", "near", "missed", "unknown"]), "Svar")), "point")
    assert [each.tag for each in found] == ["circle", "path", "rect", "circle"]
    assert found[3].given["fill"] == theme.LIGHT["card"]
    assert len({each.centre[1] for each in found}) == 1


def test_two_axes_have_each_its_own_scale() -> None:
    rows = counted(1000, 2000, calls=[1000, 2000], abandoned=[10, 20], average_wait=[60.0, 120.0])
    found = drawn(bars.calls_and_wait(rows))
    assert [each.said for each in found.axis("y2")][:2] == ["0,0\u00a0min.", "0,5\u00a0min."]
    waits = [each for each in found.marks if each.axis == "y2" and each.kind == "point"]
    begin, step = found.scale("y2")
    assert [(each.centre[1] - begin) / step for each in waits] == pytest.approx([1, 2], abs=0.01)


# --- Words ---------------------------------------------------------------------------------------


def test_axes_are_in_danish_form() -> None:
    found = drawn(
        by_month(bars.counts(counted(12_000, 800), [("a", "A")])["data"][0], yaxis={"tickformat": ",d"})
    )
    assert [each.said for each in found.axis("y")] == ["0", "5.000", "10.000"]
    few = drawn(by_month(line([0.5, 1.5]), yaxis={"range": [0, 2], "nticks": 4, "ticksuffix": " %"}))
    assert [each.said for each in few.axis("y")] == ["0,0 %", "0,5 %", "1,0 %", "1,5 %", "2,0 %"]
    count = drawn(by_month(bars.counts(counted(1, 2), [("a", "A")])["data"][0], yaxis={"tickformat": ",d"}))
    assert [each.said for each in count.axis("y")] == ["0", "1", "2"]
    # Those that an axis names itself are there from its first to its last.
    own = {"range": [0, 2], "tickvals": [-1, 0, 1, 2, 3], "ticktext": ["a", "b", "c", "d", "e"]}
    assert [each.said for each in drawn(by_month(line([0.5, 1.5]), yaxis=own)).axis("y")] == ["b", "c", "d"]


def test_months_are_named_by_their_first_letters_and_their_year_and_fewer_where_there_is_no_room() -> None:
    of = by_month(line([1.0] * 14))
    wide, narrow = drawn(of), drawn(of, 320)
    assert [each.said for each in wide.axis("x")][:3] == ["jan.", "2015", "feb."]
    assert [each.said for each in narrow.axis("x")][-2:] == ["feb.", "2016"]
    assert len(narrow.axis("x")) < len(wide.axis("x"))
    assert narrow.overlapping() == []
    # A year whose month has no room stands under the next.
    assert [each.said for each in narrow.axis("x") if each.said.isdigit()] == ["2015", "2016"]


def test_a_long_name_is_folded_and_what_has_no_room_is_cut_and_kept_whole_in_a_title() -> None:
    long = "Afdelingen for meget lange navne, som ingen kan huske, og som heller ikke er til at skrive ned"
    rows = {"hospital": [long, "B"], "calls": [2, 1]}
    found = drawn(lying.ranked(rows, "hospital", "calls", "Opkald"))
    axis = [each.said for each in found.axis("y")]
    assert (axis[-1].endswith("…") and axis[0] == "B") or axis[0].startswith("Afdelingen")
    assert long in [each.text for each in found.root.iter(f"{SVG}title")]
    assert marks(found, "bar")[1].y == long
    assert (found.overlapping(), found.outside()) == ([], [])


def test_labels_at_lines_ends_give_way_to_one_another() -> None:
    notes = [
        {"x": 1, "xref": "paper", "xanchor": "left", "y": at, "text": f"linje<br>{at}"} for at in (9, 10, 0)
    ]
    found = drawn(by_month(line([0, 10]), annotations=notes))
    ends = [each for each in found.words if each.group == "notes"]
    assert len(ends) == 6
    assert (found.overlapping(), found.outside()) == ([], [])


def test_flags_of_months_that_stand_close_give_way_to_one_another() -> None:
    months = span("2014-01", "2016-12")
    of = figure([line([1.0] * 36) | {"x": names(months)}], xaxis=month_axis(months))
    numbered = [
        (place, month, False) for place, month in enumerate(("2016-10", "2016-11", "2016-12"), start=1)
    ]
    found = drawn(overlays.flags(of, numbered))
    boxes = [dict(each.attrib) for each in found.root.iter(f"{SVG}rect") if "class" not in each.attrib][1:]
    tops = [float(each["y"]) for each in boxes]
    assert len(set(tops)) > 1
    assert found.overlapping() == []


def test_a_fold_at_a_hyphen_joins_again() -> None:
    assert plain("Captia-<br>omlægning") == "Captia-omlægning"
    assert plain("Herlev -<br>Gentofte") == "Herlev - Gentofte"
    assert [each.said for each in fitted(block("Akut og<br>langt navn"), 500, 1).lines] == [
        "Akut og langt navn"
    ]


# --- Colours -------------------------------------------------------------------------------------


def test_in_grey_there_is_no_colour_and_on_dark_ground_each_is_turned() -> None:
    of = trend.draw(judged(["good", "near", "missed", "unknown"]), "Svar")
    plain_, mono, dark = (
        svg(of, title="", described="", **how) for how in ({}, {"mono": True}, {"dark": True})
    )
    found = [set(re.findall(r"#[0-9a-f]{6}", each)) for each in (plain_, mono, dark)]
    assert found[0] <= set(theme.LIGHT.values())
    assert found[1] == {grey(each) for each in found[0]}
    assert found[2] <= set(theme.DARK.values())


def test_series_that_share_a_darkness_are_told_apart_as_bars_in_grey() -> None:
    rows = counted(9, b=[9], c=[9], d=[9])
    for mode in ("group", "stack"):
        for pair in (("a", "b"), ("a", "c"), ("a", "d"), ("b", "c")):
            found = drawn(bars.counts(rows, [(each, each) for each in pair], mode), mono=True)
            lights = [luminance(each.given["fill"]) for each in marks(found, "bar")]
            assert (max(lights) + 0.05) / (min(lights) + 0.05) > 1.25, pair
