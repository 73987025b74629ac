"""The committee's reports on the command line: opened, published, listed, printed and verified."""

import shutil
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import Mock

import pytest
from sqlalchemy import Engine, text

from data_access.database import schema as t
from data_access.database.engine import writer
from data_access.database.versions import LOADS, bump
from data_access.editions import drafts, forms
from data_access.people.versioned import NothingStandsError, SomebodyElseWroteError
from data_access.snapshot.reading import read_snapshot
from data_access.snapshot.snapshot import Snapshot
from tests.unit.dashboard.conftest import Pejling

pytestmark = pytest.mark.takes(25)


@pytest.fixture
def demonstration(demo_url: str, tmp_path: Path) -> str:
    """Return the URL of a demonstration of one's own."""
    path = tmp_path / "demo.db"
    shutil.copy(demo_url.removeprefix("sqlite:///"), path)
    return f"sqlite:///{path}"


@pytest.fixture
def read(demo_snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let each command read what has moved since the one before, and the first since the demonstration was made."""
    newest = [demo_snapshot]

    def since(engine: Engine) -> Snapshot:
        newest.append(read_snapshot(engine, newest.pop()))
        return newest[0]

    monkeypatch.setattr("data_access.snapshot.reading.read_snapshot", since)


@pytest.mark.usefixtures("read")
def test_an_edition_is_opened_answered_published_and_holds(
    pejling: Pejling, demonstration: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PEJLING_DATABASE_URL", demonstration)
    when = datetime(2015, 5, 11, tzinfo=UTC)
    newest = drafts.Version(1, drafts.Draft("2015-04"), "draft", None, "editor", when)
    for fault, said in (
        (SomebodyElseWroteError(newest), "en anden har skrevet i kladden til 12. afrapportering imens"),
        (NothingStandsError(newest), "nu er version 1 den nyeste"),
        (NothingStandsError(), "kladden til 12. afrapportering findes ikke mere."),
    ):
        with monkeypatch.context() as patched:
            patched.setattr(drafts, "write", Mock(side_effect=fault))
            told = pejling("report", "draft", "12")
        assert (told.exit_code, said in told.output) == (1, True), told.output
        assert "pejling report draft 12 --report status" in told.output
    opened = pejling("report", "draft", "12")
    assert (opened.exit_code, "åbnet for 2015-04" in opened.output) == (0, True), opened.output
    assert "Sager løst inden for fristen er 87,0\xa0%" in opened.output
    refused = pejling("report", "publish", "12")
    assert (refused.exit_code, "mangler svar, og intet er udgivet" in refused.output) == (1, True)
    assert pejling("report", "publish", "12", "--unexplained").exit_code == 0
    assert pejling("report", "publish", "12", "--revision").exit_code == 2, "a revision says why"
    again = pejling(
        "report", "publish", "11", "--revision", "--reason", "Et tal var forkert.", "--unexplained"
    )
    assert "11. afrapportering, revision 1 er udgivet. SHA-256:" in again.output, again.output
    listed = pejling("report", "list").output
    assert all(each in listed for each in ("11R1", "patientrettigheder", "2015-04"))

    file = tmp_path / "11.pdf"
    assert pejling("report", "pdf", "11", "--revision", "0", "--output", str(file)).exit_code == 0
    whole = pejling("report", "verify", str(file))
    assert (whole.exit_code, "PASSER IKKE" in whole.output) == (0, False), whole.output
    file.write_bytes(file.read_bytes() + b"\n")
    touched = pejling("report", "verify", str(file))
    assert (touched.exit_code, touched.output.count("IKKE KONTROLLERET")) == (1, 1), touched.output
    file.write_text("ingen PDF", encoding="utf-8")
    assert "kan ikke læses som en udgave" in pejling("report", "verify", str(file)).output
    assert pejling("report", "verify", str(tmp_path / "mangler.pdf")).exit_code == 1


@pytest.mark.usefixtures("read")
def test_what_was_changed_is_told_and_what_was_published_still_holds(
    pejling: Pejling, demonstration: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PEJLING_DATABASE_URL", demonstration)
    with writer(demonstration).begin() as connection:
        connection.execute(
            text("UPDATE monthly_calls SET within_limit = within_limit / 2 WHERE month = '2015-04'")
        )
        bump(connection, LOADS, "calls")  # as a load does
        connection.execute(
            t.settings.update().where(t.settings.c.key == "clock").values(value="2017-05-11T07:30:00")
        )
    found = pejling("report", "verify", "11")
    assert (found.exit_code, "PASSER IKKE" in found.output) == (0, False), found.output
    assert "Rettet siden:" in found.output
    assert "71,3\xa0%" in found.output


def test_what_is_not_what_its_sum_says_does_not_hold(
    pejling: Pejling, demonstration: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PEJLING_DATABASE_URL", demonstration)
    with writer(demonstration).begin() as connection:
        connection.execute(text("DROP TRIGGER editions_stand"))
        connection.execute(
            text("UPDATE editions SET content = (SELECT content FROM editions WHERE number = 10)")
        )
    found = pejling("report", "verify", "11")
    assert (found.exit_code, "er ikke, hvad kontrolsummen siger" in found.output) == (1, True), found.output
    assert isinstance(found.exception, SystemExit)
    monkeypatch.setattr(forms, "NEWEST", 0)
    for later in (("verify", "10"), ("pdf", "10", "--output", "/nowhere/10.pdf")):
        found = pejling("report", *later)
        assert (found.exit_code, found.output.count("lavet af en nyere Pejling")) == (1, 1), found.output
    assert pejling("report", "pdf", "11", "--output", "/nowhere/11.pdf").exit_code == 1


@pytest.mark.usefixtures("read")
@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("draft", "12", "--month", "maj"), "er ikke en måned"),
        (("draft", "12", "--month", "2099-01"), "er ikke hel endnu"),
        (("draft", "13"), "nummer 13 er for højt"),
        (("draft", "11"), "brugt eller passeret"),
        (("verify", "99"), "er ikke udgivet"),
        (("verify", "9" * 5000), "er ikke udgivet"),
        (("verify", "11", "--report", "andet"), "findes ikke"),
    ],
)
def test_what_is_asked_wrongly_is_said(
    pejling: Pejling, demo_url: str, monkeypatch: pytest.MonkeyPatch, given: tuple[str, ...], said: str
) -> None:
    monkeypatch.setenv("PEJLING_DATABASE_URL", demo_url)
    found = pejling("report", *given)
    assert found.exit_code in (1, 2)
    assert said in found.output
