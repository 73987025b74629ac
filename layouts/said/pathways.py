"""What the page Udredning says: how many are diagnosed in time, and how far the figures can be trusted."""

from collections.abc import Callable, Sequence

from data_access.numbers import pathway_places, pathways
from data_access.numbers.tabled import Numbers
from data_access.snapshot.rows import Row
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.table import Table
from layouts.parts import claims, orders
from layouts.parts.answers_run import at_month, rows_of
from layouts.parts.declarations import Content
from layouts.parts.told import nothing, some
from vocabulary import text
from vocabulary.filters import Filters
from vocabulary.language import N_, _, ngettext
from vocabulary.months import last_day

NUMBERS: dict[pathway_places.Field, Numbers] = {
    "somatic": pathways.somatic,
    "psychiatry": pathways.psychiatry,
}
# What was diagnosed in time is a share of those reported; only where all are, it is one of all.
SAID = {
    "somatic": N_("{share} af de indberettede somatiske forløb blev udredt inden for {days} i {month}"),
    "psychiatry": N_(
        "{share} af de indberettede forløb i psykiatrien blev udredt inden for {days} i {month}"
    ),
}
# What the title asks, without a limit and with one.
ASKED = {
    "somatic": (
        N_("Bliver patienterne udredt til tiden?"),
        N_("Bliver patienterne udredt inden for {days}?"),
    ),
    "psychiatry": (
        N_("Bliver patienterne i psykiatrien udredt til tiden?"),
        N_("Bliver patienterne i psykiatrien udredt inden for {days}?"),
    ),
}
ALL_SAID = {
    "somatic": N_("{share} af de somatiske forløb blev udredt inden for {days} i {month}"),
    "psychiatry": N_("{share} af forløbene i psykiatrien blev udredt inden for {days} i {month}"),
}


def rows_known(content: Content) -> list[Row]:
    """Return the rows of a panel that have a share."""
    return with_value(content.table)


def with_value(rows: Table) -> list[Row]:
    """Return the rows that have a share."""
    return [row for row in rows.records if not text.is_missing(row["value"])]


def _until(rows: list[Row], filters: Filters) -> list[Row]:
    """Return the months until the one that is spoken of: the picked one, else the last."""
    return [row for row in rows if row["month"] <= at_month(filters).last]


def no_figures(rows: Table, metric: str, month: str | None = None) -> str:
    """Say why there is no figure to speak of."""
    return _("Alle antal er skjult.") if any(rows["withheld"]) else nothing(rows, metric, month=month)


def summary(snapshot: Snapshot, filters: Filters) -> str:
    """Sum the page up: the share of each field in time, and whether all are reported."""
    fields: dict[pathway_places.Field, Table] = {
        key: rows_of(numbers, snapshot, filters)
        for key, numbers in NUMBERS.items()
        if pathways.is_relevant(snapshot, filters, key)
    }
    if not fields:
        with claims.about(pathways.somatic):
            claims.many([], "value")
        return _("Der er ingen udredningsforløb på det valgte hospital.")
    told = {key: _until(with_value(rows), filters) for key, rows in fields.items()}
    last = {key: rows[-1] for key, rows in told.items() if rows}
    if not last:
        key, rows = next(iter(fields.items()))
        with claims.about(NUMBERS[key]):
            return no_figures(rows, pathway_places.METRICS[key], filters.month)
    for key, row in last.items():
        with claims.about(NUMBERS[key]):
            claims.value(row, "value")
    words = [_said(row, snapshot, key) for key, row in last.items()]
    return text.prose(*words, reservation(list(last.values())))


def reservation(rows: Sequence[Row]) -> str:
    """Say that not all pathways behind the figures have been reported; '' where all have."""
    if not _lack(rows):
        return ""
    return _("Tallene skal læses med forbehold, fordi ikke alle forløb er indberettet")


def _lack(rows: Sequence[Row]) -> bool:
    """Say that not all is reported in any of some rows."""
    return any(row["arrived_share"] < 100 for row in rows)


def _said(last: Row, snapshot: Snapshot, field: str) -> str:
    words = {
        "share": last["shown"],
        "month": text.month(last["month"]),
        "days": _days(snapshot, field, last["month"]),
    }
    sentence = SAID[field] if last["arrived_share"] < 100 else ALL_SAID[field]
    return _(sentence, **words)


def _days(snapshot: Snapshot, field: str, month: str) -> str:
    days = snapshot.limit("pathway", field, last_day(month))
    if days is None:
        return ""
    return ngettext("{n} dag", "{n} dage", days, n=text.number(days, text.places(days)))


def share_title(field: pathway_places.Field) -> Callable[[Snapshot, Filters], str]:
    """Return what asks whether the patients of a field are diagnosed in time."""

    def title(snapshot: Snapshot, filters: Filters) -> str:
        days = _days(snapshot, field, filters.last)
        return _(ASKED[field][bool(days)], days=days)

    return title


def share(content: Content) -> str:
    """Say how many were diagnosed in time, against the first month, and how many are reported."""
    rows = _until(rows_known(content), content.filters)
    if not rows:
        return no_figures(content.table, content.panel.metrics[0])
    first, last = rows[0], rows[-1]
    parts = [_alone(last) if first is last else _moved(first, last)]
    low, high = text.quantity(first["arrived_share"], "%"), text.quantity(last["arrived_share"], "%")
    if last["state"] == "incomplete":
        claims.value(last, "arrived_share")
        parts.append(_("Kun {share} af forløbene er indberettet, så andelen bliver ikke bedømt.", share=high))
    if last["arrived_share"] > first["arrived_share"] and low != high:
        claims.value(first, "arrived_share")
        parts.append(
            _("I {since} var det {first}, der var indberettet.", first=low, since=text.month(first["month"]))
        )
    if _is_suspended(content):
        parts.append(_("I det skraverede tidsrum var der intet mål."))
    return " ".join(parts)


def _alone(row: Row) -> str:
    """Say the share of a month that there is nothing to compare with."""
    claims.value(row, "value")
    return _("{share} blev udredt til tiden i {month}.", share=row["shown"], month=text.month(row["month"]))


def _moved(first: Row, last: Row) -> str:
    """Say how much the share has moved since the first month: what it is now, the tile and the head of the page say."""
    claims.value(first, "value")
    step = orders.step(last, first, "value", 1)
    said = {
        "month": text.month(last["month"]),
        "since": text.month(first["month"]),
        "first": first["shown"],
        "step": text.number(abs(step), 1),
    }
    if not step:
        return _("Lige så stor en andel blev udredt til tiden i {month} som i {since} ({first}).", **said)
    if step > 0:
        return _(
            "Andelen udredt til tiden var {step} procentpoint højere i {month} end i {since} ({first}).",
            **said,
        )
    return _(
        "Andelen udredt til tiden var {step} procentpoint lavere i {month} end i {since} ({first}).", **said
    )


def _is_suspended(content: Content) -> bool:
    missing = [text.is_missing(each) for each in content.table["target"]]
    return any(missing) and not all(missing)


def counts(content: Content) -> str:
    """Say how many were diagnosed in time and later, and how many are not reported."""
    told = [row for row in content.records if not text.is_missing(row["expected"])]
    rows = _until(
        [row for row in content.records if not text.is_missing(row["expected"]) or row["withheld"]],
        content.filters,
    )
    if not rows or not told:
        return no_figures(content.table, content.panel.metrics[0])
    last = rows[-1]
    if last["withheld"]:
        return _("Antallene er skjult i {month}.", month=text.month(last["month"]))
    said = {"month": text.month(last["month"]), "within": text.number(last["numerator"])}
    if not text.is_missing(last["late"]):
        claims.values(last, "numerator", "late")
        late = some(last["late"])
        if not last["numerator"]:
            none = _(
                "I {month} blev ingen forløb udredt til tiden; {late} blev udredt senere.", late=late, **said
            )
            return text.prose(none, _lacking(last))
        counted = ngettext(
            "I {month} blev {within} forløb udredt til tiden og {late} senere.",
            "I {month} blev {within} forløb udredt til tiden og {late} senere.",
            last["numerator"],
            late=late,
            **said,
        )
        return text.prose(counted, _lacking(last))
    arrived = text.number(claims.value(last, "denominator"))
    reported = ngettext(
        "For {month} er {arrived} forløb indberettet.",
        "For {month} er {arrived} forløb indberettet.",
        last["denominator"],
        arrived=arrived,
        **said,
    )
    return text.prose(
        reported, _lacking(last), no_figures(content.table, content.panel.metrics[0]) if last["lacks"] else ""
    )


def _lacking(row: Row) -> str:
    """Say how many pathways are expected and not reported."""
    missing = claims.less(row, "expected", "denominator")
    if missing <= 0:
        return _("Alle ventede forløb er indberettet.")
    return ngettext(
        "{missing} forløb mangler at blive indberettet.",
        "{missing} forløb mangler at blive indberettet.",
        missing,
        missing=text.number(missing),
    )
