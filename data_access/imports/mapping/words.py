"""The words that can stand of a field, and which of them go together: a word is followed, or it is refused."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from data_access.imports.kinds.field import Field, FieldType, Kind

NUMBERS: tuple[FieldType, ...] = ("number", "whole", "seconds")
TIMES: tuple[FieldType, ...] = ("moment", "day", "month", "period")
# How a field comes of the file: exactly one of these stands of each.
COMPUTED = ("sum", "difference", "product")
WAYS = ("column", "value", "join", *COMPUTED)
_FROM_COLUMNS = ("column", "join", *COMPUTED)
_TYPES: Mapping[FieldType, str] = {
    "text": "tekster",
    "whole": "hele tal",
    "number": "tal",
    "seconds": "varigheder",
    "month": "måneder",
    "day": "datoer",
    "period": "perioder",
    "moment": "tidspunkter",
    "flag": "ja og nej",
    "choice": "felter med faste valg",
    "reference": "felter, der nævner noget (et sted, et projekt)",
}


@dataclass(frozen=True)
class Word:
    """A word that can stand of a field: what it does (Danish), and what it can stand with."""

    name: str
    about: str
    ways: tuple[str, ...] = _FROM_COLUMNS
    types: tuple[FieldType, ...] = ()  # none are all
    not_with: tuple[str, ...] = ()


WORDS = (
    Word("nulls", "flere tekster, der står for en tom celle"),
    Word("values", 'hvad filens ord betyder; `""` er tomt', not_with=("is",)),
    Word("other", 'hvad alle andre ord betyder; `""` er tomt', not_with=("is",)),
    Word(
        "is", "ja, når cellen er et af ordene, ellers nej", ("column", "join"), ("flag",), ("values", "other")
    ),
    Word("empty", "hvad en tom celle betyder"),
    Word("unreadable", '`"empty"`: det, der ikke kan læses, er tomt; det bliver talt og fortalt'),
    Word("format", "hvordan tider er skrevet", ("column", "value", "join", "difference"), (*TIMES, *NUMBERS)),
    Word("grain", "hvor lang en tid en dato står for", ("column", "value", "join"), ("period",)),
    Word("decimal", "decimaltegnet", types=NUMBERS, not_with=("format",)),
    Word("scale", "det, tallene ganges med; ikke ure som 0:02:45", types=NUMBERS, not_with=("share",)),
    Word(
        "share",
        '`"percent"`: andele er skrevet 94; `"fraction"`: de er skrevet 0,94',
        ("column", "product"),
        ("number", "whole", "seconds"),
        ("scale",),
    ),
    Word("separator", "det, der står mellem delene", ("join",)),
    Word("create", "om det, der ikke kendes, bliver oprettet", ("column", "value", "join"), ("reference",)),
)
KNOWN = (*WAYS, *(word.name for word in WORDS))


def clashes(kind: Kind, field: Field, given: Mapping[str, Any]) -> Iterator[str]:
    """Say what is told of a field and cannot be followed (Danish)."""
    way = next(each for each in WAYS if each in given)
    for word in WORDS:
        if word.name not in given:
            continue
        if way not in word.ways:
            yield f"{word.name} kan ikke stå sammen med {way}; det kan stå med {_listed(word.ways)}."
        elif word.types and field.type not in word.types:
            yield f"{word.name} er kun for {_listed([_TYPES[each] for each in word.types])}."
        else:
            yield from (
                f"{word.name} kan ikke stå sammen med {other}." for other in word.not_with if other in given
            )
    yield from _of_the_field(kind, field, way, given)


def _of_the_field(kind: Kind, field: Field, way: str, given: Mapping[str, Any]) -> Iterator[str]:
    """Say which words would stand and change nothing, or change what an empty cell says."""
    if way in COMPUTED and field.type not in NUMBERS:
        yield f"{way} er kun for tal og varigheder."
    if "format" in given and field.type in NUMBERS and way != "difference":
        yield "format er kun for tider, og for difference mellem tider."
    if "share" in given and (field.type == "number" if way == "product" else not field.shares):
        yield "share er for et tal i procent, eller for et antal, der er product af et antal og en andel."
    if "unreadable" not in given:
        return
    if field.type == "text":
        yield "unreadable er ikke for tekster: de kan altid læses."
    if field.required:
        yield f"unreadable kan ikke stå her: {field.name} skal altid være der."
    if field.named or field.name in kind.told.values():
        yield f"unreadable kan ikke stå her: en tom {field.name} betyder noget."


def _listed(words: Any) -> str:
    *first, last = words
    return f"{', '.join(first)} og {last}" if first else str(last)


def as_table() -> str:
    """Return the words as the table of the documentation (Markdown)."""
    lines = [
        "| Ord | Hvad det gør | Står med | Er for | Ikke sammen med |",
        "| --- | --- | --- | --- | --- |",
    ]
    for word in WORDS:
        ways = "alle undtagen value" if word.ways == _FROM_COLUMNS else ", ".join(word.ways)
        types = ", ".join(_TYPES[each] for each in word.types) or "alle"
        others = ", ".join(word.not_with)
        lines.append(f"| `{word.name}` | {word.about} | {ways} | {types} | {others} |")
    return "\n".join(lines) + "\n"
