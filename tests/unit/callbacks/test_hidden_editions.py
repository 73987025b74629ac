"""Of an edition that is not what it was, nobody knows what it tells: it is shown to nobody who may not see all."""

from datetime import datetime

import pytest
from werkzeug.exceptions import NotImplemented

from callbacks.report.reading import Reader
from data_access.editions.packed import NotFrozenError
from data_access.numbers import editions
from data_access.numbers.editions import Edition

EDITION = Edition("status", 1, 0, "2015-04", datetime.fromisoformat("2015-05-11"), "0" * 64, "")


def test_an_edition_of_a_later_program_is_told_to_be_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(editions, "frozen", lambda *_of: {"form": 99})
    assert Reader(None, lambda: False).hides(None, EDITION)  # type: ignore[arg-type]  # neither is asked
    with pytest.raises(NotImplemented, match="nyere Pejling"):
        Reader(None, lambda: True).document(None, EDITION)  # type: ignore[arg-type]


def test_a_torn_edition_is_hidden_and_takes_nothing_else_away(monkeypatch: pytest.MonkeyPatch) -> None:
    def torn(*_of: object) -> None:
        raise NotFrozenError

    monkeypatch.setattr(editions, "frozen", torn)
    assert Reader(None, lambda: False).hides(None, EDITION)  # type: ignore[arg-type]  # neither is asked
    assert not Reader(None, lambda: True).hides(None, EDITION)  # type: ignore[arg-type]
