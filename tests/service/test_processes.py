"""Processes die, begin and end while visitors ask: nobody gets a fault, and next to nobody a broken connection."""

import os
import random
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.patience import PATIENCE
from tests.service.conftest import Served, holds, kill_now_and_then, soonest

pytestmark = pytest.mark.takes(40)

PATHS = ["/healthz", "/tilstand", "/data/servicedesk/opkald.json", "/vaeg/tavler?sider=projekter", "/"]
VISITORS = 8


@pytest.fixture(scope="module")
def begin(
    serve: Callable[..., Served], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[], Served]]:
    """Return what starts the server on one socket, as systemd holds it, and with what the one before it knew."""
    folder = tmp_path_factory.mktemp("kept")
    with socket.create_server(("127.0.0.1", 0), backlog=2048) as listener:
        yield lambda: serve(listener, PEJLING_STATE_DIR=str(folder))


def test_cold_starts_under_first_visitors(begin: Callable[[], Served], kept: dict[str, Served]) -> None:
    """One start here, of which every address is asked, and whose server the other tests ask; `make soak` starts ten."""
    for _start in range(int(os.environ.get("PEJLING_SOAK_STARTS", "1"))):
        if "it" in kept:
            kept["it"].end()
            kept["it"].process.wait(PATIENCE)
        served = kept["it"] = begin()
        statuses: list[int] = []
        paths = [*PATHS, *random.choices(PATHS, k=VISITORS - len(PATHS))]  # noqa: S311 - whichever
        ask = lambda path: statuses.append(served.ask(path)[0])  # noqa: B023, E731
        threads = [threading.Thread(target=ask, args=(path,)) for path in paths]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(PATIENCE + 30)
        assert len(statuses) == VISITORS
        assert max(statuses) < 500, statuses


def test_the_memory_of_a_process_stays_where_it_is(standing: Served, visitors: Any) -> None:
    """A thousand and more views here; `make soak` asks a hundred thousand times."""
    views = int(os.environ.get("PEJLING_SOAK_VIEWS", "1500"))
    paths = ["/tilstand", "/data/servicedesk/opkald.json", "/"]
    for worker in standing.workers():
        # What each needs once does not count, also where the system gives one of them next to all that is asked.
        with standing.alone(worker):
            assert [standing.ask(path)[0] for path in 4 * paths] == 12 * [200]
    found = visitors(standing.ask, paths)
    while found.asked < views / 4:
        time.sleep(0.2)
    early = standing.memory()
    while found.asked < views:
        time.sleep(0.2)
    # Over few views it may grow by as much less. What it takes for some seconds (when it has run for twenty, each packs
    # its files as small as they get: an eighth more) it gives back.
    most = 1 + 0.25 * min(1, 0.75 * views / 3000)
    deadline = time.monotonic() + PATIENCE
    while (late := standing.memory()) >= most * early:
        assert time.monotonic() < deadline, (early, late)
        time.sleep(0.2)
    found.stop()
    holds(found)


def test_a_process_that_dies_costs_nobody_a_fault(standing: Served, visitors: Any) -> None:
    found = visitors(standing.ask, PATHS)
    deaths = kill_now_and_then(standing, found, 100)
    found.stop()
    holds(found)
    # Without a proxy that asks again, each death cuts at most what its process was at for each of the four.
    assert found.broken <= 4 * deaths


def test_both_at_once_and_it_answers_within_three_seconds(standing: Served) -> None:
    def took() -> float:
        for worker in standing.workers():
            os.kill(worker, signal.SIGKILL)
        return standing.answers(PATIENCE, "/healthz")

    assert soonest(3, took) < 3


def test_who_takes_the_place_of_a_dead_one_has_the_program_from_the_start(standing: Served) -> None:
    """It is loaded by the process that the others are forked from: else each would begin by loading it."""
    assert "/pandas/_libs/" in Path(f"/proc/{standing.process.pid}/maps").read_text("utf-8")


def test_another_program_in_the_place_of_the_old_drops_nobody(
    standing: Served, kept: dict[str, Served], begin: Callable[[], Served], visitors: Any
) -> None:
    """As `systemctl restart` does it: the old ends, the new begins, and the socket is held meanwhile."""
    # Nobody gives up before a busy machine has begun the new one: whom it drops is the question.
    found = visitors(standing.ask, PATHS)
    found.wait_for(50)
    standing.process.send_signal(signal.SIGTERM)
    assert standing.process.wait(PATIENCE) == 0
    asked = found.asked
    kept["it"] = begin()
    kept["it"].answers(2 * PATIENCE)
    found.wait_for(asked + 50)
    found.stop()
    holds(found)
    assert found.broken == 0


def test_a_graceful_stop_finishes_what_is_under_way(standing: Served) -> None:
    served = standing
    answers: list[tuple[int, bytes]] = []
    sent: list[bool] = []
    ask = lambda: answers.append(served.ask("/data/servicedesk.xlsx", sent=lambda: sent.append(True)))  # noqa: E731
    asking = [threading.Thread(target=ask) for _ in range(4)]
    for each in asking:
        each.start()

    def are_taken_in() -> bool:
        # A connection that nothing was sent over is idle too; and who is answered meanwhile must not count twice.
        answered = len(answers)
        return len(sent) == len(asking) and answered + served.under_way() >= len(asking)

    deadline = time.monotonic() + PATIENCE
    while not are_taken_in():
        assert time.monotonic() < deadline, "they are not asked"
        time.sleep(0.01)
    served.process.send_signal(signal.SIGTERM)
    for each in asking:
        each.join(PATIENCE)
    assert served.process.wait(PATIENCE) == 0
    assert [status for status, _body in answers] == [200] * 4
    assert all(body.startswith(b"PK") for _status, body in answers)
