"""Memory that reads and pages have left behind goes back to the machine."""

import ctypes
import sys


def give_back() -> None:
    """Let the C library return what is free within its heaps: it keeps that for a next time, which is hours away."""
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # glibc's own: musl has none, and needs none
        if trim is not None:
            trim(0)
