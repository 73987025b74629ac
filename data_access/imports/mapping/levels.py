"""The words of a mapping outside its fields, and which of them go together: a word is followed, or it is refused."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from data_access.imports.kinds.field import Kind

TOP, FILE, TIMES, DATABASE = "", "file", "times", "database"
_PLACES = {TOP: "øverst", FILE: "[file]", TIMES: "[times]", DATABASE: "[database]"}


def _has_key(kind: Kind) -> bool:
    return kind.is_event and "number" not in kind.key


def _has_times(kind: Kind) -> bool:
    return any(field.type == "moment" for field in kind.fields)


_TIMED = "det, der har tidspunkter"


@dataclass(frozen=True)
class LevelWord:
    """A word outside the fields: its table, what it does (Danish), and what it can stand with.

    `not_with` names other words as `table.word`, or a whole table; `needs` are words that must stand beside it.
    """

    table: str
    name: str
    about: str
    # The kinds that it says something of: all, or those in words, and what tells them.
    of: str = "alle"
    says: Callable[[Kind], bool] = lambda _kind: True
    not_with: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()


LEVEL_WORDS = (
    LevelWord(TOP, "kind", "slagsen; skal stå der"),
    LevelWord(TOP, "source", "kildens nøgle eller navn; ellers slagsens egen"),
    LevelWord(TOP, "about", "hvad mappingen er til"),
    LevelWord(TOP, "fields", "hvor hvert felt står; se tabellen ovenfor"),
    LevelWord(
        TOP, "key", "kolonner, som tilsammen er forskellige fra række til række", "calls og samples", _has_key
    ),
    LevelWord(TOP, "newest_by", "kolonnen, der siger, hvilken af to rækker om det samme der er nyest"),
    LevelWord(TOP, "nulls", "tekster, der står for en tom celle i alle kolonner"),
    LevelWord(TOP, "leave_out", "rækker, der ikke er data; en række, som en af dem nævner, er ude"),
    LevelWord(TOP, "keep", "de eneste rækker, der er data; er der flere, skal en række være i dem alle"),
    LevelWord(
        TOP,
        "gaps",
        "`false`: en dag eller måned uden rækker er ikke et hul",
        "det, der fortæller om dage, måneder eller år",
        lambda kind: kind.tells_gaps,
    ),
    LevelWord(TOP, "file_names", "de navne, som `pejling inbox` kender filerne på", not_with=("database",)),
    LevelWord(
        TOP, "as_of_in_name", "hvor i filens navn der står, hvornår den er lavet", not_with=("database",)
    ),
    LevelWord(FILE, "encoding", "hvordan bogstaverne i en tekstfil er skrevet", not_with=("database",)),
    LevelWord(FILE, "delimiter", "det, der deler en tekstfils kolonner", not_with=("database",)),
    LevelWord(FILE, "quote", "tegnet om en tekstfils tekster", not_with=("database",)),
    LevelWord(FILE, "member", "filen i en zip, der har flere", not_with=("database",)),
    LevelWord(FILE, "sheet", "arket i en projektmappe: dets navn, eller dets nummer", not_with=("database",)),
    LevelWord(
        FILE,
        "header_row",
        "overskrifternes række; 0 er ingen. I et vendt ark overskrifternes kolonne",
        not_with=("database",),
    ),
    LevelWord(FILE, "transposed", "`true`: hver række er en kolonne", not_with=("database",)),
    LevelWord(
        FILE,
        "unfold",
        "kolonner, hvis celler hver bliver en række: `periods` er dem med en periode som overskrift",
        not_with=("database",),
    ),
    LevelWord(FILE, "decimal", "decimaltegnet i alle kolonner, der ikke selv har et"),
    LevelWord(TIMES, "zone", "zonen for tider, der ikke selv har en", _TIMED, _has_times),
    LevelWord(TIMES, "doubled", "timen, der kommer to gange i oktober", _TIMED, _has_times),
    LevelWord(TIMES, "skipped", "timen, der springes over i marts", _TIMED, _has_times),
    LevelWord(DATABASE, "url_setting", "indstillingen med databasens adresse", needs=("query",)),
    LevelWord(DATABASE, "query", "forespørgslen", needs=("url_setting",)),
    LevelWord(DATABASE, "watermark", "kolonnen, som den næste indlæsning går videre fra", needs=("first",)),
    LevelWord(DATABASE, "first", "hvor den første begynder", needs=("watermark",)),
    LevelWord(DATABASE, "overlap_minutes", "så længe før begynder den næste", needs=("watermark",)),
)


def known_of(table: str) -> set[str]:
    """Return the words that can stand in a table of a mapping; those at the top are its tables, too."""
    tables = {FILE, TIMES, DATABASE} if table == TOP else set()
    return {word.name for word in LEVEL_WORDS if word.table == table} | tables


def level_clashes(kind: Kind, given: Mapping[str, Any]) -> Iterator[str]:
    """Say what is told outside the fields and cannot be followed (Danish)."""
    for word in LEVEL_WORDS:
        own = given if word.table == TOP else given.get(word.table, {})
        if word.name not in own:
            continue
        named = f"{_PLACES[word.table]}: {word.name}"
        if not word.says(kind):
            yield f"{named} siger intet om {kind.name}; det er for {word.of}."
        yield from (
            f"{named} kan ikke stå sammen med [{other}]." for other in word.not_with if other in given
        )
        yield from (f"{named} skal stå sammen med {other}." for other in word.needs if other not in own)
    yield from _of_signs(given.get(FILE, {}))
    yield from _of_zone(given.get(TIMES, {}))


def _of_signs(file: Mapping[str, Any]) -> Iterator[str]:
    """Say which marks of a text file would each be taken for the other."""
    if file.get("quote") and file.get("quote") == file.get("delimiter"):
        yield "[file]: quote og delimiter er det samme tegn."


def _of_zone(times: Mapping[str, Any]) -> Iterator[str]:
    """Say what is told of clock changes where the clock never changes."""
    for name in ("doubled", "skipped"):
        if name in times and times.get("zone") == "UTC":
            yield f"[times]: {name} siger intet, når zone er UTC: uret stilles aldrig."


def levels_as_table() -> str:
    """Return the words as the table of the documentation (Markdown)."""
    lines = ["| Ord | Hvor | Hvad det gør | Er for | Skal stå med | Ikke sammen med |",
             "| --- | --- | --- | --- | --- | --- |"]  # fmt: skip
    for word in LEVEL_WORDS:
        needs, others = ", ".join(word.needs), ", ".join(f"[{each}]" for each in word.not_with)
        cells = (f"`{word.name}`", _PLACES[word.table], word.about, word.of, needs, others)
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"
