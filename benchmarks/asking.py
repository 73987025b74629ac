"""Asking for a page's data as Dash's script does it in the browser."""

import http.client
from dataclasses import dataclass
from itertools import product
from urllib.parse import urlencode

import orjson

from benchmarks.server import HOST
from callbacks.pages import OUTPUT
from data_access.snapshot.snapshot import Snapshot
from layouts.parts.declarations import Page

PATH = "/_dash-update-component"
HEADERS = {
    "Accept": "application/json",
    "Accept-Encoding": "gzip, deflate, br, zstd",
    "Accept-Language": "da,en;q=0.9",
    "Content-Type": "application/json",
    "User-Agent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0",
}
MADE_BY_GUNICORN = ("server", "date", "connection", "content-length")


@dataclass(frozen=True)
class Answer:
    """An answer's headers, but those that gunicorn itself writes, and its body."""

    headers: dict[str, str]
    body: bytes


def body(path: str, search: str = "") -> bytes:
    """Return the body of the request for a page's data."""
    address = [("pathname", path), ("search", search)]
    return orjson.dumps(
        {
            "output": str(OUTPUT),
            "outputs": {"id": OUTPUT.component_id, "property": OUTPUT.component_property},
            "inputs": [{"id": "address", "property": name, "value": value} for name, value in address],
            "changedPropIds": ["address.pathname", "address.search"],
            "parsedChangedPropsIds": ["address.pathname", "address.search"],
        }
    )


def ask(connection: http.client.HTTPConnection, path: str, search: str = "") -> Answer:
    """Ask over a connection that stays open; raises RuntimeError for anything but a page."""
    connection.request("POST", PATH, body(path, search), HEADERS)
    response = connection.getresponse()
    content = response.read()
    if response.status != 200:
        raise RuntimeError(f"{path}{search} was answered with {response.status}")
    kept = {name: value for name, value in response.getheaders() if name.lower() not in MADE_BY_GUNICORN}
    return Answer(kept, content)


def connect(port: int) -> http.client.HTTPConnection:
    """Return a connection to a server on this machine."""
    return http.client.HTTPConnection(HOST, port, timeout=60)


def raw_request(port: int, path: str, search: str = "") -> bytes:
    """Return the request for a page's data as it goes over the wire."""
    return raw(port, body(path, search))


def raw(port: int, content: bytes) -> bytes:
    """Return a request with this body as it goes over the wire."""
    lines = [f"POST {PATH} HTTP/1.1", f"Host: {HOST}:{port}", f"Content-Length: {len(content)}"]
    lines += [f"{name}: {value}" for name, value in HEADERS.items()]
    return "\r\n".join([*lines, "", ""]).encode() + content


def unseen(page: Page, snapshot: Snapshot, count: int) -> list[str]:
    """Return queries that differ in what they show of the page, and not only in how they are written."""
    choices = snapshot.choices
    hospitals = ["", *choices.hospitals["today"]]
    months = [month for month in _months(snapshot) if month <= choices.newest_whole]
    found = []
    for last, hospital in product(reversed(months[1:]), hospitals):
        values = {"fra": months[0] if "fra" in page.filters else "", "til": last, "hospital": hospital}
        found.append("?" + urlencode({name: value for name, value in values.items() if value}))
        if len(found) == count:
            break
    return found


def _months(snapshot: Snapshot) -> list[str]:
    return sorted(set(snapshot.frames["calls"]["month"]))
