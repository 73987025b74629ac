"""All addresses of the report, registered."""

from flask import Flask

from callbacks.report import control, editions, feeds, files
from callbacks.report.files import MOST_KEPT, Files
from callbacks.report.house import House


def register(server: Flask, house: House) -> None:
    """Register the addresses."""
    kept = Files(MOST_KEPT)
    editions.register(server, house)
    files.register(server, house, kept)
    feeds.register(server, house)
    control.register(server, house, kept)
