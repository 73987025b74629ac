"""Edition 11 of the demonstration and its paper: made once a process, and printed once a run."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from data_access.editions.drafts import Draft
from data_access.editions.published import Which
from data_access.snapshot.snapshot import Snapshot
from layouts.report.declared import REPORTS
from layouts.report.made import made
from layouts.report.paper.pdf import pdf
from vocabulary.canonical import written

AGENDA = {
    "meeting": "Møde i Forretningsudvalget",
    "meeting_on": "2015-06-09",
    "item": "6 – Meddelelse om drift og udvikling",
    "annex": "1",
}


@pytest.fixture(scope="session")
def eleven(demo_snapshot: Snapshot) -> dict[str, Any]:
    """Return the document of edition 11, as an editor with an agenda publishes it."""
    words = {
        "foreword": "Forordet.\n\nTo afsnit.",
        "recommendation": "Det indstilles, at det tages til efterretning.",
    }
    answers = {"red/response_time/2015-04//epm3": "Leverandøren svarer i juni."}
    said = {each.key: "Et ord om kapitlet." for each in REPORTS["status"].chapters}
    draft = Draft("2015-04", AGENDA, **words, answers=answers, words=said)
    return made(Which("status", 11), draft, demo_snapshot, date(2015, 5, 11))


@pytest.fixture(scope="session")
def paper(eleven: dict[str, Any], once: Callable[[str, Callable[[Path], object]], Path]) -> bytes:
    """Return edition 11 as PDF."""
    return once("eleven.pdf", lambda path: path.write_bytes(pdf(eleven))).read_bytes()


@pytest.fixture(scope="session")
def canonical(eleven: dict[str, Any]) -> bytes:
    """Return the canonical JSON of edition 11."""
    return written(eleven)
