"""What is made of what never changes is made once, however many ask for it at once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest

from callbacks.report.kept import Kept


def test_of_those_who_ask_at_once_one_makes_it() -> None:
    kept, all_here, made = Kept[str](2), Barrier(4), []
    known = Event()

    def make() -> str:
        known.wait(0.05)  # the others have time to come
        made.append("once")
        return "a file"

    def ask(_number: int) -> str:
        all_here.wait(60)
        return kept.of("key", make)

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(ask, range(4))) == ["a file"] * 4
    assert made == ["once"]


def test_what_could_not_be_made_is_tried_again() -> None:
    kept = Kept[str](1)

    def fail() -> str:
        raise OSError

    with pytest.raises(OSError):  # noqa: PT011 - it is the one raised above
        kept.of("key", fail)
    assert kept.of("key", lambda: "made") == "made"
    assert kept.of("other", lambda: "other") == "other"
    assert kept.of("key", lambda: "anew") == "anew", "only the last is kept"
