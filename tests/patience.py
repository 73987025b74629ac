"""How long the program waits for what may not answer, in the tests' own processes: longer than where it is served.

There a database, a lock, a provider or the process that reads PDFs is waited for as long as a visitor can be kept, a
few seconds, and who has waited for longer is told so. A busy machine can be silent for as long, and a test is told so
only where it asks for it. What the program has is kept, and `tests/app/test_patience.py` holds it.
"""

import tests.surroundings  # noqa: F401 - before all that looks there

# isort: split
from types import ModuleType

from data_access.database import engine
from data_access.people import asked, told
from layouts.report.paper import embedded

PATIENCE = 60
shipped: dict[str, float] = {}  # what the program itself has, by the module and the name


def lengthen(module: ModuleType, *names: str) -> None:
    """Let these of a module's waits be a minute until the process ends, and keep what they were."""
    for name in names:
        shipped.setdefault(f"{module.__name__}.{name}", getattr(module, name))
        setattr(module, name, PATIENCE)


# Before anybody copies them: conftest.py imports this first.
lengthen(engine, "SECONDS_TO_CONNECT")
lengthen(asked, "PATIENCE_SECONDS")
lengthen(told, "PATIENCE_SECONDS")
lengthen(embedded, "SECONDS", "WAIT_SECONDS")
