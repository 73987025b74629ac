"""The application over the demonstration, asked in-process as a browser asks it."""

import itertools
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import orjson
import pandas as pd
import pytest
from dash import Dash
from flask.testing import FlaskClient
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from dashboard import app as applications
from dashboard.app import create_app
from dashboard.settings import Settings
from data_access.snapshot.progress import Why
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.store import Store
from tests.app.told import House, make_template
from tests.patience import PATIENCE, lengthen

UPDATE = "/_dash-update-component"
lengthen(applications, "LIVE_FIRST_SECONDS")  # so long a wall waits for what happens today

# Of each route Werkzeug compiles what writes its address, four fifths of what an application costs to make. What is
# compiled gets the route when it is called, and depends on its text alone: it is compiled once a process.
_compiled = Rule._compile_builder
_writers: dict[tuple[Any, ...], Callable[..., tuple[str, str]]] = {}


def _shared(rule: Rule, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
    key = (rule.rule, *rule._trace, repr(rule.defaults), append_unknown)
    if key not in _writers:
        _writers[key] = _compiled(rule, append_unknown)
    return _writers[key]


Rule._compile_builder = _shared  # type: ignore[method-assign]


@dataclass(frozen=True)
class Tree:
    """A component, as Dash writes it in JSON, that can be searched and read."""

    node: Any

    def all(self, type_: str = "", class_: str = "", id_: str = "") -> list["Tree"]:
        """Return this component and those below it that are of the type, the class and the id."""
        found = self._components
        if type_:
            found = [each for each in found if each["type"] == type_]
        if id_:
            found = [each for each in found if each["props"].get("id") == id_]
        if class_:
            found = [each for each in found if class_ in (each["props"].get("className") or "").split()]
        return [Tree(each) for each in found]

    @cached_property
    def _components(self) -> list[Any]:
        """Return this component and those below it, as they stand: they are thousands, and searched again and again."""
        found, left = [], [self.node]
        while left:
            node = left.pop()
            if isinstance(node, dict):
                found.append(node)
                left.append(node["props"].get("children"))
            elif isinstance(node, list):
                left += node[::-1]
        return found

    def one(self, type_: str = "", class_: str = "", id_: str = "") -> "Tree":
        """Return the only component of that kind."""
        (found,) = self.all(type_, class_, id_)
        return found

    def text(self) -> str:
        """Return all words below, as they are read."""
        words, left = [], [self.node]
        while left:
            node = left.pop()
            if isinstance(node, list):
                left += reversed(node)
            elif isinstance(node, dict):
                left.append(node["props"].get("children"))
            elif node is not None:
                words.append(str(node))
        return "".join(words)

    def prop(self, name: str, default: Any = None) -> Any:
        """Return a property of the component."""
        return self.node["props"].get(name, default)


@dataclass(frozen=True)
class Visitor:
    """A browser without a screen: asks for pages and for data."""

    client: FlaskClient

    def ask(self, path: str, search: str = "", **headers: str) -> TestResponse:
        """Ask for a page as Dash's script does when the address changes."""
        return self.client.post(UPDATE, json=question(path, search), headers=headers)

    def answer(self, path: str, search: str = "") -> dict[str, Any]:
        """Return the answer for an address: the address itself, header, main, foot and title."""
        response = self.ask(path, search)
        assert response.status_code == 200, (path, search, response.text)
        return orjson.loads(response.data)["response"]["answer"]["data"]

    def shown(self, path: str, search: str = "") -> dict[str, Any]:
        """Return what an answer shows: the same for several addresses that mean the same."""
        return {name: part for name, part in self.answer(path, search).items() if name != "address"}

    def page(self, path: str, search: str = "") -> Tree:
        """Return the page at an address, which must be there."""
        return Tree(self.answer(path, search)["main"])

    def frame(self, path: str, search: str = "") -> dict[str, Tree]:
        """Return what stands above and below the page at an address."""
        answer = self.answer(path, search)
        return {place: Tree(answer[place]) for place in ("header", "foot")}

    def header(self, path: str, search: str = "") -> Tree:
        """Return the header above the page at an address."""
        return Tree(self.answer(path, search)["header"])

    def json(self, page: str, panel: str, search: str = "") -> dict[str, Any]:
        """Return a panel's data as JSON."""
        response = self.client.get(f"/data/{page}/{panel}.json{search}")
        assert response.status_code == 200, (page, panel, search, response.text)
        return orjson.loads(response.data)

    def months(self, page: str, panel: str, search: str, column: str) -> dict[str, float]:
        """Return one column of a panel by month."""
        return {row["month"]: row[column] for row in self.json(page, panel, search)["rows"]}


def question(path: Any, search: Any) -> dict[str, Any]:
    """Return the body that asks for the page at an address."""
    values = {"pathname": path, "search": search}
    return {
        "output": "answer.data",
        "outputs": {"id": "answer", "property": "data"},
        "inputs": [{"id": "address", "property": name, "value": value} for name, value in values.items()],
        "changedPropIds": ["address.pathname"],
        "parsedChangedPropsIds": ["address.pathname"],
    }


@pytest.fixture(scope="session")
def settings(demo_url: str, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder = tmp_path_factory.mktemp("state")
    return Settings.from_env(
        {"PEJLING_STATE_DIR": str(folder), "PEJLING_DATABASE_URL": demo_url, "PEJLING_SIGN_IN": "open"}
    )


@pytest.fixture(scope="session")
def snapshot(demo_snapshot: Snapshot) -> Snapshot:
    """Return the snapshot of the demonstration."""
    return demo_snapshot


@pytest.fixture(scope="session")
def application(settings: Settings, snapshot: Snapshot) -> Iterator[Dash]:
    store = Store(lambda _previous, _progress: snapshot, settings.state_dir / "snapshot", every=3600)
    store.start()
    deadline = time.monotonic() + PATIENCE
    while store.snapshot() is None:  # a visitor's own patience is shorter
        assert time.monotonic() < deadline
        time.sleep(0.01)
    yield create_app(settings, store)
    store.stop()


@pytest.fixture(scope="session")
def visitor(application: Dash) -> Visitor:
    return Visitor(application.server.test_client(use_cookies=False))


@pytest.fixture(scope="session")
def visitor_of(settings: Settings) -> Callable[[Any], Visitor]:
    """Return what makes a visitor of a new application over a store."""
    return lambda store: Visitor(create_app(settings, store).server.test_client(use_cookies=False))


@dataclass
class Held:
    """A store that holds what it is given."""

    held: Snapshot | None
    seen: Iterator[int] = field(default_factory=itertools.count)

    def snapshot(self) -> Snapshot | None:
        return self.held

    def age(self) -> float:
        return 0.0

    def why(self) -> Why:
        return Why.SILENT

    def take(self, whole: Snapshot, frames: Mapping[str, pd.DataFrame]) -> None:
        """Hold a snapshot of other frames, which nothing that was remembered can be of."""
        self.held = replace(
            whole, frames={**whole.frames, **frames}, versions={**whole.versions, "calls": next(self.seen)}
        )


@pytest.fixture(scope="session")
def as_dash_asks() -> Callable[[Any, Any], dict[str, Any]]:
    """Return what makes the body of a question."""
    return question


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory, migrated_file: Callable[[Path], str]) -> House:
    """Return what makes small databases that are told everything, or not."""
    folder = tmp_path_factory.mktemp("house")
    make_template(migrated_file(folder / "template.db"))
    return House(folder / "template.db", folder)


@pytest.fixture(scope="module")
def signing(
    settings: Settings,
    snapshot: Snapshot,
    migrated_file: Callable[[Path], str],
    tmp_path_factory: pytest.TempPathFactory,
) -> Any:
    """Return a house where one signs in with a provider, which nobody needs to ask here."""
    from tests.app.access import signing_house

    return signing_house(settings, snapshot, migrated_file(tmp_path_factory.mktemp("people") / "people.db"))


@pytest.fixture(scope="module")
def reader(house: Any) -> FlaskClient:
    """Return somebody who is signed in to a file's own house (one where one signs in) and may read."""
    visitor: FlaskClient = house.signed_in("laeser", "reader")[0]
    return visitor


@pytest.fixture(scope="module")
def editor(house: Any) -> FlaskClient:
    """Return the editor of the report in a file's own house."""
    visitor: FlaskClient = house.signed_in("redaktoer", "editor")[0]
    return visitor
