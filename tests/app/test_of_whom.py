"""A figure says of whom it is: of the hospital that is chosen, or of the whole region although one is."""

from typing import Any

import pytest

from data_access.snapshot.snapshot import Snapshot
from layouts.pages.overview import PAGES
from layouts.parts.declarations import Page, Panel

SUBJECTS = [page for page in PAGES if page.is_subject]
CASES = [
    pytest.param(page, panel, id=f"{page.key}-{panel.key}") for page in SUBJECTS for panel in page.panels
]
HERE = "herlev-og-gentofte"


@pytest.mark.parametrize(("page", "panel"), CASES)
def test_what_no_hospital_changes_is_said_to_be_of_the_region(
    page: Page, panel: Panel, snapshot: Snapshot
) -> None:
    chosen = snapshot.choices.default()
    everywhere = [
        panel.numbers(snapshot, filters)
        for filters in [chosen, *(_at(chosen, key) for key in list(snapshot.choices.hospitals["today"])[:4])]
    ]
    same = all(everywhere[0].equals(other) for other in everywhere[1:])
    assert panel.regional == same


def _at(filters: Any, hospital: str) -> Any:
    from dataclasses import replace

    return replace(filters, hospital=hospital)
