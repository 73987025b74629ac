"""Loads one file into a database, and prints the seconds it took and the most memory it had: `URL FILE`."""

import json
import re
import sys
import time
from pathlib import Path

from data_access.imports.load import load_file
from data_access.imports.mapping import reader as mappings


def main() -> None:
    """Load the file that is told."""
    url, file = sys.argv[1:]
    began = time.perf_counter()
    outcome = load_file(url, Path(file), mappings.load("samples"))
    seconds = time.perf_counter() - began
    # Not getrusage: that counts what the process which started this one had.
    peak = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text("ascii"))
    memory = int(peak[1]) / 1024 if peak else float("nan")
    print(json.dumps({"rows": outcome.counts.new, "seconds": seconds, "megabytes": memory}))


if __name__ == "__main__":
    main()
