"""An edition made: one document of plain values, out of the snapshot and what its editor wrote; nothing else is in it.

Paper, page, workbook and comparison read the document and never the snapshot: what was published stays as it was. The
form of the document has a number, and is told in docs/afrapportering.md.
"""

from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from data_access.editions import forms
from data_access.editions.drafts import Draft
from data_access.editions.packed import NotFrozenError
from data_access.editions.published import Which
from data_access.numbers import editions
from data_access.numbers.known_then import packed
from data_access.numbers.naming import name_of
from data_access.snapshot.snapshot import Snapshot
from layouts.parts.freshness import freshness
from layouts.parts.limits import words_of
from layouts.report import headlines, patients
from layouts.report.declared import REPORTS, Chapter, Part, Report
from layouts.report.first import first
from layouts.report.missing import missing
from layouts.report.parts import frozen
from layouts.report.promises import promises
from vocabulary import language, text
from vocabulary.filters import Filters
from vocabulary.language import _
from vocabulary.metrics import METRICS

Document = dict[str, Any]
T = TypeVar("T", Chapter, Part)


def made(which: Which, draft: Draft, snapshot: Snapshot, published: date) -> Document:
    """Return the edition as it is, or would be published on a day; the snapshot speaks Danish."""
    report, before = REPORTS[which.report], _before(which, snapshot)
    if patients.leaves_out(report, draft.left_out):
        snapshot = patients.figures_without(snapshot, "")
        before = before and patients.without(before)
    filters = replace(snapshot.choices.default(), last=draft.month)
    filters = replace(filters, first=min(filters.first, draft.month))
    document: Document = {
        "form": forms.NEWEST,
        "report": which.report,
        "number": which.number,
        "revision": which.revision,
        "reason": draft.reason,
        "title": _(report.title),
        "called": called(report, which),
        "month": draft.month,
        "published": published.isoformat(),
        "read": snapshot.moment().isoformat(timespec="minutes"),
        "language": language.current(),
        "region": snapshot.region,
        "demonstration": snapshot.demonstration,
        "agenda": dict(draft.agenda),
        "foreword": draft.foreword,
        "recommendation": draft.recommendation,
        "headlines": headlines.rows(snapshot, filters),
        "targets": headlines.targets(snapshot, filters),
        "chapters": _chapters(report, draft, snapshot, filters),
        "asked": _asked(which, snapshot),
        "versions": {name: str(version) for name, version in snapshot.versions.items() if " " not in name},
    }
    # What stands in no chapter and is told in no sentence is not frozen.
    document |= {name: forms.told(document, name) for name in ("headlines", "targets")}
    return _closing(document, draft, snapshot, before)


def _closing(document: Document, draft: Draft, snapshot: Snapshot, before: Document | None) -> Document:
    """Return what follows from an edition's chapters: what is told of them first and last."""
    parts = list(forms.parts(document))
    metrics = {metric for part in parts for metric in part["metrics"]}
    found = document | {
        "definitions": _definitions(document, snapshot, draft.month),
        "sources": _sources(parts, snapshot),
        "promises": promises(snapshot, draft.month, before, metrics),
    }
    found["first"] = first(found, before)
    found["answers"] = [
        {"key": each.key, "about": each.about, "said": each.said, "answer": draft.answers.get(each.key, "")}
        for each in missing(found, snapshot)
    ]
    return found


def _before(which: Which, snapshot: Snapshot) -> Document | None:
    """Return the edition before one that is made, as it was frozen, in the newest form; a torn one tells nothing."""
    for each in editions.editions(snapshot, which.report):
        if each.number < which.number:
            try:
                return editions.document(snapshot, each)
            except (NotFrozenError, forms.UnknownFormError):
                continue
    return None


def called(report: Report, which: Which) -> str:
    """Return what an edition is called: `11. afrapportering`, and `11. afrapportering, revision 1`."""
    name = _(report.called, number=which.number)
    return _("{name}, revision {n}", name=name, n=which.revision) if which.revision else name


def _chapters(report: Report, draft: Draft, snapshot: Snapshot, filters: Filters) -> list[Document]:
    left_out = set(draft.left_out)
    chapters = ordered(report.chapters, draft.order)
    made_ = [
        _chapter(chapter, draft, snapshot, filters) for chapter in chapters if chapter.key not in left_out
    ]
    return [each for each in made_ if each["parts"] or each["headlines"] or each["words"]]


def _chapter(chapter: Chapter, draft: Draft, snapshot: Snapshot, filters: Filters) -> Document:
    parts = [part for part in ordered(chapter.parts, draft.order) if part.key not in draft.left_out]
    asked = [(part, part.asked(draft.month, filters)) for part in parts if _has_desk(part, snapshot)]
    return {
        "key": chapter.key,
        "title": _(chapter.title),
        "words": draft.words.get(chapter.key, ""),
        "headlines": chapter.headlines,
        "of_patients": chapter.of_patients,
        "parts": [frozen(part, snapshot, of) for part, of in asked if part.panel.shows(snapshot, of)],
    }


def _has_desk(part: Part, snapshot: Snapshot) -> bool:
    return not part.desk or part.desk in snapshot.choices.desks


def ordered(things: tuple[T, ...], order: tuple[str, ...]) -> list[T]:
    """Return things in an order of their keys; those that it does not name stand as declared, after those it names."""
    places = {key: place for place, key in enumerate(order)}
    return sorted(things, key=lambda each: places.get(each.key, len(places)))


def _definitions(document: Document, snapshot: Snapshot, month: str) -> list[Document]:
    """Return what each figure that is printed means: those of the panels, of the targets, and of the headlines."""
    used = [metric for part in forms.parts(document) for metric in part["metrics"]]
    used += [row["metric"] for name in ("targets", "headlines") for row in document[name]]
    return [
        {
            "key": key,
            "name": name_of(snapshot, key, month),
            "unit": _(METRICS[key].unit),
            "definition": text.prose(METRICS[key].definition, words_of(METRICS[key], snapshot)),
            "source": METRICS[key].source,
        }
        for key in dict.fromkeys(used)
    ]


def _sources(parts: list[Document], snapshot: Snapshot) -> list[Document]:
    used = dict.fromkeys(source for part in parts for source in part["sources"])
    loads, found = snapshot.frames["loads"], []
    for key in used:
        through, loaded = snapshot.coverage.through(key), snapshot.last_load(key)
        found.append(
            {
                "key": key,
                "words": freshness(snapshot, key, absolute=True),
                "through": through.isoformat() if through else "",
                "loaded": loaded.isoformat(timespec="minutes") if loaded else "",
                "loads": packed(loads["load"][loads["source"] == key].astype(int)),
            }
        )
    return found


def _asked(which: Which, snapshot: Snapshot) -> list[Document]:
    """Return what meetings asked to see of earlier editions, and was not answered yet."""
    return [
        {"number": each.number, "kind": each.kind, "said_on": each.said_on.isoformat(), "said": each.said}
        for each in editions.open_requests(snapshot, which.report, which.number)
    ]
