"""The widths that words are measured by are those of the font."""

import struct
from pathlib import Path

import brotli
import pytest

from layouts.figures.vector.inter import WIDTHS
from layouts.figures.vector.letters import width

FONT = Path(__file__).parents[3] / "assets" / "fonts" / "inter-latin-wght-normal.woff2"
# The tables that a font file of the web names by a number; the others are named by themselves.
CMAP, HEAD, HHEA, HMTX, GLYF, LOCA, OTHER = 0, 1, 2, 3, 10, 11, 63
DANISH = "abcdefghijklmnopqrstuvwxyzæøåABCDEFGHIJKLMNOPQRSTUVWXYZÆØÅ0123456789 .,:;–−%()/&„“’\u00a0…"


def tables() -> dict[int, bytes]:
    """Return the tables of the font by their numbers, unpacked; of those with another form only that one."""
    packed = FONT.read_bytes()
    count = struct.unpack(">H", packed[12:14])[0]
    at, found = 48, []
    for _table in range(count):
        flags = packed[at]
        at += 1 + 4 * (flags & 63 == OTHER)
        sizes = []
        number, version = flags & 63, flags >> 6
        is_other = version != 0 if number not in (GLYF, LOCA) else version != 3
        for _size in range(1 + is_other):
            size = 0
            while True:
                size = size << 7 | packed[at] & 127
                at += 1
                if not packed[at - 1] & 128:
                    break
            sizes.append(size)
        found.append((number, sizes[-1]))
    data, at = brotli.decompress(packed[at : at + struct.unpack(">I", packed[20:24])[0]]), 0
    unpacked = {}
    for number, size in found:
        unpacked[number] = data[at : at + size]
        at += size
    return unpacked


def glyphs(cmap: bytes) -> dict[str, int]:
    """Return the number of each letter's shape, by the font's segments."""
    starts = [struct.unpack(">HHI", cmap[4 + 8 * each : 12 + 8 * each])[2] for each in range(cmap[3])]
    at = next(start for start in starts if cmap[start + 1] == 4)
    half = struct.unpack(">H", cmap[at + 6 : at + 8])[0]

    def part(number: int, form: str = "H") -> tuple[int, ...]:
        begin = at + 14 + number * half + 2 * (number > 0)
        return struct.unpack(f">{half // 2}{form}", cmap[begin : begin + half])

    found = {}
    for place, (end, start, delta, offset) in enumerate(
        zip(part(0), part(1), part(2, "h"), part(3), strict=True)
    ):
        for code in range(start, end + 1):
            shape = code
            if offset:
                there = at + 16 + 3 * half + 2 * place + offset + 2 * (code - start)
                shape = struct.unpack(">H", cmap[there : there + 2])[0]
            found[chr(code)] = (shape + delta) % 65536
    return found


@pytest.fixture(scope="module")
def advances() -> dict[str, float]:
    """Return how wide each letter is in the font, in thousandths of its size."""
    of = tables()
    size = struct.unpack(">H", of[HEAD][18:20])[0]
    count = struct.unpack(">H", of[HHEA][34:36])[0]
    # In its other form the table begins with a flag, and has all widths before anything else.
    step, begin = (2, 1) if len(of[HMTX]) % 2 else (4, 0)
    wide = [
        struct.unpack(">H", of[HMTX][begin + step * at : begin + step * at + 2])[0] for at in range(count)
    ]
    return {letter: 1000 * wide[min(shape, count - 1)] / size for letter, shape in glyphs(of[CMAP]).items()}


def test_each_letter_is_as_wide_as_in_the_font(advances: dict[str, float]) -> None:
    assert set(DANISH) <= set(WIDTHS)
    assert set(WIDTHS) <= set(advances)
    assert max(abs(WIDTHS[letter] - advances[letter]) for letter in WIDTHS) <= 1


def test_words_are_as_wide_as_their_letters() -> None:
    assert width("Åbne", 10) == pytest.approx(sum(WIDTHS[letter] for letter in "Åbne") / 100)
    assert width("漢") > width("W")
