"""What the page Strategi says: programmes and milestones, digital tools, uptime, co-financing and key figures."""

from data_access.numbers import digital_tools, indicators, strategy, system_uptime
from data_access.snapshot.rows import Row, records
from data_access.snapshot.snapshot import Snapshot
from layouts.parts import claims, orders
from layouts.parts.declarations import Content
from layouts.parts.sentences import next_words, share_sentence
from layouts.parts.told import no_month, tied, told
from vocabulary import text
from vocabulary.filters import Filters
from vocabulary.language import N_, _, ngettext

MOST_NAMED = 4


def summary(snapshot: Snapshot, filters: Filters) -> str:
    """Sum the page up: how many common aims are reached, and how many milestones are late."""
    reached = records(strategy.pejlemaerker(snapshot, filters))
    milestones = records(strategy.milestones(snapshot, filters))
    with claims.about(strategy.milestones):
        late = claims.count(milestones, "state", "late", over="known")
    with claims.about(strategy.pejlemaerker):
        opening = _pejlemaerker_words(reached[-1]) if reached else ""
    said = text.prose(opening, _late_words(late) if milestones else "")
    return said or _without_milestones(snapshot, filters)


def _without_milestones(snapshot: Snapshot, filters: Filters) -> str:
    """Sum the page up where no milestone is told of: by the uptime, else by how many other figures there are."""
    if system_uptime.has_uptime(snapshot, filters):
        with claims.about(system_uptime.mean_uptime):
            return share_sentence(system_uptime.mean_uptime(snapshot, filters), "uptime", filters)
    parts = (
        indicators.key_figures,
        digital_tools.adoption,
        strategy.municipalities,
        indicators.other_figures,
    )
    names = [name for numbers in parts for name in dict.fromkeys(numbers(snapshot, filters)["name"])]
    if not names:
        return _("Der er ingen tal at vise på denne side.")
    if len(names) <= MOST_NAMED:
        return _("Der er tal for {names}.", names=text.listing(names))
    return _("Der er tal for {names} og flere.", names="; ".join(names[:MOST_NAMED]))


def _late_words(number: int) -> str:
    if not number:
        return _("Ingen milepæl i programmerne er overskredet.")
    return ngettext(
        "{n} milepæl i programmerne er overskredet: fristen er udløbet, og den er ikke meldt nået.",
        "{n} milepæle i programmerne er overskredet: fristen er udløbet, og de er ikke meldt nået.",
        number,
        n=text.number(number),
    )


def _pejlemaerker_words(row: Row) -> str:
    said = {
        name: text.number(claims.value(row, column, ("period",)))
        for name, column in (("n", "value"), ("aim", "aim"))
    }
    claims.word(row, "period", ("period",))
    if len(str(row["of"])) == len("2015-04-01"):
        return _("{n} af {aim} fælles pejlemærker var nået den {day}", day=row["period"], **said)
    return _("{n} af {aim} fælles pejlemærker var nået i {period}", period=row["period"], **said)


def milestones(content: Content) -> str:
    """Say which milestone comes next, and how many are late."""
    rows = content.records
    coming = orders.coming(rows, "due", content.snapshot.now.date().isoformat())
    words = _late_words(claims.count(rows, "state", "late", over="known"))
    if not coming:
        return words
    return text.prose(next_words(coming), words)


def pejlemaerker(content: Content) -> str:
    """Say how many of the regions' common aims are reached."""
    row = content.records[-1]
    return text.prose(_pejlemaerker_words(row), row["note"])


def noted(rows: list[Row]) -> str:
    """Return the note that all rows share, such as that they are a demonstration's."""
    notes = {row["note"] for row in rows}
    return notes.pop() if len(notes) == 1 else ""


def uptime(content: Content) -> str:
    """Say which common system was up least, and when."""
    found = told(content.table, content.filters, "value")
    if found is None:
        return no_month(content.table, content.filters.month)
    lowest = claims.extreme(found.months, "value", "least", by=("name", "month"), places=2)
    share = text.quantity(lowest[0]["value"], "%", 2)
    if len(lowest) == len(found.months) > 1:
        return _("Oppetiden {period} var den samme overalt: {share}.", period=found.period, share=share)
    said = {"share": share, "month": text.month(lowest[0]["month"])}
    if found.is_one:
        return _("{name} var oppe {share} af tiden i {month}.", name=lowest[0]["name"], **said)
    if len({row["month"] for row in found.months}) == 1:
        names = tied([row["name"] for row in lowest], N_("{n} systemer"))
        return _("Lavest i {month} var {names}: {share}.", names=names, **said)
    if len(lowest) > claims.MOST_NAMED:
        return _(
            "Den laveste oppetid {period} var {share}; det var den {n} gange.",
            period=found.period,
            share=share,
            n=text.number(len(lowest)),
        )
    places = [_("{name} i {month}", name=row["name"], month=text.month(row["month"])) for row in lowest]
    return _(
        "Den laveste oppetid {period} var {share}, for {places}.",
        period=found.period,
        share=share,
        places=text.listing(places),
    )


def municipalities(content: Content) -> str:
    """Say which municipality pays most a citizen."""
    rows = content.records
    most = claims.extreme(rows, "per_citizen", "most", "known", ("name",), places=0)
    if not most:
        return noted(rows)
    said = {
        "names": tied([row["name"] for row in most], N_("{n} kommuner")),
        "amount": text.quantity(most[0]["per_citizen"], "kr."),
        "period": most[0]["period"],
    }
    if len(rows) == 1:
        opening = _("{names} betaler {amount} pr. borger i {period}", **said)
    elif len(most) == len(rows):
        opening = _("Alle kommuner, der vises, betaler {amount} pr. borger i {period}", **said)
    else:
        n = text.number(
            claims.many([row for row in rows if not text.is_missing(row["per_citizen"])], "per_citizen")
        )
        opening = _("{names} betaler mest af de {n}, der vises: {amount} pr. borger i {period}", n=n, **said)
    return text.prose(opening, noted(rows))


def key_figures(content: Content) -> str:
    """Say how many figures there are of the region's size, and of when."""
    rows = content.records
    of = dict(sorted({row["of"]: row["period"] for row in rows}.items()))
    claims.unlike(rows, "period", "", by=("period",))
    n, periods = claims.many(rows, "name"), list(dict.fromkeys(of.values()))
    return ngettext(
        "{n} tal om regionens størrelse ({periods}).",
        "{n} tal om regionens størrelse ({periods}).",
        n,
        n=n,
        periods=text.listing(periods),
    )


def other_figures(content: Content) -> str:
    """Say how many indicators no other panel is about."""
    n = claims.things(content.records, "name")
    said = ngettext(
        "{n} nøgletal, som ingen anden figur handler om.",
        "{n} nøgletal, som ingen anden figur handler om.",
        n,
        n=n,
    )
    if content.rows["outside"].any():
        return text.prose(said, _("Ingen af dem er fra den valgte periode; hvert er det seneste, der er."))
    return said
