"""What a question measured: each figure beside its floor, as a ratio of rounds that took turns."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

HEADINGS = ("What", "Measured", "Floor", "Ratio (lowest–highest)", "Rounds", "Before", "Goal")


@dataclass(frozen=True)
class Goal:
    """What a ratio or a figure should be: its words, and what says whether it is so."""

    words: str
    holds: Callable[[float], bool]


def at_least(limit: float) -> Goal:
    """Return the goal of reaching a limit."""
    return Goal(f"at least {limit:g}", lambda value: value >= limit)


def at_most(limit: float) -> Goal:
    """Return the goal of keeping within a limit."""
    return Goal(f"at most {limit:g}", lambda value: value <= limit)


@dataclass(frozen=True)
class Figure:
    """One line of the table; without a goal it is for information."""

    what: str
    measured: str
    floor: str = ""
    ratio: str = ""
    rounds: str = ""
    goal: str = "for information"

    @property
    def kept(self) -> str:
        """Return what the next run is compared with: the ratio, else the figure itself."""
        return self.ratio.partition(" ")[0] or self.measured


@dataclass(frozen=True)
class Rounds:
    """A measure and its floor, round by round: the two of a round were taken right after one another."""

    measured: Sequence[float]
    floor: Sequence[float]

    @property
    def ratios(self) -> list[float]:
        """Return each round's ratio: what else the machine does weighs on both of a round alike."""
        return [one / other for one, other in zip(self.measured, self.floor, strict=True)]

    def figure(
        self, what: str, unit: str, goal: Goal | None = None, decimals: int = 0, value: float | None = None
    ) -> Figure:
        """Return the line of the table: medians, the median of the ratios, and their spread.

        The goal is one of the ratio, unless it is given a value of its own.
        """
        ratios = self.ratios
        return Figure(
            what,
            f"{median(self.measured):,.{decimals}f} {unit}",
            f"{median(self.floor):,.{decimals}f} {unit}",
            f"{median(ratios):.2f} ({min(ratios):.2f}–{max(ratios):.2f})",
            str(len(ratios)),
            verdict(goal, median(ratios) if value is None else value),
        )


def verdict(goal: Goal | None, value: float) -> str:
    """Say what the goal is and whether it was reached."""
    if goal is None:
        return "for information"
    return f"{goal.words}: {'reached' if goal.holds(value) else 'MISSED'}"


def take_turns(measure: Callable[[], float], floor: Callable[[], float], rounds: int) -> Rounds:
    """Run both so many times, in turns."""
    pairs = [(measure(), floor()) for _ in range(rounds)]
    return Rounds([pair[0] for pair in pairs], [pair[1] for pair in pairs])


def table(figures: Sequence[Figure], before: Mapping[str, str]) -> str:
    """Return the figures as columns of text, each with what was kept of the run before."""
    lines_of = (
        (f.what, f.measured, f.floor, f.ratio, f.rounds, before.get(f.what, ""), f.goal) for f in figures
    )
    rows = [HEADINGS, *lines_of]
    widths = [max(len(row[place]) for row in rows) for place in range(len(HEADINGS))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows]
    return "\n".join(line.rstrip() for line in (lines[0], "-" * len(lines[0].rstrip()), *lines[1:]))
