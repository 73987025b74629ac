"""Of a dropped file it is asked first whether its edition is for whoever dropped it; only then is anything printed."""

from datetime import datetime
from types import SimpleNamespace
from typing import NoReturn

import pytest

from callbacks.report import control
from data_access.numbers.editions import Edition
from layouts.report import verified
from layouts.report.paper import embedded

EDITION = Edition("patientrettigheder", 1, 0, "2015-04", datetime.fromisoformat("2015-05-11"), "0" * 64, "")


def test_an_edition_that_is_not_for_him_is_not_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    def too_much(*_of: object) -> NoReturn:
        raise AssertionError

    monkeypatch.setattr(embedded, "read", lambda _content: b"{}")
    monkeypatch.setattr(verified, "edition_of", lambda _snapshot, _found: EDITION)
    monkeypatch.setattr(control, "of", too_much)  # what prints
    monkeypatch.setattr(verified, "held", too_much)
    reader = SimpleNamespace(snapshot=lambda: None, hides=lambda _snapshot, _edition: True)
    found = control._checked(SimpleNamespace(reader=reader), None, b"%PDF-")  # type: ignore[arg-type]
    assert "som du ikke har adgang til" in found.said
    assert found.edition is None
