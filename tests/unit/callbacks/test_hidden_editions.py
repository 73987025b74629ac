"""Of an edition that is not what it was, nobody knows what it tells: it is shown to nobody who may not see all."""

from datetime import datetime

import pytest

from callbacks.report.reading import Reader
from data_access.editions.packed import NotFrozenError
from data_access.numbers import editions
from data_access.numbers.editions import Edition


def test_a_torn_edition_is_hidden_and_takes_nothing_else_away(monkeypatch: pytest.MonkeyPatch) -> None:
    def torn(*_of: object) -> None:
        raise NotFrozenError

    monkeypatch.setattr(editions, "document", torn)
    edition = Edition("status", 1, 0, "2015-04", datetime.fromisoformat("2015-05-11"), "0" * 64, "")
    assert Reader(None, lambda: False).hides(None, edition)  # type: ignore[arg-type]  # neither is asked
    assert not Reader(None, lambda: True).hides(None, edition)  # type: ignore[arg-type]
