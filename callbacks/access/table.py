"""The table: every endpoint of the server, and who may ask it. What is not named here is answered to nobody."""

from enum import Enum

from vocabulary.language import N_


class May(Enum):
    """Who may ask, by what it is called where it is told."""

    FILES = N_("alle, og der spørges ikke, hvem det er")
    ALL = N_("alle")
    WATCHING = N_("denne maskine, eller hvem der har PEJLING_WATCH_TOKEN")
    SCREENS = N_("læsere, og skærme, der er lukket ind")
    SIGNED_IN = N_("enhver, der er logget ind")
    READERS = N_("læsere")
    WRITERS = N_("ejere og redaktører")
    EDITORS = N_("redaktører")
    ADMINISTRATORS = N_("administratorer")


TABLE: dict[str, May] = {
    # Files of the program: they hold no figures, and whoever is refused sees them too.
    "static": May.FILES,
    "made_of_several": May.FILES,
    "all_of_dash": May.FILES,
    "_dash_assets.static": May.FILES,
    "/_dash-component-suites/<string:package_name>/<path:fingerprinted_path>": May.FILES,
    "/_favicon.ico": May.FILES,
    # The law wants the declaration to be open to all.
    "declaration": May.FILES,
    # A theme is chosen before one has signed in, too.
    "choose": May.FILES,
    # Those who watch the service.
    "health.alive": May.FILES,
    "health.ready": May.WATCHING,
    "health.counted": May.WATCHING,
    # Figures.
    "/": May.READERS,
    "/<path:path>": May.READERS,
    "/_dash-layout": May.READERS,
    "/_dash-dependencies": May.READERS,
    "/_dash-update-component": May.READERS,
    "/_reload-hash": May.READERS,
    "data_list": May.READERS,
    "data_of": May.READERS,
    "workbook_of": May.READERS,
    "figure_of": May.READERS,
    "results": May.READERS,
    "suggestions": May.READERS,
    "state": May.READERS,
    "seen": May.READERS,
    # What owners say of figures.
    "words.lacking": May.READERS,
    "words.promises": May.READERS,
    "words.form": May.WRITERS,
    "words.write": May.WRITERS,
    "notes.form": May.WRITERS,
    "notes.write": May.WRITERS,
    # The report: editions as they were published.
    "report.list": May.READERS,
    "report.of": May.READERS,
    "report.edition": May.READERS,
    "report.since": May.READERS,
    "report.file": May.READERS,
    "report.calendar": May.READERS,
    "report.feed": May.READERS,
    "report.control": May.READERS,
    "report.check": May.READERS,
    # What an editor writes of it: nobody else, and nobody takes anything away.
    "report.desk": May.EDITORS,
    "report.new": May.EDITORS,
    "report.begin": May.EDITORS,
    "report.draft": May.EDITORS,
    "report.save": May.EDITORS,
    "report.preview": May.EDITORS,
    "report.paper": May.EDITORS,
    "report.confirm": May.EDITORS,
    "report.publish": May.EDITORS,
    "report.release": May.EDITORS,
    "report.released": May.EDITORS,
    "report.meeting": May.EDITORS,
    "report.met": May.EDITORS,
    "project_reports.form": May.WRITERS,
    "project_reports.write": May.WRITERS,
    # The wall, and nothing else, for screens.
    "page": May.SCREENS,
    "slides": May.SCREENS,
    "alive": May.SCREENS,
    # Signing in and out, and who one is.
    "access.sign_in": May.ALL,
    "access.answered": May.ALL,
    "access.out": May.ALL,
    "access.sign_out": May.ALL,
    "access.ended": May.ALL,
    "access.me": May.ALL,
    "access.let_in": May.ALL,
    # Who may what.
    "access.grants": May.ADMINISTRATORS,
    "access.grant": May.ADMINISTRATORS,
    "access.revoke": May.ADMINISTRATORS,
    "access.mappings": May.ADMINISTRATORS,
    "access.screen": May.ADMINISTRATORS,
    "access.close_screen": May.ADMINISTRATORS,
}
# What Dash answers by its update route, by output; the route itself is the readers'.
CALLBACKS: dict[str, May] = {"answer.data": May.READERS}
# What an open page asks by itself: it keeps nobody signed in.
BY_ITSELF = {"state", "slides", "alive"}
# What takes figures along, which the log tells of.
TAKEN_ALONG = {"data_of", "workbook_of", "report.file", "report.paper"}
