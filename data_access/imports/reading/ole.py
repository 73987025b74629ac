"""Reads a stream of a file of the old Office kind, which is a small file system of sectors."""

import struct
from collections.abc import Iterator, Sequence

from data_access.imports.reading.extent import Damaged

_END = 0xFFFFFFFA  # from here on numbers of sectors mean something else
_ENTRY = 128  # bytes of the directory that tell of one stream


def stream(content: bytes, *names: str) -> bytes:
    """Return the first stream of one of those names; b"" when there is none. Damaged when it is so."""
    try:
        return _stream(content, names)
    except (struct.error, IndexError) as fault:
        raise Damaged("dens dele hænger ikke sammen") from fault


def _stream(content: bytes, names: Sequence[str]) -> bytes:
    size = 1 << struct.unpack_from("<H", content, 30)[0]
    small = 1 << struct.unpack_from("<H", content, 32)[0]
    directory, cutoff, small_table, _count, more = struct.unpack_from("<I4xIIII", content, 48)
    tables = list(struct.unpack_from("<109I", content, 76))
    while more < _END and len(tables) * size <= len(content) + 109 * size:
        part = _sector(content, size, more)
        *further, more = struct.unpack(f"<{len(part) // 4}I", part)
        tables += further
    links = b"".join(_sector(content, size, table) for table in tables if table < _END)
    chain = struct.unpack(f"<{len(links) // 4}I", links)
    entries = _joined(content, size, chain, directory)
    root = b""
    for at in range(0, len(entries) - _ENTRY + 1, _ENTRY):
        entry = entries[at : at + _ENTRY]
        name = entry[: max(struct.unpack_from("<H", entry, 64)[0] - 2, 0)].decode("utf-16-le", "replace")
        first, length = struct.unpack_from("<II", entry, 116)
        if entry[66] == 5:
            root = _joined(content, size, chain, first)
        elif name in names:
            if length >= cutoff:
                return _joined(content, size, chain, first)[:length]
            written = _joined(content, size, chain, small_table)
            small_chain = struct.unpack(f"<{len(written) // 4}I", written)
            return b"".join(root[n * small : (n + 1) * small] for n in _follow(small_chain, first))[:length]
    return b""


def _sector(content: bytes, size: int, number: int) -> bytes:
    return content[(number + 1) * size : (number + 2) * size]


def _joined(content: bytes, size: int, chain: Sequence[int], first: int) -> bytes:
    return b"".join(_sector(content, size, number) for number in _follow(chain, first))


def _follow(chain: Sequence[int], number: int) -> Iterator[int]:
    for _step in range(len(chain) + 1):
        if number >= _END:
            return
        yield number
        number = chain[number]
    raise IndexError("a chain without an end")
