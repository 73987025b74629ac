"""Making a note of a month: a shift of level is kept only once its limits were shown."""

from collections.abc import Sequence
from typing import cast

from flask import Flask, abort

from callbacks import forms
from callbacks.access.page import Write
from callbacks.form import Form, Signed
from callbacks.sent import too_long
from callbacks.words import figure_asked, no_figure
from data_access.people.notes import LONGEST_NOTE, About, State, Version, versions, write
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.store import Store
from layouts.parts.html import Component
from layouts.parts.writing import ASKED, NOTE, note_address
from layouts.words import frame, level, note
from layouts.words.fields import Field
from layouts.words.figures import Figure, head
from layouts.words.filled import KEEP, SEE, WITHDRAW, Filled, Shown
from vocabulary.language import _


def register(server: Flask, store: Store, url: str, show: Write) -> None:
    """Register the form. `url` is that of the database whose role may write what people do; '' where there is none."""

    def open_(asked: str) -> _Note:
        snapshot, figure = figure_asked(store, asked)
        if not figure.can_be_noted:
            abort(404, no_figure())
        return _Note(snapshot, figure)

    forms.register(server, NOTE, "notes", url, ASKED, open_, show)


class _Note(Form[Version]):
    """A note of a figure's month; one that would change what is usual is shown before it is kept."""

    path, otherwise, extra = NOTE, SEE, (note.SHOWN,)
    states = {KEEP: "published", WITHDRAW: "withdrawn", SEE: "published"}  # noqa: RUF012 - as of the others

    def __init__(self, snapshot: Snapshot, figure: Figure) -> None:
        self._snapshot, self._figure, self.subject = snapshot, figure, figure.subject

    def title(self) -> str:
        return note.heading(self._figure, self._snapshot)

    def fields(self, _filled: Filled) -> Sequence[Field]:
        return note.fields(self._figure)

    def of(self, version: Version) -> Filled:
        return note.of(version)

    def empty(self) -> Filled:
        return Filled({note.SHIFT: note.NO})

    def page(self, shown: Shown[Version], token: Component) -> Component:
        return note.page(self._figure, self._snapshot, self.fields(shown.filled), shown, token)

    def away(self) -> Component:
        return frame.away(head(self._figure.name(self._snapshot), self._figure, self._snapshot))

    def address(self) -> str:
        return note_address(self._figure.place)

    def told(self, done: str, found: Sequence[Version]) -> str:
        stands = bool(found) and found[0].stands
        if done == KEEP and stands:
            return _("Noten er gemt og står ved tallet om lidt.")
        return _("Noten er trukket tilbage.") if done == WITHDRAW and found and not stands else ""

    def faults(self, filled: Filled, *, is_draft: bool) -> list[str]:
        if not filled[note.TEXT]:
            return [_("Skriv noten, før du gemmer den.")]
        return too_long(filled, (_("Noten"), note.TEXT, LONGEST_NOTE))

    def looked(self, filled: Filled, found: Sequence[Version], does: str) -> Shown[Version] | None:
        """Show the limits as they are to be: where that was asked for, and before they become others."""
        newest = found[0] if found and found[0].stands else None
        if (does == WITHDRAW and newest is None) or (does == KEEP and self.faults(filled, is_draft=False)):
            return None
        state = "withdrawn" if does == WITHDRAW else "published"
        then = state == "published" and filled[note.SHIFT] == note.YES
        now = bool(newest and newest.level_shift)
        of = f"{state}-{int(then)}"
        if does in (KEEP, WITHDRAW) and (then == now or filled[note.SHOWN] == of):
            return None
        return Shown(
            filled.but(**{note.SHOWN: of}),
            found,
            [_see_first(state)] if does in (KEEP, WITHDRAW) else [],
            beside=level.preview(self._figure, self._snapshot, now=now, then=then),
        )

    def versions(self, url: str) -> list[Version]:
        return versions(url, self._about)

    def write(self, url: str, filled: Filled, state: str, by: Signed) -> Version:
        return write(
            url, self._about, filled[note.TEXT], cast(State, state), level_shift=filled[note.SHIFT] == note.YES,
            seen=filled.seen, account=by.account, role=by.role, address=by.address,
        )  # fmt: skip

    @property
    def _about(self) -> About:
        of = self._figure.place  # a note is of no project and of no site
        return About(metric=of.metric, month=of.month, desk=of.desk, system=of.system, hospital=of.hospital)


def _see_first(state: str) -> str:
    if state == "withdrawn":
        return _("Noten er ikke trukket tilbage endnu. Se, hvad det gør, og træk den så tilbage.")
    return _("Noten er ikke gemt endnu. Se, hvad den gør, og gem den så.")
