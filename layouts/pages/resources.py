"""The page Sundhedsplatformen: who works on it, where they came from, and what is spent on it."""

from data_access.numbers import behind, resources
from layouts.figures import amounts, lying
from layouts.parts.columns import Column
from layouts.parts.declarations import Page, Panel
from layouts.said import resources as said
from vocabulary.language import N_, _

YEAR = Column("year", N_("År"), "text")
NOTE = Column("note", N_("Note"), "text")
FTE = Column("fte", N_("Årsværk"), "number")
MIO = Column("mio_dkk", N_("Beløb"), "number", unit=N_("mio. kr."))


STAFFING = Panel(
    key="aarsvaerk",
    title=lambda snapshot, _f: _(
        "Hvem arbejder med platformen i {year}?", year=resources.year_of(snapshot, "staffing")
    ),
    numbers=resources.staffing,
    dated="year",
    told_of=behind.of_year("staffing", "area"),
    applies=resources.has("staffing"),
    columns=(
        Column("area", N_("Område"), "text"),
        Column("function", N_("Funktion"), "text"),
        FTE,
        Column("share", N_("Andel af alle"), "percent", 1),
        YEAR,
    ),
    sentence=said.staffing,
    metrics=("platform_staff",),
    figure=lambda content: amounts.stacked(content.table, "area", "function", "fte", "årsværk"),
    regional=True,
)
ORIGINS = Panel(
    key="oprindelse",
    title=lambda _s, _f: _("Hvor kom de fra?"),
    numbers=resources.origins,
    dated="year",
    told_of=behind.of_year("staffing_sources", "origin"),
    applies=resources.has("staffing_sources"),
    columns=(Column("origin", N_("Oprindelse"), "text"), FTE, YEAR, NOTE),
    sentence=said.origins,
    metrics=("platform_staff",),
    figure=lambda content: amounts.waterfall(content.table, "origin", "fte", "årsværk"),
    regional=True,
)
BUDGET = Panel(
    key="udviklingsbudget",
    title=lambda snapshot, _f: _(
        "Hvad går udviklingsbudgettet for {year} til?", year=resources.year_of(snapshot, "budget_lines")
    ),
    numbers=resources.budget,
    dated="year",
    told_of=behind.of_year("budget_lines", "category", (*resources.DEVELOPMENT, None)),
    applies=resources.has_budget,
    columns=(
        Column("item", N_("Post"), "text"),
        Column("category", N_("Gruppe"), "text"),
        MIO,
        Column("published", N_("Gruppens offentliggjorte sum"), "number", unit=N_("mio. kr.")),
        YEAR,
        NOTE,
    ),
    sentence=said.budget,
    metrics=("platform_budget",),
    figure=lambda content: lying.ranked(content.table, "item", "mio_dkk", "", unit="mio. kr."),
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
    sentence=said.persons,
    metrics=("key_persons",),
    figure=lambda content: amounts.progress(content.table, "name", "value", "aim"),
    regional=True,
)
BUILDERS = Panel(
    key="kliniske-byggere",
    title=lambda _s, _f: _("Hvor mange klinikere er med til at bygge?"),
    numbers=resources.builders,
    dated="year",
    indicators=("clinical_builders",),
    columns=(Column("name", N_("Nøgletal"), "text"), Column("value", N_("Personer"), "count"), YEAR, NOTE),
    sentence=said.builders,
    metrics=("clinical_builders",),
    regional=True,
)
ONE_OFF = Panel(
    key="engangsbeloeb",
    title=lambda _s, _f: _("Hvad blev der givet én gang?"),
    numbers=resources.one_off,
    dated="year",
    told_of=behind.of_year("budget_lines", "item", (resources.ONE_OFF,)),
    applies=resources.has_one_off,
    columns=(Column("item", N_("Post"), "text"), MIO, YEAR, NOTE),
    sentence=said.one_off,
    metrics=("platform_budget",),
    figure=lambda content: lying.ranked(content.table, "item", "mio_dkk", "", unit="mio. kr."),
    regional=True,
)

PAGE = Page(
    key="sundhedsplatformen",
    path="/sundhedsplatformen",
    name=N_("Sundhedsplatformen"),
    title=N_("Sundhedsplatformens organisation"),
    summary=said.summary,
    filters=(),
    panels=(STAFFING, ORIGINS, BUDGET, ONE_OFF, PERSONS, BUILDERS),
    regional=True,
)
