"""The shipped nginx in front of Pejling: slow clients wait there, and what never changes is kept there."""

import http.client
import re
import socket
import ssl
from collections.abc import Callable, Iterator
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from tests.nginx import nginx
from tests.patience import PATIENCE
from tests.ports import free_port
from tests.service.conftest import Served, holds, kill_now_and_then

HALF_OPEN = 100
MOST_BROKEN = 0.001  # of the connections
BAD_GATEWAY = 502

pytestmark = pytest.mark.takes(14)


@pytest.fixture(scope="module")
def proxied(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, int]]:
    """Return the ports of a server of ours, and of the shipped configuration that stands before it."""
    port = free_port()
    with nginx("nginx.conf", port, tmp_path_factory.mktemp("proxy")) as proxy:
        yield port, proxy


@pytest.fixture
def behind(proxied: tuple[int, int], kept: dict[str, Served], serve: Any) -> tuple[Served, int]:
    """Return a server that is there, started again if a test has ended it, and the proxy's port."""
    port, proxy = proxied
    if "it" not in kept or not kept["it"].is_running:
        kept["it"] = serve(port=port)
    return kept["it"], proxy


@pytest.fixture
def away(proxied: tuple[int, int], kept: dict[str, Served]) -> None:
    """End the server, if a test has left it running."""
    if "it" in kept:
        end(kept["it"])


@pytest.fixture
def ask(proxied: tuple[int, int]) -> Callable[..., Any]:
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE

    def asked(path: str, timeout: float = PATIENCE) -> Any:
        return urlopen(Request(f"https://127.0.0.1:{proxied[1]}{path}"), timeout=timeout, context=context)

    return asked


def end(served: Served) -> None:
    served.end()
    served.process.wait(PATIENCE)


def test_clients_that_send_half_hold_up_nobody(behind: tuple[Served, int], ask: Callable[[str], Any]) -> None:
    with ask("/") as first:
        assert first.status == 200
    held = []
    for _client in range(HALF_OPEN):
        client = socket.create_connection(("127.0.0.1", behind[1]), PATIENCE)
        client.sendall(b"\x16\x03\x01")  # the beginning of a TLS greeting, and no more
        held.append(client)
    with ask("/servicedesk") as answer:
        assert answer.status == 200
    for client in held:  # they have waited beside it
        client.setblocking(False)
        with pytest.raises(BlockingIOError):
            client.recv(1)
        client.close()


def test_a_process_that_dies_costs_next_to_nobody_a_connection(
    behind: tuple[Served, int], ask: Callable[..., Any], visitors: Any
) -> None:
    """What the process was at is asked once more, of the other."""
    served, _port = behind
    served.answers(2 * PATIENCE)

    def answered(path: str, timeout: float) -> tuple[int, bytes]:
        try:
            with ask(path, timeout) as answer:
                return answer.status, answer.read()
        except HTTPError as refused:
            with refused:
                if refused.code == BAD_GATEWAY:  # the proxy's own word for a connection that was cut
                    raise ConnectionResetError from refused
                return refused.code, b""

    found = visitors(
        answered, ["/tilstand", "/data/servicedesk/opkald.json", "/vaeg/tavler?sider=projekter", "/"]
    )
    kill_now_and_then(served, found, 100)
    found.stop()
    holds(found)
    assert found.broken <= max(1, MOST_BROKEN * found.asked)


def test_what_is_for_those_who_watch_is_not_for_the_world(
    behind: tuple[Served, int], ask: Callable[[str], Any]
) -> None:
    with ask("/healthz") as answer:  # from the machine itself it may be asked
        assert answer.status == 200
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    for path in ("/healthz", "/readyz", "/metrics"):
        connection = http.client.HTTPSConnection(
            "127.0.0.1", behind[1], context=context, source_address=("127.0.0.2", 0)
        )
        connection.request("GET", path)
        assert connection.getresponse().status == 403
        connection.close()
    with ask("/") as page:
        assert page.headers["Strict-Transport-Security"]
        assert page.headers["Server"] == "nginx"
        assert page.headers["X-Request-ID"]


def test_what_never_changes_is_answered_though_the_server_is_away(
    behind: tuple[Served, int], ask: Callable[[str], Any]
) -> None:
    served, _port = behind
    with ask("/vaeg") as page:
        script = re.search(r'src="(/assets/all/vaeg\.js[^"]*)"', page.read().decode())
    assert script
    with ask(script[1]) as first:
        content = first.read()
        assert "immutable" in first.headers["Cache-Control"]
    end(served)
    with ask(script[1]) as again:
        assert again.read() == content


@pytest.mark.usefixtures("away")
def test_while_the_server_is_away_a_page_says_so_and_tries_again(ask: Callable[[str], Any]) -> None:
    with pytest.raises(HTTPError) as caught:
        ask("/servicedesk")
    with caught.value as answer:
        assert answer.code == 502
        page = answer.read().decode()
        assert answer.headers["Cache-Control"] == "no-store"
    assert "Pejling kan ikke nås lige nu" in page
    assert "location.reload()" in page
