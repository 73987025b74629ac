"""What a figure is: its names, its unit, which way is better, and what it is made of."""

from dataclasses import dataclass
from typing import Literal

from vocabulary.language import N_, _

# What a month has more or fewer of: days from Monday to Friday that are no public holiday, or any.
Days = Literal["workdays", "days"]
Unit = Literal["%", "antal", "sekunder", "årsværk", "mio. kr.", "kr."]
# The units' words, marked here because a type cannot mark them.
UNIT_WORDS = (N_("antal"), N_("sekunder"), N_("årsværk"), N_("mio. kr."), N_("kr."))
Direction = Literal["up", "down", "neither"]


@dataclass(frozen=True)
class Metric:
    """A figure: its names, unit, the direction that is better, and its definition in words (both marked with `N_`).

    `decimals` is how many are shown, `source` the key of the source that the figure is loaded from, and
    `limits` the subject and key of the limits that the definition speaks of. `danish_untold` is what is said where
    the source does not tell what the figure needs, and `danish_pattern` the name with the limit in force. What happens
    from day to day `adds_up` over a month, and a longer month has more of it: such months are compared by the working
    day, or by the day where it comes when nobody works.
    """

    key: str
    danish_name: str
    unit: Unit
    better: Direction
    decimals: int
    source: str
    danish_definition: str
    limits: tuple[tuple[str, str], ...] = ()
    danish_untold: str = ""
    danish_pattern: str = ""
    adds_up: Days | None = None

    @property
    def name(self) -> str:
        """Return the name in the language spoken."""
        return _(self.danish_name)

    @property
    def untold(self) -> str:
        """Return what is said where the source does not tell what the figure needs, in the language spoken."""
        return _(self.danish_untold)

    @property
    def definition(self) -> str:
        """Return the definition in the language spoken."""
        return _(self.danish_definition)
