"""Opens what a site exports: plain, zipped, any encoding; and says in one sentence when it is something else."""

import codecs
import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, cast

from data_access.imports.faults import ImportFault

BLOCK = 1 << 20
MISTAKEN = (
    (b"<!doctype html", "en webside"),
    (b"<html", "en webside"),
    (b"<?xml", "XML"),
    (b"%pdf", "en PDF"),
    (b"\xd0\xcf\x11\xe0", "et Excel-ark af den gamle slags (.xls)"),
    (b"{", "JSON"),
    (b"\x1f\x8b", "en pakket fil i en pakket fil"),
)
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
REMEDY = (
    "Eksportér igen som CSV eller Excel (.xlsx); er det en webside, er det tit en login-side, der er gemt."
)


@dataclass(frozen=True)
class Opened:
    """A file that can be read from its start as often as needed, one part of a zip or the whole."""

    path: Path
    member: str = ""

    @property
    def name(self) -> str:
        """The name to tell of: the part of a zip, or the file."""
        return PurePosixPath(self.member or self.path.name).name

    @property
    def size(self) -> int:
        """Bytes, unpacked; 0 where it cannot be told without unpacking it all."""
        if self.member:
            with zipfile.ZipFile(self.path) as packed:
                return packed.getinfo(self.member).file_size
        return 0 if self.path.suffix.lower() == ".gz" else self.path.stat().st_size

    @contextmanager
    def stream(self) -> Iterator[IO[bytes]]:
        """Open it for reading bytes; ImportFault when it breaks off or is damaged."""
        try:
            if self.member:
                with zipfile.ZipFile(self.path) as packed, packed.open(self.member) as file:
                    yield file
            elif self.path.suffix.lower() == ".gz":
                with gzip.open(self.path) as unpacked:
                    yield cast("IO[bytes]", unpacked)
            else:
                with self.path.open("rb") as file:
                    yield file
        except (zipfile.BadZipFile, zlib.error, EOFError, gzip.BadGzipFile) as fault:
            raise ImportFault(
                f"{self.path.name} er beskadiget eller brudt af: {fault}.", "Hent filen igen."
            ) from None
        except (RuntimeError, NotImplementedError) as fault:  # a zip with a password, or of a rare kind
            raise ImportFault(
                f"{self.path.name} kan ikke pakkes ud: {fault}.", "Pak den som almindelig zip."
            ) from None

    @property
    def is_workbook(self) -> bool:
        """Say that it is an Excel workbook, whatever its name ends in."""
        with self.stream() as file:
            if file.read(4) != b"PK\x03\x04":
                return False
            file.seek(0)
            try:
                with zipfile.ZipFile(io.BytesIO(file.read()) if self.member else self.path) as packed:
                    return "xl/workbook.xml" in packed.namelist()
            except zipfile.BadZipFile:
                raise ImportFault(f"{self.name} er beskadiget eller brudt af.", "Hent filen igen.") from None


def opened(path: Path, member: str = "") -> Opened:
    """Return the file, or the one data file within a zip; ImportFault when there is none or something else."""
    try:
        return _opened(path, member)
    except FileNotFoundError:
        raise ImportFault(f"{path} findes ikke.", "Ret stien.") from None
    except OSError as fault:
        raise ImportFault(
            f"{path} kan ikke læses: {fault.strerror}.", "Ret stien eller rettighederne."
        ) from None


def _opened(path: Path, member: str) -> Opened:
    if path.is_dir():
        raise ImportFault(f"{path} er en mappe.", "Angiv filerne i den.")
    if path.stat().st_size == 0:
        raise ImportFault(
            f"{path.name} er tom.", "Hent den igen; kom den fra et job, så se, om jobbet fejlede."
        )
    whole = Opened(path)
    if _begins(path, b"PK\x05\x06"):
        raise ImportFault(f"{path.name} er en tom zip.", "Pak filen igen.")
    if not _begins(path, b"PK\x03\x04") or whole.is_workbook:
        _look(whole)
        return whole
    part = Opened(path, _member(path, member))
    _look(part)
    return part


def _begins(path: Path, mark: bytes) -> bool:
    with path.open("rb") as file:
        return file.read(len(mark)) == mark


def _member(path: Path, wanted: str) -> str:
    try:
        with zipfile.ZipFile(path) as packed:
            names = [each.filename for each in packed.infolist() if not each.is_dir() and each.file_size]
    except zipfile.BadZipFile:
        raise ImportFault(f"{path.name} er beskadiget eller brudt af.", "Hent filen igen.") from None
    names = [name for name in names if not name.startswith("__MACOSX/")]
    if wanted:
        if wanted not in names:
            raise ImportFault(f"{path.name} har ikke {wanted}.", f"Den har: {', '.join(names) or 'intet'}.")
        return wanted
    if len(names) != 1:
        raise ImportFault(
            f"{path.name} rummer {len(names)} filer.",
            f"Skriv member under [file] i mappingen. Den har: {', '.join(names)}.",
        )
    return names[0]


def _look(file: Opened) -> None:
    with file.stream() as stream:
        head = stream.read(512)
    bare = head.removeprefix(codecs.BOM_UTF8).lstrip().lower()
    if not bare.strip(b"\x00\r\n\t "):
        raise ImportFault(
            f"{file.name} er tom.", "Hent den igen; kom den fra et job, så se, om jobbet fejlede."
        )
    for mark, what in MISTAKEN:
        if bare.startswith(mark):
            raise ImportFault(f"{file.name} er {what} og ikke en tabel.", REMEDY)


def encoding_of(file: Opened) -> str:
    """Find how the letters are written: by the byte-order mark, as UTF-8 if all of it is, or else Windows-1252."""
    with file.stream() as stream:
        head = stream.read(4)
        for mark, name in MARKS:
            if head.startswith(mark):
                return name
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            block = head
            while block:
                decoder.decode(block)
                block = stream.read(BLOCK)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "utf-8" if _is_mostly_utf8(file) else "windows-1252"
    return "utf-8"


def _is_mostly_utf8(file: Opened) -> bool:
    """Say that more letters are written in UTF-8 than are broken: one that was cut in half is one row's fault."""
    decoder, whole, broken = codecs.getincrementaldecoder("utf-8")("replace"), 0, 0
    with file.stream() as stream:
        while block := stream.read(BLOCK):
            letters = decoder.decode(block)
            lost = letters.count("\ufffd")
            broken += lost
            whole += len(letters) - len(letters.encode("ascii", "ignore")) - lost
    return whole > broken
