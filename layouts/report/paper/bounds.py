"""Bounds of what a process of our own may take, set by itself before it does anything else."""

import contextlib
import os


def bound(seconds: int, space: int) -> None:
    """Let this process have so many seconds of the processor and so many bytes, and let others go first."""
    with contextlib.suppress(OSError, AttributeError):
        os.nice(5)
    try:
        import resource
    except ImportError:
        return  # a system without such bounds
    wanted = ((resource.RLIMIT_CPU, seconds), (resource.RLIMIT_AS, space), (resource.RLIMIT_CORE, 0))
    for what, most in wanted:
        with contextlib.suppress(ValueError, OSError):  # there are lower bounds already
            resource.setrlimit(what, (most, most))
