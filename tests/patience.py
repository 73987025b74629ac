"""How long the program waits for a database, a lock or a helper, in the tests' own processes.

Where it is served that is a visitor's, of a few seconds, and who has waited for longer is told so. A busy machine can
be silent for as long, and a test is told so only where it asks for it.
"""

import tests.surroundings  # noqa: F401 - before all that looks there

# isort: split
from data_access.database import engine
from data_access.people import asked, told
from layouts.report.paper import embedded

PATIENCE, VISITORS = 60, asked.PATIENCE_SECONDS

# Before anybody copies them: conftest.py imports this first.
engine.SECONDS_TO_CONNECT = PATIENCE
asked.PATIENCE_SECONDS = PATIENCE
told.PATIENCE_SECONDS = PATIENCE
embedded.SECONDS = embedded.WAIT_SECONDS = PATIENCE  # type: ignore[misc]
