"""Processes die, begin and end while visitors ask: nobody gets a fault, and next to nobody a broken connection."""

import os
import random
import signal
import socket
import threading
import time
from typing import Any

from tests.service.conftest import holds, kill_now_and_then

PATHS = ["/healthz", "/tilstand", "/data/servicedesk/opkald.json", "/vaeg/tavler?sider=projekter", "/"]


def test_a_process_that_dies_costs_nobody_a_fault(serve: Any, visitors: Any) -> None:
    served = serve()
    served.answers(60)
    found = visitors(served.ask, PATHS)
    deaths = kill_now_and_then(served)
    found.stop()
    holds(found)
    # Without a proxy that asks again, each death cuts at most what its process was at for each of the four.
    assert found.broken <= 4 * deaths


def test_both_at_once_and_it_answers_within_three_seconds(serve: Any) -> None:
    served = serve()
    served.answers(60)
    for worker in served.workers():
        os.kill(worker, signal.SIGKILL)
    served.answers(3, "/healthz")


def test_cold_starts_under_first_visitors(serve: Any) -> None:
    for _start in range(int(os.environ.get("PEJLING_SOAK_STARTS", "2"))):
        served = serve()
        statuses: list[int] = []
        threads = [
            threading.Thread(target=lambda: statuses.append(served.ask(random.choice(PATHS), 30)[0]))  # noqa: B023, S311
            for _ in range(8)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(40)
        assert len(statuses) == 8
        assert max(statuses) < 500, statuses


def test_a_graceful_stop_finishes_what_is_under_way(serve: Any, visitors: Any) -> None:
    served = serve()
    served.answers(60)
    answers: list[tuple[int, bytes]] = []
    asking = [
        threading.Thread(
            target=lambda: answers.append(served.ask("/servicedesk.xlsx".replace("/", "/data/", 1), 30))
        )
        for _ in range(4)
    ]
    for each in asking:
        each.start()
    time.sleep(0.15)
    served.process.send_signal(signal.SIGTERM)
    for each in asking:
        each.join(30)
    assert served.process.wait(20) == 0
    assert [status for status, _body in answers] == [200] * 4
    assert all(body.startswith(b"PK") for _status, body in answers)


def test_another_program_in_the_place_of_the_old_drops_nobody(serve: Any, visitors: Any) -> None:
    """As `systemctl restart` does it: the old ends, the new begins, and the socket is held meanwhile."""
    with socket.create_server(("127.0.0.1", 0), backlog=2048) as listener:
        served = serve(listener)
        served.answers(60)
        found = visitors(served.ask, PATHS)
        time.sleep(1)
        served.process.send_signal(signal.SIGTERM)
        assert served.process.wait(30) == 0
        asked = found.asked
        serve(listener).answers(60)
        found.wait_for(asked + 50)
        found.stop()
        holds(found)
        assert found.broken == 0


def test_the_memory_of_a_process_stays_where_it_is(serve: Any, visitors: Any) -> None:
    """Some thousands of views here; `make soak` asks a hundred thousand times."""
    views = int(os.environ.get("PEJLING_SOAK_VIEWS", "4000"))
    served = serve()
    served.answers(60)
    found = visitors(served.ask, ["/tilstand", "/data/servicedesk/opkald.json", "/"])
    while found.asked < views / 4:
        time.sleep(0.2)
    early = served.memory()
    while found.asked < views:
        time.sleep(0.2)
    late = served.memory()
    found.stop()
    holds(found)
    assert late < 1.25 * early, (early, late)
