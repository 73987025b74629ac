"""What the slides of today claim of what happens: each of the frames of `Live` that it can be worked out again from."""

from operator import attrgetter
from typing import Any

import pandas as pd

from data_access.snapshot import live as happening
from data_access.snapshot.live import Live
from layouts.parts.claim import Claim, about, tell

CALLS, LAST_HOUR, USUAL, OPEN_CASES, SAMPLES = (
    attrgetter(name) for name in ("calls", "last_hour", "usual", "open_cases", "samples")
)
_OF = {"calls": CALLS, "last_hour": LAST_HOUR}


def cases(live: Live) -> pd.DataFrame:
    """Return how many cases were opened and solved today, as one row."""
    return pd.DataFrame([{"opened": live.opened, "resolved": live.resolved}])


def sums(live: Live, frame: str, desk: str) -> dict[str, float]:
    """Return the counts of a desk's calls, today or of the last hour: a slide's figures, and what they are made of."""
    rows: pd.DataFrame = getattr(live, frame)
    mine = rows[rows["desk"] == desk] if len(rows) else rows
    found = {name: float(mine[name].sum()) if len(mine) else 0.0 for name in happening.COUNTS}
    with about(_OF[frame]):
        tell(Claim("sum", "offered", "known", ("desk",), ((desk,),), found["offered"]))
        missed = found["offered"] - found["answered"]
        tell(Claim("sum", "offered", "known", ("desk",), ((desk,),), missed, "answered"))
        if found["waits"]:
            mean = found["wait_seconds"] / found["waits"]
            tell(Claim("mean", "wait_seconds", "known", ("desk",), ((desk,),), mean, "waits"))
        if found["limited"]:
            share = 100 * found["within_limit"] / found["limited"]
            tell(Claim("share", "within_limit", "known", ("desk",), ((desk,),), share, "limited"))
    return found


def counts(live: Live) -> None:
    """Claim how many cases were opened and, where it is told, solved today."""
    with about(cases):
        tell(Claim("sum", "opened", "known", (), (), live.opened))
        if live.resolved is not None:
            tell(Claim("sum", "resolved", "known", (), (), live.resolved))


def due(live: Live, soon: int, passed: int) -> None:
    """Claim how many open cases pass their limit soon, and how many have passed it."""
    with about(OPEN_CASES):
        for amount, which in ((soon, "soon"), (passed, "passed")):
            tell(Claim("due", "limit_days", "known", (), (), amount, live.now.isoformat(), values=(which,)))


def against(live: Live, desk: str, way: int, usual: tuple[float, float, float]) -> None:
    """Claim that a desk's calls so far are more (1) or fewer (-1) than they have been, or neither, and what is usual.

    `usual` is the fewest, the middle and the most.
    """
    with about(USUAL):
        end = {1: "more", -1: "fewer", 0: "usual"}[way]
        tell(
            Claim(
                "against",
                "offered",
                "known",
                ("desk",),
                ((desk,),),
                usual[1],
                end,
                values=(usual[0], usual[2]),
            )
        )


def measured(system: dict[str, Any]) -> None:
    """Claim a system's share in the last hour, and of how many measurements how many were slow."""
    at = ((system["system"],),)
    with about(SAMPLES):
        tell(Claim("cells", "within_limit", "known", ("system",), at, system["value"], "limited"))
        slow = system["tries"] - system["hits"]
        tell(Claim("sum", "limited", "known", ("system",), at, system["tries"]))
        tell(Claim("sum", "limited", "known", ("system",), at, slow, "within_limit"))


def lowest(system: dict[str, Any], sites: list[str], *, alike: bool) -> None:
    """Claim which sites of a system's are lowest and beyond chance, or that none is; `alike`: that all have as much."""
    told: tuple[object, ...] = ("alike",) if alike else tuple(sorted(sites))
    with about(SAMPLES):
        at = ((system["system"],),)
        tell(
            Claim(
                "lowest",
                "within_limit",
                "known",
                ("system",),
                at,
                system["site_value"],
                "limited",
                values=told,
            )
        )


def measured_together(systems: list[dict[str, Any]]) -> tuple[int, int]:
    """Return how many measurements were slow, and how many there were, of all systems."""
    tries = sum(each["tries"] for each in systems)
    slow = tries - sum(each["hits"] for each in systems)
    with about(SAMPLES):
        tell(Claim("sum", "limited", "known", (), (), tries))
        tell(Claim("sum", "limited", "known", (), (), slow, "within_limit"))
    return slow, tries
