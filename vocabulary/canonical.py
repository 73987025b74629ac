"""Canonical JSON: the same value gives the same bytes, so that a sum over them says whether anything was changed.

Keys are sorted, nothing stands between what is told, text is UTF-8, and a number has one way to be written: a whole one
without decimals, another with at most twelve significant digits. What JSON has no word for (not a number) is null.
"""

import hashlib
import json
import math
from collections.abc import Mapping
from typing import Any

import numpy as np

DIGITS = 12


def plain(value: Any) -> Any:
    """Return a value as canonical JSON can hold it: texts, numbers of twelve digits, null, lists and dicts."""
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, np.generic):
        return plain(value.item())
    if isinstance(value, int):
        return value
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, Mapping):
        return {str(name): plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple | np.ndarray):
        return [plain(each) for each in value]
    raise TypeError(f"{type(value).__name__} is nothing that canonical JSON can hold")


def _number(value: float) -> int | float | None:
    if not math.isfinite(value):
        return None
    rounded = float(f"{value:.{DIGITS}g}")
    return int(rounded) if rounded.is_integer() and abs(rounded) < 10**DIGITS else rounded


def written(value: Any) -> bytes:
    """Return the canonical JSON of a value, as UTF-8."""
    told = json.dumps(
        plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )
    return told.encode("utf-8", "replace")


def told_by(content: bytes) -> str:
    """Return the SHA-256 of bytes, as hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()
