"""Opens what a site exports: plain or packed, by what it holds; and says in one sentence when it is something else."""

import codecs
import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import IO, cast

from data_access.imports.faults import ImportFault
from data_access.imports.reading import mistaken
from data_access.imports.reading.encodings import find_encoding, told_by
from data_access.imports.reading.mistaken import EMPTY_ZIP, GZIP, OLE, ZIP, Holds

WORKBOOK_LIMIT = 1 << 30  # bytes, unpacked
_EMPTY = "Hent den igen; kom den fra et job, så se, om jobbet fejlede."


@contextmanager
def _whole(name: str) -> Iterator[None]:
    """Tell that a packed file is damaged, or packed in a way that is not known."""
    try:
        yield
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        gzip.BadGzipFile,
        KeyError,
        UnicodeDecodeError,
    ) as fault:
        raise ImportFault(f"{name} er beskadiget eller brudt af.", "Hent filen igen.") from fault
    except NotImplementedError as fault:
        raise ImportFault(
            f"{name} er pakket på en måde, som Pejling ikke kender.", "Pak den som almindelig zip."
        ) from fault
    except RuntimeError as fault:  # what zipfile raises for want of a password
        raise ImportFault(f"{name} er pakket med en adgangskode.", "Pak den uden.") from fault


@dataclass(frozen=True)
class Opened:
    """A file that can be read from its start as often as needed, one part of a zip or the whole."""

    path: Path
    member: str = ""
    is_gzip: bool = False
    holds: Holds = "text"

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
        return 0 if self.is_gzip else self.path.stat().st_size

    @contextmanager
    def stream(self) -> Iterator[IO[bytes]]:
        """Open it for reading bytes; ImportFault when it breaks off or is damaged."""
        with _whole(self.path.name):
            if self.member:
                with zipfile.ZipFile(self.path) as packed, packed.open(self.member) as file:
                    yield file
            elif self.is_gzip:
                with gzip.open(self.path) as unpacked:
                    yield cast("IO[bytes]", unpacked)
            else:
                with self.path.open("rb") as file:
                    yield file

    def seekable(self) -> IO[bytes]:
        """Open it for a reader that goes back and forth; what is packed is unpacked in memory."""
        if not self.member and not self.is_gzip:
            return self.path.open("rb")
        with self.stream() as stream:
            content = stream.read(WORKBOOK_LIMIT + 1)
        if len(content) > WORKBOOK_LIMIT:
            raise too_large(self.name, len(content))
        return io.BytesIO(content)

    def head(self, size: int = mistaken.LOOKED_AT) -> bytes:
        """Return its first bytes."""
        with self.stream() as stream:
            return stream.read(size)

    @cached_property
    def encoding(self) -> str:
        """How the letters of a text are written."""
        return find_encoding(self.stream)


def too_large(name: str, size: int) -> ImportFault:
    """Return what is told of a workbook that would take too much memory, which a small file can do."""
    return ImportFault(
        f"{name} fylder {size >> 20} MB udpakket, og et regneark må fylde {WORKBOOK_LIMIT >> 20} MB.",
        "Eksportér som CSV, eller del den.",
    )


def refuse_too_large(source: IO[bytes], name: str) -> None:
    """Refuse a workbook (a zip inside) that holds more than may be unpacked: a small file can hold any amount."""
    with zipfile.ZipFile(source) as book:
        size = sum(each.file_size for each in book.infolist())
    if size > WORKBOOK_LIMIT:
        raise too_large(name, size)
    source.seek(0)


def opened(path: Path, member: str = "") -> Opened:
    """Return the file, or the one data file within a zip; ImportFault when there is none or something else."""
    try:
        return _opened(path, member)
    except FileNotFoundError:
        raise ImportFault(f"{path} findes ikke.", "Ret stien.") from None
    except PermissionError:
        raise ImportFault(f"{path} må ikke læses af den, der kører Pejling.", "Ret rettighederne.") from None
    except OSError as fault:
        raise ImportFault(f"{path} kan ikke åbnes.", "Ret stien, eller flyt filen.") from fault


def _opened(path: Path, member: str) -> Opened:
    if path.is_dir():
        raise ImportFault(f"{path} er en mappe.", "Angiv filerne i den.")
    if path.stat().st_size == 0:
        raise ImportFault(f"{path.name} er tom.", _EMPTY)
    file = Opened(path)
    begins = file.head(4)
    if begins == EMPTY_ZIP:
        raise ImportFault(f"{path.name} er en tom zip.", "Pak filen igen.")
    if begins.startswith(GZIP):
        file = replace(file, is_gzip=True)
    elif begins == ZIP and mistaken.is_archive(names := _names(file)):
        file = Opened(path, _member(path, names, member))
    return replace(file, holds=_holds(file))


def _holds(file: Opened) -> Holds:
    """Return what it holds, by its bytes; ImportFault when that is no table."""
    head = file.head()
    if head.startswith(OLE):
        with file.seekable() as source:
            content = source.read(WORKBOOK_LIMIT + 1)
        if len(content) > WORKBOOK_LIMIT:
            raise too_large(file.name, len(content))
        return mistaken.of_ole(file.name, content)
    if head.startswith(EMPTY_ZIP):
        raise ImportFault(f"{file.name} er en tom zip i en zip.", "Pak filen igen.")
    if head.startswith(ZIP):
        names = _names(file)
        if mistaken.is_archive(names):
            where = "zip" if file.member else "pakket fil"
            raise ImportFault(
                f"{file.name} er en zip i en {where}.", "Pak den ud én gang, og indlæs den, der er indeni."
            )
        return mistaken.of_zip(file.name, names, _mimetype(file, names))
    encoding = told_by(head)
    letters = head.removeprefix(codecs.BOM_UTF8).decode(encoding or "latin-1", "ignore")
    if not letters.strip("\ufeff\x00\r\n\t ") and file.size <= len(head):
        raise ImportFault(f"{file.name} er tom.", _EMPTY)
    mistaken.refuse_mistaken(file.name, head, encoding)
    return "text"


def _names(file: Opened) -> list[str]:
    """Return the names of what a zip packs, apart from what a Mac or Windows puts beside it."""
    with _whole(file.path.name), file.seekable() as source, zipfile.ZipFile(source) as packed:
        return [
            each.filename
            for each in packed.infolist()
            if each.file_size and not each.filename.endswith("/") and not _is_beside(each.filename)
        ]


def _is_beside(name: str) -> bool:
    own = PurePosixPath(name).name
    return (
        name.startswith("__MACOSX/")
        or own.startswith("._")
        or own in (".DS_Store", "desktop.ini", "Thumbs.db")
    )


def _mimetype(file: Opened, names: list[str]) -> bytes:
    if "mimetype" not in names:
        return b""
    with _whole(file.path.name), file.seekable() as source, zipfile.ZipFile(source) as packed:
        return packed.read("mimetype").strip()


def _member(path: Path, names: list[str], wanted: str) -> str:
    if wanted:
        if wanted not in names:
            raise ImportFault(f"{path.name} har ikke {wanted}.", f"Den har: {', '.join(names) or 'intet'}.")
        return wanted
    if len(names) != 1:
        raise ImportFault(
            f"{path.name} rummer {len(names)} filer.",
            f"Skriv member under [file] i mappingen. Den har: {', '.join(names) or 'intet'}.",
        )
    return names[0]
