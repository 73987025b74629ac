"""Memory that reads and pages have left behind goes back to the machine."""

import ctypes
import sys

_M_MMAP_THRESHOLD, _M_ARENA_MAX = -3, -8  # of <malloc.h>
_LARGE = 64 * 1024  # bytes
_libc = ctypes.CDLL(None)


def stay_small() -> None:
    """Let each large array be memory of its own, which goes back to the machine with it, for as long as we run.

    glibc takes the first large array that is freed for a reason to put all that follow among the small ones, where
    what is left free between them stays with the process. And it gives each thread a heap of its own, with gaps of its
    own, for threads that are to take memory at once; Python's take turns.
    """
    if sys.platform == "linux" and hasattr(_libc, "mallopt"):
        _libc.mallopt(_M_MMAP_THRESHOLD, _LARGE)
        _libc.mallopt(_M_ARENA_MAX, 1)


def give_back() -> None:
    """Let the C library return what is free within its heaps: it keeps that for a next time, which is hours away."""
    if sys.platform == "linux" and hasattr(_libc, "malloc_trim"):  # musl has none, and needs none
        _libc.malloc_trim(0)
