"""Settings are read from the environment, checked together and never show a password."""

import re
from dataclasses import FrozenInstanceError, fields
from pathlib import Path

import pytest
from sqlalchemy.engine.url import make_url

from dashboard.setting import Setting, quoted
from dashboard.setting_table import SETTINGS, settings_table
from dashboard.settings import Settings, SettingsError
from layouts.wall import names

# Words that are not Danish, and stand in most English sentences; the value none is what it is.
ENGLISH = re.compile(r"\b(a|an|and|or|the|of|is|that|to|from|got|expected|example|number|address|one|not)\b")


def problems(**env: str) -> tuple[str, ...]:
    with pytest.raises(SettingsError) as caught:
        Settings.from_env(env)
    return caught.value.problems


def test_defaults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    settings = Settings.from_env({})
    assert (settings.host, settings.port, settings.bind) == ("127.0.0.1", 8050, "127.0.0.1:8050")
    assert settings.state_dir == tmp_path / "var"
    assert make_url(settings.database_url).database == str(tmp_path / "var/pejling.db")
    assert (settings.workers, settings.threads, settings.memo_mb) == (2, 4, 64)
    assert (settings.refresh_seconds, settings.stale_seconds) == (3.0, 7.0)
    assert settings.log_level == "info"
    assert not settings.state_dir.exists()  # reading the settings writes nothing


def test_the_process_environment_is_read_by_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "9000")
    assert Settings.from_env().port == 9000


def test_blank_counts_as_unset_and_space_around_is_ignored() -> None:
    settings = Settings.from_env({"PORT": "", "HOST": "  ", "PEJLING_WORKERS": " 3\n"})
    assert (settings.port, settings.host, settings.workers) == (8050, "127.0.0.1", 3)


def test_settings_are_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        Settings.from_env({}).port = 1  # type: ignore[misc]


@pytest.mark.parametrize(
    ("variable", "given", "value"),
    [
        ("PORT", "1", 1),
        ("PORT", "65535", 65535),
        ("HOST", "0.0.0.0", "0.0.0.0"),  # noqa: S104
        ("HOST", "::1", "::1"),
        ("HOST", "drift.example.org", "drift.example.org"),
        ("PEJLING_WORKERS", "64", 64),
        ("PEJLING_THREADS", "1", 1),
        ("PEJLING_REFRESH_SECONDS", "0.5", 0.5),
        ("PEJLING_STALE_SECONDS", "86400", 86400.0),
        ("PEJLING_MEMO_MB", "4096", 4096),
        ("PEJLING_WALL_SLIDES", "i-dag, servicedesk", ("i-dag", "servicedesk")),
        ("PEJLING_WALL_SLIDES", "sager,noter,sager", ("sager", "noter")),
        ("PEJLING_CONTACT", "it-tal@example.org", "it-tal@example.org"),
        ("PEJLING_CONTACT", "https://example.org/skriv", "https://example.org/skriv"),
        ("PEJLING_CONTACT", "none", ""),
        ("PEJLING_WAS_URL", "https://was.digst.dk/example-org", "https://was.digst.dk/example-org"),
        ("PEJLING_WALL_SECONDS", "30", 30.0),
        ("PEJLING_PATH", "/", ""),
        ("PEJLING_PATH", "/pejling", "/pejling"),
        ("PEJLING_PATH", "/It_tal/pejling-2/", "/It_tal/pejling-2"),
        ("PEJLING_FRAMED_BY", "none", ()),
        (
            "PEJLING_FRAMED_BY",
            "https://Intranet.example.org/, https://a:8443",
            ("https://intranet.example.org", "https://a:8443"),
        ),
        ("PEJLING_LOG_LEVEL", "WARNING", "warning"),
        ("PEJLING_DATABASE_URL", "sqlite:///here.db", "sqlite:///here.db"),
        ("PEJLING_DATABASE_URL", "postgresql://u:p@h/d", "postgresql://u:p@h/d"),
        ("PEJLING_DATABASE_URL", "postgresql+psycopg://h/d", "postgresql+psycopg://h/d"),
    ],
)
def test_accepted(variable: str, given: str, value: object) -> None:
    setting = next(setting for setting in SETTINGS if setting.variable == variable)
    assert getattr(Settings.from_env({variable: given}), setting.key) == value


@pytest.mark.parametrize(
    ("variable", "given"),
    [
        *(("PORT", given) for given in ("0", "65536", "-1", "8050.0", "8_050", "٣", "9" * 5000)),
        *(("HOST", given) for given in ("http://x", "a b", "-x", "1:2:3", "host:80")),
        ("PEJLING_WORKERS", "0"),
        ("PEJLING_WORKERS", "65"),
        ("PEJLING_THREADS", "many"),
        *(("PEJLING_REFRESH_SECONDS", given) for given in ("0.4", "3601", "nan", "inf", "3s")),
        ("PEJLING_STALE_SECONDS", "0"),
        ("PEJLING_MEMO_MB", "4097"),
        ("PEJLING_WALL_SECONDS", "0"),
        ("PEJLING_CONTACT", "ingen"),
        ("PEJLING_WAS_URL", "was.digst.dk/example-org"),
        *(
            ("PEJLING_PATH", given)
            for given in (
                "pejling",
                "//pejling",
                "/a//b",
                "/a/../b",
                "/tal?a=b",
                "/på",
                "/a b",
                "/%41",
                "https://x/y",
            )
        ),
        ("PEJLING_LOG_LEVEL", "loud"),
        ("PEJLING_STATE_DIR", "/dev/null/var"),
        ("PEJLING_STATE_DIR", __file__),
        ("PEJLING_DATABASE_URL", "pejling.db"),
        ("PEJLING_DATABASE_URL", "sqlite://"),
        ("PEJLING_DATABASE_URL", "sqlite:///:memory:"),
        ("PEJLING_DATABASE_URL", "mysql://h/d"),
        ("PEJLING_DATABASE_URL", "postgres://h/d"),
        ("PEJLING_DATABASE_URL", "postgresql+psycopg2://h/d"),
    ],
)
def test_refused_in_one_line_that_helps(variable: str, given: str) -> None:
    (problem,) = problems(**{variable: given})
    setting = next(setting for setting in SETTINGS if setting.variable == variable)
    assert problem.startswith(f"{variable}: fik ")
    assert setting.expected in problem
    assert problem.endswith(f"for eksempel {variable}={setting.example}")
    assert "\n" not in problem
    assert len(problem) < 250
    assert not ENGLISH.search(problem.replace(given, "").replace(setting.example, ""))


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ("I dag", "ingen tavle hedder „I dag“; tavlerne hedder overblik, i-dag, "),
        ("sager,svartid,x", "ingen tavle hedder „svartid“ eller „x“; tavlerne hedder "),
        ("sager,,noter", "der mangler et navn ved et komma; tavlerne hedder "),
        ("sager,", "der mangler et navn ved et komma; tavlerne hedder "),
        ("x,,y", "ingen tavle hedder „x“ eller „y“ og der mangler et navn ved et komma; tavlerne hedder "),
    ],
)
def test_a_slide_that_there_is_not_is_refused_with_those_that_there_are(given: str, why: str) -> None:
    (problem,) = problems(PEJLING_WALL_SLIDES=given)
    assert problem.startswith(f"PEJLING_WALL_SLIDES: fik „{given}“; skal være navne på tavler")
    assert why in problem
    assert problem.endswith(", ".join(names.SLIDES))
    assert not ENGLISH.search(problem)


@pytest.mark.parametrize(
    "wrong",
    ["http://intranet.example.org", "https://intranet.example.org/sider", "intranet.example.org", "*", "'self'",
     "https://*.example.org", "https://a b", "https://a;script-src", "https://a:0", "https://a:65536",
     "https://på.dk", ""],
)  # fmt: skip
def test_what_is_no_origin_may_frame_nothing(wrong: str) -> None:
    (problem,) = problems(PEJLING_FRAMED_BY=f"https://intranet.example.org,{wrong}")
    assert f"ikke sådan er {quoted(wrong)}" in problem
    assert "for eksempel PEJLING_FRAMED_BY=https://intranet.example.org" in problem
    assert not ENGLISH.search(re.sub(r"„.*?“|=\S+", "", problem))


def test_every_fault_is_told_at_once() -> None:
    found = problems(PORT="x", PEJLING_WORKERS="x", PEJLING_LOG_LEVEL="x")
    variables = [problem.split(":")[0] for problem in found]
    assert variables == ["PORT", "PEJLING_WORKERS", "PEJLING_LOG_LEVEL"]


def test_stale_must_be_longer_than_refresh() -> None:
    (problem,) = problems(PEJLING_REFRESH_SECONDS="60")
    assert problem == (
        "PEJLING_STALE_SECONDS: fik „7“; skal være mere end PEJLING_REFRESH_SECONDS, "
        "som er 60, for eksempel PEJLING_STALE_SECONDS=180"
    )
    Settings.from_env({"PEJLING_REFRESH_SECONDS": "60", "PEJLING_STALE_SECONDS": "180"})


@pytest.mark.parametrize(
    "url",
    [
        "mysql://reader:hemmelig@h/d",
        "postgresql://reader:hemmelig@h:x/d",
        "postgresql://h:hemmelig/d",
        "hemmelig",
        "reader:hemmelig@h://d",
        "postgresql+psycopg2://h/d?password=hemmelig",
    ],
)
def test_no_error_shows_a_password(url: str) -> None:
    with pytest.raises(SettingsError) as caught:
        Settings.from_env({"PEJLING_DATABASE_URL": url})
    assert "hemmelig" not in str(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://pej:hem@me/lig@db/pejling",
        "postgresql://pej:hem@me/lig@db:5432/pejling",
        "postgresql://pej:hem@me@db/pejling",
        "postgresql://pej:hem@me:lig@db/pejling",
        "postgresql://pej:hem@me?lig@db/pejling",
        "postgresql://pej:@hem@db/pejling",
        "postgresql://pej:hem@@db/pejling",
        "postgresql://pej/hem:me@lig@db/pejling",
    ],
)
def test_a_password_that_was_not_escaped_is_said_so_and_no_part_of_it_is_shown(url: str) -> None:
    (problem,) = problems(PEJLING_DATABASE_URL=url)
    assert problem.startswith("PEJLING_DATABASE_URL: fik en adresse med postgresql://;")
    assert "skrives @ som %40, / som %2F" in problem
    assert not ENGLISH.search(problem.replace("example.org", ""))
    assert not any(
        part in problem.partition("skal være")[0].partition("fik")[2].replace("med", "")
        for part in ("hem", "me", "lig", "pej")
    )


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://pej:hem%40me%2Flig@db/pejling",
        "postgresql://pej@server:hemmelig@db/pejling",
        "postgresql:///pejling?host=/var/run&user=pej@server",
        "postgresql://db/pejling?options=-c%20search_path%3Dpejling",
    ],
)
def test_a_name_or_password_that_was_escaped_is_taken(url: str) -> None:
    assert Settings.from_env({"PEJLING_DATABASE_URL": url}).database_url == url


def test_printing_settings_shows_no_password() -> None:
    settings = Settings.from_env({"PEJLING_DATABASE_URL": "postgresql://u:hemmelig@h/d"})
    assert "hemmelig" not in repr(settings)


def test_uses_default_database(tmp_path: Path) -> None:
    env = {"PEJLING_STATE_DIR": str(tmp_path)}
    assert Settings.from_env(env).uses_default_database
    assert not Settings.from_env(env | {"PEJLING_DATABASE_URL": "postgresql://h/d"}).uses_default_database


@pytest.mark.parametrize("folder", ["Å b", "100%", "a?b#c", "a%20b"])
def test_any_folder_name_survives_the_database_url(tmp_path: Path, folder: str) -> None:
    settings = Settings.from_env({"PEJLING_STATE_DIR": str(tmp_path / folder)})
    database = make_url(settings.database_url).database
    assert database == str(tmp_path / folder / "pejling.db")


def test_an_ipv6_address_is_bound_in_brackets() -> None:
    assert Settings.from_env({"HOST": "::1", "PORT": "80"}).bind == "[::1]:80"


def test_every_field_is_declared_and_listed() -> None:
    keys = {setting.key for setting in SETTINGS}
    assert keys == {field.name for field in fields(Settings)}
    assert [row[0] for row in settings_table()] == [setting.variable for setting in SETTINGS]
    assert all(all(row) for row in settings_table())


def test_the_readme_tells_each_with_its_default() -> None:
    told = (Path(__file__).parents[3] / "README.md").read_text("utf-8")
    rows = [f"| `{each.variable}` | `{each.default}` | {each.meaning} |" for each in SETTINGS]
    assert "\n".join(rows) in told


def test_what_is_expected_is_what_is_accepted() -> None:
    """Hold that the first and the last of what a number may be are taken, and what lies beyond them is not."""
    bounds = 0
    for each in SETTINGS:
        if found := re.match(r"et (helt tal|antal \w+) fra ([\d.]+) til ([\d.]+)$", each.expected):
            whole, number = found[1] == "helt tal", int if found[1] == "helt tal" else float
            low, high = number(found[2]), number(found[3])
            assert [each.parse(str(low)), each.parse(str(high))] == [low, high], each.variable
            for beyond in (low - (1 if whole else 0.01), high + (1 if whole else 0.01)):
                with pytest.raises(ValueError, match=r"^$"):
                    each.parse(str(beyond))
            bounds += 1
    assert bounds > 8


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.variable)
def test_examples_are_accepted(setting: Setting, tmp_path: Path) -> None:
    example = setting.example
    if setting.key == "state_dir":
        example = str(tmp_path / "made/when/needed")
    Settings.from_env({setting.variable: example})


# --- Who may see the pages ------------------------------------------------------------------------


def test_the_demonstration_is_open_on_this_machine_and_nothing_else_is_by_itself(tmp_path: Path) -> None:
    env = {"PEJLING_STATE_DIR": str(tmp_path)}
    for host in ("127.0.0.1", "::1", "localhost"):
        assert Settings.from_env(env | {"HOST": host}).signs_in == "open"
    own = {"PEJLING_DATABASE_URL": f"sqlite:///{tmp_path}/egen.db"}
    for more in ({"HOST": "0.0.0.0"}, {"HOST": "pejling.example.org"}, own):  # noqa: S104
        settings = Settings.from_env(env | more)
        with pytest.raises(SettingsError) as caught:
            _mode = settings.signs_in
        (problem,) = caught.value.problems
        assert problem.startswith("PEJLING_SIGN_IN: er ikke valgt")
        assert not ENGLISH.search(problem)
        opened = Settings.from_env(env | more | {"PEJLING_SIGN_IN": "open"})
        assert (opened.signs_in, opened.is_open_to_others) == ("open", True)
    assert not Settings.from_env(env | {"PEJLING_SIGN_IN": "open"}).is_open_to_others


def test_what_a_way_to_sign_in_needs_is_named() -> None:
    given = {"PEJLING_SIGN_IN": "oidc", "PEJLING_DATABASE_URL": "postgresql://h/d"}
    with pytest.raises(SettingsError) as caught:
        _mode = Settings.from_env(given).signs_in
    assert [problem.split(":")[0] for problem in caught.value.problems] == [
        "PEJLING_OIDC_ISSUER", "PEJLING_OIDC_CLIENT_ID", "PEJLING_OIDC_CLIENT_SECRET", "PEJLING_PEOPLE_URL",
    ]  # fmt: skip
    with pytest.raises(SettingsError) as caught:
        _mode = Settings.from_env(given | {"PEJLING_SIGN_IN": "proxy"}).signs_in
    assert [problem.split(":")[0] for problem in caught.value.problems] == [
        "PEJLING_PROXY_SECRET", "PEJLING_PEOPLE_URL",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("variable", "given"),
    [
        ("PEJLING_SIGN_IN", "saml"),
        ("PEJLING_OIDC_ISSUER", "http://login.example.org"),
        ("PEJLING_OIDC_ISSUER", "login.example.org"),
        ("PEJLING_OIDC_CLIENT_SECRET", "kort"),
        ("PEJLING_PROXY_SECRET", "med mellemrum i sig ja"),
        ("PEJLING_OIDC_SCOPE", "profile"),
        ("PEJLING_PROXIES", "10.0.0.5, x"),
        ("PEJLING_SESSION_HOURS", "0"),
        ("PEJLING_LOG_DAYS", "30"),
        ("PEJLING_PATIENT_PAGES", "konge"),
        ("PEJLING_PEOPLE_URL", "mysql://h/d"),
    ],
)
def test_what_lets_people_in_is_checked_and_no_secret_is_shown(variable: str, given: str) -> None:
    (problem,) = problems(**{variable: given})
    assert problem.startswith(f"{variable}: fik ")
    assert "kort" not in problem
    assert "med mellemrum" not in problem.partition("skal være")[0]
    assert not ENGLISH.search(problem.replace(given, "").replace("openid", "").replace("example.org", ""))
