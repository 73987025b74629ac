"""A real server with its processes, and visitors who do not stop asking."""

import http.client
import math
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.patience import PATIENCE
from tests.ports import free_port

WORKERS = 2
IS_SOAK = "PEJLING_SOAK_DEATHS" in os.environ


@dataclass
class Served:
    """Pejling as `pejling serve` runs it, with two processes."""

    port: int
    process: "subprocess.Popen[str]"
    env: dict[str, str] = field(repr=False)

    def workers(self) -> list[int]:
        """Return the processes that answer."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text("ascii")
        return [int(each) for each in children.split()]

    def becomes_whole_without(self, died: int, within: float = PATIENCE) -> None:
        """Wait until there are as many processes as there were before this one died."""
        deadline = time.monotonic() + within
        while died in (now := self.workers()) or len(now) < WORKERS:
            assert time.monotonic() < deadline, "nobody took its place"
            time.sleep(0.05)

    def ask(
        self,
        path: str = "/healthz",
        timeout: float = PATIENCE,
        body: bytes | None = None,
        sent: Callable[[], object] = lambda: None,
    ) -> tuple[int, bytes]:
        """Return the status and the body of an address, over a connection of its own; with a body it is posted.

        `sent` is called when the question is out, and not answered.
        """
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            method, headers = ("POST", {"Content-Type": "application/json"}) if body else ("GET", {})
            connection.request(method, path, body, headers)
            sent()
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    @property
    def is_running(self) -> bool:
        """Whether it has not ended."""
        return self.process.poll() is None

    def end(self) -> None:
        """Ask it to end, as systemd does, unless it has ended."""
        if self.is_running:
            self.process.send_signal(signal.SIGTERM)

    def under_way(self) -> int:
        """Return how many questions a process has taken in and has not answered."""
        local, established, found = f":{self.port:04X}", "01", 0
        for line in Path("/proc/net/tcp").read_text("ascii").splitlines()[1:]:
            _, here, _, state, queues, _, _, _, _, inode, *_ = line.split()
            is_read = queues.endswith(":00000000") and inode != "0"
            found += here.endswith(local) and state == established and is_read
        return found

    @contextmanager
    def alone(self, worker: int) -> Iterator[None]:
        """Let one of its processes take all that is asked meanwhile: the others stand still."""
        others = [each for each in self.workers() if each != worker]
        for each in others:
            os.kill(each, signal.SIGSTOP)
        try:
            yield
        finally:
            for each in others:
                with suppress(ProcessLookupError):  # one that stood still for too long was killed
                    os.kill(each, signal.SIGCONT)

    def memory(self) -> int:
        """Return the kilobytes that the processes have for themselves."""
        found = 0
        for worker in self.workers():
            for line in Path(f"/proc/{worker}/smaps_rollup").read_text("ascii").splitlines():
                if line.startswith(("Private_Clean", "Private_Dirty")):
                    found += int(line.split()[1])
        return found

    def answers(self, within: float, path: str = "/readyz") -> float:
        """Return how long it took until it answered, with figures; fails when it took longer than this."""
        began = time.monotonic()
        while (left := within - (time.monotonic() - began)) > 0:
            try:
                if self.ask(path, timeout=min(left, 10))[0] == 200:
                    return time.monotonic() - began
            except OSError:
                time.sleep(0.02)
        raise AssertionError(f"no answer within {within} seconds")

    def all_answer(self, within: float = 2 * PATIENCE) -> None:
        """Wait until every process has figures: whichever takes the next question, six times on end."""
        deadline, agreed = time.monotonic() + within, 0
        while agreed < 3 * WORKERS:
            assert time.monotonic() < deadline, "one of them has no figures"
            agreed = agreed + 1 if self.ask("/readyz")[0] == 200 else 0


@dataclass
class Visitors:
    """Visitors who ask again and again, each over new connections, and what they got.

    `ask` returns the status and the body of a path, within so many seconds.
    """

    ask: Callable[[str, float], tuple[int, bytes]]
    paths: list[str]
    patience: float = PATIENCE
    statuses: Counter[int] = field(default_factory=Counter)
    broken: int = 0
    _stop: threading.Event = field(default_factory=threading.Event)
    _threads: list[threading.Thread] = field(default_factory=list)

    def start(self, many: int = 4) -> None:
        """Let so many begin."""
        self._threads = [threading.Thread(target=self._ask, args=(n,)) for n in range(many)]
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Let them end."""
        self._stop.set()
        for thread in self._threads:
            thread.join(self.patience + 30)

    def _ask(self, number: int) -> None:
        place = number
        while not self._stop.is_set():
            place += 1
            try:
                status, _body = self.ask(self.paths[place % len(self.paths)], self.patience)
                self.statuses[status] += 1
            except (OSError, http.client.HTTPException):
                self.broken += 1

    def wait_for(self, asked: int) -> None:
        """Wait until they have put so many questions; fails when they do not get on."""
        deadline = time.monotonic() + 2 * PATIENCE
        while self.asked < asked:
            assert time.monotonic() < deadline, "the visitors do not get on"
            time.sleep(0.05)

    @property
    def asked(self) -> int:
        """How many questions were put."""
        return sum(self.statuses.values()) + self.broken


def soonest(limit: float, took: Callable[[], float], tries: int = 5) -> float:
    """Return the shortest of what several tries took, and do without more when one was within the limit.

    What the program is slow at, it is slow at each time; a busy machine is not.
    """
    shortest = math.inf
    while tries and shortest >= limit:
        shortest, tries = min(shortest, took()), tries - 1
    return shortest


def holds(found: Visitors) -> None:
    """Hold that no answer was a fault of the server's."""
    assert found.asked > 10
    assert not [status for status in found.statuses if status >= 500], found.statuses


def kill_now_and_then(served: Served, found: Visitors, between: int) -> int:
    """Kill a process each time that so many questions more were put; return how many it were.

    `make soak` has many die, over minutes; one is enough to hold that another takes its place.
    """
    deaths, pause = int(os.environ.get("PEJLING_SOAK_DEATHS", "1")), 5 if IS_SOAK else 0
    for _death in range(deaths):
        found.wait_for(found.asked + between)
        time.sleep(pause)
        died = random.choice(served.workers())  # noqa: S311 - whichever
        os.kill(died, signal.SIGKILL)
        served.becomes_whole_without(died)
    found.wait_for(found.asked + between)
    return deaths


@pytest.fixture(scope="module")
def serve(demo_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Served]]:
    """Return what starts a server of two processes; with a listener, on that, as systemd hands it over.

    Each keeps what it knows in a folder of its own, unless the settings name another, and ends with the module.
    """
    running: list[Served] = []

    def start(listener: socket.socket | None = None, port: int = 0, **settings: str) -> Served:
        port = listener.getsockname()[1] if listener else port or free_port()
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PEJLING_")}
        env = kept | {
            "PORT": str(port), "HOST": "127.0.0.1", "PEJLING_WORKERS": str(WORKERS), "PEJLING_DATABASE_URL": demo_url,
            "PEJLING_STATE_DIR": str(tmp_path_factory.mktemp("state")), "PEJLING_LOG_LEVEL": "warning",
            "PEJLING_SIGN_IN": "open",
        } | settings  # fmt: skip
        program = str(Path(sys.executable).with_name("pejling"))
        if listener is None:
            process = subprocess.Popen([program, "serve"], env=env, stdout=subprocess.PIPE, text=True)
        else:
            held = listener.fileno()
            process = subprocess.Popen(
                ["/bin/sh", "-c", 'LISTEN_FDS=1 LISTEN_PID=$$ exec "$0" serve', program],
                env=env, stdout=subprocess.PIPE, text=True, pass_fds=[3],
                preexec_fn=lambda: os.dup2(held, 3),
            )  # fmt: skip
        assert process.stdout
        assert any(f":{port}" in line for line in process.stdout)
        served = Served(port, process, env)
        running.append(served)
        return served

    yield start
    for served in running:
        served.end()
    for served in running:
        served.process.wait(PATIENCE)
        assert served.process.stdout
        served.process.stdout.close()


@pytest.fixture(scope="module")
def kept(serve: Callable[..., Served]) -> dict[str, Served]:
    """Return where the server stands that several tests ask."""
    return {}


@pytest.fixture(scope="module")
def begin(serve: Callable[..., Served]) -> Callable[[], Served]:
    """Return what starts the server that several tests ask."""
    return serve


@pytest.fixture
def standing(kept: dict[str, Served], begin: Callable[[], Served]) -> Served:
    """Return a server that has figures; it is the one of the test before, unless that has ended it."""
    served = kept.get("it")
    if served is None or not served.is_running:
        served = kept["it"] = begin()
    served.answers(2 * PATIENCE)
    served.all_answer()
    return served


@pytest.fixture
def visitors() -> Iterator[Callable[[Any, list[str]], Visitors]]:
    begun: list[Visitors] = []

    def begin(ask: Any, paths: list[str], patience: float = PATIENCE) -> Visitors:
        found = Visitors(ask, paths, patience)
        begun.append(found)
        found.start()
        return found

    yield begin
    for each in begun:
        each.stop()
