"""The first page for a politician: in five sentences what is well, what is not, why, what is done, and what is new.

Each is made of the document's own rows, and claims what it says of them (`layouts/parts/claims.py`).
"""

from collections.abc import Callable, Sequence
from typing import Any, Literal

from data_access.editions import forms
from layouts.parts import claims
from layouts.parts.told import out_of
from layouts.report import since_projects
from layouts.report.change import Kind
from layouts.report.first_named import changed, named
from layouts.said.targets import met_words
from vocabulary import text
from vocabulary.language import N_, _, ngettext
from vocabulary.metrics import METRICS
from vocabulary.status import BEHIND, short_of

About = Literal["well", "not", "why", "done", "new"]
Document = dict[str, Any]
MOST_NAMED = 3  # owners whose words stand on the first page, the worst figures' first
# Why a figure is not judged, though it has a target: not all has come.
_NOT_WHOLE = ("part", "come")


def first(document: Document, before: Document | None) -> list[dict[str, str]]:
    """Return the five sentences, each with what it is about; `before` is the edition before as it was frozen."""
    said: dict[About, Callable[[Document, Document | None], list[str]]] = {
        "well": _well, "not": _not, "why": _why, "done": _done, "new": _new,
    }  # fmt: skip
    return [{"about": about, "sentence": _joined(say(document, before))} for about, say in said.items()]


def _joined(parts: Sequence[str]) -> str:
    """Make one sentence of what is to be said."""
    return text.prose(text.capital("; ".join(each.rstrip(".") for each in parts if each)))


# --- What the sentences are of: rows that a claim can be held against ------------------------------------


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


# --- The five sentences ------------------------------------------------------------------------------------


def _well(document: Document, before: Document | None) -> list[str]:
    rows = targets(document, before)
    with claims.about(targets):
        met, of = claims.count(rows, "level", "good", over="known"), claims.many(rows, "level")
    opening = met_words(met, of, _month(rows)) if of else _without(document, before)
    better = _unusual(document, before, "improving")
    usual = _("bedre end sædvanligt er {names}", names=better) if better else ""
    return [opening, _green(document, before), usual]


def _without(document: Document, before: Document | None) -> str:
    """Say that there are no targets, or that none of them can be judged, and so that nobody knows."""
    n = _open_goals(document, before)
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


def _open_goals(document: Document, before: Document | None) -> int:
    """Return how many figures have a target and are not judged."""
    rows = headlines(document, before)
    with claims.about(headlines):
        return claims.count(rows, "is_open", True, over="known")


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


def _not(document: Document, before: Document | None) -> list[str]:
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


def _why(document: Document, before: Document | None) -> list[str]:
    rows = targets(document, before)
    behind = [row for row in rows if row["level"] in BEHIND]
    if not behind:
        found = [_quoted(row["name"], row["finding"]) for row in _not_green(document, before)]
        return [_("Projekterne fortæller: {words}", words=text.listing(found))] if found else [
            _("Der er ikke noget at forklare, så længe målene ikke kan bedømmes")
            if not rows and _open_goals(document, before)
            else _("Der er ikke noget, der skal forklares")
        ]  # fmt: skip
    with claims.about(targets):
        told = claims.those(rows, "is_explained", True, by=("key",))
    if told:
        words = text.listing([_quoted(named(row), row["words"]["cause"]) for row in told[:MOST_NAMED]])
        some = text.capital(out_of(len(told), len(behind)))
        if len(behind) == 1:
            return [_("Målet, der ikke blev nået, er forklaret af ejeren: {words}", words=words)]
        if len(told) > MOST_NAMED:
            words = _("blandt andet {words}", words=words)
        return [_("{some} mål, der ikke blev nået, er forklaret af ejerne: {words}", some=some, words=words)]
    shown = next((row for row in behind if row["shown_cause"]), None)
    nothing = _("Der er ikke givet en forklaring")
    if shown is None:
        return [nothing]
    seen = _("tallene viser om {name}: {cause}", name=named(shown), cause=text.small(shown["shown_cause"]))
    return [nothing, seen]


def _not_green(document: Document, before: Document | None) -> list[Document]:
    rows = projects(document, before)
    with claims.about(projects):
        found = claims.those(rows, "level", "missed", "near") if rows else []
    return [row for row in found if row["finding"]][:MOST_NAMED]


def _quoted(name: str, words: str, more: str = "") -> str:
    said = text.quoted(words.strip().rstrip("."))
    return f"{name} ({said}{more})"


def _done(document: Document, before: Document | None) -> list[str]:
    rows = targets(document, before)
    behind = [row for row in rows if row["level"] in BEHIND]
    if not behind:
        if not rows and _open_goals(document, before):
            return [_("Der er ikke noget at rette op på, så længe målene ikke kan bedømmes")]
        return [_("Der er ikke noget, der skal rettes op på")]
    with claims.about(targets):
        told = claims.those(rows, "is_acted", True, by=("key",))
    if not told:
        return [_("Det er ikke oplyst, hvad der bliver gjort")]
    words = []
    for row in told[:MOST_NAMED]:
        back = row["words"]["back_at"]
        more = _(", tilbage på målet i {month}", month=text.month(back)) if back else ""
        words.append(_quoted(named(row), row["words"]["action"], more))
    listed = text.listing(words)
    if len(behind) == 1:
        return [_("Der bliver gjort noget ved målet, der ikke blev nået: {words}", words=listed)]
    if len(told) > MOST_NAMED:
        listed = _("blandt andet {words}", words=listed)
    some = out_of(len(told), len(behind))
    return [_("Der bliver gjort noget ved {some} mål, der ikke blev nået: {words}", some=some, words=listed)]


# What is new, in the order in which it is said: of these the things are named.
_NEW: dict[Kind, tuple[str, str]] = {
    "missed": (N_("{n} mål er ikke længere nået ({names})"), N_("{n} mål er ikke længere nået ({names})")),
    "met": (N_("{n} mål er nu nået ({names})"), N_("{n} mål er nu nået ({names})")),
    "broken": (N_("{n} løfte blev ikke holdt ({names})"), N_("{n} løfter blev ikke holdt ({names})")),
    "kept": (N_("{n} løfte blev holdt ({names})"), N_("{n} løfter blev holdt ({names})")),
    "light": (
        N_("{n} andet tal eller projekt har skiftet farve ({names})"),
        N_("{n} andre tal eller projekter har skiftet farve ({names})"),
    ),
    "project": (N_("{n} ændring i projekterne ({names})"), N_("{n} ændringer i projekterne ({names})")),
}  # fmt: skip


def _new(document: Document, before: Document | None) -> list[str]:
    if before is None:
        return [_("Der er ingen tidligere udgave at sammenligne med")]
    rows, found = changed(document, before), []
    for kind, (one, many) in _NEW.items():
        with claims.about(changed):
            of = claims.those(rows, "kind", kind, by=("about",))
        if of:
            names = text.listing(list(dict.fromkeys(row["about"] for row in of)))
            found.append(_(one if len(of) == 1 else many, n=text.number(len(of)), names=names))
    if not found:
        return [
            _("Siden {edition} har intet mål, lys, løfte eller projekt ændret sig", edition=before["called"])
        ]
    return [_("Siden {edition}", edition=before["called"]) + ": " + "; ".join(found)]
