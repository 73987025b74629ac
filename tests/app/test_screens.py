"""Screens tell that they live, and are listed with what they said."""

import shutil
from typing import Any

import pytest

from dashboard.settings import Settings

DEEP = b'{"skaerm":' + 3_000 * b"[" + 3_000 * b"]" + b"}"
MUCH = b'{"skaerm":"vagtrum","mere":"' + 9_000 * b"x" + b'"}'


@pytest.mark.parametrize("body", [DEEP, MUCH, b"", b"[]", b"1", b"{", b'"x"', b"\xff", b"[" * 100_000])
def test_a_sign_of_life_that_is_none_is_refused(visitor: Any, body: bytes) -> None:
    answer = visitor.client.post("/vaeg/livstegn", data=body, content_type="application/json")
    assert answer.status_code in (400, 413)
    assert "Traceback" not in answer.text


def test_a_sign_of_life_that_cannot_be_kept_is_no_fault(
    visitor: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("data_access.screens.Screens.tell", full)
    assert visitor.client.post("/vaeg/livstegn", json={"skaerm": "vagtrum"}).status_code == 204
    assert "could not be kept" in caplog.text


def test_a_screen_is_listed_with_what_it_said(visitor: Any, settings: Settings) -> None:
    shutil.rmtree(settings.state_dir / "screens", ignore_errors=True)  # of the tests before
    told = {"skaerm": "vagtrum <b>", "tavle": "i-dag-svartider", "vindue": "1920x1080", "fejl": 0, "alder": 2}
    assert visitor.client.post("/vaeg/livstegn", json=told).status_code == 204
    page = visitor.client.get("/skaerme")
    assert page.status_code == 200
    assert "vagtrum b" in page.text
    assert "<td>I dag</td>" in page.text
    assert "● I gang" in page.text
    assert "1 skærm, og den er i gang." in page.text
