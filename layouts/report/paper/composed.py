"""An edition composed: what stands on its first page, its chapters, and what follows them, as blocks in order."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from data_access.editions import forms
from layouts.report.paper import closing, panels, targets
from layouts.report.paper.blocks import Block, Composed, Heading, Legend, Notice, Points, Words
from layouts.report.paper.printable import paragraphs
from layouts.report.paper.tables import headline_table
from vocabulary import text
from vocabulary.language import _
from vocabulary.status import MARKS, WORDS

Document = dict[str, Any]
DRAFT = "draft"  # what marks a document that was printed before it was published
ANNEX = 24  # letters of what an annex is called


def composed(document: Document) -> Composed:
    """Return the edition in blocks, in the language spoken now, without the page that says how it is verified."""
    document = forms.read(document)
    return Composed(
        title=document["called"],
        name=document["title"],
        region=document["region"],
        about=_about(document),
        left=_left(document),
        right=_right(document),
        foot=_foot(document),
        contents=_("Indhold"),
        first=list(_first(document)),
        blocks=list(_blocks(document)),
    )


def is_draft(document: Document) -> bool:
    """Say that a document is of a draft, and not published: an edition that is frozen has no such mark."""
    return bool(document.get(DRAFT))


def demonstration(document: Document) -> str:
    """Say on each page that the figures are a demonstration's; '' when they are not."""
    return (
        _("Demonstration: offentliggjorte tal er gengivet, resten er dannet, så det ligner.")
        if document["demonstration"]
        else ""
    )


def _about(document: Document) -> list[str]:
    month, day = text.month(document["month"]), text.day(date.fromisoformat(document["published"]))
    if is_draft(document):
        return [text.prose(_("Tal til og med {month}.", month=month), _("Kladde – ikke udgivet."))]
    return [_("Tal til og med {month}. Udgivet {day}.", month=month, day=day)]


def _left(document: Document) -> str:
    item = document["agenda"].get("item", "").strip()
    named = _("Punkt nr. {item}", item=item) if item[:1].isdigit() else item
    return named or f"{document['region']} – {document['called']}"


def _right(document: Document) -> str:
    annex = document["agenda"].get("annex", "").strip()
    named = _("Bilag {annex}", annex=annex) if annex.isdigit() else annex
    page = _("Side {page} af {pages}", page="{page}", pages="{pages}")
    # What an editor writes must not look like the two places that are filled in.
    return f"{named[:ANNEX].replace('{', '(').replace('}', ')')} – {page}" if named else page


def _foot(document: Document) -> list[str]:
    agenda = document["agenda"]
    meeting, day = agenda.get("meeting", "").strip(), _day(agenda.get("meeting_on", ""))
    if meeting and day:
        held = _("{meeting} d. {day}", meeting=meeting, day=day)
    else:
        # A meeting is named as its editor wrote it: "Møde i …" is what the calendar calls many of them already.
        held = meeting or (day and _("Møde d. {day}", day=day))
    edition = f"{document['region']} – {document['called']}"
    return [held or edition, edition if held else "", demonstration(document)]


def _day(written: str) -> str:
    try:
        return f"{date.fromisoformat(written):%d-%m-%Y}"
    except ValueError:
        return ""


def _first(document: Document) -> Iterator[Block]:
    if document["revision"]:
        yield Notice(
            _("Revision {n}", n=document["revision"]),
            paragraphs(document["reason"]) or [_("Der er ikke givet en grund til revisionen.")],
        )
    sentences = [(_about_words(each["about"]), each["sentence"]) for each in document.get("first", ())]
    if sentences:
        yield Heading(1, _("Kort fortalt"), is_listed=False)
        yield Points(sentences)
    if any(chapter["headlines"] for chapter in document["chapters"]) and document["targets"]:
        yield Legend(_counted(document["targets"]))
    if document["recommendation"].strip():
        yield Heading(1, _("Indstilling"), is_listed=False)
        yield Words(paragraphs(document["recommendation"]))


def _about_words(about: str) -> str:
    named = {
        "well": _("Det går godt"),
        "not": _("Det går ikke godt"),
        "why": _("Hvorfor"),
        "done": _("Det bliver der gjort"),
        "new": _("Nyt siden sidst"),
    }
    return named.get(about, "")


def _counted(targets_: list[Document]) -> list[tuple[str, str]]:
    levels = [each["level"] for each in targets_]
    return [(level, f"{_(WORDS[level])}: {levels.count(level)}") for level in MARKS if levels.count(level)]


def _blocks(document: Document) -> Iterator[Block]:
    if document["foreword"].strip():
        yield Heading(1, _("Forord"))
        yield Words(paragraphs(document["foreword"]))
    yield from closing.asked(document)
    yield from closing.promises(document)
    tables = panels.Tables()
    for number, chapter in enumerate(document["chapters"], 1):
        yield from _chapter(document, chapter, str(number), tables)
    yield from closing.answers(document)
    yield from closing.definitions(document)
    yield from closing.sources(document)
    if tables.blocks:
        yield Heading(1, _("Tabeller"), starts_page=True)
        yield Words([_("Tallene bag hver tegning, i den rækkefølge de står i rapporten.")])
        yield from tables.blocks


def _chapter(document: Document, chapter: Document, number: str, tables: panels.Tables) -> Iterator[Block]:
    yield Heading(1, chapter["title"], number)
    if chapter["words"].strip():
        yield Words(paragraphs(chapter["words"]), "before")
    sections = iter(range(1, 1_000))
    if chapter["headlines"]:
        yield from targets.targets(document["targets"], document["answers"], number, sections)
        if document["headlines"]:
            yield Heading(2, _("Alle nøgletal"), f"{number}.{next(sections)}")
            yield headline_table(document["headlines"])
    for part in chapter["parts"]:
        yield from panels.panel(part, document, f"{number}.{next(sections)}", tables)
