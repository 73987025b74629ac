"""The table of all that can be set: each variable with its default and what it means."""

from dashboard.setting import (
    LOG_LEVELS,
    Setting,
    contact,
    database_url,
    host,
    log_level,
    seconds,
    slides,
    web_address,
    whole_number,
    writable_folder,
)
from dashboard.setting_access import ACCESS
from layouts.wall import names

SETTINGS = (
    Setting(
        variable="PORT",
        default="8050",
        expected="et helt tal fra 1 til 65535",
        example="8050",
        meaning="The port that the server listens on.",
        parse=whole_number(1, 65535),
    ),
    Setting(
        variable="HOST",
        default="127.0.0.1",
        expected="en IP-adresse eller et værtsnavn",
        example="10.0.0.5",
        meaning="The address that the server listens on; 0.0.0.0 is every one of the machine's.",
        parse=host,
    ),
    Setting(
        variable="PEJLING_STATE_DIR",
        default="var",
        expected="en mappe, der findes eller kan oprettes, og som kan skrives i",
        example="/var/lib/pejling",
        meaning="The folder for what Pejling itself writes, such as the demonstration database.",
        parse=writable_folder,
    ),
    Setting(
        variable="PEJLING_DATABASE_URL",
        default="sqlite:///$PEJLING_STATE_DIR/pejling.db",
        expected="sqlite:/// og en fil, eller en databases adresse med postgresql://",
        example="postgresql://reader@db.example.org/pejling",
        meaning="The operational database; the default is one with demonstration data.",
        parse=database_url,
        secret=True,
    ),
    Setting(
        variable="PEJLING_WORKERS",
        default="2",
        expected="et helt tal fra 1 til 64",
        example="2",
        meaning="The number of processes that answer requests; one a core is enough.",
        parse=whole_number(1, 64),
    ),
    Setting(
        variable="PEJLING_THREADS",
        default="4",
        expected="et helt tal fra 1 til 64",
        example="4",
        meaning="The number of requests that one process works on at a time.",
        parse=whole_number(1, 64),
    ),
    Setting(
        variable="PEJLING_REFRESH_SECONDS",
        default="3",
        expected="et antal sekunder fra 0.5 til 3600",
        example="3",
        meaning="How often each process asks the database whether there is news.",
        parse=seconds(0.5, 3600),
    ),
    Setting(
        variable="PEJLING_STALE_SECONDS",
        default="7",
        expected="et antal sekunder fra 1 til 86400",
        example="10",
        meaning="How old the database's last answer may be before the pages say so;"
        " longer than PEJLING_REFRESH_SECONDS.",
        parse=seconds(1, 86400),
    ),
    Setting(
        variable="PEJLING_MEMO_MB",
        default="64",
        expected="et helt tal fra 1 til 4096",
        example="64",
        meaning="The most memory, in MB, that one process spends on remembered answers.",
        parse=whole_number(1, 4096),
    ),
    Setting(
        variable="PEJLING_WALL_SLIDES",
        default=",".join(names.SLIDES),
        expected="navne på tavler med komma imellem",
        example="i-dag,servicedesk,svartider,projekter",
        meaning="The slides that /vaeg shows where its address does not say, in their order.",
        parse=slides,
    ),
    Setting(
        variable="PEJLING_WALL_SECONDS",
        default="20",
        expected="et antal sekunder fra 1 til 3600",
        example="20",
        meaning="How long a slide stands where the address of the wall does not say.",
        parse=seconds(1, 3600),
    ),
    Setting(
        variable="PEJLING_CONTACT",
        default="none",
        expected="en mailadresse, en sides adresse med https:// eller none",
        example="it-tal@example.org",
        meaning="Whom the page /tilgaengelighed asks its readers to write to; none: it says that nobody is named.",
        parse=contact,
    ),
    Setting(
        variable="PEJLING_WAS_URL",
        default="none",
        expected="en sides adresse med https:// eller none",
        example="https://was.digst.dk/example-org",
        meaning="The declaration of accessibility, made in the state's tool, that /was leads to; none: /was says so.",
        parse=web_address,
    ),
    Setting(
        variable="PEJLING_LOG_LEVEL",
        default="info",
        expected="et af ordene " + ", ".join(LOG_LEVELS),
        example="info",
        meaning="How much is logged.",
        parse=log_level,
    ),
    *ACCESS,
)


def settings_table() -> tuple[tuple[str, str, str], ...]:
    """Return every setting's variable, default and meaning, as documentation lists them."""
    return tuple((setting.variable, setting.default, setting.meaning) for setting in SETTINGS)
