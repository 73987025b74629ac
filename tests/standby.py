"""A standby that follows a PostgreSQL of a test's own, as a streaming replica does."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import make_url

from tests.patience import PATIENCE
from tests.postgres import OwnPostgres


class Standby:
    """A hot standby of a primary, by the same server's programs."""

    def __init__(self, primary: OwnPostgres) -> None:
        self._programs = primary.programs
        self.folder = tempfile.mkdtemp(prefix="pejling-standby-")
        self._owner = Path(primary.folder).owner()
        if os.geteuid() == 0:  # a server does not run as root
            shutil.chown(self.folder, self._owner)
        self._run("pg_basebackup", "-D", self.folder, "-R", "-c", "fast", "-d", primary.url)
        # The primary has its socket in its folder, and that was copied too.
        (Path(self.folder) / ".s.PGSQL.5432.lock").unlink(missing_ok=True)
        self.start()
        self.url = str(make_url(primary.url).set(query={"host": self.folder}))

    def start(self) -> None:
        socket = f'-h "" -k {self.folder}'
        self._run("pg_ctl", "-w", "-D", self.folder, "-l", f"{self.folder}/log", "-o", socket, "start")

    def stop(self) -> None:
        self._run("pg_ctl", "-w", "-D", self.folder, "-m", "immediate", "stop")

    def promote(self) -> None:
        """Make it the primary, as when the other has died."""
        self._run("pg_ctl", "-w", "-D", self.folder, "promote")

    def ask(self, statement: str) -> Any:
        with psycopg.connect(self.url, autocommit=True) as connection:
            answer = connection.execute(statement.encode())
            return answer.fetchone() if answer.description else None

    def set(self, setting: str, value: str) -> None:
        self.ask(f"ALTER SYSTEM SET {setting} = '{value}'")
        self.ask("SELECT pg_reload_conf()")

    def cleanup(self) -> None:
        self.stop()
        shutil.rmtree(self.folder)

    def _run(self, program: str, *arguments: str) -> None:
        who = {"user": self._owner} if os.geteuid() == 0 else {}
        done = subprocess.run(  # type: ignore[call-overload]
            [self._programs / program, *arguments], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            text=True, timeout=3 * PATIENCE, check=False, cwd="/", **who,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout
