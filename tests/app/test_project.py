"""A project's page: both lights month by month, how it has drifted, and what has moved since the report before."""

from dataclasses import replace
from typing import Any

import pytest

from data_access.database.engine import reader
from data_access.numbers import project_history, projects
from data_access.snapshot.reading import read_snapshot
from data_access.snapshot.rows import records
from data_access.snapshot.snapshot import Snapshot
from layouts.pages import project as page
from layouts.parts.answers import answer
from tests.app.told import MONTH, House
from vocabulary.filters import Filters


def chosen(snapshot: Snapshot, key: str = "ekg", **more: Any) -> Filters:
    return replace(snapshot.choices.default(), project=key, **more)


def test_a_delay_that_grows_is_seen(visitor: Any) -> None:
    main = visitor.page("/projekter/ekg")
    said = main.one(id_="projekt-aendret-sentence").text()
    assert "forsinkelsen gik fra 10 uger til 14 uger" in said
    assert "det beregnede lys gik fra gul til rød" in said
    delays = visitor.months("projekt", "forsinkelse", "?projekt=ekg", "delay_weeks")
    assert (delays["2014-12"], delays["2015-04"], delays["2015-05"]) == (4, 10, 14)
    assert delays["2014-06"] is None  # not told is not nought
    assert (
        "14 uger i maj 2015 mod 4 uger i november 2014" in main.one(id_="projekt-forsinkelse-sentence").text()
    )


def test_the_newest_of_its_history_is_what_the_list_says(snapshot: Snapshot) -> None:
    for key in snapshot.choices.projects:
        for month in (None, "2014-10"):
            filters = chosen(snapshot, key, month=month)
            latest = records(projects.latest(snapshot, filters))
            history = records(project_history.history(snapshot, filters))
            names = ("month", "light", "computed", "delay_words", "overrun_words", "finding")
            assert [[row[name] for name in names] for row in history[-1:]] == [
                [row[name] for name in names] for row in latest
            ]
            assert all(row["month"] <= (month or "2015-05") for row in history)


def test_each_figure_has_the_light_that_it_gives_alone(snapshot: Snapshot) -> None:
    rows = {row["month"]: row for row in records(project_history.history(snapshot, chosen(snapshot)))}
    early, late = rows["2014-12"], rows["2015-05"]
    # Four weeks are less than a month, and the cost alone makes the project yellow.
    assert (early["delay_level"], early["cost_level"], early["computed"]) == ("good", "near", "yellow")
    assert (late["delay_level"], late["cost_level"], late["computed"]) == ("missed", "near", "red")
    figure = page.DELAY.figure(answer(page.DELAY, snapshot, chosen(snapshot)))  # type: ignore[misc]
    assert figure["data"][-1]["marker"]["symbol"][-1] == "square"


def test_the_list_leads_to_each_and_says_what_is_green_by_its_own_word_and_red_by_the_numbers(
    visitor: Any, snapshot: Snapshot
) -> None:
    main = visitor.page("/projekter")
    assert "1 af dem er grønt efter eget udsagn, men rødt efter tallene: Netværksprogrammet." in (
        main.one(id_="summary").text()
    )
    rows = main.one(class_="projects").all("A")
    assert {link.prop("href") for link in rows} == {f"/projekter/{key}" for key in snapshot.choices.projects}
    (network,) = (each for each in main.all(class_="project") if "Netværksprogrammet" in each.text())
    assert "13,0\u00a0% over budgettet" in network.text()
    assert "Beregnet: rød" in network.text()
    of_one = visitor.page("/projekter", "?projekt=ekg")
    assert of_one.one(id_="panels") == main.one(id_="panels")
    assert "har en side for sig" in of_one.one(id_="notices").text()


@pytest.mark.parametrize("path", ["/projekter/findes-ikke", "/projekter/EKG", "/projekter/ekg/mere"])
def test_a_project_that_is_not_there_says_so(path: str, visitor: Any) -> None:
    assert visitor.client.get(path).status_code == 404
    assert visitor.page(path).one("H1").text() == "Siden findes ikke"
    assert visitor.client.get("/projekter/ekg").status_code == 200


def test_a_first_report_has_nothing_to_be_held_against(house: House) -> None:
    url = house.new()
    house.load(
        url, "projects", [{"project": "Ny/gammel", "month": "2015-04", "light": "green", "programme": ""}]
    )
    snapshot = read_snapshot(reader(url))
    (key,) = snapshot.choices.projects
    filters = replace(MONTH, project=key, in_path="projekt")
    assert "første rapport" in page.CHANGED.sentence(answer(page.CHANGED, snapshot, filters))
    assert [panel.key for panel in page.PAGE.panels if panel.shows(snapshot, filters)] == [
        "nu", "aendret", "lys", "status",
    ]  # fmt: skip
    assert page.PAGE.at(filters).count("/") == 2
