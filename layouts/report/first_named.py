"""Figures as the first page names them in the midst of a sentence, with their desk where the edition has several."""

from data_access.editions import forms
from layouts.report import since, since_projects
from layouts.report.change import Change, Document
from vocabulary import text
from vocabulary.language import _

DESKS = "servicedesk"  # the page whose panels are of a desk each, and whose targets have its name as their subject
_PROMISES = ("broken", "kept")


def named(target: Document) -> str:
    """Return a target's name with a small first letter, where it is a figure's and not a system's."""
    _metric, _desk, *thing = forms.figure(target).split("/")[:3] + [""] * 2
    return target["name"] if thing[0] else text.small(target["name"])


def changed(document: Document, before: Document | None) -> list[Document]:
    """Return what changed since the edition before, named as a sentence names it; `settled` is the light of a figure
    of which a promise tells already what it became."""
    found = since.changes(document, before)
    promised = {each.key for each in found if each.kind in _PROMISES}
    figures = forms.by_figure(before or document) | forms.by_figure(document)
    desks = _desks(document, figures)
    projects = since_projects.rows(document)
    return [
        {
            "kind": "settled" if each.kind == "light" and each.key in promised else each.kind,
            "about": _about(each, figures, desks, projects),
            "key": each.key,
        }
        for each in found
    ]


def _about(
    change: Change, figures: dict[str, Document], desks: dict[str, str], projects: dict[str, Document]
) -> str:
    target = figures.get(change.key)
    if target is None:
        is_light = change.kind == "light" and change.key in projects
        return _("projektet {name}", name=change.about) if is_light else change.about
    desk = desks.get(f"{change.key}/".split("/")[1], "")
    name = named(target)
    if desk:
        name = _("{name} hos {desk}", name=name, desk=desk)
    # One figure can have been promised for several months.
    return _("{name} i {month}", name=name, month=text.month(change.month)) if change.month else name


def _desks(document: Document, figures: dict[str, Document]) -> dict[str, str]:
    """Return the names of the desks that have targets, where the edition has panels of several desks."""
    keys = (part["key"].split("/") for part in forms.parts(document))
    if len({key[2] for key in keys if key[0] == DESKS and len(key) > 2}) < 2:
        return {}
    told = ((f"{key}/".split("/")[1], each) for key, each in figures.items() if each["page"] == DESKS)
    return {desk: each["subject"] for desk, each in told if desk}
