"""Where somebody wanted to: an address of Pejling's own, and never one that leads out of it."""

from urllib.parse import SplitResult, urlsplit

LONGEST = 600


def taken_apart(address: str) -> SplitResult:
    """Return the parts of an address that a visitor gives; of one that is none, such as `http://[`, empty ones."""
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")


def own(address: str) -> str:
    """Return the address where it is one of ours, path and query; else that of the front page.

    Browsers take a backslash for a slash, drop tabs and line breaks, and read two slashes as another host.
    """
    is_plain = address.isprintable() and "\\" not in address and len(address) <= LONGEST
    if not (is_plain and address.startswith("/") and not address.startswith("//")):
        return "/"
    parts = taken_apart(address)
    leads_back = not parts.path or parts.scheme or parts.netloc or parts.path.startswith(("/log-", "//"))
    return "/" if leads_back else address
