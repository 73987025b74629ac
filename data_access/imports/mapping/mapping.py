"""Mappings: the small TOML files that say which column of an export is which field, and how it is written."""

import difflib
import tomllib
from collections.abc import Mapping as Pairs
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from data_access.imports.faults import ImportFault
from data_access.imports.kinds.catalogue import kind_of
from data_access.imports.kinds.field import Kind
from data_access.imports.mapping.made_at import pattern

SHIPPED = Path(__file__).parent.parent / "mappings"
# A column by its heading, or by its place, counted from 1: headings can repeat or be missing.
Name = str | int
How = Literal["first", "join", "sum", "difference", "product"]
DECIMALS = (".", ",")
# Times written as seconds, or thousandths of seconds, since 1970.
EPOCHS = {"unix": 1.0, "unix-ms": 0.001}
GRAINS = {"day": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y"}


@dataclass(frozen=True)
class Origin:
    """Where a field comes from: a constant, or columns and how they become one value."""

    columns: tuple[Name, ...] = ()
    how: How = "first"
    separator: str = " "
    constant: Any = None
    # What the file writes, and what it means; `other` is what everything else means.
    values: Pairs[str, str] = field(default_factory=dict)
    other: str | None = None
    true: tuple[str, ...] | None = None
    formats: tuple[str, ...] = ()
    decimal: str = ""
    scale: float = 1.0
    nulls: tuple[str, ...] = ()
    creates: bool | None = None
    # What an empty cell means.
    empty: str | None = None
    # Of how long a period the figures are, where a date stands for a month or a year.
    grain: str = ""


@dataclass(frozen=True)
class LeftOut:
    """Rows that are no data: those whose column has one of the texts."""

    column: Name
    texts: tuple[str, ...]


@dataclass(frozen=True)
class FileForm:
    """How the file is written, where it is not to be found out: '' and None are found out."""

    encoding: str = ""
    delimiter: str = ""
    quote: str = ""
    sheet: str | int | None = None
    header_row: int | None = None
    transposed: bool = False
    member: str = ""
    decimal: str = ""


@dataclass(frozen=True)
class Times:
    """What a time without a zone means, and what becomes of the hour that summer time doubles or skips."""

    zone: str = "Europe/Copenhagen"
    doubled: Literal["first", "second", "reject"] = "first"
    skipped: Literal["forward", "reject"] = "forward"


@dataclass(frozen=True)
class Query:
    """A database to read instead of a file.

    `url_setting` names the setting that has its address. `watermark` is the column that the next load goes on from
    (`:watermark` in the query), and `first` what it is the first time.
    """

    url_setting: str
    sql: str
    watermark: str = ""
    first: str = ""
    # So long before the watermark the next load begins: for rows that are written late. Twice changes nothing.
    overlap_minutes: int = 0


@dataclass(frozen=True)
class Mapping:
    """A mapping, read and found whole."""

    name: str
    kind: Kind
    source: str
    about: str
    origins: Pairs[str, Origin]
    key: tuple[Name, ...] = ()
    # The column by which the newest of several rows of one thing is known.
    newest_by: Name | None = None
    leave_out: tuple[LeftOut, ...] = ()
    nulls: tuple[str, ...] = ()
    file: FileForm = field(default_factory=FileForm)
    times: Times = field(default_factory=Times)
    file_names: tuple[str, ...] = ()
    as_of_in_name: str = ""
    gaps: bool = False
    query: Query | None = None

    @property
    def columns(self) -> tuple[Name, ...]:
        """Every column that the mapping reads, each once."""
        found = [name for origin in self.origins.values() for name in origin.columns]
        found += [*self.key, *(each.column for each in self.leave_out)]
        found += [self.newest_by] if self.newest_by is not None else []
        return tuple(dict.fromkeys(found))


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
        return read(path.read_text("utf-8-sig"), path.stem)
    except UnicodeDecodeError:
        raise ImportFault(f"{path} er ikke skrevet i UTF-8.", "Gem den som UTF-8.") from None


def read(written: str, name: str) -> Mapping:
    """Return the mapping that the TOML says; ImportFault when it says something else."""
    try:
        given = tomllib.loads(written)
    except tomllib.TOMLDecodeError as fault:
        raise ImportFault(f"mappingen {name} er ikke TOML: {fault}.", "Se docs/indlaesning.md.") from None
    return _Reader(name).mapping(given)


class _Reader:
    """Reads tables of TOML, and says where what is wrong stands."""

    def __init__(self, name: str) -> None:
        self.name = name

    def fault(self, what: str, remedy: str) -> ImportFault:
        return ImportFault(f"mappingen {self.name}: {what}", remedy)

    def mapping(self, given: dict[str, Any]) -> Mapping:
        known = {
            "kind", "source", "about", "key", "newest_by", "nulls", "file", "times", "fields", "leave_out",
            "file_names", "as_of_in_name", "gaps", "database",
        }  # fmt: skip
        self.only(given, known, "øverst")
        kind = kind_of(self.text(given, "kind", "øverst", required=True))
        gaps = self.flag(given, "gaps", "øverst")
        made = self.text(given, "as_of_in_name", "øverst")
        try:
            pattern(made or "%Y%m%d")
        except ValueError:
            raise self.fault(
                f"as_of_in_name „{made}“ er ingen form for en dag.", 'Skriv for eksempel "kald_%Y%m%d".'
            ) from None
        mapping = Mapping(
            self.name,
            kind,
            self.text(given, "source", "øverst") or kind.source,
            self.text(given, "about", "øverst"),
            self.origins(kind, self.table(given, "fields")),
            self.columns(given.get("key", []), "key"),
            self.one_column(given.get("newest_by"), "newest_by"),
            tuple(self.left_out(each) for each in self.tables(given, "leave_out")),
            self.texts(given.get("nulls", []), "nulls"),
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

    def origins(self, kind: Kind, given: dict[str, Any]) -> dict[str, Origin]:
        self.only(given, {each.name for each in kind.fields}, "[fields]")
        lacking = [each.name for each in kind.fields if each.required and each.name not in given]
        if lacking:
            raise self.fault(
                f"[fields] mangler {', '.join(lacking)}.",
                f"{kind.title} skal have: {', '.join(each.name for each in kind.fields if each.required)}.",
            )
        return {name: self.origin(kind, name, self.table(given, name)) for name in given}

    def origin(self, kind: Kind, name: str, given: dict[str, Any]) -> Origin:
        where = f"[fields.{name}]"
        ways: tuple[How, ...] = ("join", "sum", "difference", "product")
        type_ = kind.field(name).type
        known = {"column", "value", "values", "other", "is", "format", "decimal", "scale", "nulls", "create",
                 "separator", "empty", "grain", *ways}  # fmt: skip
        self.only(given, known, where)
        told = [each for each in ("column", "value", *ways) if each in given]
        if len(told) != 1:
            raise self.fault(
                f"{where} skal have netop én af column, value, join, sum, difference og product; den har {len(told)}.",
                'Skriv for eksempel column = "opened_at".',
            )
        how: How = told[0] if told[0] in ways else "first"
        columns = () if told[0] == "value" else self.columns(given[told[0]], where)
        if how == "difference" and len(columns) != 2:
            raise self.fault(f"{where}: difference er to kolonner.", 'Skriv difference = ["slut", "start"].')
        if how in ("sum", "difference", "product") and type_ not in ("number", "whole", "seconds"):
            raise self.fault(
                f"{where}: {how} er kun for tal og varigheder.", 'Skriv column eller join = ["a", "b"].'
            )
        if "is" in given and type_ != "flag":
            raise self.fault(f"{where}: is er kun for ja og nej.", "Skriv values = { ... }.")
        formats = self.texts(given.get("format", []), where)
        for form in formats:
            if not _is_format(form):
                raise self.fault(
                    f"{where}: format „{form}“ er ingen form for en tid.",
                    'Skriv for eksempel format = "%d-%m-%Y %H:%M:%S", "unix" og "unix-ms" er tid siden 1970.',
                )
        decimal = self.text(given, "decimal", where)
        if decimal and decimal not in DECIMALS:
            raise self.fault(f"{where}: decimal er hverken „,“ eller „.“.", 'Skriv decimal = ",".')
        grain = self.text(given, "grain", where)
        if grain and (grain not in GRAINS or type_ != "period"):
            raise self.fault(
                f"{where}: grain er day, month eller year, og kun for en periode.", 'Skriv grain = "month".'
            )
        scale = given.get("scale", 1.0)
        if isinstance(scale, bool) or not isinstance(scale, int | float):
            raise self.fault(f"{where}: scale er ikke et tal.", "Skriv for eksempel scale = 0.001.")
        return Origin(
            columns,
            how,
            self.text(given, "separator", where) if "separator" in given else " ",
            given.get("value"),
            {key: str(value) for key, value in self.table(given, "values").items()},
            self.text(given, "other", where) or None,
            self.texts(given["is"], where) if "is" in given else None,
            formats,
            decimal,
            float(scale),
            self.texts(given.get("nulls", []), where),
            self.flag(given, "create", where),
            self.text(given, "empty", where) or None,
            grain,
        )

    def left_out(self, given: dict[str, Any]) -> LeftOut:
        self.only(given, {"column", "is"}, "[[leave_out]]")
        column = self.one_column(given.get("column"), "[[leave_out]]")
        if column is None:
            raise self.fault("[[leave_out]] mangler column.", "Skriv hvilken kolonne der afgør det.")
        return LeftOut(column, self.texts(given.get("is", []), "[[leave_out]]"))

    def file(self, given: dict[str, Any]) -> FileForm:
        known = {"encoding", "delimiter", "quote", "sheet", "header_row", "transposed", "member", "decimal"}
        self.only(given, known, "[file]")
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
        if given.get("decimal") and given["decimal"] not in DECIMALS:
            raise self.fault(f"{where}: decimal er hverken „,“ eller „.“.", 'Skriv decimal = ",".')
        for key, example in (("delimiter", '";", ",", "|" eller "\\t"'), ("quote", "'\"'")):
            if len(given.get(key, "")) > 1:
                raise self.fault(f"{where}: {key} er mere end ét tegn.", f"Skriv {example}.")
        return FileForm(**given)

    def times(self, given: dict[str, Any]) -> Times:
        self.only(given, {"zone", "doubled", "skipped"}, "[times]")
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
        self.only(given, {"url_setting", "query", "watermark", "first", "overlap_minutes"}, where)
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

    # --- The parts ----------------------------------------------------------------------------------

    def only(self, given: Pairs[str, Any], known: set[str], where: str) -> None:
        for key in given:
            if key not in known:
                close = difflib.get_close_matches(key, known, 1)
                hint = f" Mente du {close[0]}?" if close else ""
                raise self.fault(
                    f"{where} har „{key}“, som ikke kendes.{hint}",
                    f"Der kan stå: {', '.join(sorted(known))}.",
                )

    def table(self, given: dict[str, Any], key: str) -> dict[str, Any]:
        found = given.get(key, {})
        if not isinstance(found, dict):
            raise self.fault(f"{key} er ikke en tabel.", f"Skriv [{key}] på en linje for sig selv.")
        return found

    def tables(self, given: dict[str, Any], key: str) -> list[dict[str, Any]]:
        found = given.get(key, [])
        if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
            raise self.fault(
                f"{key} er ikke en liste af tabeller.", f"Skriv [[{key}]] på en linje for sig selv."
            )
        return found

    def text(self, given: dict[str, Any], key: str, where: str, *, required: bool = False) -> str:
        found = given.get(key, "")
        if not isinstance(found, str) or (required and not found):
            raise self.fault(f"{where}: {key} mangler eller er ikke en tekst.", f'Skriv {key} = "...".')
        return found

    def flag(self, given: dict[str, Any], key: str, where: str) -> bool | None:
        found = given.get(key)
        if not isinstance(found, bool | None):
            raise self.fault(f"{where}: {key} er hverken true eller false.", f"Skriv {key} = true.")
        return found

    def texts(self, given: Any, where: str) -> tuple[str, ...]:
        listed: Sequence[Any] = [given] if isinstance(given, str) else given
        if not isinstance(listed, list) or not all(isinstance(each, str) for each in listed):
            raise self.fault(
                f"{where}: der skal stå en eller flere tekster.", 'Skriv for eksempel ["?", "-"].'
            )
        return tuple(listed)

    def columns(self, given: Any, where: str) -> tuple[Name, ...]:
        listed = given if isinstance(given, list) else [given]
        found = [self.one_column(each, where) for each in listed]
        return tuple(each for each in found if each is not None)

    def one_column(self, given: Any, where: str) -> Name | None:
        if given is None:
            return None
        if (
            isinstance(given, bool)
            or not isinstance(given, str | int)
            or (isinstance(given, int) and given < 1)
        ):
            raise self.fault(
                f"{where}: en kolonne er en overskrift eller et nummer fra 1.",
                'Skriv column = "opened_at" eller column = 3.',
            )
        return given


def _is_encoding(name: str) -> bool:
    try:
        return "æ".encode(name).decode(name) == "æ"
    except (LookupError, ValueError, TypeError):
        return False


def _is_format(form: str) -> bool:
    """Say that a format is a known one, and says more than nothing of a time."""
    if form in EPOCHS:
        return True
    at = datetime(2015, 4, 13, 21, 12, 5, tzinfo=UTC)
    try:
        datetime.strptime(at.strftime(form), form)  # noqa: DTZ007 - whether it can be read, not when it is
    except ValueError:
        return False
    return "%" in form
