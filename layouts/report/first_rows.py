"""What the first page's sentences are of: the document's own rows, which a claim can be held against."""

from data_access.editions import forms
from layouts.parts import claims
from layouts.report import since_projects
from layouts.report.change import Document
from vocabulary import text
from vocabulary.metrics import METRICS
from vocabulary.status import BEHIND, short_of


def targets(document: Document, _before: Document | None) -> list[Document]:
    """Return a row a target: as it is frozen, with `short` (how far it is behind, as it is printed, else missing) and
    whether its owner has told a cause (`is_explained`) and an action (`is_acted`)."""
    return [
        target
        | {
            "short": _short(target),
            "is_explained": target["level"] in BEHIND and bool(target["words"].get("cause")),
            "is_acted": target["level"] in BEHIND and bool(target["words"].get("action")),
        }
        for target in forms.told(document, "targets")
    ]


def _short(target: Document) -> float | None:
    metric = METRICS[target["metric"]]
    if target["level"] not in BEHIND:
        return None
    return text.rounded(short_of(metric, target["value"], target["target"]), metric.decimals)


def headlines(document: Document, _before: Document | None) -> list[Document]:
    """Return the headline rows as they are frozen, and whether they have a target and are not judged (`is_open`)."""
    return [
        row | {"is_open": row["target"] is not None and bool(row["reason"])}
        for row in forms.told(document, "headlines")
    ]


def projects(document: Document, _before: Document | None) -> list[Document]:
    """Return the projects that the edition lists."""
    return list(since_projects.rows(document).values())


def open_goals(document: Document, before: Document | None) -> int:
    """Return how many figures have a target and are not judged."""
    rows = headlines(document, before)
    with claims.about(headlines):
        return claims.count(rows, "is_open", True, over="known")
