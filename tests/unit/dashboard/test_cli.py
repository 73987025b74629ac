"""The `pejling` command teaches its use in Danish, and says what was wrong and what to do."""

import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

from dashboard.setting_table import SETTINGS

COMMANDS = (
    "demo",
    "serve",
    "migrate",
    "rollup",
    "check",
    "metrics",
    "import",
    "inbox",
    "loads",
    "unload",
    "audit",
)
Pejling = Callable[..., Any]


def test_help_names_every_command_and_the_exit_codes(pejling: Pejling) -> None:
    shown = pejling("--help")
    assert shown.exit_code == 0
    assert all(command in shown.stdout for command in (*COMMANDS, "Svarkoder", "Kom i gang"))


@pytest.mark.parametrize("command", COMMANDS)
def test_each_help_has_an_example_and_the_settings_in_danish(pejling: Pejling, command: str) -> None:
    shown = pejling(command, "--help").stdout
    assert all(word in shown for word in ("Brug:", "Valg", "Eksempel:", "Indstillinger:", "PEJLING_"))
    assert not any(word in shown for word in ("Usage", "Options", "Show this", "default", "<bool>", "\\["))


def test_the_help_of_serve_names_every_setting(pejling: Pejling) -> None:
    shown = pejling("serve", "--help").stdout
    assert [setting.variable for setting in SETTINGS if setting.variable not in shown] == []


def test_help_waits_for_no_library() -> None:
    heavy = ("alembic", "babel", "dash", "pandas", "plotly", "sqlalchemy")
    program = f"import sys, dashboard.cli; print(*[name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["chek"], "kommandoen 'chek' findes ikke. Mente du 'check'?"),
        (["zzz"], "Vælg en af: demo, serve,"),
        (["--nope"], "valget --nope findes ikke."),
        (["demo", "--replce"], "Mente du --replace?"),
        (["demo", "--scale"], "valget --scale skal have en værdi"),
        (["demo", "--scale", "0"], "--scale: '0' er ikke et helt tal fra 1 til 1000."),
        (["demo", "one"], "der står for meget: one"),
        (["check", "--seconds", "x"], "--seconds: 'x' er ikke et helt tal"),
        (["rollup", "--from", "1/4"], "--from: '1/4' er ikke en dag; skriv den som 2015-04-30."),
        (["rollup", "--from", "2015-04-02", "--to", "2015-04-01"], "--from skal være samme dag som --to"),
        (["import", "calls", "fil.csv", "--max-rejects", "meget"], "--max-rejects: 'meget' er ikke en andel"),
        (["import", "calls", "fil.csv", "--from", "2015-04-01"], "--from og --to hører sammen"),
        (["template", "katte"], "slagsen „katte“ findes ikke"),
        (["rollup", "projects"], "Vælg blandt: calls, cases, samples."),
        (["migrate", "--database-url", ""], "--database-url er tom."),
        (["migrate", "--database-url", "mysql://x:hemmelig@y/z"], "skal være sqlite:/// og"),
    ],
)
def test_wrong_use_says_what_to_do(pejling: Pejling, arguments: list[str], said: str) -> None:
    result = pejling(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
    assert "hemmelig" not in result.stderr


def test_all_settings_that_cannot_be_used_are_told(pejling: Pejling, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "x")
    monkeypatch.setenv("PEJLING_WORKERS", "0")
    result = pejling("serve")
    assert result.exit_code == 2
    assert "PORT: fik „x“" in result.stderr
    assert "PEJLING_WORKERS: fik „0“" in result.stderr


def test_no_answer_shows_a_password(pejling: Pejling) -> None:
    for command in ("check", "migrate", "rollup"):
        result = pejling(command, "--database-url", "postgresql://u:hemmelig@127.0.0.1:1/x")
        assert result.exit_code in (1, 2)
        assert "hemmelig" not in result.output
        assert "u:***@127.0.0.1:1/x" in result.output
