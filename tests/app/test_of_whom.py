"""A figure says of whom it is: of the hospital that is chosen, or of the whole region although one is."""

from dataclasses import replace
from typing import Any

import pytest

from data_access.snapshot.snapshot import Snapshot
from layouts.pages.overview import PAGES
from layouts.parts.declarations import Page, Panel

SUBJECTS = [page for page in PAGES if page.is_subject]
PANELS = [
    pytest.param(page, panel, id=f"{page.key}-{panel.key}") for page in SUBJECTS for panel in page.panels
]
HERE, NAME = "herlev-og-gentofte", "Herlev og Gentofte Hospital"


@pytest.mark.parametrize(("page", "panel"), PANELS)
def test_what_no_hospital_changes_is_of_the_region(page: Page, panel: Panel, snapshot: Snapshot) -> None:
    chosen = snapshot.choices.default()
    hospitals = list(snapshot.choices.hospitals["today"])[:4]
    region, *rest = (panel.numbers(snapshot, replace(chosen, hospital=key)) for key in (None, *hospitals))
    assert panel.regional == all(region.equals(each) for each in rest)


@pytest.mark.parametrize("page", SUBJECTS, ids=lambda page: page.key)
def test_the_page_says_of_whom_it_speaks(page: Page, visitor: Any, snapshot: Snapshot) -> None:
    summary = visitor.page(page.path, f"?hospital={HERE}").one(id_="summary").text()
    assert summary.startswith("Hele regionen: " if page.regional else f"{NAME}: ")
    chosen = snapshot.choices.default()
    for panel in (each for each in page.panels if each.regional and each.applies(snapshot, chosen)):
        said = visitor.json(page.key, panel.key, f"?hospital={HERE}")["sentence"]
        assert said.startswith("Hele regionen: ")
