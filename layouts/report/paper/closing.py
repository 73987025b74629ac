"""What frames an edition's chapters: what meetings asked for, what is missing, definitions, sources, and the proof.

None of it has a number, so that a chapter has the same one here as on its page.
"""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from layouts.parts.promised import kept_words
from layouts.report.paper.blocks import Block, Cell, Column, Facts, Heading, Points, Table, Words
from layouts.report.paper.targets import not_explained
from vocabulary import text
from vocabulary.language import _

Document = dict[str, Any]


def asked(document: Document) -> Iterator[Block]:
    """Return what meetings have asked for and was not answered yet."""
    if not document["asked"]:
        return
    yield Heading(1, _("Det har møder bedt om"))
    yield Points(
        [
            (
                _(
                    "Udgave {number}, {day}",
                    number=each["number"],
                    day=text.day(date.fromisoformat(each["said_on"])),
                ),
                each["said"],
            )
            for each in document["asked"]
        ]
    )


def promises(document: Document) -> Iterator[Block]:
    """Return what was promised for the time since the edition before, and what became of it."""
    if not document["promises"]:
        return
    yield Heading(1, _("Hvad der blev lovet"))
    yield Points(
        [(kept_words(each["kept"]), f"{each['name']}: {each['said']}") for each in document["promises"]]
    )


def answers(document: Document) -> Iterator[Block]:
    """Return what the edition lacks, each with its editor's answer."""
    if not document["answers"]:
        return
    yield Heading(1, _("Forbehold"))
    columns = [
        Column(_("Om")),
        Column(_("Mangler")),
        Column(_("Redaktørens svar")),
    ]
    rows = [
        [Cell(each["about"]), Cell(each["said"]), Cell(each["answer"] or not_explained())]
        for each in document["answers"]
    ]
    yield Table(_("Forbehold"), columns, rows)


def definitions(document: Document) -> Iterator[Block]:
    """Return what each figure means."""
    if document["definitions"]:
        yield Heading(1, _("Definitioner"))
        yield Facts(
            _("Definitioner"), [(each["name"], Cell(each["definition"])) for each in document["definitions"]]
        )


def sources(document: Document) -> Iterator[Block]:
    """Return where the figures come from, and how old they were."""
    if not document["sources"]:
        return
    yield Heading(1, _("Kilder"))
    yield Points([("", each["words"]) for each in document["sources"]])


def proof(document: Document, told: str, size: str) -> list[Block]:
    """Return how a reader finds out that this is the edition as it was published; `told` is its SHA-256."""
    groups = " ".join(told[at : at + 8] for at in range(0, len(told), 8))
    return [
        Heading(1, _("Er dette udgaven, som den blev udgivet?")),
        Words(
            [
                _("Hele udgaven ligger også inde i denne fil, som data ({size}). Over de data er der "
                  "regnet en kontrolsum. Ændres ét tal eller ét ord, bliver summen en anden.", size=size),
                # No address: the file is the same whoever made it and wherever Pejling is, or has moved to since.
                _("Åbn Pejling, vælg „Rapporter“ nederst på siden og så „Kontrollér en PDF“, og giv den filen. Svaret "
                  "siger, om udgaven er uændret, og hvilke af dens tal der stadig gælder."),
            ],
            "lead",  # on the page of what it leads to
        ),
        Facts(
            _("Udgavens kendetegn"),
            [
                (_("Udgave"), Cell(f"{document['called']}: {document['title']}")),
                (_("Udgivet"), Cell(text.day(date.fromisoformat(document["published"])))),
                (_("Tallene læst"), Cell(_read(document["read"]))),
                (_("Kontrolsum (SHA-256)"), Cell(groups)),
            ],
        ),
    ]  # fmt: skip


def _read(written: str) -> str:
    return text.moment(datetime.fromisoformat(written))
