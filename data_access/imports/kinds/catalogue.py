"""Every kind by its name."""

from collections.abc import Mapping

from data_access.imports.faults import ImportFault
from data_access.imports.kinds import reference, reports, service
from data_access.imports.kinds.field import Kind

KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        service.CALLS,
        service.CALL_TOTALS,
        service.CASES,
        service.SAMPLES,
        reports.PROJECTS,
        reports.PROJECT_MILESTONES,
        reports.REFERRALS,
        reports.PATHWAYS,
        reports.STAFFING,
        reports.STAFFING_ORIGINS,
        reports.BUDGET,
        reports.MILESTONES,
        reports.INDICATORS,
        reference.NOTES,
        reference.SITES,
        reference.TARGETS,
        reference.LIMITS,
        reference.DESKS,
        reference.SYSTEMS,
        reference.ACTION_CLASSES,
        reference.SOURCES,
        reference.OPENING_HOURS,
        reference.HOLIDAYS,
    )
}


def kind_of(name: str) -> Kind:
    """Return the kind of that name; ImportFault when there is none."""
    if name not in KINDS:
        raise ImportFault(f"slagsen „{name}“ findes ikke.", f"Vælg blandt: {', '.join(KINDS)}.")
    return KINDS[name]
