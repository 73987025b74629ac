"""One thing that is written of: what its form asks, how it is read, weighed, shown and kept."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from data_access.people.versioned import Written
from layouts.parts.html import Component
from layouts.words.fields import Field
from layouts.words.filled import DISCARD, DRAFT, PUBLISH, WITHDRAW, Filled, Shown
from vocabulary.language import _

V = TypeVar("V", bound=Written)


@dataclass(frozen=True)
class Signed:
    """By whom something is written: the account, as what, and from where."""

    account: int | None
    role: str
    address: str


# The version that each button of a form with drafts makes.
DRAFTED = {DRAFT: "draft", PUBLISH: "published", WITHDRAW: "withdrawn", DISCARD: "draft"}


class Form(ABC, Generic[V]):
    """One thing that is written of, for one request: what its form asks, and how it is read and kept."""

    path: str
    subject: str  # the key of the page whose owner answers for it
    states: Mapping[str, str]  # of the version that each button makes
    otherwise: str  # what is done where it is not said
    extra: tuple[str, ...] = ()  # what is sent along, beside the fields

    @abstractmethod
    def title(self) -> str:
        """Return what the page is called."""

    @abstractmethod
    def fields(self, filled: Filled) -> Sequence[Field]:
        """Return the fields."""

    @abstractmethod
    def of(self, version: V) -> Filled:
        """Return what a version says as it stands in the form."""

    @abstractmethod
    def page(self, shown: Shown[V], token: Component) -> Component:
        """Return the page."""

    @abstractmethod
    def away(self) -> Component:
        """Return the page where the database does not say what was written."""

    @abstractmethod
    def address(self) -> str:
        """Return the address of the form."""

    @abstractmethod
    def told(self, done: str, found: Sequence[V]) -> str:
        """Say what was done; '' where it is not so."""

    @abstractmethod
    def faults(self, filled: Filled, *, is_draft: bool) -> list[str]:
        """Say what is wrong with what was written."""

    @abstractmethod
    def versions(self, url: str) -> list[V]:
        """Return all that was written, the newest first; raises CannotReadError."""

    @abstractmethod
    def write(self, url: str, filled: Filled, state: str, by: Signed) -> V:
        """Write the version after that which was seen; raises what `versioned.add` does."""

    def empty(self) -> Filled:
        """Return the form before anything was written."""
        return Filled()

    def looked(self, _filled: Filled, _found: Sequence[V], _does: str) -> Shown[V] | None:
        """Return what is shown in the place of writing, where that was asked for or must be seen first."""
        return None

    def filled(self, found: Sequence[V]) -> Filled:
        """Fill the form with what was written last; what was taken back is begun anew."""
        newest = next(iter(found), None)
        if newest is None:
            return self.empty()
        filled = self.of(newest) if newest.state != "withdrawn" else self.empty()
        return filled.following(newest.number)

    def standing(self, found: Sequence[V]) -> Filled:
        """Return what stands, with which a draft that is thrown away is replaced; nothing where nothing does."""
        newest = next((each for each in found if each.state != "draft"), None)
        return self.of(newest) if newest and newest.state == "published" else self.empty()

    def is_draft(self, found: Sequence[V]) -> bool:
        """Say that what was written last is a draft, and says something else than what stands."""
        newest = next(iter(found), None)
        return bool(
            newest and newest.state == "draft" and self.of(newest).values != self.standing(found).values
        )


def told_of_draft(done: str, found: Sequence[Any], published: str, withdrawn: str) -> str:
    """Say what was done with a text that is a draft first, where the address tells it and it is so."""
    if not found or found[0].state != DRAFTED.get(done):
        return ""
    return {
        DRAFT: _("Kladden er gemt. Andre ser den først, når den er udgivet."),
        DISCARD: _("Kladden er kasseret."),
        PUBLISH: published,
        WITHDRAW: withdrawn,
    }[done]
