"""Reads mappings: the small TOML files that say which column of an export is which field, and how it is written."""

import difflib
import re
import tomllib
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from data_access.imports.faults import ImportFault
from data_access.imports.kinds.catalogue import kind_of
from data_access.imports.mapping.levels import DATABASE, FILE, TIMES, TOP, known_of, level_clashes
from data_access.imports.mapping.made_at import pattern
from data_access.imports.mapping.model import FileForm, LeftOut, Mapping, Query, Times
from data_access.imports.mapping.origins import SEE, Origins
from data_access.imports.mapping.parts import Parts

SHIPPED = Path(__file__).parent.parent / "mappings"


def names() -> tuple[str, ...]:
    """Return the mappings that come with the program."""
    return tuple(sorted(path.stem for path in SHIPPED.glob("*.toml")))


def load(name: str) -> Mapping:
    """Read a mapping by the name of one that comes with the program, or by the path of a file.

    Raises ImportFault, with the place, when it is not a mapping.
    """
    path = SHIPPED / f"{name}.toml" if name in names() else Path(name)
    if not path.is_file():
        close = difflib.get_close_matches(name, names(), 1)
        hint = f" Mente du {close[0]}?" if close else ""
        raise ImportFault(
            f"mappingen „{name}“ findes ikke.{hint}", f"Angiv en fil, eller en af: {', '.join(names())}."
        )
    try:
        return read_mapping(path.read_text("utf-8-sig"), path.stem)
    except UnicodeDecodeError:
        raise ImportFault(f"{path} er ikke skrevet i UTF-8.", "Gem den som UTF-8.") from None


def read_mapping(written: str, name: str) -> Mapping:
    """Return the mapping that the TOML says; ImportFault when it says something else."""
    try:
        given = tomllib.loads(written)
    except tomllib.TOMLDecodeError as fault:
        found = re.search(r"line (\d+), column (\d+)", str(fault))
        where = f"fejlen er i linje {found[1]}, tegn {found[2]}" if found else "den holder op midt i noget"
        raise ImportFault(f"mappingen {name} er ikke TOML: {where}.", "Se docs/indlaesning.md.") from fault
    return _Reader(name).mapping(given)


class _Reader(Parts):
    """Reads the tables of one mapping."""

    def mapping(self, given: dict[str, Any]) -> Mapping:
        self.only(given, known_of(TOP), "øverst")
        for name in (FILE, TIMES, DATABASE):
            self.only(self.table(given, name), known_of(name), f"[{name}]")
        kind = kind_of(self.text(given, "kind", "øverst", required=True))
        for clash in level_clashes(kind, given):
            raise self.fault(clash, SEE)
        gaps = self.flag(given, "gaps", "øverst")
        made, nulls = self.made(given), self.texts(given.get("nulls", []), "nulls")
        mapping = Mapping(
            self.name,
            kind,
            self.text(given, "source", "øverst") or kind.source,
            self.text(given, "about", "øverst"),
            Origins(self.name).origins(kind, self.table(given, "fields"), nulls),
            self.columns(given.get("key", []), "key"),
            self.one_column(given.get("newest_by"), "newest_by"),
            tuple(self.left_out(each, "leave_out") for each in self.tables(given, "leave_out")),
            tuple(self.left_out(each, "keep") for each in self.tables(given, "keep")),
            nulls,
            self.file(self.table(given, "file")),
            self.times(self.table(given, "times")),
            self.texts(given.get("file_names", []), "file_names"),
            made,
            kind.tells_gaps if gaps is None else gaps,
            self.query(self.table(given, "database")),
        )
        if kind.is_event and kind.name != "cases" and not mapping.key:
            raise self.fault(
                "key mangler.",
                "Skriv hvilke kolonner der tilsammen er forskellige fra række til række: key = [...].",
            )
        return mapping

    def made(self, given: dict[str, Any]) -> str:
        made = self.text(given, "as_of_in_name", "øverst")
        try:
            pattern(made or "%Y%m%d")
        except ValueError:
            raise self.fault(
                f"as_of_in_name „{made}“ er ingen form for en dag.", 'Skriv for eksempel "kald_%Y%m%d".'
            ) from None
        return made

    def left_out(self, given: dict[str, Any], name: str) -> LeftOut:
        where = f"[[{name}]]"
        if "is_not" in given:
            raise self.fault(
                f"{where} har „is_not“.", "Skriv is, og [[keep]] for [[leave_out]] eller omvendt."
            )
        self.only(given, {"column", "is"}, where)
        column = self.one_column(given.get("column"), where)
        if column is None or not given.get("is"):
            raise self.fault(
                f"{where} mangler column eller is.", "Skriv hvilken kolonne der afgør det, og ordene."
            )
        return LeftOut(column, self.texts(given["is"], where))

    def file(self, given: dict[str, Any]) -> FileForm:
        where = "[file]"
        for key in ("encoding", "delimiter", "quote", "member", "decimal"):
            self.text(given, key, where)
        header, sheet = given.get("header_row"), given.get("sheet")
        if header is not None and (isinstance(header, bool) or not isinstance(header, int) or header < 0):
            raise self.fault(
                f"{where}: header_row er ikke et helt tal.", "Skriv overskriftens række; 0 er ingen."
            )
        if isinstance(sheet, bool) or not isinstance(sheet, str | int | None):
            raise self.fault(f"{where}: sheet er hverken et navn eller et nummer.", 'Skriv sheet = "Data".')
        if not isinstance(given.get("transposed", False), bool):
            raise self.fault(f"{where}: transposed er hverken true eller false.", "Skriv transposed = true.")
        if given.get("encoding") and not _is_encoding(given["encoding"]):
            raise self.fault(f"{where}: encoding kendes ikke.", 'Skriv "utf-8" eller "windows-1252".')
        self.decimal(given, where)
        for key, example in (("delimiter", '";", ",", "|" eller "\\t"'), ("quote", "'\"'")):
            if len(given.get(key, "")) > 1:
                raise self.fault(f"{where}: {key} er mere end ét tegn.", f"Skriv {example}.")
        unfold = given.get("unfold", "")
        if unfold and unfold != "periods" and not isinstance(unfold, list):
            raise self.fault(
                f"{where}: unfold er hverken „periods“ eller kolonner.",
                'Skriv unfold = "periods" eller ["a", "b"].',
            )
        columns = self.texts(unfold, f"{where}: unfold") if isinstance(unfold, list) else unfold
        return FileForm(**{**given, "unfold": columns})

    def times(self, given: dict[str, Any]) -> Times:
        times = Times(**given)
        try:
            ZoneInfo(times.zone)
        except (ZoneInfoNotFoundError, ValueError, TypeError, OSError):
            raise self.fault(
                f"[times]: tidszonen {times.zone} findes ikke.",
                'Skriv for eksempel "Europe/Copenhagen" eller "UTC".',
            ) from None
        if times.doubled not in ("first", "second", "reject") or times.skipped not in ("forward", "reject"):
            raise self.fault(
                "[times]: doubled er first, second eller reject, og skipped er forward eller reject.",
                "Ret dem.",
            )
        return times

    def query(self, given: dict[str, Any]) -> Query | None:
        if not given:
            return None
        where = "[database]"
        overlap = given.get("overlap_minutes", 0)
        if isinstance(overlap, bool) or not isinstance(overlap, int) or overlap < 0:
            raise self.fault(f"{where}: overlap_minutes er ikke et helt tal.", "Skriv overlap_minutes = 10.")
        query = Query(
            self.text(given, "url_setting", where, required=True),
            self.text(given, "query", where, required=True),
            self.text(given, "watermark", where),
            self.text(given, "first", where),
            overlap,
        )
        if (":watermark" in query.sql) != bool(query.watermark and query.first):
            raise self.fault(
                "[database]: watermark, first og :watermark i query hører sammen.",
                'Skriv for eksempel watermark = "updated", first = "2015-01-01" og WHERE updated >= :watermark.',
            )
        return query


def _is_encoding(name: str) -> bool:
    try:
        return "æ".encode(name).decode(name) == "æ"
    except (LookupError, ValueError, TypeError):
        return False
