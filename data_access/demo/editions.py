"""What the editor of the demonstration's reports wrote, when they came, and what meetings said of them.

The published report of spring 2015 was the eleventh, for the meeting of 9 June 2015 (facts/README.md). The words here
are the demonstration's own.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, insert

from data_access.database import schema as t
from data_access.editions.drafts import Draft
from data_access.editions.published import Which
from vocabulary.people import EDITOR


@dataclass(frozen=True)
class Published:
    """An edition of the demonstration: which, what its editor wrote, and when it was published (UTC)."""

    which: Which
    draft: Draft
    at: datetime

    @property
    def day(self) -> date:
        """Return the day of publishing."""
        return self.at.date()


EDITIONS = (
    Published(
        Which("status", 10),
        Draft(
            month="2015-01",
            agenda={
                "meeting": "Møde i Forretningsudvalget",
                "meeting_on": "2015-02-24",
                "item": "Punkt nr. 5 – Meddelelse om drift og udvikling af it",
                "annex": "Bilag 1",
            },
            foreword="Tiende afrapportering om drift og udvikling af it, medico og telefoni. Tallene er til og med "
            "januar 2015; projekternes lys er dem, de sidst har meldt.",
            recommendation="At udvalget tager afrapporteringen til efterretning.",
            words={
                "servicedesk": "Ferien i december gav mange opkald i januar, og målet blev ikke helt nået.",
                "projekter": "Projekterne rapporterer hver måned. Lysene er projekternes egne.",
            },
        ),
        datetime.fromisoformat("2015-02-12T09:00"),
    ),
    Published(
        Which("patientrettigheder", 1),
        Draft(
            month="2015-03",
            agenda={
                "meeting": "Møde i Forretningsudvalget",
                "meeting_on": "2015-06-09",
                "item": "Punkt nr. 7 – Meddelelse om udvidet frit sygehusvalg og udredningsret",
                "annex": "Bilag 1",
            },
            foreword="Redegørelsen viser, hvor mange patienter der er sendt videre til private hospitaler, og hvor "
            "mange der er udredt til tiden, til og med marts 2015.",
            recommendation="At udvalget tager redegørelsen til efterretning.",
        ),
        datetime.fromisoformat("2015-05-11T05:40"),
    ),
    Published(
        Which("status", 11),
        Draft(
            month="2015-04",
            agenda={
                "meeting": "Møde i Forretningsudvalget",
                "meeting_on": "2015-06-09",
                "item": "Punkt nr. 6 – Meddelelse om drift og udvikling af it",
                "annex": "Bilag 1",
            },
            foreword="Ellevte afrapportering om drift og udvikling af it, medico og telefoni. Tallene er til og med "
            "april 2015; projekternes lys er fra maj.",
            recommendation="At udvalget tager afrapporteringen til efterretning.",
            words={
                "servicedesk": "Sygdom og mange opkald efter vinterferien gav lang ventetid i marts og april.",
                "svartider": "Mail og kalender flyttes til en ny platform i tre bølger frem til juli.",
                "projekter": "Ét projekt er rødt, og ét er gult. De andre følger deres tidsplan.",
            },
        ),
        datetime.fromisoformat("2015-05-11T05:45"),
    ),
)
_BY = {"written_by": None, "role": EDITOR}


def write(connection: Connection) -> None:
    """Write what is to come, and what the meeting said of the tenth edition."""
    at = datetime.fromisoformat("2015-02-24T15:00")
    due = {"report": "status", "number": 12, "version": 1, "due_on": date(2015, 9, 8)}
    connection.execute(
        insert(t.releases).values(
            **due, meeting="Møde i Forretningsudvalget", meeting_on=date(2015, 9, 22), **_BY, written_at=at
        )
    )
    said = (
        ("decision", "Udvalget tog afrapporteringen til efterretning.", ""),
        ("request", "Udvalget bad om at se, hvad der bliver gjort ved ventetiden hos CIMT Servicedesk.", ""),
    )
    for place, (kind, words, answer) in enumerate(said, start=1):
        of = {"report": "status", "number": 10, "place": place, "version": 1, "said_on": date(2015, 2, 24)}
        row = of | {"kind": kind, "said": words, "answer": answer}
        connection.execute(insert(t.meeting_words).values(**row, **_BY, written_at=at))
