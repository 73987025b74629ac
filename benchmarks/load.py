"""A client that asks the same again and again, in a process of its own: `python -m benchmarks.load`.

It reads no more of an answer than where it ends, so that the server, and not the client, sets the pace.
"""

import json
import re
import selectors
import socket
import subprocess
import sys
import time
from collections.abc import Sequence

from benchmarks.server import HOST, ROOT

CONNECTIONS = 4
LENGTH = re.compile(rb"(?i)\r\ncontent-length: *(\d+)")


class _Connection:
    """A connection with one request under way."""

    def __init__(self, port: int, request: bytes) -> None:
        self.socket = socket.create_connection((HOST, port), timeout=30)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._request = request
        self._received = b""

    def send(self) -> None:
        self._received = b""
        self.socket.sendall(self._request)

    def receive(self) -> bool:
        """Take what has come; say whether the answer is whole."""
        piece = self.socket.recv(262_144)
        if not piece:
            raise ConnectionError("the server closed the connection")
        self._received += piece
        head, found, body = self._received.partition(b"\r\n\r\n")
        if not found:
            return False
        if not head.startswith(b"HTTP/1.1 200"):
            raise RuntimeError(head.partition(b"\r\n")[0].decode("latin-1"))
        length = LENGTH.search(head)
        return length is not None and len(body) >= int(length[1])


def load(port: int, request: bytes, seconds: float) -> float:
    """Return the answers a second that a server on this machine gave to all connections."""
    with selectors.DefaultSelector() as selector:
        for connection in [_Connection(port, request) for _ in range(CONNECTIONS)]:
            selector.register(connection.socket, selectors.EVENT_READ, connection)
            connection.send()
        answers, began = 0, time.perf_counter()
        while (taken := time.perf_counter() - began) < seconds:
            for key, _events in selector.select(timeout=30):
                if key.data.receive():
                    answers += 1
                    key.data.send()
        for key in list(selector.get_map().values()):
            key.data.socket.close()
    return answers / taken


def at_once(port: int, requests: Sequence[bytes]) -> float:
    """Send all requests at once, each on a connection of its own; return the seconds until all are answered."""
    with selectors.DefaultSelector() as selector:
        waiting = [_Connection(port, request) for request in requests]
        began = time.perf_counter()
        for connection in waiting:
            selector.register(connection.socket, selectors.EVENT_READ, connection)
            connection.send()
        left = len(waiting)
        while left:
            for key, _events in selector.select(timeout=30):
                if key.data.receive():
                    left -= 1
                    selector.unregister(key.fileobj)
        taken = time.perf_counter() - began
        for connection in waiting:
            connection.socket.close()
    return taken


def from_outside(port: int, request: bytes, seconds: float) -> float:
    """Run `load` in a new process."""
    command = [sys.executable, "-m", "benchmarks.load", str(port), str(seconds)]
    done = subprocess.run(
        command, input=request, stdout=subprocess.PIPE, cwd=ROOT, check=True, timeout=seconds + 60
    )
    return float(json.loads(done.stdout))


if __name__ == "__main__":
    print(json.dumps(load(int(sys.argv[1]), sys.stdin.buffer.read(), float(sys.argv[2]))))
