"""The `pejling` command: all that can be asked of it, gathered; each file of `dashboard.commands` is one command.

Exit codes: 0 well done, 1 a fault, 2 wrong use. `check` answers as monitoring expects: 0 well, 1 a warning,
2 critical.
"""

from __future__ import annotations

from dashboard.commands import (
    access,
    audit,
    check,
    demo,
    importing,
    inbox,
    loads,
    mapping,
    metrics,
    migrate,
    reports,
    rollup,
    serve,
    simulate,
    template,
    unload,
)
from dashboard.commands.danish import add, group, paragraphs

HELP = """Pejling viser, hvordan en hospitalsregions it-drift går, ud fra driftsdatabasen.

[bold]Kom i gang:[/bold] pejling serve – og åbn http://127.0.0.1:8050

Alt indstilles i miljøet, for eksempel PORT=9000 pejling serve. Hver kommando siger selv, hvilke
indstillinger den følger."""
CODES = """[bold]Svarkoder:[/bold] 0 alt gik godt · 1 noget gik galt · 2 kommandoen eller
indstillingerne er forkerte. Kommandoen check svarer som overvågning venter: 0 godt, 1 advarsel, 2 kritisk."""
# In the order that the help shows. They import what they need when they run, so that help comes at once.
COMMANDS = {
    "demo": demo,
    "serve": serve,
    "migrate": migrate,
    "rollup": rollup,
    "check": check,
    "metrics": metrics,
    "simulate": simulate,
    "import": importing,
    "inbox": inbox,
    "loads": loads,
    "unload": unload,
    "template": template,
    "audit": audit,
}

app = group(
    HELP,
    epilog=paragraphs(CODES),
    options_metavar="[VALG]",
    add_completion=False,
    pretty_exceptions_enable=False,
)
for name, module in COMMANDS.items():
    add(app, name, module.command, module.HELP)
app.add_typer(mapping.app, name="mapping")
app.add_typer(access.app, name="access")
app.add_typer(reports.app, name="report")
