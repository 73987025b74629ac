"""The page Strategi: programmes and their milestones, digital tools, uptime, co-financing and key figures."""

from data_access.numbers import strategy
from data_access.snapshot.snapshot import Snapshot
from layouts.figures import amounts, bars, lying, timeline, trend
from layouts.parts import claims
from layouts.parts.answers import at_month
from layouts.parts.declarations import Column, Content, Headline, Page, Panel
from layouts.parts.html import Component
from layouts.parts.matrix import matrix
from layouts.parts.sentences import Row, next_words, no_month, records, share_sentence, told
from vocabulary import text
from vocabulary.filters import Filters
from vocabulary.language import N_, _, ngettext
from vocabulary.metrics import METRICS

MONTH = Column("month", N_("Måned"), "month")
NOTE = Column("note", N_("Note"), "text")
MOST_NAMED = 4
PERIOD = Column("period", N_("Periode"), "text")


def _summary(snapshot: Snapshot, filters: Filters) -> str:
    reached = records(strategy.pejlemaerker(snapshot, filters))
    late = strategy.milestones(snapshot, filters)
    number = int((late["state"] == "late").sum())
    opening = _pejlemaerker_words(reached[-1]) if reached else ""
    said = text.prose(opening, _late_words(number) if len(late) else "")
    return said or _without_milestones(snapshot, filters)


def _without_milestones(snapshot: Snapshot, filters: Filters) -> str:
    """Sum the page up where no milestone is told of: by the uptime, else by how many other figures there are."""
    if strategy.has_uptime(snapshot, filters):
        return share_sentence(strategy.mean_uptime(snapshot, filters), "uptime", filters)
    parts = (strategy.key_figures, strategy.adoption, strategy.municipalities, strategy.other_figures)
    names = [name for numbers in parts for name in dict.fromkeys(numbers(snapshot, filters)["name"])]
    if not names:
        return _("Der er ingen tal at vise på denne side.")
    if len(names) <= MOST_NAMED:
        return _("Der er tal for {names}.", names=text.listing(names))
    return _("Der er tal for {names} og flere.", names=", ".join(names[:MOST_NAMED]))


def _late_words(number: int) -> str:
    if not number:
        return _("Ingen milepæl i programmerne er overskredet.")
    return ngettext(
        "{n} milepæl i programmerne er overskredet: fristen er gået, og den er ikke meldt nået.",
        "{n} milepæle i programmerne er overskredet: fristen er gået, og de er ikke meldt nået.",
        number,
        n=text.number(number),
    )


def _pejlemaerker_words(row: Row) -> str:
    said = {"n": text.number(row["value"]), "aim": text.number(row["aim"])}
    if len(str(row["of"])) == len("2015-04-01"):
        return _("{n} af {aim} fælles pejlemærker var nået den {day}", day=row["period"], **said)
    return _("{n} af {aim} fælles pejlemærker var nået i {period}", period=row["period"], **said)


def _milestones(content: Content) -> str:
    rows = records(content.rows)
    today = content.snapshot.now.date().isoformat()
    coming = [row for row in rows if row["state"] == "planned" and row["due"] >= today]
    words = _late_words(claims.count(rows, "state", "late", over="known"))
    if not coming:
        return words
    return text.prose(next_words(coming), words)


def _pejlemaerker(content: Content) -> str:
    row = records(content.rows)[-1]
    return text.prose(_pejlemaerker_words(row), row["note"])


def _noted(rows: list[Row]) -> str:
    """Return the note that all rows share, such as that they are a demonstration's."""
    notes = {row["note"] for row in rows}
    return notes.pop() if len(notes) == 1 else ""


def _adoption(content: Content) -> str:
    rows = [row for row in records(content.rows) if not text.is_missing(row["breadth"])]
    if not rows:
        return _functions(records(content.rows))
    low, high = (claims.extreme(rows, "breadth", end, "known", ("name",))[0] for end in claims.ENDS)
    if len(rows) == 1:
        one = _(
            "I {period} brugte {share} af afdelingerne på {name} de digitale værktøjer",
            period=low["period"],
            share=text.quantity(low["breadth"], "%", 1),
            name=low["name"],
        )
        return text.prose(one, _noted(rows))
    if low["breadth"] == high["breadth"]:
        same = _(
            "I {period} brugte {share} af afdelingerne de digitale værktøjer på hvert af hospitalerne",
            period=low["period"],
            share=text.quantity(low["breadth"], "%", 1),
        )
        return text.prose(same, _noted(rows))
    return text.prose(
        _(
            "I {period} brugte {high_share} af afdelingerne på {high} de digitale værktøjer, og {low_share} på {low}",
            period=high["period"],
            high=high["name"],
            high_share=text.quantity(high["breadth"], "%", 1),
            low=low["name"],
            low_share=text.quantity(low["breadth"], "%", 1),
        ),
        _noted(rows),
    )


def _functions(rows: list[Row]) -> str:
    """Say how deep the tools are used, where it is not told how widely."""
    low, high = (claims.extreme(rows, "depth", end, "known", ("name",))[0] for end in claims.ENDS)
    said = {"period": high["period"], "high": high["name"], "share": text.quantity(high["depth"], "%", 1)}
    if len(rows) == 1:
        return text.prose(_("I {period} var {share} af funktionerne i brug på {high}.", **said), _noted(rows))
    most = _(
        "I {period} var {share} af funktionerne i brug på {high}, og {low_share} på {low}.",
        low=low["name"],
        low_share=text.quantity(low["depth"], "%", 1),
        **said,
    )
    return text.prose(most, _noted(rows))


def _over_time(content: Content) -> str:
    every = records(content.rows)
    rows = [row for row in every if not any(text.is_missing(row[name]) for name in strategy.TOOLS)]
    if not rows:
        return _one_of_them(every, at_month(content.filters).last)
    until = [row for row in rows if row["month"] <= at_month(content.filters).last] or rows
    first, last = rows[0], until[-1]
    for row in (first, last):
        claims.value(row, "breadth")
        claims.value(row, "depth")
    now = _(
        "I {month} brugte {breadth} af afdelingerne værktøjerne, og {depth} af funktionerne var i brug.",
        month=text.month(last["month"]),
        breadth=text.quantity(last["breadth"], "%", 1),
        depth=text.quantity(last["depth"], "%", 1),
    )
    if first is last:
        return now
    return text.prose(
        now,
        _(
            "I {since} var det {first_breadth} og {first_depth}.",
            since=text.month(first["month"]),
            first_breadth=text.quantity(first["breadth"], "%", 1),
            first_depth=text.quantity(first["depth"], "%", 1),
        ),
    )


def _one_of_them(rows: list[Row], last: str) -> str:
    """Say the newest of what is told, where breadth and depth are never told together."""
    newest = max(
        (row for row in rows if row["month"] <= last), key=lambda row: str(row["month"]), default=rows[-1]
    )
    name = next(name for name in strategy.TOOLS if not text.is_missing(newest[name]))
    claims.value(newest, name)
    words = {
        "breadth": N_("I {month} brugte {share} af afdelingerne værktøjerne."),
        "depth": N_("I {month} var {share} af funktionerne i brug."),
    }
    return _(words[name], month=text.month(newest["month"]), share=text.quantity(newest[name], "%", 1))


def _uptime(content: Content) -> str:
    found = told(content.rows, content.filters, "value")
    if found is None:
        return no_month(content.rows, content.filters.month)
    lowest = claims.extreme(found.months, "value", "least", by=("name", "month"))
    share = text.quantity(lowest[0]["value"], "%", 2)
    said = {"name": lowest[0]["name"], "share": share, "month": text.month(lowest[0]["month"])}
    if found.is_one:
        return _("{name} var oppe {share} af tiden i {month}.", **said)
    if len(lowest) == len(found.months):
        return _("Oppetiden {period} var den samme overalt: {share}.", period=found.period, share=share)
    if len(lowest) > 1:
        return _(
            "Den laveste oppetid {period} var {share}; det var den {n} gange.",
            period=found.period,
            share=share,
            n=text.number(len(lowest)),
        )
    if len({row["month"] for row in found.months}) == 1:
        return _("Lavest i {month} var {name}: {share}.", **said)
    return _(
        "Den laveste oppetid {period} var {share}, i {name} i {month}.",
        period=found.period,
        **said,
    )


def _uptime_body(content: Content) -> Component:
    caption = _("Oppetid for fælles systemer i procent, måned for måned")
    return matrix(records(content.rows), caption=caption, thing=_("System"), name="name")


def _municipalities(content: Content) -> str:
    rows = records(content.rows)
    most = claims.extreme(rows, "per_citizen", "most", "known", ("name",))
    if not most:
        return _noted(rows)
    said = {
        "names": text.listing([row["name"] for row in most]),
        "amount": text.quantity(most[0]["per_citizen"], "kr."),
        "period": most[0]["period"],
    }
    if len(rows) == 1:
        opening = _("{names} betaler {amount} pr. borger i {period}", **said)
    else:
        opening = _("{names} betaler mest: {amount} pr. borger i {period}", **said)
    return text.prose(opening, _noted(rows))


def _key_figures(content: Content) -> str:
    rows = records(content.rows)
    periods = list(dict.fromkeys(row["period"] for row in rows))
    return ngettext(
        "{n} tal om regionens størrelse ({periods}).",
        "{n} tal om regionens størrelse ({periods}).",
        len(rows),
        n=len(rows),
        periods=text.listing(periods),
    )


def _other_figures(content: Content) -> str:
    n = content.rows["name"].nunique()
    said = ngettext(
        "{n} nøgletal, som ingen anden figur handler om.",
        "{n} nøgletal, som ingen anden figur handler om.",
        n,
        n=n,
    )
    if content.rows["outside"].any():
        return text.prose(said, _("Ingen af dem er fra den valgte periode; hvert er det seneste, der er."))
    return said


MILESTONES = Panel(
    key="milepaele",
    title=lambda _s, _f: _("Følger programmerne deres milepæle?"),
    numbers=strategy.milestones,
    applies=strategy.has_milestones,
    columns=(
        Column("name", N_("Program"), "text"),
        Column("what", N_("Milepæl"), "text"),
        Column("due_words", N_("Frist"), "text"),
        Column("state_word", N_("Status"), "word"),
    ),
    sentence=_milestones,
    metrics=("milestones",),
    figure=lambda content: timeline.draw(content.rows, content.snapshot.now.date()),
    wide=True,
    regional=True,
)
PEJLEMAERKER = Panel(
    key="pejlemaerker",
    title=lambda _s, _f: _("Hvor mange af regionernes fælles pejlemærker er nået?"),
    numbers=strategy.pejlemaerker,
    dated="of",
    indicators=("milestones_done",),
    untold=N_("Kilden fortæller ikke, hvor mange der er i alt."),
    columns=(
        Column("name", N_("Nøgletal"), "text"),
        Column("value", N_("Nået"), "count"),
        Column("aim", N_("I alt"), "count"),
        Column("share", N_("Andel"), "percent", 1),
        PERIOD,
        NOTE,
    ),
    sentence=_pejlemaerker,
    metrics=("milestones",),
    figure=lambda content: amounts.progress(content.rows, "name", "value", "aim"),
    wide=True,
    regional=True,
)
ADOPTION = Panel(
    key="digitale-vaerktoejer",
    title=lambda _s, _f: _("Bruger hospitalerne de digitale værktøjer?"),
    numbers=strategy.adoption,
    dated="of",
    indicators=tuple(strategy.TOOLS.values()),
    columns=(
        Column("name", N_("Hospital"), "text"),
        Column("breadth", N_("Afdelinger, der bruger dem"), "percent", 1),
        Column("depth", N_("Funktioner i brug"), "percent", 1),
        Column("departments", N_("Afdelinger"), "count"),
        Column("of_departments", N_("Afdelinger i alt"), "count"),
        PERIOD,
        NOTE,
    ),
    sentence=_adoption,
    metrics=("adoption_breadth", "adoption_depth"),
    figure=lambda content: amounts.pairs(
        content.rows,
        "name",
        (("breadth", _("Afdelinger, der bruger dem")), ("depth", _("Funktioner i brug"))),
    ),
    click="hospital",
)
OVER_TIME = Panel(
    key="udbredelse",
    title=lambda _s, _f: _("Breder værktøjerne sig?"),
    numbers=strategy.adoption_over_time,
    indicators=tuple(strategy.TOOLS.values()),
    columns=(
        MONTH,
        Column("breadth", N_("Afdelinger, der bruger dem"), "percent", 1),
        Column("depth", N_("Funktioner i brug"), "percent", 1),
    ),
    sentence=_over_time,
    metrics=("adoption_breadth", "adoption_depth"),
    figure=lambda content: bars.percents(
        content.rows, (("breadth", _("Afdelinger, der bruger dem")), ("depth", _("Funktioner i brug")))
    ),
)
UPTIME = Panel(
    key="oppetid",
    title=lambda _s, _f: _("Kører de fælles systemer?"),
    numbers=strategy.uptime,
    indicators=("uptime",),
    columns=(
        Column("name", N_("System"), "text"),
        MONTH,
        Column("value", N_("Oppetid"), "judged", 2),
        Column("word", N_("Bemærkning"), "word"),
    ),
    sentence=_uptime,
    metrics=("uptime",),
    body=_uptime_body,
    wide=True,
    regional=True,
)
MEAN_UPTIME = Panel(
    key="oppetid-samlet",
    title=lambda _s, _f: _("Hvordan går det med oppetiden i alt?"),
    numbers=strategy.mean_uptime,
    indicators=("uptime",),
    columns=(
        MONTH,
        Column("value", N_("Oppetid"), "judged", 2),
        Column("word", N_("Bemærkning"), "word"),
    ),
    sentence=lambda content: share_sentence(content.rows, "uptime", content.filters, _("Oppetiden")),
    metrics=("uptime",),
    figure=lambda content: trend.draw(content.rows, METRICS["uptime"].name, 2),
    varies="value",
    compared="value",
    regional=True,
)
MUNICIPALITIES = Panel(
    key="medfinansiering",
    title=lambda _s, _f: _("Hvor meget betaler kommunerne?"),
    numbers=strategy.municipalities,
    dated="of",
    indicators=tuple(strategy.MUNICIPAL.values()),
    columns=(
        Column("name", N_("Kommune"), "text"),
        Column("per_citizen", N_("Medfinansiering pr. borger"), "count", unit=N_("kr.")),
        Column("readmissions", N_("Genindlæggelser inden for 30 dage"), "percent", 1),
        PERIOD,
        NOTE,
    ),
    sentence=_municipalities,
    metrics=("cofinancing", "readmissions"),
    figure=lambda content: lying.ranked(content.rows, "name", "per_citizen", "", unit="kr."),
    regional=True,
)
KEY_FIGURES = Panel(
    key="noegletal",
    title=lambda _s, _f: _("Hvor stor er regionen?"),
    numbers=strategy.key_figures,
    dated="of",
    applies=strategy.has_key_figures,
    columns=(
        Column("name", N_("Nøgletal"), "text"),
        Column("value", N_("Tal"), "number"),
        PERIOD,
        NOTE,
    ),
    sentence=_key_figures,
    metrics=("region",),
    wide=True,
    regional=True,
)
OTHER_FIGURES = Panel(
    key="andre-noegletal",
    title=lambda _s, _f: _("Hvad er der ellers tal for?"),
    numbers=strategy.other_figures,
    columns=(
        Column("name", N_("Nøgletal"), "text"),
        Column("scope", N_("Handler om"), "text"),
        Column("value", N_("Tal"), "number"),
        Column("unit", N_("Enhed"), "text"),
        PERIOD,
        NOTE,
    ),
    sentence=_other_figures,
    metrics=("indicators",),
    wide=True,
    applies=strategy.has_others,
    regional=True,
)


PAGE = Page(
    key="strategi",
    path="/strategi",
    name=N_("Strategi"),
    title=N_("Strategi og programmer"),
    summary=_summary,
    filters=("fra", "til", "hospital"),
    panels=(
        MILESTONES,
        PEJLEMAERKER,
        ADOPTION,
        OVER_TIME,
        UPTIME,
        MEAN_UPTIME,
        MUNICIPALITIES,
        KEY_FIGURES,
        OTHER_FIGURES,
    ),
    overview=(
        Headline("oppetid", "uptime", strategy.mean_uptime, regional=True, applies=strategy.has_uptime),
    ),
    regional=True,
)
