"""Seen from outside: alive, ready, counted; every request has an id and a line; every answer its headers."""

import json
import logging
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dashboard.app import create_app
from dashboard.logs import JsonLines, configuration
from data_access.snapshot import measures
from data_access.snapshot.store import Store
from tests.app.conftest import Held

# But for the hashes of the bundles' own styles, of which a browser test says when one lacks.
POLICY = (
    "default-src 'none'; script-src 'self'; script-src-attr 'none'; style-src 'self'; style-src-elem 'self'; "
    "style-src-attr 'unsafe-hashes'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


def test_the_process_is_alive_and_ready(visitor: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Store, "age", lambda _self: 2.0)
    assert visitor.client.get("/healthz").get_json() == {"alive": True}
    found = visitor.client.get("/readyz")
    assert found.status_code == 200
    assert found.get_json()["ready"] is True


def test_without_figures_it_is_not_ready_but_alive(visitor_of: Any, tmp_path: Any) -> None:
    def silent(_previous: object, _progress: object) -> Any:
        raise OSError("away")

    store = Store(silent, tmp_path / "snapshot", every=3600)
    visitor = visitor_of(store)
    assert visitor.client.get("/healthz").status_code == 200
    found = visitor.client.get("/readyz")
    assert (found.status_code, found.get_json()["ready"]) == (503, False)


def test_every_answer_of_a_page_has_an_id_and_a_time(visitor: Any, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "pejling.access"):
        answers = [visitor.ask("/servicedesk"), visitor.ask("/servicedesk")]  # the second is remembered
        answers.append(visitor.client.post("/_dash-update-component", data=b"x"))  # and this one refused
    assert all(answer.headers["X-Request-ID"] for answer in answers)
    told = [record.told for record in caplog.records if record.name == "pejling.access"]
    assert len({each["request"] for each in told}) == len(told) == 3
    assert all(each["ms"] > 0 for each in told)


def test_whatever_is_called_a_method_is_counted_as_one_thing(visitor: Any) -> None:
    for method in ("FOOBAR", "AAA"):
        assert visitor.client.open("/", method=method).status_code == 405
    said = visitor.client.get("/metrics").text
    assert 'method="other"' in said
    assert "FOOBAR" not in said


def test_what_cannot_be_counted_is_answered_all_the_same(
    visitor: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_labels: object) -> Any:
        raise OSError(28, "No space left on device")

    for counter in (measures.REQUESTS, measures.MEMO):
        monkeypatch.setattr(counter, "labels", full)
    assert visitor.ask("/servicedesk").status_code == 200
    assert visitor.client.get("/healthz").status_code == 200


def test_figures_that_nobody_confirms_are_not_ready(visitor: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Store, "age", lambda _self: 61.0)
    found = visitor.client.get("/readyz")
    assert (found.status_code, found.get_json()["age_seconds"]) == (503, 61.0)


@pytest.mark.parametrize(("age", "status"), [(80.0, 200), (80.1, 503)])
def test_a_database_may_be_silent_for_twice_as_long_as_the_pages_do_without_saying_so(
    settings: Any, snapshot: Any, monkeypatch: pytest.MonkeyPatch, age: float, status: int
) -> None:
    monkeypatch.setattr(Held, "age", lambda _self: age)
    client = create_app(replace(settings, stale_seconds=40.0), Held(snapshot)).server.test_client()  # type: ignore[arg-type]
    assert client.get("/readyz").status_code == status


def test_what_a_process_counted_outlives_it_in_one_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = (
        "import os; from data_access.snapshot import measures\n"
        "for _ in range(3): measures.REQUESTS.labels('/', 'GET', 200).inc()\n"
        "measures.SECONDS.labels('/').observe(0.02)\n"
        "print(os.getpid())"
    )
    for _process in range(3):
        env = os.environ | {"PROMETHEUS_MULTIPROC_DIR": str(tmp_path)}
        ended = subprocess.run(
            [sys.executable, "-c", program], env=env, capture_output=True, check=True, text=True
        )
        measures.fold(int(ended.stdout), tmp_path)
    measures.fold(1, tmp_path)  # one that has counted nothing
    assert sorted(path.name for path in tmp_path.iterdir()) == ["ended.json"]
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", str(tmp_path))
    said = measures.written(lambda: []).decode()
    assert 'pejling_requests_total{method="GET",page="/",status="200"} 9.0' in said
    assert 'pejling_request_seconds_count{page="/"} 3.0' in said


def test_requests_are_counted_by_few_names(visitor: Any) -> None:
    visitor.client.get("/servicedesk")
    visitor.client.get("/wp-login.php")
    visitor.client.get("/data/servicedesk/opkald.json")
    said = visitor.client.get("/metrics").text
    for page in ("/servicedesk", "other", "data"):
        assert re.search(
            rf'pejling_requests_total\{{method="GET",page="{page}",status="\d+"\}} [1-9]', said
        ), page
    assert "wp-login" not in said
    for name in (
        "pejling_data_age_seconds",
        'pejling_source_age_seconds{source="telefoni"}',
        "pejling_screens",
    ):
        assert name in said
    assert re.search(r'pejling_request_seconds_bucket\{le="0.1",page="/servicedesk"\} [1-9]', said)


@pytest.mark.parametrize(
    ("given", "kept"),
    [("a-known-request-1", True), ("x" * 65, False), ("<script>", False), ("kort", False)],
)
def test_a_request_has_an_id_and_a_line(
    visitor: Any, caplog: pytest.LogCaptureFixture, given: str, kept: bool
) -> None:
    with caplog.at_level(logging.INFO, "pejling.access"):
        answer = visitor.client.get(
            "/servicedesk?hospital=herlev-og-gentofte", headers={"X-Request-ID": given}
        )
    told = answer.headers["X-Request-ID"]
    assert (told == given) is kept
    line = json.loads(JsonLines().format(caplog.records[-1]))
    assert (line["request"], line["path"], line["status"]) == (told, "/servicedesk", 200)
    assert "herlev" not in json.dumps(line)


@pytest.mark.parametrize("path", ["/", "/vaeg", "/skaerme", "/findes-ikke", "/data/", "/tilstand"])
def test_every_answer_says_what_it_may_do(visitor: Any, path: str) -> None:
    with visitor.client.get(path, buffered=True) as answer:
        headers = answer.headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Permissions-Policy"] == "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
    if headers["Content-Type"].startswith("text/html"):
        policy = headers["Content-Security-Policy"]
        assert "script-src 'self';" in policy
        assert "unsafe-eval" not in policy
        assert "unsafe-inline" not in policy
        assert re.sub(r" 'sha256-[\w+/]{43}='", "", policy) == POLICY


def test_only_pages_of_those_that_are_named_may_frame_ours(settings: Any, snapshot: Any) -> None:
    framed_by = ("https://intranet.example.org", "https://b.example.org:8443")
    client = create_app(replace(settings, framed_by=framed_by), Held(snapshot)).server.test_client()  # type: ignore[arg-type]
    for path in ("/sager", "/vaeg", "/soeg", "/tilstand"):
        headers = client.get(path).headers
        assert "X-Frame-Options" not in headers  # it could name none of them
        if headers["Content-Type"].startswith("text/html"):
            rules = headers["Content-Security-Policy"].split("; ")
            assert f"frame-ancestors {' '.join(framed_by)}" in rules
            assert "script-src 'self'" in rules


def test_a_fault_is_a_line_with_its_cause() -> None:
    try:
        raise ZeroDivisionError("nul")
    except ZeroDivisionError:
        record = logging.LogRecord(
            "x", logging.ERROR, "", 0, "went %s", ("wrong",), __import__("sys").exc_info()
        )
    line = json.loads(JsonLines().format(record))
    assert (line["level"], line["said"]) == ("error", "went wrong")
    assert "ZeroDivisionError: nul" in line["fault"]


@pytest.mark.parametrize(
    ("level", "of_the_server"),
    [("debug", "DEBUG"), ("info", "WARNING"), ("warning", "WARNING"), ("error", "ERROR")],
)
def test_all_is_logged_on_standard_error_from_the_level_on(level: str, of_the_server: str) -> None:
    told = configuration(level)
    assert told["root"] == {"level": level.upper(), "handlers": ["stderr"]}
    assert told["handlers"]["stderr"] == {"class": "logging.StreamHandler", "formatter": "json"}
    assert told["formatters"]["json"]["()"] == f"{JsonLines.__module__}.{JsonLines.__name__}"
    assert (told["loggers"]["gunicorn.error"]["level"], told["disable_existing_loggers"]) == (
        of_the_server,
        False,
    )
