"""Writing what is said of a figure, and the lists of what lacks words and of what was promised."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import cast

from flask import Flask, Response, abort

from callbacks import forms, tongue, who
from callbacks.access.page import Write
from callbacks.form import DRAFTED, Form, Signed, told_of_draft
from callbacks.reading import read_query
from callbacks.sent import figure_of, too_long
from data_access.people.words import LONGEST, MOST, About, State, Version, Words, versions, write
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.store import Store
from layouts.parts import held
from layouts.parts.html import Component
from layouts.parts.page import no_figures
from layouts.parts.writing import ASKED, FORM, LACKING, PROMISES, form_address, written_here
from layouts.words import form, frame, lacking, promises
from layouts.words.fields import Field
from layouts.words.figures import Figure, figure_at, head
from layouts.words.filled import DRAFT, Filled, Shown
from vocabulary import language, text
from vocabulary.language import _
from vocabulary.metrics import METRICS
from vocabulary.months import is_month, last_day

SCRIPT = "ord.js"  # saves drafts while one writes


def register(server: Flask, store: Store, url: str, show: Write) -> None:
    """Register the form and the lists.

    `url` is that of the database whose role may write what people do; '' where there is none.
    """

    @server.get(LACKING, endpoint="words.lacking")
    def what_lacks() -> Response:
        return _listed(
            LACKING,
            _("Forklaringer, der mangler"),
            lambda told: lacking.page(told, told.choices.default(), who.person().answers_for),
        )

    @server.get(PROMISES, endpoint="words.promises")
    def what_was_promised() -> Response:
        return _listed(PROMISES, _("Løfter"), promises.page)

    def _listed(path: str, title: str, of: Callable[[Snapshot], Component]) -> Response:
        if led := tongue.led():
            return led
        snapshot = store.snapshot()
        with written_here(here=bool(url)):
            main = of(snapshot.speaking(language.current())) if snapshot else no_figures()
        return tongue.remembered(show(path, title, main))

    forms.register(server, FORM, "words", url, ASKED, lambda asked: _Form(*figure_asked(store, asked)), show)


def figure_asked(store: Store, search: str) -> tuple[Snapshot, Figure]:
    """Return the figure that is asked about, for whoever may write of it; 404, 403 and 503 in words."""
    snapshot, _told = snapshot_of(store)
    figure = figure_at(snapshot, read_query(search))
    if figure is None:
        abort(404, no_figure())
    if not who.person().answers_for(figure.subject):
        abort(
            403,
            _("Du ejer ikke tallene på siden {page}, og kan ikke skrive om dem.", page=_(figure.page.name)),
        )
    return snapshot, figure


def no_figure() -> str:
    """Say that an address names no figure that can be written of."""
    return _("Adressen nævner intet tal, som der kan skrives om. Gå til tallet, og følg linket derfra.")


def snapshot_of(store: Store) -> tuple[Snapshot, Snapshot]:
    """Return the figures in the language spoken, and as they were told; 503 in words where there are none."""
    snapshot = store.snapshot()
    if snapshot is None:
        abort(503, _("Der er ingen tal endnu. Prøv igen om lidt."))
    return snapshot.speaking(language.current()), snapshot


class _Form(Form[Version]):
    """What is written of a figure."""

    path, states, otherwise = FORM, DRAFTED, DRAFT

    def __init__(self, snapshot: Snapshot, figure: Figure) -> None:
        self._snapshot, self._figure, self.subject = snapshot, figure, figure.subject
        self._about = About(**figure.place._asdict())

    def title(self) -> str:
        return self._figure.name(self._snapshot)

    def fields(self, filled: Filled) -> Sequence[Field]:
        return form.fields(self._figure, self._snapshot, filled[form.BACK])

    def of(self, version: Version) -> Filled:
        return form.of(version.words)

    def page(self, shown: Shown[Version], token: Component) -> Component:
        asked = self.fields(shown.filled)
        is_draft = self.is_draft(shown.found)
        return form.page(self._figure, self._snapshot, asked, shown, token, is_draft=is_draft)

    def away(self) -> Component:
        return frame.away(head(self.title(), self._figure, self._snapshot))

    def address(self) -> str:
        return form_address(self._figure.place)

    def told(self, done: str, found: Sequence[Version]) -> str:
        return told_of_draft(done, found, _("Forklaringen er udgivet og står ved tallet om lidt."),
                             _("Forklaringen er trukket tilbage."))  # fmt: skip

    def faults(self, filled: Filled, *, is_draft: bool) -> list[str]:
        return _words(filled, self._figure, self._snapshot, is_draft=is_draft)[1]

    def versions(self, url: str) -> list[Version]:
        return versions(url, self._about)

    def write(self, url: str, filled: Filled, state: str, by: Signed) -> Version:
        words, _faults = _words(filled, self._figure, self._snapshot, is_draft=True)
        return write(
            url, self._about, words, cast(State, state), seen=filled.seen, account=by.account,
            role=by.role, address=by.address,
        )  # fmt: skip


def _words(filled: Filled, figure: Figure, snapshot: Snapshot, *, is_draft: bool) -> tuple[Words, list[str]]:
    """Return what was written, and what is wrong with it."""
    faults = too_long(
        filled,
        (_("Årsag"), form.CAUSE, LONGEST["cause"]),
        (_("Handling"), form.ACTION, LONGEST["action"]),
        (_("Ansvar"), form.RESPONSIBLE, LONGEST["responsible"]),
    )
    back, promised, tied = _back(filled[form.BACK]), figure_of(filled[form.PROMISED]), filled[form.TIED]
    if filled[form.BACK] and back is None:
        faults.append(_("Måneden for, hvornår det er tilbage på målet, findes ikke."))
    if filled[form.PROMISED] and promised is None:
        faults.append(
            _("Det lovede tal er ikke et tal. Skriv det som {example}.", example=text.number(78.5, 1))
        )
    is_share = METRICS[figure.metric].unit == "%"
    if promised is not None and not (0 <= promised <= (100 if is_share else MOST)):
        faults.append(
            _("Det lovede tal skal være mellem 0 og 100 %.")
            if is_share
            else _("Det lovede tal kan ikke være under 0.")
        )
        promised = None
    elif promised is not None and back is None:
        faults.append(_("Et lovet tal skal have en måned, som det gælder."))
    if tied and tied not in dict(held.choices(snapshot)):
        faults.append(_("Det, som årsagen er bundet til, måles ikke her."))
    if not is_draft and not filled[form.CAUSE]:
        faults.append(_("Skriv, hvad årsagen er, før du udgiver."))
    said = (filled[form.CAUSE], filled[form.ACTION], filled[form.RESPONSIBLE])
    return Words(*said, back, promised, tied), faults


def _back(month: str) -> date | None:
    return last_day(month) if is_month(month) and "1900" < month < "2200" else None
