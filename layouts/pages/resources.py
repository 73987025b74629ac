"""The page Sundhedsplatformen: who works on it, where they came from, and what is spent on it."""

import pandas as pd

from data_access.numbers import resources
from data_access.snapshot.snapshot import Snapshot
from layouts.figures import amounts, lying
from layouts.parts import claims
from layouts.parts.declarations import Column, Content, Page, Panel
from layouts.parts.sentences import Row, records
from vocabulary import text
from vocabulary.filters import Filters
from vocabulary.language import N_, _, ngettext

YEAR = Column("year", N_("År"), "text")
NOTE = Column("note", N_("Note"), "text")
FTE = Column("fte", N_("Årsværk"), "number")
MIO = Column("mio_dkk", N_("Beløb"), "number", unit=N_("mio. kr."))


def _fte(value: float) -> str:
    return text.quantity(value, "årsværk", text.places(value))


def _mio(value: float | None) -> str:
    return text.quantity(value, "mio. kr.", text.places(value))


def _summary(snapshot: Snapshot, filters: Filters) -> str:
    rows, persons = resources.staffing(snapshot, filters), records(resources.key_persons(snapshot, filters))
    opening = (
        _without_staffing(snapshot, filters)
        if rows.empty
        else _(
            "Der blev brugt {fte} på Sundhedsplatformen i {year}.",
            fte=_fte(float(rows["fte"].sum())),
            year=resources.year_of(snapshot, "staffing"),
        )
    )
    said = text.prose(opening, _persons_words(persons[-1]) if persons else "")
    return said or _("Der er ingen tal at vise på denne side.")


def _without_staffing(snapshot: Snapshot, filters: Filters) -> str:
    """Sum up what there is where no staff by area is told of: where they came from, else the money."""
    origins = resources.origins(snapshot, filters)
    if len(origins):
        total = origins[origins["total"]]["fte"].iloc[0]
        year = resources.year_of(snapshot, "staffing_sources")
        return _("{fte} er opgjort efter, hvor de kom fra, i {year}.", fte=_fte(float(total)), year=year)
    money = pd.concat([each(snapshot, filters) for each in (resources.budget, resources.one_off)])
    if money.empty:
        return ""
    newest = money[money["year"] == money["year"].max()]
    return _(
        "Sundhedsplatformens midler i {year}: {total}.",
        year=int(newest["year"].iloc[0]),
        total=_mio(float(newest["mio_dkk"].sum())),
    )


def _persons_words(row: Row) -> str:
    return _(
        "{now} af de ønskede {aim} nøglepersoner var fundet på hospitalerne.",
        now=text.number(row["value"]),
        aim=text.number(row["aim"]),
    )


def _staffing(content: Content) -> str:
    sums = content.rows.groupby("area", sort=False)["fte"].sum()
    parts = [f"{text.small(str(area))} {text.number(fte, text.places(fte))}" for area, fte in sums.items()]
    return _("{total} i alt: {parts}.", total=_fte(float(sums.sum())), parts=text.listing(parts))


def _origins(content: Content) -> str:
    rows = records(content.rows)
    steps = [row for row in rows if not row["total"] and row["note"] != ""] or [
        row for row in rows if not row["total"]
    ]
    largest = claims.extreme(steps, "fte", "most", "parts", ("origin",))
    totals = [row for row in rows if row["total"]]
    said = {
        "origins": text.listing([text.small(row["origin"]) for row in largest]),
        "fte": _fte(largest[0]["fte"]),
    }
    opening = (
        _("Flest ({fte}) kom fra {origins}.", **said)
        if len(steps) > 1
        else _("Fra {origins} kom {fte}.", **said)
    )
    if len(totals) < 2:
        return opening
    if totals[0]["fte"] > totals[1]["fte"]:
        return text.prose(
            opening,
            _(
                "De to opgørelser stemmer ikke overens: oprindelserne giver {known} årsværk, og områderne {all}.",
                known=text.number(totals[0]["fte"], text.places(totals[0]["fte"])),
                all=text.number(totals[1]["fte"], text.places(totals[1]["fte"])),
            ),
        )
    return (
        opening
        + " "
        + _(
            "Kilden nævner oprindelsen for {known} af {all} årsværk; forskellen står i kilden selv.",
            known=text.number(totals[0]["fte"], text.places(totals[0]["fte"])),
            all=text.number(totals[1]["fte"], text.places(totals[1]["fte"])),
        )
    )


def _budget(content: Content) -> str:
    rows = content.rows
    items = rows.groupby("category", sort=False)["mio_dkk"].sum()
    published = rows.groupby("category", sort=False)["published"].max()
    known = published.dropna()
    shown = items if known.empty else known
    parts = [
        _("{category} {sum}", category=text.small(str(name)), sum=_mio(each)) for name, each in shown.items()
    ]
    said = {"total": _mio(float(shown.sum())), "parts": text.listing(parts)}
    opening = (
        _("I alt {total}: {parts}.", **said)
        if known.empty
        else _("Offentliggjort er {total}: {parts}.", **said)
    )
    counts = rows.groupby("category", sort=False).size()
    differing = [
        _differing(str(name), float(items[name]), float(published[name]), int(counts[name]))
        for name in items.index
        if published[name] == published[name] and abs(items[name] - published[name]) > 1e-9
    ]
    return text.prose(opening, *differing)


def _differing(name: str, items: float, published: float, count: int) -> str:
    """Say that items do not add up to the sum that was published, and whether rounding may be why."""
    said = {"category": text.small(name), "sum": _mio(items)}
    if abs(items - published) <= (count + 1) / 2:  # each, and their sum, within half a million
        return _("De enkelte poster under {category} giver {sum}; forskellen kan være afrunding.", **said)
    return _("De enkelte poster under {category} giver {sum}, altså noget andet end summen.", **said)


def _persons(content: Content) -> str:
    row = records(content.rows)[-1]
    return text.prose(_persons_words(row), row["note"])


def _builders(content: Content) -> str:
    row = records(content.rows)[-1]
    return text.prose(
        ngettext(
            "{n} klinisk bygger i {year}",
            "{n} kliniske byggere i {year}",
            row["value"],
            n=text.number(row["value"]),
            year=row["year"],
        ),
        row["note"],
    )


def _one_off(content: Content) -> str:
    rows = records(content.rows)
    total = sum(float(row["mio_dkk"]) for row in rows)
    if len(rows) == 1:
        item = text.small(rows[0]["item"])
        return _(
            "Engangsbeløb i {year}: {total} til {item}.", year=rows[0]["year"], total=_mio(total), item=item
        )
    parts = [f"{text.small(row['item'])} ({_mio(row['mio_dkk'])})" for row in rows]
    return _(
        "Engangsbeløb i {year}: {total} til {parts}.",
        year=rows[0]["year"],
        total=_mio(total),
        parts=text.listing(parts),
    )


STAFFING = Panel(
    key="aarsvaerk",
    title=lambda snapshot, _f: _(
        "Hvem arbejder med platformen i {year}?", year=resources.year_of(snapshot, "staffing")
    ),
    numbers=resources.staffing,
    dated="year",
    applies=resources.has("staffing"),
    columns=(
        Column("area", N_("Område"), "text"),
        Column("function", N_("Funktion"), "text"),
        FTE,
        Column("share", N_("Andel af alle"), "percent", 1),
        YEAR,
    ),
    sentence=_staffing,
    metrics=("platform_staff",),
    figure=lambda content: amounts.stacked(content.rows, "area", "function", "fte", "årsværk"),
    regional=True,
)
ORIGINS = Panel(
    key="oprindelse",
    title=lambda _s, _f: _("Hvor kom de fra?"),
    numbers=resources.origins,
    dated="year",
    applies=resources.has("staffing_sources"),
    columns=(Column("origin", N_("Oprindelse"), "text"), FTE, YEAR, NOTE),
    sentence=_origins,
    metrics=("platform_staff",),
    figure=lambda content: amounts.waterfall(content.rows, "origin", "fte", "årsværk"),
    regional=True,
)
BUDGET = Panel(
    key="udviklingsbudget",
    title=lambda snapshot, _f: _(
        "Hvad går udviklingsbudgettet for {year} til?", year=resources.year_of(snapshot, "budget_lines")
    ),
    numbers=resources.budget,
    dated="year",
    applies=resources.has_budget,
    columns=(
        Column("item", N_("Post"), "text"),
        Column("category", N_("Gruppe"), "text"),
        MIO,
        Column("published", N_("Gruppens offentliggjorte sum"), "number", unit=N_("mio. kr.")),
        YEAR,
        NOTE,
    ),
    sentence=_budget,
    metrics=("platform_budget",),
    figure=lambda content: lying.ranked(content.rows, "item", "mio_dkk", "", unit="mio. kr."),
    regional=True,
)
PERSONS = Panel(
    key="noeglepersoner",
    title=lambda _s, _f: _("Er der nøglepersoner nok?"),
    numbers=resources.key_persons,
    dated="year",
    indicators=("key_persons",),
    untold=N_("Kilden fortæller ikke, hvor mange der ønskes."),
    columns=(
        Column("name", N_("Nøgletal"), "text"),
        Column("value", N_("Fundet"), "count"),
        Column("aim", N_("Ønsket"), "count"),
        Column("share", N_("Andel"), "percent", 1),
        YEAR,
        NOTE,
    ),
    sentence=_persons,
    metrics=("key_persons",),
    figure=lambda content: amounts.progress(content.rows, "name", "value", "aim"),
    regional=True,
)
BUILDERS = Panel(
    key="kliniske-byggere",
    title=lambda _s, _f: _("Hvor mange klinikere er med til at bygge?"),
    numbers=resources.builders,
    dated="year",
    indicators=("clinical_builders",),
    columns=(Column("name", N_("Nøgletal"), "text"), Column("value", N_("Personer"), "count"), YEAR, NOTE),
    sentence=_builders,
    metrics=("clinical_builders",),
    regional=True,
)
ONE_OFF = Panel(
    key="engangsbeloeb",
    title=lambda _s, _f: _("Hvad blev der givet én gang?"),
    numbers=resources.one_off,
    dated="year",
    applies=resources.has_one_off,
    columns=(Column("item", N_("Post"), "text"), MIO, YEAR, NOTE),
    sentence=_one_off,
    metrics=("platform_budget",),
    figure=lambda content: lying.ranked(content.rows, "item", "mio_dkk", "", unit="mio. kr."),
    regional=True,
)

PAGE = Page(
    key="sundhedsplatformen",
    path="/sundhedsplatformen",
    name=N_("Sundhedsplatformen"),
    title=N_("Sundhedsplatformens organisation"),
    summary=_summary,
    filters=(),
    panels=(STAFFING, ORIGINS, BUDGET, ONE_OFF, PERSONS, BUILDERS),
    regional=True,
)
