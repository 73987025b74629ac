"""An indicator that a page has a panel of reaches it, by its key or its name, alone or with the others."""

from typing import Any

import pytest

from layouts.parts.answers import answer, panels_of, summed_up
from layouts.parts.panels import said
from tests.app.little import YEAR, asked, loaded, page
from tests.app.told import FILES, House
from vocabulary.indicators import INDICATORS, known_as


def value(indicator: str, scope: str, amount: float = 50, period: str = "2015-04") -> dict[str, Any]:
    return {
        "indicator": indicator, "subject": "andet", "unit": "%", "period": period, "scope": scope, "value": amount,
        "numerator": amount, "denominator": 100, "note": "",
    }  # fmt: skip


@pytest.mark.parametrize("word", ["adoption_breadth", "Digitale værktøjer: afdelinger, der bruger dem"])
@pytest.mark.parametrize("scope", ["herlev", "Herlev Hospital", ""])
def test_breadth_reaches_its_panel(house: House, word: str, scope: str) -> None:
    snapshot = loaded(house, {"indicators": [value(word, scope)]})
    assert known_as(word) in INDICATORS.items()
    assert [panel.key for panel in page("strategi").panels if panel.shows(snapshot, YEAR)] == [
        "digitale-vaerktoejer",
        "udbredelse",
    ]
    rows = asked(snapshot, "strategi/digitale-vaerktoejer", YEAR).rows
    assert rows[["name", "breadth"]].to_numpy().tolist() == [
        ["Herlev Hospital" if scope else "Hele regionen", 50]
    ]
    assert rows["depth"].isna().all()
    assert "50,0\u00a0%" in said(asked(snapshot, "strategi/digitale-vaerktoejer", YEAR))
    assert said(asked(snapshot, "strategi/udbredelse", YEAR)) == (
        "I april 2015 brugte 50,0\u00a0% af afdelingerne værktøjerne."
    )


def test_depth_alone_is_told_of_depth(house: House) -> None:
    snapshot = loaded(house, {"indicators": [value("adoption_depth", "herlev")]})
    words = [
        said(asked(snapshot, f"strategi/{name}", YEAR)) for name in ("digitale-vaerktoejer", "udbredelse")
    ]
    assert words == [
        "I april 2015 var 50,0\u00a0% af funktionerne i brug på Herlev Hospital.",
        "I april 2015 var 50,0\u00a0% af funktionerne i brug.",
    ]


def test_depth_of_another_month_takes_nothing_from_breadth(house: House) -> None:
    rows = [value("adoption_breadth", "herlev"), value("adoption_depth", "herlev", 40, "2015-03")]
    content = asked(loaded(house, {"indicators": rows}), "strategi/digitale-vaerktoejer", YEAR)
    assert content.rows["breadth"].tolist() == [50]


@pytest.mark.parametrize("indicator", INDICATORS)
def test_every_indicator_with_a_place_of_its_own_is_not_among_the_others(
    house: House, indicator: str
) -> None:
    snapshot = loaded(house, {"indicators": [value(indicator, "")]})
    assert indicator in set(snapshot.frames["indicators"]["key"])
    for key in ("strategi", "sundhedsplatformen"):
        for panel in panels_of(page(key)):
            content = answer(panel, snapshot, YEAR)
            assert said(content)
            assert panel.key != "andre-noegletal" or content.rows.empty
        assert summed_up(page(key), snapshot, YEAR)


def test_uptime_is_known_by_the_name_of_its_system(house: House) -> None:
    snapshot = loaded(house, {"indicators": [value("Oppetid", "Mail", 99.5)]})
    rows = asked(snapshot, "strategi/oppetid", YEAR).rows
    assert rows.set_index("month")["value"].dropna().to_dict() == {"2015-04": 99.5}


def test_the_mean_of_the_systems_says_which_months_lack_one(house: House) -> None:
    rows = [
        value("uptime", system, amount, month)
        for month, system, amount in (
            ("2015-03", "mail", 99.0), ("2015-03", "lab", 98.0), ("2015-04", "mail", 99.0),
        )
    ]  # fmt: skip
    content = asked(loaded(house, {"indicators": rows}), "strategi/oppetid-samlet", YEAR)
    found = content.rows.set_index("month")
    assert found.loc["2015-04", ["told", "of"]].tolist() == [1, 2]
    assert "Opgjort på 1 af 2 systemer." in said(content)


def test_what_is_told_of_all_is_not_a_mean_with_its_parts(house: House) -> None:
    rows = [value("uptime", "", 99.9), value("uptime", "mail", 90)]
    content = asked(loaded(house, {"indicators": rows}), "strategi/oppetid-samlet", YEAR)
    assert content.rows["value"].dropna().tolist() == [99.9]


def test_a_source_that_a_load_made_has_no_rhythm_that_anybody_told(house: House) -> None:
    snapshot = loaded(house, {"call-totals": FILES["call-totals"]})
    rows = asked(snapshot, "datakilder/nu", YEAR).rows
    assert rows[["rhythm", "word"]].to_numpy().tolist() == [["Ikke oplyst", "Fristen er ikke oplyst"]]
