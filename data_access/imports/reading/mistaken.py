"""What a file is, by what it holds: its name may say something else."""

import codecs
import re
from collections.abc import Collection
from typing import Literal

from data_access.imports.faults import ImportFault

Holds = Literal["text", "xlsx", "xlsb", "xls", "ods"]
ZIP, EMPTY_ZIP, GZIP, OLE = b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"\xd0\xcf\x11\xe0"
LOOKED_AT = 4096  # bytes from its start
_AGAIN = "Eksportér igen som CSV eller Excel (.xlsx)."
_SAVE = "Åbn den i Excel, og gem den som Excel-projektmappe (.xlsx)."
_LOCKED = (
    "er låst med en adgangskode eller en følsomhedsmærkning.",
    "Åbn den i Excel, fjern låsen under Filer, Oplysninger, Beskyt projektmappe, og gem den igen.",
)
# What a file begins with (in small letters), what it is then, and what to do.
_BEGINNINGS = (
    (b"%pdf", "en PDF", _AGAIN),
    (b"{\\rtf", "et RTF-dokument", _AGAIN),
    (b"\x89png", "et billede", _AGAIN),
    (b"\xff\xd8\xff", "et billede", _AGAIN),
    (b"gif8", "et billede", _AGAIN),
    (b"7z\xbc\xaf\x27\x1c", "en 7z-fil", "Pak den ud, og brug filen i den."),
    (b"rar!", "en RAR-fil", "Pak den ud, og brug filen i den."),
    (b"bzh", "en bzip2-fil", "Pak den ud, og brug filen i den."),
    (b"\xfd7zxz", "en xz-fil", "Pak den ud, og brug filen i den."),
    (b"\x28\xb5\x2f\xfd", "en zstd-fil", "Pak den ud, og brug filen i den."),
    (b"par1", "en Parquet-fil", "Eksportér igen som CSV."),
    (b"sqlite format 3", "en SQLite-database", "Eksportér tabellen som CSV."),
    (b"\x00\x01\x00\x00standard ", "en Access-database", "Eksportér tabellen som CSV eller Excel (.xlsx)."),
    (b"\x09\x08\x10\x00", "et Excel-ark af en meget gammel slags", _SAVE),
    (b"\x09\x04\x06\x00", "et Excel-ark af en meget gammel slags", _SAVE),
    (b"\x09\x02\x06\x00", "et Excel-ark af en meget gammel slags", _SAVE),
    (b"mime-version:", "en webside, der er gemt som arkiv (.mht)", _SAVE),
    (b"{", "JSON", _AGAIN),
    (b"[{", "JSON", _AGAIN),
)
_PAGE = re.compile(r"<(?:!doctype html|html|head|body|table|div|script|meta|style|form|span|center)\b", re.I)
# What the parts of a zip are called that is a document, and what it is.
_DOCUMENTS = (
    ("word/", "et Word-dokument", "Sæt tabellen ind i Excel, og gem den som .xlsx."),
    ("ppt/", "en PowerPoint", _AGAIN),
    ("Index/", "et ark fra Apple Numbers", "Eksportér det fra Numbers som CSV eller Excel."),
    ("visio/", "en Visio-tegning", _AGAIN),
)
_SHEETS_OF_ODF = (
    b"application/vnd.oasis.opendocument.spreadsheet",
    b"application/x-vnd.oasis.opendocument.s",
)


def is_archive(names: Collection[str]) -> bool:
    """Say that a zip with parts of these names is a pack of files, and none of the documents that are zips inside."""
    known = ("[Content_Types].xml", "mimetype", "META-INF/manifest.xml", "Index/Document.iwa")
    return not any(name in names for name in known)


def of_zip(name: str, parts: Collection[str], mimetype: bytes) -> Holds:
    """Return what a document that is a zip inside holds, by its parts; ImportFault when that is no table."""
    if "xl/workbook.bin" in parts:
        return "xlsb"
    if any(part.startswith("xl/") for part in parts):
        return "xlsx"
    if mimetype.startswith(_SHEETS_OF_ODF) or (not mimetype and "content.xml" in parts):
        return "ods"
    for start, what, remedy in _DOCUMENTS:
        if any(part.startswith(start) for part in parts):
            raise _no_table(name, what, remedy)
    if mimetype.startswith(b"application/vnd.oasis"):
        raise _no_table(name, "et dokument fra LibreOffice", "Gem tabellen som .ods, .xlsx eller CSV.")
    raise _no_table(name, "et dokument", _AGAIN)


def of_ole(name: str, content: bytes) -> Holds:
    """Return what a file of the old Office kind holds: the names of its parts stand in it as UTF-16."""

    def has(part: str) -> bool:
        return part.encode("utf-16-le") in content

    if has("EncryptedPackage") or (
        name.lower().endswith((".xlsx", ".xlsm", ".xlsb")) and not has("Workbook")
    ):
        raise ImportFault(f"{name} {_LOCKED[0]}", _LOCKED[1])
    if has("Workbook") or has("Book\0"):
        return "xls"
    if has("WordDocument"):
        raise _no_table(name, "et Word-dokument", "Sæt tabellen ind i Excel, og gem den som .xlsx.")
    raise ImportFault(f"{name} er af en gammel Office-slags og har intet regneark.", _AGAIN)


def locked(name: str) -> ImportFault:
    """Return what is told of a workbook that only whoever has its password can read."""
    return ImportFault(f"{name} {_LOCKED[0]}", _LOCKED[1])


def refuse_mistaken(name: str, head: bytes, encoding: str) -> None:
    """Refuse what by its first bytes is no text with a table; `encoding` is that of its letters, where it is told."""
    bare = head.removeprefix(codecs.BOM_UTF8).lstrip().lower()
    for mark, what, remedy in _BEGINNINGS:
        if bare.startswith(mark):
            raise _no_table(name, what, remedy)
    if bare.startswith(GZIP):
        raise _no_table(
            name, "en pakket fil i en pakket fil", "Pak den ud én gang, og indlæs det, der er i den."
        )
    words = head.decode(encoding or "latin-1", errors="ignore").lstrip("\ufeff \t\r\n")
    if words.startswith("<"):
        _refuse_marked_up(name, words)
    controls = sum(letter < " " and letter not in "\t\r\n\f\x1a" for letter in words)
    if controls > 0.05 * len(words):
        raise ImportFault(f"{name} er hverken tekst eller et regneark, som Pejling kender.", _AGAIN)


def _refuse_marked_up(name: str, words: str) -> None:
    if "urn:schemas-microsoft-com:office:spreadsheet" in words or "Excel.Sheet" in words:
        raise _no_table(name, "et XML-regneark fra Excel 2003", _SAVE)
    if _PAGE.search(words):
        if "<table" in words.lower():
            raise ImportFault(
                f"{name} er en webside med en tabel og ikke et regneark.", f"{_SAVE} Eller eksportér som CSV."
            )
        login = (
            "Det er tit en login-side, der er gemt: log ind, og eksportér igen som CSV eller Excel (.xlsx)."
        )
        raise _no_table(name, "en webside", login)
    if re.match(r"<(?:\?xml|[A-Za-z][\w:.-]*[\s/>])", words):
        raise _no_table(name, "XML", _AGAIN)


def _no_table(name: str, what: str, remedy: str) -> ImportFault:
    return ImportFault(f"{name} er {what} og ikke en tabel.", remedy)
