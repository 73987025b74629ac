"""Where somebody wanted to: an address of Pejling's own, and never one that leads out of it."""

from urllib.parse import urlsplit

LONGEST = 600


def own(address: str) -> str:
    """Return the address where it is one of ours, path and query; else that of the front page.

    Browsers take a backslash for a slash, drop tabs and line breaks, and read two slashes as another host.
    """
    is_plain = address.isprintable() and "\\" not in address and len(address) <= LONGEST
    if not (is_plain and address.startswith("/") and not address.startswith("//")):
        return "/"
    try:
        parts = urlsplit(address)
    except ValueError:
        return "/"
    leads_back = parts.scheme or parts.netloc or parts.path.startswith(("/log-", "//"))
    return "/" if leads_back else address
