"""What became of the promises of the edition before: each held against the figure that this one prints."""

from collections.abc import Iterator

from data_access.editions import forms
from layouts.report.change import Change, Document, Kind
from vocabulary import text
from vocabulary.language import _
from vocabulary.metrics import METRICS
from vocabulary.status import goal_words, meets


def outcomes(document: Document, before: Document) -> Iterator[Change]:
    """Say which promises were kept and which were not, which cannot be told, and which were put off."""
    now = forms.by_figure(document)
    for key, target in forms.by_figure(before).items():
        words = target["words"]
        if not words.get("back_at") or target["metric"] not in METRICS:
            continue
        if words["back_at"] <= document["month"]:
            yield _settled(key, target, document, before)
        elif put_off := _put_off(key, target, now.get(key)):
            yield put_off
    yield from _made_since(document, before)


def _made_since(document: Document, before: Document) -> Iterator[Change]:
    """Say what became of what was promised after the edition before and due before this one: it stood in neither."""
    told = {(key, each["words"].get("back_at")) for key, each in forms.by_figure(before).items()}
    for each in document["promises"]:
        if (each["key"], each["due"]) not in told and each["kept"] is not None:
            kind: Kind = "kept" if each["kept"] else "broken"
            yield told_of(kind, each)


def told_of(kind: Kind, promise: Document) -> Change:
    """Return what became of a promise that an edition lists (`promises`)."""
    name, said = promise["name"], promise["said"]
    # It is several sentences, of which the first goes on after the name.
    words = f"{name}: {said[:1].lower()}{said[1:]}"
    return Change(kind, name, words, promise["key"], month=promise["due"])


def _settled(key: str, target: Document, document: Document, before: Document) -> Change:
    name, due = target["name"], target["words"]["back_at"]
    promise = _promise(target, before)
    found, promised = figure_at(document, key, target, due), target["words"]["promised"]
    goal = promised if promised is not None else found and found[1]
    if found is None or goal is None:
        said = text.prose(f"{name}: {promise}", _("Tallet for {due} er ikke gjort op", due=text.month(due)))
        return Change("unsettled", name, said, key, promise)
    value, _goal, shown = found
    said = text.prose(f"{name}: {promise}", _("Det blev {figure}", figure=shown))
    kept = meets(METRICS[target["metric"]], value, float(goal))
    return Change("kept" if kept else "broken", name, said, key, promise, shown, due)


def _promise(target: Document, before: Document) -> str:
    """Say what was promised, and in which edition it stood."""
    words, due = target["words"], text.month(target["words"]["back_at"])
    if words["promised"] is None:
        return _("lovet tilbage på målet i {due} ({edition}).", due=due, edition=before["called"])
    figure = goal_words(METRICS[target["metric"]], words["promised"])
    return _(
        "lovet tilbage på {figure} i {due} ({edition}).", figure=figure, due=due, edition=before["called"]
    )


def _put_off(key: str, target: Document, now: Document | None) -> Change | None:
    """Say that another month is promised than the one before, which is not over yet."""
    due = target["words"]["back_at"]
    later = (now or {}).get("words", {}).get("back_at", "")
    if not later or later == due:
        return None
    said = _("{name} loves nu tilbage på målet i {now}. Før: {was}.",
             name=target["name"], now=text.month(later), was=text.month(due))  # fmt: skip
    return Change("moved", target["name"], said, key, text.month(due), text.month(later))


def figure_at(
    document: Document, key: str, target: Document, month: str
) -> tuple[float, float | None, str] | None:
    """Return a target's figure in a month, what it was held against, and how it is printed; None where it is not told.

    A month that was not whole is not told: it was not judged.
    """
    own = forms.by_figure(document).get(key)
    if own and own["month"] == month:
        return own["value"], own["target"], own["shown"]
    for part in forms.parts(document):
        if part["metrics"][:1] != [target["metric"]] or not _is_of(part, key):
            continue
        for row, printed in zip(forms.values(part), forms.named(part), strict=True):
            if row.get("month") == month and row.get("name", target["name"]) == target["name"]:
                judged = row.get("value") is not None and row["level"] in ("good", "near", "missed")
                return (row["value"], row.get("target"), printed["value"]) if judged else None
    return None


def _is_of(part: Document, key: str) -> bool:
    """Say that a part's rows are of a target's figure: of its desk, where it is of one, and a row a month."""
    _metric, desk, *_of = f"{key}/".split("/")
    columns = {column["key"] for column in part["columns"]}
    of_desk = part["key"].split("/")[2:]
    return {"month", "value"} <= columns and (not desk or not of_desk or of_desk == [desk])
