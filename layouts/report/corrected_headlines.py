"""The headline figures and the targets of an edition, held against what they are today for the same months."""

from collections.abc import Iterator, Sequence

from data_access.editions import forms
from data_access.numbers.known_then import Then
from data_access.numbers.variation import LONGEST
from layouts.pages.headlines import figures, judged, of_month
from layouts.report import headlines
from layouts.report.correction import Correction, Document
from vocabulary import text
from vocabulary.filters import MONTHS_SHOWN, Filters
from vocabulary.language import _
from vocabulary.metrics import METRICS
from vocabulary.months import shift, span
from vocabulary.status import WORDS, Level

_NOT_WHOLE = ("hidden", "part", "come", "told", "limit", "none")  # why there was no figure to hold to


def corrections(then: Then) -> Iterator[Correction]:
    """Return which headline figures and targets are others today, or are judged otherwise."""
    document = then.document
    printed = [
        row
        for row in forms.told(document, "headlines")
        if row["reason"] not in _NOT_WHOLE and row["month"] <= document["month"]
    ]
    targets = forms.by_figure(document)
    for month in sorted({row["month"] for row in (*printed, *targets.values())}):
        now = _today(then, month)
        yield from _headlines(then, [row for row in printed if row["month"] == month], now["headlines"])
        mine = {key: row for key, row in targets.items() if row["month"] == month}
        told = {(row["metric"], row["name"]) for row in printed}
        yield from _targets(then, mine, now["targets"], told)


def _today(then: Then, month: str) -> dict[str, list[Document]]:
    """Return the headline rows and the targets of a month, as they would be frozen today."""
    filters = _filters(then, month)
    with then.speaking():
        rows = [headlines.row(each) for each in figures.table(then.snapshot, filters).records]
        goals = [
            headlines.target(*each, then.snapshot, filters)
            for each in judged(then.snapshot, of_month(filters))
        ]
    return {"headlines": rows, "targets": goals}


def _filters(then: Then, month: str) -> Filters:
    default = then.snapshot.choices.default()
    return Filters(shift(month, 1 - MONTHS_SHOWN), month, desk=default.desk)


def _headlines(then: Then, printed: Sequence[Document], today: Sequence[Document]) -> Iterator[Correction]:
    now = {(row["metric"], row["subject"], row["month"]): row for row in today}
    of_metric = {(row["metric"], row["month"]): row for row in today}
    for was in printed:
        # What it is about can have another name, or be another thing: the worst of several.
        is_ = now.get((was["metric"], was["subject"], was["month"]))
        if is_ is None:
            other = of_metric.get((was["metric"], was["month"]))
            if other is not None and METRICS[was["metric"]].source == "svartider":
                turn = _("{of} handler nu om {now}.", of=was["name"], now=other["subject"])
                old, new = (f"{row['subject']}: {row['shown']}" for row in (was, other))
                yield _correction(then, was, old, new, (turn,))
            continue
        turns = tuple(_turns(then, was, is_))
        if was["shown"] != is_["shown"] or turns:
            yield _correction(then, was, was["shown"], is_["shown"], turns)


def _turns(then: Then, was: Document, now: Document) -> Iterator[str]:
    if was["level"] != now["level"]:
        yield _lit(was, now["word"])
    months = span(shift(was["month"], 1 - LONGEST), was["month"])
    came = then.came([METRICS[was["metric"]].source], months)
    if was.get("sign", "") != now.get("sign", "") and not came:
        yield _(
            "{of}: vurderingen skifter fra {was} til {now}.", of=was["name"], was=_sign(was), now=_sign(now)
        )


def _lit(was: Document, word: str) -> str:
    """Say that a figure's light turns, in the words of both."""
    now = text.quoted(word)
    return _(
        "{of}: lyset skifter fra {was} til {now}.", of=was["name"], was=text.quoted(was["word"]), now=now
    )


def _sign(row: Document) -> str:
    """Return what natural variation says of a headline, as it stands in a sentence."""
    return text.quoted(row["sign_words"].partition(":")[0] or _("Kan ikke vurderes"))


def _targets(
    then: Then, printed: dict[str, Document], today: Sequence[Document], told: set[tuple[str, str]]
) -> Iterator[Correction]:
    """Return the targets that are told differently; those that are headlines too are told there."""
    now = {forms.figure(row): row for row in today}
    for key, was in printed.items():
        if (was["metric"], was["name"]) in told:
            continue
        is_ = now.get(key)
        if is_ is None:
            level: Level = "unknown"
            yield _correction(then, was, was["shown"], text.NOTHING, (_lit(was, _(WORDS[level])),))
        elif was["shown"] != is_["shown"] or was["level"] != is_["level"]:
            yield _correction(then, was, was["shown"], is_["shown"], tuple(_turns(then, was, is_)))


def _correction(then: Then, was: Document, printed: str, today: str, turns: tuple[str, ...]) -> Correction:
    month = was["month"]
    about = _(
        "{name} ({subject}), {month}", name=was["name"], subject=was["subject"], month=text.month(month)
    )
    if printed == today:
        said = _("{of}: trykt {printed}, og tallet er det samme i dag.", of=about, printed=printed)
    else:
        said = text.prose(_("{of}: trykt {printed}, i dag {today}.", of=about, printed=printed, today=today))
    loads = then.loads([METRICS[was["metric"]].source], month, month)
    return Correction("headline", "", "", about, was["name"], printed, today, "", said, loads, turns)
