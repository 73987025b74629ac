"""What an editor writes beside an edition: when it comes, and what a meeting said of it; each time the next version."""

from flask import Flask, Response

from callbacks import tongue
from callbacks.access import csrf
from callbacks.report.beside_form import Beside
from callbacks.report.editions import NUMBER
from callbacks.report.house import House
from callbacks.report.meeting import Meeting
from callbacks.report.release import Release
from layouts.report.pages import addresses

PLACE = "<int(max=999):place>"


def register(server: Flask, house: House) -> None:
    """Register the two forms."""

    def answer(form: "Beside", *, is_sent: bool) -> Response:
        if is_sent:
            csrf.check()
            return form.sent()
        return tongue.led() or tongue.remembered(form.asked())

    of = f"<report>/{NUMBER}"
    for rule, name, sent in (
        (f"{addresses.RELEASE}/{of}", "report.release", "report.released"),
        (f"{addresses.MEETING}/{of}/{PLACE}", "report.meeting", "report.met"),
    ):
        made = Release if name == "report.release" else Meeting
        server.add_url_rule(rule, name, lambda made=made, **at: answer(made(house, **at), is_sent=False))
        server.add_url_rule(
            rule, sent, lambda made=made, **at: answer(made(house, **at), is_sent=True), methods=["POST"]
        )
