"""The house: imports run down its floors only, and each room keeps to what is its business."""

import ast
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import TypeGuard

import pytest

pytestmark = pytest.mark.takes(6)

ROOT = Path(__file__).parent.parent.parent
# From the ground. A room may import those of its own line and of the lines below it.
FLOORS: tuple[tuple[str, ...], ...] = (
    ("vocabulary",),
    ("data_access.database", "data_access.migrations"),
    ("data_access.people",),
    ("data_access.editions",),
    ("data_access.snapshot", "data_access.screens"),
    ("data_access.withholding",),
    ("data_access.numbers",),
    ("data_access.imports",),
    ("data_access.demo",),
    ("layouts.figures",),
    ("layouts.parts",),
    ("layouts.said",),
    ("layouts.pages",),
    ("layouts.search",),
    ("layouts.words",),
    ("layouts.report",),
    ("layouts.wall",),
    ("layouts.access",),
    ("callbacks",),
    (
        "dashboard.setting",
        "dashboard.setting_access",
        "dashboard.setting_table",
        "dashboard.settings",
        "dashboard.logs",
    ),
    ("dashboard.gunicorn_config",),
    ("dashboard.packed",),
    ("dashboard.files",),
    ("dashboard.version",),
    ("dashboard.bare",),
    ("dashboard.mappings",),
    ("dashboard.access",),
    ("dashboard.app",),
    ("dashboard.demonstration",),
    ("wsgi",),
    ("dashboard.commands",),
    ("dashboard.cli",),
)
# Wings: rooms beside each other, of which one knows nothing of the other although it stands higher.
APART = {
    # What is withheld is decided with the rows that it is decided by, so both write it.
    "data_access.imports": ("data_access.snapshot", "data_access.numbers"),
    "data_access.demo": ("data_access.numbers",),
    "layouts": ("data_access.imports", "data_access.demo", "data_access.database"),
    "layouts.figures": ("data_access",),
    "callbacks": ("data_access.imports", "data_access.demo"),
}
# Within the importer, where a file becomes rows: each may import what stands before it.
WAY_OF_A_FILE = ("faults", "kinds", "mapping", "reading", "rows", "merging")
SERVERS = ("dash", "dash_bootstrap_components", "flask", "werkzeug", "gunicorn")
DATABASES = ("sqlalchemy", "psycopg", "sqlite3")
MAY_NOT_IMPORT = {
    "vocabulary": (*DATABASES, "plotly", *SERVERS),
    "data_access": ("plotly", *SERVERS),
    "layouts": (*DATABASES, "flask"),
    "layouts.figures": (*DATABASES, "plotly", *SERVERS),
    "callbacks": DATABASES,
    # Addresses of databases are checked here before they are used, and that is all.
    "dashboard.setting": ("psycopg", "sqlite3", "plotly", "pandas", *SERVERS),
    "dashboard.settings": ("psycopg", "sqlite3", "plotly", "pandas", *SERVERS),
}
AGGREGATIONS = {"groupby", "pivot", "pivot_table", "agg", "aggregate", "mean", "median", "resample", "merge"}


def module_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


PACKAGES = ("vocabulary", "data_access", "layouts", "callbacks", "dashboard")
MODULES = {module_of(path): path for each in PACKAGES for path in sorted((ROOT / each).rglob("*.py"))}
MODULES["wsgi"] = ROOT / "wsgi.py"


@cache
def imported(path: Path) -> frozenset[str]:
    """Return the modules that a file imports, also within functions and for types alone."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative imports hide where they lead"
            for alias in node.names:
                name = f"{node.module}.{alias.name}"
                found.add(name if name in MODULES else str(node.module))
    return frozenset(found)


def lies_in(module: str, room: str) -> bool:
    return module == room or module.startswith(f"{room}.")


def floor(module: str) -> int | None:
    """Return the number of the floor that a module lies on; None for what only holds rooms together."""
    found = [number for number, rooms in enumerate(FLOORS) if any(lies_in(module, room) for room in rooms)]
    return found[0] if found else None


def ours(module: str) -> set[str]:
    return {each for each in imported(MODULES[module]) if each in MODULES}


Rule = Callable[[str], Iterator[str]]


def found_by(rule: Rule, room: str = "") -> list[str]:
    """Return all that a rule has against any of our modules, or those of a room: one walk, and not a test a module."""
    return [each for module in sorted(MODULES) if not room or lies_in(module, room) for each in rule(module)]


def hold(rule: Rule, room: str = "") -> None:
    found = found_by(rule, room)
    assert not found, "\n".join(found)


def upwards(module: str) -> Iterator[str]:
    here = floor(module)
    if here is None:
        if MODULES[module].name != "__init__.py":
            yield f"{module} stands on no floor"
        elif ours(module):
            yield f"{module} only holds rooms together"
        return
    for each in sorted(ours(module)):
        there = floor(each)
        if there is None:
            yield f"{module} imports {each}, which has no floor"
        elif there > here:
            yield f"{module} (floor {here}) imports {each} (floor {there})"


def test_no_arrow_runs_up() -> None:
    hold(upwards)


def across(module: str) -> Iterator[str]:
    for room, others in APART.items():
        if lies_in(module, room):
            found = [each for each in ours(module) if any(lies_in(each, other) for other in others)]
            yield from (f"{module} imports {each}" for each in sorted(found))


def test_wings_know_nothing_of_each_other() -> None:
    hold(across)


def backwards(module: str) -> Iterator[str]:
    package = "data_access.imports."
    rooms = {each: number for number, each in enumerate(WAY_OF_A_FILE)}
    own = module.removeprefix(package).split(".")[0]
    here = rooms.get(own, len(rooms))
    for each in sorted(ours(module)):
        if each.startswith(package):
            name = each.removeprefix(package).split(".")[0]
            if rooms.get(name, len(rooms)) > here:
                yield f"{module} imports {each}"


def test_the_importer_runs_one_way_too() -> None:
    hold(backwards, "data_access.imports")


def within(module: str, rooms: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the rule of the innermost room that the module lies in; none, when it lies in none."""
    found = [each for each in rooms if lies_in(module, each)]
    return rooms[max(found, key=len)] if found else ()


def strange(module: str) -> Iterator[str]:
    for each in sorted(imported(MODULES[module])):
        if any(lies_in(each, other) for other in within(module, MAY_NOT_IMPORT)):
            yield f"{module} imports {each}"


def test_each_room_keeps_to_its_business() -> None:
    hold(strange)


def counting(module: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(MODULES[module].read_text("utf-8"))):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in AGGREGATIONS
        ):
            yield f"{module}:{node.lineno} calls {node.func.attr}"


def test_figures_never_count() -> None:
    hold(counting, "layouts.figures")


def test_nobody_imports_in_a_circle() -> None:
    """A circle of files would hold together what the floors hold apart."""
    arrows = {module: ours(module) - {module} for module in MODULES}
    while free := [module for module, others in arrows.items() if not others & arrows.keys()]:
        for module in free:
            del arrows[module]
    assert not arrows


def test_there_is_something_to_hold() -> None:
    assert found_by(lambda module: iter([module])) == sorted(MODULES)
    assert len(found_by(lambda module: iter([module]), "layouts.figures")) > 10
    assert {each for each in PACKAGES if any(lies_in(module, each) for module in MODULES)} == set(PACKAGES)
    assert all(any(lies_in(module, room) for module in MODULES) for rooms in FLOORS for room in rooms)
    assert len(MODULES) > 150


THREADS = {"Thread", "Timer"}
POOLS = {"ThreadPoolExecutor", "ThreadPool"}  # whose threads are waited for whatever they do


def lasting(module: str) -> Iterator[str]:
    yield from (f"{module}:{each}" for each in lasting_in(MODULES[module].read_text("utf-8")))


def lasting_in(source: str) -> Iterator[str]:
    """Return where a text begins threads that a process would wait for at its end: those that are no daemons."""
    if not any(each in source for each in THREADS | POOLS):
        return
    tree = ast.parse(source)
    told = set()  # the names that are told to be daemons by an assignment of their own, as a Timer must be
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and is_true(node.value):
            told |= {ast.unparse(each.value) for each in node.targets if is_daemon_of(each)}
    called = {id(node.value): node for node in ast.walk(tree) if isinstance(node, ast.Assign)}
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            if {name_of(base) for base in node.bases} & (THREADS | POOLS):
                yield f"{node.lineno} makes a kind of thread of its own"
        elif isinstance(node, ast.Call) and name_of(node.func) in THREADS | POOLS:
            kept = called.get(id(node))
            named = {ast.unparse(each) for each in kept.targets} if kept else set()
            given = any(each.arg == "daemon" and is_true(each.value) for each in node.keywords)
            if name_of(node.func) in POOLS or not (given or named & told):
                yield f"{node.lineno} begins a {name_of(node.func)}"


def name_of(node: ast.expr) -> str:
    return ast.unparse(node).rpartition(".")[2]


def is_true(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is True


def is_daemon_of(node: ast.expr) -> TypeGuard[ast.Attribute]:
    return isinstance(node, ast.Attribute) and node.attr == "daemon"


def test_no_thread_that_waits_keeps_a_process_that_is_to_end() -> None:
    hold(lasting)
    begun = ("Thread(target=f)", "Thread(\n    target=f,\n)", "threading.Thread(target=f, daemon=False)", "Timer(1, f)",
             "t = Timer(1, f)\nu.daemon = True", "ThreadPoolExecutor()", "class T(Thread):\n    pass")  # fmt: skip
    assert [each for each in begun if not list(lasting_in(each))] == []
    ended = ("Thread(\n    target=f,\n    daemon=True,\n)", "t = threading.Timer(1, f)\nt.daemon = True")
    assert [each for each in ended if list(lasting_in(each))] == []


# What a library tells of itself by a name that begins so.
TOLD = {"docx.table._Cell"}


def test_no_file_lives_on_the_private_parts_of_a_library() -> None:
    """What a library names with an underscore changes without notice."""
    found = {
        f"{node.module}.{alias.name}"
        for path in MODULES.values()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] not in PACKAGES
        for alias in node.names
        if re.search(r"(^|\.)_(?!_)", f"{node.module}.{alias.name}")
    }
    assert found == TOLD
