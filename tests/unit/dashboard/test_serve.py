"""`pejling demo` and `pejling serve` get all ready before they let gunicorn take over."""

import os
import runpy
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any
from urllib.request import urlopen

import pytest
from sqlalchemy import insert

from data_access.database import migrate
from data_access.database import schema as t
from data_access.database.engine import writer
from tests.ports import free_port

Pejling = Callable[..., Any]


@pytest.fixture(autouse=True)
def port(pejling: Pejling, monkeypatch: pytest.MonkeyPatch) -> None:
    """Set a port that is free; `pejling` clears the environment first."""
    monkeypatch.setenv("PORT", str(free_port()))


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """Record what demonstrations are asked for, instead of building them."""
    calls: list[dict[str, Any]] = []

    def build(url: str, *, progress: Callable[[str, float], None], **options: Any) -> None:
        assert options.pop("last"), "the reports come on top"
        calls.append({"url": url, **options})
        for what, done in (
            ("tables", 0.0),
            ("calls and cases of 2014-01", 0.02),
            ("days of calls", 0.8),
            ("done", 1.0),
        ):
            progress(what, done)

    monkeypatch.setattr(builder(), "build", build)
    return calls


def builder() -> ModuleType:
    import data_access.demo.build  # noqa: F401 - the package may give its function the same name

    return sys.modules["data_access.demo.build"]


@pytest.fixture
def became(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Record what the process would have become."""
    programs: list[list[str]] = []
    monkeypatch.setattr(os, "execve", lambda _path, arguments, _env: programs.append(arguments))
    return programs


# --- demo -----------------------------------------------------------------------------------------


def test_demo_says_how_far_where_and_what_next(
    pejling: Pejling, built: list[dict[str, Any]], tmp_path: Path
) -> None:
    result = pejling("demo", "--scale", "3")
    assert result.exit_code == 0, result.output
    assert built == [{"url": f"sqlite:///{tmp_path}/pejling.db", "replace": False, "scale": 3}]
    assert result.stdout.splitlines() == [
        f"Bygger en database med demonstrationsdata i {tmp_path}/pejling.db",
        "  0 %  tabeller",
        " 80 %  dagssummer for opkald",
        "100 %  færdig",
        "Vis den med: pejling serve",
    ]


def test_demo_does_not_replace_unasked(
    pejling: Pejling, built: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: Any, **_options: Any) -> None:
        raise builder().AlreadyThereError("there")

    monkeypatch.setattr(builder(), "build", refuse)
    result = pejling("demo")
    assert result.exit_code == 1
    assert "Erstat den med: pejling demo --replace" in result.stderr


@pytest.mark.parametrize("kind", ["loaded", "of something else", "no database"])
def test_demo_never_replaces_what_it_has_not_built(
    pejling: Pejling, built: list[dict[str, Any]], new_sqlite: str, kind: str
) -> None:
    url = new_sqlite
    if kind == "loaded":
        migrate.upgrade_database(url)
        fill(url)
    elif kind == "of something else":
        with writer(url).begin() as connection:
            t.regions.create(connection)
    else:
        Path(url.removeprefix("sqlite:///")).write_text("words " * 1000, encoding="utf-8")
    result = pejling("demo", "--replace", "--database-url", url)
    assert result.exit_code == 1
    assert built == []


def test_demo_replaces_a_demonstration_and_an_empty_database(
    pejling: Pejling, built: list[dict[str, Any]], migrated_sqlite: str, new_postgres: str
) -> None:
    fill(migrated_sqlite)
    with writer(migrated_sqlite).begin() as connection:
        connection.execute(insert(t.settings).values(key="demonstration", value="1"))
    for url in (migrated_sqlite, new_postgres):
        result = pejling("demo", "--replace", "--database-url", url)
        assert result.exit_code == 0, result.output
    assert [call["replace"] for call in built] == [True, True]


def fill(url: str) -> None:
    with writer(url).begin() as connection:
        connection.execute(insert(t.sources).values(id=1, key="telefoni", name="Telefoni"))
        connection.exec_driver_sql(
            "INSERT INTO loads (source_id, loaded_at, period_from, period_to, row_count, completeness,"
            " demonstration) VALUES (1, '2015-05-01 02:10:00', '2015-04-01', '2015-04-30', 1, 1, false)"
        )


# --- serve ----------------------------------------------------------------------------------------


def test_serve_builds_the_demonstration_and_becomes_gunicorn(
    pejling: Pejling, built: list[dict[str, Any]], became: list[list[str]]
) -> None:
    result = pejling("serve")
    assert result.exit_code == 0, result.output
    assert len(built) == 1
    assert became == [[sys.executable, "-m", "gunicorn", "--config", "python:dashboard.gunicorn_config"]]


def test_serve_builds_nothing_for_a_database_of_ones_own(
    pejling: Pejling,
    built: list[dict[str, Any]],
    became: list[list[str]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PEJLING_DATABASE_URL", f"sqlite:///{tmp_path}/egen.db")
    result = pejling("serve")
    assert result.exit_code == 2
    assert "PEJLING_SIGN_IN: er ikke valgt" in result.stderr
    monkeypatch.setenv("PEJLING_SIGN_IN", "open")
    result = pejling("serve")
    assert result.exit_code == 1
    assert f"der er ingen database i {tmp_path}/egen.db" in result.stderr
    monkeypatch.setenv("PEJLING_DATABASE_URL", "postgresql://db.example.org/pejling")
    assert pejling("serve").exit_code == 0  # a server that is down now may be up in a minute
    assert (built, len(became)) == ([], 1)


@pytest.mark.parametrize(
    ("host", "said"),
    [
        ("127.0.0.1", "er optaget"),
        ("192.0.2.1", "er ikke en adresse på"),
        ("findes.ikke.invalid", "er ikke en"),
    ],
)
def test_serve_says_when_it_cannot_listen(
    pejling: Pejling, became: list[list[str]], monkeypatch: pytest.MonkeyPatch, host: str, said: str
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        monkeypatch.setenv("PORT", str(other.getsockname()[1]))
        monkeypatch.setenv("HOST", host)
        monkeypatch.setenv("PEJLING_SIGN_IN", "open")
        result = pejling("serve")
    assert (result.exit_code, became) == (1, [])
    assert said in result.stderr
    assert len(result.stderr.splitlines()) == 2


# --- gunicorn -------------------------------------------------------------------------------------


def test_gunicorn_knows_all_that_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    from gunicorn.config import KNOWN_SETTINGS

    monkeypatch.setenv("PEJLING_WORKERS", "3")
    monkeypatch.setenv("PEJLING_LOG_LEVEL", "error")
    config = runpy.run_module("dashboard.gunicorn_config")
    known = {setting.name for setting in KNOWN_SETTINGS}
    imported = {"logging", "os", "sys", "Path", "Any", "Settings", "logs"}
    assert {name for name in config if not name.startswith("_")} - imported <= known
    assert (config["workers"], config["loglevel"], config["accesslog"]) == (3, "error", None)
    assert config["preload_app"]
    assert config["control_socket_disable"]


def test_gunicorn_lets_nobody_say_where_we_are_and_marks_what_is_said_twice() -> None:
    config = runpy.run_module("dashboard.gunicorn_config")
    assert config["forwarder_headers"] == ""  # SCRIPT_NAME would choose where answers lead
    once = [
        ("HOST", "x"),
        ("COOKIE", "a"),
        ("COOKIE", "b"),
        ("X-PEJLING-USER", "a"),
        ("X-PEJLING-GROUPS", "a"),
    ]
    for more, marks in ([], []), ([("X-PEJLING-GROUPS", ";b;")], [("X-PEJLING-TWICE", "yes")]):
        asked = SimpleNamespace(headers=[*once, *more])
        config["pre_request"](None, asked)
        assert asked.headers == [*once, *more, *marks]


def test_refreshing_starts_in_the_worker_and_ends_with_it() -> None:
    done: list[str] = []
    store = SimpleNamespace(start=lambda: done.append("start"), stop=lambda: done.append("stop"))
    answers = SimpleNamespace(expect=lambda path: done.append(path))
    packed = SimpleNamespace(pack=lambda: None)
    server = SimpleNamespace(extensions={"pejling": store, "pejling.answers": answers, "packed": packed})
    worker = SimpleNamespace(app=SimpleNamespace(wsgi=lambda: server), age=1)
    config = runpy.run_module("dashboard.gunicorn_config")
    assert done == []
    config["post_fork"](None, worker)
    config["worker_exit"](None, worker)
    assert done == ["/", "/hospital", "start", "stop"]


def test_gunicorn_serves_with_this_and_stops(tmp_path: Path) -> None:
    (tmp_path / "wsgi.py").write_text(SMALL_APPLICATION, encoding="utf-8")
    env = os.environ | {"PORT": str(free_port()), "HOST": "127.0.0.1", "HOME": str(tmp_path)}
    env |= {"PEJLING_WORKERS": "1", "PYTHONPATH": str(Path(__file__).parents[3])}
    command = [sys.executable, "-m", "gunicorn", "--config", "python:dashboard.gunicorn_config"]
    with subprocess.Popen(
        command, cwd=tmp_path, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as server:
        try:
            assert server.stdout
            assert server.stdout.readline() == (
                f"Pejling kører på http://127.0.0.1:{env['PORT']} – stop med Ctrl+C\n"
            )
            with urlopen(f"http://127.0.0.1:{env['PORT']}/side?hospital=herlev", timeout=60) as page:
                assert page.read() == b"started"
        finally:
            server.send_signal(signal.SIGINT)
        out, err = server.communicate(timeout=60)
    # Pejling itself writes a line a request; gunicorn would name the visitor.
    assert (server.returncode, out, err) == (0, "", "")
    assert sorted(path.name for path in tmp_path.iterdir() if path.name != "__pycache__") == ["wsgi.py"]


SMALL_APPLICATION = """
from types import SimpleNamespace

state = []

def server(environ, start_response):
    body = "".join(state).encode()
    start_response("200 OK", [("Content-Length", str(len(body)))])
    return [body]

store = SimpleNamespace(start=lambda: state.append("started"), stop=state.clear)
server.extensions = {
    "pejling": store,
    "pejling.answers": SimpleNamespace(expect=lambda path: None),
    "packed": SimpleNamespace(pack=lambda: None),
}
"""
