"""An answer is remembered until the data change, and what says the same is one answer."""

from collections.abc import Callable, Mapping
from itertools import cycle
from typing import Any

import pytest

from data_access.snapshot import measures
from data_access.snapshot.snapshot import Snapshot
from layouts.parts.declarations import Page
from tests.app.choices import PAGES, SAID_OTHERWISE
from tests.app.conftest import Held
from tests.patience import PATIENCE

pytestmark = pytest.mark.takes(3)


def remembered(result: str) -> float:
    """Return how many answers were from memory (hit), or made (miss)."""
    return measures.REGISTRY.get_sample_value("pejling_memo_total", {"result": result}) or 0.0


# A page sees nothing of an address but the choice that was read out of it, so each need not be put to each.
@pytest.mark.parametrize(
    ("page", "search", "plain"),
    [(page, *said) for page, said in zip(PAGES, cycle(SAID_OTHERWISE.values()), strict=False)],
)
def test_what_says_the_same_is_one_answer_and_names_its_own_address(
    page: Page, search: str, plain: str, visitor: Any
) -> None:
    known = visitor.shown(page.path, plain)
    hits, made = remembered("hit"), remembered("miss")
    for path in {page.path, f"{page.path.rstrip('/')}/"}:
        answer = visitor.answer(path, search)
        assert answer.pop("address") == path + search
        assert answer == known
    assert remembered("miss") == made
    assert remembered("hit") > hits


@pytest.fixture(scope="module")
def changed(snapshot: Snapshot) -> Snapshot:
    """Return a snapshot with other figures and other names."""
    return with_frames(snapshot, {name: changed_in(frame) for name, frame in snapshot.frames.items()})


@pytest.fixture(scope="module")
def store(snapshot: Snapshot) -> Held:
    return Held(snapshot)


@pytest.fixture(scope="module")
def watching(visitor_of: Callable[[Any], Any], store: Held) -> Any:
    """Return a visitor of a house whose data change."""
    return visitor_of(store)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.key)
def test_an_answer_is_remembered_until_the_data_change(
    page: Page, watching: Any, store: Held, snapshot: Snapshot, changed: Snapshot
) -> None:
    visitor, store.held = watching, snapshot
    first, again = visitor.ask(page.path), visitor.ask(page.path)
    assert first.data == again.data
    store.held = changed
    other = visitor.ask(page.path)
    assert other.status_code == 200
    assert other.data != first.data
    store.held = snapshot
    assert visitor.ask(page.path).data == first.data


def test_what_was_asked_for_is_in_memory_before_other_data_are_shown(
    visitor_of: Callable[[Any], Any], snapshot: Snapshot, changed: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("callbacks.ahead.MOST_SECONDS", PATIENCE)
    store = Held(snapshot)
    visitor, laid_out_anew = visitor_of(store), visitor_of(Held(changed))
    # In either language, with a notice and without.
    addresses = [("/definitioner", search) for search in ("", "?sprog=en", "?sprog=en&fra=x")]
    for address in addresses:
        visitor.ask(*address)
    store.before_shown(changed)
    store.held = changed
    made = remembered("miss")
    found = [visitor.ask(*address).data for address in addresses]
    assert remembered("miss") == made
    assert found == [laid_out_anew.ask(*address).data for address in addresses]


def with_frames(snapshot: Snapshot, frames: Mapping[str, Any]) -> Snapshot:
    """Return a newer snapshot with other frames."""
    versions = {subject: version + 1 for subject, version in snapshot.versions.items()}
    return Snapshot(dict(snapshot.frames) | frames, versions, snapshot.now, snapshot.demonstration)


def changed_in(frame: Any) -> Any:
    """Return a frame of facts with one site's alone, and one of names with other names."""
    if {"month", "site", "hospital"} <= set(frame):
        return frame[frame["site"] == frame["site"].iloc[0]]
    return frame.assign(name=frame["name"] + "*") if {"key", "name"} <= set(frame) else frame
