"""Whatever is sent is answered: with what was asked for, or with a sentence that says why not."""

import gzip
import io
import json
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import brotli
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.app.choices import PAGES
from tests.tried import examples

pytestmark = pytest.mark.takes(13)

UPDATE = "/_dash-update-component"
Ask = Callable[[Any, Any], dict[str, Any]]
names = st.sampled_from(["fra", "til", "hospital", "sider", "sprog", "maaned", "hvorfor", "sekunder", "q"])
# What there is of it, in any place of an address.
KNOWN = ("sager", "aabne", "status", "patientrettigheder", "11", "1", "herlev", "2015-03", "sager/aabne.csv")
often = settings(max_examples=examples(200))

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=6,  # what is nested deeper is among the hostile bodies
)
# Also the halves of characters that JSON can spell and UTF-8 cannot.
any_text = st.text(st.characters(codec=None), max_size=60)


def refused(answer: Any) -> bool:
    """Say that an answer refuses with a sentence for people."""
    return 400 <= answer.status_code < 500 and answer.text.strip().endswith(".") and "<" not in answer.text


def send(visitor: Any, body: Any, **more: Any) -> Any:
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    return visitor.client.post(UPDATE, data=data, content_type="application/json", **more)


@often
@given(body=anything | st.binary(max_size=200))
def test_any_json_and_any_bytes_are_refused(visitor: Any, body: Any) -> None:
    assert refused(send(visitor, body))


@often
@given(field=st.sampled_from(["output", "outputs", "inputs", "changedPropIds", "state"]), value=anything)
def test_a_field_of_another_kind_is_refused_or_ignored(
    visitor: Any, as_dash_asks: Ask, field: str, value: Any
) -> None:
    answer = send(visitor, as_dash_asks("/findes-ikke", "") | {field: value})
    assert answer.status_code == 200 or refused(answer)


@often
@given(path=anything, search=anything)
def test_an_address_of_another_kind_is_refused_or_answered(
    visitor: Any, as_dash_asks: Ask, path: Any, search: Any
) -> None:
    answer = send(visitor, as_dash_asks(path, search))
    assert answer.status_code == 200 or refused(answer)


@often
@given(path=any_text, search=any_text)
def test_any_address_is_refused_or_answered(visitor: Any, as_dash_asks: Ask, path: str, search: str) -> None:
    answer = send(visitor, as_dash_asks(path, search))
    assert answer.status_code == 200 or refused(answer)


@settings(max_examples=examples(20))
@given(
    query=st.dictionaries(
        st.sampled_from(["fra", "til", "hospital", "organisation", "desk", "system", "maaned"]), any_text
    )
)
def test_any_choice_is_refused_or_answered(visitor: Any, as_dash_asks: Ask, query: dict[str, str]) -> None:
    search = "?" + "&".join(f"{name}={value}" for name, value in query.items())
    answer = send(visitor, as_dash_asks("/svartider", search))
    assert answer.status_code == 200 or refused(answer)


@settings(max_examples=examples(300))
@given(data=st.data())
def test_any_route_answers_whatever_is_put_to_it(visitor: Any, data: st.DataObject) -> None:
    """Each address that the program has, with anything in its places, its query and its body."""
    rules = {rule.rule for rule in visitor.client.application.url_map.iter_rules()}
    rules -= {"/readyz"}  # which says 503 when the figures are old, as these are by now
    words = st.sampled_from(KNOWN) | st.text(max_size=30)  # half of them come past the first that looks
    path = re.sub(
        r"<[^>]+>",
        lambda _place: quote(data.draw(words), safe="/"),
        data.draw(st.sampled_from(sorted(rules))),
    )
    query = "&".join(
        f"{name}={quote(value)}" for name, value in data.draw(st.dictionaries(names, words)).items()
    )
    if data.draw(st.booleans()):
        answer = visitor.client.get(path, query_string=query)
    else:
        body = data.draw(st.binary(max_size=100) | anything.map(lambda each: json.dumps(each).encode()))
        answer = visitor.client.post(path, query_string=query, data=body, content_type="application/json")
    assert answer.status_code < 500, answer.data
    assert b"Traceback" not in answer.data


@often
@given(
    told=st.dictionaries(st.sampled_from(["skaerm", "tavle", "version", "vindue", "fejl", "alder"]), anything)
    | anything
)
def test_any_sign_of_life_is_kept_or_refused(visitor: Any, told: Any) -> None:
    answer = visitor.client.post("/vaeg/livstegn", json=told)
    assert answer.status_code == 204 or refused(answer)


def without(field: str) -> Callable[[dict[str, Any]], Any]:
    return lambda body: {name: value for name, value in body.items() if name != field}


def changed(**fields: Any) -> Callable[[dict[str, Any]], Any]:
    return lambda body: body | fields


HOSTILE: dict[str, Callable[[dict[str, Any]], Any]] = {
    "no output": without("output"),
    "no outputs": without("outputs"),
    "no inputs": without("inputs"),
    "another output": changed(output="main.children"),
    "another output, declared": changed(output="main.children", outputs={"id": "main", "property": "children"}),
    "a property of Python": changed(output="__class__"),
    "a list of outputs": changed(outputs=[{"id": "answer", "property": "data"}]),
    "an output of another place": changed(outputs={"id": "main", "property": "children"}),
    "one input": lambda body: body | {"inputs": body["inputs"][:1]},
    "an input more": lambda body: body | {"inputs": [*body["inputs"], body["inputs"][0]]},
    "inputs in another order": lambda body: body | {"inputs": body["inputs"][::-1]},
    "inputs without names": changed(inputs=[{"value": "/"}, {"value": ""}]),
    "a state": changed(state=[{"id": "answer", "property": "data", "value": 1}]),
    "a field that Dash does not send": changed(cancelJob="1"),
    "64 KB and more": lambda body: json.dumps(body).encode() + 70_000 * b" ",
    "lists in lists": lambda _body: 30_000 * b"[",
    "objects in objects": lambda _body: 10_000 * b'{"a":' + b"1" + 10_000 * b"}",
    "lists in a good body": lambda body: json.dumps(body).encode()[:-1]
    + b',"state":' + 15_000 * b"[" + 15_000 * b"]" + b"}",
    "half a body": lambda body: json.dumps(body).encode()[:-20],
    "nothing": lambda _body: b"",
    "a number of 5,000 digits": lambda _body: b'{"output":' + 5_000 * b"9" + b"}",
    "not a number": lambda _body: b"NaN",
    "the wrong encoding": lambda _body: b"\xff\xfe{",
    "half a character in the path": lambda body: changed(
        inputs=[body["inputs"][0] | {"value": "/\ud800"}, body["inputs"][1]]
    )(body),
    "half a character in the choice": lambda body: changed(
        inputs=[body["inputs"][0], body["inputs"][1] | {"value": "?hospital=\ud800"}]
    )(body),
}  # fmt: skip


@pytest.mark.parametrize("spoil", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_body_is_refused(spoil: Callable[..., Any], visitor: Any, as_dash_asks: Ask) -> None:
    assert refused(send(visitor, spoil(as_dash_asks("/servicedesk", ""))))


@pytest.mark.parametrize(
    "kind", [None, "text/plain", "application/x-www-form-urlencoded", "multipart/form-data"]
)
def test_a_body_of_another_type_is_refused(kind: str | None, visitor: Any, as_dash_asks: Ask) -> None:
    body = json.dumps(as_dash_asks("/", "")).encode()
    assert refused(visitor.client.post(UPDATE, data=body, content_type=kind))


def test_a_body_that_does_not_say_how_long_it_is_is_not_read_without_end(visitor: Any) -> None:
    in_pieces = {"wsgi.input": Endless(), "wsgi.input_terminated": True, "CONTENT_LENGTH": ""}
    answer = visitor.client.post(UPDATE, content_type="application/json", environ_overrides=in_pieces)
    assert refused(answer)


class Endless(io.RawIOBase):
    """A body that never ends, as one sent in pieces need not."""

    given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self.given += len(buffer)
        assert self.given < 10_000_000, "it is read without end"
        buffer[:] = b" " * len(buffer)
        return len(buffer)


ODD = [
    "/",
    "/servicedesk",
    "/data/",
    "/data",
    "/data/servicedesk/opkald.csv",
    "/tilstand",
    "/tilstand/",
    UPDATE,
    "/_dash-layout",
    "/_dash-dependencies",
    "/_reload-hash",
    "/_favicon.ico",
    "/_dash-component-suites/dash/findes-ikke.js",
    "/_dash-component-suites/findes-ikke/x.js",
    "/_dash-component-suites/dash/../../../wsgi.py",
    "/assets/findes-ikke.js",
    "/assets/",
    "/assets/../dashboard/app.py",
    "/assets/..%2f..%2fpyproject.toml",
    "/static/../x",
    "/_dash_upload",
    "/%ff%fe",
    "/" + 3_000 * "a",
    "/wsgi.py",
    "/.git/config",
]


@pytest.mark.parametrize(
    "method", ["GET", "HEAD", "PUT", "POST", "DELETE", "PATCH", "OPTIONS", "TRACE", "ODD"]
)
@pytest.mark.parametrize("address", ODD, ids=lambda address: address[:50])
def test_no_address_fails(address: str, method: str, visitor: Any) -> None:
    answer = visitor.client.open(address, method=method)
    assert answer.status_code < 500
    if answer.status_code >= 400 and method not in ("HEAD", "OPTIONS"):
        assert 'lang="da"' in answer.text or refused(answer)


@pytest.mark.parametrize("address", ODD, ids=lambda address: address[:50])
def test_no_address_gives_away_what_is_not_served(address: str, visitor: Any) -> None:
    answer = visitor.client.get(address)
    for inner in (b"create_app(", b"[build-system]", b"Traceback", b"repositoryformatversion"):
        assert inner not in answer.data


@pytest.mark.parametrize("path", [page.path for page in PAGES])
def test_an_answer_is_the_same_however_it_is_packed(path: str, visitor: Any) -> None:
    first, again, packed, zipped = (
        visitor.ask(path, "?fra=2014-11&til=2015-01", **{"Accept-Encoding": how})
        for how in ("identity", "identity", "br", "gzip, br;q=0")
    )
    assert "Content-Encoding" not in first.headers
    assert "Content-Encoding" not in again.headers
    assert first.data == again.data
    assert unpacked(packed, "br") == unpacked(zipped, "gzip") == first.data


@pytest.mark.parametrize(
    "address", ["/data/", "/tilstand", "/assets/pejling.css", "/data/servicedesk/opkald.csv"]
)
def test_a_file_is_the_same_however_it_is_packed(address: str, visitor: Any) -> None:
    plain, packed, zipped = (
        visitor.client.get(address, headers={"Accept-Encoding": how}, buffered=True)
        for how in ("identity", "br", "gzip")
    )
    assert "Content-Encoding" not in plain.headers
    assert unpacked(packed, "br") == unpacked(zipped, "gzip") == plain.data


def unpacked(answer: Any, how: str) -> bytes:
    """Return an answer that may have been packed in one way, and in no other."""
    packing = answer.headers.get("Content-Encoding")
    assert packing in (None, how)
    return {None: bytes, "br": brotli.decompress, "gzip": gzip.decompress}[packing](answer.data)
