"""What the page Projekter says: which are on track, what is late, and which lights have changed."""

from operator import itemgetter

from data_access.numbers import project_reports, projects
from data_access.snapshot.rows import Row, records
from data_access.snapshot.snapshot import Snapshot
from layouts.parts import claims, orders
from layouts.parts.declarations import Content
from layouts.parts.sentences import next_words
from layouts.parts.told import out_of
from vocabulary import text
from vocabulary.filters import Filters
from vocabulary.language import N_, _, ngettext

LIT = {
    "green": (N_("{names} er grønt"), N_("{names} er grønne")),
    "yellow": (N_("{names} er gult"), N_("{names} er gule")),
    "red": (N_("{names} er rødt"), N_("{names} er røde")),
    "grey": (N_("{names} er ikke rapporteret"), N_("{names} er ikke rapporteret")),
}


def summary(snapshot: Snapshot, filters: Filters) -> str:
    """Sum the page up: how many projects are green, and which are not."""
    rows = projects.latest(snapshot, filters)
    if rows.empty:
        with claims.about(projects.latest):
            claims.many([], "name")
        if filters.light or filters.programme:
            return _("Ingen projekter svarer til det, der er valgt.")
        return _none_reported(snapshot, filters)
    found = records(rows)
    if filters.light:
        with claims.about(projects.latest):
            named = claims.those(found, "light", filters.light)
        return text.prose(lit(filters.light, [row["name"] for row in named]))
    with claims.about(projects.latest):
        green, of = claims.count(found, "light", "green", over="known"), claims.many(found, "light")
        trouble = [
            lit(light, [row["name"] for row in claims.those(found, "light", light)])
            for light in ("red", "yellow")
        ]
        apart = claims.those(found, "both", "green/red")
    if of == 1:
        return text.prose(lit(found[0]["light"], [found[0]["name"]]), _apart(apart))
    some = text.capital(out_of(green, of))
    opening = ngettext("{some} projekter er grønne.", "{some} projekter er grønne.", green, some=some)
    return text.prose(opening, _apart(apart), ", ".join(each for each in trouble if each))


def _none_reported(snapshot: Snapshot, filters: Filters) -> str:
    """Say that no project has reported until the month asked for."""
    month = text.month(project_reports.asked_for(snapshot, filters))
    return _("Ingen projekter havde meldt noget i {month}.", month=month)


def _apart(rows: list[Row]) -> str:
    """Say which projects are green by their own word and red by the numbers."""
    if not rows:
        return ""
    return ngettext(
        "{n} af dem er grønt efter eget udsagn, men rødt efter tallene: {names}.",
        "{n} af dem er grønne efter eget udsagn, men røde efter tallene: {names}.",
        len(rows),
        n=text.number(len(rows)),
        names=text.listing([row["name"] for row in rows]),
    )


def lit(light: str, names: list[str]) -> str:
    """Say which projects have a light, as a sentence without its full stop; '' where none has."""
    if not names:
        return ""
    one, several = LIT[light]
    return _(one if len(names) == 1 else several, names=text.listing(names))


def listed(content: Content) -> str:
    """Say of when the reports are, and whose own light differs from the computed one."""
    rows = content.records
    by_month = sorted(rows, key=itemgetter("month"))
    claims.period(by_month, "month", "known")
    months = list(dict.fromkeys(str(row["month"]) for row in by_month))
    differing = [row["name"] for row in claims.unlike(rows, "disagrees", "")]
    lights = content.rows["light"].isin(["red", "yellow"])
    orders.first(rows, "light", "red", "yellow")
    parts = [
        *([_("De røde og gule står først.")] if lights.any() and not lights.all() else []),
        ngettext(
            "Rapporten er fra {month}.",
            "Alle rapporter er fra {month}.",
            len(rows),
            month=text.month(months[0]),
        )
        if len(months) == 1
        else _(
            "Den nyeste rapport er fra {newest}, den ældste fra {oldest}.",
            newest=text.month(months[-1]),
            oldest=text.month(months[0]),
        ),
    ]
    if differing:
        parts.append(
            _(
                "For {names} siger projektets eget lys og det beregnede lys ikke det samme.",
                names=text.listing(differing),
            )
        )
    return " ".join(parts)


def timeline(content: Content) -> str:
    """Say which milestone comes next, and which are late."""
    rows = content.records
    late = claims.those(rows, "state", "late", by=("name", "what"))
    coming = orders.coming(rows, "due", content.snapshot.now.date().isoformat())
    parts = []
    if coming:
        parts.append(next_words(coming))
    claims.count(rows, "state", "late", over="known")
    if not late and any(not row["end"] for row in rows):
        parts.append(_("Ingen milepæl er overskredet."))
    if late:
        names = text.listing([f"{row['name']} ({text.small(row['what'])})" for row in late])
        parts.append(ngettext("{n} milepæl er overskredet: {names}.", "{n} milepæle er overskredet: {names}.",
                              len(late), n=len(late), names=names))  # fmt: skip
    return " ".join(parts) or _("Alt er meldt nået.")


def lights(content: Content) -> str:
    """Say which projects changed their light in the newest month."""
    rows = content.rows[content.rows["light"].notna()]
    months = sorted(set(rows["month"]))
    claims.many(records(rows), "light")
    if not months:
        return _none_reported(content.snapshot, content.filters)
    last = months[-1]
    claims.period(records(rows.sort_values("month")), "light", "known")
    if len(months) == 1:
        return _("Projekterne har kun meldt lys i {month}.", month=text.month(last))
    # Each is held against its own report before, whichever month that is of.
    changed = claims.turned(records(rows), "name", "light")
    if not changed:
        return _("Ingen projekter skiftede lys i {month}.", month=text.month(last))
    return _("I {month} skiftede {names} lys.", month=text.month(last), names=text.listing(changed))


def counts(content: Content) -> str:
    """Say how many projects are green, and were at first."""
    rows = content.records
    known = [row for row in rows if not text.is_missing(row["all"])] or rows
    first, last = known[0], known[-1]
    for row in (first, last):
        claims.values(row, "green", "all")
    if first is last:
        return _(
            "Grønne projekter: {last} af {all} i {month}.",
            last=text.number(last["green"]),
            all=text.number(last["all"]),
            month=text.month(last["month"]),
        )
    return _(
        "Grønne projekter: {last} af {all} i {month} mod {first} af {then} i {since}.",
        last=text.number(last["green"]),
        all=text.number(last["all"]),
        month=text.month(last["month"]),
        first=text.number(first["green"]),
        then=text.number(first["all"]),
        since=text.month(first["month"]),
    )
