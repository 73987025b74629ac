"""What stands in a form of words as it is being written, and what there is to say above it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from layouts.parts.html import Component

V = TypeVar("V")
Said = str | Sequence[str | Component]  # words, of which some may be in another language
# The names of what every form has: which version it follows, and what its buttons do.
SEEN, DOES = "set", "goer"
DRAFT, PUBLISH, WITHDRAW, DISCARD, JOIN, SEE, KEEP = (
    "kladde", "udgiv", "traek-tilbage", "kasser", "saml", "vis", "gem",
)  # fmt: skip
# Where two have written, of each field: what the other wrote, and whose is to hold.
THEIRS, CHOICE = "anden-", "valg-"
MINE, OTHERS, BOTH = "min", "anden", "begge"


@dataclass(frozen=True)
class Filled:
    """What stands in a form's fields by their names, as written, which may be wrong; `seen` is what it follows."""

    values: Mapping[str, str] = field(default_factory=dict)
    seen: int = 0

    def __getitem__(self, name: str) -> str:
        """Return what stands in a field; '' where nothing does."""
        return self.values.get(name, "")

    def but(self, **values: str) -> "Filled":
        """Return the form with other values in some fields."""
        return Filled({**self.values, **values}, self.seen)

    def following(self, seen: int) -> "Filled":
        """Return the form as what follows another version."""
        return Filled(self.values, seen)


@dataclass(frozen=True)
class Part:
    """A field as two who wrote at once compare it: what it asks, what stands in it, and how that is read.

    `is_text` says that what both wrote can stand one after the other, within so many characters.
    """

    name: str
    label: Said
    value: str
    shown: str
    most: int = 0

    @property
    def is_text(self) -> bool:
        """Say that both texts can be kept."""
        return self.most > 0


@dataclass(frozen=True)
class Shown(Generic[V]):
    """A form as it is shown: what stands in it, all that was written before, and what there is to say.

    `told` is what became of what was done, `faults` what is wrong with it, `other` what another wrote meanwhile, and
    `beside` what stands above the form.
    """

    filled: Filled
    found: Sequence[V] = ()
    told: Sequence[str] = ()
    faults: Sequence[str] = ()
    other: V | None = None
    beside: Component | None = None
