"""Imports run one way, and each part keeps to what is its business: read out of the source."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
PACKAGES = ("dashboard", "layouts", "callbacks", "data_access")
LEAVES = tuple(
    f"dashboard.{name}"
    for name in (
        "settings",
        "metrics",
        "status",
        "text",
        "theme",
        "months",
        "filters",
        "figures",
        "language",
        "measures",
        "screens",
        "logs",
    )
)
ROOTS = (
    "dashboard.app",
    "dashboard.cli",
    "dashboard.commands.importing_arguments",
    "dashboard.commands.arguments",
    "dashboard.commands",
    "dashboard.gunicorn_config",
)
# Whoever is named here may import the parts behind it, and itself.
MAY_IMPORT = {
    "wsgi": ("dashboard.app", "dashboard.settings"),
    "dashboard.gunicorn_config": (*ROOTS, "wsgi", "callbacks", "layouts", "data_access", *LEAVES),
    "dashboard.app": ("callbacks", "layouts", "data_access", *LEAVES),
    **dict.fromkeys(
        ("dashboard.commands.importing_arguments", "dashboard.commands.arguments"),
        (*ROOTS, "data_access", *LEAVES),
    ),
    "dashboard.cli": (*ROOTS, "callbacks", "layouts", "data_access", *LEAVES),
    "dashboard.commands": (*ROOTS, "callbacks", "layouts", "data_access", *LEAVES),
    "callbacks": ("callbacks", "layouts", "data_access", *LEAVES),
    "layouts": ("layouts", "data_access", *LEAVES),
    "data_access": ("data_access", *LEAVES),
    **dict.fromkeys(LEAVES, LEAVES),
}
SERVERS = ("dash", "dash_bootstrap_components", "flask", "werkzeug", "gunicorn")
MAY_NOT_IMPORT = {
    "data_access": ("plotly", *SERVERS),
    "layouts": ("sqlalchemy", "psycopg", "sqlite3", "flask"),
    "callbacks": ("sqlalchemy", "psycopg", "sqlite3"),
    **dict.fromkeys(LEAVES, ("sqlalchemy", "psycopg", "sqlite3", "plotly", *SERVERS)),
    # Its whole business is to check addresses of databases before they are used.
    "dashboard.settings": ("psycopg", "sqlite3", "plotly", "pandas", *SERVERS),
}
AGGREGATIONS = {"groupby", "pivot", "pivot_table", "agg", "aggregate", "mean", "median", "resample", "merge"}


def module_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_of(path): path for each in PACKAGES for path in sorted((ROOT / each).rglob("*.py"))}
MODULES["wsgi"] = ROOT / "wsgi.py"


def imported(path: Path) -> Iterator[str]:
    """Return the modules that a file imports, also within functions and for types alone."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative imports hide where they lead"
            for alias in node.names:
                name = f"{node.module}.{alias.name}"
                yield name if name in MODULES else str(node.module)


def within(module: str, packages: tuple[str, ...] | dict[str, tuple[str, ...]]) -> str | None:
    """Return which of the packages the module lies in, the innermost."""
    found = [each for each in packages if module == each or module.startswith(f"{each}.")]
    return max(found, key=len, default=None)


@pytest.mark.parametrize("module", sorted(MODULES))
def test_imports_run_one_way(module: str) -> None:
    rules = within(module, MAY_IMPORT)
    ours = {each for each in imported(MODULES[module]) if within(each, (*PACKAGES, "wsgi"))}
    if module == "dashboard":
        assert not ours
        return
    assert rules, f"{module} has no place in the order of imports"
    assert not {each for each in ours if not within(each, MAY_IMPORT[rules])}


@pytest.mark.parametrize("module", sorted(MODULES))
def test_each_part_keeps_to_its_business(module: str) -> None:
    rules = within(module, MAY_NOT_IMPORT)
    if rules:
        assert not {each for each in imported(MODULES[module]) if within(each, MAY_NOT_IMPORT[rules])}


@pytest.mark.parametrize("module", [each for each in MODULES if within(each, ("layouts.figures",))])
def test_figures_never_count(module: str) -> None:
    calls = {
        node.func.attr
        for node in ast.walk(ast.parse(MODULES[module].read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }
    assert not calls & AGGREGATIONS


def test_there_is_something_to_hold() -> None:
    assert {within(each, PACKAGES) for each in MODULES} - {None} == set(PACKAGES)
    assert len(MODULES) > 40
