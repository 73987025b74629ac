"""The `pejling` command: what can be asked of it, and its help; the work is done in `dashboard.commands`.

Exit codes: 0 well done, 1 a fault, 2 wrong use. `check` answers as monitoring expects: 0 well, 1 a warning,
2 critical.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from dashboard.commands import importing_arguments as cli_import
from dashboard.commands.arguments import AsJson, DatabaseUrl, day_of, paragraphs, whole_of
from dashboard.commands.danish import DanishCommand, DanishGroup

# The commands import what they need when they run, so that help comes at once.
app = typer.Typer(
    cls=DanishGroup,
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    options_metavar="[VALG]",
    subcommand_metavar="KOMMANDO",
    help=paragraphs("""Pejling viser, hvordan en hospitalsregions it-drift går, ud fra driftsdatabasen.

[bold]Kom i gang:[/bold] pejling serve – og åbn http://127.0.0.1:8050

Alt indstilles i miljøet, for eksempel PORT=9000 pejling serve. Hver kommando siger selv, hvilke
indstillinger den følger."""),
    epilog=paragraphs("""[bold]Svarkoder:[/bold] 0 alt gik godt · 1 noget gik galt · 2 kommandoen eller
indstillingerne er forkerte. Kommandoen check svarer som overvågning venter: 0 godt, 1 advarsel, 2 kritisk."""),
)


DEMO = paragraphs("""Byg databasen med demonstrationsdata.

Den rummer det, der er offentliggjort, og opfundne hændelser, der passer til det. Vises demonstrationsdata,
står det på alle sider.

[bold]Eksempel:[/bold] pejling demo --replace

[bold]Indstillinger:[/bold] PEJLING_DATABASE_URL, PEJLING_STATE_DIR""")


@app.command(cls=DanishCommand, options_metavar="[VALG]", help=DEMO)
def demo(
    database_url: DatabaseUrl = None,
    replace: Annotated[
        bool,
        typer.Option("--replace", metavar="", help="Erstat den demonstrationsdatabase, der er."),
    ] = False,
    scale: Annotated[
        int, typer.Option(metavar="TAL", parser=whole_of, help="Så mange gange flere hændelser.")
    ] = 1,
) -> None:
    """Build the demonstration database."""
    from dashboard.commands.demo import run

    run(database_url, replace=replace, scale=scale)


SERVE = paragraphs("""Vis siderne.

Findes der ingen database, og er ingen indstillet, bygges først en med demonstrationsdata.

[bold]Eksempel:[/bold] PORT=9000 PEJLING_DATABASE_URL=postgresql://laeser@db/pejling pejling serve

[bold]Indstillinger:[/bold] HOST, PORT, PEJLING_DATABASE_URL, PEJLING_STATE_DIR, PEJLING_WORKERS,
PEJLING_THREADS, PEJLING_REFRESH_SECONDS, PEJLING_STALE_SECONDS, PEJLING_MEMO_MB,
PEJLING_WALL_SLIDES, PEJLING_WALL_SECONDS, PEJLING_LOG_LEVEL""")


@app.command(cls=DanishCommand, options_metavar="[VALG]", help=SERVE)
def serve() -> None:
    """Serve the pages."""
    from dashboard.commands.serve import run

    run()


MIGRATE = paragraphs("""Før databasens skema op til det, programmet venter.

Alt sker på én gang eller slet ikke, og intet går tabt. Kør den efter hver opdatering, før pejling serve.

[bold]Eksempel:[/bold] pejling migrate --database-url postgresql://ejer@db/pejling

[bold]Indstillinger:[/bold] PEJLING_DATABASE_URL, PEJLING_STATE_DIR""")


@app.command(cls=DanishCommand, options_metavar="[VALG]", help=MIGRATE)
def migrate(database_url: DatabaseUrl = None) -> None:
    """Bring the schema up to date."""
    from dashboard.commands.migrate import run

    run(database_url)


ROLLUP = paragraphs("""Regn dagssummerne efter i hændelserne.

Indlæsninger holder selv summerne ved lige; det her er til, når hændelser er rettet på anden vis. Uden valg
regnes alt efter. Den dag, der er i gang, tælles aldrig sammen på forhånd.

[bold]Eksempel:[/bold] pejling rollup --from 2015-04-01 --to 2015-04-30 calls

[bold]Indstillinger:[/bold] PEJLING_DATABASE_URL, PEJLING_STATE_DIR""")


@app.command(cls=DanishCommand, options_metavar="[VALG]", help=ROLLUP)
def rollup(
    subjects: Annotated[
        list[str] | None,
        typer.Argument(metavar="EMNE", help="calls, cases eller samples; ellers dem alle."),
    ] = None,
    first: Annotated[
        date | None, typer.Option("--from", metavar="DAG", parser=day_of, help="Fra og med den dag.")
    ] = None,
    last: Annotated[
        date | None, typer.Option("--to", metavar="DAG", parser=day_of, help="Til og med den dag.")
    ] = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Recompute the day rollups out of the events."""
    from dashboard.commands.rollup import run

    run(database_url, subjects or [], first, last)


CHECK = paragraphs("""Se efter, om databasen svarer, skemaet passer, og kilderne er friske.

[bold]Svarkoder:[/bold] 0 alt er godt · 1 en kilde, som nøgletal bedømmes efter, mangler eller er ufuldstændig for
den seneste hele måned · 2 en kilde er forsinket efter sin kalender, databasen svarer ikke, eller dens skema er ikke
programmets.

[bold]Eksempel:[/bold] pejling check --seconds 5 --json

[bold]Indstillinger:[/bold] PEJLING_DATABASE_URL, PEJLING_STATE_DIR""")


@app.command(cls=DanishCommand, options_metavar="[VALG]", help=CHECK)
def check(
    seconds: Annotated[
        int, typer.Option(metavar="TAL", parser=whole_of, help="Vent højst så længe på databasen.")
    ] = 10,
    as_json: AsJson = False,
    database_url: DatabaseUrl = None,
) -> None:
    """Tell whether the database answers, has the schema and is fresh."""
    from dashboard.commands.check import run

    raise typer.Exit(run(database_url, seconds, as_json=as_json))


METRICS = paragraphs("""Vis alle nøgletal: enhed, retning, kilde og de mål, der gælder i dag.

Svarer databasen ikke, vises nøgletallene uden mål.

[bold]Eksempel:[/bold] pejling metrics --json

[bold]Indstillinger:[/bold] PEJLING_DATABASE_URL, PEJLING_STATE_DIR""")


@app.command(cls=DanishCommand, options_metavar="[VALG]", help=METRICS)
def metrics(as_json: AsJson = False, database_url: DatabaseUrl = None) -> None:
    """List the catalogue of figures."""
    from dashboard.commands.metrics import run

    run(database_url, as_json=as_json)


SIMULATE = paragraphs("""Lad tiden gå i demonstrationsdatabasen.

Opkald, sager og svartidsmålinger kommer, som de plejer på ugedagen, med et dårligt kvarter nu og da. Så kan vægskærmen
ses i gang. En database, der ikke er en demonstration, bliver ikke rørt.

[bold]Eksempel:[/bold] pejling simulate --speed 60

[bold]Indstillinger:[/bold] PEJLING_DATABASE_URL, PEJLING_STATE_DIR""")


@app.command(cls=DanishCommand, options_metavar="[VALG]", help=SIMULATE)
def simulate(
    speed: Annotated[
        int, typer.Option(metavar="GANGE", parser=whole_of, help="Så mange gange hurtigere går tiden.")
    ] = 60,
    seconds: Annotated[
        int | None, typer.Option(metavar="TAL", parser=whole_of, help="Stop efter så mange sekunder.")
    ] = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Let time pass in the demonstration database."""
    from dashboard.commands.simulate import run

    run(database_url, speed, seconds)


cli_import.register(app)
