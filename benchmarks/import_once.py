"""Loads one file into a database, and prints the seconds it took and the most memory it had: `URL FILE`."""

import json
import resource
import sys
import time
from pathlib import Path

from data_access.imports import mapping
from data_access.imports.load import load_file


def main() -> None:
    """Load the file that is told."""
    url, file = sys.argv[1:]
    began = time.perf_counter()
    outcome = load_file(url, Path(file), mapping.load("samples"))
    seconds = time.perf_counter() - began
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"rows": outcome.counts.new, "seconds": seconds, "megabytes": memory}))


if __name__ == "__main__":
    main()
