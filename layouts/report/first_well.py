"""The first page's first two sentences: what is well, and what is not."""

from collections.abc import Sequence

from layouts.parts import claims
from layouts.report.change import Document
from layouts.report.first_named import named
from layouts.report.first_rows import headlines, open_goals, projects, targets
from layouts.said.targets import met_words
from vocabulary import text
from vocabulary.language import N_, _, ngettext
from vocabulary.status import BEHIND

# Why a figure is not judged, though it has a target: not all has come.
_NOT_WHOLE = ("part", "come")


def well(document: Document, before: Document | None) -> list[str]:
    """Say how many targets were reached, how many projects are green, and what is better than usual."""
    rows = targets(document, before)
    with claims.about(targets):
        met, of = claims.count(rows, "level", "good", over="known"), claims.many(rows, "level")
    opening = met_words(met, of, _month(rows)) if of else _without(document, before)
    better = _unusual(document, before, "improving")
    usual = _("bedre end sædvanligt er {names}", names=better) if better else ""
    return [opening, _green(document, before), usual]


def _without(document: Document, before: Document | None) -> str:
    """Say that there are no targets, or that none of them can be judged, and so that nobody knows."""
    n = open_goals(document, before)
    if not n:
        return _("Der er ingen mål at holde tallene op mod")
    said = ngettext(
        "Det vides ikke: det ene mål kan ikke bedømmes endnu",
        "Det vides ikke: ingen af de {n} mål kan bedømmes endnu",
        n,
        n=text.number(n),
    )
    reasons = {row["reason"] for row in headlines(document, before) if row["is_open"]}
    return said + (", " + _("fordi tallene ikke er kommet helt") if reasons <= {*_NOT_WHOLE} else "")


def _month(rows: Sequence[Document]) -> str:
    """Return in words the months that targets are of."""
    return text.listing([text.month(each) for each in sorted({row["month"] for row in rows})])


def _unusual(document: Document, before: Document | None, sign: str) -> str:
    """Name the figures that natural variation calls better or worse than usual, with what they are about."""
    rows = headlines(document, before)
    with claims.about(headlines):
        found = claims.those(rows, "sign", sign, by=("name", "subject"))
    names = []
    for row in found:
        # `Mail/kalender, længst fra sit mål`: what it is about is enough.
        subject, _comma, _more = row["subject"].partition(", ")
        name = text.small(row["name"])
        names.append(_("{name} ({subject}, {shown})", name=name, subject=subject, shown=row["shown"]))
    return text.listing(names)


def _green(document: Document, before: Document | None) -> str:
    rows = projects(document, before)
    if not rows:
        return ""
    with claims.about(projects):
        n, of = claims.count(rows, "level", "good", over="known"), claims.many(rows, "level")
    if of == 1:
        return _("det ene projekt er grønt") if n else _("det ene projekt er ikke grønt")
    if n in (0, of):
        every = N_("alle {n} projekter er grønne") if n else N_("ingen af de {n} projekter er grønne")
        return _(every, n=text.number(of))
    return _("{n} af {of} projekter er grønne", n=text.number(n), of=text.number(of))


def not_well(document: Document, before: Document | None) -> list[str]:
    """Say which targets were not reached, which projects are not green, and what is worse than usual or not judged."""
    rows = targets(document, before)
    with claims.about(targets):
        n = claims.count(rows, "level", *BEHIND, over="known")
        near = claims.count(rows, "level", "near", over="known")
        worst = claims.extreme(rows, "short", "most", "known", ("key",)) if n else []
    unjudged = _unjudged(document, before)
    opening = _("Alle mål blev nået") if rows else "" if unjudged else _without(document, before)
    if n:
        opening = ngettext("{n} mål blev ikke nået", "{n} mål blev ikke nået", n, n=text.number(n))
    if near and n > 1:
        opening += ", " + _("{near} af dem er tæt på", near=text.number(near))
    return [
        *_furthest(opening, worst, n),
        *_lights(document, before),
        _worse(document, before),
        unjudged,
    ]


def _furthest(opening: str, worst: Sequence[Document], n: int) -> list[str]:
    """Say which targets are the furthest from being reached; where all are as far, which they are."""
    if not worst or len(worst) > claims.MOST_NAMED:
        return [opening]
    if len(worst) == n:
        return [f"{opening}: {_lacks(worst)}"]
    return [opening, _("længst fra målet er {figures}", figures=_lacks(worst))]


def _lacks(worst: Sequence[Document]) -> str:
    """Write figures beside what they should be: a share with the counts that it is made of."""
    found = []
    for row in worst:
        with claims.about(targets):
            claims.values(row, "value", "target", by=("key",))
        goal = _("målet er {goal}", goal=row["goal"])
        beside = f"{row['counts']}; {goal}" if row["counts"] else goal
        found.append(_("{name} med {shown} ({beside})", name=named(row), shown=row["shown"], beside=beside))
    return text.listing(found)


def _lights(document: Document, before: Document | None) -> list[str]:
    """Name the projects that are red or yellow."""
    rows, found = projects(document, before), []
    with claims.about(projects):
        for level, one, many in (
            ("missed", N_("projektet {names} er rødt"), N_("projekterne {names} er røde")),
            ("near", N_("projektet {names} er gult"), N_("projekterne {names} er gule")),
        ):
            names = [row["name"] for row in claims.those(rows, "level", level)] if rows else []
            if names:
                found.append(_(one if len(names) == 1 else many, names=text.listing(names)))
    return found


def _worse(document: Document, before: Document | None) -> str:
    worse = _unusual(document, before, "worsening")
    return _("dårligere end sædvanligt er {names}", names=worse) if worse else ""


def _unjudged(document: Document, before: Document | None) -> str:
    rows = headlines(document, before)
    with claims.about(headlines):
        n = claims.count(rows, "reason", *_NOT_WHOLE, over="known")
    return ngettext(
        "{n} nøgletal er ikke kommet helt og er ikke bedømt",
        "{n} nøgletal er ikke kommet helt og er ikke bedømt",
        n,
        n=text.number(n),
    ) if n else ""  # fmt: skip
