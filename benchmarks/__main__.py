"""Run the benchmarks: `python -m benchmarks [name ...] [--quick]`."""

import argparse
import gc
import json
import sys
import time

from benchmarks import (
    building,
    firstpaint,
    history,
    importing,
    machines,
    memory,
    peer,
    repaint,
    scale,
    signed_in,
    throughput,
    unseen,
    weight,
)
from benchmarks.databases import own_folder
from benchmarks.result import Figure, table

QUESTIONS = {
    "throughput": throughput.run,
    "unseen": unseen.run,
    "memory": memory.run,
    "peer": peer.run,
    "signed_in": signed_in.run,
    "machines": machines.run,
    "repaint": repaint.run,
    "weight": weight.run,
    "firstpaint": firstpaint.run,
    "scale": scale.run,
    "history": history.run,
    "building": building.run,
    "importing": importing.run,
}


def main() -> None:
    """Measure what was asked for, and print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="name", help=f"of {', '.join(QUESTIONS)}; all if none")
    parser.add_argument("--quick", action="store_true", help="fewer rounds, and a smaller database at scale")
    asked = parser.parse_args()
    unknown = [name for name in asked.names if name not in QUESTIONS]
    if unknown:
        parser.error(f"there is no benchmark {unknown[0]}; there are {', '.join(QUESTIONS)}")
    gc.set_threshold(50_000, 20, 20)  # as where it is served
    figures: list[Figure] = []
    for name in asked.names or QUESTIONS:
        print(f"{time.strftime('%H:%M:%S')} {name} …", file=sys.stderr)
        figures += QUESTIONS[name](quick=asked.quick)
    results = own_folder() / "results.json"
    before = json.loads(results.read_bytes()) if results.exists() else {}
    print(table(figures, before))
    results.write_text(json.dumps(before | {each.what: each.kept for each in figures}), "utf-8")
    missed = sum("MISSED" in figure.goal for figure in figures)
    held = sum("reached" in figure.goal for figure in figures)
    if held + missed:
        print(f"\n{held} of {held + missed} goals reached.")


if __name__ == "__main__":
    main()
