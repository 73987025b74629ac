"""All addresses of the report, registered."""

from flask import Flask

from callbacks.report import beside, control, desk, drafts, editions, feeds, files, publishing
from callbacks.report.files import MOST_KEPT, Files
from callbacks.report.house import House


def register(server: Flask, house: House) -> None:
    """Register the addresses."""
    editions.register(server, house)
    kept: Files = Files(MOST_KEPT)
    files.register(server, house, kept)
    feeds.register(server, house)
    control.register(server, house, kept)
    desk.register(server, house)
    drafts.register(server, house)
    publishing.register(server, house)
    beside.register(server, house)
