"""What the page Sundhedsplatformen says: who works on it, where they came from, and what is spent on it."""

import pandas as pd

from data_access.numbers import resources
from data_access.snapshot.rows import Row, records
from data_access.snapshot.snapshot import Snapshot
from layouts.parts import claims
from layouts.parts.declarations import Content
from vocabulary import text
from vocabulary.filters import Filters
from vocabulary.language import _, ngettext


def _fte(value: float) -> str:
    return text.quantity(value, "årsværk", text.places(value))


def _mio(value: float | None) -> str:
    return text.quantity(value, "mio. kr.", text.places(value))


def summary(snapshot: Snapshot, filters: Filters) -> str:
    """Sum the page up: how much staff there was, and how many key persons were found."""
    rows, persons = (records(each(snapshot, filters)) for each in (resources.staffing, resources.key_persons))
    with claims.about(resources.staffing):
        fte = claims.total(rows, "fte", "known")
    year = resources.year_of(snapshot, "staffing")
    opening = (
        _("Der blev brugt {fte} på Sundhedsplatformen i {year}.", fte=_fte(fte), year=year)
        if rows
        else _without_staffing(snapshot, filters)
    )
    with claims.about(resources.key_persons):
        said = text.prose(opening, _persons_words(persons[-1]) if persons else "")
    return said or _("Der er ingen tal at vise på denne side.")


def _without_staffing(snapshot: Snapshot, filters: Filters) -> str:
    """Sum up what there is where no staff by area is told of: where they came from, else the money."""
    origins = resources.origins(snapshot, filters)
    if len(origins):
        total = next(row for row in records(origins) if row["total"])
        year = resources.year_of(snapshot, "staffing_sources")
        with claims.about(resources.origins):
            fte = claims.value(total, "fte", ("origin",))
        return _("{fte} er opgjort efter, hvor de kom fra, i {year}.", fte=_fte(fte), year=year)
    money = records(_money(snapshot, filters))
    if not money:
        return ""
    with claims.about(_money):
        sum_of_all = claims.total(money, "mio_dkk", "known")
    return _(
        "Sundhedsplatformens midler i {year}: {total}.", year=int(money[0]["year"]), total=_mio(sum_of_all)
    )


def _money(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Return what is spent in the newest year that anything is told of."""
    money = pd.concat([each(snapshot, filters) for each in (resources.budget, resources.one_off)])
    return pd.DataFrame(money[money["year"] == money["year"].max()])


def _persons_words(row: Row) -> str:
    return _(
        "{now} af de ønskede {aim} nøglepersoner var fundet på hospitalerne.",
        now=text.number(claims.value(row, "value", ("year",))),
        aim=text.number(claims.value(row, "aim", ("year",))),
    )


def staffing(content: Content) -> str:
    """Say how much staff there was in all, and in each area."""
    sums = claims.totals(content.records, "area", "fte")
    parts = [f"{text.small(str(area))} {text.number(fte, text.places(fte))}" for area, fte in sums.items()]
    total = claims.total(content.records, "fte", "known")
    return _("{total} i alt: {parts}.", total=_fte(total), parts=text.listing(parts))


def origins(content: Content) -> str:
    """Say where most came from, and whether the two accounts agree."""
    rows = content.records
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
    for row in totals:
        claims.value(row, "fte", ("origin",))
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


def budget(content: Content) -> str:
    """Say how large the budget is and what it goes to, and where the items differ from the sums."""
    rows = content.rows
    # The published sum stands in the first row of its category.
    told = [row for row in content.records if not text.is_missing(row["published"])]
    published = claims.totals(told, "category", "published")
    shown = published or claims.totals(content.records, "category", "mio_dkk")
    parts = [
        _("{category} {sum}", category=text.small(str(name)), sum=_mio(each)) for name, each in shown.items()
    ]
    total = claims.total(content.records, "published" if published else "mio_dkk", "known")
    said = {"total": _mio(total), "parts": text.listing(parts)}
    opening = (
        _("I alt {total}: {parts}.", **said)
        if not published
        else _("Offentliggjort er {total}: {parts}.", **said)
    )
    counts = rows.groupby("category", sort=False).size()
    items = claims.totals(
        [row for row in content.records if row["category"] in published], "category", "mio_dkk"
    )
    differing = [
        _differing(str(name), each, published[name], int(counts[name]))
        for name, each in items.items()
        if abs(each - published[name]) > 1e-9
    ]
    return text.prose(opening, *differing)


def _differing(name: str, items: float, published: float, count: int) -> str:
    """Say that items do not add up to the sum that was published, and whether rounding may be why."""
    said = {"category": text.small(name), "sum": _mio(items)}
    if abs(items - published) <= (count + 1) / 2:  # each, and their sum, within half a million
        return _("De enkelte poster under {category} giver {sum}; forskellen kan være afrunding.", **said)
    return _("De enkelte poster under {category} giver {sum}, altså noget andet end summen.", **said)


def persons(content: Content) -> str:
    """Say how many of the wanted key persons were found."""
    row = content.records[-1]
    return text.prose(_persons_words(row), row["note"])


def builders(content: Content) -> str:
    """Say how many clinicians build."""
    row = content.records[-1]
    return text.prose(
        ngettext(
            "{n} klinisk bygger i {year}",
            "{n} kliniske byggere i {year}",
            row["value"],
            n=text.number(claims.value(row, "value", ("year",))),
            year=row["year"],
        ),
        row["note"],
    )


def one_off(content: Content) -> str:
    """Say what was given once."""
    rows = content.records
    total = claims.total(rows, "mio_dkk", "known")
    if len(rows) == 1:
        item = text.small(rows[0]["item"])
        return _(
            "Engangsbeløb i {year}: {total} til {item}.", year=rows[0]["year"], total=_mio(total), item=item
        )
    parts = [f"{text.small(row['item'])} ({_mio(claims.value(row, 'mio_dkk', ('item',)))})" for row in rows]
    return _(
        "Engangsbeløb i {year}: {total} til {parts}.",
        year=rows[0]["year"],
        total=_mio(total),
        parts=text.listing(parts),
    )
