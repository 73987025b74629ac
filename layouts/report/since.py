"""What changed from one edition to the next, read out of the two documents as they are frozen, and of nothing else."""

from collections.abc import Iterator

from data_access.editions import forms
from layouts.report import since_projects, since_promises
from layouts.report.change import KINDS, Change, Document, Kind
from vocabulary import text
from vocabulary.language import _
from vocabulary.status import BEHIND

__all__ = ["KINDS", "Change", "Kind", "changes"]


def changes(document: Document, before: Document | None) -> list[Change]:
    """Return what changed, in the order of KINDS; nothing where there is no edition before.

    Raises UnknownFormError where one of them is of a form that is not known.
    """
    if before is None:
        return []
    now, was = forms.read(document), forms.read(before)
    found = [
        *_lights(now, was),
        *since_promises.outcomes(now, was),
        *since_projects.changes(now, was),
        *_actions(now, was),
        *_causes(now, was),
        *_goals(now, was),
        *_definitions(now, was),
        *_contents(now, was),
    ]
    order = list(KINDS)
    return sorted(found, key=lambda each: order.index(each.kind))


def _lights(document: Document, before: Document) -> Iterator[Change]:
    """Say which targets are reached no longer, or now, which came nearer, and which are judged no longer, or now."""
    now, was = forms.by_figure(document), forms.by_figure(before)
    for key, target in now.items():
        if key not in was:
            words = _(
                "{name} bliver nu bedømt: {shown} i {month}. {word}.",
                name=target["name"], shown=target["shown"], month=text.month(target["month"]), word=target["word"],
            )  # fmt: skip
            yield Change("light", target["name"], words, key, "", target["word"])
        elif target["level"] != was[key]["level"]:
            yield _turned(key, target, was[key])
    for key, target in was.items():
        if key not in now:
            words = _(
                "{name} bliver ikke bedømt i denne udgave. Sidst: {shown} i {month}. {word}.",
                name=target["name"], shown=target["shown"], month=text.month(target["month"]), word=target["word"],
            )  # fmt: skip
            yield Change("light", target["name"], words, key, target["word"], "")


def _turned(key: str, now: Document, was: Document) -> Change:
    kind: Kind = "light"
    if now["level"] == "good":
        kind, opening = "met", _("{name} når nu målet {goal}", name=now["name"], goal=now["goal"])
    elif was["level"] == "good":
        kind, opening = (
            "missed",
            _("{name} når ikke længere målet {goal}", name=now["name"], goal=now["goal"]),
        )
    elif now["level"] == "near":
        opening = _("{name} er kommet tæt på målet {goal}", name=now["name"], goal=now["goal"])
    else:
        opening = _("{name} er ikke længere tæt på målet {goal}", name=now["name"], goal=now["goal"])
    figures = _(
        "{shown} i {month} mod {before} i {then}",
        shown=now["shown"], month=text.month(now["month"]), before=was["shown"], then=text.month(was["month"]),
    )  # fmt: skip
    return Change(kind, now["name"], f"{opening}: {figures}.", key, was["word"], now["word"])


def _actions(document: Document, before: Document) -> Iterator[Change]:
    """Say what is done that was not done before, and what no longer stands as being done."""
    now, was = forms.by_figure(document), forms.by_figure(before)
    for key in dict.fromkeys([*now, *was]):
        new, old = (each.get(key, {}).get("words", {}).get("action", "") for each in (now, was))
        if new == old:
            continue
        name = (now.get(key) or was[key])["name"]
        if new:
            yield Change("action", name, text.prose(f"{name}: {new}", _by(now[key]["words"])), key, old, new)
        if old:
            reached = now.get(key, {}).get("level") == "good"
            words = text.prose(
                _("{name}: {action} står ikke længere i rapporten", name=name, action=_quoted(old)),
                _("Målet er nået") if reached else "",
            )
            yield Change("closed", name, words, key, old, new)


def _quoted(words: str) -> str:
    """Quote what somebody wrote, without the full stop that the sentence around it has."""
    return text.quoted(words.strip().rstrip("."))


def _by(words: Document) -> str:
    """Say who answers for what is done, and when it is to be back on its target."""
    by = [
        _("Ansvar: {responsible}", responsible=words["responsible"]) if words["responsible"] else "",
        _("Tilbage på målet: {month}", month=text.month(words["back_at"])) if words["back_at"] else "",
    ]
    return text.prose(*by)


def _causes(document: Document, before: Document) -> Iterator[Change]:
    """Say of which figures that are behind in both editions the owners tell another cause, one, or none."""
    now, was = forms.by_figure(document), forms.by_figure(before)
    for key, target in now.items():
        if key not in was or target["level"] not in BEHIND or was[key]["level"] not in BEHIND:
            continue
        new, old = (each[key]["words"].get("cause", "") for each in (now, was))
        if new == old:
            continue
        name = target["name"]
        if new and old:
            words = _("{name}: {cause} Før: {before}", name=name, cause=new, before=_quoted(old))
        elif new:
            words = _("{name} har fået en forklaring: {cause}", name=name, cause=new)
        else:
            words = _("{name} er ikke forklaret længere. Før: {before}", name=name, before=_quoted(old))
        yield Change("words", name, text.prose(words), key, old, new)


def _goals(document: Document, before: Document) -> Iterator[Change]:
    now, was = forms.by_figure(document), forms.by_figure(before)
    for key, target in now.items():
        if key in was and target["target"] != was[key]["target"]:
            words = _(
                "Målet for {name} er {goal}. Før var det {before}.",
                name=target["name"], goal=target["goal"], before=was[key]["goal"],
            )  # fmt: skip
            yield Change("target", target["name"], words, key, was[key]["goal"], target["goal"])


def _definitions(document: Document, before: Document) -> Iterator[Change]:
    """Say which figures are defined in other words than before, or have another name."""
    was = {each["key"]: each for each in before["definitions"]}
    for each in document["definitions"]:
        old = was.get(each["key"])
        if old and old["definition"] != each["definition"]:
            words = _("Definitionen af {name} er ændret. Nu: {now}. Før: {before}",
                      name=each["name"], now=_quoted(each["definition"]),
                      before=_quoted(old["definition"]))  # fmt: skip
            yield Change(
                "definition",
                each["name"],
                text.prose(words),
                each["key"],
                old["definition"],
                each["definition"],
            )
        if old and old["name"] != each["name"]:
            words = _("{before} hedder nu {now}.", before=old["name"], now=each["name"])
            yield Change("definition", each["name"], words, each["key"], old["name"], each["name"])


def _contents(document: Document, before: Document) -> Iterator[Change]:
    """Say which chapters and panels are new, and which are left out; of a whole chapter not each panel too."""
    now, was = ({each["key"]: each for each in of["chapters"]} for of in (document, before))
    for key in now:
        if key not in was:
            title = now[key]["title"]
            yield Change("part", title, _("Nyt kapitel: {title}.", title=text.quoted(title)), key, "", title)
    for key in was:
        if key not in now:
            title = was[key]["title"]
            words = _("Kapitlet {title} er udeladt.", title=text.quoted(title))
            yield Change("left_out", title, words, key, title, "")
    both = [key for key in now if key in was]
    new, old = ({part["key"]: part for key in both for part in of[key]["parts"]} for of in (now, was))
    moved = {part["key"] for of in (now, was) for each in of.values() for part in each["parts"]}
    new_apart, old_apart = forms.apart(document), forms.apart(before)
    for key, part in new.items():
        if key not in old and key in moved:
            title = f"{_quoted(part['title'])}{new_apart[key]}"
            words = _("Nyt spørgsmål: {title}", title=title)
            yield Change("part", part["title"], text.prose(words), key, "", part["title"])
    for key, part in old.items():
        if key not in new and key in moved:
            title = f"{_quoted(part['title'])}{old_apart[key]}"
            words = _("Spørgsmålet {title} er udeladt", title=title)
            yield Change("left_out", part["title"], text.prose(words), key, part["title"], "")
