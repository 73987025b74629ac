"""The wall's addresses: its page, and its slides as plain values."""

import re
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from callbacks.wall_slides import BOUNDS, MOST_SLIDES, Made, Playlist, asked_slides
from dashboard.settings import Settings
from layouts.wall import names
from layouts.wall.causes import first_words
from layouts.wall.slide import months_chart, round_above
from layouts.wall.slides import SLIDES


def slides(visitor: Any, query: str = "") -> dict[str, Any]:
    response = visitor.client.get(f"/vaeg/tavler{query}")
    assert response.status_code == 200
    found: dict[str, Any] = response.get_json()
    return found


@pytest.fixture(autouse=True, scope="module")
def read(visitor: Any) -> None:
    """Wait until today's events are read for the first time: a wall does not, and shows the rest."""
    deadline = time.monotonic() + 60
    while "Dagens hændelser kan ikke læses lige nu." in slides(visitor)["notices"]:
        assert time.monotonic() < deadline


def test_the_wall_is_a_page_of_its_own_without_a_menu(visitor: Any) -> None:
    page = visitor.client.get("/vaeg")
    assert page.status_code == 200
    assert "navigation" not in page.text
    assert 'data-bs-theme="dark"' in page.text
    assert '<html lang="en"' in visitor.client.get("/vaeg?sprog=en").text


def test_every_slide_that_has_figures_is_there_in_the_order_of_the_playlist(visitor: Any) -> None:
    found = slides(visitor)
    keys = list(dict.fromkeys(slide["key"] for slide in found["slides"]))
    assert [key for key in keys if key in SLIDES] == [*SLIDES]
    assert set(SLIDES) <= set(keys)
    assert found["notices"] == []
    asked = slides(visitor, "?sider=projekter,overblik")
    assert [slide["key"] for slide in asked["slides"]] == ["projekter", "overblik"]


def test_the_worst_come_first(visitor: Any) -> None:
    order = {"missed": 0, "near": 1, "unknown": 2, "good": 3, "none": 4}
    for slide in slides(visitor)["slides"]:
        levels = [order[row["level"]] for row in slide["rows"]]
        assert levels == sorted(levels), slide["key"]


def test_the_figures_are_those_of_the_pages(visitor: Any) -> None:
    by_key = {slide["key"]: slide for slide in slides(visitor)["slides"]}
    share = visitor.months("servicedesk", "svar-inden-5-minutter", "", "value")["2015-04"]
    assert by_key["servicedesk"]["title"] == "Svar inden for 5 minutter"
    assert by_key["servicedesk"]["figure"].startswith(f"{share:.1f}".replace(".", ",")[:4])
    assert by_key["servicedesk"]["chart"]["values"][-1] == pytest.approx(share)
    within = visitor.months("sager", "inden-for-fristen", "", "value")["2015-04"]
    assert by_key["sager"]["title"] == "Sager løst inden for fristen"
    assert by_key["sager"]["chart"]["values"][-1] == pytest.approx(within)
    treated = visitor.months("omvisitering", "behandlinger", "", "treatments")
    assert by_key["omvisitering"]["title"] == "Omvisiterede behandlinger"
    assert [each for each in by_key["omvisitering"]["chart"]["values"] if each][-1] == treated["2015-03"]
    assert by_key["svartider"]["figure"] == "6 af 10"
    assert [row["name"] for row in by_key["projekter"]["rows"]] == ["EKG", "RIS/PACS"]


@pytest.mark.parametrize(
    "query", ["?sider=findes-ikke", "?sider=,,,", "?sider=" + "x," * 500, "?sprog=xx", "?sider=%00%FF"]
)
def test_whatever_a_playlist_says_the_answer_is_no_fault(visitor: Any, query: str) -> None:
    found = slides(visitor, query)
    assert isinstance(found["slides"], list)
    if "findes-ikke" in query:
        assert found["notices"] == ["Der er ingen tavle, der hedder „findes-ikke“."]


def test_there_is_an_end_to_what_one_screen_shows(visitor: Any) -> None:
    found = slides(visitor, f"?sider={','.join(f'x{number}' for number in range(MOST_SLIDES + 5))}")[
        "notices"
    ]
    assert found[MOST_SLIDES - 1 :] == [
        f"Der er ingen tavle, der hedder „x{MOST_SLIDES - 1}“.",
        f"Der vises kun de første {MOST_SLIDES} tavler.",
    ]


def test_the_screen_keeps_within_the_same_bounds() -> None:
    script = (Path(names.__file__).parents[2] / "assets/wall.js").read_text("utf-8")
    found = re.findall(r'bounded\("(\w+)", .*?, ([\d.]+), ([\d.]+)\);', script)
    assert {name: (float(least), float(most)) for name, least, most in found} == BOUNDS


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("?sekunder=1&hver=60", ""),
        ("?sekunder=3600.5", "„sekunder“ skal være et tal fra 1 til 3.600."),
        ("?sekunder=0", "„sekunder“ skal være et tal fra 1 til 3.600."),
        ("?hver=ofte", "„hver“ skal være et tal fra 0,5 til 60."),
        ("?sprog=tysk", "Pejling taler ikke „tysk“. Sproget kan være „da“ (dansk) eller „en“ (engelsk)."),
        ("?side=sager", "Adressen har „side“, som Pejling ikke kender. Det ændrer intet."),
        ("?sekunder=20&hver=0.5&skaerm=vagtrum&sprog=en", ""),
    ],
)
def test_what_of_a_screens_address_is_not_used_is_told(visitor: Any, query: str, said: str) -> None:
    found = slides(visitor, f"{query}&sider=projekter")["notices"]
    assert found == ([said] if said else [])


def test_a_slide_that_fails_is_told_of_and_the_others_go_on(
    snapshot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object) -> Any:
        raise ZeroDivisionError

    monkeypatch.setitem(SLIDES, "sager", ("Sager", broken))  # type: ignore[arg-type]
    found, notices = Made().of(snapshot, None, ["sager", "projekter"])
    assert [slide["key"] for slide in found] == ["projekter"]
    assert notices == ["Tavlen „Sager“ kan ikke vises lige nu."]


def test_a_playlist_is_the_address_s_or_else_the_setting_s() -> None:
    setting = Playlist(("sager", "noter"), 20, 7)
    assert list(asked_slides({"sider": "projekter, overblik,projekter"}, setting)) == [
        "projekter",
        "overblik",
    ]
    assert list(asked_slides({}, setting)) == ["sager", "noter"]
    assert Settings.from_env({}).wall_slides == tuple(SLIDES) == names.SLIDES


def test_the_month_of_the_projects_is_that_of_their_reports(visitor: Any) -> None:
    (slide,) = slides(visitor, "?sider=projekter")["slides"]
    assert slide["sentence"].startswith("Maj 2015")


def test_projects_without_a_light_are_counted_apart(snapshot: Any) -> None:
    reports = snapshot.frames["project_reports"]
    green = reports[(reports["month"] == reports["month"].max()) & (reports["light"] == "green")].index[:2]
    grey = reports.assign(light=reports["light"].where(~reports.index.isin(green), "grey"))
    told = replace(
        snapshot,
        frames={**snapshot.frames, "project_reports": grey},
        versions={**snapshot.versions, "projects": 0},
    )
    (slide,) = SLIDES["projekter"][1](told, told.choices.default(), None)
    assert (slide.figure, slide.sentence) == ("4 af 13", "Maj 2015. 2 har ikke meldt et lys.")
    assert (slide.level, [each["name"] for each in slide.rows]) == ("missed", ["EKG", "RIS/PACS"])


@pytest.mark.parametrize(
    ("highest", "end"),
    [(0, 2), (1, 2), (3, 4), (7, 8), (9, 10), (11, 12), (13, 16), (25, 30), (1091, 1200), (2532, 3000)],
)
def test_an_axis_of_counts_ends_at_a_round_number_with_a_whole_half(highest: float, end: float) -> None:
    assert round_above(highest) == end


def test_an_axis_of_shares_ends_at_all_and_its_target_is_the_newest() -> None:
    rows = [
        {"month": f"2015-0{number}", "value": value, "target": target, "level": "good", "state": "whole"}
        for number, value, target in ((1, 97.0, 90.0), (2, 100.0, 95.0), (3, 99.0, None))
    ]
    told = months_chart(rows, "%")
    assert (told["highest"], told["goal"], told["kind"]) == (100.0, "95\u00a0%", "shares")
    assert 0 < told["lowest"] < 90
    assert months_chart(rows, "antal")["lowest"] == 0


def test_only_what_fails_is_listed_each_with_its_goal_and_cause(visitor: Any) -> None:
    found = {slide["key"]: slide for slide in slides(visitor)["slides"]}
    of_today = {"i-dag-svartider"} & set(found)  # which has one while anything of the hour fails
    for key in ("overblik", "svartider", *of_today):
        assert {row["level"] for row in found[key]["rows"]} <= {"missed", "near"}
        assert all(row["goal"].startswith("mål ") for row in found[key]["rows"])
    causes = {row["name"]: row["words"] for row in found["overblik"]["rows"]}
    assert causes["Svar inden for 5 minutter"].startswith(
        "Ejeren: Sygdommen i servicedesken"
    )  # what its owner says
    assert "skiller sig ud" in causes["Sager løst inden for fristen"]  # what the figures say
    assert causes["EPM3"] == "Under målet uanset handlingstype og sted"
    # What is written need not be of why, and is told as a note, where the figures show nothing.
    assert not [words for words in causes.values() if words.startswith(("Stigningen", "Faldet"))]
    # The order, the targets and the causes are those of the page.
    lags = [row for row in visitor.json("overblik", "bagud")["rows"] if row["word"] != "Uden mål"]
    assert [row["name"] for row in found["overblik"]["rows"]] == [row["called"] for row in lags]
    assert [row["goal"] for row in found["overblik"]["rows"]] == [f"mål {row['goal']}" for row in lags]
    assert list(causes.values()) == [first_words(row["cause"]) for row in lags]
    systems = [row["name"] for row in found["svartider"]["rows"]]
    assert systems == [row["called"] for row in lags if row["called"] in systems]
    assert found["overblik"]["others"] == "7 andre mål er nået"
    assert found["projekter"]["others"] == "11 andre projekter er grønne"


def test_each_slide_says_until_when_its_figures_go(visitor: Any) -> None:
    reach = {slide["key"]: slide["reach"] for slide in slides(visitor)["slides"]}
    assert {reach[key] for key in ("overblik", "servicedesk", "sager", "svartider")} == {
        "Tal til og med 10. maj"
    }
    assert reach["omvisitering"] == "Tal til og med 31. marts"
    assert reach["i-dag"].startswith("Tal til kl. ")


def test_a_target_has_its_figure_and_shares_that_lie_close_are_no_bars(visitor: Any) -> None:
    charts = {slide["key"]: slide["chart"] for slide in slides(visitor)["slides"] if slide["chart"]}
    for chart in (each for key, each in charts.items() if key != "i-dag"):
        assert bool(chart["goal"]) == any(each is not None for each in chart["target"])
        assert bool(chart["note"]) == (chart["lowest"] > 0)
        assert chart["kind"] == ("shares" if "%" in chart["ticks"][0]["words"] else "months")
        assert chart["lowest"] == 0 or chart["kind"] == "shares"
    assert charts["servicedesk"]["note"] == "Aksen begynder ved 60\u00a0%"
    assert charts["servicedesk"]["goal"] == "80\u00a0%"


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("Tidsplanen er presset. Leverandøren skal vise stabil drift.", "Tidsplanen er presset"),
        ("Kort.", "Kort"),
        ("", ""),
        (
            "Stigningen skyldes flytningen til den nye platform; første bølge blev flyttet i april måned.",
            "Stigningen skyldes flytningen til den nye platform …",
        ),
        (f"{'ord ' * 30}.", f"{('ord ' * 19).strip()} …"),
        ("u" * 200, "u" * 78 + " …"),
    ],
)
def test_the_first_words_are_whole_and_short(words: str, first: str) -> None:
    assert first_words(words) == first
    assert len(first) <= 80
