"""What changed of the projects from one edition to the next: their lights, their expected ends, who came and went."""

from collections.abc import Iterator

from data_access.editions import forms
from layouts.report.change import Change, Document
from vocabulary import text
from vocabulary.language import _

LIST = "projekter/liste"


def rows(document: Document) -> dict[str, Document]:
    """Return the projects that an edition lists, by name, as they are printed; `level` is of their own light."""
    found = next((part for part in forms.parts(document) if part["key"] == LIST), None)
    return {row["name"]: row for row in forms.named(found)} if found else {}


def is_told(document: Document) -> bool:
    """Say that an edition lists its projects at all."""
    return any(part["key"] == LIST for part in forms.parts(document))


def changes(document: Document, before: Document) -> Iterator[Change]:
    """Say which projects turned their light or moved their expected end, and which are new or gone."""
    if not (is_told(document) and is_told(before)):
        return
    now, was = rows(document), rows(before)
    for name, row in now.items():
        if name not in was:
            words = _("{name} er et nyt projekt. Lys: {light}.", name=name, light=text.small(row["word"]))
            yield Change("project", name, words, name, "", row["word"])
            continue
        yield from _moved(name, row, was[name])
    for name, row in was.items():
        if name not in now:
            words = _(
                "{name} er ikke længere blandt projekterne. Sidste lys: {light}.",
                name=name,
                light=text.small(row["word"]),
            )
            yield Change("project", name, words, name, row["word"], "")


def _moved(name: str, now: Document, was: Document) -> Iterator[Change]:
    if now["level"] != was["level"]:
        words = _(
            "{name} har skiftet lys fra {was} til {now}.",
            name=name,
            was=text.small(was["word"]),
            now=text.small(now["word"]),
        )
        yield Change("light", name, words, name, was["word"], now["word"])
    if now["end_words"] != was["end_words"]:
        words = _(
            "{name} ventes nu at slutte {now}. Før: {was}.",
            name=name,
            now=_end(now["end_words"]),
            was=_end(was["end_words"]),
        )
        yield Change("project", name, words, name, was["end_words"], now["end_words"])


def _end(words: str) -> str:
    """Return when a project ends as it stands in a sentence: a dash is no month."""
    return words if any(each.isalpha() for each in words) else _("på et tidspunkt, der ikke er oplyst")
