"""Breaks the program on purpose, one place at a time, in a copy of its files, and says which test finds it."""

import argparse
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).parent.parent
TABLE = Path(__file__).with_name("breaks.toml")
# The folders are named, and no file: what is broken is found by its text, wherever it has been moved to.
OWN = ("dashboard", "vocabulary", "layouts", "callbacks", "data_access", "assets", "deploy", "wsgi.py")
FOREIGN = "vendor"
LONGEST_SECONDS = 900
FINDING = re.compile(r"^(?:FAILED|ERROR) (tests/.+?)(?: - .*)?$", re.MULTILINE)  # and no line of a log
REASON = re.compile(r"^E +(\S.*)$", re.MULTILINE)


class TableError(Exception):
    """A break that cannot be made, or tests that are not there."""


@dataclass(frozen=True)
class Break:
    """One fault: the text it is in, what it becomes, and the tests (by file name) that should find it."""

    name: str
    kind: str
    what: str
    find: str
    replace: str
    tests: tuple[str, ...]
    only: str = ""


@dataclass(frozen=True)
class Result:
    """What became of the tests: pytest's exit code, the first test that failed, and how long it took."""

    code: int
    test: str
    seconds: float
    output: str

    @property
    def reason(self) -> str:
        """Return the first line of what the test had to say."""
        said = REASON.search(self.output)
        return said[1][:200] if said else ""

    @property
    def found(self) -> bool:
        """Say that a test failed; a module that cannot even be imported ends with another code."""
        return self.code == 1 and bool(self.test)


def breaks() -> list[Break]:
    """Return the table of breaks."""
    rows = tomllib.loads(TABLE.read_text("utf-8"))["break"]
    return [Break(**(row | {"tests": tuple(row["tests"])})) for row in rows]


def tracked(*under: str) -> list[str]:
    """Return the files that git keeps and that are there, as paths from the root."""
    command = ["git", "ls-files", "-z", "--", *under]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)  # noqa: S603
    return [path for path in listed.stdout.decode().split("\0") if path and (ROOT / path).is_file()]


def place(broken: Break, own: dict[str, str]) -> str:
    """Return the one file of our own that has the text to find, once."""
    times = {path: found for path, words in own.items() if (found := words.count(broken.find))}
    if sum(times.values()) != 1:
        raise TableError(f"{broken.name}: the text stands {sum(times.values())} times, in {sorted(times)}")
    return next(iter(times))


def texts() -> dict[str, str]:
    """Return the program's own files that are text, by their path."""
    found = {}
    for path in tracked(*OWN):
        if FOREIGN in PurePosixPath(path).parts:
            continue
        try:
            found[path] = (ROOT / path).read_text("utf-8")
        except UnicodeDecodeError:  # a font or a picture
            continue
    return found


def test_files(names: Sequence[str]) -> list[str]:
    """Return where under tests/ the files or folders of these names lie."""
    paths = [PurePosixPath(path) for path in tracked("tests")]
    found: list[str] = []
    for name in names:
        files = [str(path) for path in paths if path.name == name]
        folders = {str(folder) for path in paths for folder in path.parents if folder.name == name}
        if not files and not folders:
            raise TableError(f"no file or folder under tests/ is called {name}")
        found += [*files, *sorted(folders)]
    return found


def run(
    tests: Sequence[str], only: str, change: tuple[str, str] | None = None, *, stop: bool = True
) -> Result:
    """Run tests in a copy of the program, in which one file has other words."""
    with tempfile.TemporaryDirectory(prefix="pejling-broken-") as folder:
        copy = Path(folder, "program")
        for path in tracked():
            (copy / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / path, copy / path)
        if change:
            (copy / change[0]).write_text(change[1], "utf-8")
        return _pytest(copy, Path(folder, "pytest"), tests, only, stop=stop)


def _pytest(copy: Path, scratch: Path, tests: Sequence[str], only: str, *, stop: bool) -> Result:
    # The install is of the checkout: this path stands before it, in pytest as in each program that a test starts.
    env = os.environ | {"PYTHONPATH": str(copy)}
    _hold_imports(copy, env)
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-n",
        "0",
        "-p",
        "no:cacheprovider",
        f"--basetemp={scratch}",
    ]
    command += [*(["-x"] if stop else []), *(["-k", only] if only else []), *tests]
    began = time.monotonic()
    process = subprocess.Popen(  # noqa: S603
        command, cwd=copy, env=env, start_new_session=True, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    try:
        output, _nothing = process.communicate(timeout=LONGEST_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        output, _nothing = process.communicate()
    finding = FINDING.search(output)
    return Result(process.returncode, finding[1] if finding else "", time.monotonic() - began, output)


def _hold_imports(copy: Path, env: dict[str, str]) -> None:
    packages = [each for each in OWN if (copy / each / "__init__.py").is_file()]
    asked = f"import {', '.join(packages)}; print(*(each.__file__ for each in ({', '.join(packages)},)), sep='\\n')"
    command = [sys.executable, "-c", asked]
    told = subprocess.run(command, cwd="/", env=env, capture_output=True, text=True, check=True)  # noqa: S603
    if not all(path.startswith(str(copy)) for path in told.stdout.splitlines()):
        raise TableError(f"what is imported is not the copy, but {told.stdout}")


def main() -> int:
    """Read what is wanted, and do it; 1 when a break was not found or could not be made."""
    parser = argparse.ArgumentParser(description=__doc__)
    add = parser.add_argument
    add("--only", metavar="NAME", action="append", default=[], help="only this break; may be repeated")
    add("--list", action="store_true", help="list the breaks, and where each would be")
    add("--markdown", action="store_true", help="print what was found as the table of docs/tests.md")
    add("--unbroken", action="store_true", help="run all the named tests once, without any break")
    add("--confirm", action="store_true", help="hold that the test that finds a break passes without it")
    wishes = parser.parse_args()
    known = breaks()
    chosen = [each for each in known if not wishes.only or each.name in wishes.only]
    try:
        if unknown := set(wishes.only) - {each.name for each in known}:
            raise TableError(f"no break is called {' or '.join(sorted(unknown))}")
        own = texts()
        places = {each.name: place(each, own) for each in chosen}
        files = {each.name: test_files(each.tests) for each in chosen}
        if wishes.list:
            for each in chosen:
                _say(f"{each.name} ({each.kind}): {each.what} [{places[each.name]}]")
            return 0
        if wishes.unbroken:
            return _unbroken(chosen, files)
        return _each(chosen, own, places, files, markdown=wishes.markdown, confirm=wishes.confirm)
    except TableError as fault:
        _say(str(fault))
        return 1


def _unbroken(chosen: Sequence[Break], files: dict[str, list[str]]) -> int:
    failed = 0
    for each in chosen:
        result = run(files[each.name], each.only, stop=False)
        _say(f"{each.name}: {'pass' if result.code == 0 else 'FAIL'} unbroken in {result.seconds:.0f} s")
        if result.code:
            _say(result.output)
            failed += 1
    return 1 if failed else 0


def _each(
    chosen: Sequence[Break],
    own: dict[str, str],
    places: dict[str, str],
    files: dict[str, list[str]],
    *,
    markdown: bool,
    confirm: bool,
) -> int:
    missed = 0
    if markdown:
        _say("| Name | What is broken | Found by |\n|---|---|---|")
    for each in chosen:
        path = places[each.name]
        result = run(files[each.name], each.only, (path, own[path].replace(each.find, each.replace)))
        # On a busy machine a test may fail for the lack of time alone.
        is_doubtful = result.found and confirm and run([result.test], "").code != 0
        is_found = result.found and not is_doubtful
        missed += not is_found
        if markdown:
            test = f"`{_short(result.test)}`" if is_found else "**not found**"
            _say(f"| {each.name} | {each.what} | {test} |")
        elif is_found:
            _say(f"{each.name}: found by {result.test} in {result.seconds:.0f} s: {result.reason}")
        elif is_doubtful:
            _say(f"{each.name}: NOT FOUND, {result.test} fails without it too: {result.reason}")
        else:
            _say(f"{each.name}: NOT FOUND (pytest ended with {result.code}) in {result.seconds:.0f} s")
            _say(result.output)
    return 1 if missed else 0


def _short(test: str) -> str:
    """Return a test without its folders and its parameters, which change more often than its name."""
    return PurePosixPath(test.partition("[")[0]).name.replace("|", "\\|")


def _say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
