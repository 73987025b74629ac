"""Records what every page answers for every hospital and month, and says what differs between two records.

`python -m scripts.record_answers record DIR` before a change and after it, then
`python -m scripts.record_answers compare DIR DIR`: what differs is a fault mended, or a fault made.
"""

import argparse
import gzip
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import product
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import orjson
from flask.testing import FlaskClient

from dashboard.app import create_app
from dashboard.demonstration import build
from dashboard.settings import Settings
from data_access.snapshot.progress import Progress
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.store import Store, reading
from layouts.pages.overview import PAGES
from layouts.parts.declarations import Page
from vocabulary.months import span

Answers = dict[str, Any]
SHOWN = 20  # differences of one page that are printed


def record(folder: Path) -> None:
    """Write a file a page: by address, the answer as the browser gets it (a number where there was none)."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as state:
        url = f"sqlite:///{state}/pejling.db"
        build(url)
        settings = Settings.from_env(
            {"PEJLING_STATE_DIR": state, "PEJLING_DATABASE_URL": url, "PEJLING_SIGN_IN": "open"}
        )
        snapshot = reading(url)(None, Progress())
        store = Store(lambda _previous, _progress: snapshot, settings.state_dir / "snapshot", every=3600)
        store.start()
        client = create_app(settings, store).server.test_client()
        for page in PAGES:
            found = {page.path + search: _ask(client, page.path, search) for search in searches(snapshot)}
            (folder / f"{page.key}.json.gz").write_bytes(gzip.compress(orjson.dumps(found), compresslevel=3))
            _say(f"{page.key}: {len(found)}")
        store.stop()


def searches(snapshot: Snapshot) -> Iterator[str]:
    """Return the query of every choice of hospital and picked month, and of each hospital in English."""
    chosen = snapshot.choices.default()
    places, months = ("", *snapshot.choices.hospitals["today"]), ("", *span(chosen.first, chosen.last))
    asked = [
        *({"hospital": place, "maaned": month} for place, month in product(places, months)),
        *({"hospital": place, "sprog": "en"} for place in places),
    ]
    for each in asked:
        query = urlencode({name: value for name, value in each.items() if value})
        yield f"?{query}" if query else ""


def _ask(client: FlaskClient, path: str, search: str) -> Any:
    values = {"pathname": path, "search": search}
    question = {
        "output": "answer.data",
        "outputs": {"id": "answer", "property": "data"},
        "inputs": [{"id": "address", "property": name, "value": value} for name, value in values.items()],
        "changedPropIds": ["address.pathname"],
        "parsedChangedPropsIds": ["address.pathname"],
    }
    response = client.post("/_dash-update-component", json=question)
    return (
        response.get_json()["response"]["answer"]["data"]
        if response.status_code == 200
        else response.status_code
    )


def compare(before: Path, after: Path) -> int:
    """Print what differs, page by page; return how many addresses do."""
    differing = 0
    for page in PAGES:
        old, new = (_read(folder, page) for folder in (before, after))
        found = {address: list(differences(old[address], new[address])) for address in old if address in new}
        moved = {address: lines for address, lines in found.items() if lines}
        missing = old.keys() ^ new.keys()
        _say(
            f"{page.key}: {len(moved)} of {len(old)} addresses differ, {len(missing)} are only in one record"
        )
        counted = Counter(line for lines in moved.values() for line in lines)
        for line, times in counted.most_common(SHOWN):
            _say(f"  {times} x {line}")
        differing += len(moved) + len(missing)
    return differing


def _read(folder: Path, page: Page) -> Answers:
    answers: Answers = orjson.loads(gzip.decompress((folder / f"{page.key}.json.gz").read_bytes()))
    return answers


def differences(old: Any, new: Any, place: str = "") -> Iterator[str]:
    """Say where two answers differ: the way down to the place, and the two values."""
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        for name in dict.fromkeys((*old, *new)):
            if name != "data-version":
                yield from differences(old.get(name), new.get(name), f"{place}.{name}")
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for number, (one, other) in enumerate(zip(old, new, strict=True)):
            yield from differences(one, other, f"{place}[{number}]")
    elif old != new:
        yield f"{place.removeprefix('.main')[-80:]}: {str(old)[:160]} → {str(new)[:160]}"


def _say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


def main() -> int:
    """Record, or compare two records; the exit code is 1 where they differ."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("record").add_argument("folder", type=Path)
    against = commands.add_parser("compare")
    against.add_argument("before", type=Path)
    against.add_argument("after", type=Path)
    asked = parser.parse_args()
    if asked.command == "record":
        record(asked.folder)
        return 0
    return int(compare(asked.before, asked.after) > 0)


if __name__ == "__main__":
    sys.exit(main())
