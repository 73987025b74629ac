"""A panel laid out: its heading, sentence, chart, and the quiet row of table, definition and downloads."""

import textwrap
from dataclasses import replace
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from data_access.numbers.naming import name_of
from data_access.withholding import rule as withholding
from layouts.parts import why
from layouts.parts.answers import metric_of, sentence
from layouts.parts.attributes import aria, data
from layouts.parts.declarations import Content, Page
from layouts.parts.filterbar import in_words
from layouts.parts.layers import layered
from layouts.parts.limits import words_of
from layouts.parts.sentences import nothing, part_words, records
from layouts.parts.tables import table
from layouts.parts.variations import variation
from vocabulary import text
from vocabulary.filters import carried, to_query
from vocabulary.language import _
from vocabulary.metrics import METRICS, Metric

FEW = 3  # months that are each told of on their own
PICTURE_LINE = 165  # characters that a line under a saved picture has room for
GRAPH_CONFIG: Any = {"displayModeBar": False, "responsive": True, "doubleClick": False}


def panel(page: Page, content: Content) -> Component:
    """Return the panel as a section named by its heading and described by its sentence."""
    name = f"{page.key}-{content.panel.key}"
    heading = html.H2(
        content.panel.title(content.snapshot, content.filters), id=f"{name}-title", className="panel-title"
    )
    classes = "panel panel-wide" if content.panel.wide else "panel"
    sentence = html.P(said(content), id=f"{name}-sentence", className="panel-sentence")
    inner: list[Component] = [heading, sentence]
    if not content.is_empty:
        below = [*_notes(content), *_cautions(content), *_why(page, content)]
        inner += [*_variation(name, content), _picture(name, content), html.Div(below, id=f"{name}-below")]
    inner.append(
        html.Div(
            [*_table(name, content), *_definition(name, content), _downloads(name, page, content)],
            className="panel-row",
        )
    )
    return html.Section(inner, id=name, className=classes, **aria(labelledby=f"{name}-title"))


def said(content: Content) -> str:
    """Return the panel's sentence, or why there is nothing to say."""
    return (
        sentence(content)
        or _lacking(content)
        or _("Der er ingen tal for det, der er valgt. Vælg noget andet øverst, eller nulstil.")
    )


def _lacking(content: Content) -> str:
    """Say what the figures lack, where that is known; '' where there is merely nothing."""
    rows, panel = content.rows, content.panel
    if "lacks" not in rows or not (rows["lacks"] != "").any():
        return ""
    return nothing(rows, panel.metrics[0], panel.untold)


def _picture(name: str, content: Content) -> Component:
    if content.panel.figure is None:
        body = content.panel.body(content) if content.panel.body else table(content)
        return html.Div(body, id=f"{name}-body", **data(plain="yes"))
    figure = layered(content.panel.figure(content), content)
    graph = dcc.Graph(
        id=f"{name}-graph",
        figure=figure,
        config=GRAPH_CONFIG,
        style={"height": f"{figure['layout']['height']}px"},
        className="chart",
    )
    described = aria(labelledby=f"{name}-title", describedby=f"{name}-sentence")
    return html.Div(graph, role="img", className="chart-box", **described)


def _variation(name: str, content: Content) -> list[Component]:
    if content.variation is None:
        return []
    metric = metric_of(content.panel)
    called = name_of(content.snapshot, metric.key, content.filters.last)
    return [html.Div(variation(content.variation, metric, called), id=f"{name}-variation")]


def _notes(content: Content) -> list[Component]:
    """Say the notes under their numbers, as the flags of the chart have them."""
    lines = [html.Li([html.Strong(when), words]) for when, words in _noted(content)]
    return [html.Ol(lines, className="notes")] if lines else []


def _noted(content: Content) -> list[tuple[str, str]]:
    """Return the month of each note, and what it says and of which system."""
    systems = content.snapshot.names("systems")
    return [
        (text.capital(text.month(note.month)), f"{_about(note.system, systems)}: {note.words}")
        for note in content.notes
    ]


def _about(system: str | None, systems: dict[str, str]) -> str:
    return f", {systems[system]}" if system in systems else ""


def _why(page: Page, content: Content) -> list[Component]:
    """Ask why, where the picked month, else the newest that was judged, is below its target."""
    panel, filters = content.panel, content.filters
    if panel.parts is None:
        return []
    judged = [row for row in records(content.rows) if row["level"] in ("good", "near", "missed")]
    asked = next((row for row in judged if row["month"] == filters.month), judged[-1] if judged else None)
    if asked is None or asked["level"] == "good" or filters.why == panel.key:
        return []
    month = asked["month"]
    there = to_query(replace(filters, month=month, why=panel.key), content.snapshot.choices)
    link = html.A(
        _("Hvorfor blev målet ikke nået i {month}?", month=text.month(month)),
        href=f"{page.path}{there}#{why.PREFIX}{panel.key}",
        **data(nav="stay"),
    )
    return [html.P(link, className="ask-why")]


def _cautions(content: Content) -> list[Component]:
    """Say which of the months shown are not whole, what is not counted in them, and what is withheld."""
    return [*_withheld(content), *_uncounted(content), *_partial(content)]


def _uncounted(content: Content) -> list[Component]:
    if not any(column.key == "told" for column in content.columns):
        return []
    metric = content.panel.metrics[0]
    said = part_words({name: float(content.rows[name].sum()) for name in ("told", "of")}, metric)
    more = _("For de andre mangler en oplysning, eller der er ingen grænse at tælle efter.")
    return [html.P(f"{said} {more}", className="cautions")] if said else []


def _withheld(content: Content) -> list[Component]:
    if "withheld" not in content.rows or not content.rows["withheld"].any():
        return []
    words = _(
        "Antal under {limit} er skjult af hensyn til patienterne, og andre antal med dem, hvor de ellers kunne "
        "regnes ud. Et antal for flere måneder er skjult, når en af månederne er det.",
        limit=withholding.below(content.snapshot),
    )
    return [html.P(words, className="cautions")]


def _partial(content: Content) -> list[Component]:
    if not {"month", "state", "completeness", "word"} <= set(content.rows):
        return []
    rows = content.rows[content.rows["state"] != "whole"]
    if "withheld" in rows:
        rows = rows[~rows["withheld"].astype(bool)]  # how much of it has come would help to work it out
    rows = rows[["month", "state", "completeness", "word"]].drop_duplicates("month")
    found = [(row["month"], row["state"], row["completeness"]) for row in records(rows)]
    partial = [each for each in found if each[1] == "incomplete"]
    words = [_caution(*each) for each in found if each not in partial or len(partial) <= FEW]
    if len(partial) > FEW:
        words.append(_many_partial(partial))
    return [html.Ul([html.Li(each) for each in words], className="cautions")] if words else []


def _many_partial(partial: list[tuple[str, str, float]]) -> str:
    low, high = (text.quantity(100 * edge(each[2] for each in partial), "%") for edge in (min, max))
    return _(
        "{n} af de viste måneder er ufuldstændige: fra {low} til {high} af det ventede er indlæst. Tallene skal læses "
        "med forbehold og bliver ikke bedømt.",
        n=len(partial),
        low=low,
        high=high,
    )


def _caution(month: str, state: str, completeness: float) -> str:
    named = text.capital(text.month(month))
    if state == "under_way":
        return _("{month} er ikke slut. Tallet er foreløbigt og bliver ikke bedømt.", month=named)
    if state == "missing":
        return _("{month}: tallene er ikke kommet endnu.", month=named)
    percent = text.quantity(100 * completeness, "%")
    return _(
        "{month}: kun {percent} af det ventede er indlæst. Tallet bliver ikke bedømt.",
        month=named,
        percent=percent,
    )


def _table(name: str, content: Content) -> list[Component]:
    if content.panel.figure is None or content.is_empty:
        return []
    return [
        html.Details(
            [
                html.Summary(_("Vis som tabel")),
                html.Div(table(content), id=f"{name}-table", **data(plain="yes")),
            ]
        )
    ]


def _definition(name: str, content: Content) -> list[Component]:
    parts = [part for key in content.panel.metrics for part in _metric(METRICS[key], content)]
    if not parts:
        return []
    return [
        html.Details(
            [
                html.Summary(_("Definition og kilde")),
                html.Dl(parts, id=f"{name}-definition", className="definition", **data(plain="yes")),
            ]
        )
    ]


def _metric(metric: Metric, content: Content) -> list[Component]:
    return [
        html.Dt(name_of(content.snapshot, metric.key, content.filters.narrowed.last)),
        html.Dd(f"{metric.definition} {words_of(metric, content.snapshot)}".strip()),
        html.Dd(_more(metric, content)),
        html.Dd(source_words(content, metric.source), className="source"),
    ]


def _more(metric: Metric, content: Content) -> Component:
    there = f"/definitioner{to_query(carried(content.filters), content.snapshot.choices)}#{metric.key}"
    name = name_of(content.snapshot, metric.key, content.filters.narrowed.last)
    label = _("{name}: mål, historik og ejer", name=name)
    return html.A(_("Mål, historik og ejer"), href=there, **data(nav="page"), **aria(label=label))


def source_words(content: Content, source: str, *, absolute: bool = False) -> str:
    """Say where figures come from and how fresh they are: `Kilde: ServiceNow. Tal til og med 10. maj 2015 …`."""
    return _("Kilde: {source}", source=freshness(content, source, absolute=absolute))


def freshness(content: Content, source: str, *, absolute: bool = False) -> str:
    """Say a source's name, its last day, and when it was loaded; `absolute` by its date, for what is read later."""
    snapshot = content.snapshot
    name, through = snapshot.names("sources").get(source, source), snapshot.coverage.through(source)
    if through is None:
        return _("{source}. Der er ikke indlæst tal endnu.", source=name)
    loaded, last = snapshot.last_load(source), text.day(through)
    if not loaded:
        return _("{source}. Tal til og med {day}.", source=name, day=last)
    when = text.moment(loaded, None if absolute else snapshot.now)
    return _("{source}. Tal til og med {day}, indlæst {when}.", source=name, day=last, when=when)


def _downloads(name: str, page: Page, content: Content) -> Component:
    base, query = f"/data/{page.key}/{content.panel.key}", to_query(content.filters)
    plain = f"{query}&tal=punktum" if query else "?tal=punktum"
    links = [
        html.Li(html.A(_("CSV til Excel (semikolon og komma)"), href=f"{base}.csv{query}", download="")),
        html.Li(html.A(_("CSV til programmer (komma og punktum)"), href=f"{base}.csv{plain}", download="")),
        html.Li(html.A("JSON", href=f"{base}.json{query}", download="")),
    ]
    if content.panel.figure and not content.is_empty:
        links += [html.Li(_picture_button(form, page, content)) for form in ("png", "svg")]
    return html.Details(
        [
            html.Summary(_("Hent")),
            html.Ul(links, id=f"{name}-downloads", className="downloads", **data(plain="yes")),
        ]
    )


def _picture_button(form: str, page: Page, content: Content) -> Component:
    """Return the button that saves the chart; what the picture says besides comes with it."""
    snapshot, filters = content.snapshot, content.filters
    below = [f"{number}. {when}{words}" for number, (when, words) in enumerate(_noted(content), start=1)]
    below += [source_words(content, source, absolute=True) for source in content.panel.sources]
    if snapshot.demonstration:
        below.append(_("Demonstrationsdata."))
    words = data(
        picture=form,
        title=content.panel.title(snapshot, filters),
        period=in_words(page, snapshot, filters),
        below="\n".join(part for line in below for part in textwrap.wrap(line, PICTURE_LINE)),
        file=f"{page.key}-{content.panel.key}-{filters.first}-{filters.last}",
    )
    return html.Button(
        _("Figuren som billede (PNG)") if form == "png" else _("Figuren som tegning (SVG)"),
        type="button",
        className="quiet-link",
        **words,
    )
