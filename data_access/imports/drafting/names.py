"""What systems call the things that a file tells: in Danish and English, the likeliest first."""

import re
import tomllib
from pathlib import Path

_SAID = tomllib.loads(Path(__file__).with_name("names.toml").read_text("utf-8"))
NEWEST, KEYS = tuple(_SAID["newest"]), tuple(_SAID["keys"])
TOTALS, CLOCKS = frozenset(_SAID["totals"]), frozenset(_SAID["clocks"])
CANCELLED = frozenset(_SAID["cancelled"])


def plain(heading: str) -> str:
    """Return a heading as the names are written: small letters, words parted by one blank, and nothing else."""
    parted = re.sub(r"(?<=[a-zæøå])(?=[A-ZÆØÅ])", " ", heading)
    return re.sub(r"[\W_]+", " ", parted.casefold()).strip()


def names_of(kind: str, field: str) -> tuple[str, ...]:
    """Return what a field of a kind is called, the likeliest first; its own name is always one of them."""
    fields = _SAID["fields"]
    said = fields.get(f"{kind}.{field}") or fields.get(field) or ()
    return tuple(dict.fromkeys([*said, field.replace("_", " ")]))


def candidates_of(field: str) -> tuple[str, ...]:
    """Return what columns are called that could be a field, and rather are something else."""
    return tuple(_SAID["candidates"].get(field, ()))


def likeness(heading: str, names: tuple[str, ...]) -> float:
    """Return how well a heading (as `plain` has it) fits the names: 100 for the first of them, 0 for not at all."""
    if heading in names:
        return 100 - 0.5 * names.index(heading)
    words = heading.split()
    best = 0.0
    for place, name in enumerate(names):
        wanted = name.split()
        # A short name of a column can be anything of a longer one: "tid" of "ventetid i alt" is nothing.
        if len(name) > 2 and all(word in words for word in wanted):
            best = max(best, 55 + 30 * len(wanted) / len(words) - 0.5 * place)
        elif len(heading) > 4 and len(wanted) == len(words) and _is_slip(heading, name):
            best = max(best, 50 - 0.5 * place)
    return best


def _is_slip(heading: str, name: str) -> bool:
    """Say that two names differ by an ending or a letter."""
    shared = next(
        (at for at, (a, b) in enumerate(zip(heading, name, strict=False)) if a != b),
        min(len(heading), len(name)),
    )
    return shared >= 0.75 * max(len(heading), len(name))
