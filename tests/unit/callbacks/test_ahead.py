"""What was asked for most lately is laid out of new data before they are shown: so much of it, and never for nobody."""

import logging
from datetime import datetime

import pandas as pd
import pytest

from callbacks.ahead import LATELY_SECONDS, MOST_PAGES, MOST_SECONDS, REMEMBERED, Address, Ahead
from data_access.snapshot.snapshot import Snapshot


def made(version: int) -> Snapshot:
    clock = pd.DataFrame({"key": ["clock"]})
    return Snapshot({"settings": clock}, {"calls": str(version)}, datetime.fromisoformat("2015-05-11T07:30"))


class House:
    """Pages that tell what was laid out of which data; one of them fails, and each takes its time."""

    def __init__(self) -> None:
        self.now, self.seconds = 1_000.0, 0.0
        self.laid_out: list[tuple[str, Address, Snapshot]] = []
        self.ahead = Ahead(self._read, self._keep, clock=lambda: self.now)

    def _read(self, address: Address, snapshot: Snapshot) -> str:
        """An address asks for its path, whatever its search."""
        if address[0] == "/unreadable":
            raise ValueError(address)
        return address[0]

    def _keep(self, key: str, address: Address, snapshot: Snapshot) -> None:
        self.now += self.seconds
        if key == "/fails":
            raise ValueError(key)
        self.laid_out.append((key, address, snapshot))

    def ask(self, *paths: str) -> None:
        for path in paths:
            self.ahead.asked((path, ""))

    def paths_of(self, snapshot: Snapshot) -> list[str]:
        """Return what comes to be laid out of data."""
        self.laid_out.clear()
        self.ahead.lay_out(snapshot)
        return [key for key, _address, _snapshot in self.laid_out]


@pytest.fixture
def house() -> House:
    return House()


def test_what_is_asked_for_most_comes_first_and_once_for_each_version(house: House) -> None:
    house.ask("/a", "/b", "/c", "/b")
    first, again, second = made(1), made(1), made(2)
    assert house.paths_of(first) == ["/b", "/a", "/c"]
    assert {snapshot is first for *_what, snapshot in house.laid_out} == {True}
    assert house.paths_of(again) == []
    assert house.paths_of(second) == ["/b", "/a", "/c"]


def test_where_nobody_has_asked_lately_there_is_nothing_to_do(house: House) -> None:
    assert house.paths_of(made(1)) == []
    house.ask("/a")
    house.now += LATELY_SECONDS + 1
    assert house.paths_of(made(2)) == []


def test_two_spellings_count_together_and_the_newest_is_the_one_that_is_kept(house: House) -> None:
    house.ask("/b", "/b")
    for search in ("?x=1", "?x=2", "?x=3"):
        house.ahead.asked(("/a", search))
    assert house.paths_of(made(1)) == ["/a", "/b"]
    assert house.laid_out[0][1] == ("/a", "?x=3")


def test_so_many_pages_are_laid_out_and_so_many_requests_remembered(house: House) -> None:
    house.ask(*(f"/{number}" for number in range(2 * REMEMBERED)))
    assert house.paths_of(made(1)) == [f"/{REMEMBERED + number}" for number in range(MOST_PAGES)]


def test_the_data_are_not_held_back_for_longer_than_a_moment(house: House) -> None:
    house.ask(*"abcdefgh")
    house.seconds = MOST_SECONDS / 3 + 0.01
    began = house.now
    assert house.paths_of(made(1)) == ["a", "b", "c"]
    assert house.now - began < 2 * MOST_SECONDS


def test_a_page_that_fails_costs_a_line_in_the_log(house: House, caplog: pytest.LogCaptureFixture) -> None:
    house.ask("/fails", "/fails", "/unreadable", "/a")
    with caplog.at_level(logging.ERROR):
        assert house.paths_of(made(1)) == ["/a"]
    assert sorted(record.getMessage().rpartition(" ")[2] for record in caplog.records) == [
        "/fails",
        "/unreadable",
    ]
