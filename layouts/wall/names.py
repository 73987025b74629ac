"""The names that slides have in addresses and settings, in the order in which they are shown.

They stand apart from the slides themselves, so that settings are read without all that slides are made of.
"""

from typing import Final

SLIDES: Final = (
    "overblik",
    "i-dag",
    "servicedesk",
    "sager",
    "svartider",
    "projekter",
    "omvisitering",
    "noter",
)
