"""What every answer lets the browser do: load from here, run what we sent, and be framed by nobody."""

from collections.abc import Sequence

from flask import Flask, Response

# What the bundles of Dash and plotly write into the page as style sheets of their own; a browser test says when it
# is no longer these, with the new one's hash.
STYLES: tuple[str, ...] = (
    "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
    "sha256-Do5Z9ZqsPvCQTUBQS9BnDm/2+on7omuzuLYk5sbA+2s=",
    "sha256-ITR5T9OwskhdqdsliUJRmgp9ltOFAHgXe1F7eRvGnmQ=",
    "sha256-0IJGrxhCP5NUIafylLkj5118xkZH1kp5FmNio7NOckI=",
    "sha256-Z8VokGxeiKThZOEmkdUgfW+jxbvItBwAXC8M1c4wqAM=",
    "sha256-VUA+tqvhK3niMn7AdszqidMFPRh9FLqxB2iINUrsiTw=",
    "sha256-Aq43X0SlmB69maWGob4rp/UuSHhwePalkRRExtsxOJ8=",
    "sha256-SkhFDxgIcEjMhRh19uSHWrkdnAlZ9rlskgr9yLsipa8=",
    "sha256-uDiOZWps1U7E8/0BTaQrclYMhVhRVE4dT0vb5X6nXOw=",
    "sha256-+QoPrsxO0auPnxSulD3bAr9CoDGgzv7YRfYE0vfxeQI=",
    "sha256-MJs2ke1SA6Cy3tTCZu2QH0rj0r//iNqU0idy9bM4leg=",
    "sha256-X2TqJwnIiE/ceDVeAdr7v7BOWBU6CEzE6qxlNzBzvBk=",
)
# Attributes of the same kind that plotly writes into its drawings.
ATTRIBUTES: tuple[str, ...] = ("sha256-wkY2X5hecQzbhnFCqvTpwrUJ1f4X8LH5WFjYUzv1wmU=",)

FIXED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


def policy(sends_to: Sequence[str] = ()) -> str:
    """Return the content policy: no script stands in a page itself.

    `sends_to` are hosts that a form may lead on to, besides this one: whoever signs out is led to the provider.
    """
    styles = " ".join(f"'{each}'" for each in STYLES)
    attributes = " ".join(["'unsafe-hashes'", *(f"'{each}'" for each in ATTRIBUTES)])
    rules = {
        "default-src": "'none'",
        "script-src": "'self'",
        "script-src-attr": "'none'",
        "style-src": "'self'",
        "style-src-elem": f"'self' {styles}".strip(),
        "style-src-attr": attributes,
        "img-src": "'self' data: blob:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": " ".join(["'self'", *sends_to]),
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def register(server: Flask, sends_to: Sequence[str] = ()) -> None:
    """Put the headers on every answer."""
    content = policy(sends_to)

    @server.after_request
    def guarded(response: Response) -> Response:
        for name, value in FIXED.items():
            response.headers[name] = value
        if response.mimetype == "text/html":
            response.headers["Content-Security-Policy"] = content
        return response
