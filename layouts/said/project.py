"""What the page of one project says: its light by its own word and by the numbers, what has moved, and how far."""

from data_access.numbers import project_history, projects
from data_access.snapshot.rows import Row
from data_access.snapshot.snapshot import Snapshot
from layouts.parts import claims
from layouts.parts.declarations import Content
from layouts.parts.told import out_of, period_words
from vocabulary import text
from vocabulary.filters import Filters
from vocabulary.language import N_, _, ngettext

OWN = {
    "green": N_("Grønt efter projektets egen vurdering"),
    "yellow": N_("Gult efter projektets egen vurdering"),
    "red": N_("Rødt efter projektets egen vurdering"),
    "grey": N_("Uden lys fra projektet selv"),
}
# What the numbers say, beside the project's own word: another light, or none.
COMPUTED = {
    "green": N_("{own}, men grønt efter tallene."),
    "yellow": N_("{own}, men gult efter tallene."),
    "red": N_("{own}, men rødt efter tallene."),
    "grey": N_("{own}; tallene giver intet lys."),
}
SAME = {
    "green": N_("Grønt, både efter projektets egen vurdering og efter tallene."),
    "yellow": N_("Gult, både efter projektets egen vurdering og efter tallene."),
    "red": N_("Rødt, både efter projektets egen vurdering og efter tallene."),
    "grey": N_("Hverken projektet selv eller tallene giver et lys."),
}


def summary(snapshot: Snapshot, filters: Filters) -> str:
    """Sum a project up: its own light, the one that the numbers give, and what has moved since the report before."""
    if not filters.project:
        return _("Vælg et projekt.")
    rows = projects.latest.table(snapshot, filters).records
    if not rows:
        return _("Projektet venter på sin første rapport.")
    row = rows[0]
    with claims.about(projects.latest):
        own, light = (claims.word(row, name, ("name",)) for name in ("light", "computed"))
        late, over = (claims.word(row, name, ("name",)) for name in ("delay_words", "overrun_words"))
    lights = _(SAME[own]) if own == light else _(COMPUTED[light], own=_(OWN[own]))
    told = _("Forsinkelse: {late}; økonomi: {over}.", late=text.small(late), over=text.small(over))
    opening = text.prose(lights, told)
    with claims.about(project_history.changed):
        moved = claims.those(
            project_history.changed.table(snapshot, filters).records, "moved", True, by=("what",)
        )
    if not moved:
        return text.prose(opening)
    names = text.listing([text.small(each["what"]) for each in moved])
    return text.prose(opening, _("Siden rapporten før er ændret: {names}.", names=names))


def now(content: Content) -> str:
    """Say of when the report is, and whether the lights agree."""
    row = content.records[0]
    claims.word(row, "age", ("name",))
    return text.prose(_("Rapporten er fra {age}.", age=text.small(row["age"])), row["disagrees"])


def changed(content: Content) -> str:
    """Say what has moved since the report before."""
    rows = content.records
    since = rows[0]["since"]
    if not since:
        return _("Det er projektets første rapport.")
    moved = claims.those(rows, "moved", True, by=("what",))
    if not moved:
        return _(
            "Intet af det, der måles på, er ændret siden rapporten fra {month}.", month=text.month(since)
        )
    for row in moved:
        for name in ("before", "now"):
            claims.word(row, name, ("what",))
    steps = [_step(row) for row in moved]
    return text.prose(
        _("Siden rapporten fra {month}: {steps}.", month=text.month(since), steps="; ".join(steps))
    )


def _step(row: Row) -> str:
    said = {
        "what": text.small(row["what"]),
        "before": text.small(row["before"]),
        "now": text.small(row["now"]),
    }
    if not row["before"]:
        return _("{what} er nu: {now}", **said)
    if not row["now"]:
        return _("{what} er ikke længere oplyst (før {before})", **said)
    return _("{what} gik fra {before} til {now}", **said)


def lights(content: Content) -> str:
    """Say for how many of the months shown the project's own light and the computed one were of one colour."""
    rows = content.records
    if not any(row["is_alike"] is not None for row in rows):
        return _("Lysene kan sammenlignes, når både projektet og tallene giver et.")
    alike = claims.count(rows, "is_alike", True, over="known")
    of = claims.count(rows, "is_alike", True, False, over="known")
    if of == 1:
        one = N_("Projektets eget lys og det beregnede var ens i den ene måned, hvor begge er kendt.")
        other = N_("Projektets eget lys og det beregnede var ikke ens i den ene måned, hvor begge er kendt.")
        return _(one if alike else other)
    return _("Projektets eget lys og det beregnede var ens i {some} måneder.", some=out_of(alike, of))


def delay(content: Content) -> str:
    """Say how late the project is, and how late it was when it first told."""
    return _moved(content, "delay_weeks", "delay_words", N_("Forsinkelsen"))


def cost(content: Content) -> str:
    """Say how far the forecast lies above the budget, and how far it did when it first told."""
    return _moved(content, "overrun", "overrun_words", N_("Økonomien"))


def _moved(content: Content, column: str, words: str, name: str) -> str:
    known = [row for row in content.records if not text.is_missing(row[column])]
    first, last = known[0], known[-1]
    for row in (first, last):
        claims.word(row, words)
    said = {
        "name": _(name), "now": text.small(last[words]), "then": text.small(first[words]),
        "month": text.month(last["month"]), "since": text.month(first["month"]),
    }  # fmt: skip
    untold = last is not content.records[-1]
    ending = _("Siden er den ikke oplyst.") if untold else ""
    if first is last or first[words] == last[words]:
        return text.prose(_("{name}: {now} i {month}.", **said), _unmoved(first, last), ending)
    return text.prose(_("{name}: {now} i {month} mod {then} i {since}.", **said), ending)


def _unmoved(first: Row, last: Row) -> str:
    if first is last:
        return ""
    return _("Det er som i {since}.", since=text.month(first["month"]))


def findings(content: Content) -> str:
    """Say how many reports there are, and from when."""
    rows = content.records
    n = claims.many(rows, "month")
    return ngettext(
        "Projektet har meldt {n} gang {period}.",
        "Projektet har meldt {n} gange {period}.",
        n,
        n=text.number(n),
        period=period_words(rows[-1]["month"], rows[0]["month"]),
    )
