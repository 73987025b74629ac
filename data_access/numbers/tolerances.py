"""The light that a project's delay and cost give, by the tolerances in force."""

from dataclasses import dataclass
from datetime import date

from data_access.snapshot.snapshot import Snapshot
from vocabulary import text

WORST = ("red", "yellow", "green")
WEEKS_A_MONTH = 365.25 / 12 / 7


@dataclass(frozen=True)
class Tolerances:
    """From when a project is yellow and above what it is red: months of delay, and overrun as a share of budget."""

    time_yellow: float
    time_red: float
    cost_yellow: float
    cost_red: float


def tolerances(snapshot: Snapshot, on: date) -> Tolerances | None:
    """Return the tolerances in force on a day; None when they are not all there."""
    names = ("time_yellow", "time_red", "cost_yellow", "cost_red")
    found = [snapshot.limit("project", name, on) for name in names]
    known = [value for value in found if value is not None]
    return Tolerances(*known) if len(known) == len(names) else None


def computed(delay_weeks: float | None, overrun: float | None, limits: Tolerances | None) -> str:
    """Return the light that delay and overrun (a share of the budget) give: the worse of the two that are known.

    Yellow from `time_yellow` months and from any overrun above `cost_yellow`; red above the red limits. Without
    either figure there is no light: `grey`.
    """
    if limits is None:
        return "grey"
    lights = []
    if not text.is_missing(delay_weeks):
        months = float(delay_weeks or 0) / WEEKS_A_MONTH
        late = months >= limits.time_yellow - 1e-9
        lights.append("red" if months > limits.time_red + 1e-9 else "yellow" if late else "green")
    if not text.is_missing(overrun):
        over = float(overrun or 0)
        dear = over > limits.cost_yellow + 1e-9
        lights.append("red" if over > limits.cost_red + 1e-9 else "yellow" if dear else "green")
    return next((light for light in WORST if light in lights), "grey")
