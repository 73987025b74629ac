"""A page whose source has not delivered what is due says so, and so do its downloads."""

from datetime import timedelta

import pytest

from data_access.numbers import sources
from data_access.snapshot.snapshot import Snapshot
from layouts.pages import servicedesk
from layouts.parts.answers import answer
from layouts.parts.page import late


@pytest.fixture(scope="module")
def silent(demo_snapshot: Snapshot) -> Snapshot:
    """Return the demonstration as if the telephone system had not delivered for three nights."""
    loads = demo_snapshot.frames["loads"]
    until = (demo_snapshot.now.date() - timedelta(days=4)).isoformat()
    frames = dict(demo_snapshot.frames) | {
        "loads": loads[(loads["source"] != "telefoni") | (loads["period_to"] <= until)]
    }
    return Snapshot(frames, demo_snapshot.versions, demo_snapshot.now, demo_snapshot.demonstration)


def test_a_source_that_is_silent_is_told_of_by_its_pages(demo_snapshot: Snapshot, silent: Snapshot) -> None:
    assert sources.late(demo_snapshot, ["telefoni", "sager"]) == []
    assert sources.late(silent, ["telefoni", "sager"]) == [
        "Telefonsystemet er forsinket: mangler fra 8. maj 2015."
    ]
    assert sources.late(silent, ["sager"]) == []


def test_a_page_says_it_of_the_sources_of_what_it_shows(silent: Snapshot) -> None:
    asked = silent.choices.default()
    contents = [answer(panel, silent, asked) for panel in servicedesk.PAGE.panels]
    assert late(silent, contents) == ["Telefonsystemet er forsinket: mangler fra 8. maj 2015."]
