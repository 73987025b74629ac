"""The form of a draft: it is shown, sent, saved as its next version, and never loses a text."""

from dataclasses import replace
from typing import Any

from flask import Flask, Response, request

from callbacks import tongue
from callbacks.access import csrf
from callbacks.not_kept import not_kept, not_there
from callbacks.report import drafting
from callbacks.report.editions import NUMBER, REVISION
from callbacks.report.house import House
from callbacks.report.merged import merged
from callbacks.report.written import AWAY, DONE, asked, by, kept, led, log, with_status, writer
from data_access.editions import drafts
from data_access.editions.drafts import State, Version
from data_access.editions.published import Which
from data_access.numbers.explanations import on_the_wall
from data_access.people.versioned import NothingStandsError, SomebodyElseWroteError
from data_access.snapshot.snapshot import Snapshot
from layouts.report.declared import REPORTS
from layouts.report.made import called
from layouts.report.pages import addresses, drafted
from layouts.report.pages import drafted_fields as form
from layouts.report.pages.drafted_fields import Filled, Shown
from layouts.words.filled import JOIN
from vocabulary import text
from vocabulary.language import _

MOST_BYTES = (
    2 * 1024 * 1024
)  # of a draft as it is sent: its letters take up to six each, and two who wrote stand in it
PATH = f"{addresses.DRAFT}/<report>/{NUMBER}"


def register(server: Flask, house: House) -> None:
    """Register the form."""

    def shown(report: str, number: int, revision: int = 0) -> Response:
        if led_ := tongue.led():
            return led_
        return tongue.remembered(_Form(house, Which(report, number, revision)).asked())

    def sent(report: str, number: int, revision: int = 0) -> Response:
        request.max_content_length = request.max_form_memory_size = MOST_BYTES
        csrf.check()
        return _Form(house, Which(report, number, revision)).sent()

    for rule in (PATH, f"{PATH}/{REVISION}"):
        server.add_url_rule(rule, "report.draft", shown)
        server.add_url_rule(rule, "report.save", sent, methods=["POST"])


class _Form:
    """The draft of one edition, for one request."""

    def __init__(self, house: House, which: Which) -> None:
        house.reader.may_write(which)
        self._house, self._which = house, which
        self._snapshot: Snapshot = house.reader.snapshot()
        self._name = called(REPORTS[which.report], which)

    def asked(self) -> Response:
        """Show what was saved last."""
        try:
            found = asked(self._house.url, lambda: drafts.versions(self._house.url, self._which))
        except AWAY as fault:
            log.warning("a draft cannot be read: %s", fault)
            return with_status(503, self._page(drafted.away(self._which)))
        newest = next(iter(found), None)
        if newest is None or newest.state == "withdrawn":
            return led(addresses.at(addresses.NEW), rapport=self._which.report)
        told = {
            form.SAVE: _("Kladden er gemt. Andre end redaktører ser den først, når den er udgivet."),
            "ny": _("Kladden er begyndt."),
        }.get(request.args.get(DONE, ""))
        filled = Filled(newest.draft, newest.number)
        return self._shown(filled, by=saved_by(newest), told=[told] if told else [])

    def sent(self) -> Response:
        """Do what the button that sent the form says."""
        filled = drafting.sent(self._which)
        does = request.form.get(form.DOES, form.SAVE)
        if does.startswith((form.UP, form.DOWN)):
            told = _("Rækkefølgen er ændret her. Gem kladden for at beholde den.")
            return self._shown(drafting.moved(filled, self._which, does), told=[told])
        if does == JOIN:
            return self._shown(filled, told=[_("Sat sammen. Læs det igennem, og gem det så.")])
        if does == form.THROW_AWAY:
            return self._written(filled, "withdrawn", addresses.DESK, "kasseret")
        months = drafting.months_of(self._snapshot, self._which, filled.draft.month)
        if faults := drafting.faults(filled.draft, self._which, months, self._snapshot.moment().date()):
            return self._shown(filled, 422, faults=faults)
        then = {form.SEE: addresses.PREVIEW, form.PUBLISH: addresses.PUBLISH}.get(does, "")
        there = addresses.draft(self._which, then)
        return self._written(filled, "draft", there, "" if then else form.SAVE)

    def _written(self, filled: Filled, state: State, then: str, done: str) -> Response:
        url, who = self._house.url, by()
        try:
            if not filled.seen:
                open_ = [which for which, _version in asked(url, lambda: drafts.open_drafts(url))]
                refused = drafting.refused(self._snapshot, self._which, [], open_)
                if self._which not in open_ and refused:
                    return self._shown(filled, 409 if refused.is_taken else 422, faults=[refused.said])
            kept(
                url,
                lambda: drafts.write(
                    url, self._which, filled.draft, state, seen=filled.seen, account=who.account, role=who.role,
                    address=who.address, at=self._snapshot.stood_at(),
                ),
            )  # fmt: skip
        except SomebodyElseWroteError as fault:
            return self._after(filled, fault.newest)
        except NothingStandsError as fault:
            said = not_there(fault.newest, addresses.draft(self._which))
            return self._shown(filled if fault.newest else replace(filled, seen=0), 409, faults=[said])
        except AWAY as fault:
            return self._shown(filled, 503, faults=[not_kept(fault)])
        return led(addresses.at(then), done)

    def _after(self, filled: Filled, newest: Version) -> Response:
        """Put both together, and ask about what both changed; what is saved next follows that."""
        filled_ = replace(filled, seen=newest.number)
        if newest.state == "withdrawn":
            said = _(
                "Mens du skrev, kasserede {who} kladden. Gem den for at begynde den igen.", who=writer(newest)
            )
            return self._shown(filled_, 409, faults=[said])
        said = _(
            "Mens du skrev, gemte {who} dette {when}:",
            who=writer(newest),
            when=text.moment(on_the_wall(newest.at)),
        )
        base = self._seen(filled.seen)
        both = merged(
            self._which.report,
            base.draft if base else None,
            filled.draft,
            newest.draft,
            drafting.asked_answers(),
        )
        return self._shown(
            replace(filled_, draft=both.draft),
            409,
            other=newest,
            other_by=said,
            asked=both.asked,
            taken=both.taken,
        )

    def _saved(self, number: int) -> str:
        """Say when what the form follows was saved, and that what stands in it is not."""
        version = self._seen(number)
        if version is None:
            return _("Ændringer herunder er ikke gemt.")
        when = text.moment(on_the_wall(version.at))
        return _("Gemt {when} af {who}; ændringer herunder er ikke gemt.", when=when, who=writer(version))

    def _seen(self, number: int) -> Version | None:
        """Return a version that one has seen; None where there was none, or it cannot be read."""
        try:
            found = asked(self._house.url, lambda: drafts.versions(self._house.url, self._which))
        except AWAY as fault:
            log.warning("a draft cannot be read: %s", fault)
            return None
        return next((each for each in found if each.number == number), None)

    def _shown(self, filled: Filled, status: int = 200, **more: Any) -> Response:
        months = drafting.months_of(self._snapshot, self._which, filled.draft.month)
        draft = filled.draft if filled.draft.month in months else replace(filled.draft, month=months[0])
        if filled.seen and "by" not in more:
            more["by"] = self._saved(filled.seen)
        document = drafting.as_made(self._which, draft, self._snapshot)  # as it would be published now
        shown = Shown(
            self._which, filled, months, document["language"], document["answers"],
            drafting.names_of(self._which, draft, self._snapshot), **more,
        )  # fmt: skip
        return with_status(status, self._page(drafted.page(shown, csrf.field())))

    def _page(self, main: Any) -> Response:
        title = _("Kladde: {name}", name=self._name)
        return self._house.show(addresses.draft(self._which), title, main)


def saved_by(version: Version) -> str:
    """Say who saved a draft last, and when."""
    return _("Gemt {when} af {who}.", when=text.moment(on_the_wall(version.at)), who=writer(version))
