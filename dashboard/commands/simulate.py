"""`pejling simulate`: lets time pass in the demonstration database."""

from __future__ import annotations

import time
from typing import Annotated

import typer

from dashboard.commands.arguments import DatabaseUrl, whole_of
from dashboard.commands.databases import database_faults, place, ready
from dashboard.commands.terminal import stop

HELP = """Lad tiden gå i demonstrationsdatabasen.

Opkald, sager og svartidsmålinger kommer, som de plejer på ugedagen, med et dårligt kvarter nu og da. Så kan vægskærmen
ses i gang. En database, der ikke er en demonstration, bliver ikke rørt.

[bold]Eksempel:[/bold] pejling simulate --speed 60

[bold]Indstillinger:[/bold] PEJLING_DATABASE_URL, PEJLING_STATE_DIR"""

EVERY_SECONDS = 2.0
SAID_EVERY = 10.0


def command(
    speed: Annotated[
        int, typer.Option(metavar="GANGE", parser=whole_of, help="Så mange gange hurtigere går tiden.")
    ] = 60,
    seconds: Annotated[
        int | None, typer.Option(metavar="TAL", parser=whole_of, help="Stop efter så mange sekunder.")
    ] = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Write events as time passes, until so many seconds have gone or someone stops it."""
    from data_access.database.engine import writer
    from data_access.demo.simulate import NoDemonstrationError, Simulation
    from vocabulary import text

    url = ready(database_url)
    simulation = Simulation(writer(url, patient=True))
    began = before = said = time.monotonic()
    typer.echo(f"Tiden går {text.number(speed)} gange så hurtigt i {place(url)}. Stop med Ctrl+C.")
    try:
        while seconds is None or time.monotonic() - began < seconds:
            time.sleep(EVERY_SECONDS)
            now = time.monotonic()
            with database_faults(url):
                step = simulation.advance(speed * (now - before))
            before = now
            if now - said >= SAID_EVERY:
                said = now
                counts = (step.calls, step.opened, step.resolved, step.samples)
                calls, opened, resolved, samples = map(text.number, counts)
                cases = f"{opened} sager oprettet, {resolved} løst"
                typer.echo(f"{text.moment(step.now)}: {calls} opkald, {cases}, {samples} målinger")
    except NoDemonstrationError:
        stop(
            f"databasen i {place(url)} er ikke en demonstration, og i den digtes intet.",
            "Lav en med: pejling demo",
        )
    except KeyboardInterrupt:
        typer.echo("Tiden står stille igen.")
