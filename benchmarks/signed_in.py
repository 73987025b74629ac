"""What it costs a remembered page that one signs in: many sessions, in turn and at once, against where nobody does."""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from statistics import mean
from typing import Any

from benchmarks import asking, load
from benchmarks.databases import database
from benchmarks.result import Figure, Rounds, at_most
from benchmarks.server import PEJLING, Served, serving
from callbacks.access.csrf import SESSION
from data_access.database.migrate import upgrade_database
from data_access.people import grants
from data_access.people.people import Named, People
from data_access.people.writing import writing
from vocabulary.people import READER

GOAL = at_most(1.1)
PATH = "/servicedesk"
PEOPLE = 200
TURNS = 15  # of a round
THREADS = 8
ISSUER, GROUP = "http://127.0.0.1:9", "readers"  # nobody is sent to the provider: all have signed in


def run(*, quick: bool) -> Iterator[Figure]:
    """Ask both for a page that is remembered, and see how much CPU an answer takes."""
    with tempfile.TemporaryDirectory(prefix="pejling-bench-") as folder:
        people = f"sqlite:///{Path(folder, 'people.db')}"
        cookies = [f"{SESSION}={secret}" for secret in _signed_in(people)]
        ways = {
            "PEJLING_SIGN_IN": "oidc",
            "PEJLING_PEOPLE_URL": people,
            "PEJLING_OIDC_ISSUER": ISSUER,
            "PEJLING_OIDC_CLIENT_ID": "pejling",
            "PEJLING_OIDC_CLIENT_SECRET": "x" * 32,
        }
        of = partial(serving, PEJLING, database=database(1))
        yield from _at_once(of, ways, cookies, quick=quick)
        with of(threads=1, more=ways) as closed, of(threads=1) as house:
            asked = ((closed, cookies), (house, [""]))
            _in_turn(asked)  # until it is remembered, and every session is known
            costs = [_in_turn(asked) for _round in range(3 if quick else 9)]
    rounds = Rounds(*zip(*costs, strict=True))
    yield rounds.figure(f"CPU of a page, {PEOPLE} sessions in turn, against open", "ms", GOAL, decimals=3)


def _at_once(of: Any, ways: Mapping[str, str], cookies: Sequence[str], *, quick: bool) -> Iterator[Figure]:
    """Have all ask in the same moment, of two processes, and see when the last has the answer.

    The first time no process knows any session: it asks the database of each. Who nobody knows asks as often before,
    so that the page itself is remembered.
    """
    with of(threads=THREADS, workers=2, more=ways) as closed, of(threads=THREADS, workers=2) as house:
        for served in (closed, house):
            load.at_once(served.port, _requests(served.port, [*cookies[:1] * 8]))
        asked = [_requests(closed.port, cookies), _requests(house.port, [""] * PEOPLE)]
        costs = [
            (load.at_once(closed.port, asked[0]), load.at_once(house.port, asked[1]))
            for _round in range(5 if quick else 15)
        ]
    first, *later = ([1000 * each for each in pair] for pair in costs)
    yield Rounds([first[0]], [first[1]]).figure(f"the last of {PEOPLE} at once, sessions not known yet", "ms")
    yield Rounds(*zip(*later, strict=True)).figure(f"the last of {PEOPLE} at once, against open", "ms")


def _requests(port: int, cookies: Sequence[str]) -> list[bytes]:
    """Return the request for the page as each sends it."""
    plain = asking.raw_request(port, PATH)
    return [
        plain.replace(b"\r\n", f"\r\nCookie: {each}\r\n".encode(), 1) if each else plain for each in cookies
    ]


def _signed_in(url: str) -> list[str]:
    """Return the secrets of the sessions of as many people as there are."""
    upgrade_database(url)
    with writing(url) as connection:
        grants.grant(connection, READER, None, group=GROUP)
    house = People(url, timedelta(hours=1), 8.0)
    return [
        house.sign_in(Named(ISSUER, str(number), "", "", (GROUP,)), "", "127.0.0.1")
        for number in range(PEOPLE)
    ]


def _in_turn(asked: Sequence[tuple[Served, Sequence[str]]]) -> tuple[float, ...]:
    """Return the CPU of an answer of each in ms: they take turns so often that what else goes on weighs on both."""
    turns = [[_cost(served, cookies) for served, cookies in asked] for _turn in range(TURNS)]
    return tuple(mean(each) for each in zip(*turns, strict=True))


def _cost(served: Served, cookies: Sequence[str]) -> float:
    """Return the CPU of an answer in ms."""
    body, connection = asking.body(PATH), asking.connect(served.port)
    before = served.cpu_seconds()
    for cookie in islice(cycle(cookies), PEOPLE):
        headers = asking.HEADERS | ({"Cookie": cookie} if cookie else {})
        connection.request("POST", asking.PATH, body, headers)
        response = connection.getresponse()
        response.read()
        if response.status != 200:
            raise RuntimeError(f"answered with {response.status}")
    connection.close()
    return 1000 * (served.cpu_seconds() - before) / PEOPLE
