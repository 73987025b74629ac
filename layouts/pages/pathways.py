"""The page Udredning: how many patients are diagnosed in time, and how far the figures can be trusted."""

from collections.abc import Callable

from data_access.numbers import pathways
from data_access.numbers.series import Numbers
from data_access.snapshot.snapshot import Snapshot
from layouts.figures import bars, completeness, lying
from layouts.parts import claims
from layouts.parts.answers import at_month
from layouts.parts.declarations import Column, Content, Headline, Page, Panel
from layouts.parts.sentences import Row, counted, nothing, records
from vocabulary import text
from vocabulary.filters import Filters
from vocabulary.language import N_, _
from vocabulary.metrics import METRICS
from vocabulary.months import last_day

MONTH = Column("month", N_("Måned"), "month")
STATE = Column("word", N_("Bemærkning"), "word")
ARRIVED = Column("arrived_share", N_("Indberettet"), "percent", 1)
LATE = N_("Udredt senere")


def _known(content: Content) -> list[Row]:
    return records(content.rows[content.rows["value"].notna()])


def _until(rows: list[Row], filters: Filters) -> list[Row]:
    """Return the months until the one that is spoken of: the picked one, else the last."""
    return [row for row in rows if row["month"] <= at_month(filters).last]


def _none(content: Content) -> str:
    """Say why there is no figure to speak of."""
    if content.rows["withheld"].any():
        return _("Alle antal er skjult.")
    return nothing(content.rows, content.panel.metrics[0])


def _treats(field: pathways.Field) -> Callable[[Snapshot, Filters], bool]:
    """Return what says whether patients of a field are diagnosed at the hospitals chosen."""
    return lambda snapshot, filters: pathways.is_relevant(snapshot, filters, field)


def _summary(snapshot: Snapshot, filters: Filters) -> str:
    somatic, psychiatry = pathways.somatic(snapshot, filters), pathways.psychiatry(snapshot, filters)
    told = {
        field: _until(records(rows[rows["value"].notna()]), filters)
        for field, rows in (("somatic", somatic), ("psychiatry", psychiatry))
    }
    said = [_said(rows[-1], snapshot, field) for field, rows in told.items() if rows]
    if not said and any((rows["lacks"] != "").any() for rows in (somatic, psychiatry)):
        return nothing(somatic, "diagnosed_somatic")
    if not said:
        return _("Der er ingen tal for det, der er valgt.")
    known = [rows[-1] for rows in told.values() if rows]
    aside = _("Tallene skal læses med forbehold, fordi ikke alle forløb er indberettet")
    return text.prose(*said, aside if _lacks_some(known) else "")


def _lacks_some(rows: list[Row]) -> bool:
    """Say that not all pathways of the rows have been reported."""
    return any(row["arrived_share"] < 100 for row in rows)


def _said(last: Row, snapshot: Snapshot, field: str) -> str:
    words = {
        "share": last["shown"],
        "month": text.month(last["month"]),
        "days": _days(snapshot, field, last["month"]),
    }
    if field == "somatic":
        return _(
            "{share} af de indberettede somatiske forløb blev udredt inden for {days} dage i {month}", **words
        )
    return _(
        "{share} af de indberettede forløb i psykiatrien blev udredt inden for {days} dage i {month}", **words
    )


def _days(snapshot: Snapshot, field: str, month: str) -> str:
    return text.number(snapshot.limit("pathway", field, last_day(month)))


def _share_title(field: str) -> object:
    def title(snapshot: Snapshot, filters: Filters) -> str:
        days = _days(snapshot, field, filters.last)
        if days == text.NOTHING and field == "somatic":
            return _("Bliver patienterne udredt til tiden?")
        if days == text.NOTHING:
            return _("Bliver patienterne i psykiatrien udredt til tiden?")
        if field == "somatic":
            return _("Bliver patienterne udredt inden for {days} dage?", days=days)
        return _("Bliver patienterne i psykiatrien udredt inden for {days} dage?", days=days)

    return title


def _share_sentence(content: Content) -> str:
    rows = _until(_known(content), content.filters)
    if not rows:
        return _none(content)
    first, last = rows[0], rows[-1]
    for row in (first, last):
        claims.value(row, "value")
        claims.value(row, "arrived_share")
    said = {"share": last["shown"], "month": text.month(last["month"])}
    before = {"first": first["shown"], "since": text.month(first["month"])}
    parts = [
        _("{share} blev udredt til tiden i {month}.", **said)
        if first is last
        else _("{share} blev udredt til tiden i {month} mod {first} i {since}.", **said, **before)
    ]
    low, high = text.quantity(first["arrived_share"], "%"), text.quantity(last["arrived_share"], "%")
    if last["state"] == "incomplete":
        parts.append(_("Kun {share} af forløbene er indberettet, så andelen bliver ikke bedømt.", share=high))
    if last["arrived_share"] > first["arrived_share"] and low != high:
        parts.append(
            _("I {since} var det {first}, der var indberettet.", first=low, since=text.month(first["month"]))
        )
    if _is_suspended(content):
        parts.append(_("I det skraverede tidsrum var retten sat ud af kraft, og der var intet mål."))
    return " ".join(parts)


def _is_suspended(content: Content) -> bool:
    goals = content.rows["target"]
    return bool(goals.notna().any() and goals.isna().any())


def _counts(content: Content) -> str:
    rows = _until(_known(content), content.filters)
    if not rows:
        return _none(content)
    last = rows[-1]
    if text.is_missing(last["late"]):
        return _("Antallene er skjult i {month}.", month=text.month(last["month"]))
    for column in ("numerator", "late", "expected", "denominator"):
        claims.value(last, column)
    return _(
        "I {month} blev {within} forløb udredt til tiden og {late} senere. {missing} forløb mangler at blive "
        "indberettet.",
        month=text.month(last["month"]),
        within=text.number(last["numerator"]),
        late=text.number(last["late"]),
        missing=text.number(last["expected"] - last["denominator"]),
    )


def _hospitals(content: Content) -> str:
    rows = _known(content)
    if not rows:
        return _("Alle antal er skjult.")
    first, last = (claims.extreme(rows, "value", end, "known", ("name",))[0] for end in claims.ENDS)
    period = counted(content.filters)
    aside = _("Andelene bliver ikke bedømt, fordi ikke alle forløb er indberettet")
    low = {"period": period, "low": first["name"], "low_share": text.quantity(first["value"], "%", 1)}
    high = {"high": last["name"], "high_share": text.quantity(last["value"], "%", 1)}
    if len(rows) == 1:
        said = _("{low_share} af de indberettede forløb {period} blev udredt til tiden på {low}", **low)
    elif low["low_share"] == high["high_share"]:
        said = _(
            "{low_share} af de indberettede forløb {period} blev udredt til tiden på alle, der vises", **low
        )
    elif len(rows) == 2:
        said = _(
            "Af de indberettede forløb {period} blev {low_share} udredt til tiden på {low} og {high_share} på {high}",
            **low,
            **high,
        )
    else:
        said = _(
            "Af de indberettede forløb {period} blev {low_share} udredt til tiden på {low} og {high_share} på "
            "{high}; de andre, der vises, ligger imellem",
            **low,
            **high,
        )
    return text.prose(said, aside if _lacks_some(rows) else "")


def _share(field: pathways.Field, key: str, numbers: Numbers) -> Panel:
    """Declare the panel of a field's share by month."""
    metric = pathways.METRICS[field]
    return Panel(
        key=key,
        title=_share_title(field),  # type: ignore[arg-type]
        numbers=numbers,
        columns=(
            MONTH,
            Column("value", METRICS[metric].danish_name, "judged", 1),
            Column("target", N_("Mål"), "goal"),
            Column("numerator", N_("Udredt til tiden"), "count"),
            Column("denominator", N_("Indberettede forløb"), "count"),
            ARRIVED,
            STATE,
        ),
        sentence=_share_sentence,
        metrics=(metric,),
        figure=lambda content: completeness.draw(content.rows, METRICS[metric].name),
        compared="value",
        varies="value",
        parts=pathways.somatic_parts if field == "somatic" else None,
        applies=_treats(field),
    )


def _number(field: pathways.Field, key: str, title: str, numbers: Numbers) -> Panel:
    """Declare the panel of a field's numbers by month."""
    metric = pathways.METRICS[field]
    return Panel(
        key=key,
        title=lambda _s, _f: _(title),
        numbers=numbers,
        columns=(
            MONTH,
            Column("numerator", N_("Udredt til tiden"), "count"),
            Column("late", LATE, "count"),
            Column("expected", N_("Ventede forløb"), "count"),
            ARRIVED,
            STATE,
        ),
        sentence=_counts,
        metrics=(metric,),
        figure=lambda content: bars.counts(
            content.rows, (("numerator", _("Udredt til tiden")), ("late", _(LATE))), "stack"
        ),
        applies=_treats(field),
    )


SOMATIC = _share("somatic", "somatik", pathways.somatic)
PSYCHIATRY = _share("psychiatry", "psykiatri", pathways.psychiatry)
SOMATIC_COUNTS = _number(
    "somatic", "antal-somatik", N_("Hvor mange forløb drejer det sig om?"), pathways.somatic
)
PSYCHIATRY_COUNTS = _number(
    "psychiatry", "antal-psykiatri", N_("Hvor mange forløb er der i psykiatrien?"), pathways.psychiatry
)
HOSPITALS = Panel(
    key="hospitaler",
    title=lambda _s, _f: _("Hvor bliver færrest udredt til tiden?"),
    numbers=pathways.by_hospital,
    columns=(
        Column("name", N_("Hospital"), "text"),
        Column("value", N_("Udredt til tiden"), "percent", 1),
        Column("within", N_("Udredt til tiden, antal"), "count"),
        Column("late", LATE, "count"),
        ARRIVED,
        Column("remark", N_("Bemærkning"), "word"),
    ),
    sentence=_hospitals,
    metrics=("diagnosed_somatic",),
    figure=lambda content: lying.ranked(
        content.rows, "name", "value", METRICS["diagnosed_somatic"].name, unit="%", decimals=1
    ),
    click="hospital",
    wide=True,
    applies=_treats("somatic"),
)
HEADLINES = (
    Headline("somatik", "diagnosed_somatic", pathways.somatic, applies=_treats("somatic")),
    Headline("psykiatri", "diagnosed_psychiatry", pathways.psychiatry, applies=_treats("psychiatry")),
)

PAGE = Page(
    key="udredning",
    path="/udredning",
    name=N_("Udredning"),
    title=N_("Retten til hurtig udredning"),
    summary=_summary,
    filters=("fra", "til", "hospital", "organisation"),
    panels=(SOMATIC, PSYCHIATRY, SOMATIC_COUNTS, PSYCHIATRY_COUNTS, HOSPITALS),
    headlines=HEADLINES,
    overview=HEADLINES,
)
