"""What the page Omvisitering says: how many patients are referred on, for what, from where and to whom."""

from data_access.numbers import referrals
from data_access.snapshot.rows import Row
from data_access.snapshot.snapshot import Snapshot
from layouts.parts import claims
from layouts.parts.declarations import Content
from layouts.parts.summaries import spoken_of
from layouts.parts.told import months_words, no_month, told
from vocabulary import text
from vocabulary.filters import Filters
from vocabulary.language import N_, _, ngettext

ENDS: tuple[claims.End, claims.End] = ("most", "least")
LARGEST = {"service": 7, "hospital": 3}  # so many are named together in the sentence


def summary(snapshot: Snapshot, filters: Filters) -> str:
    """Sum the page up: how many were referred in the month, against the same month the year before."""
    last, none = spoken_of(referrals.monthly, snapshot, filters, "treatments", "last_year")
    if last is None:
        return none
    return text.prose(
        ngettext(
            "{count} behandling blev omvisiteret til privathospitaler i {month}",
            "{count} behandlinger blev omvisiteret til privathospitaler i {month}",
            last["treatments"],
            count=text.number(last["treatments"]),
            month=text.month(last["month"]),
        ),
        _against(last),
    )


def _nothing(content: Content) -> str:
    """Say why there is no figure to speak of."""
    if content.rows["withheld"].any():
        return _("Alle antal er skjult.")
    if told(content.rows, content.filters):
        months = content.rows["month"][content.rows["state"] == "whole"]
        return _("Ingen blev omvisiteret {period}.", period=months_words(months))
    return no_month(content.rows, content.filters.month)


def _against(row: Row) -> str:
    if text.is_missing(row["change"]):
        return ""
    words = {
        "size": text.quantity(abs(row["change"]), "%"),
        "before": text.number(row["last_year"]),
    }
    if row["treatments"] == row["last_year"]:
        return _("Det er lige så mange som i samme måned året før.")
    if not text.rounded(abs(row["change"])):
        return _("Det er omtrent som i samme måned året før ({before}).", before=words["before"])
    if row["change"] > 0:
        return _("Det er {size} flere end i samme måned året før ({before}).", **words)
    return _("Det er {size} færre end i samme måned året før ({before}).", **words)


def monthly(content: Content) -> str:
    """Say when most were referred, how many in the newest month, and against the year before."""
    found = told(content.rows, content.filters)
    if found is None:
        return _nothing(content)
    most, last = claims.extreme(found.months, "treatments", "most"), found.named
    if not most[0]["treatments"]:
        return text.prose(_nothing(content), _against(last))
    if found.is_one:
        return text.prose(_last(last), _against(last))
    if len(most) == len(found.months):
        same = _("Det var {count} i hver måned.", count=text.number(last["treatments"]))
        return text.prose(same, _against(last))
    return text.prose(_most(most, content), "" if most == [last] else _last(last), _against(last))


def _most(rows: list[Row], content: Content) -> str:
    said = {
        "months": text.listing([text.month(row["month"]) for row in rows]),
        "count": text.number(rows[0]["treatments"]),
    }
    if content.rows["withheld"].any():
        # A month that is hidden can have more.
        return _("Flest af de måneder, der vises, blev omvisiteret i {months}: {count}.", **said)
    return _("Flest blev omvisiteret i {months}: {count}.", **said)


def _last(row: Row) -> str:
    claims.value(row, "treatments")
    return _(
        "I {month} var det {count}.", month=text.month(row["month"]), count=text.number(row["treatments"])
    )


def agreements(content: Content) -> str:
    """Say how many came on the region's own agreements."""
    found = told(content.rows, content.filters, "own_share")
    if found is None:
        return _nothing(content)
    last = found.named
    if not last["extended"] or not last["own"]:
        return _all_on_one(last)
    claims.value(last, "own_share")
    return _(
        "{share} kom på regionens egne aftaler med private samarbejdshospitaler i {month}; resten på det udvidede frie "
        "valg, som Danske Regioner har aftalt.",
        share=text.quantity(last["own_share"], "%", 1),
        month=text.month(last["month"]),
    )


def _all_on_one(row: Row) -> str:
    """Say on which agreement all of a month's were referred."""
    month = text.month(row["month"])
    if row["own"]:
        return _(
            "Alle kom på regionens egne aftaler med private samarbejdshospitaler i {month}.", month=month
        )
    return _(
        "Alle kom på det udvidede frie valg, som Danske Regioner har aftalt, i {month}.",
        month=month,
    )


def services(content: Content) -> str:
    """Say which treatments are most of all, and which rose and fell most."""
    rows = [row for row in content.records if not text.is_missing(row["treatments"])]
    only = N_("Alle behandlinger gjaldt {name}.")
    return text.prose(_together(content, rows, "service", only), *_moved(rows, len(content.rows)))


def _moved(rows: list[Row], of: int) -> list[str]:
    """Say which rose and which fell most against the same months the year before, counted in treatments.

    `of` is how many there are with those whose numbers are hidden.
    """
    known = [row for row in rows if not text.is_missing(row["last_year"])]
    if len(known) < 2:
        return []
    up, down = (claims.change(known, "treatments", "last_year", end) for end in ENDS)
    words = []
    if _step(up[0]) > 0:
        step, rose = text.number(_step(up[0])), _names(up, "service")
        words.append(
            _("Mest steg {names}: {step} flere end i de samme måneder året før.", names=rose, step=step)
            if len(known) == of
            else _(
                "Mest af dem, der vises, steg {names}: {step} flere end i de samme måneder året før.",
                names=rose,
                step=step,
            )
        )
    if _step(down[0]) < 0:
        fell, step = _names(down, "service"), text.number(-_step(down[0]))
        words.append(_("Mest faldt {names}: {step} færre.", names=fell, step=step))
    return words


def _step(row: Row) -> float:
    return float(row["treatments"]) - float(row["last_year"])


def _names(rows: list[Row], by: str) -> str:
    """Name the rows within a sentence: what is done to patients is no name, and begins with a small letter."""
    names = [str(row["name"]) for row in rows]
    return text.listing([text.small(name) for name in names] if by == "service" else names)


def hospitals(content: Content) -> str:
    """Say which hospitals most are referred from."""
    rows = [row for row in content.records if not text.is_missing(row["treatments"])]
    return _together(content, rows, "hospital", N_("Alle behandlinger var fra {name}."))


def _together(content: Content, rows: list[Row], by: str, only: str) -> str:
    """Say how much the largest of the rows that may be shown are of all: `De 7 største er 91 % af alle: …`.

    `only` (marked) is what is said where there is but one.
    """
    if not rows:
        return _("Alle antal er skjult.")
    largest, most = LARGEST[by], claims.extreme(rows, "treatments", "most", "known", ("name",))
    said = {
        "names": _names(most, by),
        "n": text.number(most[0]["treatments"]),
        "share": text.quantity(most[0]["share"], "%"),
    }
    if content.rows["hidden"].any():
        # One that is hidden can be larger: then none is the largest.
        return _("Flest af dem, der vises: {names} med {n}.", **said)
    if len(rows) == 1:
        return _(only, name=_names(rows, by))
    if len(rows) <= largest and len(most) > 1:
        return _("Flest: {names} med {share} hver.", **said)
    if len(rows) <= largest:
        return _("Flest: {names} med {share}.", **said)
    top = rows[:largest]
    claims.value(top[-1], "cumulative", ("name",))
    return _(
        "De {n} største er tilsammen {share} af alle: {names}.",
        n=largest,
        share=text.quantity(top[-1]["cumulative"], "%"),
        names=_names(top, by),
    )


def providers(content: Content) -> str:
    """Say which private hospitals most are referred to."""
    rows = content.records
    others = rows[-1]
    if isinstance(others["key"], str) or text.is_missing(others["share"]):
        shown = [row for row in rows if not text.is_missing(row["treatments"])]
        only = N_("Alle behandlinger var hos {name}.")
        return _together(content, shown, "hospital", only)
    one = N_(
        "Det privathospital, som regionen bruger mest, fik {share} af behandlingerne; {others} fik {rest}."
    )
    several = N_(
        "De {n} privathospitaler, som regionen bruger mest, fik {share} af behandlingerne; {others} fik {rest}."
    )
    return _(
        one if len(rows) == 2 else several,
        n=len(rows) - 1,
        share=text.quantity(100 - others["share"], "%"),
        others=others["name"].lower(),
        rest=text.quantity(others["share"], "%"),
    )


def matrix(content: Content) -> str:
    """Say which treatments from which hospital are most, and how many cells are hidden."""
    cells = [row for row in content.records if not row["total"] and not text.is_missing(row["treatments"])]
    if not cells:
        return _("Alle antal er skjult.")
    most = claims.extreme(cells, "treatments", "most", "parts", ("hospital", "service"))
    hidden = int(content.rows["withheld"].sum())
    pairs = [_("{service} fra {hospital}", **_pair(row)) for row in most]
    n = most[0]["treatments"]
    found = {"count": text.number(n), "pairs": text.listing(pairs)}
    if hidden:
        opening = ngettext(
            "Flest af dem, der vises: {pairs}, {count} behandling.",
            "Flest af dem, der vises: {pairs}, {count} behandlinger.",
            n,
            **found,
        )
    elif len(cells) == 1:
        opening = ngettext(
            "Alt er {pairs}: {count} behandling.", "Alt er {pairs}: {count} behandlinger.", n, **found
        )
    else:
        opening = ngettext(
            "Flest: {pairs}, {count} behandling.", "Flest: {pairs}, {count} behandlinger.", n, **found
        )
    return text.prose(
        opening,
        ngettext("{n} af antallene er skjult.", "{n} af antallene er skjult.", hidden, n=hidden)
        if hidden
        else "",
    )


def _pair(row: Row) -> dict[str, str]:
    return {"hospital": row["hospital"], "service": text.small(row["service"])}
