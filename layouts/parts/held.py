"""What an owner's cause can be tied to: what Pejling measures, by the key that is kept and the name that is shown."""

from data_access.snapshot.snapshot import Snapshot
from vocabulary.language import N_, _

ALONE = {"calls": N_("Antal opkald"), "cases_backlog": N_("Åbne sager")}
SYSTEM, HOSPITAL, WEEKDAY = "system:", "hospital:", "weekday:"
WEEKDAYS = (N_("Mandag"), N_("Tirsdag"), N_("Onsdag"), N_("Torsdag"), N_("Fredag"))


def choices(snapshot: Snapshot) -> list[tuple[str, str]]:
    """Return what a cause can be tied to, by key and name."""
    chosen = snapshot.choices
    return [
        *((key, _(name)) for key, name in ALONE.items()),
        *(
            (f"{WEEKDAY}{at}", _("Opkald om {day}", day=_(name).lower()))
            for at, name in enumerate(WEEKDAYS, 1)
        ),
        *((SYSTEM + key, _("Svartid i {name}", name=name)) for key, name in chosen.systems.items()),
        *(
            (HOSPITAL + key, _("Opkald fra {name}", name=name))
            for key, name in chosen.hospitals["today"].items()
        ),
    ]
