"""Where a chart is had as a picture that needs no script, and how a page shows it where none runs."""

from html import escape
from typing import Final, NamedTuple

from vocabulary.addresses import full

PATH: Final = "/figur/"
WIDE: Final = 640  # pixels: a panel's width beside another, and a page of paper
NARROWEST: Final = 340  # of a phone's window
NARROW: Final = "smal"
DARK: Final = ("dark", "moerkt")
_PHONE: Final = "(max-width:480px)"
_NIGHT: Final = "(prefers-color-scheme:dark)"


class Stills(NamedTuple):
    """The pictures of a page (by its key) for what is chosen there (its query)."""

    page: str
    query: str

    def html(self, chart: str, height: int) -> str:
        """Return a chart as a picture, as HTML that only a browser without scripts reads.

        `chart` is the id of its place. A phone has a narrower one, a machine that prefers it a dark one, unless its
        reader chose. What it shows is told by the box around it and by the sentence above.
        """
        panel = chart.removeprefix(f"{self.page}-").removesuffix("-graph")
        base = f"{full(PATH)}{self.page}/{panel}.svg{self.query}{'&' if self.query else '?'}"
        ways = (
            (f"{_PHONE} and {_NIGHT}", f"bredde={NARROW}&tema=moerkt"),
            (_PHONE, f"bredde={NARROW}"),
            (_NIGHT, "tema=moerkt"),
        )
        sources = "".join(
            f'<source srcset="{escape(base + asked)}" media="{media}">' for media, asked in ways
        )
        image = f'<img src="{escape(base[:-1])}" alt="" loading="lazy" width="{WIDE}" height="{height}">'
        return f"<noscript><picture>{sources}{image}</picture></noscript>"
