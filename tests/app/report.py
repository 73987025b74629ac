"""A house whose editors publish: over the demonstration, with what is written in a database of its own."""

import io
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from callbacks.report import drafting
from dashboard.app import create_app
from dashboard.settings import Settings
from data_access.database.engine import reader
from data_access.editions import meetings, releases
from data_access.editions.drafts import Draft
from data_access.editions.published import Which, publish
from data_access.snapshot.reading import read_snapshot
from data_access.snapshot.snapshot import Snapshot
from tests.app.access import ISSUER, Signing, form_of
from tests.app.conftest import Held
from vocabulary.people import EDITOR

FRAMES = ("editions", "releases", "meeting_words")
HOSTILE = "<script>alert(1)</script> \"' =1+1 {x} %s \u202e\0 Æ"
LEFT_OUT = ("strategi", "ressourcer", "udredning", "omvisitering", "klinisk")


class Follows(Held):
    """A store of the demonstration's figures, and of what was published in a database since it was read last."""

    def __init__(self, whole: Snapshot, url: str) -> None:
        super().__init__(whole)
        self.whole, self.url, self.old = whole, url, 0.0

    def age(self) -> float:
        return self.old

    def read(self) -> Snapshot:
        """Take in what was written."""
        written = read_snapshot(reader(self.url))
        self.take(self.whole, {name: written.frames[name] for name in FRAMES})
        return self.held


class Publisher(Signing):
    """The house, and its store."""

    store: Follows

    def send(self, visitor: FlaskClient, address: str, does: str = "gem", **filled: Any) -> TestResponse:
        """Fill in the form at an address as a browser does, and send it."""
        return posted(visitor, address, fields(visitor.get(address).text) | {"goer": does} | filled)


def publisher(
    settings: Settings, snapshot: Snapshot, migrated_file: Callable[[Path], str], folder: Path, **more: Any
) -> Publisher:
    """Return a house where one signs in."""
    url = migrated_file(folder / "people.db")
    store = Follows(snapshot, url)
    store.read()
    of = {
        "people_url": url,
        "sign_in": "oidc",
        "oidc_issuer": ISSUER,
        "oidc_client_id": "pejling",
        "oidc_client_secret": "x" * 32,
    } | more
    app = create_app(replace(settings, **of), store)  # type: ignore[arg-type]
    house = Publisher(app, app.server.extensions["people"])
    house.store = store
    return house


def posted(visitor: FlaskClient, address: str, data: dict[str, Any]) -> TestResponse:
    return visitor.post(address, data=data, headers={"Sec-Fetch-Site": "same-origin"})


def fields(page: str) -> dict[str, Any]:
    """Return what the first form of a page that is posted would send as it stands."""
    form = page.partition('method="post"')[0].rpartition("<form")[2] + page.partition('method="post"')[2]
    form = form.partition("</form>")[0]
    found: dict[str, Any] = {}
    for tag in re.findall(r"<input [^>]*>", form):
        told = dict(re.findall(r'([a-z-]+)="([^"]*)"', tag))
        if told.get("type") in ("checkbox", "radio") and " checked" not in tag.replace('"', " "):
            continue
        if "name" in told and told.get("type") != "file":
            _add(found, told["name"], unescape(told.get("value", "")))
    for name, words in re.findall(r'<textarea [^>]*name="([^"]*)"[^>]*>(.*?)</textarea>', form, re.DOTALL):
        _add(found, unescape(name), unescape(words))
    for name, options in re.findall(r'<select [^>]*name="([^"]*)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        _add(found, name, unescape(chosen[1]) if chosen else "")
    return found


def _add(found: dict[str, Any], name: str, value: str) -> None:
    name = unescape(name)
    if name in found:
        found[name] = [*(found[name] if isinstance(found[name], list) else [found[name]]), value]
    else:
        found[name] = value


def with_one_edition(
    settings: Settings, snapshot: Snapshot, migrated_file: Callable[[Path], str], folder: Path
) -> Publisher:
    """Return a house that has published one edition, told of the next, and heard what a meeting said."""
    found = publisher(settings, snapshot, migrated_file, folder)
    url = found.people.url
    draft = Draft("2015-04", agenda={"meeting": "Udvalget"}, foreword=HOSTILE, left_out=LEFT_OUT)
    document = drafting.as_made(Which("status", 1), draft, snapshot)
    by: dict[str, Any] = {"account": None, "role": EDITOR, "at": snapshot.stood_at()}
    publish(url, document, **by)
    releases.write(
        url, releases.Release("status", 2, date(2015, 9, 8), "Udvalget", date(2015, 9, 22)), seen=0, **by
    )
    said = meetings.Said("status", 1, 1, "request", date(2015, 5, 11), "Vis det for hver måned")
    meetings.write(url, said, seen=0, **by)
    found.store.read()
    return found


def article(page: str) -> str:
    return page.partition("<article")[2].partition("</article>")[0]


def dropped(reader: FlaskClient, content: bytes) -> str:
    data = {"formular": form_of(reader, "/rapport/kontrol"), "fil": (io.BytesIO(content), "x.pdf")}
    answer = reader.post("/rapport/kontrol", data=data, headers={"Sec-Fetch-Site": "same-origin"})
    assert answer.status_code in (200, 422)
    return str(answer.text)
