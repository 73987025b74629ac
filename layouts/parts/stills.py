"""Where a chart is had as a picture that needs no script, and how a page shows it where none runs."""

from html import escape
from typing import Final

from vocabulary.addresses import full

PATH: Final = "/figur/"
WIDE: Final = 640  # pixels: a panel's width beside another, and a page of paper
NARROWEST: Final = 340  # of a phone's window
NARROW: Final = "smal"
DARK: Final = ("dark", "moerkt")
_PHONE: Final = "(max-width:480px)"
_NIGHT: Final = "(prefers-color-scheme:dark)"


def still(name: str, query: str, height: int) -> str:
    """Return a chart as a picture, as HTML that only a browser without scripts reads.

    `name` is the panel's on its page, `query` the page's. A phone has a narrower one, a machine that prefers it a dark
    one, unless its reader chose. What it shows is told by the box around it and by the sentence above.
    """
    base = f"{full(PATH)}{name}.svg{query}{'&' if query else '?'}"
    ways = (
        (f"{_PHONE} and {_NIGHT}", "bredde=smal&tema=moerkt"),
        (_PHONE, "bredde=smal"),
        (_NIGHT, "tema=moerkt"),
    )
    sources = "".join(f'<source srcset="{escape(base + asked)}" media="{media}">' for media, asked in ways)
    image = f'<img src="{escape(base[:-1])}" alt="" loading="lazy" width="{WIDE}" height="{height}">'
    return f"<noscript><picture>{sources}{image}</picture></noscript>"
