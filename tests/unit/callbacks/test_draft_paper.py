"""A draft's PDF is pressed again where something in it is another, and not for the minute or for who asks."""

from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask

from callbacks.report import files
from callbacks.report.kept import Kept
from callbacks.report.publishing import MOST_DRAFTS, _Publishing
from data_access.editions.published import Which


def test_a_draft_is_pressed_once_for_all_that_is_printed_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    pressed: list[dict[str, Any]] = []
    monkeypatch.setattr(files, "made", lambda document, _suffix: pressed.append(document) or b"%PDF-")
    printed: files.Files = Kept(MOST_DRAFTS)

    def asked(**document: Any) -> None:
        own: Any = object.__new__(_Publishing)
        own._which, own._version = Which("status", 12), lambda: SimpleNamespace(draft=None)
        own._made = lambda _version: {"called": "12. afrapportering", "foreword": "", "read": ""} | document
        with Flask("x").test_request_context():
            assert own.paper(printed).data == b"%PDF-"

    asked(read="2015-05-11T07:30")
    asked(read="2015-05-11T07:31")
    assert [(each["called"], each["draft"]) for each in pressed] == [("KLADDE: 12. afrapportering", True)]
    asked(foreword="Et nyt ord")
    assert len(pressed) == 2
