"""The page Omvisitering: how many patients are referred to private hospitals, for what, from where and to whom."""

from data_access.numbers import referrals
from data_access.numbers.series import Numbers
from data_access.snapshot.snapshot import Snapshot
from layouts.figures import bars, lying
from layouts.parts import claims
from layouts.parts.declarations import Column, Content, Headline, Page, Panel
from layouts.parts.heat import Heat, heat
from layouts.parts.html import Component
from layouts.parts.sentences import Row, records, told
from vocabulary import text
from vocabulary.filters import Filters
from vocabulary.language import N_, _, ngettext

MONTH = Column("month", N_("Måned"), "month")
STATE = Column("word", N_("Bemærkning"), "word")
REMARK = Column("remark", N_("Bemærkning"), "word")
LARGEST = {"service": 7, "hospital": 3}  # so many are named together in the sentence


def _summary(snapshot: Snapshot, filters: Filters) -> str:
    shown = referrals.monthly(snapshot, filters)
    found = told(shown, filters)
    if found is None:
        return (
            _("Alle antal er skjult.") if shown["withheld"].any() else _("Der er ingen hele måneder at vise.")
        )
    last = found.named
    return text.prose(
        _(
            "{count} behandlinger blev omvisiteret til privathospitaler i {month}",
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
        return _("Ingen er omvisiteret i de viste måneder.")
    return _("Ingen af de viste måneder er hele endnu.")


def _against(row: Row) -> str:
    if text.is_missing(row["change"]):
        return ""
    words = {
        "size": text.quantity(abs(row["change"]), "%"),
        "before": text.number(row["last_year"]),
    }
    if row["change"] >= 0:
        return _("Det er {size} flere end i samme måned året før ({before}).", **words)
    return _("Det er {size} færre end i samme måned året før ({before}).", **words)


def _monthly(content: Content) -> str:
    found = told(content.rows, content.filters)
    if found is None:
        return _nothing(content)
    most, last = claims.extreme(found.months, "treatments", "most")[0], found.named
    if not most["treatments"]:
        return text.prose(_nothing(content), _against(last))
    if found.is_one:
        return text.prose(_last(last), _against(last))
    return text.prose(
        _(
            "Flest blev omvisiteret i {month}: {count}.",
            month=text.month(most["month"]),
            count=text.number(most["treatments"]),
        ),
        "" if last is most else _last(last),
        _against(last),
    )


def _last(row: Row) -> str:
    return _(
        "I {month} var det {count}.", month=text.month(row["month"]), count=text.number(row["treatments"])
    )


def _agreements(content: Content) -> str:
    found = told(content.rows, content.filters, "own_share")
    if found is None:
        return _nothing(content)
    last = found.named
    return _(
        "{share} kom på regionens egne aftaler med private samarbejdshospitaler i {month}; resten på det udvidede frie "
        "valg, som Danske Regioner har aftalt.",
        share=text.quantity(last["own_share"], "%", 1),
        month=text.month(last["month"]),
    )


def _services(content: Content) -> str:
    rows = [row for row in records(content.rows) if not text.is_missing(row["treatments"])]
    return text.prose(_together(rows, bool(content.rows["hidden"].any()), LARGEST["service"]), *_moved(rows))


def _moved(rows: list[Row]) -> list[str]:
    """Say which rose and which fell most against the same months the year before, counted in treatments."""
    known = [row for row in rows if not text.is_missing(row["last_year"])]
    if len(known) < 2:
        return []
    steps = [(float(row["treatments"]) - float(row["last_year"]), row) for row in known]
    up, down = max(steps, key=lambda each: each[0]), min(steps, key=lambda each: each[0])
    for (step, row), what in zip((down, up), claims.ENDS, strict=True):
        claims.change(row, "treatments", "last_year", what, step)
    words = []
    if up[0] > 0:
        words.append(
            _("Mest steg {name}: {step} flere end året før.", name=up[1]["name"], step=text.number(up[0]))
        )
    if down[0] < 0:
        words.append(_("Mest faldt {name}: {step} færre.", name=down[1]["name"], step=text.number(-down[0])))
    return words


def _hospitals(content: Content) -> str:
    rows = [row for row in records(content.rows) if not text.is_missing(row["treatments"])]
    return _together(rows, bool(content.rows["hidden"].any()), LARGEST["hospital"])


def _together(rows: list[Row], hidden: bool, largest: int) -> str:
    """Say how much the largest of the rows that may be shown are of all: `De 7 største er 91 % af alle: …`."""
    if not rows:
        return _("Alle antal er skjult.")
    first = rows[0]
    if hidden:
        # One that is hidden can be larger: then none is the largest.
        return _(
            "Flest af dem, der vises: {name} med {n}.", name=first["name"], n=text.number(first["treatments"])
        )
    if len(rows) <= largest:
        return _("Flest: {name} med {share}.", name=first["name"], share=text.quantity(first["share"], "%"))
    top = rows[:largest]
    return _(
        "De {n} største er tilsammen {share} af alle: {names}.",
        n=largest,
        share=text.quantity(top[-1]["cumulative"], "%"),
        names=text.listing([row["name"] for row in top]),
    )


def _providers(content: Content) -> str:
    rows = records(content.rows)
    others = rows[-1]
    if isinstance(others["key"], str) or text.is_missing(others["share"]):
        return _hospitals(content)
    return _(
        "De {n} privathospitaler, som regionen bruger mest, fik {share} af behandlingerne; {others} fik {rest}.",
        n=len(rows) - 1,
        share=text.quantity(100 - others["share"], "%"),
        others=others["name"].lower(),
        rest=text.quantity(others["share"], "%"),
    )


def _matrix(content: Content) -> str:
    cells = [
        row for row in records(content.rows) if not row["total"] and not text.is_missing(row["treatments"])
    ]
    if not cells:
        return _("Alle antal er skjult.")
    most = claims.extreme(cells, "treatments", "most", "parts", ("hospital", "service"))[0]
    hidden = int(content.rows["withheld"].sum())
    found = {
        "hospital": most["hospital"],
        "count": text.number(most["treatments"]),
        "service": most["service"].lower(),
    }
    return text.prose(
        (
            _("Flest af dem, der vises: {hospital} med {count} behandlinger, {service}.", **found)
            if hidden
            else _("Flest: {hospital} med {count} behandlinger, {service}.", **found)
        ),
        ngettext("{n} af antallene er skjult.", "{n} af antallene er skjult.", hidden, n=hidden)
        if hidden
        else "",
    )


def _heat(content: Content) -> Component:
    return heat(
        records(content.rows),
        Heat(
            caption=_("Behandlinger efter henvisende hospital og forventet ydelse"),
            thing=_("Hospital"),
            down="hospital",
            across="service",
            value="treatments",
            absent=lambda row: _("skjult") if row["withheld"] else "",
            is_total=lambda row: bool(row["total"]),
        ),
    )


def _ranked(
    key: str, title: str, numbers: Numbers, thing: str, sentence: object, click: str | None = None
) -> Panel:
    """Declare the panel of the treatments by a dimension, the largest first."""
    return Panel(
        key=key,
        title=lambda _s, _f: _(title),
        numbers=numbers,
        columns=(
            Column("name", thing, "text"),
            Column("treatments", N_("Behandlinger"), "count"),
            Column("share", N_("Andel af alle"), "percent", 1),
            Column("cumulative", N_("Andel hertil"), "percent", 1),
            Column("last_year", N_("Samme måneder året før"), "count"),
            Column("change", N_("Ændring"), "percent", 1),
            REMARK,
        ),
        sentence=sentence,  # type: ignore[arg-type]
        metrics=("treatments",),
        figure=lambda content: lying.ranked(content.rows, "name", "treatments", _("Behandlinger")),
        click=click,
    )


MONTHLY = Panel(
    key="behandlinger",
    title=lambda _s, _f: _("Bliver flere sendt videre end året før?"),
    numbers=referrals.monthly,
    columns=(
        MONTH,
        Column("treatments", N_("Behandlinger"), "count"),
        Column("last_year", N_("Samme måned året før"), "count"),
        Column("change", N_("Ændring"), "percent", 1),
        STATE,
    ),
    sentence=_monthly,
    metrics=("treatments",),
    figure=lambda content: bars.counts(
        content.rows, (("treatments", _("Behandlinger")), ("last_year", _("Samme måned året før")))
    ),
    varies="treatments",
    wide=True,
)
AGREEMENT = Panel(
    key="aftale",
    title=lambda _s, _f: _("Hvilken aftale bliver de sendt på?"),
    numbers=referrals.by_agreement,
    columns=(
        MONTH,
        Column("own", N_("Regionens egne aftaler"), "count"),
        Column("extended", N_("Udvidet frit valg"), "count"),
        Column("own_share", N_("Andel på egne aftaler"), "percent", 1),
        Column("extended_share", N_("Andel på udvidet frit valg"), "percent", 1),
        STATE,
    ),
    sentence=_agreements,
    metrics=("treatments",),
    figure=lambda content: bars.counts(
        content.rows, (("own", _("Regionens egne aftaler")), ("extended", _("Udvidet frit valg"))), "stack"
    ),
)
SERVICE = _ranked(
    "ydelse",
    N_("Hvad skal de have lavet?"),
    referrals.by_service,
    N_("Forventet ydelse"),
    _services,
    "ydelse",
)
HOSPITAL = _ranked(
    "hospital",
    N_("Hvor kommer de fra?"),
    referrals.by_hospital,
    N_("Henvisende hospital"),
    _hospitals,
    "hospital",
)
PROVIDER = _ranked(
    "privathospital", N_("Hvem modtager dem?"), referrals.by_provider, N_("Privathospital"), _providers
)
MATRIX = Panel(
    key="hospital-og-ydelse",
    title=lambda _s, _f: _("Hvem sender hvad videre?"),
    numbers=referrals.matrix,
    columns=(
        Column("hospital", N_("Henvisende hospital"), "text"),
        Column("service", N_("Forventet ydelse"), "text"),
        Column("treatments", N_("Behandlinger"), "count"),
        REMARK,
    ),
    sentence=_matrix,
    metrics=("treatments",),
    body=_heat,
    wide=True,
)

PAGE = Page(
    key="omvisitering",
    path="/omvisitering",
    name=N_("Omvisitering"),
    title=N_("Omvisitering til privathospitaler"),
    summary=_summary,
    filters=("fra", "til", "hospital", "organisation", "ydelse"),
    panels=(MONTHLY, AGREEMENT, SERVICE, HOSPITAL, PROVIDER, MATRIX),
    headlines=(Headline("behandlinger", "treatments", referrals.treatments),),
    overview=(Headline("behandlinger", "treatments", referrals.treatments),),
)
