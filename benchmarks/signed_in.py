"""What it costs a remembered page that one signs in: many sessions that take turns, against where nobody does."""

import tempfile
from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from statistics import mean

from benchmarks import asking
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
ISSUER, GROUP = "http://127.0.0.1:9", "readers"  # nobody is sent to the provider: all have signed in


def run(*, quick: bool) -> Iterator[Figure]:
    """Ask both for a page that is remembered, and see how much CPU an answer takes."""
    url = database(1)
    with tempfile.TemporaryDirectory(prefix="pejling-bench-") as folder:
        people = f"sqlite:///{Path(folder, 'people.db')}"
        sessions = _signed_in(people)
        ways = {
            "PEJLING_SIGN_IN": "oidc",
            "PEJLING_PEOPLE_URL": people,
            "PEJLING_OIDC_ISSUER": ISSUER,
            "PEJLING_OIDC_CLIENT_ID": "pejling",
            "PEJLING_OIDC_CLIENT_SECRET": "x" * 32,
        }
        of = partial(serving, database=url, threads=1)
        with of(PEJLING, more=ways) as closed, of(PEJLING) as house:
            cookies = [f"{SESSION}={secret}" for secret in sessions]
            asked = ((closed, cookies), (house, [""]))
            _in_turn(asked)  # until it is remembered, and every session is known
            costs = [_in_turn(asked) for _round in range(3 if quick else 9)]
    rounds = Rounds(*zip(*costs, strict=True))
    yield rounds.figure(f"CPU of a page, {PEOPLE} sessions in turn, against open", "ms", GOAL, decimals=3)


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
