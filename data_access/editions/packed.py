"""What is frozen, as the database holds it: canonical JSON, packed, with the sum that it is known again by."""

import base64
import json
import zlib
from typing import Any

from vocabulary.canonical import told_by, written

Document = dict[str, Any]
MOST_BYTES = 64 * 1024 * 1024  # of canonical JSON: more is no edition, and is not unpacked


class NotFrozenError(ValueError):
    """What was to be an edition is none: it is torn, too large, or not what its sum says."""


def pack(document: Document) -> tuple[str, str]:
    """Return a document packed, and the SHA-256 of its canonical JSON."""
    content = written(document)
    return base64.b64encode(zlib.compress(content, 9)).decode("ascii"), told_by(content)


def unpacked(content: str) -> bytes:
    """Return the canonical JSON of what is packed; raises NotFrozenError."""
    try:
        packed = base64.b64decode(content, validate=True)
        opened = zlib.decompressobj()
        found = opened.decompress(packed, MOST_BYTES)
    except (ValueError, zlib.error) as fault:
        raise NotFrozenError("it cannot be unpacked") from fault
    if not opened.eof:
        raise NotFrozenError("it is torn, or larger than any edition")
    return found


def unpack(content: str, sha256: str) -> Document:
    """Return the document of what is packed, where it is what its sum says; raises NotFrozenError."""
    found = unpacked(content)
    if told_by(found) != sha256:
        raise NotFrozenError("it is not what its sum says")
    document: Document = json.loads(found)
    return document
