"""The first page of new data works out what all pages share: it is laid out alone, and the others beside each other."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier, BrokenBarrierError
from typing import Any

import pytest

from callbacks import pages
from callbacks.memo import Memo
from callbacks.remembered import Remembered
from data_access.snapshot.snapshot import Snapshot

SEVERAL = 3
NOW = datetime.fromisoformat("2015-05-11T07:30")


class _Pages:
    """Pages that are laid out at once by as many threads as meet; `met` says of each whether all did."""

    def __init__(self, wait: float) -> None:
        self._wait, self._all = wait, Barrier(SEVERAL)
        self.met: list[bool] = []

    def lay_out(self, *_asked: object) -> pages.Answer:
        try:
            self._all.wait(self._wait)
        except BrokenBarrierError:
            self.met.append(False)
        else:
            self.met.append(True)
        return {}


def ask(answers: Remembered, snapshot: Snapshot, *paths: str) -> None:
    with ThreadPoolExecutor(SEVERAL) as readers:
        list(readers.map(lambda path: answers.answer(path, "", snapshot), paths))


def test_only_the_first_page_of_new_data_is_laid_out_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(path: str, search: str, snapshot: Snapshot, _pages: Any) -> Any:
        return path, search, snapshot.version

    monkeypatch.setattr(pages, "asked", read)
    answers, shown = Remembered((), Memo(10_000), str), Snapshot({}, {"calls": "1"}, NOW)
    first = _Pages(0.05)
    monkeypatch.setattr(pages, "answered", first.lay_out)
    answers.expect("/a")
    answers.lay_out_ahead(shown)
    assert first.met == [False]
    together = _Pages(60)
    monkeypatch.setattr(pages, "answered", together.lay_out)
    ask(answers, shown, "/b", "/c", "/d")
    assert together.met == [True] * SEVERAL
    alone = _Pages(0.05)
    monkeypatch.setattr(pages, "answered", alone.lay_out)
    ask(answers, Snapshot({}, {"calls": "2"}, NOW), "/b", "/c", "/d")
    assert alone.met[0] is False
    assert len(alone.met) == SEVERAL
    ask(answers, shown, "/a", "/b", "/c")  # those are remembered
    assert len(alone.met) == SEVERAL
