"""The bare page of the wall: a frame without menu or scroll bars, which its script fills."""

from collections.abc import Callable
from html import escape

import orjson

from vocabulary import language
from vocabulary.addresses import root
from vocabulary.language import _


def document(version: str, seconds: float, address: Callable[[str], str]) -> str:
    """Return the page.

    `version` is the application's, `seconds` what a slide stands where the address does not say, and `address`
    that of a file under assets.
    """
    title, waiting, needs = (
        escape(words)
        for words in (_("Vægskærm – Pejling"), _("Henter tallene …"), _("Vægskærmen skal bruge JavaScript."))
    )
    # What would end the element that holds the words is written so that it cannot.
    words = orjson.dumps(_words()).decode().replace("</", "<\\/")
    return f"""<!doctype html>
<html lang="{language.current()}" data-bs-theme="dark" data-root="{root()}"
 data-version="{escape(version)}" data-seconds="{seconds:g}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{title}</title>
<link rel="icon" href="{address("icon.svg")}" type="image/svg+xml">
<link rel="stylesheet" href="{address("vaeg.css")}">
</head>
<body class="wall-body">
<script type="application/json" id="words">{words}</script>
<main class="wall" id="wall" aria-live="off">
<header class="wall-top"><h1 id="title">Pejling</h1><p id="clock"></p></header>
<div class="wall-slide" id="slide"><p class="wall-wait">{waiting}</p></div>
<footer class="wall-foot"><p id="age"></p><p id="told"></p></footer>
<div class="wall-progress" id="progress"></div>
</main>
<noscript>{needs}</noscript>
<script src="{address("vaeg.js")}"></script>
</body>
</html>"""


def _words() -> dict[str, str]:
    """Return what the script says, by its name there."""
    return {
        "language": language.current(),
        "locale": language.locale().replace("_", "-"),
        "seconds": _("Hentet for {n} sekunder siden"),
        "minute": _("Hentet for 1 minut siden"),
        "minutes": _("Hentet for {n} minutter siden"),
        "hour": _("Hentet for 1 time siden"),
        "hours": _("Hentet for {n} timer siden"),
        "away": _("Pejling kan ikke nås lige nu. Skærmen prøver igen af sig selv."),
        "elsewhere": _("Noget andet svarer i Pejlings sted. Måske skal skærmen logges ind igen."),
        "nothing": _("Der er ingen tal at vise lige nu."),
        "waiting": _("Henter tallene …"),
        "paused": _("Sat på pause: mellemrum fortsætter"),
        "part": _("{n} af {of}"),
        "demonstration": _("Demonstrationsdata"),
        "usual": _("sædvanligt"),
        "target": _("mål"),
        "good": _("nået"),
        "near": _("tæt på"),
        "missed": _("ikke nået"),
        "unknown": _("ikke bedømt"),
    }
