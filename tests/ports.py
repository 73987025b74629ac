"""Ports for the servers that tests begin."""

import socket


def free_port() -> int:
    """Return a port of the loopback that nobody listens at, and that nobody else gets until this process has ended.

    A socket that does not listen keeps it: who asks for any port gets another, be it a test beside this one or a
    visitor who connects; and a server that names it can listen, as all those do that may begin again at once
    (SO_REUSEADDR).
    """
    with socket.socket() as kept:
        kept.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        kept.bind(("127.0.0.1", 0))
        port = int(kept.getsockname()[1])
        kept.detach()  # it is closed with the process
    return port
