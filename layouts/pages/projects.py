"""The page Projekter: which are on track, what the others lack, and what is due when."""

from data_access.numbers import projects
from data_access.snapshot.snapshot import Snapshot
from layouts.figures import bars, theme, timeline
from layouts.parts import claims, html
from layouts.parts.attributes import aria
from layouts.parts.declarations import Column, Content, Headline, Page, Panel
from layouts.parts.html import Component
from layouts.parts.lights import lights
from layouts.parts.sentences import Row, next_words, records
from layouts.parts.tables import mark, table
from vocabulary import text
from vocabulary.filters import Filters
from vocabulary.language import N_, _, ngettext

NAME = Column("name", N_("Projekt"), "text")
MONTH = Column("month", N_("Måned"), "month")
LIT = {
    "green": (N_("{names} er grønt"), N_("{names} er grønne")),
    "yellow": (N_("{names} er gult"), N_("{names} er gule")),
    "red": (N_("{names} er rødt"), N_("{names} er røde")),
    "grey": (N_("{names} er ikke rapporteret"), N_("{names} er ikke rapporteret")),
}


def _summary(snapshot: Snapshot, filters: Filters) -> str:
    rows = projects.latest(snapshot, filters)
    if rows.empty:
        return _("Ingen projekter svarer til det, der er valgt.")
    if filters.light:
        return text.prose(_lit(filters.light, rows["name"].tolist()))
    counts = {light: int((rows["light"] == light).sum()) for light in projects.WORDS}
    opening = ngettext(
        "{green} af {n} projekt er grønt.", "{green} af {n} projekter er grønne.", len(rows),
        green=counts["green"], n=len(rows),
    )  # fmt: skip
    trouble = [_lit(light, rows["name"][rows["light"] == light].tolist()) for light in ("red", "yellow")]
    return text.prose(opening, ", ".join(each for each in trouble if each))


def _lit(light: str, names: list[str]) -> str:
    """Say which projects have a light, as a sentence without its full stop; '' where none has."""
    if not names:
        return ""
    one, several = LIT[light]
    return _(one if len(names) == 1 else several, names=text.listing(names))


def _list_sentence(content: Content) -> str:
    rows = records(content.rows)
    months = sorted({str(row["month"]) for row in rows})
    differing = [row["name"] for row in rows if row["disagrees"]]
    lights = content.rows["light"].isin(["red", "yellow"])
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


def _list(content: Content) -> Component:
    """Lay the projects out as a newspaper does: the line first, the rest unfolds."""
    items = [html.Li(_item(row)) for row in records(content.rows)]
    whole = html.Details([html.Summary(_("Vis alt som tabel")), table(content)], className="folded")
    return html.Div([html.Ul(items, className="projects"), whole])


def _item(row: Row) -> Component:
    head = [
        html.Span([mark(row["level"], row["word"]), html.Span(row["word"], **aria(hidden=True))],
                  className=f"project-light level-{row['level']}"),
        html.Span(row["name"], className="project-name"),
        html.Span(row["finding"], className="project-finding"),
        html.Span([_("Slut:"), " ", html.Strong(row["end_words"])], className="project-fact"),
        html.Span([_("Forsinkelse:"), " ", html.Strong(row["delay_words"].lower())], className="project-fact"),
    ]  # fmt: skip
    if row["disagrees"]:
        head.append(
            html.Span(_("Beregnet: {light}", light=row["computed_word"].lower()), className="project-flag")
        )
    facts = [
        (_("Formål"), row["purpose"]),
        (_("Program"), row["programme_name"]),
        (_("Fase"), row["phase"]),
        (_("Næste milepæl"), row["next_milestone"]),
        (
            _("Beregnet lys"),
            " ".join(part for part in (f"{row['computed_word']}.", row["why"], row["disagrees"]) if part),
        ),
        (_("Rapporten er fra"), row["age"]),
    ]
    more = [part for name, words in facts if words for part in (html.Dt(name), html.Dd(words))]
    return html.Details(
        [html.Summary(head, className="project-head"), html.Dl(more, className="project-more")],
        className=f"project project-{row['level']}",
    )


def _timeline(content: Content) -> str:
    rows = records(content.rows)
    late = [row for row in rows if row["state"] == "late"]
    today = content.snapshot.now.date().isoformat()
    coming = [row for row in rows if row["due"] >= today and row["state"] == "planned"]
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


def _lights(content: Content) -> str:
    rows = content.rows[content.rows["light"].notna()]
    months = sorted(set(rows["month"]))
    if not months:
        return _("Der er ingen rapporter endnu.")
    last = months[-1]
    # Each is held against its own report before, whichever month that is of.
    newest = {name: own.sort_values("month").tail(2) for name, own in rows.groupby("name", sort=False)}
    changed = [
        str(name)
        for name, own in newest.items()
        if own["month"].iloc[-1] == last and own["light"].nunique() == 2
    ]
    if len(months) == 1:
        return _("Projekterne har kun meldt lys i {month}.", month=text.month(last))
    if not changed:
        return _("Ingen projekter skiftede lys i {month}.", month=text.month(last))
    return _("I {month} skiftede {names} lys.", month=text.month(last), names=text.listing(changed))


def _counts(content: Content) -> str:
    rows = records(content.rows)
    known = [row for row in rows if not text.is_missing(row["all"])] or rows
    first, last = known[0], known[-1]
    for row in (first, last):
        claims.value(row, "green")
        claims.value(row, "all")
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


LIST = Panel(
    key="liste",
    title=lambda _s, _f: _("Hvordan går det med projekterne?"),
    numbers=projects.latest,
    columns=(
        NAME,
        Column("word", N_("Projektets lys"), "text"),
        Column("finding", N_("Status"), "text"),
        Column("end_words", N_("Forventet slut"), "text"),
        Column("delay_weeks", N_("Forsinkelse"), "number", unit=N_("uger")),
        Column("overrun", N_("Over budgettet"), "percent", 1),
        Column("computed_word", N_("Beregnet lys"), "text"),
        Column("why", N_("Beregnet af"), "text"),
        Column("disagrees", N_("Uenighed"), "text"),
        Column("month", N_("Rapporten er fra"), "month"),
        Column("age_months", N_("Rapportens alder"), "count", unit=N_("måneder")),
        Column("programme_name", N_("Program"), "text"),
        Column("phase", N_("Fase"), "text"),
        Column("next_milestone", N_("Næste milepæl"), "text"),
        Column("purpose", N_("Formål"), "text"),
    ),
    sentence=_list_sentence,
    metrics=("projects_on_track",),
    body=_list,
    wide=True,
    lists=True,
    regional=True,
)
TIMELINE = Panel(
    key="tidslinje",
    title=lambda _s, _f: _("Hvad skal være færdigt hvornår?"),
    numbers=projects.timeline,
    untold=N_("Ingen af projekterne har oplyst en milepæl eller en forventet slut."),
    applies=lambda snapshot, filters: len(projects.latest(snapshot, filters)) > 0,
    columns=(
        NAME,
        Column("what", N_("Milepæl"), "text"),
        Column("due_words", N_("Frist"), "text"),
        Column("state_word", N_("Status"), "word"),
    ),
    sentence=_timeline,
    metrics=("projects_on_track",),
    figure=lambda content: timeline.draw(
        content.rows, content.snapshot.now.date(), end_label=_("Forventet slut")
    ),
    wide=True,
    regional=True,
)
LIGHTS = Panel(
    key="lys",
    title=lambda _s, _f: _("Hvordan har lysene skiftet?"),
    numbers=projects.lights,
    columns=(NAME, MONTH, Column("value", N_("Lys"), "word")),
    sentence=_lights,
    metrics=("projects_on_track",),
    body=lambda content: lights(records(content.rows), _("Projekternes lys måned for måned"), _("Projekt")),
    wide=True,
    regional=True,
)
COUNTS = Panel(
    key="antal",
    title=lambda _s, _f: _("Bliver flere projekter grønne?"),
    numbers=projects.by_light,
    columns=(
        MONTH,
        *(Column(light, word, "count") for light, word in projects.WORDS.items()),
        Column("all", N_("I alt"), "count"),
    ),
    sentence=_counts,
    metrics=("projects_on_track",),
    figure=lambda content: bars.lights(
        content.rows,
        [
            (light, _(word), theme.LEVEL_COLOURS[projects.LEVELS[light]])
            for light, word in projects.WORDS.items()
        ],
    ),
    wide=True,
    regional=True,
)

PAGE = Page(
    key="projekter",
    path="/projekter",
    name=N_("Projekter"),
    title=N_("Projekter: på sporet, presset eller bagud"),
    summary=_summary,
    filters=("program", "lys"),
    panels=(LIST, TIMELINE, LIGHTS, COUNTS),
    overview=(
        Headline(
            "paa-sporet",
            "projects_on_track",
            projects.on_track,
            counted=True,
            until=projects.as_of,
            regional=True,
        ),
    ),
    regional=True,
)
